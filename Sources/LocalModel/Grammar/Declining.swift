import ImageModels

/// Finds the reason why an edit was not understood.
struct Declining {
    let tokens: [Token]
    let start: Int
    private let furthest: Int
    private let referenceCount: Int
    private let antecedent: [Painted]
    private let isFirst: Bool

    init(
        _ tokens: [Token], from start: Int, furthest: Int, referenceCount: Int, antecedent: [Painted] = [],
        isFirst: Bool = true
    ) {
        self.tokens = tokens
        self.start = start
        self.furthest = furthest
        self.referenceCount = referenceCount
        self.antecedent = antecedent
        self.isFirst = isFirst
    }

    var reader: Reader { reader(of: tokens) }

    private func reader(of tokens: [Token]) -> Reader {
        var reader = Reader(tokens, referenceCount: referenceCount, position: start)
        reader.antecedent = antecedent
        return reader
    }

    var decline: Decline {
        if let missing = missingReference { return missing }
        if saysNot, !isFirst { return .beyondMeans(unselectable ?? BeyondMeans.sparing) }
        if saysNot { return .incomplete(missing: "what is to change: it says what is not to") }
        if tokens[start...].contains(where: { $0.text == "#" }) {
            return .incomplete(missing: "three or six digits after #, such as #1b2a6b")
        }
        if saysHowItIs { return .incomplete(missing: "what is to change: it says how it is") }
        if let kind = choosing { return .beyondMeans(kind) }
        if let found = contradiction ?? unclear ?? uncounted { return found }
        if let kind = turned ?? joined { return .beyondMeans(kind) }
        if let found = incomplete ?? unfinished ?? alternatives { return found }
        if let kind = beyondMeans ?? unselectable ?? side { return .beyondMeans(kind) }
        return .notUnderstood(words: leftOver)
    }

    /// `[image 3]` where fewer are attached.
    private var missingReference: Decline? {
        for case .reference(let number) in tokens[start...].map(\.kind)
        where !(1...max(referenceCount, 1) ~= number && referenceCount > 0) {
            let has = referenceCount == 1 ? "1 reference image" : "\(referenceCount) reference images"
            return .notFound(
                "image \(number)",
                advice: "the instruction has \(referenceCount == 0 ? "no reference image" : has)"
            )
        }
        return nil
    }

    // MARK: Whole but for one thing

    private var incomplete: Decline? {
        let rules: [(missing: String, rule: (inout Reader) -> Bool?)] = [
            ("what should become that colour, such as \"the jacket\"", { $0.colourWithoutTarget() }),
            ("what is to be better, such as \"enhance it\", \"more contrast\" or \"make it warmer\"", { $0.bareBetter() }),
            ("what the background should become, such as \"white\" or \"a studio wall\"", { $0.bareBackgroundNoun() }),
            ("a second colour for the gradient", { $0.halfGradient() }),
            ("a colour", { $0.targetWithoutColour(afterOther: !self.isFirst && self.antecedent.isEmpty) }),
            ("an angle or a direction, such as \"90 degrees\" or \"left\"", { $0.bareVerb(Self.turning) }),
            ("a shape, such as \"4:5\" or \"square\"", { $0.bareVerb(Self.cropping) }),
            ("a size, such as \"800 px\" or \"50 %\"", { $0.bareVerb(Self.scaling) }),
            ("a width in per cent, such as \"5 %\"", { $0.pixelBorder() }),
            ("whether lighter or darker, such as \"lift the shadows\"", { $0.shadowsWithoutWay() }),
            ("how the light is to be softer, such as \"less contrast\" or \"lift the shadows\"", { $0.softenedLight() }),
            ("what it should become", { $0.bareMaking() }),
            ("whether more or less, such as \"more contrast\" or \"contrast +20\"", { $0.bareQuality() }),
        ]
        for (missing, rule) in rules {
            var reader = reader
            if reader.whole(mayEndOpen: true, rule) != nil { return .incomplete(missing: missing) }
        }
        return nil
    }

