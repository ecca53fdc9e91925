import Foundation

/// One line that says what is being waited for, with the seconds: redrawn in place on a terminal, left out elsewhere.
/// Above it stands what is to follow, below it what is being typed.
///
/// No percentages: image models give none. Where the terminal's program can, its window or tab tells, too (OSC 9;4).
public actor ProgressLine {
    private let write: @Sendable (String) -> Void
    private let terminal: Terminal
    private let window: @Sendable () -> (columns: Int, rows: Int)
    private let width: @Sendable (Unicode.Scalar) -> Int
    private let mayDraw: @Sendable () -> Bool
    private let marksWindow: Bool
    private var interrupting: String
    private var what: String
    private let start = ContinuousClock.now
    private var ticking: Task<Void, Never>?
    private var waiting: [String] = []
    private var typing = ""
    /// The widths of the rows on the screen; none where the line is not shown.
    private var shown: [Int] = []
    private var lastMark: ContinuousClock.Instant?

    /// Takes the mark off the terminal's window.
    public static let unmarking: StaticString = "\u{1B}]9;4;0\u{1B}\\"
    private static let marking = "\u{1B}]9;4;3\u{1B}\\"

    /// - Parameters:
    ///   - marksWindow: Whether the terminal's program is known to understand `OSC 9;4`.
    ///   - interrupting: What ^C does, for the hint at the end.
    ///   - width: The columns that a scalar takes up.
    ///   - mayDraw: Whether the terminal is ours at present, and not the shell's.
    public init(
        _ what: String, terminal: Terminal, window: @escaping @Sendable () -> (columns: Int, rows: Int),
        marksWindow: Bool = false, interrupting: String = "cancels",
        width: @escaping @Sendable (Unicode.Scalar) -> Int = { _ in 1 },
        mayDraw: @escaping @Sendable () -> Bool = { true }, write: @escaping @Sendable (String) -> Void
    ) {
        self.what = what
        self.interrupting = interrupting
        self.terminal = terminal
        self.window = window
        self.width = width
        self.mayDraw = mayDraw
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

    /// Shows the lines that follow when this is over, and the one that is being typed.
    public func show(waiting: [String], typing: String) {
        (self.waiting, self.typing) = (waiting, typing)
        if ticking != nil { draw() }
    }

    /// Writes something above the line that stays there: a picture's drawing, which ends at the beginning of a line.
    public func write(above text: String) {
        guard ticking != nil, mayDraw() else { return }
        write((shown.isEmpty ? "" : toStart() + "\u{1B}[J") + text)
        shown = []
        draw()
    }

    /// Somebody else has written to the terminal: what is shown is begun anew where the cursor is.
    public func startAnew() {
        shown = []
    }

    /// Takes the line away.
    public func end() {
        ticking?.cancel()
        ticking = nil
        if !shown.isEmpty, mayDraw() { write(toStart() + "\u{1B}[J") }
        if lastMark != nil { write("\(Self.unmarking)") }
        shown = []
        lastMark = nil
    }

    /// Goes to where the first row begins. A window that has become narrower has broken the rows.
    private func toStart() -> String {
        let columns = max(1, window().columns)
        let rows = shown.reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) }
        return "\r" + (rows > 1 ? "\u{1B}[\(rows - 1)A" : "")
    }

    private func draw() {
        guard mayDraw() else {
            shown = []
            return
        }
        let (columns, rows) = window()
        let room = max(1, columns - 1)
        var lines = following(most: min(6, rows - 3)).map { beginning(of: $0, room) }
        lines.append(beginning(of: line(room), room))
        if !typing.isEmpty { lines.append(end(of: "  " + Sanitising.line(typing), room)) }
        let text = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\n")
        write(mark() + toStart() + text + (lines.count < shown.count ? "\u{1B}[J" : ""))
        shown = lines.map(columns(of:))
    }

    private func line(_ room: Int) -> String {
        let elapsed = Double((ContinuousClock.now - start) / .milliseconds(100)) / 10
        let line = "  \(Sanitising.line(what))\(ellipsis) \(String(format: "%.1f", elapsed)) s"
        let hint = "  (^C \(waiting.isEmpty && typing.isEmpty ? interrupting : "drops what was typed"))"
        return columns(of: line) + hint.count <= room ? line + hint : line
    }

    /// What waits, in at most so many rows.
    private func following(most: Int) -> [String] {
        guard most > 1 || waiting.count <= most else {
            return most < 1 || waiting.isEmpty ? [] : ["  next: \(waiting.count) lines"]
        }
        let rows = waiting.map { "  next: " + Sanitising.line($0) }
        guard rows.count > most else { return rows }
        return rows.prefix(most - 1) + ["  and \(rows.count - most + 1) more"]
    }

    private var ellipsis: String { terminal.showsUnicode ? "…" : "..." }

    // MARK: Fitting

    private func columns(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    private func beginning(of text: String, _ room: Int) -> String {
        guard columns(of: text) > room else { return text }
        var (out, used) = ("", 0)
        for character in text {
            used += columns(of: String(character))
            guard used <= room else { break }
            out.append(character)
        }
        return out
    }

    /// The end of a text, where its cursor is.
    private func end(of text: String, _ room: Int) -> String {
        guard columns(of: text) > room else { return text }
        return String(beginning(of: String(text.reversed()), room).reversed())
    }

    /// Said again every few seconds: some programs take off a mark that they no longer hear of.
    private func mark() -> String {
        guard marksWindow else { return "" }
        if let lastMark, ContinuousClock.now - lastMark < .seconds(5) { return "" }
        lastMark = .now
        return Self.marking
    }
}
