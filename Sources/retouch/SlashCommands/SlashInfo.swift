import Studio

extension SlashCommand {
    static let info = SlashCommand(
        name: "info", usage: "[N]", summary: "tell all about the current turn, or turn N", group: .turns,
        completes: .turns
    ) { conversation, arguments in
        let session = try await conversation.requireStudio().session
        let turn = try await conversation.turnNumber(in: arguments)
        for line in try conversation.listing.details(of: turn, in: session) { conversation.console.print(line) }
    }
}
