/// A word, number or sign of an instruction, in lower case.
struct Token: Equatable {
    enum Kind: Equatable {
        case word
        case number(Double)
        /// `#c82`, `#c8202a`, `rgb(200, 32, 42)` or `hsl(356, 72%, 45%)`.
        case colour(red: UInt8, green: UInt8, blue: UInt8)
        /// `[image 2]`, counted from 1.
        case reference(Int)
        /// A comma, or the end of a sentence.
        case pause
    }

    var kind: Kind
    var text: String

    /// Whether it is a colour by numbers, which no noun can follow.
    var isColour: Bool { if case .colour = kind { true } else { false } }
}

extension String {
    /// Whether its last word names several: "glasses", "power lines".
    package var isPlural: Bool {
        let noun = split(separator: " ").prefix {
            !["on", "in", "of", "at", "under", "behind", "from", "over"].contains($0)
        }
        guard let last = noun.last else { return false }
        guard last.hasSuffix("s") else {
            return ["people", "men", "women", "children", "geese", "mice", "feet", "teeth", "cattle"].contains(last)
        }
        return !["glass", "ss", "us", "is", "lens", "bus", "cactus"].contains { last.hasSuffix($0) }
            || last == "glasses"
    }
}

/// Cuts an instruction into tokens.
///
/// Hyphens between letters part words, so vocabulary is written without them: "t shirt". A possessive "'s" is a word
/// of its own, `&` reads as "and" and an arrow as "to". Signs that say nothing (quotes, brackets, "…") are dropped; any other sign
/// becomes a word, so that it is found to be left over.
struct Tokeniser {
    private let characters: [Character]
    private var position = 0
    private var tokens: [Token] = []

    static func tokens(of instruction: String) -> [Token] {
        var tokeniser = Tokeniser(characters: Array(instruction.lowercased()))
        while tokeniser.position < tokeniser.characters.count { tokeniser.step() }
        return tokeniser.tokens
    }

    private init(characters: [Character]) { self.characters = characters }

    private func peek(_ offset: Int = 0) -> Character? {
        let index = position + offset
        return characters.indices.contains(index) ? characters[index] : nil
    }

    private mutating func step() {
        let character = characters[position]
        if character.isWhitespace, !character.isNewline {
            position += 1
        } else if Self.isDigit(character) || (character == "." && Self.isDigit(peek(1))) {
            number()
        } else if character == "#", let colour = hexColour() {
            tokens.append(colour)
        } else if character == "[", let reference = reference() {
            tokens.append(reference)
        } else if character.isLetter {
            word()
        } else {
            sign(character)
        }
    }

    private mutating func append(_ text: String, _ kind: Token.Kind = .word) {
        tokens.append(Token(kind: kind, text: text))
    }

    private static func isDigit(_ character: Character?) -> Bool {
        guard let character else { return false }
        return character.isASCII && character.isNumber
    }

    private mutating func number() {
        var text = ""
        var hasPoint = false
        while let character = peek() {
            if character == ".", !hasPoint, Self.isDigit(peek(1)) {
                hasPoint = true
            } else if !Self.isDigit(character) {
                break
            }
            text.append(character)
            position += 1
        }
        // "20,000": a thousand is told by its three digits.
        while !hasPoint, (1...3).contains(text.prefix { $0 != "," }.count), text.first != "0", peek() == ",",
            (1...3).allSatisfy({ Self.isDigit(peek($0)) }),
            !Self.isDigit(peek(4))
        {
            text += String(characters[(position + 1)...(position + 3)])
            position += 4
        }
        if let value = Double(text), text.count <= 9 { append(text, .number(value)) } else { append(text) }
    }

    private mutating func word() {
        var text = ""
        while let character = peek() {
            if Self.isApostrophe(character) {
                text.append("'")
            } else if character.isLetter {
                text.append(character)
            } else {
                break
            }
            position += 1
        }
        let quoted = text.hasSuffix("'")
        while text.hasSuffix("'") { text.removeLast() }
        if text == "rgb", peek() == "(", let colour = functionColour() {
            tokens.append(colour)
        } else if text == "hsl", peek() == "(", let colour = hueColour() {
            tokens.append(colour)
        } else if text.hasSuffix("'s"), !["let's", "that's", "there's", "what's"].contains(text) {
            append(String(text.dropLast(2)))
            append("'s")
        } else if text == "w", peek() == "/" {
            // "w/ a white ring"
            position += 1
            append("with")
        } else {
            append(text == "n" ? "and" : text)
            // "the girls' hair"; after a word in single quotes it says nothing.
            if quoted, text.hasSuffix("s"), !characters[..<position].dropLast().contains(where: Self.isOpeningQuote) {
                append("'s")
            }
        }
    }

