extension SlashCommand {
    static let resume = SlashCommand(
        name: "resume", usage: "[N]", summary: "go on with session N (the newest by default)", group: .session,
        completes: .sessions
    ) { conversation, arguments in
        try await conversation.resume(try conversation.sessionNumber(in: arguments))
    }
}
