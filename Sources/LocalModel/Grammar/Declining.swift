import ImageModels

/// Finds the reason why an edit was not understood.
struct Declining {
    let tokens: [Token]
    let start: Int
    private let furthest: Int
    private let circumstances: Circumstances
    private let antecedent: [Painted]
    private let isFirst: Bool

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

    private var referenceCount: Int { circumstances.referenceCount }

    var reader: Reader { reader(of: tokens) }

    private func reader(of tokens: [Token]) -> Reader {
        var reader = Reader(tokens, referenceCount: referenceCount, position: start)
        reader.antecedent = antecedent
        if isFirst { reader.edited = circumstances.edited }
        return reader
    }

    var decline: Decline {
        if let missing = missingReference { return missing }
        if let question = ofWhat { return question }
        if saysNot, !isFirst { return unselectable ?? .beyondMeans(BeyondMeans.sparing) }
        if saysNot { return .incomplete(missing: "what is to change: it says what is not to") }
        if tokens[start...].contains(where: { $0.text == "#" }) {
            return .incomplete(missing: "three or six digits after #, such as #1b2a6b")
        }
        if let judged = howItIs { return judged }
        if let kind = choosing { return .beyondMeans(kind) }
        if let found = contradiction ?? unclear ?? uncounted ?? exchanged { return found }
        if let kind = turned ?? joined { return .beyondMeans(kind) }
        if let found = ofAnimals ?? ofNoFamily ?? incomplete ?? unfound ?? unmarked ?? unfinished ?? alternatives { return found }
        if let kind = beyondMeans { return kind }
        if let found = unselectable { return found }
        if let kind = side { return .beyondMeans(kind) }
        return tooMuch ?? .notUnderstood(words: leftOver)
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
        // What it lacks, and an instruction of its kind that is whole; none where what it lacks says enough.
        let rules: [(missing: String, example: () -> String?, rule: (inout Reader) -> Bool?)] = [
            ("what should become that colour, such as \"the jacket\"", { colouring }, { $0.colourWithoutTarget() }),
            (
                "what is to be better, such as \"enhance it\", \"more contrast\" or \"make it warmer\"", { nil },
                { $0.bareBetter() }
            ),
            (
                "what the background should become, such as \"white\" or \"a studio wall\"", { "make the background white" },
                { $0.bareBackgroundNoun() }
            ),
            (
                "a second colour for the gradient", { "replace the background with a gradient from blue to white" },
                { $0.halfGradient() }
            ),
            (
                "a colour", { first("make \(text) red", "\(text) red", "make the jacket red") },
                { $0.targetWithoutColour(afterOther: !self.isFirst && self.antecedent.isEmpty) }
            ),
            (
                "an angle or a direction, such as \"90 degrees\" or \"left\"", { "rotate it left" },
                { $0.bareVerb(Self.turning) }
            ),
            ("a shape, such as \"4:5\" or \"square\"", { "crop to 4:5" }, { $0.bareVerb(Self.cropping) }),
            (
                "how much, such as \"10 %\"",
                { contains(AnyOf("tighter,closer,in")) ? "crop to the subject" : "crop 10 % off the bottom" },
                { $0.cropWithoutExtent() }
            ),
            ("a size, such as \"800 px\" or \"50 %\"", { "resize to 50 %" }, { $0.bareVerb(Self.scaling) }),
            ("a radius in per cent, such as \"5 %\"", { "rounded corners of 5 %" }, { $0.pixelCorners() }),
            ("whether lighter or darker, such as \"lift the shadows\"", { nil }, { $0.shadowsWithoutWay() }),
            (
                "how the light is to be softer, such as \"less contrast\" or \"lift the shadows\"", { nil },
                { $0.softenedLight() }
            ),
            ("what it should become", { "make it brighter" }, { $0.bareMaking() }),
            ("whether more or less, such as \"more contrast\" or \"contrast +20\"", { nil }, { $0.bareQuality() }),
            (
                "what there is to be more or less of, such as \"contrast\"", { first("\(text) contrast", "a bit more contrast") },
                { isFirst ? $0.bareMore() : nil }
            ),
        ]
        for (missing, example, rule) in rules {
            var reader = reader
            if reader.whole(mayEndOpen: true, rule) != nil { return .incomplete(missing: missing, example: example()) }
        }
        return nil
    }

    /// What was said from here to the next pause.
    var text: String { text(tokens) }

    private func text(_ tokens: [Token]) -> String {
        let said = tokens[min(start, tokens.count)...].prefix { $0.kind != .pause }
        return said.map(\.text).joined(separator: " ").replacing(" 's", with: "'s").replacing(" : ", with: ":")
    }

