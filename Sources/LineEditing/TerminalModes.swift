import Glibc
import Synchronization

/// The terminal's modes outside the editor: as the program found them, or silent.
///
/// Whatever ends or stops the program, the terminal gets its first modes back: every signal that does so where it still
/// has its default action, crashes, and `exit`; SIGKILL and SIGSTOP alone can't be helped.
final class TerminalModes: Sendable {
    private enum Phase { case asFound, quiet, editing }

    private struct State {
        var phase = Phase.asFound
        var quietDepth = 0
        var isListening = false
        var source: SignalSource?
        var title: TerminalTitle?
    }

    private let input: Int32
    private let isAlwaysQuiet: Bool
    private let state = Mutex(State())

    /// - Parameters:
    ///   - isAlwaysQuiet: Whether the terminal is silent whenever no line is read, so that what is typed then is not
    ///     echoed twice.
    ///   - bracketsPastes: Whether the terminal knows brackets around pastes.
    ///   - records: Where what is changed stands for the next program; nil keeps no record.
    init(input: Int32, output: Int32, isAlwaysQuiet: Bool, bracketsPastes: Bool, records: String? = nil) {
        self.input = input
        self.isAlwaysQuiet = isAlwaysQuiet
        LastResort.prepare(input: input, output: output, bracketsPastes: bracketsPastes, records: records)
        let source = SignalSource([SIGCONT]) { [weak self] _ in
            self?.continueAfterStop()
            return false
        }
        state.withLock { $0.source = source }
    }

    deinit {
        LastResort.restore()
    }

    // MARK: Phases

    /// The editor takes the terminal; it sets the modes itself.
    func beginEditing() {
        state.withLock { state in
            state.phase = .editing
            LastResort.changing {
                LastResort.setQuiet(nil)
                LastResort.isChanged()
                LastResort.setTitle(state.title)
            }
        }
    }

    /// What the terminal is called as long as the program has it.
    func setTitle(_ title: TerminalTitle?) {
        state.withLock { state in
            guard state.title != title else { return }
            state.title = title
            if state.phase != .asFound { LastResort.changing { LastResort.setTitle(title, isNew: true) } }
        }
    }

    /// Has keys told apart that terminals otherwise send alike, Enter and Shift-Enter for one, while a line is read. Only for a
    /// terminal that knows the kitty keyboard protocol.
    func askForKeyboardProtocol() {
        state.withLock { if $0.phase == .editing { LastResort.changing { LastResort.pushKeyboard() } } }
    }

    /// Shows another screen and hears of the mouse, until `endPointing`.
    func beginPointing(_ mouse: MouseUnit) {
        state.withLock { if $0.phase == .editing { LastResort.changing { LastResort.beginPointing(mouse) } } }
    }

    func endPointing() {
        LastResort.endPointing()
    }

    /// Nobody reads: silence, if that is asked for.
    func rest() {
        state.withLock { rest(&$0) }
    }

    /// Gives the terminal back as it was found, to somebody else or for the terminal to assemble a line.
    func release() {
        state.withLock { $0.phase = .asFound }
        LastResort.setQuiet(nil)
        LastResort.restore()
    }

    /// Silences the keyboard: no echo and no line assembly; ^C and ^Z stay signals, whoever makes them of the keys.
    func beginQuiet() {
        state.withLock { state in
            state.quietDepth += 1
            if state.phase != .editing { rest(&state) }
        }
    }

    func endQuiet() {
        state.withLock { state in
            state.quietDepth = max(state.quietDepth - 1, 0)
            if state.phase != .editing { rest(&state) }
        }
    }

    /// Whether somebody reads the keyboard in the silence and makes signals of ^C and its kin.
    func setListening(_ isListening: Bool) {
        state.withLock { state in
            state.isListening = isListening
            // Nothing is waited for: nobody would hear ^C.
            if state.phase == .quiet { silence(state, TCSANOW) }
        }
    }

    /// Runs `body` with the terminal as it was found, whatever it is now.
    func asFound<Result>(_ body: () throws -> Result) rethrows -> Result {
        release()
        defer { rest() }
        return try body()
    }

    /// Restores the terminal and ends the program as the signal would.
    func end(by signal: Int32) {
        endWithSignal(signal)
    }

    /// The terminal is gone: nothing is written to it any more.
    func hangUp() {
        LastResort.hangUp()
    }

    private func rest(_ state: inout State) {
        state.phase = isAlwaysQuiet || state.quietDepth > 0 ? .quiet : .asFound
        if state.phase == .quiet {
            silence(state)
        } else {
            LastResort.setQuiet(nil)
            LastResort.restore()
        }
    }

    /// The shell has set its own modes meanwhile. The editor, where it is at work, sees to its modes itself.
    private func continueAfterStop() {
        state.withLock { if $0.phase == .quiet { silence($0) } }
    }

    private func silence(_ state: State, _ when: Int32 = TCSADRAIN) {
        // Changing the terminal from the background would stop the program.
        guard tcgetpgrp(input) == getpgrp() else { return }
        LastResort.changing {
            LastResort.popKeyboard()
            LastResort.isChanged()
            LastResort.setTitle(state.title)
            var quiet = LastResort.original
            quiet.c_lflag &= ~tcflag_t(ECHO | ICANON)
            quiet.c_iflag &= ~tcflag_t(ICRNL | INLCR)
            if state.isListening {
                // In the middle of a paste they are no keys.
                quiet.c_lflag &= ~tcflag_t(ISIG)
                quiet.c_iflag &= ~tcflag_t(IXON)
            }
            LastResort.setQuiet(quiet)
            tcsetattr(input, when, &quiet)
        }
    }

    // MARK: Keys

    /// The keys that are signals where a terminal makes signals.
    var interruptKey: UInt8 { LastResort.controlCharacter(VINTR) ?? 3 }
    var suspendKey: UInt8 { LastResort.controlCharacter(VSUSP) ?? 26 }
    var quitKey: UInt8 { LastResort.controlCharacter(VQUIT) ?? 28 }
}
