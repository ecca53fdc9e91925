/// Taking things out of the picture.
extension Reader {
    private static let verbs = AnyOf(
        """
        remove,delete,erase,get rid of,take out,take away,paint out,clone out,retouch out,heal,eliminate,edit out,wipe out,\
        wipe away,clean up,clean away,clear,airbrush out,retouch,fill,fill in,patch,inpaint,photoshop out,hide,lose
        """
    )
    private static let region = AnyOf(
        """
        it,this,that,what is marked,what's marked,the marked part,the marked area,the marked region,the marked place,\
        the region,the selection,the selected part,the selected area,the selected region,what is selected,what's selected,\
        what is in the region,what's in the region,everything in the region,whatever is in the region,the marked thing,\
        the marked object,the hole,the area,the object in the region
        """
    )

    /// "remove the car", "get rid of the text on the wall", "erase what is marked"
    mutating func removal() -> [LocalEdit]? {
        whole { reader in
            guard reader.take(Self.verbs) else { return nil }
            if reader.take(Self.region) { return [.remove(.marked("what is to go"))] }
            if let found = reader.attempt({ $0.selectedThings() }) { return found.map { .remove(.part($0)) } }
            let known = reader.attempt { reader in
                reader.markedThing().flatMap {
                    reader.isAtBoundary || Fillers.after.match(reader.tokens, at: reader.position) != nil ? $0 : nil
                }
            }
            if let known { return [.remove(.marked(known))] }
            return reader.attempt { $0.markedStranger() }.map { [.remove(.marked($0))] }
        }
    }

    /// "the cat and the dog"; two people of whom nothing tells which are not told apart.
    private mutating func selectedThings() -> [Target]? {
        guard let first = selectedThing() else { return nil }
        var all = [first]
        while all.count < 4 {
            let another: Target? = attempt { reader in reader.take("and") ? reader.selectedThing() : nil }
            guard let another else { return all }
            guard !all.contains(another) else { return nil }
            all.append(another)
        }
        return all
    }

    /// What can be found by itself: people, and things that a network knows. "it" is what a region marks.
    private mutating func selectedThing() -> Target? {
        let start = position
        // "some people" are not all of them, and "some person" is nobody in particular.
        guard next?.text != "some", let target = litPart(),
            isAtBoundary || Fillers.after.match(tokens, at: position) != nil
        else {
            return nil
        }
        // "the red parts of the car" are no car.
        let saysParts = tokens[start..<position].contains { ["parts", "part", "areas", "bits"].contains($0.text) }
        guard !saysParts || target.isToldByColourAlone else { return nil }
        switch target {
        case .whole(.object), .object, .garment, .hair, .face, .feature, .background, .rest, .marked: return nil
        case .whole(.people) where ["her", "him", "them", "me", "us"].contains(tokens[start].text): return target
        default: return target
        }
    }

    /// Anything else that has a name, with where it is: a region has to say where exactly.
    private mutating func markedThing() -> String? {
        let start = position
        guard markedNoun() else { return nil }
        for _ in 0..<3 {
            let isPlaced: Bool? = attempt { reader in
                if reader.take(Nouns.whereInPicture) != nil { return true }
                guard
                    reader.take(
                        "on", "in", "from", "at", "of", "behind", "next to", "beside", "under", "above", "over", "near",
                        "across", "and", "below", "around", "between")
                else { return nil }
                return reader.backgroundNoun() || reader.wholePicture() || reader.markedPlace() || reader.markedNoun()
                    || reader.litPart() != nil
                    || reader.take(
                        "corner", "the corner", "the top left corner", "the top right corner", "the bottom left corner",
                        "the bottom right corner", "the top left", "the top right", "the bottom left",
                        "the bottom right",
                        "the lower left", "the lower right", "the upper left", "the upper right", "the top",
                        "the bottom", "the left",
                        "the right", "the side")
                    ? true : nil
            }
            if isPlaced == nil { break }
        }
        return tokens[start..<position].map(\.text).joined(separator: " ")
    }

    /// "the kite", "her name tag": whatever it is, the region says where.
    private mutating func markedStranger() -> String? {
        guard takesMarked else { return nil }
        let start = position
        _ = determiner()
        _ = bareColour()
        guard unknownNoun() != nil else { return nil }
        _ = attempt { reader -> Bool? in
            guard reader.take("on", "in", "from", "of", "behind", "next to", "beside", "under", "above", "over", "near")
            else { return nil }
            return reader.backgroundNoun() || reader.wholePicture() || reader.markedPlace() || reader.markedNoun()
                || reader.litPart() != nil ? true : nil
        }
        return tokens[start..<position].map(\.text).joined(separator: " ")
    }

    private mutating func markedPlace() -> Bool {
        attempt { reader in
            reader.skipArticles()
            return reader.take(Nouns.places) ? true : nil as Bool?
        } ?? false
    }

    private mutating func markedNoun() -> Bool {
        attempt { reader in
            reader.skipArticles()
            _ = reader.take(
                "small", "big", "little", "ugly", "tiny", "large", "old", "dark", "white", "black", "red", "blue",
                "green", "yellow", "bright", "other", "two", "three", "few", "annoying", "distracting", "stray")
            let isBehind: Bool? = reader.attempt { reader in
                reader.take(Nouns.people) && reader.next?.text == "in" && reader.take("in") && reader.backgroundNoun()
                    ? true : nil
            }
            guard
                isBehind == true || reader.take(Nouns.removable) || reader.take(Nouns.objects) != nil
                    || reader.take(Nouns.unselectable) != nil
            else { return nil as Bool? }
            return true
        } ?? false
    }
}
