import Colorimetry
import ImageModels

/// Understood, but of a kind that takes another model, or of what nothing here finds.
extension Declining {
    var beyondMeans: Decline? { whitesOfEyes ?? nearTo ?? kind.map { .beyondMeans($0, advice: withoutColour) } }

    /// The same without the colour that the background is said to have, which is not looked at.
    private var withoutColour: String? {
        guard
            let index = (start + 1..<max(start + 1, tokens.count)).first(where: {
                Nouns.background.match(tokens, at: $0) != nil
            })
        else {
            return nil
        }
        for first in (max(start, index - 3)..<index) {
            var colour = Reader(tokens, referenceCount: 0, position: first)
            guard colour.bareColour() != nil, colour.position == index else { continue }
            var other = tokens
            other.removeSubrange(first..<index)
            return edits(of: other) == nil ? nil : "Without that: \"\(text(other))\""
        }
        return nil
    }

    private static let mending = AnyOf(
        """
        remove,fix,correct,get rid of,reduce,mend,repair,retouch,no,take out,take away,eliminate,edit out,delete,lose,\
        cure,red
        """)

    /// "remove the red eyes": what a flash does to pupils, which are not found by themselves.
    var redEyes: Decline? {
        guard starts(Self.mending), contains(AnyOf("red eye,red eyes,redeye,redeyes")), !namesSomethingRed
        else { return nil }
        let way = "\"make it black\""
        return .beyondMeans(
            "finding the red in eyes",
            advice: circumstances.isMarked
                ? "What is marked is \u{201C}it\u{201D}: \(way)" : "Mark the pupils with /region, then: \(way)")
    }

    /// "red eyes to brown": a colour that they are to have.
    private var namesSomethingRed: Bool { contains(AnyOf("to,into,with,brown,blue,green,black,grey,gray,hazel")) }

    private static let faultsOfLenses = AnyOf(
        """
        chromatic aberration,aberration,aberrations,lens distortion,barrel distortion,distortion,purple fringing,\
        colour fringing,color fringing,fringing,moire
        """)

    /// "remove chromatic aberration": it is in no one place.
    var ofLens: Decline? {
        guard !circumstances.isMarked, contains(Self.faultsOfLenses) else { return nil }
        return .beyondMeans("mending what a lens did to the picture")
    }

    /// "turn the white into transparent"
    var transparentColour: Decline? {
        var reader = reader
        guard reader.take("make", "turn", "change", "convert", "set") else { return nil }
        reader.skipPlainArticles()
        guard reader.take(ColourTable.families) != nil else { return nil }
        _ = reader.take("parts", "areas", "pixels", "colour", "color")
        _ = reader.take("to", "into", "be")
        guard reader.take("transparent", "see through", "invisible"), reader.isAtBoundary else { return nil }
        return .beyondMeans(
            "making a colour transparent", advice: "What is behind the subject becomes so: \"remove the background\"")
    }

    /// "cut out the face": only somebody or something as a whole is cut out.
    var cutOutPart: Decline? {
        var reader = reader
        guard reader.take("cut out", "isolate", "extract", "clip out"), let target = reader.litPart(),
            reader.isAtBoundary
        else { return nil }
        switch target {
        case .face, .feature, .hair, .garment: break
        default: return nil
        }
        let noun = tokens[reader.position - 1].text
        let crop = first("crop to the \(noun)")
        return .beyondMeans("cutting out a part of somebody", advice: crop.map { "A crop: \"\($0)\"" })
    }

    /// "make it white", after the background was taken away: what is behind, or what stayed?
    var colourOfCutOut: Decline? {
        let before = isFirst ? circumstances.edited?.edits ?? [] : editsBefore
        guard case .background(.transparent, _)? = before.last else { return nil }
        var reader = reader
        _ = reader.take("make", "turn", "paint", "colour", "color")
        _ = reader.take("it", "that", "this")
        guard let colour = reader.colour() else { return nil }
        reader.takeAll(Fillers.after)
        guard reader.isAtBoundary else { return nil }
        return .incomplete(
            missing: "whether the background becomes \(colour.name), or what was cut out",
            example: "make the background \(colour.name)")
    }

