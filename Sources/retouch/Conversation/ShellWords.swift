/// Words as shells and people quote them.
extension DroppedPath {
    /// The first word as a shell would take it, with quotes and backslashes, and where it ends; `nil` if a quote is left open.
    /// `$HOME` becomes `~`, and at a word's beginning typographic quotes and backquotes are quotes, too.
    static func firstWord(of text: Substring) -> (text: String, end: String.Index)? {
        if let word = typographic(text) { return word }
        // Bytes: an escape may stand for a part of a letter.
        var out: [UInt8] = []
        var quote: Character?
        var at = text.startIndex
        while at < text.endIndex {
            let character = text[at]
            let next = text.index(after: at)
            switch (character, quote) {
            case ("\\", let quote) where quote != "'":
                guard next < text.endIndex else { return nil }
                // Between double quotes it is a backslash before most characters.
                if quote != nil, !"\"\\$`\n".contains(text[next]) { out += "\\".utf8 }
                out += text[next].utf8
                at = text.index(after: next)
                continue
            case ("$", let quote) where quote != "'" && out.isEmpty && home(text[at...]) != nil:
                out += "~".utf8
                at = home(text[at...]) ?? next
                continue
            case ("$", nil) where text[next...].hasPrefix("'"):
                guard let escaped = escaped(text[next...].dropFirst()) else { return nil }
                out += escaped.bytes
                at = escaped.end
                continue
            case ("'", nil), ("\"", nil): quote = character
            case (let character, let open?) where character == open: quote = nil
            case (let character, nil) where isBlank(character): return (String(decoding: out, as: UTF8.self), at)
            default: out += character.utf8
            }
            at = next
        }
        return quote == nil ? (String(decoding: out, as: UTF8.self), at) : nil
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

    /// Whether a character opens a quote.
    static func isQuote(_ character: Character) -> Bool {
        character == "'" || character == "\"" || closings[character] != nil
    }

    /// What closes each typographic quote, as languages have them.
    private static let closings: [Character: String] = [
        "\u{201C}": "\u{201D}\u{201C}", "\u{201D}": "\u{201D}", "\u{201E}": "\u{201C}\u{201D}",
        "\u{201F}": "\u{201D}", "\u{2018}": "\u{2019}\u{2018}", "\u{2019}": "\u{2019}", "\u{201A}": "\u{2018}\u{2019}",
        "\u{201B}": "\u{2019}", "\u{AB}": "\u{BB}", "\u{BB}": "\u{AB}\u{BB}", "\u{2039}": "\u{203A}",
        "\u{203A}": "\u{2039}\u{203A}", "\u{300C}": "\u{300D}", "\u{300E}": "\u{300F}", "\u{FF02}": "\u{FF02}",
        "\u{B4}": "\u{B4}", "`": "`\u{B4}",
    ]

    /// A word between typographic quotes or backquotes, within which everything is as it is.
    private static func typographic(_ text: Substring) -> (text: String, end: String.Index)? {
        guard let closing = text.first.flatMap({ closings[$0] }) else { return nil }
        let inner = text.dropFirst()
        let close = inner.indices.first { index in
            let next = inner.index(after: index)
            return closing.contains(inner[index]) && (next == inner.endIndex || isBlank(inner[next]))
        }
        guard let close, close > inner.startIndex else { return nil }
        return (String(inner[..<close]), inner.index(after: close))
    }

    /// Where the name of the home folder's variable ends, if the text begins with it.
    private static func home(_ text: Substring) -> String.Index? {
        for name in ["$HOME", "${HOME}"] where text.hasPrefix(name) {
            let rest = text.dropFirst(name.count)
            if rest.first.map({ $0 == "/" || $0 == "\"" || isBlank($0) }) ?? true { return rest.startIndex }
        }
        return nil
    }

    /// What stands between `$'` and the next quote, with the escapes of the C language, and where the word goes on.
    private static func escaped(_ text: Substring) -> (bytes: [UInt8], end: String.Index)? {
        let plain: [Character: UInt8] = [
            "n": 0x0A, "t": 0x09, "r": 0x0D, "a": 0x07, "b": 0x08, "e": 0x1B, "E": 0x1B, "f": 0x0C, "v": 0x0B,
        ]
        var out: [UInt8] = []
        var rest = text
        func number(_ radix: Int, most: Int) -> UInt32? {
            let digits = rest.prefix(most).prefix { $0.isASCII && $0.hexDigitValue.map { $0 < radix } ?? false }
            rest = rest[digits.endIndex...]
            return UInt32(digits, radix: radix)
        }
        while let character = rest.popFirst() {
            if character == "'" { return (out, rest.startIndex) }
            guard character == "\\", let kind = rest.first else {
                out += character.utf8
                continue
            }
            if let octal = number(8, most: 3) {
                out.append(UInt8(truncatingIfNeeded: octal))
                continue
            }
            rest.removeFirst()
            switch kind {
            case "x": if let byte = number(16, most: 2) { out.append(UInt8(truncatingIfNeeded: byte)) }
            case "u", "U":
                if let scalar = number(16, most: kind == "u" ? 4 : 8).flatMap(Unicode.Scalar.init) {
                    out += String(Character(scalar)).utf8
                }
            default: out += plain[kind].map { [$0] } ?? Array(kind.utf8)
            }
        }
        return nil
    }

    /// What a text between quotes says in PowerShell, which doubles quotes within; `nil` for one that is not quoted.
    static func ofPowerShell(_ text: String) -> String? {
        guard let quote = text.first, quote == "'" || quote == "\"", text.count > 2, text.last == quote else {
            return nil
        }
        var out = ""
        var rest = text.dropFirst().dropLast()
        while let character = rest.popFirst() {
            switch character {
            case quote:
                guard rest.popFirst() == quote else { return nil }
                out.append(quote)
            case "`" where quote == "\"": out.append(rest.popFirst() ?? "`")
            default: out.append(character)
            }
        }
        return out
    }
}
