import Foundation

/// One line that says what is being waited for, with the seconds: redrawn in place on a terminal, left out elsewhere.
///
/// No percentages: image models give none. Where the terminal's program can, its window or tab tells, too (OSC 9;4).
public actor ProgressLine {
    private let write: @Sendable (String) -> Void
    private let terminal: Terminal
    private let columns: Int
    private let marksWindow: Bool
    private var interrupting: String
    private var what: String
    private let start = ContinuousClock.now
    private var ticking: Task<Void, Never>?
    private var shown = false
    private var lastMark: ContinuousClock.Instant?

    /// Takes the mark off the terminal's window.
    public static let unmarking: StaticString = "\u{1B}]9;4;0\u{1B}\\"
    private static let marking = "\u{1B}]9;4;3\u{1B}\\"

    /// - Parameters:
    ///   - marksWindow: Whether the terminal's program is known to understand `OSC 9;4`.
    ///   - interrupting: What ^C does, for the hint at the end.
    public init(
        _ what: String, terminal: Terminal, columns: Int, marksWindow: Bool = false, interrupting: String = "cancels",
        write: @escaping @Sendable (String) -> Void
    ) {
        self.what = what
        self.interrupting = interrupting
        self.terminal = terminal
        self.columns = columns
        self.marksWindow = marksWindow && terminal.movesCursor
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

    public func update(_ what: String, interrupting: String? = nil) {
        self.what = what
        self.interrupting = interrupting ?? self.interrupting
        if ticking != nil { draw() }
    }

    /// Takes the line away.
    public func end() {
        ticking?.cancel()
        ticking = nil
        if shown { write("\r\u{1B}[K") }
        if lastMark != nil { write("\(Self.unmarking)") }
        shown = false
        lastMark = nil
    }

    private func draw() {
        let elapsed = Double((ContinuousClock.now - start) / .milliseconds(100)) / 10
        let ellipsis = terminal.showsUnicode ? "…" : "..."
        var line = "  \(Sanitising.line(what))\(ellipsis) \(String(format: "%.1f", elapsed)) s"
        let hint = "  (^C \(interrupting))"
        if line.count + hint.count < columns { line += hint }
        write(mark() + "\r" + line.prefix(max(1, columns - 1)) + "\u{1B}[K")
        shown = true
    }

    /// Said again every few seconds: some programs take off a mark that they no longer hear of.
    private func mark() -> String {
        guard marksWindow else { return "" }
        if let lastMark, ContinuousClock.now - lastMark < .seconds(5) { return "" }
        lastMark = .now
        return Self.marking
    }
}