    /// "make the cup blue or", "put it in the": what needs another word after it ends the instruction.
    private var unfinished: Decline? {
        guard let last = tokens[start...].last(where: { $0.kind != .pause }),
            Fillers.open.contains(last.text) || ["more", "less"].contains(last.text)
        else {
            return nil
        }
        // "zoom in" is whole, whatever it is.
        guard last.text != "in" || !starts(AnyOf("zoom")) else { return nil }
        return Self.unfinished(after: last.text)
    }

    private static let after = "what comes after "

    static func unfinished(after words: String) -> Decline { .incomplete(missing: "\(after)\u{201C}\(words)\u{201D}") }

    /// What an instruction in another language lacks, with its own last word instead of the English one.
    static func inItsOwnWords(_ missing: String, of instruction: String) -> String {
        guard missing.hasPrefix(after), let last = instruction.split(whereSeparator: \.isWhitespace).last else {
            return missing
        }
        return "\(after)\u{201C}\(last.lowercased())\u{201D}"
    }

    /// "red or blue": nobody but who typed it can choose.
    private var alternatives: Decline? {
        guard tokens[start...].contains(where: { $0.text == "or" }) else { return nil }
        return .incomplete(missing: "a choice: it says \u{201C}or\u{201D}")
    }

    private static let turning = AnyOf("rotate,turn,spin,tilt,straighten,straighten up,level")
    private static let cropping = AnyOf("crop,trim,reframe,cut,crop in")
    private static let scaling = AnyOf(
        "resize,scale,shrink,enlarge,downscale,upscale,scale down,scale up,rescale,bigger,smaller"
    )

    // MARK: Said, but not so that it could be done

    /// "don't make it red", "leave the face alone"
    var saysNot: Bool {
        contains(BeyondMeans.negations)
            || (starts(AnyOf("keep,leave,nothing")) && !contains(AnyOf("in colour,in color,only,just")))
    }

    /// "the picture is too dark", "it looks flat"
    private var saysHowItIs: Bool {
        var reader = reader
        _ = reader.take("it") || reader.toneScope() || reader.litPart() != nil
        guard reader.take("is", "are", "'s", "it's", "looks", "look", "seems", "was") || reader.next?.text == "too" else {
            return starts(AnyOf("it's"))
        }
        let isJudged = reader.take("too", "a bit too", "a little too", "way too", "much too", "far too")
        _ = reader.amountBefore()
        return isJudged || reader.take(ToneVocabulary.adjectives) != nil
    }

    /// "two people", "the second man", "the small car", "the top left corner": what no network tells from its like.
    private var choosing: String? {
        if contains(BeyondMeans.files), starts(BeyondMeans.filing), !namesSomething { return BeyondMeans.saving }
        guard !hasStrangers else { return nil }
        // "change the colour of the car" compares nothing.
        if contains(BeyondMeans.comparing) || contains(AnyOf("the colour of the,the color of the"), from: start + 2) {
            return BeyondMeans.matching
        }
        if worn { return BeyondMeans.wearing }
        for index in start..<tokens.count {
            let isNumber = if case .number = tokens[index].kind { true } else { false }
            if isNumber || BeyondMeans.numbers.match(tokens, at: index) != nil {
                let noun = tokens[safe: index + 1]?.text == "of" ? index + 2 : index + 1
                if namesSomething(at: noun, articles: true) { return BeyondMeans.counting }
            }
            if let (_, length) = BeyondMeans.distinguishing.match(tokens, at: index) {
                let noun = Nouns.things.match(tokens, at: index + length)?.length
                    ?? Nouns.objects.match(tokens, at: index + length)?.length
                if let noun {
                    let name = tokens[(index + length)..<(index + length + noun)].map(\.text).joined(separator: " ")
                    return BeyondMeans.telling(name)
                }
            }
        }
        return nil
    }

