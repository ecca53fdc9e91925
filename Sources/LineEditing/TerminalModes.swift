import Foundation
import Glibc
import Synchronization

/// The terminal's modes outside the editor: as the program found them, or silent.
///
/// Whatever ends or stops the program, the terminal gets its first modes back: SIGINT, SIGTERM, SIGHUP, SIGQUIT and
/// SIGTSTP where they still have their default action, crashes, and `exit`.
final class TerminalModes: Sendable {
    private enum Phase { case asFound, quiet, editing }

    private struct State {
        var phase = Phase.asFound
        var quietDepth = 0
        var source: SignalSource?
    }

    private let input: Int32
    private let isAlwaysQuiet: Bool
    private let state = Mutex(State())

    /// - Parameters:
    ///   - isAlwaysQuiet: Whether the terminal is silent whenever no line is read, so that what is typed then is not
    ///     echoed twice.
    ///   - bracketsPastes: Whether the terminal knows brackets around pastes.
    init(input: Int32, output: Int32, isAlwaysQuiet: Bool, bracketsPastes: Bool) {
        self.input = input
        self.isAlwaysQuiet = isAlwaysQuiet
        LastResort.prepare(input: input, output: output, bracketsPastes: bracketsPastes)
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
        state.withLock { $0.phase = .editing }
        LastResort.isChanged()
    }

    /// Nobody reads: silence, if that is asked for.
    func rest() {
        state.withLock { rest(&$0) }
    }

    /// Gives the terminal back as it was found, to somebody else or for the terminal to assemble a line.
    func release() {
        state.withLock { $0.phase = .asFound }
        LastResort.restore()
    }

    /// Silences the keyboard: no echo and no line assembly, but ^C and ^Z stay signals.
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
        if state.phase == .quiet { silence() } else { LastResort.restore() }
    }

    /// The shell has set its own modes meanwhile. The editor, where it is at work, sees to its modes itself.
    private func continueAfterStop() {
        state.withLock { if $0.phase == .quiet { silence() } }
    }

    private func silence() {
        // Changing the terminal from the background would stop the program.
        guard tcgetpgrp(input) == getpgrp() else { return }
        LastResort.isChanged()
        var quiet = LastResort.original
        quiet.c_lflag &= ~tcflag_t(ECHO | ICANON)
        quiet.c_iflag &= ~tcflag_t(ICRNL | INLCR)
        tcsetattr(input, TCSADRAIN, &quiet)
    }

    // MARK: Keys

    /// The keys that are signals where a terminal makes signals.
    var interruptKey: UInt8 { LastResort.controlCharacter(VINTR) ?? 3 }
    var suspendKey: UInt8 { LastResort.controlCharacter(VSUSP) ?? 26 }
    var quitKey: UInt8 { LastResort.controlCharacter(VQUIT) ?? 28 }
}

/// What a signal handler needs to put the terminal right. The memory is never freed: a handler may run at any time.
private struct LastResortState {
    var input: Int32
    var output: Int32
    var bracketsPastes: Bool
    var original = termios()
    /// Nonzero while the modes differ from `original` and the terminal puts brackets around pastes.
    var isChanged: Int32 = 0
    /// Nonzero once the terminal has gone away.
    var isGone: Int32 = 0
    var previous: UnsafeMutablePointer<sigaction>
}

nonisolated(unsafe) private var lastResort: UnsafeMutablePointer<LastResortState>?

private enum LastResort {
    static var original: termios { lastResort?.pointee.original ?? termios() }

    /// Remembers the terminal's modes. The first terminal of the process is the one that is looked after.
    static func prepare(input: Int32, output: Int32, bracketsPastes: Bool) {
        if let state = lastResort {
            state.pointee.bracketsPastes = bracketsPastes
            return
        }
        let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
        previous.initialize(repeating: sigaction(), count: 65)
        let state = UnsafeMutablePointer<LastResortState>.allocate(capacity: 1)
        state.initialize(
            to: LastResortState(input: input, output: output, bracketsPastes: bracketsPastes, previous: previous))
        guard tcgetattr(input, &state.pointee.original) == 0 else {
            state.deallocate()
            previous.deallocate()
            return
        }
        lastResort = state
        atexit { LastResort.restore() }
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { install(endWithSignal, for: signal, onlyIfDefault: true) }
        install(stop, for: SIGTSTP, onlyIfDefault: true)
        for signal in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] {
            install(crash, for: signal, onlyIfDefault: false)
        }
    }

    private static func install(_ handler: @escaping Handler, for signal: Int32, onlyIfDefault: Bool) {
        guard let state = lastResort else { return }
        var previous = sigaction()
        sigaction(signal, nil, &previous)
        let isDefault = previous.__sigaction_handler.sa_handler == nil
        guard isDefault || !onlyIfDefault else { return }
        state.pointee.previous[Int(signal)] = previous
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = SA_RESTART
        sigaction(signal, &action, nil)
    }

    static func controlCharacter(_ index: Int32) -> UInt8? {
        guard var original = lastResort?.pointee.original else { return nil }
        let key = withUnsafeBytes(of: &original.c_cc) { $0[Int(index)] }
        return key == 0 ? nil : key
    }

    static func hangUp() {
        lastResort?.pointee.isGone = 1
    }

    /// The terminal is about to be changed.
    static func isChanged() {
        guard let state = lastResort else { return }
        state.pointee.isChanged = 1
        if state.pointee.bracketsPastes, state.pointee.isGone == 0 { write(state.pointee.output, "\u{1B}[?2004h", 8) }
    }

    /// Safe in a signal handler.
    static func restore(printing: Bool = true) {
        guard let state = lastResort, state.pointee.isChanged != 0 else { return }
        state.pointee.isChanged = 0
        if state.pointee.bracketsPastes, state.pointee.isGone == 0, printing {
            write(state.pointee.output, "\u{1B}[?2004l", 8)
        }
        tcsetattr(state.pointee.input, TCSANOW, &state.pointee.original)
    }
}

private typealias Handler = @convention(c) (Int32) -> Void

/// Restores the terminal and lets the signal have its default effect.
private let endWithSignal: Handler = { signal in
    LastResort.restore(printing: signal != SIGHUP)
    raiseByDefault(signal)
}

/// Restores the terminal and stops; comes back after SIGCONT.
private let stop: Handler = { signal in
    let errorNumber = errno
    LastResort.restore()
    var mine = sigaction()
    sigaction(signal, nil, &mine)
    raiseByDefault(signal)
    sigaction(signal, &mine, nil)
    errno = errorNumber
}

/// Restores the terminal; the fault happens again and meets whoever looked after crashes before.
private let crash: Handler = { signal in
    LastResort.restore()
    guard let state = lastResort else { return }
    sigaction(signal, state.pointee.previous + Int(signal), nil)
    if signal == SIGABRT { raise(signal) }
}

private func raiseByDefault(_ signal: Int32) {
    var action = sigaction()
    sigaction(signal, &action, nil)
    var only = sigset_t()
    sigemptyset(&only)
    sigaddset(&only, signal)
    raise(signal)
    pthread_sigmask(SIG_UNBLOCK, &only, nil)
}