    private static func isApostrophe(_ character: Character) -> Bool { "'’ʼ`´".contains(character) }
    private static func isOpeningQuote(_ character: Character) -> Bool { "'‘".contains(character) }

    private mutating func sign(_ character: Character) {
        position += 1
        switch character {
        case ",", ";", "!", "?", ".", "–", "—": if tokens.last?.kind != .pause { append(",", .pause) }
        case _ where character.isNewline: if tokens.last?.kind != .pause { append(",", .pause) }
        case "&": append("and")
        case "+": append(Self.isDigit(peek()) || peek() == nil ? "+" : "and")
        case "-" where peek() == ">":
            position += 1
            append("to")
        case "→": append("to")
        case "-", "−":
            if Self.isDigit(peek()) { append("-") }
        // Markdown's emphasis and bullets.
        case "*", "_": if Self.isDigit(peek()), case .number? = tokens.last?.kind { append(String(character)) }
        case ":":
            if Self.isDigit(peek()), case .number? = tokens.last?.kind { append(":") }
        case "×": append("x")
        case "º", "˚": append("°")
        case "\"", "“", "”", "„", "«", "»", "‘", "(", ")", "…", "'", "’", "`": break
        default: append(String(character))
        }
    }

    private mutating func hexColour() -> Token? {
        var digits = ""
        while let digit = peek(1 + digits.count), digit.isASCII, digit.isHexDigit, digits.count < 8 {
            digits.append(digit)
        }
        if let next = peek(1 + digits.count), next.isLetter || next.isNumber { return nil }
        let full = digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : digits
        guard full.count == 6, let value = UInt32(full, radix: 16) else { return nil }
        position += 1 + digits.count
        let (red, green, blue) = (UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
        return Token(kind: .colour(red: red, green: green, blue: blue), text: "#" + digits)
    }

    /// Reads "(200, 32, 42)".
    private mutating func functionColour() -> Token? {
        guard let end = characters[position...].prefix(24).firstIndex(of: ")") else { return nil }
        let parts = characters[(position + 1)..<end].split(whereSeparator: { $0 == "," || $0.isWhitespace })
        let values = parts.compactMap { UInt8(String($0)) }
        guard parts.count == 3, values.count == 3 else { return nil }
        position = end + 1
        return Token(
            kind: .colour(red: values[0], green: values[1], blue: values[2]),
            text: "rgb(\(values[0]), \(values[1]), \(values[2]))"
        )
    }

    /// Reads "(200, 60%, 40%)": hue in degrees, saturation and lightness in per cent.
    private mutating func hueColour() -> Token? {
        guard let end = characters[position...].prefix(24).firstIndex(of: ")") else { return nil }
        let parts = characters[(position + 1)..<end].split(whereSeparator: { $0 == "," || $0.isWhitespace })
            .map { String($0).replacing("%", with: "").replacing("deg", with: "").replacing("°", with: "") }
        let values = parts.compactMap { Double($0) }
        guard parts.count == 3, values.count == 3, (0...360).contains(values[0]), (0...100).contains(values[1]),
            (0...100).contains(values[2])
        else { return nil }
        position = end + 1
        let (saturation, lightness) = (values[1] / 100, values[2] / 100)
        let reach = saturation * min(lightness, 1 - lightness)
        let bytes = [0.0, 8, 4].map { offset -> UInt8 in
            let place = (offset + values[0] / 30).truncatingRemainder(dividingBy: 12)
            return UInt8(((lightness - reach * max(-1, min(place - 3, 9 - place, 1))) * 255).rounded())
        }
        return Token(
            kind: .colour(red: bytes[0], green: bytes[1], blue: bytes[2]),
            text: "hsl(\(parts[0]), \(parts[1])%, \(parts[2])%)")
    }

    /// Reads "[image 2]".
    private mutating func reference() -> Token? {
        guard let end = characters[position...].prefix(16).firstIndex(of: "]") else { return nil }
        let parts = characters[(position + 1)..<end].split(whereSeparator: \.isWhitespace).map { String($0) }
        guard parts.count == 2, parts[0] == "image", let number = Int(parts[1]) else { return nil }
        position = end + 1
        return Token(kind: .reference(number), text: "[image \(number)]")
    }
}
