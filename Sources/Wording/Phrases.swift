/// Phrases of one or more words, each with what it means; the longest that fits is taken.
struct Phrases<Meaning: Sendable>: Sendable {
    private var meanings: [[String]: Meaning] = [:]
    /// The longest phrase that each word begins, in words.
    private var lengths: [String: Int] = [:]

    /// Each line is phrases parted by commas: `["car, automobile": .car]`.
    init(_ lines: KeyValuePairs<String, Meaning>) {
        for (line, meaning) in lines {
            for phrase in line.split(separator: ",") {
                add(phrase, meaning)
            }
        }
    }

    init(_ pairs: [(String, Meaning)]) {
        for (phrase, meaning) in pairs {
            add(phrase[...], meaning)
        }
    }

    private mutating func add(_ phrase: Substring, _ meaning: Meaning) {
        let words = phrase.split(separator: " ").map { String($0) }
        guard let first = words.first else { return }
        meanings[words] = meaning
        lengths[first] = max(lengths[first] ?? 0, words.count)
    }

    /// The longest phrase that `tokens` go on with from `position`.
    func match(_ tokens: [Token], at position: Int) -> (meaning: Meaning, length: Int)? {
        guard position < tokens.count, let longest = lengths[tokens[position].text] else { return nil }
        for length in stride(from: min(longest, tokens.count - position), to: 0, by: -1) {
            let words = tokens[position..<(position + length)].map(\.text)
            if let meaning = meanings[words] { return (meaning, length) }
        }
        return nil
    }

    var words: Set<String> { Set(meanings.keys.joined()) }
}

/// Phrases that are told apart by nothing: any of them will do.
typealias AnyOf = Phrases<Void>

extension Phrases where Meaning == Void {
    init(_ line: String) { self.init([line: ()]) }
}
