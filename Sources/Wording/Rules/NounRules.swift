/// What a colour is given to.
enum Painted: Equatable {
    case part(Target)
    case background
}

extension Reader {
    /// What may stand before any noun and changes nothing, since it leaves nothing out.
    static let wholly = AnyOf("whole,entire,current,existing")
    /// Tell one of several apart by what the model cannot see; of one alone they say nothing that it does not have.
    static let descriptions = AnyOf(
        """
        old,new,long,short,puffy,winter,summer,leather,denim,wool,woollen,woolen,silk,cotton,big,small,little,elegant,\
        young,tall,knitted,sleeveless,standing,sitting,formal,plaid,striped,checked,checkered,tartan,floral,flowery,flowered,\
        dotted,patterned,polka dot,printed
        """
    )
    private static let partWords = AnyOf(
        """
        parts,part,areas,area,bits,bit,things,thing,regions,region,elements,stuff,objects,spots,tones,colour,color,\
        colours,colors,pixels,pieces,ones,shades,patches,surfaces
        """
    )

    private static let whatIsMarked = AnyOf(
        "what is marked,what's marked,the marked part,the marked area,the region,the selection,the marked thing")

    /// A noun that no table of what can be found has: "tie", "name tag", "plus badge", as it was said.
    mutating func unknownNoun() -> String? {
        attempt { reader in
            let start = reader.position
            var end: Int?
            while reader.position - start < 4, let word = reader.next, word.kind == .word {
                // "the watermark asdf" names nothing.
                if end != nil, reader.isStranger(after: 0), !reader.isStranger(after: -1) { return nil }
                if let length = reader.unfindable {
                    reader.skip(length)
                    end = reader.position
                } else if Nouns.beforeNouns.contains(word.text) || reader.isStranger(after: 1) {
                    reader.skip()
                } else {
                    break
                }
            }
            guard let end else { return nil }
            reader.skip(end - reader.position)
            return reader.tokens[start..<end].map(\.text).joined(separator: " ")
        }
    }

    /// How many words from here are a noun that nothing finds, or that no table has.
    private var unfindable: Int? {
        let isFound =
            Nouns.faces.match(tokens, at: position) != nil || Nouns.features.match(tokens, at: position) != nil
        if !isFound {
            let known = [
                Nouns.unselectable.match(tokens, at: position)?.length,
                Nouns.removable.match(tokens, at: position)?.length,
                Nouns.places.match(tokens, at: position)?.length, Nouns.objects.match(tokens, at: position)?.length,
                Nouns.alsoColours.match(tokens, at: position)?.length,
            ]
            if let longest = known.compactMap(\.self).max() { return longest }
        }
        return isStranger(after: 0) ? 1 : nil
    }

    private func isStranger(after offset: Int) -> Bool {
        guard let token = tokens[safe: position + offset], token.kind == .word, token.text.count > 2 else {
            return false
        }
        return !Grammar.vocabulary.contains(token.text) && token.text.allSatisfy(\.isLetter)
    }

    mutating func skipArticles() { while take(Fillers.articles) {} }

    /// Articles that say of nobody whose it is: what may stand before a quality ("a darker look").
    mutating func skipPlainArticles() { while take("a", "an", "the", "some") {} }

    /// "the left man's jacket", "her hair", "the car", "the red parts".
    mutating func part() -> Target? {
        attempt { $0.wornPart() } ?? attempt { $0.colouredFeature() } ?? attempt { $0.colouredPart() }
            ?? attempt { $0.sceneryPart() } ?? attempt { $0.thingPart() } ?? attempt { $0.markedPart() }
    }

    /// Where something is marked: a noun that nothing finds, or "it", is what was marked.
    private mutating func markedPart() -> Target? {
        guard takesMarked else { return nil }
        if take("it", "this", "that") || take(Self.whatIsMarked) { return .marked("") }
        _ = possessor()
        takeAll(Self.wholly)
        takeAll(Self.descriptions)
        let now: NamedColour? = attempt { reader in
            guard let colour = reader.bareColour() else { return nil }
            var ahead = reader
            return ahead.unknownNoun() == nil ? nil : colour
        }
        return unknownNoun().map { .marked($0, now: now) }
    }

    private mutating func sceneryPart() -> Target? {
        skipArticles()
        takeAll(Self.wholly)
        guard let scenery = attempt({ $0.describedScenery() }) ?? take(Nouns.scenery) else { return nil }
        _ = take(
            "behind him", "behind her", "behind them", "behind it", "in the background", "around him", "around her",
            "around them", "around it")
        return .scenery(scenery)
    }

    /// "the brick wall", "the pool water": what it is of, and no other wall or water.
    private mutating func describedScenery() -> Scenery? {
        guard let kinds = take(Nouns.kindsOfScenery), let scenery = take(Nouns.scenery), kinds == scenery else {
            return nil
        }
        return scenery
    }