    private static let whites = AnyOf(
        "whites of the eyes,whites of her eyes,whites of his eyes,whites of their eyes,whites of my eyes,whites of the eye,eye whites,whites of both eyes"
    )

    /// "whiten the whites of the eyes": they are found as what is light between the lids, and only made lighter.
    private var whitesOfEyes: Decline? {
        guard let index = (start..<tokens.count).first(where: { Self.whites.match(tokens, at: $0) != nil }) else {
            return nil
        }
        let (_, length) = Self.whites.match(tokens, at: index) ?? ((), 0)
        let said =
            tokens[index].text == "eye"
            ? "whites of the eyes" : tokens[index..<(index + length)].map(\.text).joined(separator: " ")
        return .beyondMeans(
            "finding the \(said) by themselves",
            advice: first("brighten the \(said)").map { "What is light in them is made lighter by \"\($0)\"" })
    }

    private var kind: String? {
        guard start < tokens.count else { return nil }
        if tokens[start...].contains(where: { if case .reference = $0.kind { true } else { false } }) {
            return BeyondMeans.references
        }
        if starts(BeyondMeans.questions) { return BeyondMeans.answering }
        if starts(BeyondMeans.repairs) { return BeyondMeans.repairing }
        if reshapesThing { return BeyondMeans.moving }
        if !mentionsBackground, !starts(BeyondMeans.removingWords),
            let telling = BeyondMeans.telling.first(where: { tells($0.words) })
        {
            return telling.kind
        }
        if starts(AnyOf("drop shadow")) { return BeyondMeans.light }
        if starts(BeyondMeans.removingWords), tokens.count > start + 1 { return BeyondMeans.removing }
        if mentionsBackground { return sceneIfUnknown }
        if movesSubject { return BeyondMeans.moving }
        if placesSubjectSomewhere { return BeyondMeans.scenes }
        if contains(AnyOf("outline,outlines,stroke,contour")) { return BeyondMeans.outlining }
        if starts(BeyondMeans.addingWords), tokens.count > start + 1, !givesLook { return BeyondMeans.adding }
        if let scenery = colouredScenery { return BeyondMeans.checking(scenery) }
        if starts(BeyondMeans.replacingWords), turnsThingIntoThing { return BeyondMeans.replacing }
        if contains(AnyOf("wearing,wear,holding,with a,with an,with some")) { return BeyondMeans.adding }
        if contains(AnyOf("zoom")) || (namesSomething && contains(BeyondMeans.movingWords)) {
            return BeyondMeans.moving
        }
        return nil
    }

    /// "make the building taller", which is nobody.
    private var reshapesThing: Bool {
        contains(AnyOf("taller,thinner,slimmer,fatter,longer,wider,shorter"))
            && (start..<tokens.count).contains {
                Nouns.things.match(tokens, at: $0).map { $0.meaning != .person } == true
                    || Nouns.objects.match(tokens, at: $0) != nil
                    || Nouns.scenery.match(tokens, at: $0) != nil
            }
    }

    /// Whether a table has a word that gives its kind away. One that the grammar has a meaning for ("shadows", "matte",
    /// "vintage") does so only where something is named that it is said of, and no word is unknown.
    private func tells(_ words: AnyOf) -> Bool {
        let isPlain = hasStrangers || !namesSomething
        return (start..<tokens.count).contains { index in
            guard let (_, length) = words.match(tokens, at: index) else { return false }
            return !isPlain || !hasMeaning(at: index, of: length)
        }
    }

    /// Whether the grammar has a meaning for the words that begin here.
    private func hasMeaning(at index: Int, of length: Int) -> Bool {
        if hasStrangers, ["look", "looks"].contains(tokens[index].text) { return true }
        let known = [
            ToneVocabulary.looks.match(tokens, at: index)?.length,
            ToneVocabulary.ranges.match(tokens, at: index)?.length,
            ToneVocabulary.adjectives.match(tokens, at: index)?.length,
            ToneVocabulary.automatic.match(tokens, at: index)?.length,
            ToneVocabulary.partVerbs.match(tokens, at: index)?.length,
        ]
        return known.contains { ($0 ?? 0) >= length }
    }

