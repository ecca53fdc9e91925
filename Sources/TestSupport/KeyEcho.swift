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
            return every(
                { "\\" + String(repeating: "0", count: $0 < 64 ? 1 : 0) + String($0, radix: 8) }, sometimes: true)
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
    private static func readings(of text: [UInt8], depth: Int = 2) -> [[UInt8]] {
        let bare = undone(text)
        guard depth > 0 else { return [text, bare] }
        let inner = fromBase64(bare) + fromHexadecimal(bare) + fromNumbers(bare)
        let together = bare.filter { !isMark[Int($0)] }
        return [text, bare, together] + inner.filter(isWorthReading).flatMap { readings(of: $0, depth: depth - 1) }
    }

    private static let isMark: [Bool] = {
        var isMark = [Bool](repeating: false, count: 256)
        for mark in "\"'`,;|[]. ".utf8 { isMark[Int(mark)] = true }
        return isMark
    }()

    /// Whether twelve characters stand together in which nothing is damaged.
    private static func isWorthReading(_ text: [UInt8]) -> Bool {
        var seen = 0
        for place in text.indices {
            if isReplacement(text, place) { seen = 0 } else if (0x21..<0x7F).contains(text[place]) { seen += 1 }
            if seen >= 12 { return true }
        }
        return false
    }

    /// Whether U+FFFD stands at a place.
    private static func isReplacement(_ text: [UInt8], _ place: Int) -> Bool {
        text[place] == 0xEF && place + 2 < text.count && text[place + 1] == 0xBF && text[place + 2] == 0xBD
    }

    private static func undone(_ text: [UInt8]) -> [UInt8] {
        var text = text
        var before: [UInt8] = []
        while text != before {
            before = text
            replace(0x5C, in: &text) { text, place in text.at(place + 1) == 0x2F ? (2, [0x2F]) : nil }
            replaceEscapes(in: &text) { text, place in [0x6E, 0x72].contains(text.at(place)) ? (1, []) : nil }
            replaceEscapes(in: &text) { text, place in
                guard [0x78, 0x75].contains(text.at(place)), text.at(place + 1) == 0x7B, text.at(place + 4) == 0x7D
                else {
                    return nil
                }
                return number(text, place + 2, 2).map { (5, character($0)) }
            }
            replaceEscapes(in: &text) { text, place in
                text.at(place) == 0x55 ? number(text, place + 1, 8).map { (9, character($0)) } : nil
            }
            replace(0x3D, in: &text) { text, place in
                // As quoted-printable has it, in capitals.
                guard (0x30...0x37).contains(text.at(place + 1)), !(0x61...0x66).contains(text.at(place + 2)) else {
                    return nil
                }
                return number(text, place + 1, 2).map { (3, character($0)) }
            }
            replaceEscapes(in: &text) { text, place in
                guard [0x30, 0x31].contains(text.at(place)) else { return nil }
                return number(text, place, 3, radix: 8).map { (3, character($0)) }
            }
            replaceEscapes(in: &text) { text, place in
                text.at(place) == 0x75 ? number(text, place + 1, 4).map { (5, character($0)) } : nil
            }
            replace(0x25, in: &text) { text, place in
                // The percent sign may be written so itself, any number of times.
                var last = place + 1
                while text.at(last) == 0x32, text.at(last + 1) == 0x35 { last += 2 }
                for start in stride(from: last, through: place + 1, by: -2) where (0x30...0x37).contains(text.at(start))
                {
                    if let found = number(text, start, 2) { return (start + 2 - place, character(found)) }
                }
                return nil
            }
            replace(0x26, in: &text) { text, place in
                guard text.at(place + 1) == 0x23, text.at(place + 2) == 0x78, text.at(place + 5) == 0x3B else {
                    return nil
                }
                return number(text, place + 3, 2).map { (6, character($0)) }
            }
            text = seen(text)
        }
        return text
    }

    /// Puts something else where an escape stands that begins with this byte: how much of the text it takes, and what it
    /// means.
    private static func replace(
        _ first: UInt8, in text: inout [UInt8], by escape: ([UInt8], Int) -> (length: Int, meaning: [UInt8])?
    ) {
        guard var place = text.firstIndex(of: first) else { return }
        var result = [UInt8]()
        var done = 0
        while place < text.count {
            if text[place] == first, let (length, meaning) = escape(text, place) {
                result += text[done..<place]
                result += meaning
                place += length
                done = place
            } else {
                place += 1
            }
        }
        if done > 0 { text = result + text[done...] }
    }

    /// The same for escapes that begin with one backslash or more, after which what is asked about stands.
    private static func replaceEscapes(
        in text: inout [UInt8], by escape: ([UInt8], Int) -> (length: Int, meaning: [UInt8])?
    ) {
        replace(0x5C, in: &text) { text, place in
            // Each backslash of many is asked about, of which the first has the same answer as the last.
            guard place == 0 || text[place - 1] != 0x5C else { return nil }
            var end = place
            while text.at(end) == 0x5C { end += 1 }
            return escape(text, end).map { (end - place + $0.length, $0.meaning) }
        }
    }

    /// The number that so many digits write, if they are digits.
    private static func number(_ text: [UInt8], _ place: Int, _ count: Int, radix: UInt64 = 16) -> UInt64? {
        var number: UInt64 = 0
        for index in place..<(place + count) {
            let byte = text.at(index)
            let digit = value[Int(byte)]
            guard digit < radix else { return nil }
            number = number * radix + digit
        }
        return number
    }

    /// The digits' values, and 16 for what is none.
    private static let value: [UInt64] = (0...255).map {
        Character(Unicode.Scalar(UInt8($0))).hexDigitValue.map(UInt64.init) ?? 16
    }

    private static func character(_ number: UInt64) -> [UInt8] {
        number < 0x80 ? [UInt8(number)] : Array(String(Unicode.Scalar(UInt32(number)) ?? "\u{FFFD}").utf8)
    }

    /// What is seen of a text, with characters of full width as the usual ones.
    private static func seen(_ text: [UInt8]) -> [UInt8] {
        if text.allSatisfy({ $0 < 0x80 }) { return text.filter { $0 > 0x20 } }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if scalar.isASCII {
                if scalar.value > 0x20 { result.append(UInt8(scalar.value)) }
            } else if (0xFF01...0xFF5E).contains(scalar.value) {
                result.append(UInt8(scalar.value - 0xFEE0))
            } else if !scalar.properties.isDefaultIgnorableCodePoint,
                scalar.properties.generalCategory != .nonspacingMark,
                !scalar.properties.isWhitespace
            {
                result += Array(String(scalar).utf8)
            }
        }
        return result
    }

    private static func fromBase64(_ text: [UInt8]) -> [[UInt8]] {
        func isOne(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F: true
            default: false
            }
        }
        let bytes = text.map { $0 == 0x2D ? 0x2B : $0 == 0x5F ? 0x2F : $0 }
        return bytes.split { !isOne($0) }.filter { $0.count >= 15 }.flatMap { run in
            (0..<4).compactMap { skipped in
                let part = run.dropFirst(skipped)
                let padding = [UInt8](repeating: 0x41, count: (4 - part.count % 4) % 4)
                return Data(base64Encoded: Data(part + padding)).map { readable([UInt8]($0)) }
            }
        }
    }

    /// Bytes as text, with U+FFFD for what is none.
    private static func readable(_ bytes: [UInt8]) -> [UInt8] {
        bytes.allSatisfy { $0 < 0x80 } ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    private static func fromHexadecimal(_ text: [UInt8]) -> [[UInt8]] {
        var bytes = text
        replace(0x30, in: &bytes) { text, place in text.at(place + 1) == 0x78 ? (2, []) : nil }
        bytes.removeAll { $0 == 0x3A || $0 == 0x2C || $0 == 0x2D }
        return bytes.split { value[Int($0)] > 15 }.filter { $0.count >= 24 }.flatMap { run in
            (0..<2).map { skipped in
                let digits = Array(run.dropFirst(skipped))
                return readable(
                    stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(number(digits, $0, 2) ?? 0) })
            }
        }
    }

    private static func fromNumbers(_ text: [UInt8]) -> [[UInt8]] {
        text.split { $0 != 0x2C && !(0x30...0x39).contains($0) }
            .filter { $0.count >= 23 }
            .map { run in run.split(separator: 0x2C).map { UInt8(String(decoding: $0, as: UTF8.self)) ?? 0 } }
            .filter { $0.count >= 12 }
            .map(readable)
    }

    /// Whether twelve characters of the key can be read in a text, in whatever case, forwards or backwards. What is no text
    /// ends what goes before it.
    public static func holds(_ text: String, of key: String) -> Bool {
        let characters = Array(key.lowercased().utf8)
        let parts = Set(
            [characters, characters.reversed()].flatMap { key in
                (0...(key.count - 12)).map { key[$0..<($0 + 12)].reduce(0 as UInt128) { $0 << 8 | UInt128($1) } }
            })
        var isLast = [Bool](repeating: false, count: 256)
        for part in parts { isLast[Int(part & 255)] = true }
        func isHeld(by reading: [UInt8]) -> Bool {
            var window: UInt128 = 0
            for byte in reading {
                let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
                window = (window << 8 | UInt128(lower)) & (1 << 96 - 1)
                if isLast[Int(lower)], parts.contains(window) { return true }
            }
            return false
        }
        return stretches(of: Array(text.utf8)).contains { readings(of: $0).contains(where: isHeld) }
    }

    /// The parts of a text between what is damaged that may have twelve characters.
    private static func stretches(of text: [UInt8]) -> [[UInt8]] {
        var stretches: [[UInt8]] = []
        var start = 0
        var place = 0
        while place <= text.count {
            if place == text.count || isReplacement(text, place) {
                if place - start >= 12 { stretches.append(Array(text[start..<place])) }
                place += 3
                start = place
            } else {
                place += 1
            }
        }
        return stretches
    }
}

extension [UInt8] {
    /// The byte at a place, and 0 where there is none.
    fileprivate func at(_ place: Int) -> UInt8 { place < count ? self[place] : 0 }
}
