import Foundation
public import Glibc

/// A program at a terminal of its own, driven by a test. Whatever is left of the program ends with this value.
public final class PseudoTerminal {
    /// How a program ended.
    public enum Ending: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// Why a test cannot go on.
    public enum Failure: Error, CustomStringConvertible {
        case cannotStart(String, errorNumber: Int32)
        case timedOut(waitingFor: String, screen: String)
        case ended(waitingFor: String, screen: String)

        public var description: String {
            switch self {
            case .cannotStart(let program, let number): "cannot start \(program): \(String(cString: strerror(number)))"
            case .timedOut(let what, let screen): "waited in vain for \(what); on the screen:\n\(screen)"
            case .ended(let what, let screen): "the program ended before \(what); on the screen:\n\(screen)"
            }
        }
    }

    /// What a person sees.
    public private(set) var screen: TerminalScreen
    /// Everything the program has written.
    public private(set) var output: [UInt8] = []
    /// The process that was started. It leads a session of its own.
    public let process: pid_t
    private let controller: Int32
    private var isOpen = true
    private var ending: Ending?

    /// Starts a program with exactly the given environment.
    public init(
        _ program: String, _ arguments: [String] = [], environment: [String: String], folder: String? = nil,
        columns: Int = 80, rows: Int = 24
    ) throws {
        screen = TerminalScreen(columns: columns, rows: rows)
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        // Linux's requests for what unlockpt(3) and ptsname(3) do.
        let (unlock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        var (isLocked, number): (Int32, UInt32) = (0, 0)
        guard controller >= 0, ioctl(controller, unlock, &isLocked) == 0, ioctl(controller, getNumber, &number) == 0
        else { throw Failure.cannotStart(program, errorNumber: errno) }
        var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &window)
        // The first terminal that the leader of a new session opens becomes its controlling terminal.
        let terminal = Spawn.File(path: "/dev/pts/\(number)", flags: O_RDWR)
        do {
            process = try Spawn.process(
                [program] + arguments, environment: environment, folder: folder,
                files: [terminal, terminal, terminal], leadsSession: true)
        } catch {
            close(controller)
            throw error
        }
    }

    deinit {
        if isOpen { close(controller) }
        for process in sessionMembers { kill(process, SIGKILL) }
        kill(process, SIGKILL)
        if ending == nil { waitpid(process, nil, 0) }
    }

    /// The processes of the program's session, background jobs among them.
    private var sessionMembers: [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap(pid_t.init).filter { getsid($0) == process }
    }

    // MARK: What a person does

    /// Types text; control characters are keys.
    public func type(_ text: String) {
        type(bytes: Array(text.utf8))
    }

    public func type(bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, isOpen {
            // The program may be waiting for us to read before it reads.
            pump(milliseconds: 0)
            var file = pollfd(fd: controller, events: Int16(POLLOUT), revents: 0)
            guard poll(&file, 1, 20000) > 0 else { return }
            let count = rest.prefix(1024).withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR, errno != EAGAIN { return }
            rest = rest.dropFirst(max(count, 0))
        }
    }

    /// Pastes text as a terminal does: in brackets if the program has asked for them.
    public func paste(_ text: String) {
        let body = text.replacing("\n", with: "\r")
        type(screen.bracketsPastes ? "\u{1B}[200~\(body)\u{1B}[201~" : body)
    }

