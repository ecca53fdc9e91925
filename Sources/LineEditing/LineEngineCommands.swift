import CLibedit

/// A code that stands for a key on its way through libedit: a C1 control character, which is never text.
enum KeyCode: UInt32, CaseIterable {
    case up = 0x80
    case down, left, right, home, end, delete, wordLeft, wordRight, deleteWord, deleteWordBackwards
    case lineBreak, insertion, escape
    /// The character before the cursor becomes another, which what was typed behind it is a part of.
    case joining

    var scalar: Unicode.Scalar { Unicode.Scalar(rawValue) ?? " " }

    init?(_ key: Key) {
        switch key {
        case .up: self = .up
        case .down: self = .down
        case .left: self = .left
        case .right: self = .right
        case .home: self = .home
        case .end: self = .end
        case .delete: self = .delete
        case .wordLeft: self = .wordLeft
        case .wordRight: self = .wordRight
        case .deleteWord: self = .deleteWord
        case .deleteWordBackwards: self = .deleteWordBackwards
        case .lineBreak: self = .lineBreak
        default: return nil
        }
    }

    /// The command that the key runs, in either mode.
    var command: String {
        switch self {
        case .up: "older-line"
        case .down: "newer-line"
        case .left: "previous-character"
        case .right: "next-character"
        case .home: "ed-move-to-beg"
        case .end: "line-end"
        case .delete: "delete-character"
        case .wordLeft: "ed-prev-word"
        case .wordRight: "em-next-word"
        case .deleteWord: "em-delete-next-word"
        case .deleteWordBackwards: "ed-delete-prev-word"
        case .lineBreak: "line-break"
        case .insertion: "insert-text"
        case .escape: "vi-command-mode"
        case .joining: "join-character"
        }
    }
}

/// Commands of our own, which a bindings file may bind to other keys.
extension LineEngine {
    func addCommands(to editLine: EditLine) {
        editLine.add("older-line") { [unowned self] in walk { walk.older(from: $0, in: history) } }
        editLine.add("newer-line") { [unowned self] in walk { _ in walk.newer(in: history) } }
        editLine.add("previous-character") { [unowned self] in step(by: -1) }
        editLine.add("next-character") { [unowned self] in step(by: 1) }
        editLine.add("delete-character") { [unowned self] in delete(by: 1) }
        editLine.add("delete-previous-character") { [unowned self] in delete(by: -1) }
        editLine.add("transpose-characters") { [unowned self] in transpose() }
        editLine.add("search-lines") { [unowned self] in search() }
        editLine.add("complete") { [unowned self] in complete() }
        editLine.add("line-end") { [unowned editLine] in
            editLine.move(by: editLine.line.cells.after.count)
            return .changed
        }
        editLine.add("line-break") { [unowned editLine] in
            editLine.insert("\n")
            return .changed
        }
        editLine.add("insert-text") { [unowned self, unowned editLine] in
            editLine.insert(insertion)
            insertion = ""
            return .changed
        }
        editLine.add("join-character") { [unowned self, unowned editLine] in
            editLine.deleteBefore(1)
            editLine.insert(insertion)
            insertion = ""
            return .changed
        }
        editLine.add("edit-externally") { [unowned self] in editExternally() }
        editLine.add("clear-screen") { [unowned self] in
            painter.forget()
            screen.write("\u{1B}[H\u{1B}[2J")
            return .nothing
        }
    }

    func bindKeys(of editLine: EditLine, _ mode: EditLine.Mode) {
        for code in KeyCode.allCases where code != .escape || mode == .vi {
            editLine.bind(String(code.scalar), to: code.command)
            // There the end is the last character, and what an operator was waiting for.
            let command = code == .end ? "ed-move-to-end" : code.command
            if mode == .vi { editLine.bind(String(code.scalar), to: command, inCommandMode: true) }
        }
        editLine.bind("\u{7F}", to: "delete-previous-character")
        editLine.bind("\u{8}", to: "delete-previous-character")
        if mode == .emacs {
            editLine.bind("\u{2}", to: "previous-character")
            editLine.bind("\u{6}", to: "next-character")
            editLine.bind("\u{4}", to: "delete-character")
            editLine.bind("\u{14}", to: "transpose-characters")
        }
        editLine.bind("\t", to: "complete")
        editLine.bind("\n", to: "line-break")
        editLine.bind("\u{12}", to: "search-lines")
        editLine.bind("\u{10}", to: "older-line")
        editLine.bind("\u{E}", to: "newer-line")
        editLine.bind("\u{C}", to: "clear-screen")
        editLine.bind("\u{18}\u{5}", to: "edit-externally")
        // What ^V and ^Q would quote is a code of ours, or nothing.
        editLine.bind("\u{16}", to: "ed-unassigned")
        editLine.bind("\u{11}", to: "ed-unassigned")
        guard mode == .vi else { return }
        editLine.bind("\u{12}", to: "search-lines", inCommandMode: true)
        editLine.bind("\u{C}", to: "clear-screen", inCommandMode: true)
        editLine.bind("k", to: "older-line", inCommandMode: true)
        editLine.bind("j", to: "newer-line", inCommandMode: true)
        editLine.bind("v", to: "edit-externally", inCommandMode: true)
        // libedit would search its own history, which is empty.
        for key in ["/", "?", "n", "N"] { editLine.bind(key, to: "search-lines", inCommandMode: true) }
    }

