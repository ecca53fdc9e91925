import ImageModels

/// Finds the reason why an edit was not understood.
struct Declining {
    private let tokens: [Token]
    private let start: Int
    private let furthest: Int
    private let referenceCount: Int

    init(_ tokens: [Token], from start: Int, furthest: Int, referenceCount: Int) {
        self.tokens = tokens
        self.start = start
        self.furthest = furthest
        self.referenceCount = referenceCount
    }

    private var reader: Reader { Reader(tokens, referenceCount: referenceCount, position: start) }

    var decline: Decline {
        if let missing = missingReference { return missing }
        if let found = incomplete ?? unfinished ?? alternatives { return found }
        if let kind = beyondMeans ?? unselectable { return .beyondMeans(kind) }
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
            ("what the background should become, such as \"white\" or \"a studio wall\"", { $0.bareBackgroundNoun() }),
            ("a second colour for the gradient", { $0.halfGradient() }),
            ("a colour", { $0.targetWithoutColour() }),
            ("an angle or a direction, such as \"90 degrees\" or \"left\"", { $0.bareVerb(Self.turning) }),
            ("a shape, such as \"4:5\" or \"square\"", { $0.bareVerb(Self.cropping) }),
            ("a size, such as \"800 px\" or \"50 %\"", { $0.bareVerb(Self.scaling) }),
            ("a width in per cent, such as \"5 %\"", { $0.pixelBorder() }),
            ("whether lighter or darker, such as \"lift the shadows\"", { $0.shadowsWithoutWay() }),
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

    // MARK: Understood, but of another kind

    private func contains(_ phrases: AnyOf, from index: Int? = nil) -> Bool {
        ((index ?? start)..<tokens.count).contains { phrases.match(tokens, at: $0) != nil }
    }

    private func starts(_ phrases: AnyOf) -> Bool { phrases.match(tokens, at: start) != nil }

    private var beyondMeans: String? {
        guard start < tokens.count else { return nil }
        if tokens[start...].contains(where: { if case .reference = $0.kind { true } else { false } }) {
            return BeyondMeans.references
        }
        if starts(BeyondMeans.questions) { return BeyondMeans.answering }
        if let telling = BeyondMeans.telling.first(where: { contains($0.words) }), !mentionsBackground,
            !starts(BeyondMeans.removingWords)
        {
            return telling.kind
        }
        if starts(BeyondMeans.removingWords), tokens.count > start + 1 { return BeyondMeans.removing }
        if mentionsBackground { return sceneIfUnknown }
        if placesSubjectSomewhere { return BeyondMeans.scenes }
        if starts(BeyondMeans.addingWords), tokens.count > start + 1 { return BeyondMeans.adding }
        if starts(BeyondMeans.replacingWords), turnsThingIntoThing { return BeyondMeans.replacing }
        if contains(AnyOf("wearing,wear,holding,with a,with an,with some")) { return BeyondMeans.adding }
        if contains(AnyOf("zoom")) || (namesSomething && contains(BeyondMeans.movingWords)) {
            return BeyondMeans.moving
        }
        return nil
    }

    private var namesSomething: Bool {
        (start..<tokens.count).contains { index in
            Nouns.garments.match(tokens, at: index) != nil || Nouns.things.match(tokens, at: index) != nil
                || Nouns.unselectable.match(tokens, at: index) != nil
                || [Nouns.hair, Nouns.people].contains { $0.match(tokens, at: index) != nil }
        }
    }

    private var mentionsBackground: Bool { contains(Nouns.background) }

    /// "replace the background with a beach": the background is to become something.
    private var sceneIfUnknown: String? {
        contains(AnyOf("to,into,with,by,as,like,in,on,a,an,make,change,replace,set,add,put,swap"))
            ? BeyondMeans.scenes : nil
    }

    /// "put him on a beach", "at the beach"
    private var placesSubjectSomewhere: Bool {
        var reader = reader
        if reader.take("put", "place", "set", "move", "show", "transport", "bring", "send", "teleport") {
            return reader.wholeSubject() != nil && BeyondMeans.filling.match(tokens, at: reader.position) != nil
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
        return reader.take("in", "on", "at", "in front of", "inside", "under")
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
        let named = reader.part() != nil || reader.person() != nil || reader.take(Nouns.unselectable) != nil
        return named || ["a", "an"].contains(tokens[safe: goal]?.text)
    }

    /// "make the trousers blue": a common noun that no network knows.
    private var unselectable: String? {
        for index in start..<tokens.count {
            if index > start, ["left", "right"].contains(tokens[index - 1].text),
                ["eye", "eyes", "iris"].contains(tokens[index].text)
            {
                return BeyondMeans.tellingApart(["left eye", "right eye"])
            }
            if let (noun, _) = Nouns.unselectable.match(tokens, at: index) { return BeyondMeans.finding(noun) }
        }
        return nil
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
