import CLibedit
import Glibc

/// Reads lines from a terminal with libedit. Belongs to the line thread.
///
/// libedit asks for one character at a time; everything else happens while it waits for one (see `nextCharacter()`)
/// or inside one of our commands.
final class LineEngine: EditLineClient {
    /// Why a line ended without a result.
    enum Ending: Equatable {
        case interrupted(hadText: Bool)
        case endOfInput, hungUp, cancelled
    }

    let options: LineEditorOptions
    let inbox: Inbox
    let modes: TerminalModes
    let screen: Screen
    let ahead: AheadBox
    let suggestions: SuggestionStyle
    var hasLearntForSuggestions = false
    var editLine: EditLine?
    var historyFile: HistoryFile?
    var history: History
    var walk = HistoryWalk()

    var decoder = KeyDecoder()
    /// Keys that were typed ahead and are an editor's; they come before what the terminal sends.
    var given: [Key] = []
    /// A question is answered by what is typed to it alone.
    var takesGiven = false
    /// A key that was looked at and not taken.
    var held: Key?
    /// What libedit gets next.
    var queue: [Unicode.Scalar] = []
    /// The text that the insertion key stands for.
    var insertion = ""
    var ending: Ending?
    var prompt = Prompt("")
    /// What an older line would add to this one; shown behind the cursor, and taken with Right.
    var suggestion = ""
    /// What is on the screen instead of prompt and line.
    var overlay: String?
    var painter = LinePainter()
    /// How many keys the bytes that came last have given so far.
    var keysInPiece = 0
    private var hasAskedForKeyboardProtocol = false
    var lastRead = ContinuousClock.now
    var lastPainted = ContinuousClock.now

    /// - Returns: nil if the terminal is not good enough.
    init?(
        _ options: LineEditorOptions, inbox: Inbox, ahead: AheadBox, suggestions: SuggestionStyle, modes: TerminalModes
    ) {
        self.suggestions = suggestions
        self.options = options
        self.inbox = inbox
        self.ahead = ahead
        self.modes = modes
        screen = Screen(output: options.output)
        painter.rewrapsLines = options.rewrapsLines
        history = History(limit: options.historyLimit)
        historyFile = options.historyFile.map { HistoryFile(path: $0, limit: options.historyLimit) }
        guard !TerminalKind.isDumb(options.term), let term = options.term,
            let editLine = EditLine(
                programName: options.programName, input: options.input, output: options.output, term: term,
                client: self)
        else { return nil }
        self.editLine = editLine
        addCommands(to: editLine)
        let own = options.bindingsFile.map { BindingsFile(path: $0, programName: options.programName) }
        editLine.bind({ bindKeys(of: editLine, $0) }, then: own?.bindings ?? [])
        decoder.ownSequences = editLine.ownSequences
        for failure in own?.failures ?? [] { options.bindingsFailed?(failure) }
    }

    /// libedit may crash if a line is begun in a window smaller than this.
    var isWindowTooSmall: Bool {
        let size = screen.size
        return size.columns < 10 || size.rows < 3
    }

    func readLine(_ prompt: Prompt, initialText: String, isRecorded: Bool) -> LineEvent? {
        let interrupts = SignalSource([SIGINT]) { [inbox] _ in
            inbox.post(.interrupted)
            return true
        }
        defer { interrupts.cancel() }
        var text = ""
        var prompt = prompt
        var initialText = initialText
        takesGiven = prompt.takesTypedAhead
        if prompt.takesTypedAhead {
            if let event = lineAhead(prompt) {
                if case .line(let line) = event, isRecorded { record(line) }
                return event
            }
            initialText += ahead.change { $0.takeUnfinished() }
            given += ahead.change { $0.takeLater() }
        }
        while true {
            guard let line = readRow(prompt, initialText) else {
                switch ending {
                case .interrupted(let hadText): return .interrupted(hadText: hadText || !text.isEmpty)
                case .cancelled: return nil
                case .endOfInput where !text.isEmpty: return .interrupted(hadText: true)
                case .endOfInput, .hungUp, nil: return .endOfInput
                }
            }
            text += line
            guard endsInContinuation(text) else { break }
            text = text.dropLast() + "\n"
            prompt = options.continuationPrompt
            initialText = ""
        }
        if isRecorded { record(text) }
        return .line(text)
    }

    private func readRow(_ prompt: Prompt, _ initialText: String) -> String? {
        guard let editLine else { return nil }
        self.prompt = prompt
        ending = nil
        overlay = nil
        suggestion = ""
        walk = HistoryWalk()
        queue = []
        if !initialText.isEmpty { insert(initialText) }
        inbox.beginReading()
        waitForTerminal()
        let line: String?
        if ending != nil {
            line = nil
        } else if isWindowTooSmall {
            line = readPlainly(prompt)
        } else {
            modes.beginEditing()
            askForKeyboardProtocol()
            // libedit itself would show the prompt first: what is typed at once would be echoed.
            editLine.setEditing(true)
            painter.forget()
            line = editLine.readLine()
            if let line { leaveLine(line.unicodeScalars, with: "") }
        }
        decoder.awaitsAnswer = false
        if ending == .hungUp { modes.hangUp() }
        modes.rest()
        inbox.endReading { screen.writeLines($0) }
        return line
    }

    /// Asks the terminal, once, whether it knows the kitty keyboard protocol; the answer comes among the keys.
    private func askForKeyboardProtocol() {
        if decoder.knowsKeyboardProtocol { return modes.askForKeyboardProtocol() }
        guard !hasAskedForKeyboardProtocol, let term = options.term, TerminalKind.looksLikeXterm(term) else { return }
        hasAskedForKeyboardProtocol = true
        screen.write("\u{1B}[?u")
    }

    /// In a window that libedit cannot work in, the terminal itself assembles the line.
    private func readPlainly(_ prompt: Prompt) -> String? {
        modes.release()
        var source = LineSource(input: options.input, wake: inbox.wake)
        switch Result(catching: { try source.readLine(prompt.text, on: screen, inbox) }) {
        case .success(.line(let line)): return line
        case .success(.interrupted): ending = .interrupted(hadText: false)
        case .success(.endOfInput): ending = .endOfInput
        case .failure(let failure): ending = failure is CancellationError ? .cancelled : .endOfInput
        }
        return nil
    }

    func record(_ text: String) {
        guard let historyFile else {
            history.add(History.Entry(time: 0, text: text))
            return
        }
        withHistoryFile { () throws(HistoryFailure) in try historyFile.append(text) }
    }

    /// Uses the history file, whose failures are told only once.
    func withHistoryFile(_ body: () throws(HistoryFailure) -> some Any) {
        guard let historyFile else { return }
        do throws(HistoryFailure) {
            _ = try body()
            history = historyFile.history
        } catch {
            history = historyFile.history
            if !hasHistoryFailed { options.historyFailed?(error) }
            hasHistoryFailed = true
        }
    }
    private var hasHistoryFailed = false
}

/// Whether a line ends in a backslash that asks for another line: an odd number of them.
func endsInContinuation(_ line: String) -> Bool {
    line.reversed().prefix { $0 == "\\" }.count % 2 == 1
}
