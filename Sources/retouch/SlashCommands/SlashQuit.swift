extension SlashCommand {
    static let quit = SlashCommand(
        name: "quit", usage: "", summary: "leave; everything is saved already (^D does the same)", group: .other
    ) { conversation, _ in
        conversation.hasEnded = true
    }
}
