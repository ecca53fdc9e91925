/// Text with its lines broken between words where the window ends: left to itself, a terminal breaks within them.
///
/// Gaps inside a line stay as they are, so that rows of a table still stand below each other; what a broken line goes on
/// with is indented like its beginning. Escape sequences take no room and are never broken.
public struct BrokenLines: CustomStringConvertible, Sendable {
    public let description: String

    /// `width`: the columns that a scalar takes up.
    public init(_ text: String, columns: Int, width: (Unicode.Scalar) -> Int) {
        description = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { BrokenLines.broken(Array($0.unicodeScalars), columns, width) }
            .joined(separator: "\n")
    }

    private static func broken(
        _ line: [Unicode.Scalar], _ columns: Int, _ width: (Unicode.Scalar) -> Int
    ) -> String {
        var out = String.UnicodeScalarView()
        let indent = line.prefix { $0 == " " }
        var (column, index) = (0, 0)
        while index < line.count {
            let gap = line[index...].prefix { $0 == " " }
            let (word, room) = word(line[gap.endIndex...], width)
            let fitsElsewhere = indent.count + room <= columns
            if column > indent.count, column + gap.count + room > columns, fitsElsewhere, !word.isEmpty {
                out.append("\n")
                out.append(contentsOf: indent)
                column = indent.count
            } else {
                out.append(contentsOf: gap)
                column += gap.count
            }
            out.append(contentsOf: word)
            column += room
            // What is wider than the window, a path for example, the terminal goes on with in the next row.
            if column > columns { column = (column - 1) % max(1, columns) + 1 }
            index = word.endIndex
        }
        return String(out)
    }

    /// The scalars up to the next space, with whole escape sequences, and the columns they take up.
    private static func word(
        _ line: ArraySlice<Unicode.Scalar>, _ width: (Unicode.Scalar) -> Int
    ) -> (ArraySlice<Unicode.Scalar>, columns: Int) {
        var (index, columns) = (line.startIndex, 0)
        while index < line.endIndex, line[index] != " " {
            if line[index] == "\u{1B}" {
                index = endOfSequence(line[index...])
            } else {
                columns += width(line[index])
                index += 1
            }
        }
        return (line[..<index], columns)
    }

    /// Behind a control sequence (`ESC [` to its letter) or a command (`ESC ]` to BEL or `ESC \`).
    private static func endOfSequence(_ line: ArraySlice<Unicode.Scalar>) -> Int {
        let start = line.startIndex
        switch line.dropFirst().first {
        case "[":
            let end = line.dropFirst(2).firstIndex { ("@"..."~").contains($0) }
            return end.map { $0 + 1 } ?? line.endIndex
        case "]":
            guard let end = line.dropFirst(2).firstIndex(where: { $0 == "\u{7}" || $0 == "\u{1B}" }) else {
                return line.endIndex
            }
            return min(line.endIndex, end + (line[end] == "\u{7}" ? 1 : 2))
        default: return min(line.endIndex, start + 2)
        }
    }
}
