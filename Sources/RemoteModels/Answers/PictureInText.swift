package import Foundation

/// A picture that a gateway wrote into the model's words: as a data URI, in Markdown or bare, or as a link to one.
package struct PictureInText {
    /// The words without what stood for the picture's data.
    package private(set) var words: String
    package private(set) var data: Data?
    package private(set) var declared: String?
    package private(set) var link: URL?

    private static let endings = ["png", "jpg", "jpeg", "webp", "avif", "gif"]

    package init(_ text: String) {
        words = text
        takeData()
        link = Self.link(in: words)
    }

    private mutating func takeData() {
        while let start = words.range(of: "data:image/"),
            let marker = words.range(of: ";base64,", range: start.upperBound..<words.endIndex),
            words.distance(from: start.upperBound, to: marker.lowerBound) < 100
        {
            let characters = words.utf8[marker.upperBound...]
            let end = characters.firstIndex { !Self.isBase64($0) } ?? words.endIndex
            if let found = Array(words.utf8[marker.upperBound..<end]).withUnsafeBytes(Base64.decode), !found.isEmpty {
                data = found
                declared = "image/" + words[start.upperBound..<marker.lowerBound]
            }
            var whole = start.lowerBound..<end
            // Markdown around it goes, too: "![a cat](" and ")".
            if end < words.endIndex, words[end] == ")",
                let markdown = words[..<start.lowerBound].range(of: "![", options: .backwards),
                words[markdown.upperBound..<start.lowerBound].hasSuffix("](")
            {
                whole = markdown.lowerBound..<words.index(after: end)
            }
            words.removeSubrange(whole)
        }
        if data != nil { words = words.trimmingCharacters(in: .whitespacesAndNewlines) }
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
    private static func link(in text: String) -> URL? {
        guard text.contains("http") else { return nil }
        if let match = text.matches(of: /!\[[^\]]*\]\((https?:\/\/[^\s)]+)/).last {
            return URL(string: String(match.1))
        }
        for match in text.matches(of: /https?:\/\/[^\s<>"')\]]+/).reversed() {
            if let url = URL(string: String(match.0)), endings.contains(url.pathExtension.lowercased()) { return url }
        }
        return nil
    }
}
