import Foundation

/// What a terminal sends between the brackets of a paste.
extension KeyDecoder {
    /// A paste as text for one instruction.
    static func cleaned(_ body: some Collection<UInt8>) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in String(decoding: body, as: UTF8.self).withoutSequences.unicodeScalars {
            switch scalar {
            case "\r":
                result.append("\n")
            case "\n":
                if previous != "\r" { result.append("\n") }
            case "\u{2028}", "\u{2029}":
                result.append("\n")
            case "\t":
                result.append(scalar)
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                break
            default:
                result.append(scalar)
            }
            previous = scalar
        }
        return String(result).precomposedStringWithCanonicalMapping
    }

    /// What of a paste can't be read before more has come: a sequence, the paste's end for one, half a character, half a line end.
    static func unfinished(_ body: [UInt8]) -> ArraySlice<UInt8> {
        if let escape = body.suffix(32).lastIndex(of: 0x1B) { return body[escape...] }
        if let first = body.suffix(3).lastIndex(where: { $0 >= 0xC0 }) {
            let length = body[first] < 0xE0 ? 2 : body[first] < 0xF0 ? 3 : 4
            if body.count - first < length { return body[first...] }
        }
        return body.last == 0x0D ? body.suffix(1) : []
    }
}
