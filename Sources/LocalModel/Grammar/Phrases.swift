/// Phrases of one or more words, each with what it means; the longest that fits is taken.
struct Phrases<Meaning: Sendable>: Sendable {
    private var meanings: [[String]: Meaning] = [:]
    private var longest = 1

    /// Each line is phrases parted by commas: `["car, automobile": .car]`.
    init(_ lines: KeyValuePairs<String, Meaning>) {
        for (line, meaning) in lines {
            for phrase in line.split(separator: ",") {
                let words = phrase.split(separator: " ").map { String($0) }
                meanings[words] = meaning
                longest = max(longest, words.count)
            }
        }
    }

    init(_ pairs: [(String, Meaning)]) {
        for (phrase, meaning) in pairs {
            let words = phrase.split(separator: " ").map { String($0) }
            meanings[words] = meaning
            longest = max(longest, words.count)
        }
    }

    /// The longest phrase that `tokens` go on with from `position`.
    func match(_ tokens: [Token], at position: Int) -> (meaning: Meaning, length: Int)? {
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
