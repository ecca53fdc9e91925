import Glibc

/// What happens on the screen.
extension LineEngine {
    /// Shows prompt and line, or what stands in their place, as they are now.
    func paint() {
        guard let line = editLine?.line else { return }
        followWindow()
        if let overlay {
            let row = shortened(overlay, to: screen.size.columns - 1).unicodeScalars
            let none = Prompt("", ending: "")
            write(painter.paint(none, before: row, after: .init()))
        } else {
            suggest(behind: line)
            let shown = suggestion.isEmpty ? nil : Prompt.Span(suggestion, style: suggestionStyle)
            write(painter.paint(prompt, before: line.before, after: line.after, suggestion: shown))
        }
    }

    private func write(_ text: String) {
        if !text.isEmpty { screen.write(text) }
    }

    /// Removes prompt and line; the cursor is where they began.
    func clearLine() {
        followWindow()
        write(painter.clear())
    }

    func printAbove(_ text: String) {
        clearLine()
        screen.writeLines(text)
        paint()
    }

    /// Leaves the line on the screen, with `mark` behind it, and goes to a row of its own.
    func leaveLine(with mark: String) {
        guard let line = editLine?.line else { return }
        overlay = nil
        leaveLine(line.before + line.after, with: mark)
    }

    func leaveLine(_ line: some Sequence<Unicode.Scalar>, with mark: String) {
        followWindow()
        write(painter.leave(prompt, line: String.UnicodeScalarView(line), mark: mark))
    }

    private func followWindow() {
        let size = screen.size
        write(painter.resize(columns: size.columns, rows: size.rows))
    }

    /// Gives the terminal back and stops the job, as ^Z does outside an editor.
    func suspend() {
        leaveLine(with: "")
        editLine?.setEditing(false)
        modes.release()
        stopJob()
        resume()
    }

    /// Stops the job until something continues it. The terminal has been given back.
    func stopJob() {
        _ = inbox.take()
        kill(0, SIGTSTP)
        // Another thread may get the signal. If nothing continues us, nothing has stopped us.
        let deadline = ContinuousClock.now + .milliseconds(500)
        while ContinuousClock.now < deadline {
            var file = pollfd(fd: inbox.wake.readEnd, events: Int16(POLLIN), revents: 0)
            guard poll(&file, 1, 50) > 0 else { continue }
            inbox.wake.drain()
            let (events, prints) = inbox.take()
            for text in prints { screen.writeLines(text) }
            if events.contains(.cancelled) { ending = .cancelled }
            if !events.isDisjoint(with: [.continued, .cancelled]) { break }
        }
    }

    /// Whether the shell has the terminal: reading or changing it from the background would stop the program.
    var isInBackground: Bool {
        let group = tcgetpgrp(options.input)
        return group >= 0 && group != getpgrp()
    }

    /// Waits in the background until the shell gives the terminal back; it tells nobody when it does.
    func waitForTerminal() {
        while isInBackground, ending == nil {
            var file = pollfd(fd: inbox.wake.readEnd, events: Int16(POLLIN), revents: 0)
            guard poll(&file, 1, 100) > 0 else { continue }
            inbox.wake.drain()
            let (events, prints) = inbox.take()
            for text in prints { screen.writeLines(text) }
            if events.contains(.cancelled) { ending = .cancelled }
        }
    }

    /// Takes the terminal again after a stop. The shell has left the cursor on a row of its own.
    func resume() {
        guard !isInBackground else { return }
        modes.beginEditing()
        editLine?.setEditing(true)
        painter.forget()
        screen.write("\r\u{1B}[J")
        paint()
    }
}
