extension SlashCommand {
    static let models = SlashCommand(
        name: "models", usage: "", summary: "list the models", group: .settings
    ) { conversation, _ in
        let listing = ModelListing(conversation.models, style: conversation.console.outputStyle)
        for line in listing.lines(columns: conversation.surroundings.windowSize().columns) {
            conversation.console.print(line)
        }
    }
}
