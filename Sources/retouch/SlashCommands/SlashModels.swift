extension SlashCommand {
    static let models = SlashCommand(
        name: "models", usage: "", summary: "list the models", group: .settings
    ) { conversation, _ in
        for line in ModelListing(conversation.models, style: conversation.console.outputStyle).lines {
            conversation.console.print(line)
        }
    }
}
