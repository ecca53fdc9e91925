import Studio

extension SlashCommand {
    static let goto = SlashCommand(
        name: "goto", usage: "N", summary: "make turn N the current one; 0 is the starting picture", group: .turns,
        completes: .turns
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        guard !arguments.isEmpty else {
            throw Refusal("/goto takes a turn's number.", next: "/tree lists them.", exit: .usage)
        }
        let turn = try await conversation.turnNumber(in: arguments)
        try await studio.goto(turn)
        try await conversation.showPlace("at", turn)
    }
}
