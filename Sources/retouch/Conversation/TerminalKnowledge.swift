import Glibc
import LineEditing
import Pictures
import TerminalUI

/// What is known of the terminal: by variables, and by what it says of itself.
struct TerminalKnowledge {
    private(set) var program: TerminalProgram
    private(set) var replies = TerminalReplies()
    /// How long it took to answer; `nil` where it did not or was not asked.
    private(set) var time: Duration?

    /// Asks the terminal, if that is sensible and it matters; keys that are pressed meanwhile are kept.
    init(for images: Images, by reader: any LineReading, in surroundings: Surroundings) {
        program = surroundings.program
        let window = surroundings.windowSize()
        let limit = Self.limit(in: surroundings)
        guard images.dependsOnAnswers, limit > .zero, let editor = reader as? TerminalLineEditor,
            surroundings.output.isTerminal, surroundings.output.movesCursor, window.columns >= 10, window.rows >= 5,
            program.takesQuestions(term: surroundings.environment["TERM"] ?? "")
        else { return }
        let start = ContinuousClock.now
        editor.ask(TerminalReplies.question, within: limit) { bytes in
            replies.take(bytes)
            return replies.isComplete
        }
        editor.giveBack(replies.unread, awaitingMore: !replies.isComplete)
        if replies.isComplete { time = ContinuousClock.now - start }
        // Variables may be left over from another terminal that this one was started from.
        if let text = replies.version, let itself = TerminalProgram(calledItself: text) { program = itself }
        editor.setRewrapsLines(program.rewrapsLines)
    }

    /// Over a network an answer takes longer. `RETOUCH_TERMINAL_WAIT` is in seconds; 0 asks nothing.
    static func limit(in surroundings: Surroundings) -> Duration {
        if let chosen = surroundings.environment["RETOUCH_TERMINAL_WAIT"].flatMap(Double.init),
            (0...10).contains(chosen)
        {
            return .milliseconds(Int(chosen * 1000))
        }
        return surroundings.isRemote ? .seconds(1) : .milliseconds(200)
    }

    /// How pictures are shown; `nil` for not at all.
    func display(for images: Images, in surroundings: Surroundings) -> PictureDisplay? {
        var terminal = surroundings.output
        guard images != .off, terminal.isTerminal, terminal.movesCursor else { return nil }
        if terminal.colours != .none, program.hasFullColour { terminal.colours = .full }
        if images == .ascii { terminal.colours = .none }
        let cell = surroundings.cellSize() ?? replies.cell ?? cellOfArea(in: surroundings)
        var way: GraphicsProtocol =
            switch images {
            case .kitty: .kitty(for: program)
            case .iterm: .iterm(for: program)
            case .sixel: .sixel
            case .auto: GraphicsProtocol(for: program, replies: replies)
            case .cells, .ascii, .off: .cells
            }
        // Sixels are of the size that they are sent in.
        if images == .auto, way == .sixel, cell == nil { way = .cells }
        if case .kittyPlaceholders = way, !terminal.showsUnicode { way = .kitty }
        return PictureDisplay(way, at: terminal, cell: cell)
    }

    private func cellOfArea(in surroundings: Surroundings) -> PixelSize? {
        let window = surroundings.windowSize()
        guard let area = replies.area, area.width >= window.columns, area.height >= window.rows else { return nil }
        return PixelSize(width: area.width / window.columns, height: area.height / window.rows)
    }
}
