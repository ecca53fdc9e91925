/// Light and colour of one part of a picture, or of all but one.
extension Reader {
    private typealias Words = ToneVocabulary

    /// "brighten her face", "make the jacket a bit darker and warmer", "more contrast in the sky"
    mutating func partTone() -> [LocalEdit]? {
        whole { $0.partToneByVerb() } ?? whole { $0.partToneByAdjective() } ?? whole { $0.partToneByQuality() }
            ?? whole { $0.adjectivePart() } ?? whole { $0.onlyInColour() } ?? whole { $0.partTint() }
            ?? whole { $0.coloursMoved() } ?? whole { $0.rangeOfPart() } ?? whole { $0.colourIntensified() }
            ?? whole { $0.colourMoreItself() }
    }

    /// "lift the shadows in the jackets"
    private mutating func rangeOfPart() -> [LocalEdit]? {
        let start = amountBefore()
        guard let lighter = take(Words.rangeVerbs) else { return nil }
        skipPlainArticles()
        guard let range = take(Words.ranges) else { return nil }
        _ = take("up", "down")
        let amount = amountAfter(else: start)
        guard take("in", "of", "on"), let targets = litParts() else { return nil }
        return Self.edits(lighter ? range.lighter : range.darker, amountAfter(else: amount), on: targets)
    }

    private static let moreItself = Phrases<ColourFamily>([
        "whiter": .white, "blacker": .black, "redder": .red, "bluer": .blue, "greener": .green, "yellower": .yellow,
        "pinker": .pink, "purpler": .purple, "oranger": .orange,
    ])

    /// "make the white whiter", "make the blue a bit bluer": all that is so coloured.
    private mutating func colourMoreItself() -> [LocalEdit]? {
        guard take("make", "get", "turn", "have"), take("the", "all the", "all"),
            let family = take(ColourTable.families)
        else { return nil }
        _ = take("parts", "areas", "colour", "color", "tones")
        let amount = amountBefore()
        guard take(Self.moreItself) == family else { return nil }
        let end = amountAfter(else: amount)
        switch family {
        case .white: return Self.edits(.whiter, end, on: [.coloured(.white)])
        case .black: return Self.edits(.darker, end, on: [.coloured(.black)])
        default:
            var name = Reader(Tokeniser.tokens(of: family.rawValue), referenceCount: 0)
            return name.bareColour().map { [.tint($0, strength: end.strength(usual: 50), on: .coloured(family))] }
        }
    }

    /// "make the blue more intense", "make the blues deeper"
    private mutating func colourIntensified() -> [LocalEdit]? {
        guard take("make", "get", "turn") else { return nil }
        let start = position
        skipPlainArticles()
        let shade = position
        guard position > start, let family = take(ColourTable.families), ![.black, .white, .grey].contains(family)
        else {
            return nil
        }
        let name = tokens[shade..<position].map(\.text).joined(separator: " ")
        _ = take("parts", "areas", "colour", "color", "tones")
        if take("deeper", "richer") {
            return Reader.comparison("deeper", name).map { [.recolour(.coloured(family), to: $0)] }
        }
        // "intense" by itself is an amount.
        let amount: Amount? =
            take("a bit", "a little", "slightly", "a little bit", "somewhat")
            ? .degree(0.5)
            : take("much", "a lot", "way", "far") ? .degree(2) : nil
        let isLess = take("less")
        let isCompared = isLess || take("more")
        guard
            take("stronger", "vivider", "punchier")
                || isCompared
                    && take("intense", "vivid", "vibrant", "saturated", "strong", "colourful", "colorful", "punchy")
        else { return nil }
        return Self.edits(isLess ? .lessSaturated : .moreSaturated, amountAfter(else: amount), on: [.coloured(family)])
    }

    /// "deeper blue", of what is there.
    private static func comparison(_ shade: String, _ colour: String) -> NamedColour? {
        let singular = colour.hasSuffix("s") ? String(colour.dropLast()) : colour
        var reader = Reader(Tokeniser.tokens(of: "\(shade) \(singular)"), referenceCount: 0)
        return reader.bareColour()
    }

