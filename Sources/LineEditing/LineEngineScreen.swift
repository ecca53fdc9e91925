import Glibc

/// What happens on the screen besides libedit's own painting.
extension LineEngine {
    /// The row and column of the cursor, counted from the prompt's first row.
    private func place(atEnd: Bool) -> LineLayout {
        let columns = screen.size.columns
        if let overlay { return LineLayout(columns: columns, prompt: overlay, line: "".unicodeScalars) }
        guard let line = editLine?.line else { return LineLayout(columns: columns) }
        var layout = LineLayout(columns: columns, prompt: prompt.text, line: line.before)
        if atEnd {
            line.after.forEach { layout.add($0) }
        } else if let next = line.after.first, columnWidth(of: next) == 2, layout.column + 2 > columns {
            layout.add("\n")
        }
        return layout
    }

    /// Removes prompt and line; the cursor is where they began.
    func clearLine() {
        editLine?.flush()
        let row = min(place(atEnd: false).row, screen.size.rows - 1)
        screen.write("\r" + (row > 0 ? "\u{1B}[\(row)A" : "") + "\u{1B}[J")
    }

    /// Paints prompt and line, or what stands in their place, from an empty row on.
    func paint() {
        if let overlay {
            screen.write(overlay)
        } else {
            editLine?.refresh()
        }
    }

    func printAbove(_ text: String) {
        clearLine()
        screen.writeLines(text)
        paint()
    }

    /// Shows `text` where prompt and line were; nil shows these again.
    func show(_ text: String?) {
        clearLine()
        overlay = text.map { shortened($0, to: screen.size.columns - 1) }
        paint()
    }

    /// Leaves the line on the screen, with `mark` behind it, and goes to a row of its own.
    func leaveLine(with mark: String) {
        if overlay != nil { show(nil) }
        editLine?.flush()
        let (cursor, end) = (place(atEnd: false), place(atEnd: true))
        let down = min(end.row, screen.size.rows - 1) - min(cursor.row, screen.size.rows - 1)
        screen.write((down > 0 ? "\u{1B}[\(down)B" : "") + "\u{1B}[\(end.column + 1)G" + mark + "\r\n")
    }

    /// libedit crashes when it paints a long line for a new size without being told to start afresh.
    func followWindow() {
        guard !isWindowTooSmall else { return }
        clearLine()
        editLine?.resize()
        paint()
    }

    /// Gives the terminal back and stops the job, as ^Z does outside an editor.
    func suspend() {
        leaveLine(with: "")
        editLine?.setEditing(false)
        modes.release()
        _ = inbox.take()
        kill(0, SIGTSTP)
        // Another thread may get the signal. If nothing continues us, nothing has stopped us.
        let deadline = ContinuousClock.now + .milliseconds(500)
        while ContinuousClock.now < deadline {
            var file = pollfd(fd: inbox.wake.readEnd, events: Int16(POLLIN), revents: 0)
            guard poll(&file, 1, 50) > 0 else { continue }
            inbox.wake.drain()
            let (events, prints) = inbox.take()
            prints.forEach { screen.writeLines($0) }
            if events.contains(.cancelled) { ending = .cancelled }
            if !events.isDisjoint(with: [.continued, .cancelled]) { break }
        }
        resume()
    }

    /// Takes the terminal again after a stop. The shell has left the cursor on a row of its own.
    func resume() {
        guard tcgetpgrp(options.input) == getpgrp() else { return }
        modes.beginEditing()
        editLine?.setEditing(true)
        screen.write("\r\u{1B}[J")
        if !isWindowTooSmall { editLine?.resize() }
        paint()
    }
}
