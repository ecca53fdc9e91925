import Glibc
import Synchronization

/// What the terminal is told besides its modes: the keyboard protocol, the other screen and the mouse, the title.
extension LastResort {
    static let keyboardOff: StaticString = "\u{1B}[<u"

    /// Puts the kitty keyboard protocol's first level on top of what the terminal has; once.
    static func pushKeyboard() {
        guard let state = lastResort, state.pointee.changes.hasKeyboard == 0, state.pointee.isGone == 0 else { return }
        state.pointee.changes.hasKeyboard = 1
        note(state)
        write(state.pointee.output, "\u{1B}[>1u", 5)
    }

    /// Safe in a signal handler.
    static func popKeyboard() {
        guard let state = lastResort, state.pointee.changes.hasKeyboard != 0 else { return }
        say(keyboardOff.utf8Start, keyboardOff.utf8CodeUnitCount)
        state.pointee.changes.hasKeyboard = 0
        note(state)
    }

    /// The mouse in every way that it may have been asked for; the cursor; the screen that was there before.
    static let pointingOff: StaticString =
        "\u{1B}[?1016l\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?25h\u{1B}[?1049l"

    /// Shows an empty screen without a cursor, and has the terminal tell of the mouse's buttons and of dragging.
    static func beginPointing(_ mouse: MouseUnit) {
        guard let state = lastResort, state.pointee.isGone == 0 else { return }
        let pixels = mouse == .pixels ? "\u{1B}[?1016h" : ""
        let text = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h\(pixels)\u{1B}[H\u{1B}[2J"
        // A signal may come in between.
        state.pointee.changes.isPointing = 1
        note(state)
        write(state.pointee.output, text, text.utf8.count)
    }

    /// Safe in a signal handler. What a screen has of the keyboard protocol is its own: it goes first.
    static func endPointing() {
        guard let state = lastResort, state.pointee.changes.isPointing != 0 else { return }
        popKeyboard()
        say(pointingOff.utf8Start, pointingOff.utf8CodeUnitCount)
        state.pointee.changes.isPointing = 0
        note(state)
    }

    /// Tells the terminal its title, unless it has it already; nil gives back what was there.
    static func setTitle(_ title: TerminalTitle?, isNew: Bool = false) {
        guard let state = lastResort, state.pointee.isGone == 0 else { return }
        guard let title else { return giveBackTitle() }
        // In the background the terminal is somebody else's; who gets it again sets the title.
        let group = tcgetpgrp(state.pointee.input)
        guard group < 0 || group == getpgrp() else { return }
        guard isNew || state.pointee.changes.hasTitle == 0 else { return }
        var text = title.announcement
        if state.pointee.changes.hasTitle == 0 {
            if state.pointee.titleFarewell == nil {
                let farewell = Array(TerminalTitle.farewell.utf8)
                let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: farewell.count)
                memory.initialize(from: farewell, count: farewell.count)
                state.pointee.titleFarewellLength = farewell.count
                state.pointee.titleFarewell = UnsafePointer(memory)
            }
            text = TerminalTitle.keeping + text
            owesTitle.store(true, ordering: .releasing)
            state.pointee.changes.hasTitle = 1
            note(state)
        }
        write(state.pointee.output, text, text.utf8.count)
    }

    /// Safe in a signal handler.
    static func giveBackTitle() {
        guard let state = lastResort, state.pointee.changes.hasTitle != 0, let text = state.pointee.titleFarewell,
            owesTitle.exchange(false, ordering: .acquiring)
        else { return }
        state.pointee.changes.hasTitle = 0
        say(text, state.pointee.titleFarewellLength)
        note(state)
    }
}