    /// "boost the blues", "reduce the greens a bit": of all that is so coloured, more or less colour.
    private mutating func coloursMoved() -> [LocalEdit]? {
        let start = amountBefore()
        let goesUp = take(
            "boost", "intensify", "enhance", "strengthen", "enrich", "pump up", "bump up", "bring out", "increase")
        if !goesUp, let moved = attempt({ $0.colourTurned() }) { return moved }
        guard goesUp || take("reduce", "lower", "decrease", "weaken", "pull down", "bring down", "calm", "calm down")
        else {
            return nil
        }
        guard let targets = litParts(), targets.allSatisfy({ if case .coloured = $0 { true } else { false } }) else {
            return nil
        }
        return Self.edits(goesUp ? .moreSaturated : .lessSaturated, amountAfter(else: start), on: targets)
    }

    /// "tone the reds down", "bring the greens up a bit"
    private mutating func colourTurned() -> [LocalEdit]? {
        guard take("tone", "turn", "bring", "dial", "pull", "push", "take"), let targets = litParts(),
            targets.allSatisfy({ if case .coloured = $0 { true } else { false } })
        else { return nil }
        let amount = amountBefore()
        let goesUp = take("up")
        guard goesUp || take("down", "back") else { return nil }
        return Self.edits(goesUp ? .moreSaturated : .lessSaturated, amountAfter(else: amount), on: targets)
    }

    /// "more blue in the sky", "reduce the red in her face", "add some blue to the sky"
    private mutating func partTint() -> [LocalEdit]? {
        var amount = amountBefore()
        let isLess: Bool
        if take("less") || take(Words.lowering) {
            isLess = true
        } else if take("more", "add", "increase", "boost") || amount != nil {
            isLess = false
        } else {
            return nil
        }
        amount = amountBefore() ?? amount
        skipPlainArticles()
        guard let colour = bareColour(), take("in", "of", "to", "on", "from"), let targets = litParts() else {
            return nil
        }
        let strength = amountAfter(else: amount).strength(usual: 50)
        return targets.map { .tint(isLess ? colour.lessOfIt : colour, strength: strength, on: $0) }
    }

    private static let excepting = AnyOf(
        """
        but,except,except for,apart from,besides,other than,but not,excluding,but keep,but leave,and keep,and leave,but not on,\
        without changing,without touching,without affecting,but don't change,but don't touch,but do not change,\
        but do not touch,not,everywhere but,everywhere except
        """
    )

    /// "everything black and white except the jacket": before all else, since "everything" alone is the picture.
    mutating func allButOnePart() -> [LocalEdit]? {
        let sparing = ["but", "except", "apart", "besides", "excluding", "keep", "leave", "without", "other"]
        guard rest.contains(where: { sparing.contains($0.text) }) else {
            let keeping = ["keeping", "leaving", "with", "only", "just"]
            return rest.contains { keeping.contains($0.text) } ? whole { $0.toneExcepting() } : nil
        }
        return whole { $0.toneExcepting() } ?? whole { $0.partToneByVerb() } ?? whole { $0.partToneByAdjective() }
            ?? whole { $0.onlyInColour() }
    }

    private mutating func toneExcepting() -> [LocalEdit]? {
        let isByVerb = take(Words.partVerbs) ?? take(Words.verbs)
        if isByVerb == nil { _ = take(Words.appliers) || take(Self.recolourVerbs) }
        let isSaid = take("everything", "all", "the whole thing") || wholePicture()
        // "black and white except the bird" says all but what it spares; "brighten except the bird" lacks what.
        guard isSaid || isByVerb == nil else { return nil }
        while take(Words.links) {}
        let amount = amountBefore()
        guard
            let tone = isByVerb ?? take(Words.partAdjectives) ?? take(Words.adjectives)
                ?? (take("grey", "gray") ? .blackAndWhite : nil)
        else { return nil }
        let end = amountAfter(else: amount)
        _ = takePause()
        // "with the jacket in colour" spares it by its last words alone.
        let isSparing = take(Self.excepting)
        guard isSparing || take(Self.keeping), let target = litPart() ?? (isSparing ? bareFamily() : nil)
        else { return nil }
        _ = take("stay", "stays", "remain", "remains", "staying", "remaining", "in its")
        if isSparing, tone == .blackAndWhite, let coloured = attempt({ $0.keptColour(of: target) }) {
            return Self.edits(tone, end, on: [.rest(of: coloured)])
        }
        let isInColour = take("in colour", "in color", "coloured", "colored", "in full colour", "in full color")
        guard isInColour || take("as it is", "as they are", "alone", "untouched") || isSparing else { return nil }
        // Where colour is kept it goes from the rest.
        guard isSparing || !isInColour || tone == .blackAndWhite else { return nil }
        return Self.edits(tone, end, on: [.rest(of: target)])
    }

