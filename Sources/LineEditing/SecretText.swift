import Synchronization

/// Telling keys from instructions.
public enum SecretText {
    private static let known = Mutex<(@Sendable (String) -> String)?>(nil)

    /// Has what is known to be a key, or a part of one, be taken for one too, whatever it looks like.
    ///
    /// - Parameter redacted: Gives a text without any of it.
    public static func know(by redacted: @escaping @Sendable (String) -> String) {
        known.withLock { $0 = redacted }
    }

    /// Whether the text holds an access key that is known here, a part of one, or something that looks like one: it should
    /// be neither sent nor written down.
    public static func holdsKey(_ text: String) -> Bool {
        if looksLikeKey(text) { return true }
        return known.withLock { $0 }.map { $0(text) != text } ?? false
    }

    /// Whether a line begins with the rest of a key that broke off at the end of the line before it.
    public static func continuesKey(_ line: String, after previous: String) -> Bool {
        if holdsKey(line) { return true }
        let isKey = holdsKey(previous)
        guard isKey else { return holdsKey(previous + "\n" + line) }
        guard let last = previous.split(whereSeparator: \.isWhitespace).last, let head = line.first, isOfToken(head),
            holdsKey(String(last)) || continuesKey(last)
        else { return false }
        return continuesKey(line.prefix(while: isOfToken))
    }

    /// Whether the text holds something that looks like an access key.
    public static func looksLikeKey(_ text: String) -> Bool {
        if holdsPartedKey(text) || isBeginning(text) { return true }
        guard hasLongWord(text) else { return false }
        if setsKey(text) { return true }
        // Everything that no key has parts words: marks of all kinds, also those that nobody sees.
        let words = text.split { character in
            guard let byte = character.asciiValue else { return true }
            return !isTokenByte(byte) && !"/.@".utf8.contains(byte)
        }
        for (index, word) in words.enumerated() {
            if word.lowercased() == "bearer", index + 1 < words.count, words[index + 1].count >= 12 { return true }
            if isKey(word) { return true }
        }
        return false
    }

    /// Whether a word of a command line is or holds a key: one that is known here, or one that begins as the services' keys do
    /// and goes on as no name that somebody has given does ("sk-learn-pictures-2024.png").
    public static func isPastedKey(_ text: String) -> Bool {
        var rest = text[...]
        while let start = rest.firstIndex(where: isOfToken) {
            let word = rest[start...].prefix(while: isOfToken)
            rest = rest[word.endIndex...]
            let key = withoutDashes(word)
            guard let (prefix, length) = prefixes.first(where: { key.hasPrefix($0.0) }) else { continue }
            let tail = key.utf8.dropFirst(prefix.utf8.count)
            let pieces = key.dropFirst(prefix.count).split { $0 == "-" || $0 == "_" }
            let isLong = pieces.contains { piece in
                piece.utf8.count >= 24 && piece.utf8.count { kind(of: $0) == 0 } >= 3
                    && piece.contains(where: \.isLetter)
            }
            if tail.count >= length, isLong || isAsRandom(tail) { return true }
        }
        return known.withLock { $0 }.map { $0(text) != text } ?? false
    }

    /// A word without what makes an option of it.
    private static func withoutDashes(_ word: Substring) -> Substring { word.drop { $0 == "-" || $0 == "_" } }

    /// The text with no more of a key than what it begins with, as far as the services' ways to begin one are known: for
    /// what is told of a text that may have been pasted by mistake.
    public static func masked(_ text: String) -> String {
        let begun = withoutBegun(text)
        return known.withLock { $0 }.map { $0(begun) } ?? begun
    }

    private static func withoutBegun(_ text: String) -> String {
        guard prefixes.contains(where: { text.contains($0.0) }) else { return text }
        var masked = ""
        var rest = text[...]
        while let start = rest.firstIndex(where: isOfToken) {
            masked += rest[..<start]
            let word = rest[start...].prefix(while: isOfToken)
            let key = key(at: word, in: text)
            masked += key.map { $0.prefix + "…" } ?? String(word)
            rest = rest[(key?.end ?? word.endIndex)...]
        }
        return masked + rest
    }

