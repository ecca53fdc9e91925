import Foundation

/// Makes inputs that nobody wrote out of some that somebody did. The same seed makes the same inputs.
struct Mutation {
    private let corpus: [[UInt8]]
    private let words: [[UInt8]]
    private var state: UInt64

    /// - Parameter dictionary: as libFuzzer reads it, a quoted word a line.
    init(corpus: [[UInt8]], dictionary: String, seed: UInt64) {
        self.corpus = corpus
        words = dictionary.split(separator: "\n").compactMap(Mutation.word)
        state = seed
    }

    /// An input of the corpus after one to eight changes.
    mutating func next() -> [UInt8] {
        var bytes = corpus[below(corpus.count)]
        for _ in 0...below(8) { change(&bytes) }
        return Array(bytes.prefix(16_384))
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = below(bytes.count + 1)
        let end = min(bytes.count, place + 1 + below(16))
        switch below(8) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
        case 1 where place < bytes.count: bytes[place] = UInt8(below(256))
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 4: bytes.insert(contentsOf: words.isEmpty ? [0] : words[below(words.count)], at: place)
        case 5:
            let other = corpus[below(corpus.count)]
            bytes.replaceSubrange(place..., with: other[below(other.count + 1)...])
        case 6: bytes.replaceSubrange(place..<end, with: Array(Self.numbers[below(Self.numbers.count)].utf8))
        default: bytes.removeSubrange(place...)
        }
    }

    /// xorshift64* (Vigna, 2016).
    private mutating func below(_ bound: Int) -> Int {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % bound
    }

    private static let numbers = [
        "0", "-1", "1e300", "-0.0", "2147483648", "9223372036854775807", "-9223372036854775808", "18446744073709551616",
        "NaN",
    ]

    private static func word(_ line: Substring) -> [UInt8]? {
        guard let open = line.firstIndex(of: "\""), let close = line.lastIndex(of: "\""), open < close else {
            return nil
        }
        var rest = line[line.index(after: open)..<close].utf8[...]
        var word: [UInt8] = []
        while let first = rest.popFirst() {
            guard first == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
                word.append(first)
                continue
            }
            if escaped == UInt8(ascii: "x"),
                let byte = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                word.append(byte)
                rest = rest.dropFirst(2)
            } else {
                word.append(escaped)
            }
        }
        return word
    }
}