    /// "the man in the red suit", "the woman with the hat"
    private var worn: Bool {
        (start..<tokens.count).contains { index in
            guard Nouns.people.match(tokens, at: index) != nil,
                ["in", "with", "wearing"].contains(tokens[safe: index + 1]?.text)
            else { return false }
            return (index + 2..<tokens.count).contains {
                Nouns.garments.match(tokens, at: $0) != nil || Nouns.hair.match(tokens, at: $0) != nil
                    || Nouns.unselectable.match(tokens, at: $0) != nil
            } || ColourTable.named.match(tokens, at: index + 2) != nil
        }
    }

    /// "blur the left side", "darken the corners"
    private var side: String? {
        guard !hasStrangers, !starts(AnyOf("rotate,turn,flip,mirror,tilt,straighten,round,crop")) else { return nil }
        return (start..<tokens.count).contains {
            BeyondMeans.sides.match(tokens, at: $0) != nil
                && ($0 == start || !["on", "to", "at", "in"].contains(tokens[$0 - 1].text))
                && !namesSomething(at: $0 + 1) && !namesSomething(at: $0 + 2)
        } ? BeyondMeans.finding(BeyondMeans.side) : nil
    }

    /// "dark light red", "brighter and darker"
    private var contradiction: Decline? {
        for index in start..<tokens.count {
            guard let (first, length) = ColourTable.shades.match(tokens, at: index),
                let (second, more) = ColourTable.shades.match(tokens, at: index + length), first.contradicts(second)
            else { continue }
            let words = [index..<(index + length), (index + length)..<(index + length + more)].map { range in
                "\u{201C}\(tokens[range].map(\.text).joined(separator: " "))\u{201D}"
            }
            return .incomplete(missing: "a choice: it says \(words[0]) and \(words[1])")
        }
        return opposites ?? twoColours
    }

    /// "brighter and darker"
    private var opposites: Decline? {
        for index in start..<tokens.count {
            guard let (first, length) = ToneVocabulary.adjectives.match(tokens, at: index),
                tokens[safe: index + length]?.text == "and",
                let (second, _) = ToneVocabulary.adjectives.match(tokens, at: index + length + 1),
                ToneVocabulary.opposite(of: first) == second
            else { continue }
            let said = "\u{201C}\(tokens[index].text)\u{201D} and \u{201C}\(tokens[index + length + 1].text)\u{201D}"
            return .incomplete(missing: "a choice: it says \(said)")
        }
        return nil
    }

    /// "make the sky pink and purple": the second colour begins an edit that has nothing to give it to.
    private var twoColours: Decline? {
        guard start > 1, tokens[start - 1].text == "and" else { return nil }
        var after = reader
        guard let second = after.colour(), after.isAtBoundary else { return nil }
        for place in max(0, start - 4)..<(start - 1) {
            var before = Reader(tokens, referenceCount: 0, position: place)
            guard let first = before.bareColour(), before.position == start - 1 else { continue }
            return .incomplete(
                missing: "a choice: it says \u{201C}\(first.name)\u{201D} and \u{201C}\(second.name)\u{201D}")
        }
        return nil
    }

    /// What may mean two things.
    private var unclear: Decline? {
        if starts(AnyOf("crop out,crop away,trim away")) {
            return .incomplete(missing: "whether it is to stay (\"crop to the face\") or to go (\"remove the spot\")")
        }
        var alone = Reader(tokens, referenceCount: referenceCount, position: start)
        if reader.isUnclear, alone.edit() != nil {
            let said = tokens[start...].prefix { $0.kind != .pause }.map(\.text).joined(separator: " ")
            return .incomplete(missing: "what should become \u{201C}\(said)\u{201D}: say \"make it\" or \"make the picture\"")
        }
        return nil
    }

