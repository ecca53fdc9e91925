/// What came of asking for a line.
public enum LineEvent: Sendable, Equatable {
    /// A line without its end; pasted and continued lines may hold newlines.
    case line(String)
    /// ^C. The text on the line, if there was any, is gone.
    case interrupted(hadText: Bool)
    /// ^D on an empty line, the end of a file, or a terminal that went away.
    case endOfInput
}

/// Somewhere that lines come from: a person at a terminal, a pipe, a script, a test.
public protocol LineReading: Sendable {
    /// Asks for one line; at most one call at a time.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, `LineReadingFailure` when there is no line to be had.
    func readLine(_ prompt: Prompt, initialText: String) async throws -> LineEvent

    /// Prints text, which ends its own lines, above the line that is being edited. May be called from any thread.
    func printAbove(_ text: String)

    /// Silences the keyboard until `endQuiet()`: keys are not echoed and wait for the next line, ^C stays a signal.
    func beginQuiet()

    /// Ends what `beginQuiet()` began. Calls nest.
    func endQuiet()
}

extension LineReading {
    /// Asks for one line, starting from an empty one.
    public func readLine(_ prompt: Prompt) async throws -> LineEvent {
        try await readLine(prompt, initialText: "")
    }

    /// Runs `body` with the keyboard silenced.
    public func quieted<Result, Failure: Error>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        beginQuiet()
        defer { endQuiet() }
        return try await body()
    }

    public func printAbove(_ text: String) {}
    public func beginQuiet() {}
    public func endQuiet() {}
}

/// Why there is no line.
public enum LineReadingFailure: Error, Equatable {
    /// The line was longer than `limit` bytes. It was skipped; the next read gives the line after it.
    case lineTooLong(limit: Int)
    /// The input could not be read.
    case unreadable(errorNumber: Int32)
}