    /// "give it a kodak portra look", "give it a richer brown", "make a sticker out of it": nothing is added.
    private var givesLook: Bool {
        if contains(AnyOf("sticker,stickers,look,feel,vibe,mood,grade,filter")) { return true }
        // "give it more depth", "give the lamp a brass colour"
        if starts(AnyOf("give")), contains(AnyOf("more,less,colour,color,shade,hue")) { return true }
        // "give it a richer brown" ends with a colour; "give him a red hat" does not.
        return starts(AnyOf("give"))
            && tokens.indices.dropFirst(start).contains { index in
                guard let (_, length) = ColourTable.named.match(tokens, at: index) else { return false }
                return tokens[safe: index + length].map { $0.kind == .pause } ?? true
            }
    }

    private var mentionsBackground: Bool { contains(Nouns.background) }

    /// "make the background darker so that it ...", "make the background viridian": light, or a word that is no scene's.
    private var shadesBackground: Bool {
        guard
            var index = (start..<tokens.count).first(where: { Nouns.background.match(tokens, at: $0) != nil }),
            let (_, length) = Nouns.background.match(tokens, at: index)
        else { return false }
        index += length
        let between = ["a", "bit", "little", "much", "more", "less", "slightly", "be", "to", "very"]
        while let word = tokens[safe: index], between.contains(word.text) {
            index += 1
        }
        var colour = Reader(tokens, referenceCount: 0, position: index)
        if colour.bareColour() != nil { return false }
        if ToneVocabulary.adjectives.match(tokens, at: index) != nil { return true }
        return starts(AnyOf("make,paint,colour,color,dye")) && index == tokens.count - 1
            && !Grammar.vocabulary.contains(tokens[index].text)
    }

    /// "replace the background with a beach": the background is to become something.
    private var sceneIfUnknown: String? {
        // "blur the background only now" is no scene.
        let isLight = ToneVocabulary.verbs.match(tokens, at: start) ?? ToneVocabulary.partVerbs.match(tokens, at: start)
        guard isLight == nil, !shadesBackground, !contains(AnyOf("out of focus,blurred,blurry,gradient")) else {
            return nil
        }
        if (start..<tokens.count).contains(where: {
            Nouns.people.match(tokens, at: $0) != nil && $0 > start
                && (tokens[$0 - 1].text == "background" || tokens[safe: $0 + 1]?.text == "in")
        }) {
            return BeyondMeans.telling("person in the background")
        }
        // "the white background", "from white to blue"
        if (start..<tokens.count).contains(where: {
            Nouns.background.match(tokens, at: $0) != nil && $0 > start
                && !tokens[start..<$0].contains { ["with", "by", "to", "into", "for", "on"].contains($0.text) }
                && (ColourTable.named.match(tokens, at: $0 - 1) != nil
                    || ColourTable.shades.match(tokens, at: $0 - 1) != nil
                    || tokens[safe: $0 + 1]?.text == "from")
        }), !hasStrangers {
            return BeyondMeans.checking("background")
        }
        return contains(AnyOf("to,into,with,by,as,like,in,on,a,an,make,change,replace,set,add,put,swap"))
            ? BeyondMeans.scenes : nil
    }

    /// "put him in the bottom right corner"
    private var movesSubject: Bool {
        var reader = reader
        guard reader.take("put", "place", "set", "move", "shift", "position"), reader.wholeSubject() != nil else {
            return false
        }
        return reader.placeOnCanvas() != nil && reader.isAtBoundary
    }

