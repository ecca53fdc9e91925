import Glibc
import Synchronization

/// What a signal handler needs to put the terminal right. The memory is never freed: a handler may run at any time.
struct LastResortState {
    var input: Int32
    var output: Int32
    /// What is to be taken back; `record` has it too.
    var changes: TerminalChanges
    let record: TerminalRecord
    /// What gives the title and the folder back that the terminal had.
    var titleFarewell: UnsafePointer<UInt8>?
    var titleFarewellLength = 0
    /// Nonzero once the terminal has gone away.
    var isGone: Int32 = 0
    /// What is written last, when a signal ends or stops the program.
    var farewell: UnsafePointer<UInt8>?
    var farewellLength = 0
    /// The modes between two lines, while those are wanted.
    var quiet = termios()
    var isQuiet: Int32 = 0
    var previous: UnsafeMutablePointer<sigaction>
}

/// Whether a title is to be given back. Two threads may do that at the same time, and a title that is taken back twice is another
/// program's.
let owesTitle = Atomic(false)

/// The thread that is changing the terminal; 0 for none.
private let changer = Atomic<UInt>(0)

/// Whether a signal's handler is giving the terminal back, or has given it back: no other thread changes it any more.
private let isBeingGivenBack = Atomic(false)

nonisolated(unsafe) var lastResort: UnsafeMutablePointer<LastResortState>?

/// Gives the terminal back when the program ends or stops without having done so.
enum LastResort {
    static var original: termios { lastResort?.pointee.changes.original ?? termios() }

    /// Whether a program before this one was killed in this terminal, and what it had changed was put right.
    private(set) nonisolated(unsafe) static var hasPutRight = false

    /// Remembers the terminal's modes. The first terminal of the process is the one that is looked after.
    ///
    /// - Parameter records: The folder where what is changed at terminals stands for the next program; see `TerminalRecord`.
    static func prepare(input: Int32, output: Int32, bracketsPastes: Bool, records: String?) {
        if let state = lastResort {
            state.pointee.changes.bracketsPastes = bracketsPastes
            return
        }
        let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
        previous.initialize(repeating: sigaction(), count: 65)
        var changes = TerminalChanges(bracketsPastes: bracketsPastes)
        let record = TerminalRecord(of: changes, at: input, in: records)
        if let left = record.left { putRight(left, input, output) }
        guard tcgetattr(input, &changes.original) == 0 else { return previous.deallocate() }
        let state = UnsafeMutablePointer<LastResortState>.allocate(capacity: 1)
        state.initialize(
            to: LastResortState(input: input, output: output, changes: changes, record: record, previous: previous))
        note(state)
        lastResort = state
        // What a handler uses has to be there before.
        owesTitle.store(false, ordering: .releasing)
        changer.store(0, ordering: .releasing)
        isBeingGivenBack.store(false, ordering: .releasing)
        atexit { LastResort.giveBack() }
        installHandlers()
    }

    /// Takes back what a program left that was killed outright.
    private static func putRight(_ left: TerminalChanges, _ input: Int32, _ output: Int32) {
        guard tcgetpgrp(input) == getpgrp() else { return }
        // What a screen has of the keyboard protocol is its own.
        let text =
            (left.hasKeyboard != 0 ? "\(keyboardOff)" : "") + (left.isPointing != 0 ? "\(pointingOff)" : "")
            + (left.hasTitle != 0 ? TerminalTitle.farewell : "") + (left.bracketsPastes ? "\(bracketsOff)" : "")
        write(output, text, text.utf8.count)
        // A shell may have seen to the modes already.
        var (now, original) = (termios(), left.original)
        let assembled = tcflag_t(ICANON | ECHO)
        if tcgetattr(input, &now) == 0, now.c_lflag & assembled != assembled, original.c_lflag & assembled == assembled
        {
            tcsetattr(input, TCSANOW, &original)
        }
        hasPutRight = true
    }

    /// Safe in a signal handler.
    static func note(_ state: UnsafeMutablePointer<LastResortState>) {
        withUnsafePointer(to: &state.pointee.changes) { state.pointee.record.note($0) }
    }

    static func controlCharacter(_ index: Int32) -> UInt8? {
        guard var original = lastResort?.pointee.changes.original else { return nil }
        let key = withUnsafeBytes(of: &original.c_cc) { $0[Int(index)] }
        return key == 0 ? nil : key
    }

