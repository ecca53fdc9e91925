import Foundation

/// The ways in which a service may echo a part of a key.
public enum KeyEcho: String, CaseIterable, Sendable {
    case plain, percent, mixedPercent, twicePercent, unicode, twiceUnicode, unseen, base64, base64URL, base64Escaped

    public func written(_ part: String, among random: inout SeededGenerator) -> String {
        func every(_ form: (UInt8) -> String, sometimes: Bool = false) -> String {
            part.utf8.map { byte in
                sometimes && Bool.random(using: &random) ? String(Unicode.Scalar(byte)) : form(byte)
            }.joined()
        }
        func hex(_ byte: UInt8, _ digits: Int) -> String {
            let text = String(byte, radix: 16, uppercase: Bool.random(using: &random))
            return String(repeating: "0", count: digits - text.count) + text
        }
        switch self {
        case .plain: return part
        case .percent: return every { "%" + hex($0, 2) }
        case .mixedPercent: return every({ "%" + hex($0, 2) }, sometimes: true)
        case .twicePercent: return every { "%25" + hex($0, 2) }
        case .unicode: return every({ "\\u" + hex($0, 4) }, sometimes: true)
        case .twiceUnicode: return every { "\\\\u" + hex($0, 4) }
        case .unseen:
            let marks = [
                "\u{301}", "\u{200D}", "\u{200B}", "\u{AD}", "\u{FE0F}", "\u{3164}", "\u{E0041}", "\\u200b", "",
            ]
            return part.unicodeScalars.map { String($0) + (marks.randomElement(using: &random) ?? "") }.joined()
        case .base64, .base64URL, .base64Escaped:
            let before = String(repeating: "?", count: Int.random(in: 0...4, using: &random))
            let text = Data((before + part + "~").utf8).base64EncodedString()
            if self == .base64Escaped { return text.replacing("/", with: "\\/") }
            return self == .base64 ? text : text.replacing("+", with: "-").replacing("/", with: "_")
        }
    }

    /// What a reader could make of a text, with the escapes undone.
    static func readings(of text: String) -> [String] {
        func undone(_ text: String) -> String {
            var text = text.replacing("\\/", with: "/")
            while let match = text.firstMatch(of: /\\+u00([0-9a-fA-F]{2})/) {
                text.replaceSubrange(match.range, with: String(Unicode.Scalar(UInt8(match.1, radix: 16) ?? 0)))
            }
            while let match = text.firstMatch(of: /%(?:25)*([2-7][0-9a-fA-F])/) {
                text.replaceSubrange(match.range, with: String(Unicode.Scalar(UInt8(match.1, radix: 16) ?? 0)))
            }
            return text
        }
        let bare = String(
            String.UnicodeScalarView(
                undone(text.replacing(/\\+u200b/, with: "")).unicodeScalars.filter {
                    !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .nonspacingMark
                }))
        let runs = bare.replacing("-", with: "+").replacing("_", with: "/").matches(of: /[A-Za-z0-9+\/]{8,}/)
        let decoded = runs.flatMap { run in
            (0..<4).compactMap { skipped -> String? in
                let text = run.0.dropFirst(skipped)
                let padding = String(repeating: "A", count: (4 - text.count % 4) % 4)
                return Data(base64Encoded: text + padding).map {
                    String(decoding: $0, as: UTF8.self)
                }
            }
        }
        return [text, bare] + decoded
    }

    /// Whether twelve characters of the key can be read in a text.
    public static func holds(_ text: String, of key: String) -> Bool {
        let characters = Array(key)
        let parts = (0...(characters.count - 12)).map { String(characters[$0..<($0 + 12)]) }
        return readings(of: text).contains { reading in parts.contains { reading.contains($0) } }
    }
}
