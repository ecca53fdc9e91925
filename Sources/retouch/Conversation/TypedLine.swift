import Foundation
import Pictures

/// What a line that was typed means.
enum TypedLine: Equatable {
    case empty
    /// A command's name as typed, without the slash, and the rest of the line.
    case command(String, String)
    /// A picture's path, as terminals paste it when a file is dropped on them.
    case open(String)
    case instruction(String)

    /// - Parameter exists: whether there is a file by this path, `~` and relative paths resolved.
    init(_ line: String, exists: (String) -> Bool) {
        let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else {
            self = .empty
            return
        }
        if let path = DroppedPath.path(in: text), DroppedPath.looksLikePath(text), exists(path) {
            self = .open(path)
        } else if text.hasPrefix("//") {
            self = .instruction(String(text.dropFirst()))
        } else if text.hasPrefix("/"), let second = text.dropFirst().first, second.isLetter || second == "?" {
            let parts = text.dropFirst().split(maxSplits: 1, whereSeparator: \.isWhitespace)
            let rest = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
            self = .command(String(parts[0]), rest)
        } else {
            self = .instruction(text)
        }
    }
}

/// Paths as they are typed and as terminals paste them: quoted in one way or another, with escaped spaces, or as a
/// `file://` address.
enum DroppedPath {
    /// The path, if the whole text is exactly one.
    static func path(in text: String) -> String? {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if text.hasPrefix("file://") {
            guard let url = URL(string: text), url.isFileURL else { return nil }
            let host = url.host(percentEncoded: false) ?? ""
            guard host.isEmpty || host == "localhost" else { return nil }
            return url.path(percentEncoded: false)
        }
        guard let word = firstWord(of: text[...]), word.end == text.endIndex else { return nil }
        return word.text.isEmpty ? nil : word.text
    }

    /// Whether a line is meant as a path rather than as words: it has a slash, a quote or a picture's ending.
    static func looksLikePath(_ text: String) -> Bool {
        if text.hasPrefix("file://") || text.contains("/") { return true }
        return isPictureName(text.trimmingCharacters(in: CharacterSet(charactersIn: "'\" ")))
    }

    /// Whether a name ends as pictures' names do.
    static func isPictureName(_ name: String) -> Bool {
        PictureFormat(fileExtension: (name as NSString).pathExtension) != nil
    }

    /// The first word as a shell would take it, with single and double quotes and backslashes, and where it ends.
    static func firstWord(of text: Substring) -> (text: String, end: String.Index)? {
        var out = ""
        var quote: Character?
        var at = text.startIndex
        while at < text.endIndex {
            let character = text[at]
            switch (character, quote) {
            case ("\\", let quote) where quote != "'":
                let next = text.index(after: at)
                guard next < text.endIndex else { return nil }
                out.append(text[next])
                at = next
            case ("'", nil), ("\"", nil): quote = character
            case (let character, let open?) where character == open: quote = nil
            case (let character, nil) where character.isWhitespace: return (out, at)
            default: out.append(character)
            }
            at = text.index(after: at)
        }
        return quote == nil ? (out, at) : nil
    }

    /// All words of a text, as a shell would take them; `nil` if a quote is left open.
    static func words(of text: String) -> [String]? {
        var words: [String] = []
        var rest = text[...]
        while true {
            rest = rest.drop { $0.isWhitespace }
            guard !rest.isEmpty else { return words }
            guard let word = firstWord(of: rest) else { return nil }
            words.append(word.text)
            rest = rest[word.end...]
        }
    }
}