    /// Whether the text is nothing but what a key begins with: no instruction is.
    private static func isBeginning(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 1, let (prefix, _) = prefixes.first(where: { words[0].hasPrefix($0.0) }) else {
            return false
        }
        let tail = words[0].utf8.dropFirst(prefix.utf8.count)
        return tail.count >= 6 && tail.allSatisfy(isTokenByte) && tail.contains { kind(of: $0) == 0 }
    }

    // MARK: Parted keys

    /// Whether blanks, line breaks or what nobody sees part a key, as they do in what was copied from a narrow window.
    private static func holdsPartedKey(_ text: String) -> Bool {
        if isSpelled(text) { return true }
        var rest = text[...]
        var run = (length: 0, parts: 0, end: text.startIndex)
        while let start = rest.firstIndex(where: isOfToken) {
            let word = rest[start...].prefix(while: isOfToken)
            rest = rest[word.endIndex...]
            if key(at: word, in: text) != nil { return true }
            // Without a beginning that is known, each part has to look like one.
            let follows = run.parts > 0 && isGap(text[run.end..<start])
            let isPart = word.utf8.count >= 10 && isAsRandom(word.utf8) && !isRandomByNames(word)
            let before = follows ? (run.length, run.parts) : (0, 0)
            run = isPart ? (before.0 + word.utf8.count, before.1 + 1, word.endIndex) : (0, 0, start)
            if run.parts > 1, run.length >= 28 { return true }
        }
        return false
    }

    /// Whether a key is written with a blank behind each character.
    private static func isSpelled(_ text: String) -> Bool {
        var spelled = ""
        for word in text.split(whereSeparator: \.isWhitespace) + [Substring("  ")] {
            if word.count == 1, isOfToken(word.first ?? " ") {
                spelled.append(contentsOf: word)
            } else {
                let begins = prefixes.contains {
                    spelled.hasPrefix($0.0) && spelled.utf8.count >= $0.0.utf8.count + $0.1
                }
                if begins || isRandom(spelled[...].utf8) { return true }
                spelled = ""
            }
        }
        return false
    }

    /// What a key at a word begins with and where it ends, as far as the services' ways to begin one are known; `nil` where
    /// there is none.
    private static func key(at word: Substring, in text: String) -> (prefix: String, end: String.Index)? {
        let bare = withoutDashes(word)
        guard let (prefix, length) = prefixes.first(where: { bare.hasPrefix($0.0) }) else { return nil }
        var tail = bare.utf8.count - prefix.utf8.count
        var end = word.endIndex
        while true {
            let gap = text[end...].prefix { !isOfToken($0) }
            let part = text[gap.endIndex...].prefix(while: isOfToken)
            guard isGap(gap), continuesKey(part) else { break }
            tail += part.utf8.count
            end = part.endIndex
        }
        return tail >= length ? (String(word[..<bare.startIndex]) + prefix, end) : nil
    }

    /// Nothing that can be seen, and not much of it.
    private static func isGap(_ text: Substring) -> Bool {
        !text.isEmpty && text.unicodeScalars.count <= 12
            && text.unicodeScalars.allSatisfy {
                $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
                    || $0.properties.generalCategory == .control
            }
    }

    /// Whether a word may be the rest of a key and is none that people write: digits among letters, capitals among small
    /// ones, or very long.
    private static func continuesKey(_ word: Substring) -> Bool {
        guard word.utf8.count >= 4 else { return false }
        let kinds = Set(word.utf8.compactMap(kind(of:)))
        let inside = word.utf8.dropFirst()
        return kinds.contains(0) && kinds.count > 1 || word.utf8.count >= 16
            || kinds.contains(1) && inside.contains { kind(of: $0) == 2 }
    }

