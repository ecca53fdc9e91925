extension SlashCommand {
    static let demo = SlashCommand(
        name: "demo", usage: "", summary: "see three edits of a sample picture by the built-in model", group: .other,
        details: """
            In a session of its own, like any other. Nothing is sent and nothing is paid, whatever model is chosen; ^C stops
            it. The model and the settings are yours again afterwards.
            """
    ) { conversation, _ in
        try await conversation.demonstrate()
    }
}
