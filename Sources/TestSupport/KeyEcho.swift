import Foundation

/// The ways in which a service may echo a part of a key.
public enum KeyEcho: String, CaseIterable, Sendable {
    case plain, percent, mixedPercent, twicePercent, unicode, twiceUnicode, unseen, base64, base64URL, base64Escaped
    case otherCase, backwards, wrapped, base64Lines, base64Blanks, base64Twice, base64OfOtherCase, hexadecimal
    case hexadecimalApart, numbers, entities, percentOfUnicode, unicodeOfPercent, wide, octal, inBraces, longUnicode
    case quotedPrintable, fullWidth, letters, pieces
    /// Several of them, one after the other.
    case composed

    /// Of which any number may follow each other; but what comes between characters would tear an escape apart.
    private static let escapes: [KeyEcho] = [
        .percent, .mixedPercent, .unicode, .entities, .octal, .inBraces, .longUnicode, .quotedPrintable,
    ]
    private static let between: [KeyEcho] = [.unseen, .wrapped]
    private static let encodings: [KeyEcho] = [.base64, .base64URL, .base64Lines, .hexadecimal, .hexadecimalApart]

    public func written(_ part: String, among random: inout SeededGenerator) -> String {
        func every(_ form: (UInt8) -> String, sometimes: Bool = false) -> String {
            part.utf8.map { byte in
                // A backslash that stayed would escape what comes after it.
                sometimes && byte != 0x5C && Bool.random(using: &random) ? String(Unicode.Scalar(byte)) : form(byte)
            }.joined()
        }
        func hex(_ byte: UInt8, _ digits: Int) -> String {
            let text = String(byte, radix: 16, uppercase: Bool.random(using: &random))
            return String(repeating: "0", count: digits - text.count) + text
        }
        func base64(_ text: String) -> String {
            let before = String(repeating: "?", count: Int.random(in: 0...4, using: &random))
            return Data((before + text + "~").utf8).base64EncodedString()
        }
        func broken(_ text: String, by breaks: [String]) -> String {
            let length = Int.random(in: 1...20, using: &random)
            return text.unicodeScalars.enumerated().map { index, scalar in
                (index > 0 && index % length == 0 ? breaks.randomElement(using: &random) ?? "" : "") + String(scalar)
            }.joined()
        }
        func changed(_ text: String) -> String {
            String(text.map { Bool.random(using: &random) ? Character($0.uppercased()) : Character($0.lowercased()) })
        }
        switch self {
        case .plain: return part
        case .percent: return every { "%" + hex($0, 2) }
        case .mixedPercent: return every({ "%" + hex($0, 2) }, sometimes: true)
        case .twicePercent: return every { "%25" + hex($0, 2) }
        case .unicode: return every({ "\\u" + hex($0, 4) }, sometimes: true)
        case .twiceUnicode: return every { "\\\\u" + hex($0, 4) }
        case .percentOfUnicode: return every({ "%5Cu" + hex($0, 4) }, sometimes: true)
        case .unicodeOfPercent: return every({ "\\u0025" + hex($0, 2) }, sometimes: true)
        case .entities: return every({ "&#x" + hex($0, 2) + ";" }, sometimes: true)
        case .unseen:
            let marks = [
                "\u{301}", "\u{200D}", "\u{200B}", "\u{AD}", "\u{FE0F}", "\u{3164}", "\u{E0041}", "\\u200b", "",
            ]
            return part.unicodeScalars.map { String($0) + (marks.randomElement(using: &random) ?? "") }.joined()
        case .base64: return base64(part)
        case .base64URL: return base64(part).replacing("+", with: "-").replacing("/", with: "_")
        case .base64Escaped: return base64(part).replacing("/", with: "\\/")
        case .otherCase: return changed(part)
        case .backwards: return String(part.reversed())
        case .wrapped: return broken(part, by: ["\\n", "\\r\\n", " "])
        case .base64Lines: return broken(base64(part), by: ["\\n", "\n", "\\r\\n"])
        case .base64Blanks: return broken(base64(part), by: [" ", "\t", "\u{A0}", "  "])
        case .base64Twice: return base64(base64(part))
        case .base64OfOtherCase: return base64(changed(part))
        case .hexadecimal: return every { hex($0, 2) }
        case .hexadecimalApart:
            let apart = [" ", ":", ", 0x", "-"].randomElement(using: &random) ?? ""
            return part.utf8.map { hex($0, 2) }.joined(separator: apart)
        case .numbers: return "[" + part.utf8.map { String($0) }.joined(separator: ", ") + "]"
        case .wide: return every { "\\u0000" + String(Unicode.Scalar($0)) }
        case .octal:
            return every({ "\\" + String(repeating: "0", count: $0 < 64 ? 1 : 0) + String($0, radix: 8) }, sometimes: true)
        case .inBraces: return every({ "\\" + (Bool.random(using: &random) ? "x" : "u") + "{" + hex($0, 2) + "}" })
        case .longUnicode: return every { "\\U" + hex($0, 8) }
        case .quotedPrintable: return every({ "=" + hex($0, 2).uppercased() }, sometimes: true)
        case .fullWidth:
            return String(
                String.UnicodeScalarView(part.unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 }))
        case .letters: return "[" + part.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
        case .pieces:
            let mark = ["\", \"", "' . '", "|", "`;`"].randomElement(using: &random) ?? ""
            return "'" + broken(part, by: [mark]) + "'"
        case .composed:
            var text = Bool.random(using: &random) ? changed(part) : part
            for round in 0..<Int.random(in: 1...2, using: &random) {
                let ways = round == 0 ? Self.escapes + Self.between : Self.escapes
                if Bool.random(using: &random), let escape = ways.randomElement(using: &random) {
                    text = escape.written(text, among: &random)
                }
                text = (Self.encodings.randomElement(using: &random) ?? .base64).written(text, among: &random)
            }
            return Bool.random(using: &random) ? KeyEcho.mixedPercent.written(text, among: &random) : text
        }
    }

    /// What a reader could make of a text: with the escapes undone, without what is not seen, and of what may be base64,
    /// hexadecimal or numbers the bytes, of which the same may be made again.
    static func readings(of text: String, depth: Int = 2) -> [String] {
        let bare = undone(text)
        guard depth > 0 else { return [text, bare] }
        let inner = fromBase64(bare) + fromHexadecimal(bare) + fromNumbers(bare)
        let marks = Set("\"'`,;|[]. ".unicodeScalars)
        let together = String(String.UnicodeScalarView(bare.unicodeScalars.filter { !marks.contains($0) }))
        return [text, bare, together] + inner.filter(isWorthReading).flatMap { readings(of: $0, depth: depth - 1) }
    }

    /// Whether twelve characters stand together in which nothing is damaged.
    private static func isWorthReading(_ text: String) -> Bool {
        var seen = 0
        for scalar in text.unicodeScalars {
            if scalar == "\u{FFFD}" { seen = 0 } else if (0x21..<0x7F).contains(scalar.value) { seen += 1 }
            if seen >= 12 { return true }
        }
        return false
    }

    private static func undone(_ text: String) -> String {
        var text = text
        var before = ""
        while text != before {
            before = text
            if text.utf8.contains(0x5C) {
                text = text.replacing("\\/", with: "/").replacing(/\\+[nr]/, with: "")
                text = text.replacing(/\\+[xu]\{([0-9a-fA-F]{2})\}/) { character($0.1) }
                text = text.replacing(/\\+U([0-9a-fA-F]{8})/) { character($0.1) }
            }
            if text.utf8.contains(0x3D) { text = text.replacing(/=([0-7][0-9A-F])/) { character($0.1) } }
            if text.utf8.contains(0x5C) {
                text = text.replacing(/\\+([01][0-7]{2})/) { character($0.1, radix: 8) }
                text = text.replacing(/\\+u([0-9a-fA-F]{4})/) { character($0.1) }
            }
            if text.utf8.contains(0x25) { text = text.replacing(/%(?:25)*([0-7][0-9a-fA-F])/) { character($0.1) } }
            if text.utf8.contains(0x26) { text = text.replacing(/&#x([0-9a-fA-F]{2});/) { character($0.1) } }
            text = String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map {
                        (0xFF01...0xFF5E).contains($0.value) ? Unicode.Scalar($0.value - 0xFEE0) ?? $0 : $0
                    }))
            text.unicodeScalars.removeAll {
                $0.value <= 0x20
                    || !$0.isASCII
                        && ($0.properties.isDefaultIgnorableCodePoint
                            || $0.properties.generalCategory == .nonspacingMark
                            || $0.properties.isWhitespace)
            }
        }
        return text
    }

    private static func character(_ digits: Substring, radix: Int = 16) -> String {
        UInt32(digits, radix: radix).flatMap(Unicode.Scalar.init).map { String($0) } ?? "\u{FFFD}"
    }

    private static func fromBase64(_ text: String) -> [String] {
        func isOne(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F: true
            default: false
            }
        }
        let bytes = text.utf8.map { $0 == 0x2D ? 0x2B : $0 == 0x5F ? 0x2F : $0 }
        return bytes.split { !isOne($0) }.filter { $0.count >= 15 }.flatMap { run in
            (0..<4).compactMap { skipped -> String? in
                let part = run.dropFirst(skipped)
                let padding = [UInt8](repeating: 0x41, count: (4 - part.count % 4) % 4)
                return Data(base64Encoded: Data(part + padding)).map { String(decoding: $0, as: UTF8.self) }
            }
        }
    }

    private static func fromHexadecimal(_ text: String) -> [String] {
        let bytes = text.replacing("0x", with: "").utf8.filter { ![0x3A, 0x2C, 0x2D].contains($0) }
        return bytes.split { !(0x30...0x39).contains($0) && !isHexadecimalLetter($0) }
            .filter { $0.count >= 24 }
            .flatMap { run in
                (0..<2).map { skipped in
                    let digits = Array(run.dropFirst(skipped))
                    let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { place in
                        UInt8(String(decoding: digits[place...(place + 1)], as: UTF8.self), radix: 16) ?? 0
                    }
                    return String(decoding: bytes, as: UTF8.self)
                }
            }
    }

    private static func isHexadecimalLetter(_ byte: UInt8) -> Bool { (0x61...0x66).contains(byte | 0x20) }

    private static func fromNumbers(_ text: String) -> [String] {
        text.utf8.split { $0 != 0x2C && !(0x30...0x39).contains($0) }
            .map { run in run.split(separator: 0x2C).map { UInt8(String(decoding: $0, as: UTF8.self)) ?? 0 } }
            .filter { $0.count >= 12 }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether twelve characters of the key can be read in a text, in whatever case, forwards or backwards. What is no text
    /// ends what goes before it.
    public static func holds(_ text: String, of key: String) -> Bool {
        let characters = Array(key.lowercased().utf8)
        let parts = Set([characters, characters.reversed()].flatMap { key in
            (0...(key.count - 12)).map { key[$0..<($0 + 12)].reduce(0 as UInt128) { $0 << 8 | UInt128($1) } }
        })
        var isLast = [Bool](repeating: false, count: 256)
        for part in parts { isLast[Int(part & 255)] = true }
        func isHeld(by reading: String) -> Bool {
            var window: UInt128 = 0
            for byte in reading.utf8 {
                let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
                window = (window << 8 | UInt128(lower)) & (1 << 96 - 1)
                if isLast[Int(lower)], parts.contains(window) { return true }
            }
            return false
        }
        return text.unicodeScalars.split(separator: "\u{FFFD}").contains { stretch in
            stretch.count >= 12 && readings(of: String(stretch)).contains(where: isHeld)
        }
    }
}
