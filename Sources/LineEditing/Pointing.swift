import Glibc

/// Something on the whole screen that is worked on by keys and the mouse until it is taken or left.
public protocol PointingClient: Sendable {
    /// Takes a key or what the mouse did.
    mutating func take(_ key: Key) -> PointingStep

    /// What has to be written for the screen to show how things are now.
    ///
    /// - Parameter isBlank: Whether the screen is empty: at first, after a stop, and in a window of another size.
    mutating func frame(columns: Int, rows: Int, isBlank: Bool) -> String

    /// What has to be written at the end, while its screen is still there.
    var farewell: String { get }

    /// What has to be written when the screen from before is there again.
    var afterword: String { get }
}

/// What a key did to what is pointed at.
public enum PointingStep: Sendable, Equatable {
    case nothing, changed, taken, left
}

/// How a terminal is asked to tell of the mouse.
public enum MouseUnit: Sendable, Equatable {
    case cells, pixels
}

extension TerminalLineEditor {
    /// Gives the whole screen, the keys and the mouse to a client. Not while a line is read.
    ///
    /// The screen that was there comes back afterwards, and whatever ends or stops the program gives it and the mouse back.
    ///
    /// - Returns: the client as it was taken; `nil` if it was left, or the window is too small.
    public func point<Client: PointingClient>(_ client: Client, mouse: MouseUnit) async -> Client? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                onThread { engine in
                    var client = client
                    let isTaken = engine.point(&client, mouse: mouse)
                    continuation.resume(returning: isTaken ? client : nil)
                }
            }
        } onCancel: {
            cancelReading()
        }
    }

    /// Whether the terminal can tell of the mouse in pixels, by its own answer. Not while a line is read.
    public func knowsPixelMouse(within limit: Duration) -> Bool {
        var bytes: [UInt8] = []
        var answer: (value: Bool, range: Range<Int>)?
        var end: Range<Int>?
        ask("\u{1B}[?1016$p\u{1B}[c", within: limit) { piece in
            bytes += piece
            for value in ["0", "1", "2", "3", "4"] {
                if let range = bytes.firstRange(of: Array("\u{1B}[?1016;\(value)$y".utf8)) {
                    answer = (value == "1" || value == "2", range)
                }
            }
            end = Self.attributes(in: bytes)
            return end != nil
        }
        // What was typed meanwhile is for later.
        var typed = bytes
        for range in [answer?.range, end].compactMap(\.self).sorted(by: { $0.lowerBound > $1.lowerBound }) {
            typed.removeSubrange(range)
        }
        giveBack(typed, awaitingMore: end == nil)
        return answer?.value ?? false
    }

    /// Where the answer to the question stands that every terminal answers: "ESC [ ? … c".
    private static func attributes(in bytes: [UInt8]) -> Range<Int>? {
        guard let start = bytes.firstRange(of: Array("\u{1B}[?".utf8)) else { return nil }
        var from = start
        while true {
            let body = bytes[from.upperBound...]
            guard let last = body.firstIndex(where: { !(0x20...0x3F).contains($0) }) else { return nil }
            if bytes[last] == UInt8(ascii: "c") { return from.lowerBound..<last + 1 }
            guard let next = bytes[last...].firstRange(of: Array("\u{1B}[?".utf8)) else { return nil }
            from = next
        }
    }
}

extension LineEngine {
    /// Lets a client have the screen; whether it was taken.
    func point(_ client: inout some PointingClient, mouse: MouseUnit) -> Bool {
        guard !isWindowTooSmall, !isInBackground else { return false }
        let interrupts = SignalSource([SIGINT]) { [inbox] _ in
            inbox.post(.interrupted)
            return true
        }
        defer { interrupts.cancel() }
        inbox.beginReading()
        decoder.isPointing = true
        beginPointing(mouse)
        // What others have to say is for the screen that comes back.
        var later: [String] = []
        let step = followPointing(&client, mouse, &later)
        screen.write(client.farewell)
        decoder.isPointing = false
        modes.endPointing()
        if ending == .hungUp { modes.hangUp() } else { screen.write(client.afterword) }
        editLine?.setEditing(false)
        modes.rest()
        later.forEach(screen.writeLines)
        inbox.endReading { screen.writeLines($0) }
        return step == .taken
    }

    private func beginPointing(_ mouse: MouseUnit) {
        modes.beginEditing()
        editLine?.setEditing(true)
        modes.beginPointing(mouse)
        if decoder.knowsKeyboardProtocol { modes.askForKeyboardProtocol() }
    }

    private func followPointing(
        _ client: inout some PointingClient, _ mouse: MouseUnit, _ later: inout [String]
    ) -> PointingStep {
        var (isBlank, isChanged) = (true, true)
        var given: Key?
        ending = nil
        while true {
            while let key = decoder.nextKey() ?? given {
                given = nil
                switch key {
                case .control(modes.interruptKey), .control(modes.quitKey): return .left
                case .control(modes.suspendKey):
                    stopPointing(client, mouse)
                    (isBlank, isChanged) = (true, true)
                default:
                    let step = client.take(key)
                    if step == .taken || step == .left { return step }
                    if step == .changed { isChanged = true }
                }
            }
            var files = [
                pollfd(fd: options.input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: inbox.wake.readEnd, events: Int16(POLLIN), revents: 0),
            ]
            if isInBackground {
                waitForTerminal()
                guard ending == nil else { return .left }
                beginPointing(mouse)
                (isBlank, isChanged) = (true, true)
            }
            // What has come is taken first: only the last of many movements is shown.
            let count = poll(&files, 2, isChanged ? 0 : Int32(decoder.patience ?? -1))
            if count < 0, errno != EINTR { return hungUp() }
            if count == 0 {
                if isChanged {
                    let size = screen.size
                    screen.write(client.frame(columns: size.columns, rows: size.rows, isBlank: isBlank))
                    (isBlank, isChanged) = (false, false)
                } else {
                    given = decoder.giveUp()
                }
            }
            if files[1].revents != 0 {
                inbox.wake.drain()
                let (events, prints) = inbox.take()
                later += prints
                if !events.isDisjoint(with: [.cancelled, .interrupted]) { return .left }
                if events.contains(.continued), !isInBackground { beginPointing(mouse) }
                if !events.isDisjoint(with: [.continued, .resized]) { (isBlank, isChanged) = (true, true) }
            }
            if files[0].revents != 0, !readInput() { return hungUp() }
        }
    }

    private func hungUp() -> PointingStep {
        ending = .hungUp
        return .left
    }

    private func stopPointing(_ client: some PointingClient, _ mouse: MouseUnit) {
        editLine?.setEditing(false)
        modes.release()
        screen.write(client.afterword)
        stopJob()
        if !isInBackground { beginPointing(mouse) }
    }
}