    static func hangUp() {
        lastResort?.pointee.isGone = 1
    }

    /// What a terminal is told last, when a signal ends or stops the program; nil for nothing.
    static func setFarewell(_ text: StaticString?) {
        guard let state = lastResort else { return }
        state.pointee.farewell = nil
        state.pointee.farewellLength = text?.utf8CodeUnitCount ?? 0
        state.pointee.farewell = text?.utf8Start
    }

    /// Safe in a signal handler.
    static func sayFarewell() {
        guard let state = lastResort, let text = state.pointee.farewell else { return }
        say(text, state.pointee.farewellLength)
    }

    /// Safe in a signal handler. A terminal that takes nothing any more is not waited for.
    static func say(_ text: UnsafePointer<UInt8>, _ length: Int) {
        guard let state = lastResort, state.pointee.isGone == 0 else { return }
        var file = pollfd(fd: state.pointee.output, events: Int16(POLLOUT), revents: 0)
        guard poll(&file, 1, 100) > 0 else { return }
        write(state.pointee.output, text, length)
    }

    private static let bracketsOff: StaticString = "\u{1B}[?2004l"

    /// Runs `body`, which changes the terminal, on one thread at a time, and not once a handler of another thread gives the terminal
    /// back: a program that ends would leave it changed. After a stop it goes on.
    static func changing<Result>(_ body: () throws -> Result) rethrows -> Result {
        let own = UInt(pthread_self())
        guard changer.load(ordering: .sequentiallyConsistent) != own else { return try body() }
        while true {
            if changer.compareExchange(expected: 0, desired: own, ordering: .sequentiallyConsistent).exchanged {
                if !isBeingGivenBack.load(ordering: .sequentiallyConsistent) { break }
                changer.store(0, ordering: .sequentiallyConsistent)
            }
            usleep(500)
        }
        defer { changer.store(0, ordering: .sequentiallyConsistent) }
        return try body()
    }

    /// Safe in a signal handler. Another thread that is changing the terminal gets done first, unless the terminal holds it up.
    static func giveBack() {
        isBeingGivenBack.store(true, ordering: .sequentiallyConsistent)
        let own = UInt(pthread_self())
        for _ in 0..<1000 {
            let thread = changer.load(ordering: .sequentiallyConsistent)
            if thread == 0 || thread == own { break }
            usleep(500)
        }
        restore()
    }

    /// The modes that the terminal has again after a stop; nil leaves that to who edits a line.
    static func setQuiet(_ modes: termios?) {
        guard let state = lastResort else { return }
        state.pointee.isQuiet = 0
        guard let modes else { return }
        state.pointee.quiet = modes
        state.pointee.isQuiet = 1
    }

    /// Safe in a signal handler. The program was stopped and goes on; or nothing has stopped it, where no shell looks after jobs, and
    /// nothing will tell it to go on.
    static func takeAgain() {
        isBeingGivenBack.store(false, ordering: .sequentiallyConsistent)
        guard let state = lastResort, state.pointee.isQuiet != 0, state.pointee.isGone == 0,
            tcgetpgrp(state.pointee.input) == getpgrp()
        else { return }
        isChanged()
        tcsetattr(state.pointee.input, TCSANOW, &state.pointee.quiet)
    }

    /// The terminal is about to be changed.
    static func isChanged() {
        guard let state = lastResort else { return }
        state.pointee.changes.isChanged = 1
        note(state)
        if state.pointee.changes.bracketsPastes, state.pointee.isGone == 0 {
            write(state.pointee.output, "\u{1B}[?2004h", 8)
        }
    }

    /// Safe in a signal handler.
    static func restore() {
        guard let state = lastResort, state.pointee.changes.isChanged != 0 else { return }
        endPointing()
        popKeyboard()
        giveBackTitle()
        if state.pointee.changes.bracketsPastes { say(bracketsOff.utf8Start, bracketsOff.utf8CodeUnitCount) }
        tcsetattr(state.pointee.input, TCSANOW, &state.pointee.changes.original)
        // Only now: another thread that sees it may end the program.
        state.pointee.changes.isChanged = 0
        note(state)
    }
}
