import Foundation
import Glibc
import Pictures

/// What a line that was typed means.
enum TypedLine: Equatable {
    case empty
    /// A command's name as typed, without the slash, and the rest of the line.
    case command(String, String)
    /// A picture's path, as terminals paste it when a file is dropped on them.
    case open(String)
    /// Several pictures' paths, as when several files are dropped at once.
    case several([String])
    case instruction(String)

    /// - Parameter exists: whether there is a file by this path, `~` and relative paths resolved.
    init(_ line: String, exists: (String) -> Bool) {
        let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else {
            self = .empty
            return
        }
        let whole = [DroppedPath.path(in: text), text].compactMap(\.self)
        if DroppedPath.looksLikePath(text), let path = whole.first(where: exists) {
            self = .open(path)
        } else if let paths = DroppedPath.paths(in: text, exists: exists) {
            self = .several(paths)
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
        if text.hasPrefix("file://") || text.hasPrefix("smb://") { return path(ofAddress: text) }
        guard let word = firstWord(of: text[...]), word.end == text.endIndex else { return nil }
        return word.text.isEmpty ? nil : word.text
    }

    /// Where the file of an address lies: on this machine, or in what a GNOME desktop has mounted of another one.
    private static func path(ofAddress text: String) -> String? {
        guard let url = URL(string: text) else { return nil }
        let host = url.host(percentEncoded: false) ?? ""
        let path = url.path(percentEncoded: false)
        if url.scheme == "smb" {
            let parts = path.split(separator: "/", maxSplits: 1)
            guard parts.count == 2, !host.isEmpty else { return nil }
            return "\(mount(ofShare: String(parts[0]), on: host))/\(parts[1])"
        }
        return host.isEmpty || host == "localhost" ? path : nil
    }

    /// Where a GNOME desktop mounts what another machine shares.
    static func mount(ofShare share: String, on host: String) -> String {
        "/run/user/\(getuid())/gvfs/smb-share:server=\(host.lowercased()),share=\(share.lowercased())"
    }

    /// The paths, if the text is two or more of them and nothing else, each of a picture that is there.
    static func paths(in text: String, exists: (String) -> Bool) -> [String]? {
        let isAddresses = text.hasPrefix("file://")
        guard let words = isAddresses ? text.split(whereSeparator: isBlank).map(String.init) : words(of: text),
            words.count > 1
        else { return nil }
        let paths = words.compactMap { $0.hasPrefix("file://") ? path(ofAddress: $0) : $0 }
        let isEach = paths.count == words.count && paths.allSatisfy { isPictureName($0) && exists($0) }
        return isEach ? paths : nil
    }

    /// What parts words: other blanks, such as U+202F in a screenshot's name, are not escaped by terminals.
    static func isBlank(_ character: Character) -> Bool { [" ", "\t", "\n", "\r", "\r\n"].contains(character) }

    /// Whether a line is meant as a path rather than as words: it has a slash, a quote or a picture's ending.
    static func looksLikePath(_ text: String) -> Bool {
        if text.contains("/") { return true }
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
            case (let character, nil) where isBlank(character): return (out, at)
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
            rest = rest.drop(while: isBlank)
            guard !rest.isEmpty else { return words }
            guard let word = firstWord(of: rest) else { return nil }
            words.append(word.text)
            rest = rest[word.end...]
        }
    }
}