    /// "keep the bus red": what has that colour now, which it is to keep.
    private mutating func keptColour(of target: Target) -> Target? {
        guard let colour = bareColour(), isAtBoundary, case .part(let part)? = Painted.part(target).coloured else {
            return nil
        }
        return part.having(colour)
    }

    private static let keeping = AnyOf(
        "keep,leave,keeping,leaving,with,with only,with just,only,just,keep only,keeping only,leave only,leaving only,and only,but only,but with,and with"
    )

    /// "the red", to the end: all that is.
    private mutating func bareFamily() -> Target? {
        attempt { reader in
            reader.skipPlainArticles()
            guard let family = reader.take(ColourTable.families), ![.black, .white, .grey].contains(family),
                reader.isAtBoundary
            else { return nil }
            return .coloured(family)
        }
    }

    private mutating func litParts() -> [Target]? {
        if let referred = referred() {
            let targets = referred.compactMap(\.lit)
            return targets.count == referred.count ? targets : nil
        }
        guard let first = litPart() else { return nil }
        var all = [first]
        while all.count < 8 {
            let another: Target? = attempt { reader in
                let paused = reader.takePause()
                guard reader.take("and", "and also", "as well as", "plus") || paused && !reader.isMeaning else {
                    return nil
                }
                let start = reader.position
                return reader.litPart().map { $0.sharing(first, said: reader.tokens[start..<reader.position]) }
            }
            guard let another else { break }
            all.append(another)
        }
        return all
    }

    /// The same tone on each part; `nil` where it is one of whole pictures.
    private static func edits(_ tone: Tone, _ amount: Amount?, on targets: [Target]) -> [LocalEdit]? {
        guard !tone.isOfTheWhole else { return nil }
        let edits = targets.compactMap { edit(tone, amount, on: $0) }
        return edits.count == targets.count ? edits : nil
    }

    private mutating func partToneByVerb() -> [LocalEdit]? {
        let start = amountBefore()
        guard let tone = take(Words.partVerbs) ?? take(Words.verbs) else { return nil }
        // "blur slightly the background"
        let between = start == nil ? attempt { $0.amountBefore() } : nil
        guard let targets = litParts() else { return nil }
        _ = take("up", "down", "out")
        let amount = amountAfter(else: start ?? between)
        // Grey by a share is less colour.
        if tone == .blackAndWhite, case .degree(let degree)? = amount, degree < 3 {
            return Self.edits(.lessSaturated, .degree(2 * degree), on: targets)
        }
        return Self.edits(tone, amount, on: targets)
    }

    private mutating func partToneByAdjective() -> [LocalEdit]? {
        _ = take(Words.appliers) || take(Self.recolourVerbs)
        guard let targets = litParts() else { return nil }
        _ = take("'s")
        if targets.count == 1, let look = attempt({ $0.whole { $0.namedLook(on: targets[0]) } }) { return look }
        while take(Words.links) {}
        if let tinted = attempt({ $0.comparativeTint(on: targets) }) { return tinted }
        var edits: [LocalEdit] = []
        while edits.count < 32, edits.isEmpty || goesOnWithAdjective() {
            if !edits.isEmpty, let tinted = attempt({ $0.comparativeTint(on: targets) }) {
                edits += tinted
                continue
            }
            guard let (tone, amount) = partAdjective(targets), let more = Self.edits(tone, amount, on: targets) else {
                return nil
            }
            edits += more
        }
        return edits
    }

