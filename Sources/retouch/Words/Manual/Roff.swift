/// A manual page that is being written, in roff's man macros.
struct Roff {
    private(set) var text: String

    init(title: String, section: Int, date: String, source: String) {
        text = ".TH \(Roff.quoted(title)) \(section) \(date) \(Roff.quoted(source)) \"\"\n"
        // Left-aligned and without hyphens: commands and options are not to be broken.
        text += ".ad l\n.nh\n"
    }

    mutating func section(_ title: String) { text += ".SH \(Roff.quoted(title))\n" }
    mutating func subsection(_ title: String) { text += ".SS \(Roff.quoted(title))\n" }

    mutating func paragraph(_ words: String) {
        text += ".PP\n" + Roff.lines(words)
    }

    /// Lines that have their styles already.
    mutating func lines(_ styled: [String]) { text += styled.joined(separator: "\n.br\n") + "\n" }

    /// Text without a paragraph of its own.
    mutating func words(_ words: String) { text += Roff.lines(words) }

    /// A term that has its styles already, and what it means.
    mutating func item(_ term: String, _ meaning: String) {
        text += ".TP\n\(term)\n" + Roff.lines(meaning)
    }

    /// Further help, with its tables and lines to type, indented.
    mutating func blocks(_ blocks: [HelpBlock]) {
        guard !blocks.isEmpty else { return }
        text += ".RS\n"
        for block in blocks {
            switch block {
            case .sentences(let words): paragraph(words)
            case .row(_, let left, let right): item(Roff.bold(left), right)
            case .typed(_, let line): text += ".PP\n" + Roff.bold(line) + "\n"
            }
        }
        text += ".RE\n"
    }

    static func bold(_ words: String) -> String { "\\fB\(escaped(words))\\fR" }
    static func italic(_ words: String) -> String { "\\fI\(escaped(words))\\fR" }

    private static func quoted(_ words: String) -> String { "\"\(escaped(words).replacing("\"", with: "\\(dq"))\"" }

    private static func lines(_ words: String) -> String {
        Paragraph.lines(words, columns: 100).map { escapedLine($0) + "\n" }.joined()
    }

    private static func escapedLine(_ line: String) -> String {
        let line = escaped(line)
        return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
    }

    /// Characters as they are, whatever roff makes of them.
    static func escaped(_ words: String) -> String {
        var out = ""
        for scalar in words.unicodeScalars {
            switch scalar {
            case "\\": out += "\\e"
            case "-": out += "\\-"
            case "'": out += "\\(aq"
            case "`": out += "\\(ga"
            case "^": out += "\\(ha"
            case "~": out += "\\(ti"
            case _ where scalar.isASCII: out.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                out += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
            }
        }
        return out
    }
}
