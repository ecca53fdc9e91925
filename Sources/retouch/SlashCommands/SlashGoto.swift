import Sessions
import Studio

extension SlashCommand {
    static let goto = SlashCommand(
        name: "goto", usage: "[N]", summary: "make turn N the current one; 0 is the starting picture", group: .turns,
        details: "Without a number the turns' pictures can be walked through with the arrow keys; Enter takes one.",
        completes: .turns
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        var turn = try await conversation.turnNumber(in: arguments)
        if arguments.isEmpty {
            let turns = [0] + (await studio.session.state.turns.filter { $0.outcome == .answered }.map(\.number))
            guard let chosen = try await conversation.pointTurn(turns.map { TurnChoice(turn: $0) }, from: turn) else {
                throw Refusal(
                    "/goto takes a turn's number.",
                    next: "For example: /goto \(turns.last { $0 != turn } ?? turn)", exit: .usage)
            }
            turn = chosen
        }
        try await studio.goto(turn)
        try await conversation.showPlace("at", turn)
    }
}
