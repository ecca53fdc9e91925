extension SlashCommand {
    static let models = SlashCommand(
        name: "models", usage: "[NAME]", summary: "list the models, or tell all of one", group: .settings,
        completes: .models
    ) { conversation, arguments in
        let listing = ModelListing(conversation.models, style: conversation.console.outputStyle)
        let columns = conversation.surroundings.windowSize().columns
        for line in try listing.lines(of: arguments.isEmpty ? nil : arguments, columns: columns) {
            conversation.console.print(line)
        }
    }
}