    /// What light can be changed on: "her face", "the sky", "the man on the left", "everything but the jacket".
    mutating func litPart() -> Target? {
        takeOnlyBeforePart()
        if let rest = remainder() { return rest }
        let excepting: Target? = attempt { reader in
            guard Nouns.everybody.match(reader.tokens, at: reader.position) == nil,
                reader.take("everything", "all", "the rest", "the whole picture", "the picture"),
                reader.take("but", "except", "except for", "apart from", "besides", "other than", "but not")
            else { return nil }
            // "all but all but her" says nothing.
            guard case let part? = reader.litPart(), part.isRest == false else { return nil }
            return .rest(of: part)
        }
        if let excepting { return excepting }
        if backgroundNoun() { return .background }
        // "everything around the dog"
        if let around = attempt({ reader -> Target? in
            guard reader.take("everything around", "all around", "everything behind"), let part = reader.litPart(),
                !part.isRest
            else { return nil }
            return .rest(of: part)
        }) {
            return around
        }
        if let face = attempt({ $0.facePart() }) ?? attempt({ $0.sceneryPart() }) { return face }
        // Nothing says which top is to be lighter.
        if isTopOfEither { return nil }
        if let worn = attempt({ $0.wornPart() }) ?? attempt({ $0.colouredPart() }) { return worn }
        if let both = attempt({ $0.bothPeople() }) { return .whole(.people(both)) }
        if take(Nouns.everybody) { return .whole(.people(.all)) }
        if let people = attempt({ $0.personByNoun() }) { return .whole(.people(people)) }
        if let next = next?.text, ["him", "her", "them", "me", "us"].contains(next), next != "them" || !isOfRanges,
            let people = take(Nouns.pronouns)
        {
            return .whole(.people(people))
        }
        switch attempt({ $0.thingPart() }) {
        case .thing(let thing, nil)?: return .whole(thing == .subject ? .subject : .thing(thing))
        case .object(let noun, nil)?: return .whole(.object(noun))
        case let target?: return target
        case nil: return attempt { $0.markedPart() }
        }
    }

    /// "her face", "the eyes of the man on the left"
    private mutating func facePart() -> Target? {
        var before = possessor()
        takeAll(Self.wholly)
        // One eye of two can't be chosen: "the left eye" is no eye of the person on the left.
        let isOneSide = position > 0 && ["left", "right"].contains(tokens[position - 1].text)
        let word = next?.text
        let feature = take(Nouns.features)
        guard feature != nil || take(Nouns.faces) else { return nil }
        if feature == .eyes || feature == .irises {
            let isOne = word == "eye" || word == "iris"
            let isAny = position > 1 && ["a", "an", "any"].contains(tokens[position - 2].text)
            let isPlaced = Nouns.whereInPicture.match(tokens, at: position) != nil
            guard !isOneSide, !isOne || !(isAny || isPlaced) else { return nil }
        }
        // "both eyes" are one's, or everybody's.
        if feature != nil, before == .both, tokens[safe: position - 2]?.text == "both" { before = nil }
        guard let owner = Self.agreed(before, possessorAfter(), else: .all) else { return nil }
        return feature.map { .feature($0, of: owner) } ?? .face(of: owner)
    }

    /// What of a face a colour can be given to: lips, and of the eyes their irises.
    private mutating func colouredFeature() -> Target? {
        switch facePart() {
        case .feature(.eyes, let owner)?, .feature(.irises, let owner)?: .feature(.irises, of: owner)
        case .feature(.lips, let owner)?: .feature(.lips, of: owner)
        default: nil
        }
    }

    private mutating func wornPart() -> Target? {
        let before = possessor()
        takeAll(Self.wholly)
        let start = position
        takeAll(Self.descriptions)
        var isDescribed = position > start
        // "the blue jacket": says what colour it has now.
        let now: NamedColour? = attempt { reader in
            guard let colour = reader.bareColour() else { return nil }
            let start = reader.position
            reader.takeAll(Self.descriptions)
            if reader.position > start { isDescribed = true }
            let follows =
                Nouns.garments.match(reader.tokens, at: reader.position) != nil
                || Nouns.hair.match(reader.tokens, at: reader.position) != nil
            return follows ? colour : nil
        }
        let garment = take(Nouns.garments)
        guard garment != nil || take(Nouns.hair) else { return nil }
        // "the top of the picture" is nobody's.
        if garment == .top, next?.text == "of", Nouns.pictures.match(tokens, at: position + 1) != nil { return nil }
        // "the leather jacket" of several people is one of theirs.
        let usual: People = isDescribed ? .someone : .all
        guard let owner = Self.agreed(before, possessorAfter(), else: usual) else { return nil }
        if let garment { return .garment(garment, of: owner, now: now) }
        return .hair(of: owner, now: now)
    }

    /// "the top", alone: what somebody wears, or the upper part of the picture.
    var isTopOfEither: Bool {
        var reader = self
        guard !isMarked, !antecedent.contains(where: \.isOfTop), reader.take("the top"),
            !reader.take("of it")
        else { return false }
        return reader.possessorAfter() == nil
    }

