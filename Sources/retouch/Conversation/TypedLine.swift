import Foundation
import Glibc
import LineEditing
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
        // A simple terminal hands on what its keys send, and a pipe whatever there is: none of it is to be paid for.
        let typed = line.withoutSequences
        let text = DroppedPath.unwrapped(typed.trimmingCharacters(in: .whitespacesAndNewlines))
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory != .control && $0 != "\u{FFFD}" })
        else {
            self = .empty
            return
        }
        let whole = [DroppedPath.path(in: text), text, DroppedPath.closing(text)].compactMap(\.self)
        if DroppedPath.looksLikePath(text), let path = whole.first(where: exists) {
            self = .open(path)
        } else if let paths = DroppedPath.paths(in: text, exists: exists) {
            self = .several(paths)
        } else if let missing = DroppedPath.missing(in: text, exists: exists) {
            self = .open(missing)
        } else if text.hasPrefix("//") {
            self = .instruction(String(text.dropFirst()))
        } else if text.hasPrefix("/"), let second = text.dropFirst().first, second.isLetter || second == "?" {
            let parts = text.dropFirst().split(maxSplits: 1, whereSeparator: \.isWhitespace)
            let rest = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
            self = .command(String(parts[0]), rest)
        } else {
            self = .instruction(text.filter { $0.isNewline || $0 == "\t" || !$0.isControl })
        }
    }
}

extension Character {
    fileprivate var isControl: Bool { unicodeScalars.allSatisfy { $0.properties.generalCategory == .control } }
}

/// Paths as they are typed and as terminals paste them: quoted in one way or another, with escaped spaces, or as a
/// `file://` address.
enum DroppedPath {
    /// The text without what some desktops and shells put around a dropped path: PowerShell's "& ", and the two lines that files
    /// copied in GNOME's file manager begin with.
    static func unwrapped(_ text: String) -> String {
        if text.hasPrefix("& '") || text.hasPrefix("& \"") { return String(text.dropFirst(2)) }
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.first == "x-special/nautilus-clipboard", lines.count > 2 else { return text }
        return lines.dropFirst(2).joined(separator: "\n")
    }

    /// A path whose quote was left open.
    static func closing(_ text: String) -> String? {
        guard let quote = text.first, quote == "'" || quote == "\"", firstWord(of: text[...]) == nil else { return nil }
        let closed = text + String(quote)
        guard let word = firstWord(of: closed[...]), word.end == closed.endIndex else { return nil }
        return word.text.isEmpty ? nil : word.text
    }

    /// The path of a file that is not there, if the text can be nothing but paths: what is meant to be opened is never sent to a
    /// model as an instruction.
    static func missing(in text: String, exists: (String) -> Bool) -> String? {
        if text.hasPrefix("//") { return nil }
        if isAddress(text) {
            return text.split(whereSeparator: \.isNewline).count > 1
                ? firstMissing(text, exists) : path(in: text) ?? text
        }
        if text.range(of: #"^https?://\S+$"#, options: [.regularExpression, .caseInsensitive]) != nil { return text }
        // Windows' paths, whose backslashes are no escapes here.
        if text.range(of: #"^"?([A-Za-z]:\\|\\\\)"#, options: .regularExpression) != nil { return text }
        if [".", "..", "~", "/"].contains(text) { return text }
        if let path = path(in: text) ?? closing(text), text.first != "/" || path.dropFirst().contains("/"),
            isPath(path, quoted: "'\"".contains(text.first ?? " "))
        {
            return path
        }
        // No command has a slash in its name.
        if text.hasPrefix("/"), !text.hasPrefix("//"), text.prefix(while: { !isBlank($0) }).dropFirst().contains("/") {
            return text
        }
        return firstMissing(text, exists)
    }

    /// Whether one word is meant as a path.
    private static func isPath(_ word: String, quoted: Bool) -> Bool {
        let beginnings = ["/", "./", "../", "~/", "$HOME/"]
        if beginnings.contains(where: word.hasPrefix) { return !quoted || isPictureName(word) || !word.contains(" ") }
        if word.hasPrefix("~"), word.contains("/") { return true }
        return isPictureName(word) && (!word.contains(" ") || word.contains("/"))
    }

    /// The first of several pictures' paths that is not there, if the text is nothing but such.
    private static func firstMissing(_ text: String, _ exists: (String) -> Bool) -> String? {
        let words = isAddress(text) ? text.split(whereSeparator: isBlank).map(String.init) : words(of: text) ?? []
        guard words.count > 1, words.allSatisfy({ isAddress($0) || isPictureName($0) }) else { return nil }
        return words.map { isAddress($0) ? path(ofAddress: $0) ?? $0 : $0 }.first { !exists($0) }
    }

    /// Whether a text begins as the address of a file does.
    private static func isAddress(_ text: String) -> Bool {
        text.range(of: "^(file:/|smb://)", options: [.regularExpression, .caseInsensitive]) != nil
    }

    /// The path, if the whole text is exactly one.
    static func path(in text: String) -> String? {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if isAddress(text) { return path(ofAddress: text) }
        guard let word = firstWord(of: text[...]), word.end == text.endIndex else { return nil }
        return word.text.isEmpty ? nil : word.text
    }

    /// Where the file of an address lies: on this machine, or in what a GNOME desktop has mounted of another one.
    private static func path(ofAddress text: String) -> String? {
        guard let url = URL(string: text), !text.contains(where: isBlank) else { return nil }
        let host = url.host(percentEncoded: false) ?? ""
        let path = url.path(percentEncoded: false)
        if url.scheme?.lowercased() == "smb" {
            let parts = path.split(separator: "/", maxSplits: 1)
            guard parts.count == 2, !host.isEmpty else { return nil }
            return "\(mount(ofShare: String(parts[0]), on: host))/\(parts[1])"
        }
        return isHere(host) ? path : nil
    }

    /// Whether an address's machine is this one.
    private static func isHere(_ host: String) -> Bool {
        if host.isEmpty || host.lowercased() == "localhost" { return true }
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return false }
        let own = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).lowercased()
        return !own.isEmpty
            && (host.lowercased() == own || host.lowercased().prefix { $0 != "." } == own.prefix { $0 != "." })
    }

    /// Where a GNOME desktop mounts what another machine shares.
    static func mount(ofShare share: String, on host: String) -> String {
        "/run/user/\(getuid())/gvfs/smb-share:server=\(host.lowercased()),share=\(share.lowercased())"
    }

    /// The paths, if the text is two or more of them and nothing else, each of a picture that is there.
    static func paths(in text: String, exists: (String) -> Bool) -> [String]? {
        let isAddresses = isAddress(text)
        guard let words = isAddresses ? text.split(whereSeparator: isBlank).map(String.init) : words(of: text),
            words.count > 1
        else { return nil }
        let paths = words.compactMap { isAddress($0) ? path(ofAddress: $0) : $0 }
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