    /// "brighten by 2", "darken by 100 %": all but for its unit, or for an amount that there is.
    private var uncounted: Decline? {
        let numbers = tokens.indices.dropFirst(start + 1).filter {
            if case .number = tokens[$0].kind { true } else { false }
        }
        // Nobody says more of one thing, and each is read in several ways.
        for index in numbers.prefix(4) {
            if ["%", "percent"].contains(tokens[safe: index + 1]?.text) {
                var other = tokens
                other[index] = Token(kind: .number(50), text: "50")
                if reads(other) { return .incomplete(missing: "an amount between 0 and 100 %") }
            } else if ["stop", "stops", "ev"].contains(tokens[safe: index + 1]?.text) {
                var other = tokens
                other[index] = Token(kind: .number(2), text: "2")
                if reads(other) { return .incomplete(missing: "an amount of at most 4 stops") }
            } else {
                let units = ["%", "stops", "px", "degrees"].filter { unit in
                    var other = tokens
                    other.insert(Token(kind: .word, text: unit), at: index + 1)
                    return reads(other)
                }
                guard !units.isEmpty else { continue }
                let ways = units.map { "\"\($0)\"" }.joined(separator: " or ")
                return .incomplete(missing: "a unit after \(tokens[index].text), such as \(ways)")
            }
        }
        return nil
    }

    private func reads(_ tokens: [Token]) -> Bool {
        var reader = reader(of: tokens)
        return reader.edit() != nil
    }

    /// "turn the man to the left"
    private var turned: String? {
        let turns = starts(AnyOf("turn,rotate,tilt,flip,mirror")) && namesSomething
        return turns && contains(AnyOf("to the left,to the right,left,right,upside down,around")) && !hasStrangers
            ? BeyondMeans.moving : nil
    }

    /// "the hair and beard": what is found beside what nothing finds.
    private var joined: String? {
        for index in start..<tokens.count where tokens[index].text == "and" {
            var noun = index + 1
            while let (_, length) = Fillers.articles.match(tokens, at: noun) { noun += length }
            guard let (name, _) = Nouns.unselectable.match(tokens, at: noun),
                Nouns.faces.match(tokens, at: noun) == nil, Nouns.features.match(tokens, at: noun) == nil
            else { continue }
            return BeyondMeans.finding(name)
        }
        return nil
    }

    /// Whether a word stands in no table.
    var hasStrangers: Bool {
        tokens[start...].contains { $0.kind == .word && !Grammar.vocabulary.contains($0.text) && $0.text != "or" }
    }

    // MARK: What the words are

    func contains(_ phrases: AnyOf, from index: Int? = nil) -> Bool {
        (min(index ?? start, tokens.count)..<tokens.count).contains { phrases.match(tokens, at: $0) != nil }
    }

    func starts(_ phrases: AnyOf) -> Bool { phrases.match(tokens, at: start) != nil }

    var namesSomething: Bool { (start..<tokens.count).contains { namesSomething(at: $0) } }

    func namesSomething(at index: Int, articles: Bool = false) -> Bool {
        var index = index
        if articles { while let (_, length) = Fillers.articles.match(tokens, at: index) { index += length } }
        return Nouns.garments.match(tokens, at: index) != nil || Nouns.things.match(tokens, at: index) != nil
            || Nouns.unselectable.match(tokens, at: index) != nil || Nouns.features.match(tokens, at: index) != nil
            || Nouns.objects.match(tokens, at: index) != nil
            || [Nouns.hair, Nouns.people, Nouns.faces].contains { $0.match(tokens, at: index) != nil }
    }

    // MARK: Words that fit nothing

    /// The words that no table has; where all are known, those from where the grammar gave up.
    private var leftOver: [String] {
        let words = tokens[start...].prefix { $0.kind != .pause }.filter { $0.kind == .word }.map(\.text)
        let unknown = words.filter { !Grammar.vocabulary.contains($0) }
        if !unknown.isEmpty { return Array(unknown.prefix(8)) }
        let rest = tokens[min(furthest, tokens.count)...].filter { $0.kind != .pause }.map(\.text)
        return Array((rest.isEmpty ? tokens[start...].filter { $0.kind != .pause }.map(\.text) : rest).prefix(8))
    }
}

extension Array {
    subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
