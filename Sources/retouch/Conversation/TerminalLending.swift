import LineEditing

extension LineReading {
    /// Runs another program's work with the terminal as this program found it: with echo and lines.
    func lendingTerminal<Success>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Success
    ) async rethrows -> Success {
        leaveTerminal()
        defer {
            // The editor's terminal is silent between lines; a pair of these makes it so again.
            beginQuiet()
            endQuiet()
        }
        return try await body()
    }

    /// Puts the terminal back as the program found it.
    func leaveTerminal() {
        endQuiet()
        (self as? TerminalLineEditor)?.restoreTerminal()
    }
}
