import Foundation

/// A model's words, among which data may stand that is no words: base64, or a data URI.
public struct WordsWithData: Sendable, Equatable {
    /// The words, with a remark in the place of each long run of data.
    public private(set) var words: String
    /// Whether anything that may be a picture stands there.
    public private(set) var holdsData: Bool

    /// Characters in a row that no word has.
    private static let longestWord = 200

    /// Goes over the text once.
    public init(_ text: String) {
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        var start = 0
        var hasRun = false
        var isLink = false
        while start < bytes.count {
            var end = start
            while end < bytes.count, Self.isOfData(bytes[end]) { end += 1 }
            if end - start >= Self.longestWord, !isLink {
                kept += "[\(end - start) characters of data]".utf8
                hasRun = true
            } else {
                kept += bytes[start..<end]
            }
            if end < bytes.count {
                kept.append(bytes[end])
                // An address may be as long, and is wanted whole.
                isLink =
                    isLink && bytes[end] > 0x20
                    || bytes[end...].starts(with: "://".utf8)
                        && bytes[start..<end].suffix(5).contains(UInt8(ascii: "p"))
            }
            start = end + 1
        }
        holdsData = hasRun || text.range(of: "data:image/", options: .caseInsensitive) != nil
        words = hasRun ? String(decoding: kept, as: UTF8.self) : text
    }

    private static func isOfData(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"),
            UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "%"):
            true
        default: false
        }
    }
}
