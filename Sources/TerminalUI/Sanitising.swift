/// Foreign text made safe for a terminal: text of models, file names, metadata, journals made by others.
///
/// Characters are filtered before any sequence can form, rather than sequences being looked for.
public enum Sanitising {
    /// Keeps line breaks and turns tabs into spaces. Control characters, characters that reorder or hide text or are
    /// not seen, and everything that terminals take for their own are dropped; at most 8 combining marks stay on one
    /// character.
    public static func text(_ foreign: String, limit: Int = 20_000) -> String {
        var out = String.UnicodeScalarView()
        var marks = 0
        var count = 0
        for (scalar, isDropped) in judged(foreign) {
            if count >= limit {
                out.append("…")
                break
            }
            switch scalar {
            case "\n": out.append(scalar)
            case "\t": out.append(contentsOf: "    ".unicodeScalars)
            case "\u{2028}", "\u{2029}": out.append("\n")
            case _ where isDropped: continue
            default:
                marks = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : marks + 1
                if marks <= 8 { out.append(scalar) }
            }
            count += 1
        }
        return String(out)
    }

    /// The same on one line.
    public static func line(_ foreign: String, limit: Int = 2_000) -> String {
        String(text(foreign, limit: limit).map { $0.isNewline ? " " : $0 })
    }

    /// A file name or another name: what would be dropped is shown as an escape, so that two names stay distinct.
    public static func name(_ foreign: String, limit: Int = 300) -> String {
        var out = ""
        for (scalar, isDropped) in judged(foreign).prefix(limit) {
            if scalar == "\n" || scalar == "\t" || isDropped || scalar == "\u{2028}" || scalar == "\u{2029}" {
                out += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Every scalar, and whether it is dropped where it stands.
    private static func judged(_ text: String) -> some Sequence<(Unicode.Scalar, isDropped: Bool)> {
        var rest = text.unicodeScalars.makeIterator()
        var next = rest.next()
        var kept: Unicode.Scalar?
        return AnyIterator {
            guard let scalar = next else { return nil }
            next = rest.next()
            let isDropped =
                isUnsafe(scalar)
                || (scalar.value >= 0xAD && scalar.properties.isDefaultIgnorableCodePoint
                    && !isNeeded(scalar, after: kept, before: next))
            if !isDropped { kept = scalar }
            return (scalar, isDropped)
        }
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
        case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: true  // direction
        case 0xFEFF, 0xFFF9...0xFFFB: true  // byte order mark, annotations
        case 0xE0000...0xE007F: true  // tags
        case 0x10EEEE: true  // kitty's placeholder for pictures
        case let value where value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value): true  // noncharacters
        default: false
        }
    }

    /// Whether a character that is not seen changes those around it as it is meant to: in a sequence of emoji, in a
    /// script whose letters join, after an ideograph that has variants.
    private static func isNeeded(
        _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?
    ) -> Bool {
        guard let previous else { return false }
        switch scalar.value {
        case 0x200C, 0x200D:
            guard let next else { return false }
            if joins(previous) && joins(next) { return true }
            let isOfEmoji = isEmoji(previous) || previous.value == 0xFE0F || previous.properties.isEmojiModifier
            return scalar.value == 0x200D && isOfEmoji && isEmoji(next)
        case 0xFE0E, 0xFE0F: return isEmoji(previous) || (previous.properties.isEmoji && next?.value == 0x20E3)
        case 0xE0100...0xE01EF: return previous.properties.isIdeographic
        default: return false
        }
    }

    /// An emoji that is no digit.
    private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isEmoji && !scalar.isASCII }

    /// Letters and marks of Arabic and its like, of the scripts of India and around it, and of Mongolian.
    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0600...0x109F, 0x1700...0x18AF, 0xA840...0xA87F, 0xFB50...0xFDCF, 0xFE70...0xFEFC, 0x11000...0x11FFF:
            !scalar.properties.isDefaultIgnorableCodePoint
        default: false
        }
    }
}
