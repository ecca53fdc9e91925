import ImageModels

extension SlashCommand {
    static let model = SlashCommand(
        name: "model", usage: "[NAME]", summary: "tell or choose the model for the turns to come", group: .settings,
        completes: .models
    ) { conversation, arguments in
        if arguments.isEmpty {
            conversation.console.print(conversation.currentModel.profile.id)
        } else {
            try await conversation.use(conversation.models.choose(arguments))
        }
    }
}
