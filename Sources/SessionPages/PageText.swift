package import Foundation
import Pictures
import Sessions
import Texts

/// The page's texts: the document, its policy, and the session as a script's data.
package enum PageText {
    /// The document. Without a session in it, it follows the script `session.js` beside it.
    package static func document(title: String, session: Data?) -> Data {
        let style = String(decoding: Texts.pageStyle, as: UTF8.self)
        let script = [Texts.pageScript, Texts.markScript]
            .map { String(decoding: $0, as: UTF8.self) }.joined()
        let isComplete = session != nil
        let policy = [
            "default-src 'none'", isComplete ? "img-src data:" : "img-src 'self' data:",
            "style-src '\(hash(of: style))'",
            "script-src \(isComplete ? "" : "'self' ")'\(hash(of: script))'", "base-uri 'none'", "form-action 'none'",
        ].joined(separator: "; ")
        // Each place is filled from its own value in one pass: a title that looks like a place stays a title.
        let values = [
            "policy": policy, "title": escaped(title), "style": style, "script": script,
            "session": session.map { String(decoding: $0, as: UTF8.self) } ?? "",
        ]
        var out = ""
        for (index, part) in String(decoding: Texts.pageDocument, as: UTF8.self)
            .components(separatedBy: "{{").enumerated()
        {
            guard index > 0, let end = part.range(of: "}}") else {
                out += part
                continue
            }
            out += values[String(part[..<end.lowerBound])] ?? ""
            out += part[end.upperBound...]
        }
        return Data(out.utf8)
    }

    /// The session as JSON that may stand in a script: it can't end the script, nor be a line break in it.
    static func json(
        of session: Session, revision: Int, turns: [Data], cost: String?
    ) throws -> Data {
        struct Head: Encodable {
            var number: Int
            var name: String?
            var source: String
            var created: String
            var current: Int
            var revision: Int
            var cost: String?
        }
        let opened = try session.opened()
        var data = try encoded(
            Head(
                number: session.number, name: session.name, source: opened.source,
                created: PageTurn.date(session.header.created), current: session.state.current, revision: revision,
                cost: cost))
        data.removeLast()
        data.append(contentsOf: ",\"turns\":[".utf8)
        for (index, turn) in turns.enumerated() {
            if index > 0 { data.append(UInt8(ascii: ",")) }
            data.append(turn)
        }
        data.append(contentsOf: "]}".utf8)
        return data
    }

    /// A value as JSON without `<`, `>`, `&` and line separators.
    package static func encoded(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let plain = try encoder.encode(value)
        var out = Data(capacity: plain.count + 64)
        var previous: (UInt8, UInt8) = (0, 0)
        for byte in plain {
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
                out.append(contentsOf: "\\u00\(String(byte, radix: 16))".utf8)
            case 0xA8 where previous == (0xE2, 0x80), 0xA9 where previous == (0xE2, 0x80):
                out.removeLast(2)
                out.append(contentsOf: byte == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
            default: out.append(byte)
            }
            previous = (previous.1, byte)
        }
        return out
    }

    /// Text as HTML has it, inside an element or a quoted attribute.
    package static func escaped(_ text: String) -> String {
        var out = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\0": continue
            default: out.unicodeScalars.append(character)
            }
        }
        return out
    }

    /// A content security policy's source for an inline style or script.
    package static func hash(of text: String) -> String {
        let digits = Array(Picture.sha256(of: Data(text.utf8)).utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).map { index in
            UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) ?? 0
        }
        return "sha256-\(Data(bytes).base64EncodedString())"
    }
}
