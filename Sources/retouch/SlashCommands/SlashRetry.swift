import Sessions
import Studio

extension SlashCommand {
    static let retry = SlashCommand(
        name: "retry", usage: "[N]", summary: "ask turn N (the last one by default) again, beside it", group: .turns,
        details: """
            The new turn starts from the same picture as the one that it repeats. What was said of a region since counts,
            "off" as well; where nothing was said in this conversation, the turn's own region does.
            """, completes: .turns
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        let session = await studio.session
        guard let last = session.state.turns.last?.number else {
            throw Refusal("There is no turn to ask again.", next: "Type an instruction, such as: make the jacket red")
        }
        let turn = arguments.isEmpty ? last : try await conversation.turnNumber(in: arguments)
        guard turn != 0 else {
            throw Refusal(
                "Nothing was asked for the starting picture.", next: "/retry 1 asks turn 1 again.", exit: .usage)
        }
        let instruction = conversation.again(
            try Replay.instruction(of: turn, in: session), whose: "turn \(turn)'s")
        try await conversation.perform(instruction, from: session.asked(turn).parent)
    }
}
