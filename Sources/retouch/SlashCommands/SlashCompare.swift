import Pictures
import Sessions
import Studio
import TerminalUI

extension SlashCommand {
    static let compare = SlashCommand(
        name: "compare", usage: "[flip] [N] [M]", summary: "show where a turn changed the picture, before and after",
        group: .picture,
        details: """
            Before, after, and where the two differ: the changed area is in full light with an outline, the rest dimmed.
            That picture is kept in the session's folder as NNN.change.png. With two turns, their pictures are compared.
              /compare
              /compare 2 5
              /compare flip    before and after in one place, as large as the window; Space flips
            """, completes: .turns
    ) { conversation, arguments in
        var words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
        let flips = words.first?.lowercased() == "flip"
        if flips { words.removeFirst() }
        let studio = try conversation.requireStudio()
        guard words.count < 3 else {
            throw Refusal("/compare takes one turn or two.", next: "/compare 2 5", exit: .usage)
        }
        if words.count == 2 {
            let (first, second) = (
                try await conversation.turnNumber(in: words[0]), try await conversation.turnNumber(in: words[1])
            )
            let comparison = try await studio.comparison(of: first, with: second)
            await conversation.show(comparison, flips: flips)
            return conversation.console.say(comparison.words)
        }
        let turn = try await conversation.turnNumber(in: words.first ?? "")
        guard turn != 0 else {
            throw Refusal(
                "The starting picture changed nothing.",
                next: "/compare N shows turn N, /compare 0 N what all turns up to it did.",
                exit: .usage)
        }
        let comparison = try await studio.comparison(of: turn)
        await conversation.show(comparison, flips: flips)
        let session = await studio.session
        if case .answered(let answered) = try session.ending(of: turn), let change = answered.change,
            let line = ChangeLines.summary(of: change, parent: try session.asked(turn).parent)
        {
            conversation.console.say(line)
        } else {
            conversation.console.say(comparison.words)
        }
    }
}

extension Studio.Comparison {
    /// How far the two differ, for who does not see them.
    fileprivate var words: String {
        func name(_ turn: Int) -> String { turn == 0 ? "the starting picture" : "turn \(turn)" }
        let both = "\(name(turns.before)) and \(name(turns.after))"
        let sizes = "\(before.width)x\(before.height) and \(after.width)x\(after.height)"
        return switch share {
        case nil: "\(both) differ in size: \(sizes)"
        case 0: "nothing differs visibly between \(both)"
        case let share?: "\(both) differ in \(TurnLines.percent(share)) of the picture"
        }
    }
}

extension Conversation {
    /// Shows two pictures side by side and where they differ, or as much of that as there is room for.
    ///
    /// - Parameter flips: Whether the two are shown in one place instead, where the terminal can.
    fileprivate func show(_ comparison: Studio.Comparison, flips: Bool) async {
        func name(_ turn: Int) -> String { turn == 0 ? "start" : "turn \(turn)" }
        let before = PictureRow.Entry(comparison.before, label: name(comparison.turns.before))
        let after = PictureRow.Entry(comparison.after, label: name(comparison.turns.after))
        if flips, await flip(before, after) { return }
        let changed = comparison.overlay.map { PictureRow.Entry($0, label: "changed") }
        let window = surroundings.windowSize()
        switch (changed, window.columns) {
        case (let changed?, 60...): showRow([before, after, changed], rows: window.rows - 5)
        // The picture after is in the overlay, too.
        case (let changed?, 34...): showRow([before, changed], rows: window.rows - 5)
        case (let changed?, _): showPreview(changed.picture)
        case (nil, _): showRow([before, after], rows: window.rows - 5)
        }
        if let file = comparison.file { console.print(surroundings.linked(file, at: surroundings.output)) }
    }
}
