import ImageModels

/// Finds the reason why an edit was not understood.
struct Declining {
    let tokens: [Token]
    let start: Int
    let furthest: Int
    let circumstances: Circumstances
    let antecedent: [Painted]
    let isFirst: Bool

    init(
        _ tokens: [Token], from start: Int, furthest: Int, _ circumstances: Circumstances, antecedent: [Painted] = [],
        isFirst: Bool = true
    ) {
        self.tokens = tokens
        self.start = start
        self.furthest = furthest
        self.circumstances = circumstances
        self.antecedent = antecedent
        self.isFirst = isFirst
    }

    var referenceCount: Int { circumstances.referenceCount }

    var reader: Reader { reader(of: tokens) }

    func reader(of tokens: [Token]) -> Reader {
        var reader = Reader(tokens, referenceCount: referenceCount, position: start)
        reader.antecedent = antecedent
        if isFirst { reader.edited = circumstances.edited }
        return reader
    }

    var decline: Decline {
        if let missing = missingReference { return missing }
        if let before = goingBack ?? liking ?? ofFrameBefore ?? ofTintBefore ?? ofMoreBefore ?? ofSameBefore
            ?? ofPersonBefore
        {
            return before
        }
        if let found = redEyes ?? ofLens ?? transparentColour ?? cutOutPart ?? colourOfCutOut { return found }
        if let question = ofWhat { return question }
        if let other = notThatColour { return other }
        if saysNot, !isFirst { return sparing }
        if saysNot { return .incomplete(missing: "what is to change: it says what is not to") }
        if let found = ofLimits ?? ofShape ?? frameOfKind { return found }
        if tokens[start...].contains(where: { $0.text == "#" }) {
            return .incomplete(missing: "three or six digits after #, such as #1b2a6b")
        }
        if let judged = howItIs { return judged }
        if let kind = choosing { return .beyondMeans(kind) }
        if let found = contradiction ?? unclear ?? uncounted ?? exchanged { return found }
        if let why = tailOfWhy { return why }
        if let kind = turned ?? joined { return .beyondMeans(kind) }
        if let found = backdropForPart ?? ofAnimals ?? ofNoFamily ?? incomplete ?? unfound ?? unmarked ?? unfinished
            ?? alternatives
        {
            return found
        }
        if let kind = beyondMeans { return kind }
        if let found = unselectable { return found }
        if let kind = side { return .beyondMeans(kind) }
        return tooMuch ?? .notUnderstood(words: leftOver)
    }

