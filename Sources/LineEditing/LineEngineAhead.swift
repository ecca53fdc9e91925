import Glibc
import Synchronization

/// What is typed ahead, between the line thread that reads it, the signals' thread that may drop it, and who shows it.
final class AheadBox: Sendable {
    private struct State {
        var text = TypedAhead()
        /// Lines that were dropped, for the history.
        var dropped: [String] = []
        var isWanted = false
        var changed: (@Sendable (TypedAhead) -> Void)?
    }

    private let state = Mutex(State())

    var isWanted: Bool { state.withLock { $0.isWanted } }

    func begin(_ changed: @escaping @Sendable (TypedAhead) -> Void) {
        state.withLock { state in
            state.isWanted = true
            state.changed = changed
            if !state.text.isEmpty { changed(state.text) }
        }
    }

    func end() {
        state.withLock { state in
            state.isWanted = false
            state.changed = nil
        }
    }

    /// Changes what is there, and has it shown if it is another then.
    func change<Result>(_ body: (inout TypedAhead) -> Result) -> Result {
        state.withLock { state in
            let before = state.text
            let result = body(&state.text)
            if state.text != before { state.changed?(state.text) }
            return result
        }
    }

    /// Drops everything; whether there was anything.
    func drop() -> Bool {
        state.withLock { state in
            guard !state.text.isEmpty else { return false }
            state.dropped += state.text.waiting + [state.text.unfinished].filter { $0.contains { !$0.isWhitespace } }
            state.text = TypedAhead()
            state.changed?(state.text)
            return true
        }
    }

    func takeDropped() -> [String] {
        state.withLock { state in
            defer { state.dropped = [] }
            return state.dropped
        }
    }
}

/// Reading while no line is asked for.
extension LineEngine {
    /// Reads what is typed until that is no longer wanted. Meanwhile this thread makes signals of ^C and its kin, not the terminal,
    /// which would take them in the middle of a paste, too: it does nothing that waits.
    func readAhead() {
        var wasInBackground = false
        modes.setListening(true)
        defer { modes.setListening(false) }
        while ahead.isWanted {
            while let key = held.take() ?? nextGivenKey() ?? decoder.nextKey() {
                keysInPiece += 1
                takeAhead(key)
            }
            let isInFront = !isInBackground
            // The shell has set its own modes meanwhile.
            if wasInBackground, isInFront { modes.rest() }
            wasInBackground = !isInFront
            var files = [
                pollfd(fd: isInFront ? options.input : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: inbox.wake.readEnd, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&files, 2, Int32(isInFront ? decoder.patience ?? -1 : 200))
            if count < 0, errno != EINTR { return }
            if count == 0, isInFront, let key = decoder.giveUp() { takeAhead(key) }
            if files[1].revents != 0 { inbox.wake.drain() }
            // A terminal that has gone away is noticed by the line that is read next.
            guard files[0].revents != 0, !isInBackground else { continue }
            if files[0].revents & Int16(POLLIN) == 0 || !readInput() { return }
        }
    }

    private func takeAhead(_ key: Key) {
        switch key {
        case .control(modes.interruptKey): return SignalSource.send(SIGINT)
        case .control(modes.suspendKey): return SignalSource.send(SIGTSTP)
        case .control(modes.quitKey): return SignalSource.send(SIGQUIT)
        default: break
        }
        if let insertion = options.insertions[key] {
            // It may take a while: ^C is the terminal's meanwhile.
            modes.setListening(false)
            let text = insertion() ?? ""
            modes.setListening(true)
            return ahead.change { $0.take(.paste(text)) }
        }
        // The line feed behind a return is the same Enter.
        if key == .enter, decoder.unread.first == 10 { _ = decoder.nextKey() }
        let isAlone = keysInPiece == 1
        ahead.change { $0.take(key, isAlone: isAlone) }
    }

    /// The line that was typed ahead and is the next one, shown as if it were typed now.
    func lineAhead(_ prompt: Prompt) -> LineEvent? {
        // A ^C since then was meant for what waits.
        if inbox.isInterrupted, ahead.drop() { for line in ahead.takeDropped() { record(line) } }
        if ahead.change({ $0.takeEnd() }) { return .endOfInput }
        guard let line = ahead.change({ $0.takeLine() }) else { return nil }
        self.prompt = prompt
        painter.forget()
        leaveLine(line.unicodeScalars, with: "")
        return .line(line)
    }
}

extension TerminalLineEditor {
    /// Reads what is typed from now on until `endTypingAhead()`: lines that the next calls of `readLine` get, one each, and
    /// the beginning of one. Not while a line is read.
    ///
    /// - Parameter changed: Hears what there is whenever it has changed, on any thread.
    public func beginTypingAhead(_ changed: @escaping @Sendable (TypedAhead) -> Void) {
        ahead.begin(changed)
        onThread { $0.readAhead() }
    }

    /// Ends what `beginTypingAhead` began; nobody reads the keyboard any more when this returns.
    public func endTypingAhead() async {
        ahead.end()
        wake()
        await withCheckedContinuation { continuation in
            onThread { _ in continuation.resume() }
        }
    }

    /// Takes the lines that wait out of their order and into the history, the last one nearest; the one that is being typed
    /// stays, and with it what was typed behind a key that only the editor knows the meaning of, as one text. Returns how many
    /// lines there were.
    public func shelveTypedAhead() async -> Int {
        await record(ahead.change { $0.takeLines() }, endingNoLine: true)
    }

    /// Takes the lines that `dropTypedAhead` dropped into the history, the last one nearest. Returns how many there were.
    public func shelveDropped() async -> Int {
        let lines = ahead.takeDropped()
        return lines.isEmpty ? 0 : await record(lines, endingNoLine: false)
    }

    private func record(_ lines: [String], endingNoLine: Bool) async -> Int {
        await withCheckedContinuation { continuation in
            onThread { engine in
                for line in lines { engine.record(line) }
                if endingNoLine { engine.given = TypedAhead.endingNoLine(engine.given) }
                continuation.resume()
            }
        }
        return lines.count
    }

    /// Drops what was typed ahead; whether there was anything. `shelveDropped()` has its lines.
    public func dropTypedAhead() -> Bool {
        ahead.drop()
    }
}
