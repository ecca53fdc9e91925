/// Text broken into lines between words, for windows of any width.
enum Paragraph {
    /// The lines of a text, none longer than the window except for a word that is; those after the first are indented.
    static func lines(_ text: String, columns: Int, indent: Int = 0) -> [String] {
        let widest = max(columns - 1, indent + 1)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if line.isEmpty {
                line = String(word)
            } else if line.count + 1 + word.count <= widest {
                line += " " + word
            } else {
                lines.append(line)
                line = String(repeating: " ", count: indent) + word
            }
        }
        return lines + [line]
    }

    /// A name and what it means: side by side, or one below the other where that is too wide for the window.
    static func entry(
        _ name: String, _ meaning: String, indent: Int = 2, column: Int = 22, columns: Int,
        styled: (String) -> String = { $0 }
    ) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let names = lines(name, columns: columns - indent, indent: 4).map { margin + styled($0) }
        guard !meaning.isEmpty else { return names }
        let widest = columns - 1
        if indent + name.count + 2 <= column, column + meaning.count <= widest {
            let gap = String(repeating: " ", count: column - indent - name.count)
            return [margin + styled(name) + gap + meaning]
        }
        let deeper = String(repeating: " ", count: indent + 4)
        let below = Paragraph.lines(meaning, columns: columns - deeper.count).map { deeper + $0 }
        return names + below
    }
}

/// A command's further help, as its parts: sentences, rows of a table, lines to type.
enum HelpBlock: Equatable {
    case sentences(String)
    case row(indent: Int, String, String)
    case typed(indent: Int, String)

    /// Reads text as it stands in the table of commands: rows have a gap inside, lines to type are indented, and all else
    /// is sentences that go on from line to line.
    static func blocks(of details: String) -> [HelpBlock] {
        var blocks: [HelpBlock] = []
        for line in details.split(separator: "\n").map(String.init) {
            let text = line.trimmingPrefix { $0 == " " }
            let indent = line.count - text.count
            if let gap = text.firstRange(of: #/ {2,}/#) {
                blocks.append(.row(indent: indent, String(text[..<gap.lowerBound]), String(text[gap.upperBound...])))
            } else if indent > 0 {
                blocks.append(.typed(indent: indent, String(text)))
            } else if case .sentences(let before)? = blocks.last {
                blocks[blocks.count - 1] = .sentences(before + " " + text)
            } else {
                blocks.append(.sentences(String(text)))
            }
        }
        return blocks
    }

    /// The text with each paragraph on one line, for the window to break; what is indented stays as it is.
    static func flowing(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if let last = lines.last, !last.isEmpty, !line.isEmpty, !last.hasPrefix(" "), !line.hasPrefix(" ") {
                lines[lines.count - 1] = last + " " + line
            } else {
                lines.append(line)
            }
        }
        return lines.joined(separator: "\n")
    }
}
