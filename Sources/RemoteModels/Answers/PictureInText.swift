package import Foundation
import Pictures

/// A picture that a gateway wrote into the model's words: as a data URI, in Markdown or bare, as nothing but base64, or as a
/// link to one.
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
        var places: [Place] = []
        var start = 0
        var search = 0
        while let found = Self.place(in: bytes, from: search) {
            search = found.characters.upperBound
            var end = search
            kept += bytes[start..<found.start]
            // Markdown around it goes, too: "![a cat](" and ")".
            if end < bytes.count, bytes[end] == UInt8(ascii: ")"),
                let opening = Self.markdown(before: kept.count, in: kept)
            {
                kept.removeSubrange(opening...)
                end += 1
            }
            start = end
            places.append(found)
        }
        kept += bytes[start...]
        for place in places.reversed() where data == nil && !place.characters.isEmpty {
            data = Self.decode(bytes[place.characters])
            declared = data == nil ? nil : place.type.map { String(decoding: bytes[$0], as: UTF8.self).lowercased() }
        }
        words = String(decoding: kept.prefix(Self.longestWords), as: UTF8.self)
        if data != nil { words = Self.withoutFrames(words) }
        link = Self.link(in: kept)
    }

    /// Without what only enclosed the picture: an element of HTML with no source left, a fence around nothing.
    private static func withoutFrames(_ words: String) -> String {
        let element = #/<img\b[^<>]{0,300}?src\s?=\s?(""|'')[^<>]{0,300}>/#.ignoresCase()
        return words.replacing(element, with: "").replacing(#/```[A-Za-z0-9]{0,20}[ \t\r\n]{0,20}```/#, with: "")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Where a picture's data stands, with the type that is said before it.
    private struct Place {
        var start: Int
        var type: Range<Int>?
        var characters: Range<Int>
    }

    /// The next "data:image/png;base64,AAAA", or run of base64 that begins as a picture does.
    private static func place(in bytes: [UInt8], from search: Int) -> Place? {
        var index = search
        while index < bytes.count {
            guard Base64.isCharacter(bytes[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, Base64.isCharacter(bytes[index]) { index += 1 }
            if index - start >= 4, index < bytes.count, bytes[index] == UInt8(ascii: ":"),
                begins("data:image/", in: bytes, at: index - 4)
            {
                let slash = index + 7
                guard let marker = find(";base64,", in: bytes, from: slash, to: min(slash + 108, bytes.count)) else {
                    continue
                }
                let first = marker + 8
                return Place(
                    start: index - 4, type: (index + 1)..<marker, characters: first..<end(of: first, in: bytes))
            }
            guard index - start >= shortestBare, beginsAPicture(bytes[start...].prefix(88)) else { continue }
            let end = end(of: start, in: bytes)
            if end - start >= shortestPicture { return Place(start: start, type: nil, characters: start..<end) }
            index = end
        }
        return nil
    }

    /// In characters: of the first line of base64 that nothing announces, and of all of it. Shorter ones are left to the
    /// words.
    private static let shortestBare = 40
    private static let shortestPicture = 100

    private static func beginsAPicture(_ characters: ArraySlice<UInt8>) -> Bool {
        let run = characters.prefix { Base64.isCharacter($0) }
        guard let start = decode(run.prefix(run.count / 4 * 4)) else { return false }
        return PictureFormat(magic: start) != nil
    }

    /// Behind the base64 that begins here: with what is percent-encoded of it, its padding, and the further lines of one
    /// that is broken into lines.
    private static func end(of first: Int, in bytes: [UInt8]) -> Int {
        var end = endOfLine(of: first, in: bytes)
        var line = first
        while end < bytes.count, (40...200).contains(end - line), bytes[end - 1] != UInt8(ascii: "=") {
            let next = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
            guard bytes[end] == 0x0A || next == end + 2, next < bytes.count else { break }
            let nextEnd = endOfLine(of: next, in: bytes)
            // A line of words is not of it.
            guard nextEnd > next, nextEnd == bytes.count || lineEnds.contains(bytes[nextEnd])
            else { break }
            (line, end) = (next, nextEnd)
        }
        return end
    }

    /// What stands behind the last line of base64: a line's end, or what encloses it.
    private static let lineEnds = Array("\n\r\"')`<".utf8)

    private static func endOfLine(of first: Int, in bytes: [UInt8]) -> Int {
        var end = first
        while end < bytes.count {
            if Base64.isCharacter(bytes[end]) || bytes[end] == UInt8(ascii: "=") {
                end += 1
            } else if Base64.percentEncoded(bytes[end...]) != nil {
                end += 3
            } else {
                break
            }
        }
        return end
    }

    private static func decode(_ characters: ArraySlice<UInt8>) -> Data? {
        characters.withUnsafeBytes { Base64.decode($0) ?? Base64.percentDecoded($0) }
    }

    /// Whether this stands there, in whatever case.
    private static func begins(_ word: StaticString, in bytes: [UInt8], at start: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard start >= 0, start + length <= bytes.count else { return false }
        return bytes.withUnsafeBytes { strncasecmp($0.baseAddress! + start, word.utf8Start, length) == 0 }
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
                if strncasecmp(found, word.utf8Start, length) == 0 { return UnsafeRawPointer(found) - base }
                start = UnsafeRawPointer(found) - base + 1
            }
            return nil
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
            while end < bytes.count, end - start < longestLink, isOfLink(bytes[end], inMarkdown: isMarkdown) {
                end += 1
            }
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
