/// How wide the terminal shows what is one character to a reader and several to wcwidth: a family, a face with a colour of skin.
///
/// Terminals differ: some join them, some show one beside the other, and some join only a few kinds. So each is measured when it
/// is first typed, by where the terminal says that its cursor stands behind it.
struct ClusterWidths {
    private var known: [String: Int] = [:]
    /// What is being measured: how often each stands in the row, and the column where it would end with the widths that are taken for
    /// true at present.
    private var asked: (counts: [String: Int], end: Int)?
    /// Those that were asked about, answered or not.
    private var old: Set<String> = []

    /// The columns of a character of several parts that each take some; `nil` for any other.
    func width(of character: Character) -> Int? {
        let sum = Self.sum(character)
        return sum.map { known[String(character)] ?? $0 }
    }

    private static func sum(_ character: Character) -> Int? {
        // Hardly a character has more than one part.
        guard character.unicodeScalars.count > 1 else { return nil }
        let widths = character.unicodeScalars.map(columnWidth(of:))
        let sum = widths.reduce(0, +)
        return sum > 2 && widths.count(where: { $0 > 0 }) > 1 ? sum : nil
    }

    /// Whether the terminal is to be asked where its cursor stands, because of characters that nothing is known of.
    ///
    /// - Parameters:
    ///   - texts: All that stands in the row.
    ///   - end: The column behind it.
    mutating func ask(about texts: [String], until end: Int) -> Bool {
        var counts: [String: Int] = [:]
        for text in texts where text.utf8.count > 4 && !old.contains(text) {
            if text.count == 1, let character = text.first, Self.sum(character) != nil { counts[text, default: 0] += 1 }
        }
        guard !counts.isEmpty else { return false }
        old.formUnion(counts.keys)
        asked = (counts, end)
        return true
    }

    /// Takes the column that the terminal's cursor stands in; whether that changed what is known.
    mutating func learn(column: Int) -> Bool {
        guard let (counts, end) = asked else { return false }
        asked = nil
        let sums = counts.compactMap { text, count in text.first.flatMap(Self.sum).map { (text, count, $0) } }
        let joined = sums.reduce(end) { $0 - $1.1 * ($1.2 - 2) }
        if column == joined {
            for (text, _, _) in sums { known[text] = 2 }
            return true
        }
        // One that is partly joined.
        guard column < end, sums.count == 1, let (text, count, sum) = sums.first, (end - column) % count == 0,
            sum - (end - column) / count > 0
        else { return false }
        known[text] = sum - (end - column) / count
        return true
    }
}
