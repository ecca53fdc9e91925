extension TerminalScreen {
    /// Gives the window another size; wrapped lines are joined and wrapped again, as most terminals do.
    public mutating func resize(columns newColumns: Int, rows newRows: Int) {
        var lines: [[String]] = [[]]
        var cursor = (line: 0, offset: 0)
        for (index, line) in grid.enumerated() {
            if index == row {
                cursor = (lines.count - 1, lines[lines.count - 1].count + column + (isWrapPending ? 1 : 0))
            }
            lines[lines.count - 1] += line.cells
            if !line.isWrapped { lines.append([]) }
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        var result: [Row] = []
        (columns, rows, isWrapPending) = (newColumns, newRows, false)
        for (index, var line) in lines.enumerated() {
            let keep = index == cursor.line ? cursor.offset : 0
            while line.count > keep, line.last == " " { line.removeLast() }
            var current = Row(newColumns)
            var used = 0
            for (offset, cell) in line.enumerated() {
                if used == newColumns || (used == newColumns - 1 && offset + 1 < line.count && line[offset + 1].isEmpty)
                {
                    current.isWrapped = true
                    result.append(current)
                    (current, used) = (Row(newColumns), 0)
                }
                if index == cursor.line, offset == cursor.offset { (row, column) = (result.count, used) }
                current.cells[used] = cell
                used += 1
            }
            if index == cursor.line, cursor.offset >= line.count {
                (row, column) = (result.count, min(used, newColumns - 1))
            }
            result.append(current)
        }
        while result.count > newRows, let last = result.last, row < result.count - 1, Self.text(of: last).isEmpty {
            result.removeLast()
        }
        while result.count > newRows {
            scrollback.append(Self.text(of: result.removeFirst()))
            row -= 1
        }
        while result.count < newRows { result.append(Row(newColumns)) }
        grid = result
        row = min(max(row, 0), newRows - 1)
    }

    /// Gives the window another size and cuts off what has no room, as xterm does.
    public mutating func cut(columns newColumns: Int, rows newRows: Int) {
        for index in grid.indices {
            let cells = grid[index].cells.prefix(newColumns)
            grid[index] = Row(newColumns)
            grid[index].cells.replaceSubrange(0..<cells.count, with: cells)
        }
        while grid.count > newRows, row < grid.count - 1, Self.text(of: grid[grid.count - 1]).isEmpty {
            grid.removeLast()
        }
        while grid.count > newRows {
            scrollback.append(Self.text(of: grid.removeFirst()))
            row -= 1
        }
        while grid.count < newRows { grid.append(Row(newColumns)) }
        (columns, rows, isWrapPending) = (newColumns, newRows, false)
        (row, column) = (max(row, 0), min(column, newColumns - 1))
    }

    // MARK: Widths

    static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        switch scalar.value {
        case 0x1160...0x11FF: return 0
        case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x25FD...0x25FE, 0x2614...0x2615,
            0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
