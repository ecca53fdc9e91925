import ImageModels

extension SlashCommand {
    static let model = SlashCommand(
        name: "model", usage: "[NAME]", summary: "tell or choose the model for the turns to come", group: .settings,
        details: """
            It stays with the session, and /retry, /vary and the next instruction ask it. /models lists them.
              /model pro
              /model lite@google                       through a service
              /model NAME@http://127.0.0.1:8080        a server of your own
              /model local                             the built-in one, without key and price
            """, completes: .models
    ) { conversation, arguments in
        if arguments.isEmpty {
            conversation.console.print(conversation.currentModel.profile.id)
        } else {
            try await conversation.use(conversation.models.choose(arguments))
        }
    }
}