    /// "and warmer", not "and sharpen it"; takes the "and".
    private mutating func goesOnWithAdjective() -> Bool {
        attempt { reader in
            guard reader.take("and") else { return nil }
            var ahead = reader
            _ = ahead.amountBefore()
            _ = ahead.take("less", "more")
            let follows = ahead.take(Words.partAdjectives) != nil || ahead.take(Words.adjectives) != nil
            return follows || ahead.comparativeTint(on: []) != nil ? true : nil as Bool?
        } ?? false
    }

    private mutating func partAdjective(_ targets: [Target]) -> (Tone, Amount?)? {
        attempt { reader in
            let amount = reader.amountBefore()
            let isLess = reader.take("less")
            if !isLess { _ = reader.take("more") }
            let isTeeth = targets.allSatisfy { if case .feature(.teeth, _) = $0 { true } else { false } }
            if isTeeth, reader.take("white", "pearly white", "bright white") {
                return (.whiter, amount ?? .degree(1.5))
            }
            // Nobody paints all but one thing in a colour: grey is without any.
            if amount == nil, !isLess, targets.allSatisfy(\.isRest), reader.take("grey", "gray") {
                return (.blackAndWhite, nil)
            }
            guard let tone = reader.take(Words.partAdjectives) ?? reader.take(Words.adjectives) else { return nil }
            let end = reader.amountAfter(else: amount)
            return isLess ? Words.opposite(of: tone).map { ($0, end) } : (tone, end)
        }
    }

    /// "increase the contrast of the sky", "less saturation in the background", "add warmth to her face"
    private mutating func partToneByQuality() -> [LocalEdit]? {
        var goesUp: Bool?
        let softens = ["soften", "flatten"].contains(next?.text)
        if take(Words.raising) { goesUp = true } else if take(Words.lowering) { goesUp = false }
        var amount = amountBefore()
        if take("less") { goesUp = false } else if take("more") { goesUp = true }
        skipPlainArticles()
        amount = amountBefore() ?? amount
        if goesUp == nil, amount != nil { goesUp = true }
        let noise: Tone? = goesUp == true && take("noise", "film noise") ? .grain : nil
        guard let goesUp, let quality = noise ?? take(Words.qualities), !(softens && quality == .brighter),
            take("of", "in", "on", "to", "from"), let targets = litParts(),
            let tone = goesUp ? quality : Words.opposite(of: quality)
        else { return nil }
        return Self.edits(tone, amountAfter(else: amount, points: true), on: targets)
    }

    /// "a darker background", "give her a brighter face"
    private mutating func adjectivePart() -> [LocalEdit]? {
        let adds = next?.text == "add"
        _ = take(Words.appliers) || take("give")
        let owner = attempt { $0.person() }
        _ = take("with", "have", "has", "'s")
        var amount = amountBefore(beforeLook: true)
        skipPlainArticles()
        amount = amountBefore(beforeLook: true) ?? amount
        let isLess = take("less")
        if !isLess { _ = take("more") }
        let look = attempt { $0.take(Words.looks) }
        let found = look == nil ? take(Words.partAdjectives) ?? take(Words.adjectives) : nil
        guard look != nil || found != nil, var target = attempt({ $0.barePart() }) else { return nil }
        if let owner { target = target.of(owner) ?? target }
        if owner != nil, target.of(.all) == nil { return nil }
        // What is added is nowhere to be marked.
        if adds, case .marked = target { return nil }
        if let look { return isLess ? nil : Self.edits(look, amount.strength(usual: 50), on: target) }
        guard let found, let tone = isLess ? Words.opposite(of: found) : found else { return nil }
        return Self.edits(tone, amountAfter(else: amount), on: [target])
    }

    /// A part without article: what stands after an adjective.
    private mutating func barePart() -> Target? {
        guard let text = next?.text, Fillers.articles.match(tokens, at: position) == nil, text != "it" else {
            return nil
        }
        return litPart()
    }