    /// `[image 3]` where fewer are attached.
    var missingReference: Decline? {
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

    // MARK: Said, but not so that it could be done

    /// "don't make it red", "leave the face alone"
    var saysNot: Bool {
        contains(BeyondMeans.negations)
            || (starts(AnyOf("keep,leave,nothing"))
                && !contains(
                    AnyOf("in colour,in color,only,just,room,space,headroom,head room,air,margin,margins,padding")))
    }

    static let judgements = AnyOf(
        "dull,boring,busy,distracting,ugly,pale,blown out,harsh,noisy,messy,off,bad,weak,bland,lifeless,crooked,tilted,slanted,gloomy,grey,gray,yellow,green,blue,red,wrong"
    )

    /// "the picture is too dark", "it looks flat"
    ///
    /// The example makes the opposite of it.
    var howItIs: Decline? {
        var reader = reader
        var part = "it"
        while reader.take("still", "now", "hmm", "but", "no") {}
        let isHorizon = reader.take("the horizon", "horizon")
        if !isHorizon, !(reader.take("it") || reader.toneScope()), reader.litPart() != nil {
            part = tokens[start..<reader.position].map(\.text).joined(separator: " ")
        }
        let says = "what is to change: it says how it is"
        let isJudgement = reader.take("is", "are", "'s", "it's", "that's", "looks", "look", "seems", "was")
        _ = reader.take("still", "now", "a bit", "a little", "a tad", "way", "much", "far")
        guard isJudgement || reader.next?.text == "too" else {
            return starts(AnyOf("it's")) ? .incomplete(missing: says) : nil
        }
        let isJudged = reader.take("too", "a bit too", "a little too", "way too", "much too", "far too")
        _ = reader.amountBefore()
        let tone = reader.take(ToneVocabulary.adjectives)
        let isCrooked =
            part == "it" && reader.take("crooked", "tilted", "slanted", "not straight", "not level", "askew")
        if isCrooked { return .incomplete(missing: says, example: "straighten it") }
        guard !isHorizon, isJudged || tone != nil || reader.take(Self.judgements) else { return nil }
        let opposite = tone.flatMap(ToneVocabulary.opposite(of:)).flatMap { ToneVocabulary.comparatives[$0] }
        return .incomplete(missing: says, example: opposite.flatMap { first("make \(part) \($0)", "make it \($0)") })
    }

    /// "flip it so she faces left", "like f/1.8": why or how, after an instruction that is whole.
    private var tailOfWhy: Decline? {
        let end = tokens[start...].firstIndex { $0.kind == .pause } ?? tokens.count
        let why: Set = ["like", "as", "so", "because", "since"]
        // "darker, like a storm is coming"
        if !isFirst, start < tokens.count, why.contains(tokens[start].text), endOfBefore > 0, !editsBefore.isEmpty {
            let before = text(of: tokens[..<endOfBefore])
            return .notUnderstood(words: tokens[start..<end].map(\.text), advice: "Without that: \"\(before)\"")
        }
        guard let tail = (start..<end).first(where: { why.contains(tokens[$0].text) }), tail > start,
            edits(of: Array(tokens[..<tail])) != nil
        else { return nil }
        return .notUnderstood(
            words: tokens[tail..<end].map(\.text), advice: "Without that: \"\(text(Array(tokens[..<tail])))\"")
    }

    /// One or two words too many: what is left makes sense.
    var tooMuch: Decline? {
        let end = tokens[start...].firstIndex { $0.kind == .pause } ?? tokens.count
        guard end - start < 24 else { return nil }
        let strangers = (start..<end).filter { isStranger(at: $0) }
        func without(_ range: Range<Int>) -> String? {
            var other = tokens
            other.removeSubrange(range)
            return edits(of: other) == nil ? nil : text(other)
        }
        let ranges =
            strangers.isEmpty
            ? (start..<end).filter { $0 > start && namesSomething(at: $0 + 1) }.map { $0..<($0 + 1) }
            : strangers.count <= 2 && strangers.last.map { $0 - strangers[0] < 2 } == true
                ? [strangers[0]..<(strangers[strangers.count - 1] + 1)] : []
        for range in ranges where range.lowerBound > start {
            // "the boat's sail": without the sail it is the boat's nothing.
            guard tokens[range.lowerBound - 1].text != "'s" else { continue }
            guard
                !range.contains(where: { Fillers.articles.words.contains(tokens[$0].text) || tokens[$0].text == "and" }
                ),
                let rest = without(range)
            else { continue }
            return .notUnderstood(
                words: tokens[range].map(\.text), advice: "Without that: \"\(rest)\"")
        }
        return nil
    }

    func edits(of tokens: [Token]) -> [LocalEdit]? {
        var reader = reader(of: tokens)
        return reader.edit()
    }

    /// "two people", "the second man", "the small car", "the top left corner": what no network tells from its like.
    var choosing: String? {
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
                let noun =
                    Nouns.things.match(tokens, at: index + length)?.length
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
    var worn: Bool {
        (start..<tokens.count).contains { index in
            guard Nouns.people.match(tokens, at: index) != nil,
                ["in", "with", "wearing"].contains(tokens[safe: index + 1]?.text)
            else { return false }
            return (index + 2..<tokens.count).contains {
                Nouns.garments.match(tokens, at: $0) != nil || Nouns.hair.match(tokens, at: $0) != nil
                    || Nouns.unselectable.match(tokens, at: $0) != nil
                    || Nouns.objects.match(tokens, at: $0).map { Nouns.worn.contains($0.meaning) } == true
            } || ColourTable.named.match(tokens, at: index + 2) != nil
        }
    }

    /// "blur the left side", "darken the corners"
    var side: String? {
        guard !hasStrangers, !starts(AnyOf("rotate,turn,flip,mirror,tilt,straighten,round,crop")) else { return nil }
        return (start..<tokens.count).contains {
            BeyondMeans.sides.match(tokens, at: $0) != nil
                && ($0 == start || !["on", "to", "at", "in"].contains(tokens[$0 - 1].text))
                && (tokens[safe: $0 + 1]?.text == "top" || !namesSomething(at: $0 + 1)) && !namesSomething(at: $0 + 2)
        } ? BeyondMeans.finding(BeyondMeans.side) : nil
    }

    /// What may mean two things.
    var unclear: Decline? {
        if starts(AnyOf("crop out,crop away,trim away")) {
            let stays = tokens[(start + 2)...].prefix { $0.kind != .pause }.map(\.text).joined(separator: " ")
            return .incomplete(
                missing: "whether it is to stay or to go",
                example: first("crop to \(stays)", "crop to the face"))
        }
        if let top = ofEitherTop { return top }
        var alone = Reader(tokens, referenceCount: referenceCount, position: start)
        if reader.isUnclear, alone.edit() != nil {
            let said = tokens[start...].prefix { $0.kind != .pause }.map(\.text).joined(separator: " ")
            return .incomplete(
                missing: "what should become \u{201C}\(said)\u{201D}: say \"make it\" or \"make the picture\"")
        }
        return nil
    }

    /// "darken the top", where it makes sense of what somebody wears.
    private var ofEitherTop: Decline? {
        guard
            let place = tokens.indices.dropFirst(start).first(where: { index in
                let reader = Reader(tokens, referenceCount: referenceCount, position: index)
                return reader.isTopOfEither
            })
        else { return nil }
        var worn = tokens
        worn[place] = Token(kind: .word, text: "her")
        guard edits(of: worn) != nil else { return nil }
        return .incomplete(
            missing: "which top: the picture's, which a region marks, or one that somebody wears, such as \"her top\"",
            example: text(worn))
    }

    /// "brighten by 2", "darken by 100 %": all but for its unit, or for an amount that there is.
    var uncounted: Decline? {
        let numbers = tokens.indices.dropFirst(start + 1).filter {
            if case .number = tokens[$0].kind { true } else { false }
        }
        // Nobody says more of one thing, and each is read in several ways.
        for index in numbers.prefix(4) {
            if ["%", "percent"].contains(tokens[safe: index + 1]?.text) {
                var other = tokens
                other[index] = Token(kind: .number(50), text: "50")
                if reads(other) { return .incomplete(missing: "an amount between 0 and 100 %", example: text(other)) }
            } else if ["stop", "stops", "ev"].contains(tokens[safe: index + 1]?.text) {
                var other = tokens
                other[index] = Token(kind: .number(2), text: "2")
                if reads(other) { return .incomplete(missing: "an amount of at most 4 stops", example: text(other)) }
            } else {
                // Of "50x50" the second number takes the unit.
                if ["x", "by"].contains(tokens[safe: index + 1]?.text), case .number? = tokens[safe: index + 2]?.kind {
                    continue
                }
                let units = ["%", "stops", "px", "degrees"].filter { unit in
                    var other = tokens
                    other.insert(Token(kind: .word, text: unit), at: index + 1)
                    return reads(other)
                }
                guard !units.isEmpty else { continue }
                let ways = units.map { "\"\($0)\"" }.joined(separator: " or ")
                var whole = tokens
                whole.insert(Token(kind: .word, text: units[0]), at: index + 1)
                return .incomplete(
                    missing: "a unit after \(tokens[index].text), such as \(ways)", example: text(whole))
            }
        }
        return nil
    }

    func reads(_ tokens: [Token]) -> Bool { edits(of: tokens) != nil }

    /// "turn the man to the left"
    var turned: String? {
        let turns = starts(AnyOf("turn,rotate,tilt,flip,mirror")) && namesSomething
        return turns && contains(AnyOf("to the left,to the right,left,right,upside down,around")) && !hasStrangers
            ? BeyondMeans.moving : nil
    }

    /// "the hair and beard": what is found beside what nothing finds.
    var joined: String? {
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

    /// ", but leave the grass", ", but keep the windows": what is not to change, after an instruction that changes something.
    private var sparing: Decline {
        let before = text(of: tokens[..<endOfBefore])
        if let coloured = keptInColour { return coloured }
        let done = editsBefore
        if let unfound = noneFound {
            let said =
                done.isEmpty || circumstances.isMarked
                ? nil : "Mark what is to change with /region, then: \"\(before)\""
            return .beyondMeans(unfound, advice: said)
        }
        // Of a part nothing else is touched, as far as it is told from what else is there.
        let isOfParts = !done.isEmpty && done.allSatisfy { $0.about != nil }
        return .beyondMeans(
            BeyondMeans.sparing, advice: isOfParts ? "What is not named stays as it is: \"\(before)\"" : nil)
    }

    /// ", but keep the sky blue", after what takes the colours away: that it is blue is not looked at.
    private var keptInColour: Decline? {
        guard editsBefore.contains(where: { $0.tone == .blackAndWhite }),
            let end = tokens.lastIndex(where: { $0.kind == .word })
        else { return nil }
        // The shortest first: in "keep the sky blue" the sky is no part of the colour.
        for first in (max(start + 2, end - 2)...max(start + 2, end)).reversed() where first <= end {
            var reader = Reader(tokens, referenceCount: 0, position: first)
            guard reader.bareColour() != nil, reader.isAtBoundary else { continue }
            let other = Array(tokens[..<first]) + Tokeniser.tokens(of: "in colour")
            let said = text(of: other[...])
            guard let example = self.first(said) else { continue }
            return .notUnderstood(
                words: tokens[first..<reader.position].map(\.text), advice: "In its own colours: \"\(example)\"")
        }
        return nil
    }

    /// Words as they are written.
    func text(of tokens: ArraySlice<Token>) -> String {
        tokens.map(\.text).joined(separator: " ").replacing(" 's", with: "'s").replacing(" ,", with: ",")
    }

    /// Where what was said before this edit ends.
    private var endOfBefore: Int {
        var end = start
        while end > 0, tokens[end - 1].kind == .pause || ["and", "but", "while"].contains(tokens[end - 1].text) {
            end -= 1
        }
        return end
    }

    /// What was said before this edit, in the same instruction.
    var editsBefore: [LocalEdit] {
        (try? Grammar.read(Array(tokens[..<endOfBefore]), circumstances, saysWhy: false)) ?? []
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
    var leftOver: [String] {
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