    /// - Parameter rewraps: Whether the terminal wraps its lines again, as most do.
    public func resize(columns: Int, rows: Int, rewraps: Bool = true) {
        pump(milliseconds: 0)
        if rewraps {
            screen.resize(columns: columns, rows: rows)
        } else {
            screen.cut(columns: columns, rows: rows)
        }
        var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &window)
    }

    /// Sends a signal to the program.
    public func signal(_ signal: Int32) {
        kill(process, signal)
    }

    /// Sends a signal to the job in the foreground, as the terminal does for ^C.
    public func signalForeground(_ signal: Int32) {
        kill(-tcgetpgrp(controller), signal)
    }

    /// Takes the terminal away, as closing its window does.
    public func hangUp() {
        guard isOpen else { return }
        isOpen = false
        close(controller)
    }

    // MARK: Waiting

    /// Waits until the screen fulfils a condition.
    public func wait(
        until what: String, timeout: Duration = .seconds(20), _ condition: (TerminalScreen) -> Bool
    ) throws {
        let deadline = ContinuousClock.now + timeout
        while !condition(screen) {
            guard ContinuousClock.now < deadline else { throw Failure.timedOut(waitingFor: what, screen: screen.text) }
            guard pump(milliseconds: 50) || condition(screen) else {
                throw Failure.ended(waitingFor: what, screen: screen.text)
            }
        }
    }

    /// Waits until a text is on the screen.
    public func wait(for text: String, timeout: Duration = .seconds(20)) throws {
        try wait(until: text.debugDescription, timeout: timeout) { $0.text.contains(text) }
    }

    /// Waits until the row with the cursor is exactly this text.
    public func wait(forLine text: String, timeout: Duration = .seconds(20)) throws {
        try wait(until: "the line \(text.debugDescription)", timeout: timeout) { $0.cursorLine == text }
    }

    /// Waits until the program has written a text, whether it can be seen or not.
    public func wait(forOutput text: String, timeout: Duration = .seconds(20)) throws {
        let bytes = Array(text.utf8)
        try wait(until: "the output \(text.debugDescription)", timeout: timeout) { _ in
            output.firstRange(of: bytes) != nil
        }
    }

    /// Reads until nothing has come for a while and the program waits for something.
    public func settle(for quiet: Duration = .milliseconds(150)) {
        let milliseconds = Int32(quiet / .milliseconds(1))
        let deadline = ContinuousClock.now + .seconds(20)
        var count = -1
        while count != output.count || (isWorking && ContinuousClock.now < deadline) {
            count = output.count
            guard pump(milliseconds: milliseconds) else { return }
        }
    }

    /// Whether a thread of the program runs, waits for its turn on a processor, or for a disk (proc_pid_stat(5)). On a
    /// machine with much to do a program says nothing for longer than a while, and is at it all the same.
    private var isWorking: Bool {
        let threads = "/proc/\(process)/task"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: threads)) ?? []
        return names.contains { name in
            guard let status = try? String(contentsOfFile: "\(threads)/\(name)/stat", encoding: .utf8),
                // The program's name stands in parentheses before it, and may have some itself.
                let end = status.lastIndex(of: ")")
            else { return false }
            return status[end...].hasPrefix(") R") || status[end...].hasPrefix(") D")
        }
    }

    /// Waits for the program's end.
    public func waitForEnd(timeout: Duration = .seconds(20)) throws -> Ending {
        let deadline = ContinuousClock.now + timeout
        while ending == nil {
            pump(milliseconds: 20)
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) == process {
                let signal = status & 0x7F
                ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
            } else if ContinuousClock.now > deadline {
                throw Failure.timedOut(waitingFor: "the end of the program", screen: screen.text)
            }
        }
        pump(milliseconds: 0)
        return ending ?? .exited(-1)
    }

    /// The terminal's modes.
    public var modes: termios {
        var modes = termios()
        if isOpen { tcgetattr(controller, &modes) }
        return modes
    }

    /// Whether the terminal assembles and echoes lines itself, as it does for a program that knows nothing of it.
    public var isCooked: Bool {
        modes.c_lflag & tcflag_t(ECHO) != 0 && modes.c_lflag & tcflag_t(ICANON) != 0
            && modes.c_lflag & tcflag_t(ISIG) != 0
    }

    /// Takes what the program has written; false once nothing more can come.
    @discardableResult
    private func pump(milliseconds: Int32) -> Bool {
        guard isOpen else {
            if milliseconds > 0 { usleep(UInt32(milliseconds) * 1000) }
            return false
        }
        var wait = milliseconds
        while true {
            var file = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
            guard poll(&file, 1, wait) > 0 else { return true }
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(controller, &chunk, chunk.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else {
                if milliseconds > 0 { usleep(UInt32(milliseconds) * 1000) }
                return false
            }
            output += chunk[..<count]
            screen.feed(chunk[..<count])
            wait = 0
        }
    }
}
