/// What a person sees: a terminal's screen, made from the bytes a program writes to it.
///
/// Knows what line editing and plain output need of xterm: cursor movement, erasing, inserting and deleting, wrapping
/// with a pending wrap, scrolling, wide characters, and reflow of wrapped lines on resizing. Colours and modes
/// are swallowed, titles, links and pictures kept aside; `unknown` collects what was not understood.
public struct TerminalScreen: Sendable {
    struct Row: Sendable {
        /// One text a column; the column after a wide character holds an empty one.
        var cells: [String]
        /// Whether the text goes on in the next row.
        var isWrapped = false

        init(_ columns: Int) {
            cells = Array(repeating: " ", count: columns)
        }
    }

    private enum State: Sendable {
        case ground
        case escape
        case sequence([UInt8])
        case string(sawEscape: Bool)
        case charset
    }

    public internal(set) var columns: Int
    public internal(set) var rows: Int
    /// The cursor's column, from 0.
    public internal(set) var column = 0
    /// The cursor's row, from 0.
    public internal(set) var row = 0
    /// Rows that were scrolled off the top.
    public internal(set) var scrollback: [String] = []
    /// What the program has asked the terminal for.
    public private(set) var modes = ScreenModes()
    /// Whether the program has asked for brackets around pastes.
    public var bracketsPastes: Bool { modes.bracketsPastes }
    /// The strings that it was sent, such as titles, links and pictures, with what they began with: "]8;;file://…",
    /// "_Ga=T,…". The newest 400.
    public private(set) var strings: [String] = []
    /// How often the bell rang.
    public private(set) var bells = 0
    /// Sequences that were not understood.
    public private(set) var unknown: [String] = []

    var grid: [Row]
    var isWrapPending = false
    /// The screen that comes back when the other one is left.
    private var other: (grid: [Row], row: Int, column: Int)?
    private var saved = (row: 0, column: 0)
    private var state = State.ground
    private var string: [UInt8] = []
    private var character: [UInt8] = []

    public init(columns: Int = 80, rows: Int = 24) {
        self.columns = columns
        self.rows = rows
        grid = Array(repeating: Row(columns), count: rows)
    }

    /// The rows from top to bottom without trailing spaces.
    public var lines: [String] {
        grid.map { Self.text(of: $0) }
    }

    /// The rows down to the last one that has something on it, joined by newlines.
    public var text: String {
        var lines = lines
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    /// The row with the cursor.
    public var cursorLine: String { lines[row] }

    static func text(of row: Row) -> String {
        var text = row.cells.joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    // MARK: Input

    /// Shows what a program has written.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { feed(byte) }
    }

    private mutating func feed(_ byte: UInt8) {
        switch state {
        case .ground:
            if byte >= 0x80 || !character.isEmpty {
                collect(byte)
            } else if byte < 0x20 {
                control(byte)
            } else if byte != 0x7F {
                put(String(Unicode.Scalar(byte)), width: 1)
            }
        case .escape:
            state = .ground
            escape(byte)
        case .sequence(let body):
            if byte < 0x20 {
                control(byte)
            } else if (0x40...0x7E).contains(byte) {
                state = .ground
                sequence(body, byte)
            } else {
                state = .sequence(body + [byte])
            }
        case .string(let sawEscape):
            // In tmux's own strings an Escape stands for itself where it is doubled.
            let isEnd = byte == 7 || (sawEscape && byte == UInt8(ascii: "\\"))
            if isEnd {
                strings =
                    strings.suffix(399) + [String(decoding: sawEscape ? string.dropLast() : string[...], as: UTF8.self)]
                state = .ground
            } else {
                string.append(byte)
                state = .string(sawEscape: byte == 0x1B && !sawEscape)
            }
        case .charset:
            state = .ground
        }
    }

    private mutating func collect(_ byte: UInt8) {
        if byte < 0x80 || (byte >= 0xC0 && !character.isEmpty) {
            character = []
            put("\u{FFFD}", width: 1)
            return feed(byte)
        }
        character.append(byte)
        let length = character[0] < 0xE0 ? 2 : character[0] < 0xF0 ? 3 : 4
        guard character.count == length || character[0] < 0xC0 else { return }
        let text = String(decoding: character, as: UTF8.self)
        character = []
        for scalar in text.unicodeScalars { put(String(scalar), width: Self.width(of: scalar)) }
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 7: bells += 1
        case 8: moveTo(row, column - 1)
        case 9: moveTo(row, min((column / 8 + 1) * 8, columns - 1))
        case 10, 11, 12: lineFeed()
        case 13: moveTo(row, 0)
        case 0x1B: state = .escape
        default: break
        }
    }

    private mutating func escape(_ byte: UInt8) {
        switch Unicode.Scalar(byte) {
        case "[": state = .sequence([])
        case "]", "P", "_", "^", "X", "k":
            string = [byte]
            state = .string(sawEscape: false)
        case "(", ")", "*", "+", "#", "%": state = .charset
        case "7": saved = (row, column)
        case "8": moveTo(saved.row, saved.column)
        case "M": if row == 0 { insertRows(1) } else { moveTo(row - 1, column) }
        case "D": lineFeed()
        case "E":
            lineFeed()
            moveTo(row, 0)
        case "c": self = TerminalScreen(columns: columns, rows: rows)
        case "=", ">", "\\": break
        default: unknown.append("ESC \(Unicode.Scalar(byte))")
        }
    }

