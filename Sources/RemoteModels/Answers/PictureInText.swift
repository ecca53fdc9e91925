package import Foundation

/// A picture that a gateway wrote into the model's words: as a data URI, in Markdown or bare, or as a link to one.
///
/// Found by going over the bytes once: the words are foreign, and may be megabytes of anything.
package struct PictureInText {
    /// The words without what stood for the picture's data, cut at `longestWords`.
    package private(set) var words: String
    /// The last picture whose data stands there.
    package private(set) var data: Data?
    package private(set) var declared: String?
    package private(set) var link: URL?

    /// In bytes; no model talks as much.
    package static let longestWords = 200_000

    private static let endings = ["png", "jpg", "jpeg", "webp", "avif", "gif"]
    /// Bytes before a link that a Markdown picture's own words may take, and the longest link.
    private static let longestAlt = 1000
    private static let longestLink = 4000

    package init(_ text: String) {
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        var places: [DataURI] = []
        var start = 0
        var search = 0
        while let found = Self.dataURI(in: bytes, from: search) {
            search = found.characters.upperBound
            var end = search
            kept += bytes[start..<found.start]
            // Markdown around it goes, too: "![a cat](" and ")".
            if end < bytes.count, bytes[end] == UInt8(ascii: ")"), let opening = Self.markdown(before: kept.count, in: kept)
            {
                kept.removeSubrange(opening...)
                end += 1
            }
            start = end
            places.append(found)
        }
        kept += bytes[start...]
        for place in places.reversed() where data == nil && !place.characters.isEmpty {
            data = bytes[place.characters].withUnsafeBytes(Base64.decode)
            declared = data.map { _ in String(decoding: bytes[place.type], as: UTF8.self) }
        }
        words = String(decoding: kept.prefix(Self.longestWords), as: UTF8.self)
        if data != nil { words = words.trimmingCharacters(in: .whitespacesAndNewlines) }
        link = Self.link(in: kept)
    }

    private struct DataURI {
        var start: Int
        var type: Range<Int>
        var characters: Range<Int>
    }

    /// The next "data:image/png;base64,AAAA".
    private static func dataURI(in bytes: [UInt8], from search: Int) -> DataURI? {
        var search = search
        while let start = find("data:image/", in: bytes, from: search) {
            search = start + 11
            guard let marker = find(";base64,", in: bytes, from: search, to: min(search + 108, bytes.count)) else {
                continue
            }
            let first = marker + 8
            var end = first
            while end < bytes.count, isBase64(bytes[end]) { end += 1 }
            return DataURI(start: start, type: (start + 5)..<marker, characters: first..<end)
        }
        return nil
    }

    /// Where "![…](" begins that ends right here.
    private static func markdown(before end: Int, in bytes: [UInt8]) -> Int? {
        guard end >= 4, bytes[end - 1] == UInt8(ascii: "("), bytes[end - 2] == UInt8(ascii: "]") else { return nil }
        var index = end - 3
        let first = max(0, end - longestAlt)
        while index > first {
            if bytes[index] == UInt8(ascii: "["), bytes[index - 1] == UInt8(ascii: "!") { return index - 1 }
            index -= 1
        }
        return nil
    }

    private static func find(_ word: StaticString, in bytes: [UInt8], from start: Int, to end: Int? = nil) -> Int? {
        let length = word.utf8CodeUnitCount
        return bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var start = start
            let end = (end ?? bytes.count) - length + 1
            while start < end, let found = memchr(base + start, Int32(word.utf8Start[0]), end - start) {
                if memcmp(found, word.utf8Start, length) == 0 { return UnsafeRawPointer(found) - base }
                start = UnsafeRawPointer(found) - base + 1
            }
            return nil
        }
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x2B, 0x2D, 0x2F, 0x3D, 0x5F:
            true
        default: false
        }
    }

    /// The last picture link in Markdown, else the last bare link whose path ends like a picture's name.
    private static func link(in bytes: [UInt8]) -> URL? {
        var inMarkdown: URL?
        var bare: URL?
        var search = 0
        while let start = find("http", in: bytes, from: search) {
            search = start + 4
            let isMarkdown = markdown(before: start, in: bytes) != nil
            var end = start
            while end < bytes.count, end - start < longestLink, isOfLink(bytes[end], inMarkdown: isMarkdown) { end += 1 }
            search = max(search, end)
            // What ends a sentence ends no address.
            while !isMarkdown, end > start, ".,;:!?".utf8.contains(bytes[end - 1]) { end -= 1 }
            let text = String(decoding: bytes[start..<end], as: UTF8.self)
            guard text.hasPrefix("http://") || text.hasPrefix("https://"), let url = URL(string: text) else { continue }
            if isMarkdown {
                inMarkdown = url
            } else if endings.contains(url.pathExtension.lowercased()) {
                bare = url
            }
        }
        return inMarkdown ?? bare
    }

    private static func isOfLink(_ byte: UInt8, inMarkdown: Bool) -> Bool {
        switch byte {
        case 0...0x20, 0x7F, UInt8(ascii: ")"): false
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "]"): inMarkdown
        default: true
        }
    }
}
