import Colorimetry

/// What an instruction would say if one, two or three words that nobody knows were spelt as those that are known.
///
/// Only what makes sense as a whole is offered: of "the jacket blu" blue, and never blur. Of two colours for one thing, "the
/// jacket black blu", the one that was mistyped is offered in place of both, and never what was typed.
struct Mistyping {
    /// The words that stand in no table, or two colours of which one does.
    let words: [String]
    /// What makes sense in their places, in their order.
    let meant: [String]

    /// - Parameters:
    ///   - shortest: how many letters a word needs to be taken for a slip, three at least; one of a colour needs no more.
    ///   - reads: whether tokens make sense as an instruction.
    init?(_ tokens: [Token], from shortest: Int, reads: ([Token]) -> Bool) {
        let strangers = tokens.indices.filter {
            tokens[$0].kind == .word && !Grammar.vocabulary.contains(tokens[$0].text)
        }
        // "the pool" is no slip for "the polo".
        guard !strangers.contains(where: { Nouns.isPictured(tokens[$0].text) }) else { return nil }
        guard 1...3 ~= strangers.count, tokens.count <= Self.longest else { return nil }
        let offered = strangers.map { place in
            let (word, near) = (tokens[place].text, Self.near(tokens[place].text))
            return word.count < shortest ? near.filter { Self.isColour($0) || $0.sorted() == word.sorted() } : near
        }
        guard offered.allSatisfy({ !$0.isEmpty }) else { return nil }
        var meant = strangers.map { _ in [String]() }
        for words in Self.combinations(of: offered) {
            var spelt = tokens
            for (place, index) in strangers.enumerated() { spelt[index].text = words[place] }
            guard reads(spelt) else { continue }
            for place in strangers.indices where !meant[place].contains(where: { Self.isSame($0, words[place]) }) {
                meant[place].append(words[place])
            }
            // Of several slips the nearest words are offered: more would not tell which go together.
            if offered.count > 1 { break }
        }
        if strangers.count == 1, !meant[0].contains(where: Self.isColour),
            let slip = Self.oneOfTwoColours(tokens, strangers[0], offered[0].filter(Self.isColour), reads)
        {
            (words, self.meant) = ([slip.words], slip.meant)
            return
        }
        guard meant.allSatisfy({ !$0.isEmpty }) else { return nil }
        words = strangers.map { tokens[$0].text }
        self.meant = meant.flatMap { $0.prefix(3) }
    }

    /// One word for each slip, in all ways; those first that are nearest to what was typed first.
    private static func combinations(of offered: [[String]]) -> [[String]] {
        // Of three slips only the nearest words: each way is read as a whole.
        let offered = offered.count > 2 ? offered.map { Array($0.prefix(3)) } : offered
        return offered.reduce([[]]) { all, words in all.flatMap { before in words.map { before + [$0] } } }
    }

    /// What makes sense in place of a slip and another colour before it: "black blu", "black or blu".
    private static func oneOfTwoColours(
        _ tokens: [Token], _ slip: Int, _ colours: [String], _ reads: ([Token]) -> Bool
    ) -> (words: String, meant: [String])? {
        let end = slip > 0 && ["and", "or"].contains(tokens[slip - 1].text) ? slip - 1 : slip
        for length in 1...3 where length <= end && ColourTable.named.match(tokens, at: end - length)?.length == length {
            let range = (end - length)...slip
            let meant = colours.filter { colour in
                var spelt = tokens
                spelt.replaceSubrange(range, with: [Token(kind: .word, text: colour)])
                return reads(spelt)
            }
            if !meant.isEmpty { return (tokens[range].map(\.text).joined(separator: " "), Array(meant.prefix(3))) }
        }
        return nil
    }

    /// Whether two are one word, or one of them is that of several: the nearer one is offered.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        one == other || one + "s" == other || one == other + "s"
    }

    private static func isColour(_ word: String) -> Bool {
        ColourTable.named.match([Token(kind: .word, text: word)], at: 0) != nil
    }

    /// Nobody mistypes one word of a longer one and wants to be asked.
    private static let longest = 40

    /// Known words that are one slip away, of long ones two; at most six, the nearest first.
    private static func near(_ word: String) -> [String] {
        guard 3...20 ~= word.count, word.allSatisfy(\.isLetter) else { return [] }
        let letters = Array(word)
        let sorted = word.sorted()
        let limit = letters.count > 6 ? 2 : 1
        let candidates = (letters.count - limit...letters.count + limit).flatMap { known[$0] ?? [] }
        let near = candidates.compactMap { known, inOrder -> (word: String, slips: Int, isExchange: Bool)? in
            let isExchange = inOrder == sorted
            // A wrong first letter is seen at once.
            guard isExchange || known.first == letters.first || known.count != letters.count && letters.count > 5 else {
                return nil
            }
            // "cups" is no slip for "cup", but several of them.
            guard known + ["s"] != letters else { return nil }
            let slips = Spelling.distance(letters, known)
            return slips <= limit ? (String(known), slips, isExchange) : nil
        }
        // Letters are exchanged and left out more often than added.
        return near.sorted {
            ($0.slips, $0.isExchange ? 0 : 1, -$0.word.count, $0.word)
                < ($1.slips, $1.isExchange ? 0 : 1, -$1.word.count, $1.word)
        }.prefix(6).map(\.word)
    }

    /// The words that are known, by how many letters they have, with their letters in order.
    private static let known = Dictionary(
        grouping: Grammar.vocabulary.filter { $0.count > 2 && $0.allSatisfy(\.isLetter) }.map {
            (Array($0), $0.sorted())
        }
    ) { $0.0.count }
}
