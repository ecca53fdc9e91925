/// What a colour is given to.
enum Painted: Equatable {
    case part(Target)
    case background
}

extension Reader {
    private static let descriptions = AnyOf(
        """
        old,new,long,short,puffy,winter,summer,leather,denim,wool,woollen,woolen,silk,cotton,big,small,little,elegant,\
        young,tall,whole,entire,current,existing,same,knitted,sleeveless,standing,sitting,parked,wooden,striped,formal
        """
    )
    private static let partWords = AnyOf(
        """
        parts,part,areas,area,bits,bit,things,thing,regions,region,elements,stuff,objects,spots,tones,colour,color,\
        colours,colors,pixels,pieces,ones,shades,patches,surfaces
        """
    )

    mutating func skipArticles() { while take(Fillers.articles) {} }

    /// "the man on the left", "everyone", "her".
    mutating func person() -> People? {
        attempt { reader in
            if reader.take(Nouns.everybody) { return .all }
            reader.skipArticles()
            let which = reader.take(Nouns.whichPerson)
            if which != nil { _ = reader.take("most", "hand", "side") }
            reader.takeAll(Self.descriptions)
            if reader.take(Nouns.people) {
                let place = reader.take(Nouns.whereInPicture)
                return which ?? place ?? .all
            }
            return which
        } ?? attempt { reader in reader.take(Nouns.pronouns) ? .all : nil }
    }

    /// Whose it is, before the noun: "the left man's", "everyone's", "his", "the".
    private mutating func possessor() -> People? {
        let owner: People? = attempt { reader in
            guard let owner = reader.person(), reader.take("'s") else { return nil }
            return owner
        }
        if let owner {
            skipArticles()
            return owner
        }
        skipArticles()
        let which = take(Nouns.whichPerson)
        return which
    }

    /// Whose it is, after the noun: "of the person on the right", "on the left", "he is wearing".
    private mutating func possessorAfter() -> People? {
        if let place = take(Nouns.whereInPicture) { return place }
        return attempt { reader in
            guard reader.take("of", "on", "worn by", "from", "belonging to") else { return nil }
            return reader.person()
        }
            ?? attempt { reader in
                _ = reader.take("that", "which")
                guard let owner = reader.person() else { return nil }
                _ = reader.take("is", "are", "'s", "has", "have")
                guard reader.take("wearing", "wears", "has on", "on") else { return nil }
                return owner
            }
    }

    /// "the left man's jacket", "her hair", "the car", "the red parts".
    mutating func part() -> Target? {
        attempt { $0.wornPart() } ?? attempt { $0.colouredPart() } ?? attempt { $0.thingPart() }
    }

    private mutating func wornPart() -> Target? {
        let before = possessor()
        takeAll(Self.descriptions)
        let isHair: Bool
        let garment: Garment?
        // "the blue jacket": says what colour it has now.
        _ = attempt { reader in
            guard reader.bareColour() != nil else { return nil as Bool? }
            reader.takeAll(Self.descriptions)
            let follows =
                Nouns.garments.match(reader.tokens, at: reader.position) != nil
                || Nouns.hair.match(reader.tokens, at: reader.position) != nil
            return follows ? true : nil
        }
        garment = take(Nouns.garments)
        isHair = garment == nil && take(Nouns.hair)
        guard garment != nil || isHair else { return nil }
        let owner = before ?? possessorAfter() ?? .all
        if let garment { return .garment(garment, of: owner) }
        return .hair(of: owner)
    }

    private mutating func thingPart() -> Target? {
        skipArticles()
        takeAll(Self.descriptions)
        _ = attempt { reader in
            guard reader.bareColour() != nil else { return nil as Bool? }
            return Nouns.things.match(reader.tokens, at: reader.position) == nil ? nil : true
        }
        if let thing = take(Nouns.things) { return .thing(thing) }
        if take(Nouns.people) { return .thing(.person) }
        return nil
    }

    private mutating func colouredPart() -> Target? {
        if take("anything", "everything", "whatever", "all that", "what") {
            _ = take("that is", "that 's", "that's", "which is", "is", "'s")
            guard let family = take(ColourTable.families) else { return nil }
            _ = take(Self.partWords)
            return .coloured(family)
        }
        skipArticles()
        guard let family = take(ColourTable.families), take(Self.partWords) else { return nil }
        return .coloured(family)
    }

    /// "the background" in any of its words.
    mutating func backgroundNoun() -> Bool {
        attempt { reader in
            reader.skipArticles()
            _ = reader.take("current", "existing", "old", "whole", "entire", "picture 's", "image 's", "photo 's")
            guard reader.take(Nouns.background) else { return nil as Bool? }
            _ = reader.take(
                "of it",
                "behind him",
                "behind her",
                "behind them",
                "behind it",
                "behind the subject",
                "behind the person",
                "behind the man",
                "behind the woman"
            )
            return true
        }
            ?? take(
                "what's behind him",
                "what's behind her",
                "what's behind it",
                "everything behind him",
                "everything behind her",
                "everything behind them",
                "everything behind it"
            )
    }

    mutating func painted() -> Painted? {
        if backgroundNoun() { return .background }
        return part().map { .part($0) }
    }

    /// The picture, or the subject as a whole: what may stand after any verb.
    mutating func wholeSubject() -> Bool {
        attempt { reader in
            if reader.take(Nouns.pictures) { return true as Bool? }
            if reader.person() != nil { return true }
            reader.skipArticles()
            return reader.take(Nouns.things) != nil ? true : nil
        } ?? false
    }

    mutating func wholePicture() -> Bool {
        if take(Nouns.pictures) { return true }
        return take("my", "our", "the") && take("picture", "image", "photo", "shot", "pic")
    }
}