    private func step(by direction: Int) -> EditLine.CommandResult {
        guard let editLine, hasCharacter(direction) else { return beep() }
        editLine.move(by: direction)
        return .changed
    }

    private func delete(by direction: Int) -> EditLine.CommandResult {
        guard let editLine, hasCharacter(direction) else { return beep() }
        if direction > 0 { editLine.move(by: 1) }
        editLine.deleteBefore(1)
        return .changed
    }

    private func hasCharacter(_ direction: Int) -> Bool {
        guard let cells = editLine?.line.cells else { return false }
        return !(direction < 0 ? cells.before : cells.after).isEmpty
    }

    /// Exchanges the characters on both sides of the cursor and steps behind them; at the end, the last two.
    private func transpose() -> EditLine.CommandResult {
        guard let editLine else { return .nothing }
        let (before, after) = editLine.line.cells
        let pair = after.isEmpty ? before.suffix(2) : before.suffix(1) + after.prefix(1)
        guard pair.count == 2, !before.isEmpty else { return beep() }
        if !after.isEmpty { editLine.move(by: 1) }
        editLine.deleteBefore(2)
        editLine.insert(pair.reversed())
        return .changed
    }

    private func walk(_ step: (String) -> String?) -> EditLine.CommandResult {
        guard let editLine else { return .nothing }
        refreshHistory()
        guard let text = step(editLine.line.text) else { return beep() }
        editLine.replace(with: text)
        return .changed
    }

    /// Learns what other sessions have entered; not in the middle of a walk, which counts lines.
    func refreshHistory() {
        guard walk == HistoryWalk(), let historyFile else { return }
        withHistoryFile { () throws(HistoryFailure) in try historyFile.refresh() }
    }

    private func complete() -> EditLine.CommandResult {
        guard let editLine, let complete = options.complete else { return beep() }
        let line = editLine.line
        switch complete(line.text, String(line.before).count).step(in: line.text) {
        case .nothing:
            return beep()
        case .replaced(let text, let cursor):
            editLine.replace(with: String(text.prefix(cursor)), String(text.dropFirst(cursor)))
            return .changed
        case .listed(let candidates):
            let size = screen.size
            let rows = CompletionList.rows(for: candidates, width: size.columns - 1, height: size.rows - 2)
            printAbove(rows.joined(separator: "\n"))
            return .nothing
        }
    }

    private func editExternally() -> EditLine.CommandResult {
        guard let editLine, let edit = options.editExternally else { return beep() }
        clearLine()
        editLine.setEditing(false)
        modes.release()
        let edited = edit(editLine.line.text)
        modes.beginEditing()
        editLine.setEditing(true)
        // A ^C in there was meant for the other editor; what came in the meantime does not concern the line.
        let (events, prints) = inbox.take()
        for text in prints { screen.writeLines(text) }
        if events.contains(.cancelled) { inbox.post(.cancelled) }
        if var edited {
            while edited.last?.isNewline == true { edited.removeLast() }
            editLine.replace(with: edited)
        }
        screen.write("\r\u{1B}[J")
        return .changed
    }

    private func beep() -> EditLine.CommandResult {
        screen.write("\u{7}")
        return .nothing
    }

    /// Searches older lines for what is typed, until a key ends it.
    private func search() -> EditLine.CommandResult {
        guard let editLine else { return .nothing }
        refreshHistory()
        var search = HistorySearch(in: history)
        defer { overlay = nil }
        while true {
            overlay = search.row
            guard let key = nextKey() else { return .nothing }
            switch search.take(key, interrupt: modes.interruptKey) {
            case .goesOn:
                continue
            case .left:
                return .nothing
            case .accepted(let index, let following):
                if let index {
                    walk.jump(to: index, from: editLine.line.text)
                    let text = history.entries[index].text
                    editLine.replace(with: text)
                }
                overlay = nil
                if let following { translate(following) }
                return .changed
            }
        }
    }
}
