import Studio

extension SlashCommand {
    static let name = SlashCommand(
        name: "name", usage: "[TEXT]", summary: "give the session a name; without text, take it away", group: .session
    ) { conversation, arguments in
        try await conversation.requireStudio().name(arguments.isEmpty ? nil : arguments)
        conversation.console.say(arguments.isEmpty ? "The session has no name now." : "Named.")
    }
}