    /// "only the jacket in colour", "keep the red parts in colour and everything else black and white"
    private mutating func onlyInColour() -> [LocalEdit]? {
        if let target = attempt({ $0.spotOfColour() }) {
            kept = .part(target)
            return [.tone(.blackAndWhite, strength: .normal, on: .rest(of: target))]
        }
        _ = take("keep", "leave", "show", "make", "have", "with")
        _ = take("only", "just")
        guard let target = litPart() else { return nil }
        _ = take("stay", "remain", "be")
        guard take("in colour", "in color", "coloured", "colored", "colourful", "in full colour") else { return nil }
        _ = attempt { reader -> Bool? in
            _ = reader.takePause()
            _ = reader.take("and", "with", "but")
            let desaturates = reader.take("desaturate")
            _ = desaturates || reader.take("make", "turn", "have", "convert", "put", "show", "set", "render")
            guard reader.take("everything else", "the rest", "all else", "all the rest", "the background") else {
                return nil
            }
            if desaturates { return true }
            _ = reader.take("in", "to", "into", "is", "be")
            let isGrey =
                reader.take(Words.partAdjectives) == .blackAndWhite || reader.take(Words.adjectives) == .blackAndWhite
            return isGrey || reader.take("grey", "gray", "desaturated") ? true : nil
        }
        kept = .part(target)
        return [.tone(.blackAndWhite, strength: .normal, on: .rest(of: target))]
    }

    /// "selective colour on the umbrella", as photographers call it
    private mutating func spotOfColour() -> Target? {
        _ = take("add", "use", "do", "apply", "make", "with")
        skipPlainArticles()
        guard
            take(
                "selective colour", "selective color", "colour splash", "color splash", "spot colour", "spot color",
                "colour pop",
                "color pop", "colour key", "color key")
        else { return nil }
        _ = take("effect")
        guard take("on", "of", "for", "with") else {
            // "selective colour: keep only the orange"
            _ = takePause()
            guard
                take(
                    "keep only", "keep just", "only keep", "just keep", "keeping only", "leave only", "keep", "only",
                    "just", "everything but", "all but", "everything except")
            else { return nil }
            return litPart() ?? bareFamily()
        }
        return litPart() ?? bareFamily()
    }
}

extension Reader {
    /// "leave the sky as it is and darken the rest": a change of light on all but what stays.
    mutating func keptAsItIs() -> [LocalEdit]? {
        let before = antecedent
        let edits: [LocalEdit]? = attempt { reader in
            guard reader.take("keep", "leave"), let target = reader.litPart(), !target.isRest else { return nil }
            let isInColour = reader.take("in colour", "in color")
            guard
                isInColour
                    || reader.take("as it is", "as they are", "as it was", "as is", "alone", "untouched", "unchanged")
            else { return nil }
            _ = reader.takePause()
            _ = reader.take("and", "but")
            reader.antecedent = [.part(target)]
            guard let edits = reader.partTone(), edits.allSatisfy({ $0.about == .part(.rest(of: target)) }) else {
                return nil
            }
            // Where colour is kept it goes from the rest, whatever else becomes of that.
            guard !isInColour || edits.contains(where: \.takesColour) else { return nil }
            reader.kept = .part(target)
            return edits
        }
        antecedent = before
        return edits
    }
}

extension Target {
    /// "the left man's jacket and hair": his hair, unless it says whose.
    func sharing(_ first: Target, said: ArraySlice<Token>) -> Target {
        let owners = ["all", "both", "every", "each", "their", "our", "everyone", "everybody", "people"]
        guard let owner = first.owner, owner != .all, self.owner == .all,
            !said.contains(where: { owners.contains($0.text) })
        else { return self }
        return of(owner) ?? self
    }

    private var owner: People? {
        switch self {
        case .garment(_, let people, _), .hair(let people, _), .face(let people), .feature(_, let people): people
        default: nil
        }
    }

    /// "all but something", of which there is no rest.
    var isRest: Bool { if case .rest = self { true } else { false } }

    /// The same part of somebody; `nil` for what is nobody's.
    func of(_ people: People) -> Target? {
        switch self {
        case .garment(let garment, _, let now): .garment(garment, of: people, now: now)
        case .hair(_, let now): .hair(of: people, now: now)
        case .face: .face(of: people)
        case .feature(let feature, _): .feature(feature, of: people)
        default: nil
        }
    }
}

extension LocalEdit {
    fileprivate var takesColour: Bool {
        if case .tone(.blackAndWhite, _, _) = self { true } else { false }
    }
}
