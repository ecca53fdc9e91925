/// A place in an instruction; the rules of the grammar are its methods.
///
/// A rule takes the tokens that it understands and returns their meaning, or takes nothing and returns `nil`.
struct Reader {
    let tokens: [Token]
    let referenceCount: Int
    /// What the edit before speaks of: what "it" and "the rest" mean. Empty where that is the picture.
    var antecedent: [Painted] = []
    /// Where the antecedent is of the turn before, the edits of that turn.
    var edited: EditedBefore?
    /// Whether a noun that nothing finds, and "it" for a colour, are what a region marks.
    var takesMarked = false
    /// Whether a region is marked.
    var isMarked = false
    /// Whether what was read before is of the shadows or the highlights, which "them" then are.
    var isOfRanges = false
    /// What the edit that was just read leaves as it is: "it" is that, and "the rest" what was changed.
    var kept: Painted?
    private(set) var position = 0
    /// The first token that no rule has taken yet, on any attempt.
    private(set) var furthest = 0

    init(_ tokens: [Token], referenceCount: Int, position: Int = 0) {
        self.tokens = tokens
        self.referenceCount = referenceCount
        self.position = position
        furthest = position
    }

    var isAtEnd: Bool { position >= tokens.count }
    var next: Token? { isAtEnd ? nil : tokens[position] }
    var rest: ArraySlice<Token> { tokens[min(position, tokens.count)...] }

    mutating func skip(_ count: Int = 1) {
        position = min(position + count, tokens.count)
        furthest = max(furthest, position)
    }

    /// Takes the phrase if the instruction goes on with it.
    mutating func take(_ phrases: String...) -> Bool {
        guard let first = next?.text.utf8 else { return false }
        // Rules ask for hundreds of phrases at each place; nearly all end at their first letter.
        for phrase in phrases where phrase.utf8.starts(with: first) {
            let words = phrase.split(separator: " ")
            guard position + words.count <= tokens.count else { continue }
            if zip(tokens[position...], words).allSatisfy({ $0.text == $1 }) {
                skip(words.count)
                return true
            }
        }
        return false
    }

    mutating func take<Meaning>(_ phrases: Phrases<Meaning>) -> Meaning? {
        guard let (meaning, length) = phrases.match(tokens, at: position) else { return nil }
        skip(length)
        return meaning
    }

    mutating func take(_ phrases: AnyOf) -> Bool { take(phrases) as Void? != nil }

    /// Takes as many of the phrases as follow each other.
    mutating func takeAll(_ phrases: AnyOf) { while take(phrases) {} }

    mutating func takePause() -> Bool {
        guard next?.kind == .pause else { return false }
        skip()
        return true
    }

    mutating func takeNumber() -> Double? {
        guard case .number(let value)? = next?.kind else { return nil }
        skip()
        return value
    }

    /// Goes back to where it was if the rule finds nothing.
    mutating func attempt<Meaning>(_ rule: (inout Reader) -> Meaning?) -> Meaning? {
        let (start, stays) = (position, kept)
        if let meaning = rule(&self) { return meaning }
        (position, kept) = (start, stays)
        return nil
    }

    /// As `attempt`, and the edit has to end where the rule ends; with a word that needs another only where `mayEndOpen`.
    mutating func whole<Meaning>(mayEndOpen: Bool = false, _ rule: (inout Reader) -> Meaning?) -> Meaning? {
        attempt { reader in
            guard let meaning = rule(&reader), mayEndOpen || !reader.endsOpen else { return nil }
            reader.takeAll(Fillers.after)
            return reader.isAtBoundary ? meaning : nil
        }
    }

    /// Whether what was taken ends with a word that needs another after it: "with", "the", "very".
    private var endsOpen: Bool {
        guard position > 0, Fillers.open.contains(tokens[position - 1].text) else { return false }
        // "keep the sky as it is"
        if position > 2, ["is", "are"].contains(tokens[position - 1].text), tokens[position - 3].text == "as" {
            return false
        }
        if position > 1, tokens[position - 1].text == "is", tokens[position - 2].text == "as" { return false }
        // "the jacket she has on"
        return tokens[position - 1].text != "on" || !["has", "have", "had"].contains(tokens[safe: position - 2]?.text)
    }

    /// Whether the next word could begin another edit.
    var isAtBoundary: Bool {
        guard let next else { return true }
        return next.kind == .pause || Fillers.joining.match(tokens, at: position) != nil || isAtTrimming
    }

    /// "white background with a soft shadow", "a red border with rounded corners": "with" begins another edit.
    private var isAtTrimming: Bool {
        guard next?.text == "with", position > 0 else { return false }
        let words = tokens[(position + 1)...].prefix(4).prefix { $0.kind == .word }
        guard let noun = words.firstIndex(where: { Fillers.trimmings.contains($0.text) }) else { return false }
        // "with white, add a vignette" begins nothing by itself.
        return noun + 1 == tokens.count || tokens[noun + 1].kind == .pause
            || Fillers.joining.match(tokens, at: noun + 1) != nil || Fillers.after.match(tokens, at: noun + 1) != nil
    }
}
