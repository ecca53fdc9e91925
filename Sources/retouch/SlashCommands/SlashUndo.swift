import Studio
import TerminalUI

extension SlashCommand {
    static let undo = SlashCommand(
        name: "undo", usage: "[COUNT]", summary: "go back to the turn before; nothing is deleted", group: .turns,
        details: """
            The next instruction then makes a branch. /redo takes it back, /goto N goes to any turn.
              /undo 3          three turns back, or as far as it goes
            """
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        guard let place = try await studio.undo(try count(arguments, of: "/undo 3")) else {
            throw Refusal("This is the starting picture.", next: "There is nothing to undo.")
        }
        try await conversation.showPlace("back to", place)
    }

    /// How often: once unless a number says otherwise. Throws a `Refusal`.
    static func count(_ arguments: String, of example: String) throws -> Int {
        guard !arguments.isEmpty else { return 1 }
        guard let count = Int(arguments), (1...100_000).contains(count) else {
            throw Refusal(
                "\u{201C}\(Sanitising.line(arguments, limit: 40))\u{201D} is no number of turns.",
                next: "For example: \(example). /goto N goes to a turn.", exit: .usage)
        }
        return count
    }
}
