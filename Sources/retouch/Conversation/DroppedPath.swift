import Foundation
import Pictures

/// Paths as they are typed and as terminals paste them: quoted in one way or another, with escaped spaces, or as a
/// `file://` address.
enum DroppedPath {
    /// Without blanks and what doesn't show around it; a blank behind a backslash is the name's.
    static func trimmed(_ text: String) -> String {
        func isAround(_ character: Character) -> Bool {
            character.unicodeScalars.allSatisfy {
                $0.properties.isWhitespace || $0.properties.generalCategory == .format
            }
        }
        let rest = text.drop(while: isAround)
        guard let last = rest.lastIndex(where: { !isAround($0) }) else { return "" }
        var inner = rest[...last]
        if inner.reversed().prefix(while: { $0 == "\\" }).count % 2 == 1, let blank = rest[inner.endIndex...].first,
            isBlank(blank)
        {
            inner = rest[...inner.endIndex]
        }
        return String(inner)
    }

    /// The text without what some desktops and shells put around dropped paths: PowerShell's "& ", and the lines that go before
    /// addresses of files that were copied in a file manager, or between them.
    static func unwrapped(_ text: String) -> String {
        if text.hasPrefix("& "), let path = ofPowerShell(String(text.dropFirst(2))) {
            return "'" + path.replacing("'", with: "'\\''") + "'"
        }
        let lines = text.split(whereSeparator: \.isNewline).map { trimmed(String($0)) }
        let addresses = lines.filter {
            !$0.hasPrefix("#") && !$0.hasPrefix("x-special/") && !["", "copy", "cut"].contains($0)
        }
        guard lines.count > addresses.count, !addresses.isEmpty, addresses.allSatisfy(isAddress) else { return text }
        return addresses.joined(separator: "\n")
    }

    /// The path that is there, if the whole text is exactly one, in whatever way it is written.
    static func whole(in text: String, exists: (String) -> Bool) -> String? {
        [
            path(in: text, exists: exists), text, closing(text), ofPowerShell(text), ElsewherePath(text)?.here,
        ].compactMap(\.self).first(where: exists)
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
            let addresses = addresses(in: text)
            guard addresses.count > 1 else { return resolved(text, exists: exists) }
            return addresses.map { resolved($0, exists: exists) }.first { !exists($0) }
        }
        if let elsewhere = ElsewherePath(text) { return elsewhere.written }
        if [".", "..", "~", "/"].contains(text) { return text }
        if let path = path(in: text, exists: exists) ?? closing(text),
            text.first != "/" || path.dropFirst().contains("/"), isPath(path, quoted: text.first.map(isQuote) ?? false)
        {
            return path
        }
        // No command has a slash in its name.
        if text.hasPrefix("/"), text.prefix(while: { !isBlank($0) }).dropFirst().contains("/"),
            !text.contains(where: \.isNewline)
        {
            return text
        }
        return firstMissing(words(of: text) ?? [], exists) { isPictureName($0) || ($0.contains("/") && exists($0)) }
            ?? firstMissing(lines(of: text, exists: exists), exists) { isPath($0, quoted: true) }
            ?? (text.hasPrefix("/") && text.prefix { !isBlank($0) }.dropFirst().contains("/") ? text : nil)
    }

    /// Whether one word is meant as a path.
    private static func isPath(_ word: String, quoted: Bool) -> Bool {
        if isAddress(word) || ElsewherePath(word) != nil { return true }
        let beginnings = ["/", "./", "../", "~/"]
        if beginnings.contains(where: word.hasPrefix) { return !quoted || isPictureName(word) || !word.contains(" ") }
        if word.hasPrefix("~"), word.contains("/") { return true }
        return isPictureName(word) && (!word.contains(" ") || word.contains("/"))
    }

    /// The first of several paths that is not there, if all are meant as paths.
    private static func firstMissing(
        _ items: [String], _ exists: (String) -> Bool, where isMeant: (String) -> Bool
    ) -> String? {
        guard items.count > 1, items.allSatisfy({ isAddress($0) || isMeant($0) }) else { return nil }
        return items.map { resolved($0, exists: exists) }.first { !exists($0) }
    }

    /// The path, if the whole text is exactly one.
    ///
    /// - Parameter exists: Chooses where an address can be read in more than one way.
    static func path(in text: String, exists: (String) -> Bool = { _ in true }) -> String? {
        let text = trimmed(text)
        if isAddress(text) {
            return addresses(in: text).count == 1 ? resolved(text, exists: exists) : nil
        }
        guard let word = firstWord(of: text[...]), word.end == text.endIndex, !word.text.isEmpty else { return nil }
        return resolved(word.text, exists: exists)
    }

    /// The paths, if the text is two or more of them and nothing else, each of something that is there: words or lines. One of
    /// them at least has a slash or a picture's ending.
    static func paths(in text: String, exists: (String) -> Bool) -> [String]? {
        let lists = [
            isAddress(text) ? addresses(in: text) : [], words(of: text) ?? [], lines(of: text, exists: exists),
        ]
        for list in lists where list.count > 1 && list.contains(where: { $0.contains("/") || isPictureName($0) }) {
            guard list.allSatisfy({ exists(resolved($0, exists: exists)) }) else { continue }
            return list.map { resolved($0, exists: exists) }
        }
        return nil
    }

    /// One path a line, its blanks as they are.
    private static func lines(of text: String, exists: (String) -> Bool) -> [String] {
        let lines = text.split(whereSeparator: \.isNewline).map { trimmed(String($0)) }.filter { !$0.isEmpty }
        return lines.count > 1 ? lines.map { whole(in: $0, exists: exists) ?? $0 } : []
    }

    /// What parts words: other blanks, such as U+202F in a screenshot's name, are not escaped by terminals.
    static func isBlank(_ character: Character) -> Bool { [" ", "\t", "\n", "\r", "\r\n"].contains(character) }

    /// Whether a line is meant as a path rather than as words: it has a slash, a quote or a picture's ending.
    static func looksLikePath(_ text: String) -> Bool {
        if text.contains("/") || ElsewherePath(text) != nil { return true }
        // The word says how a quoted name ends, or one whose last blank is escaped.
        return isPictureName(trimmed(path(in: text) ?? text.trimmingCharacters(in: CharacterSet(charactersIn: "'\" "))))
    }

    /// Whether a name ends as pictures' names do.
    static func isPictureName(_ name: String) -> Bool {
        PictureFormat(fileExtension: (name as NSString).pathExtension) != nil
    }
}
