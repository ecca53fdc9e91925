/// Foreign text made safe for a terminal: text of models, file names, metadata, journals made by others.
///
/// Characters are filtered before any sequence can form, rather than sequences being looked for.
public enum Sanitising {
    /// Keeps line breaks and turns tabs into spaces. Control characters, characters that reorder or hide text, and
    /// everything that terminals take for their own are dropped; at most 8 combining marks stay on one character.
    public static func text(_ foreign: String, limit: Int = 20_000) -> String {
        var out = String.UnicodeScalarView()
        var marks = 0
        var count = 0
        for scalar in foreign.unicodeScalars {
            if count >= limit {
                out.append("…")
                break
            }
            switch scalar {
            case "\n": out.append(scalar)
            case "\t": out.append(contentsOf: "    ".unicodeScalars)
            case "\u{2028}", "\u{2029}": out.append("\n")
            case _ where isUnsafe(scalar): continue
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
        for scalar in foreign.unicodeScalars.prefix(limit) {
            if scalar == "\n" || scalar == "\t" || isUnsafe(scalar) || scalar == "\u{2028}" || scalar == "\u{2029}" {
                out += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
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
}