    private mutating func thingPart() -> Target? {
        let start = position
        if let owner = attempt({ $0.personByNoun() }) {
            // "the left jacket red and the right one blue"
            if tokens[start..<position].contains(where: { ["one", "ones"].contains($0.text) }), antecedent.count == 1 {
                switch antecedent[0] {
                case .part(.garment(let garment, _, _)): return .garment(garment, of: owner)
                case .part(.hair): return .hair(of: owner)
                default: return nil
                }
            }
            // Nobody wants a blue face.
            return .garment(.clothes, of: owner)
        }
        skipArticles()
        takeAll(Self.wholly)
        let now: NamedColour? = attempt { reader in
            // A red panda is called so.
            let isName = Nouns.objects.match(reader.tokens, at: reader.position).map { $0.length > 1 } == true
            guard !isName, let colour = reader.bareColour() else { return nil }
            let follows =
                Nouns.things.match(reader.tokens, at: reader.position) != nil
                || Nouns.objects.match(reader.tokens, at: reader.position) != nil
            return follows ? colour : nil
        }
        if let thing = take(Nouns.things) { return .thing(thing, now: now) }
        // In a region it is what is marked, on whomever.
        if isMarked, let noun = Nouns.objects.match(tokens, at: position)?.meaning, Nouns.worn.contains(noun) {
            return nil
        }
        return take(Nouns.objects).map { .object($0, now: now) }
    }

    private mutating func colouredPart() -> Target? {
        if take("anything", "everything", "whatever", "all that", "what") {
            _ = take("that is", "that 's", "that's", "which is", "is", "'s")
            guard let family = take(ColourTable.families) else { return nil }
            _ = take(Self.partWords)
            return .coloured(family)
        }
        let start = position
        skipArticles()
        let hasArticle = position > start
        guard let family = take(ColourTable.families) else { return nil }
        // "the reds": blacks and whites are ends of the scale of brightness.
        let isPlural = hasArticle && ColourFamily.plurals.contains(tokens[position - 1].text)
        let name = tokens[start..<position].last { $0.kind == .word }?.text ?? ""
        // An orange that is marked is a fruit.
        let isMarkedThing = isMarked && name == "orange"
        guard take(Self.partWords) || isPlural || hasArticle && !isMarkedThing && becomesColour() else { return nil }
        // "the yellow parts of the ball": the ball's yellow, and no other.
        if let whole = attempt({ reader -> Target? in
            guard reader.take("of", "on", "in"), let now = reader.colour(called: name) else { return nil }
            reader.skipArticles()
            if let thing = reader.take(Nouns.things), thing != .person { return .thing(thing, now: now) }
            return reader.take(Nouns.objects).map { .object($0, now: now) }
        }) {
            return whole
        }
        return .coloured(family)
    }

    /// "make the yellow blue": nothing follows but what a colour becomes.
    private func becomesColour() -> Bool {
        var reader = self
        _ = reader.take("into", "to", "in")
        return reader.colour() != nil && reader.isAtBoundary
    }

    private func colour(called name: String) -> NamedColour? {
        let singular = name.hasSuffix("s") ? String(name.dropLast()) : name
        var reader = Reader(Tokeniser.tokens(of: singular), referenceCount: 0)
        return reader.bareColour()
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
                "everything around him", "everything around her", "everything around them", "everything around it",
                "everything around the subject", "all around him", "all around her",
                "everything behind him",
                "everything behind her",
                "everything behind them",
                "everything behind it"
            )
    }

    /// "make only the jacket red": what is not named is not touched anyway.
    private mutating func takeOnlyBeforePart() {
        guard let before = tokens[safe: position - 1], before.kind == .word, ["only", "just"].contains(next?.text),
            !["and", "then", "but", "also", "plus"].contains(before.text), tokens[safe: position + 1]?.kind == .word
        else { return }
        skip()
    }

    mutating func painted() -> Painted? {
        takeOnlyBeforePart()
        if backgroundNoun() { return .background }
        return part().map { .part($0) }
    }

    /// The picture, or the subject as a whole: what may stand after any verb.
    mutating func wholeSubject() -> Whole? {
        attempt { reader in
            if reader.take(Nouns.pictures) { return .subject }
            let start = reader.position
            if let people = reader.person() {
                // "the left" and "the centre" are places of the picture, and nobody.
                return Nouns.whichPerson.match(reader.tokens, at: reader.position - 1) != nil
                    && !reader.tokens[start..<reader.position].contains { Nouns.people.words.contains($0.text) }
                    ? nil : .people(people)
            }
            reader.skipArticles()
            if let thing = reader.take(Nouns.things) { return thing == .subject ? .subject : .thing(thing) }
            return reader.take(Nouns.objects).map { .object($0) }
        }
    }

    mutating func wholePicture() -> Bool {
        if take(Nouns.pictures) { return true }
        return attempt { reader in
            reader.take("my", "our", "the") && reader.take("picture", "image", "photo", "shot", "pic") ? true : nil
        } ?? false
    }
}

extension Painted {
    /// Whether it is what "the top" is, once a top was named.
    fileprivate var isOfTop: Bool { if case .part(.garment(.top, _, _)) = self { true } else { false } }
}

extension ColourFamily {
    fileprivate static let plurals: Set<String> = [
        "reds", "oranges", "yellows", "greens", "blues", "purples", "pinks", "greys", "grays",
    ]
}