    /// The first of these that makes sense alone.
    private func first(_ instructions: String...) -> String? {
        instructions.first { Self.makesSense($0, circumstances.referenceCount) }
    }

    private static func makesSense(_ instruction: String, _ referenceCount: Int, isMarked: Bool = false) -> Bool {
        let edits = try? Grammar.read(
            Tokeniser.tokens(of: instruction),
            Circumstances(referenceCount: referenceCount, ReadingContext(isMarked: isMarked), takesMarked: isMarked),
            saysWhy: false)
        return edits != nil
    }

    /// "make it teal": the jacket, in that colour.
    private var colouring: String {
        let colour = tokens.indices.dropFirst(start).lazy.compactMap { index -> String? in
            var reader = Reader(self.tokens, referenceCount: 0, position: index)
            return reader.bareColour()?.name
        }.first
        // "make the sky" names no colour.
        if tokens.indices.dropFirst(start).contains(where: { Nouns.scenery.match(tokens, at: $0) != nil }) {
            return first("\(text) bluer", "make the sky bluer") ?? "make the sky bluer"
        }
        return "make the jacket \(colour ?? "red")"
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
    ///
    /// The example makes the opposite of it.
    private var howItIs: Decline? {
        var reader = reader
        var part = "it"
        if !(reader.take("it") || reader.toneScope()), reader.litPart() != nil {
            part = tokens[start..<reader.position].map(\.text).joined(separator: " ")
        }
        let says = "what is to change: it says how it is"
        guard reader.take("is", "are", "'s", "it's", "looks", "look", "seems", "was") || reader.next?.text == "too" else {
            return starts(AnyOf("it's")) ? .incomplete(missing: says) : nil
        }
        let isJudged = reader.take("too", "a bit too", "a little too", "way too", "much too", "far too")
        _ = reader.amountBefore()
        let tone = reader.take(ToneVocabulary.adjectives)
        guard isJudged || tone != nil else { return nil }
        let opposite = tone.flatMap(ToneVocabulary.opposite(of:)).flatMap { ToneVocabulary.comparatives[$0] }
        return .incomplete(missing: says, example: opposite.flatMap { first("make \(part) \($0)", "make it \($0)") })
    }

    // MARK: Nouns

    /// "make it darker", where nothing says whether the part that was edited last is meant, or the picture.
    private var ofWhat: Decline? {
        guard isFirst, let edited = circumstances.edited, !edited.parts.isEmpty,
            let it = tokens.indices.dropFirst(start).first(where: { ["it", "this", "that"].contains(tokens[$0].text) })
        else { return nil }
        var picture = tokens
        picture.replaceSubrange(it...it, with: Tokeniser.tokens(of: "the picture"))
        var alone = Reader(picture, referenceCount: referenceCount, position: start)
        guard alone.edit() != nil else { return nil }
        let names = edited.parts.map { "the \($0.name), " }.joined()
        return .incomplete(
            missing: "what \u{201C}\(tokens[it].text)\u{201D} is: \(names)or the whole picture", example: text(picture))
    }

    /// "make the scarf red", "turn the skier into a sticker": a noun that nothing finds, where what stands out could be
    /// named in its place.
    private var unfound: Decline? {
        guard !starts(BeyondMeans.removingWords) || starts(AnyOf("cut out")) else { return nil }
        for (range, strangers) in unknownNouns {
            let noun = tokens[range].map(\.text).joined(separator: " ")
            var other = tokens
            other.replaceSubrange(range, with: [Token(kind: .word, text: "subject")])
            guard let edits = edits(of: other) else { continue }
            let advice: String?
            let subject = text(other)
            if edits.contains(where: \.isOfTheSubject), circumstances.isMarked { continue }
            if edits.contains(where: \.isOfTheSubject) {
                // "crop to a circle" names no thing.
                guard range.lowerBound == 0 || !["a", "an"].contains(tokens[range.lowerBound - 1].text) else { continue }
                advice = "What stands out most is the subject: \"\(subject)\""
            } else if let near = nearby(noun, range) {
                advice = near
            } else {
                advice = markedAdvice(plural: noun.isPlural)
            }
            // "cups": several of a thing, of which one stands out.
            if noun.isPlural, Nouns.objects.words.contains(String(noun.dropLast())) {
                return .beyondMeans(BeyondMeans.counted(noun), advice: advice)
            }
            return strangers.isEmpty
                ? .beyondMeans(BeyondMeans.finding(noun), advice: advice)
                : .notUnderstood(words: strangers, advice: advice)
        }
        return nil
    }

    /// To mark it and say the same, where that makes sense in a region.
    private func markedAdvice(plural: Bool = false) -> String? {
        guard !circumstances.isMarked, Self.makesSense(text, referenceCount, isMarked: true) else { return nil }
        return "Mark \(plural ? "them" : "it") with /region, then say it again."
    }

    /// Skin is found in faces, and what is called by a colour may be told by it.
    private func nearby(_ noun: String, _ range: Range<Int>) -> String? {
        if noun == "skin" {
            var other = tokens
            other.replaceSubrange(range, with: [Token(kind: .word, text: "face")])
            return edits(of: other) == nil ? nil : "The skin of a face is found: \"\(text(other))\""
        }
        if ["light", "lights"].contains(noun), range.lowerBound > start, tokens[range.lowerBound - 1].text == "the" {
            var other = tokens
            other.replaceSubrange(range, with: [Token(kind: .word, text: "picture")])
            return edits(of: other) == nil ? nil : "Of the whole picture: \"\(text(other))\""
        }
        guard Nouns.alsoColours.match(tokens, at: range.lowerBound) != nil else { return nil }
        var other = tokens
        other.replaceSubrange(range, with: Tokeniser.tokens(of: "orange parts"))
        guard ["orange", "oranges"].contains(noun), edits(of: other) != nil else { return nil }
        return "What is of that colour: \"\(text(other))\". Or mark it with /region, then say it again."
    }

    /// Runs of words that no table has, and nouns that nothing finds; with the words that no table has.
    private var unknownNouns: [(Range<Int>, strangers: [String])] {
        var all: [(Range<Int>, strangers: [String])] = []
        var index = start
        while index < tokens.count {
            var end = index
            while end < tokens.count, isStranger(at: end) { end += 1 }
            if end > index {
                if end - index < 4, !namesSomething(at: end) {
                    all.append((index..<end, tokens[index..<end].map(\.text)))
                }
                index = end
                continue
            }
            let isFound =
                Nouns.faces.match(tokens, at: index) != nil || Nouns.features.match(tokens, at: index) != nil
                || ToneVocabulary.ranges.match(tokens, at: index) != nil
            let lengths = [
                Nouns.unselectable.match(tokens, at: index)?.length, Nouns.removable.match(tokens, at: index)?.length,
                Nouns.places.match(tokens, at: index)?.length,
                index > start && Fillers.articles.words.contains(tokens[index - 1].text)
                    ? Nouns.alsoColours.match(tokens, at: index)?.length : nil,
            ]
            if !isFound, let length = lengths.compactMap(\.self).max() { all.append((index..<(index + length), [])) }
            index += 1
        }
        return all
    }

    private func isStranger(at index: Int) -> Bool {
        let token = tokens[index]
        return token.kind == .word && !Grammar.vocabulary.contains(token.text) && token.text.allSatisfy(\.isLetter)
            && token.text.count > 2
    }

    /// "the cat's eyes": parts of faces are found on people.
    private var ofAnimals: Decline? {
        for index in tokens.indices.dropFirst(start + 1) where tokens[index].text == "'s" {
            let owner = [index - 1, index - 2].first {
                $0 >= start && (Nouns.things.match(tokens, at: $0)?.length == index - $0
                    || Nouns.objects.match(tokens, at: $0)?.length == index - $0)
            }
            let feature = Nouns.features.match(tokens, at: index + 1)?.length
            guard let owner, let length = feature ?? Nouns.unselectable.match(tokens, at: index + 1)?.length else {
                continue
            }
            let part = tokens[(index + 1)..<(index + 1 + length)].map(\.text).joined(separator: " ")
            var first = owner
            while first > start, Fillers.articles.words.contains(tokens[first - 1].text) { first -= 1 }
            var it = tokens
            it.replaceSubrange(first..<(index + 1 + length), with: [Token(kind: .word, text: "it")])
            let said = text(it)
            let advice = Self.makesSense(said, referenceCount, isMarked: true)
                ? circumstances.isMarked
                    ? "What is marked is \u{201C}it\u{201D}: \"\(said)\""
                    : "Mark \(part.isPlural ? "them" : "it") with /region, then: \"\(said)\"" : nil
            return .beyondMeans(
                BeyondMeans.finding(feature == nil ? part : "\(part) of animals and things"), advice: advice)
        }
        return nil
    }

    /// "the brown parts": a colour that parts are not told by.
    private var ofNoFamily: Decline? {
        for index in tokens.indices.dropFirst(start) {
            guard let (_, length) = ColourTable.named.match(tokens, at: index),
                ["parts", "part", "areas", "pixels"].contains(tokens[safe: index + length]?.text),
                ColourTable.families.match(tokens, at: index + length - 1) == nil
            else { continue }
            let said = tokens[index...(index + length)].map(\.text).joined(separator: " ")
            let families = ColourFamily.allCases.map(\.rawValue).joined(separator: ", ")
            return .beyondMeans(BeyondMeans.finding(said), advice: "The colours that parts are told by: \(families).")
        }
        return nil
    }

    /// "remove the kite": what a region would have to mark.
    private var unmarked: Decline? {
        guard !circumstances.isMarked, !starts(BeyondMeans.repairs) else { return nil }
        var reader = reader
        reader.takesMarked = true
        guard let edits = reader.edit(), edits.count == 1, case .remove(.marked(let what)) = edits[0] else { return nil }
        return .unsure("where \(what) \(what.isPlural ? "are" : "is")", advice: BeyondMeans.markToRemove)
    }

    /// "swap their shirts", "swap the pink and blue"
    private var exchanged: Decline? {
        let isOfColours = tokens[start...].contains { ColourTable.named.match([$0], at: 0) != nil }
        guard starts(AnyOf("swap,exchange,switch")), namesSomething || isOfColours, !hasStrangers,
            !contains(AnyOf("to,into,with,for,by,out"))
        else { return nil }
        return .beyondMeans(
            BeyondMeans.exchanging, advice: "Say which becomes what: \"make the left jacket red and the right one blue\"")
    }

    /// One or two words too many: what is left makes sense.
    private var tooMuch: Decline? {
        let end = tokens[start...].firstIndex { $0.kind == .pause } ?? tokens.count
        guard end - start < 24 else { return nil }
        let strangers = (start..<end).filter { isStranger(at: $0) }
        // "like f/1.8" says why or how, after an instruction that is whole.
        if let tail = (start..<end).first(where: { ["like", "as", "so", "because", "since"].contains(tokens[$0].text) }),
            tail > start + 1, edits(of: Array(tokens[..<tail])) != nil
        {
            return .notUnderstood(
                words: tokens[tail..<end].map(\.text), advice: "Without that: \"\(text(Array(tokens[..<tail])))\"")
        }
        func without(_ range: Range<Int>) -> String? {
            var other = tokens
            other.removeSubrange(range)
            return edits(of: other) == nil ? nil : text(other)
        }
        let ranges = strangers.isEmpty
            ? (start..<end).filter { $0 > start && namesSomething(at: $0 + 1) }.map { $0..<($0 + 1) }
            : strangers.count <= 2 && strangers.last.map { $0 - strangers[0] < 2 } == true
                ? [strangers[0]..<(strangers[strangers.count - 1] + 1)] : []
        for range in ranges where range.lowerBound > start {
            guard !range.contains(where: { Fillers.articles.words.contains(tokens[$0].text) || tokens[$0].text == "and" }),
                let rest = without(range)
            else { continue }
            return .notUnderstood(
                words: tokens[range].map(\.text), advice: "Without that: \"\(rest)\"")
        }
        return nil
    }

    private func edits(of tokens: [Token]) -> [LocalEdit]? {
        var reader = reader(of: tokens)
        return reader.edit()
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
        return opposites ?? greyAndColourful ?? twoColours
    }

    /// "black and white with vivid colours"
    private var greyAndColourful: Decline? {
        for index in tokens.indices {
            guard let (tone, length) = ToneVocabulary.adjectives.match(tokens, at: index), tone == .blackAndWhite else { continue }
            var after = Reader(tokens, referenceCount: 0, position: index + length)
            _ = after.takePause()
            guard after.take("with", "and", "but") else { continue }
            let said = after.position
            _ = after.amountBefore()
            _ = after.take("more")
            guard after.take(ToneVocabulary.adjectives) == .moreSaturated else { continue }
            _ = after.take("colours", "colors", "colour", "color", "tones")
            guard after.isAtBoundary else { continue }
            let both = [index..<(index + length), said..<after.position].map { range in
                "\u{201C}\(tokens[range].map(\.text).joined(separator: " "))\u{201D}"
            }
            return .incomplete(missing: "a choice: it says \(both[0]) and \(both[1])")
        }
        return nil
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
            let stays = tokens[(start + 2)...].prefix { $0.kind != .pause }.map(\.text).joined(separator: " ")
            return .incomplete(
                missing: "whether it is to stay or to go",
                example: first("crop to \(stays)", "crop to the face"))
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
                if reads(other) { return .incomplete(missing: "an amount between 0 and 100 %", example: text(other)) }
            } else if ["stop", "stops", "ev"].contains(tokens[safe: index + 1]?.text) {
                var other = tokens
                other[index] = Token(kind: .number(2), text: "2")
                if reads(other) { return .incomplete(missing: "an amount of at most 4 stops", example: text(other)) }
            } else {
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

    private func reads(_ tokens: [Token]) -> Bool { edits(of: tokens) != nil }

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