    private static func isOfToken(_ character: Character) -> Bool {
        character.asciiValue.map { isTokenByte($0) } ?? false
    }

    /// Whether a name that keys have is set to something, in a shell's words, a file's of settings or a header's: then
    /// it is a key, whatever it looks like.
    private static func setsKey(_ text: String) -> Bool {
        let name = #/(?i)(?:api[_-]?key|[a-z0-9]_key|access[_-]token|secret[_-]key|api[_-]token)\b/#
        var rest = text[...]
        while let match = rest.firstMatch(of: name) {
            rest = rest[match.range.upperBound...]
            let value = rest.drop { "\"'`:=,>]\u{201C}\u{201D}\u{2018}\u{2019}".contains($0) || $0.isWhitespace }
            let isSet = rest[..<value.startIndex].contains { ":=,".contains($0) }
            let word = value.prefix { $0.asciiValue.map { isTokenByte($0) || "+/.=".utf8.contains($0) } ?? false }
            if word.utf8.count >= 8, isSet || word.utf8.contains(where: { kind(of: $0) == 0 }) { return true }
        }
        return false
    }

    /// Whether a word is as long as a key could be, which few are.
    private static func hasLongWord(_ text: String) -> Bool {
        var length = 0
        for byte in text.utf8 {
            length = byte <= 0x20 ? 0 : length + 1
            if length >= 12 { return true }
        }
        return false
    }

    private static let prefixes: [(String, Int)] = [
        ("sk-", 16), ("AIza", 24), ("ghp_", 20), ("github_pat_", 20), ("xai-", 16), ("gsk_", 16), ("hf_", 20),
        ("AKIA", 16), ("ya29.", 20), ("r8_", 20), ("eyJ", 40),
    ]

    private static func isKey(_ word: Substring) -> Bool {
        for (prefix, rest) in prefixes where word.hasPrefix(prefix) {
            let tail = word.dropFirst(prefix.count)
            if tail.count >= rest, tail.utf8.allSatisfy({ isTokenByte($0) || $0 == UInt8(ascii: ".") }) { return true }
        }
        return word.split { "/.@".contains($0) }.contains { isRandom($0.utf8) && !isRandomByNames($0) }
    }

    /// Whether a word is no key without the UUIDs (8-4-4-4-12) and sums (32 digits) in it: things have such names, and no
    /// service here such keys.
    private static func isRandomByNames(_ word: Substring) -> Bool {
        let pieces = word.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
        var rest: [Substring] = []
        var next = 0
        while next < pieces.count {
            let uuid = pieces[next...].prefix(5)
            if uuid.map(\.utf8.count) == [8, 4, 4, 4, 12], isHexadecimal(uuid.joined()) {
                next += 5
            } else if pieces[next].utf8.count == 32, isHexadecimal(pieces[next]) {
                next += 1
            } else {
                rest.append(pieces[next])
                next += 1
            }
        }
        guard rest.count < pieces.count else { return false }
        let left = rest.joined(separator: "-")
        return left.utf8.count < 10 || !isAsRandom(left[...].utf8)
    }

    /// Whether all are digits of hexadecimal numbers, the letters of one case.
    private static func isHexadecimal(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            || text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        kind(of: byte) != nil || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func kind(of byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 0
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 1
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): 2
        default: nil
        }
    }

    /// Random text changes between digits, small and capital letters at every other character; words do not.
    private static func isRandom(_ bytes: Substring.UTF8View) -> Bool {
        bytes.count >= 28 && isAsRandom(bytes)
    }

    private static func isAsRandom(_ bytes: Substring.UTF8View) -> Bool {
        guard bytes.allSatisfy(isTokenByte) else { return false }
        let kinds = bytes.compactMap(kind(of:))
        guard kinds.contains(0), kinds.contains(where: { $0 > 0 }) else { return false }
        let changes = zip(kinds, kinds.dropFirst()).count { $0 != $1 }
        return changes * 10 >= kinds.count * 3
    }
}
