public import LineEditing
import Synchronization

/// Lines from a list, then the end of input. Remembers what it was asked and told.
public final class ScriptedLineReader: LineReading {
    private struct State {
        var events: [LineEvent]
        var prompts: [Prompt] = []
        var initialTexts: [String] = []
        var printed: [String] = []
        var quietDepth = 0
    }

    private let state: Mutex<State>

    public init(_ events: [LineEvent]) {
        state = Mutex(State(events: events))
    }

    public convenience init(lines: [String]) {
        self.init(lines.map(LineEvent.line))
    }

    public func readLine(_ prompt: Prompt, initialText: String) async throws -> LineEvent {
        try Task.checkCancellation()
        return state.withLock { state in
            state.prompts.append(prompt)
            state.initialTexts.append(initialText)
            return state.events.isEmpty ? .endOfInput : state.events.removeFirst()
        }
    }

    public func printAbove(_ text: String) {
        state.withLock { $0.printed.append(text) }
    }

    public func beginQuiet() {
        state.withLock { $0.quietDepth += 1 }
    }

    public func endQuiet() {
        state.withLock { $0.quietDepth -= 1 }
    }

    /// The prompts so far.
    public var prompts: [Prompt] { state.withLock { $0.prompts } }
    /// The texts that lines started from so far.
    public var initialTexts: [String] { state.withLock { $0.initialTexts } }
    /// What was printed above the line so far.
    public var printed: [String] { state.withLock { $0.printed } }
    /// Whether the keyboard is silenced at present.
    public var isQuiet: Bool { state.withLock { $0.quietDepth > 0 } }
}
