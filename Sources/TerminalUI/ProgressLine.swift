import Foundation

/// One line that says what is being waited for, with the seconds: redrawn in place on a terminal, left out elsewhere.
///
/// No percentages: image models give none.
public actor ProgressLine {
    private let write: @Sendable (String) -> Void
    private let terminal: Terminal
    private let columns: Int
    private var what: String
    private let start = ContinuousClock.now
    private var ticking: Task<Void, Never>?
    private var shown = false

    public init(_ what: String, terminal: Terminal, columns: Int, write: @escaping @Sendable (String) -> Void) {
        self.what = what
        self.terminal = terminal
        self.columns = columns
        self.write = write
    }

    /// Shows the line, and keeps its seconds going.
    public func begin() {
        guard terminal.movesCursor else { return }
        draw()
        ticking = Task { [weak self] in
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(100))
                guard !Task.isCancelled else { return }
                await self?.draw()
            }
        }
    }

    public func update(_ what: String) {
        self.what = what
        if ticking != nil { draw() }
    }

    /// Takes the line away.
    public func end() {
        ticking?.cancel()
        ticking = nil
        if shown { write("\r\u{1B}[K") }
        shown = false
    }

    private func draw() {
        let elapsed = Double((ContinuousClock.now - start) / .milliseconds(100)) / 10
        let ellipsis = terminal.showsUnicode ? "…" : "..."
        var line = "  \(Sanitising.line(what))\(ellipsis) \(String(format: "%.1f", elapsed)) s"
        let hint = "  (^C cancels)"
        if line.count + hint.count < columns { line += hint }
        write("\r" + line.prefix(max(1, columns - 1)) + "\u{1B}[K")
        shown = true
    }
}
