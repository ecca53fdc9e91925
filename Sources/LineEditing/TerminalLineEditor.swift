import Glibc
import Synchronization

/// Lets a person edit lines at a terminal.
///
/// libedit runs on a thread of its own. From its making to its end the terminal is silent whenever no line is read:
/// what is typed then waits for the next line. A child process that needs the terminal runs inside `cooked`.
public final class TerminalLineEditor: LineReading {
    private let inbox = Inbox()
    let ahead = AheadBox()
    private let suggestions: SuggestionStyle
    private let modes: TerminalModes
    let screen: Screen
    let input: Int32
    private let thread: LineThread
    private let engine: Confined<LineEngine>
    private let signals: SignalSource
    private let records = Mutex(true)

    /// - Returns: nil if input and output are not one terminal that can move its cursor; see `PlainLineReader`.
    public init?(_ options: LineEditorOptions) {
        guard isatty(options.input) == 1, isatty(options.output) == 1 else { return nil }
        useUnicodeLocale()
        screen = Screen(output: options.output)
        input = options.input
        modes = TerminalModes(
            input: options.input, output: options.output, isAlwaysQuiet: true, bracketsPastes: true,
            records: options.recordsFolder)
        suggestions = SuggestionStyle(options.suggestionStyle)
        guard
            let engine = LineEngine(options, inbox: inbox, ahead: ahead, suggestions: suggestions, modes: modes)
        else { return nil }
        self.engine = Confined(engine)
        thread = LineThread(name: "line")
        modes.rest()
        signals = SignalSource([SIGWINCH, SIGCONT, SIGINT]) { [inbox, modes] signal in
            switch signal {
            case SIGWINCH: inbox.post(.resized)
            case SIGCONT: inbox.post(.continued)
            // A ^C between two lines belongs to the next one. Whoever insists means the program.
            default: if !inbox.keepInterrupt() { modes.end(by: signal) }
            }
            return signal == SIGINT
        }
    }

    /// Whether a program that was killed outright had left this terminal changed, and it was put right.
    public var hasPutTerminalRight: Bool { LastResort.hasPutRight }

    /// Whether lines go into the history.
    public var recordsHistory: Bool {
        get { records.withLock { $0 } }
        set { records.withLock { $0 = newValue } }
    }

    /// How what an older line would add is shown; see `LineEditorOptions.suggestionStyle`.
    public var suggestionStyle: String? {
        get { suggestions.style }
        set { suggestions.style = newValue }
    }

    /// Says what the terminal's title and folder are as long as this program has the terminal; nil leaves both alone. Whatever
    /// takes the terminal from the program, or ends it, gets back what was there.
    public func setTitle(_ title: TerminalTitle?) {
        modes.setTitle(title)
    }

    /// Says, once the terminal is known, what `LineEditorOptions.rewrapsLines` says before. Not while a line is read.
    public func setRewrapsLines(_ rewrapsLines: Bool) {
        onThread { $0.painter.rewrapsLines = rewrapsLines }
    }

    public func readLine(_ prompt: Prompt, initialText: String) async throws -> LineEvent {
        let isRecorded = recordsHistory
        try Task.checkCancellation()
        let event: LineEvent? = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                thread.perform { [engine] in
                    let event = engine.value.readLine(prompt, initialText: initialText, isRecorded: isRecorded)
                    continuation.resume(returning: event)
                }
            }
        } onCancel: {
            inbox.post(.cancelled)
        }
        guard let event else { throw CancellationError() }
        return event
    }

    /// Does something with the engine where it belongs, before the next line is read.
    func onThread(_ work: @escaping @Sendable (LineEngine) -> Void) {
        thread.perform { [engine] in work(engine.value) }
    }

    /// Whether the shell has the terminal at present: reading from the background would stop the program.
    public var isInBackground: Bool {
        let group = tcgetpgrp(input)
        return group >= 0 && group != getpgrp()
    }

    /// Ends what reads the keyboard, as a cancelled task does.
    func cancelReading() {
        inbox.post(.cancelled)
    }

    /// Makes the line thread look about.
    func wake() {
        inbox.wake.wake()
    }

    public func printAbove(_ text: String) {
        inbox.print(text) { screen.writeLines($0) }
    }

    public func beginQuiet() {
        modes.beginQuiet()
    }

    public func endQuiet() {
        modes.endQuiet()
    }

    /// Runs `body`, a child process for one, with the terminal as the program found it. Not while a line is read.
    public func cooked<Result>(_ body: () throws -> Result) rethrows -> Result {
        try modes.asFound(body)
    }

    /// Puts the terminal back as the program found it. For a program that is about to be ended by a signal.
    public func restoreTerminal() {
        modes.release()
    }
}

/// A value that only one thread uses, though others hold on to it.
private struct Confined<Value>: @unchecked Sendable {
    let value: Value

    init(_ value: Value) {
        self.value = value
    }
}

/// How suggestions look, between the line thread and whoever sets it.
final class SuggestionStyle: Sendable {
    private let value: Mutex<String?>

    init(_ style: String?) {
        value = Mutex(style)
    }

    var style: String? {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