    private mutating func sequence(_ body: [UInt8], _ final: UInt8) {
        let text = String(decoding: body, as: UTF8.self)
        if let first = text.first, "<=>?".contains(first) {
            modes.take(text, final)
            showScreen(isOther: modes.showsOtherScreen)
            return
        }
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let first = numbers.first ?? 0
        let count = max(first, 1)
        switch Unicode.Scalar(final) {
        case "A": moveTo(row - count, column)
        case "B", "e": moveTo(row + count, column)
        case "C", "a": moveTo(row, column + count)
        case "D": moveTo(row, column - count)
        case "E": moveTo(row + count, 0)
        case "F": moveTo(row - count, 0)
        case "G", "`": moveTo(row, count - 1)
        case "d": moveTo(count - 1, column)
        case "H", "f": moveTo(count - 1, max(numbers.dropFirst().first ?? 1, 1) - 1)
        case "J": eraseDisplay(first)
        case "K": eraseLine(first)
        case "L": insertRows(count)
        case "M": deleteRows(count)
        case "P": deleteCells(count)
        case "X": for index in column..<min(column + count, columns) { grid[row].cells[index] = " " }
        case "@": insertCells(count)
        case "S": for _ in 0..<count { scroll() }
        case "s": saved = (row, column)
        case "u": moveTo(saved.row, saved.column)
        case "t": modes.takeWindowOperation(first)
        case "m", "h", "l", "n", "c", "q", "r": break
        default: unknown.append("CSI \(text)\(Unicode.Scalar(final))")
        }
    }

    private mutating func showScreen(isOther: Bool) {
        if isOther, other == nil {
            other = (grid, row, column)
            grid = Array(repeating: Row(columns), count: rows)
        } else if !isOther, let screen = other {
            if screen.grid.count == rows, screen.grid.first?.cells.count == columns { grid = screen.grid }
            other = nil
            moveTo(screen.row, screen.column)
        }
    }

    // MARK: Changes

    private mutating func moveTo(_ row: Int, _ column: Int) {
        self.row = min(max(row, 0), rows - 1)
        self.column = min(max(column, 0), columns - 1)
        isWrapPending = false
    }

    private mutating func put(_ text: String, width: Int) {
        guard width > 0 else {
            // A combining mark joins the character before it.
            var place = isWrapPending ? column : column - 1
            if place > 0, grid[row].cells[place].isEmpty { place -= 1 }
            if place >= 0 { grid[row].cells[place] += text }
            return
        }
        if isWrapPending || column + width > columns {
            grid[row].isWrapped = true
            lineFeed()
            column = 0
            isWrapPending = false
        }
        mend(column)
        grid[row].cells[column] = text
        if width == 2, column + 1 < columns {
            mend(column + 1)
            grid[row].cells[column + 1] = ""
        }
        if column + width >= columns {
            column = columns - 1
            isWrapPending = true
        } else {
            column += width
        }
    }

    /// Half of a wide character that is overwritten leaves a space.
    private mutating func mend(_ place: Int) {
        if grid[row].cells[place].isEmpty, place > 0 { grid[row].cells[place - 1] = " " }
        if place + 1 < columns, grid[row].cells[place + 1].isEmpty, !grid[row].cells[place].isEmpty {
            grid[row].cells[place + 1] = " "
        }
    }

    private mutating func lineFeed() {
        isWrapPending = false
        if row == rows - 1 { scroll() } else { row += 1 }
    }

    private mutating func scroll() {
        scrollback.append(Self.text(of: grid.removeFirst()))
        grid.append(Row(columns))
    }

    private mutating func insertRows(_ count: Int) {
        for _ in 0..<min(count, rows - row) {
            grid.removeLast()
            grid.insert(Row(columns), at: row)
        }
    }

    private mutating func deleteRows(_ count: Int) {
        for _ in 0..<min(count, rows - row) {
            grid.remove(at: row)
            grid.append(Row(columns))
        }
    }

    private mutating func deleteCells(_ count: Int) {
        let count = min(count, columns - column)
        grid[row].cells.removeSubrange(column..<column + count)
        grid[row].cells += Array(repeating: " ", count: count)
        isWrapPending = false
    }

    private mutating func insertCells(_ count: Int) {
        let count = min(count, columns - column)
        grid[row].cells.insert(contentsOf: Array(repeating: " ", count: count), at: column)
        grid[row].cells.removeLast(count)
        isWrapPending = false
    }

    private mutating func eraseLine(_ mode: Int) {
        let range = mode == 0 ? column..<columns : mode == 1 ? 0..<column + 1 : 0..<columns
        for index in range { grid[row].cells[index] = " " }
        if mode != 1 { grid[row].isWrapped = false }
        isWrapPending = false
    }

    private mutating func eraseDisplay(_ mode: Int) {
        let whole = mode == 0 ? row + 1..<rows : mode == 1 ? 0..<row : 0..<rows
        for index in whole { grid[index] = Row(columns) }
        if mode < 2 { eraseLine(mode) }
        if mode == 3 { scrollback = [] }
    }
}
