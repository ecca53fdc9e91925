import Foundation
import Glibc
import Synchronization

/// The terminal's modes outside the editor: what they were at the start, silence, and leaving everything as it was.
///
/// Whatever ends or stops the program, the terminal gets its first modes back: SIGINT, SIGTERM, SIGHUP, SIGQUIT and
/// SIGTSTP where they still have their default action, crashes, and `exit`.
final class TerminalModes: Sendable {
    private struct State {
        var quietDepth = 0
        var source: SignalSource?
    }

    let input: Int32
    let output: Int32
    private let state = Mutex(State())

    init(input: Int32, output: Int32) {
        self.input = input
        self.output = output
        LastResort.prepare(input: input, output: output)
        let source = SignalSource([SIGCONT]) { [weak self] _ in
            self?.reapply()
            return false
        }
        state.withLock { $0.source = source }
    }

    /// Silences the keyboard: no echo and no line assembly, but ^C and ^Z stay signals.
    func beginQuiet() {
        state.withLock { state in
            state.quietDepth += 1
            if state.quietDepth == 1 { apply() }
        }
    }

    func endQuiet() {
        state.withLock { state in
            guard state.quietDepth > 0 else { return }
            state.quietDepth -= 1
            if state.quietDepth == 0 { LastResort.restore() }
        }
    }

    /// Runs `body` with the terminal as it was at the start, whatever it is now.
    func cooked<Result>(_ body: () throws -> Result) rethrows -> Result {
        LastResort.restore()
        defer { reapply() }
        return try body()
    }

    func restore() {
        LastResort.restore()
    }

    /// The terminal is gone: nothing is written to it any more.
    func hangUp() {
        LastResort.hangUp()
    }

    /// The keys that are signals where a terminal makes signals.
    var interruptKey: UInt8 { LastResort.controlCharacter(VINTR) ?? 3 }
    var suspendKey: UInt8 { LastResort.controlCharacter(VSUSP) ?? 26 }
    var quitKey: UInt8 { LastResort.controlCharacter(VQUIT) ?? 28 }

    /// Tells the terminal whether to put brackets around pastes.
    func bracketPastes(_ isOn: Bool) {
        LastResort.bracketPastes(isOn)
    }

    /// The editor has changed the modes, or has changed them back.
    func isEditing(_ isEditing: Bool) {
        LastResort.isChanged(isEditing)
    }

    /// After a stop the shell has set its own modes.
    private func reapply() {
        state.withLock { if $0.quietDepth > 0 { apply() } }
    }

    private func apply() {
        // Changing the terminal from the background would stop the program.
        guard tcgetpgrp(input) == getpgrp() else { return }
        LastResort.isChanged(true)
        var quiet = LastResort.original
        quiet.c_lflag &= ~tcflag_t(ECHO | ICANON)
        quiet.c_iflag &= ~tcflag_t(ICRNL | INLCR)
        tcsetattr(input, TCSADRAIN, &quiet)
        LastResort.bracketPastes(true)
    }

    deinit {
        LastResort.restore()
    }
}

/// What a signal handler needs to put the terminal right. The memory is never freed: a handler may run at any time.
private struct LastResortState {
    var input: Int32
    var output: Int32
    var original = termios()
    /// Nonzero while the modes differ from `original`.
    var isChanged: Int32 = 0
    /// Nonzero while the terminal puts brackets around pastes.
    var isBracketing: Int32 = 0
    /// Nonzero once the terminal has gone away.
    var isGone: Int32 = 0
    var previous: UnsafeMutablePointer<sigaction>
}

nonisolated(unsafe) private var lastResort: UnsafeMutablePointer<LastResortState>?

private enum LastResort {
    static var original: termios { lastResort?.pointee.original ?? termios() }

    /// Remembers the terminal's modes. The first terminal of the process is the one that is looked after.
    static func prepare(input: Int32, output: Int32) {
        guard lastResort == nil else { return }
        let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
        previous.initialize(repeating: sigaction(), count: 65)
        let state = UnsafeMutablePointer<LastResortState>.allocate(capacity: 1)
        state.initialize(to: LastResortState(input: input, output: output, previous: previous))
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

    static func isChanged(_ isChanged: Bool) {
        lastResort?.pointee.isChanged = isChanged ? 1 : 0
    }

    static func bracketPastes(_ isOn: Bool) {
        guard let state = lastResort else { return }
        state.pointee.isBracketing = isOn ? 1 : 0
        guard state.pointee.isGone == 0 else { return }
        _ = isOn ? write(state.pointee.output, "\u{1B}[?2004h", 8) : write(state.pointee.output, "\u{1B}[?2004l", 8)
    }

    /// Safe in a signal handler.
    static func restore(printing: Bool = true) {
        guard let state = lastResort else { return }
        if state.pointee.isBracketing != 0 {
            state.pointee.isBracketing = 0
            if printing, state.pointee.isGone == 0 { _ = write(state.pointee.output, "\u{1B}[?2004l", 8) }
        }
        if state.pointee.isChanged != 0 {
            state.pointee.isChanged = 0
            tcsetattr(state.pointee.input, TCSANOW, &state.pointee.original)
        }
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