    /// "put him on a beach", "at the beach"
    private var placesSubjectSomewhere: Bool {
        var reader = reader
        if reader.take("put", "place", "set", "move", "show", "transport", "bring", "send", "teleport") {
            guard reader.wholeSubject() != nil else { return false }
            let isSomewhere = BeyondMeans.filling.match(tokens, at: reader.position) != nil
            reader.skip()
            // "show it in navy"
            return isSomewhere && reader.colour() == nil
        }
        if reader.take("make it", "make this") {
            return reader.take(
                "rain",
                "rainy",
                "snow",
                "snowy",
                "winter",
                "summer",
                "autumn",
                "spring",
                "foggy",
                "cloudy",
                "stormy"
            )
        }
        guard reader.take("in", "on", "at", "in front of", "inside", "under") else { return false }
        // "in blue", "at the top 10 %": no scene.
        return reader.colour() == nil && reader.sidesOfPicture() == nil
    }

    /// "swap the grey sky for a blue one": what it is told by has no colour of its own.
    private var colouredScenery: String? {
        guard !hasStrangers else { return nil }
        for index in tokens.indices.dropFirst(start + 1) {
            guard let (_, length) = Nouns.scenery.match(tokens, at: index),
                ColourTable.families.match(tokens, at: index - 1) != nil
            else { continue }
            return tokens[index..<(index + length)].map(\.text).joined(separator: " ")
        }
        return nil
    }

    /// "turn the cat into a dog", "replace the car with a bike"
    private var turnsThingIntoThing: Bool {
        guard contains(AnyOf("into,with,to,for,by"), from: start + 1) else { return false }
        guard
            var goal = tokens.indices.dropFirst(start + 1).first(where: {
                ["into", "with", "to", "for", "by"].contains(tokens[$0].text)
            })
        else { return false }
        goal += 1
        var reader = Reader(tokens, referenceCount: 0, position: goal)
        reader.skipArticles()
        // "to a warmer white" is a colour that is not known.
        let end = tokens[goal...].firstIndex { $0.kind == .pause } ?? tokens.count
        if end > goal, ColourTable.named.match(tokens, at: end - 1) != nil { return false }
        let named = reader.part() != nil || reader.person() != nil || reader.take(Nouns.unselectable) != nil
        return named || ["a", "an"].contains(tokens[safe: goal]?.text)
    }

    /// "make the trousers blue": a common noun that no network knows.
    var unselectable: Decline? { noneFound.map { .beyondMeans($0, advice: markedAsIt) } }

    /// To mark what nothing finds, and to say the same of "it".
    private var markedAsIt: String? {
        guard !circumstances.isMarked else { return nil }
        if noneFound == BeyondMeans.finding("skin") {
            return "The skin of a face is found as the face, such as \"smooth the face\"."
        }
        for index in start..<tokens.count {
            guard let length = Nouns.unselectable.match(tokens, at: index)?.length else { continue }
            var first = index
            while first > start, Fillers.articles.match(tokens, at: first - 1) != nil { first -= 1 }
            var it = tokens
            it.replaceSubrange(first..<(index + length), with: [Token(kind: .word, text: "it")])
            let said = text(it)
            let noun = tokens[index..<(index + length)].map(\.text).joined(separator: " ")
            return Self.makesSense(said, referenceCount, isMarked: true)
                ? "Mark \(noun.isPlural ? "them" : "it") with /region, then: \"\(said)\"" : nil
        }
        return nil
    }

    var noneFound: String? {
        for index in start..<tokens.count {
            if index > start, ["left", "right"].contains(tokens[index - 1].text),
                ["eye", "eyes", "iris"].contains(tokens[index].text)
            {
                return BeyondMeans.tellingApart(["left eye", "right eye"])
            }
            if let (noun, length) = Nouns.unselectable.match(tokens, at: index) {
                // What is found, and takes no colour, is not missing; "the face mask" is no face.
                let isFound =
                    Nouns.faces.match(tokens, at: index) != nil || Nouns.features.match(tokens, at: index) != nil
                if !isFound { return BeyondMeans.finding(noun) }
                if colours(after: index + length) { return BeyondMeans.colouring(noun) }
            }
        }
        return nil
    }

    /// "red", "in blue", to the end of the edit.
    private func colours(after index: Int) -> Bool {
        var reader = Reader(tokens, referenceCount: 0, position: index)
        _ = reader.take("to", "into", "in")
        return reader.colour() != nil && reader.isAtBoundary
    }
}
