import ImageModels

/// Whole but for one thing.
extension Declining {
    var incomplete: Decline? {
        // What it lacks, and an instruction of its kind that is whole; none where what it lacks says enough.
        let rules: [(missing: String, example: () -> String?, rule: (inout Reader) -> Bool?)] = [
            ("what should become that colour, such as \"the jacket\"", { colouring }, { $0.colourWithoutTarget() }),
            (
                "what is to be better, such as \"enhance it\", \"more contrast\" or \"make it warmer\"", { nil },
                { $0.bareBetter() }
            ),
            (
                "what the background should become, such as \"white\" or \"a studio wall\"",
                { "make the background white" },
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
            (
                "how much, such as \"10 %\"",
                { contains(AnyOf("off,from,away")) ? "crop 10 % off the bottom" : "crop 10 % off all sides" },
                { $0.cropWithoutExtent() }
            ),
            ("a shape, such as \"4:5\" or \"square\"", { "crop to 4:5" }, { $0.bareVerb(Self.cropping) }),
            ("a size, such as \"800 px\" or \"50 %\"", { "resize to 50 %" }, { $0.bareVerb(Self.scaling) }),
            ("whether lighter or darker, such as \"lift the shadows\"", { nil }, { $0.shadowsWithoutWay() }),
            (
                "how the light is to be softer, such as \"less contrast\" or \"lift the shadows\"", { nil },
                { $0.softenedLight() }
            ),
            (
                "how the light is to be more even, such as \"lift the shadows\" or \"lower the highlights\"",
                { "lift the shadows and lower the highlights" }, { $0.evenedLight() }
            ),
            (
                "how it is to stand out, such as by a darker or a blurred background", { "darken the background" },
                { $0.standingOut() }
            ),
            (
                "what is to change: a colour, or how light it is", { judgedExample }, { $0.judgedPart() }
            ),
            ("what it should become", { "make it brighter" }, { $0.bareMaking() }),
            ("whether more or less, such as \"more contrast\" or \"contrast +20\"", { nil }, { $0.bareQuality() }),
            (
                "what there is to be more or less of, such as \"contrast\"",
                { first("\(text) contrast", "a bit more contrast") },
                { isFirst ? $0.bareMore() : nil }
            ),
        ]
        for (missing, example, rule) in rules {
            var reader = reader
            if reader.whole(mayEndOpen: true, rule) != nil { return .incomplete(missing: missing, example: example()) }
        }
        return nil
    }

    /// Of the part that is to be "natural": what says how.
    private var judgedExample: String? {
        var reader = reader
        _ = reader.take(Reader.recolourVerbs)
        let begin = reader.position
        guard reader.litPart() != nil else { return "auto white balance" }
        let part = tokens[begin..<reader.position].map(\.text).joined(separator: " ").replacing(" 's", with: "'s")
        return part.contains("lips") ? first("make \(part) dusty pink") : first("make \(part) a bit brighter")
    }

    /// What was said from here to the next pause.
    var text: String { text(tokens) }

    func text(_ tokens: [Token]) -> String {
        let said = tokens[min(start, tokens.count)...].prefix { $0.kind != .pause }
        return said.map(\.text).joined(separator: " ").replacing(" 's", with: "'s").replacing(" : ", with: ":")
    }

    /// The first of these that makes sense alone.
    func first(_ instructions: String...) -> String? {
        instructions.first { Self.makesSense($0, circumstances.referenceCount) }
    }

    static func makesSense(_ instruction: String, _ referenceCount: Int, isMarked: Bool = false) -> Bool {
        let edits = try? Grammar.read(
            Tokeniser.tokens(of: instruction),
            Circumstances(referenceCount: referenceCount, ReadingContext(isMarked: isMarked), takesMarked: isMarked),
            saysWhy: false)
        return edits != nil
    }

    /// "make it teal": the jacket, in that colour.
    var colouring: String {
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
    var unfinished: Decline? {
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
    var alternatives: Decline? {
        guard tokens[start...].contains(where: { $0.text == "or" }) else { return nil }
        return .incomplete(missing: "a choice: it says \u{201C}or\u{201D}")
    }

    private static let turning = AnyOf("rotate,turn,spin,tilt,straighten,straighten up,level")
    private static let cropping = AnyOf("crop,trim,reframe,cut,crop in")
    private static let scaling = AnyOf(
        "resize,scale,shrink,enlarge,downscale,upscale,scale down,scale up,rescale,bigger,smaller"
    )
}
