import Glibc
import Synchronization

/// Reads lines from a pipe, a file, or a terminal that cannot move its cursor.
///
/// Lines end in LF, CR or CRLF; bytes that are not UTF-8 become U+FFFD; NULs are left out. There is no echo, and a
/// prompt only where there is a terminal to show it. A trailing backslash joins a line with the next, as in the editor.
public final class PlainLineReader: LineReading {
    private let inbox = Inbox()
    private let thread = LineThread(name: "line")
    private let reader: Mutex<Reader>
    private let terminal: Screen?
    private let modes: TerminalModes?

    fileprivate struct Reader {
        var source: LineSource
        let inbox: Inbox
        let terminal: Screen?
    }

    /// - Parameter terminal: Where to show prompts if a person sits there: a file descriptor open for writing.
    public init(input: Int32 = 0, terminal: Int32? = nil) {
        let screen = terminal.map(Screen.init(output:))
        self.terminal = screen
        modes = terminal.flatMap { isatty(input) == 1 ? Self.modes(input, $0) : nil }
        reader = Mutex(Reader(source: LineSource(input: input, wake: inbox.wake), inbox: inbox, terminal: screen))
    }

    private static func modes(_ input: Int32, _ output: Int32) -> TerminalModes {
        TerminalModes(input: input, output: output, isAlwaysQuiet: false, bracketsPastes: false)
    }

    public func readLine(_ prompt: Prompt, initialText: String) async throws -> LineEvent {
        try Task.checkCancellation()
        let result: Result<LineEvent, any Error> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                thread.perform { [self] in
                    let result = Result { try reader.withLock { try $0.read(prompt) } }
                    continuation.resume(returning: result)
                }
            }
        } onCancel: {
            inbox.post(.cancelled)
        }
        return try result.get()
    }

    public func printAbove(_ text: String) {
        guard let terminal else { return }
        inbox.print(text) { terminal.writeLines($0) }
    }

    public func beginQuiet() {
        modes?.beginQuiet()
    }

    public func endQuiet() {
        modes?.endQuiet()
    }
}

extension PlainLineReader.Reader {
    fileprivate mutating func read(_ prompt: Prompt) throws -> LineEvent {
        let interrupts = terminal.map { _ in
            SignalSource([SIGINT]) { [inbox] _ in
                inbox.post(.interrupted)
                return true
            }
        }
        defer { interrupts?.cancel() }
        inbox.beginReading()
        defer { inbox.endReading { terminal?.writeLines($0) } }
        var text = ""
        var prompt = prompt.text
        while true {
            let event = try source.readLine(prompt, on: terminal, inbox)
            guard case .line(let line) = event else {
                // Nothing of a script is lost, even if it ends in a backslash.
                return event == .endOfInput && terminal == nil && !text.isEmpty ? .line(String(text.dropLast())) : event
            }
            text += line
            guard endsInContinuation(text) else { return .line(text) }
            text = text.dropLast() + "\n"
            prompt = "> "
        }
    }
}

extension LineSource {
    /// Reads a line that the terminal, if there is one, assembles itself.
    mutating func readLine(_ prompt: String, on terminal: Screen?, _ inbox: Inbox) throws -> LineEvent {
        terminal?.write(prompt)
        while true {
            switch next() {
            case .line(let line):
                return .line(line)
            case .tooLong:
                throw LineReadingFailure.lineTooLong(limit: Self.limit)
            case .end:
                return .endOfInput
            case .failed(let errorNumber):
                throw LineReadingFailure.unreadable(errorNumber: errorNumber)
            case .woken:
                let (events, prints) = inbox.take()
                if !prints.isEmpty {
                    terminal?.write("\n")
                    for text in prints { terminal?.writeLines(text) }
                    terminal?.write(prompt)
                }
                if events.isDisjoint(with: [.cancelled, .interrupted]) { continue }
                terminal?.write("\n")
                if events.contains(.cancelled) { throw CancellationError() }
                return .interrupted(hadText: false)
            }
        }
    }
}
