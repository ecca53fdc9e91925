import Foundation

/// Strings as JSON writes them.
package enum JSONText {
    /// The text that the characters between two quotation marks stand for. Mistakes become U+FFFD.
    package static func unescaped(_ written: UnsafeRawBufferPointer) -> String {
        hasEscapes(written)
            ? String(decoding: unescapedBytes(written), as: UTF8.self) : String(decoding: written, as: UTF8.self)
    }

    static func hasEscapes(_ written: UnsafeRawBufferPointer) -> Bool {
        written.baseAddress.flatMap { memchr($0, Int32(UInt8(ascii: "\\")), written.count) } != nil
    }

    static func unescapedBytes(_ written: UnsafeRawBufferPointer) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(written.count)
        var index = 0
        while index < written.count {
            let byte = written[index]
            index += 1
            guard byte == UInt8(ascii: "\\"), index < written.count else {
                bytes.append(byte)
                continue
            }
            let escape = written[index]
            index += 1
            switch escape {
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "b"): bytes.append(0x08)
            case UInt8(ascii: "f"): bytes.append(0x0C)
            case UInt8(ascii: "u"):
                let scalar = self.scalar(written, &index)
                bytes.append(contentsOf: Array(String(Character(scalar)).utf8))
            default: bytes.append(escape)
            }
        }
        return bytes
    }

    /// The scalar of a `\u` escape whose digits begin at the index; two of them where they are a surrogate pair.
    private static func scalar(_ written: UnsafeRawBufferPointer, _ index: inout Int) -> Unicode.Scalar {
        guard let unit = unit(written, at: index) else { return "\u{FFFD}" }
        index += 4
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, index + 1 < written.count, written[index] == UInt8(ascii: "\\"),
            written[index + 1] == UInt8(ascii: "u"), let low = self.unit(written, at: index + 2),
            (0xDC00...0xDFFF).contains(low)
        else { return "\u{FFFD}" }
        index += 6
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private static func unit(_ written: UnsafeRawBufferPointer, at index: Int) -> UInt32? {
        guard index + 4 <= written.count else { return nil }
        var unit: UInt32 = 0
        for byte in written[index..<(index + 4)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    /// The object or list that a string's characters are when they are read once more; `nil` of any other string.
    static func answer(written: UnsafeRawBufferPointer) -> [UInt8]? {
        let space: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
        guard let first = written.first(where: { !space.contains($0) }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\\")
        else { return nil }
        let bytes = unescapedBytes(written)
        guard let first = bytes.first(where: { !space.contains($0) }) else { return nil }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? bytes : nil
    }

    /// An answer that is one string, in which the answer itself is written; `nil` of any other.
    static func answer(quoted body: UnsafeRawBufferPointer) -> [UInt8]? {
        guard body.first == UInt8(ascii: "\""), let whole = try? JSONAnswer(body) else { return nil }
        return whole.written.flatMap(answer(written:))
    }

    /// The text as a JSON string, quotation marks included.
    package static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
