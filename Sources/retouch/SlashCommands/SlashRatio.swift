import ImageModels

extension SlashCommand {
    static let ratio = SlashCommand(
        name: "ratio", usage: "[W:H|auto]", summary: "ask the model for pictures of this ratio", group: .settings,
        details: """
            For models that paint anew. The built-in model keeps a picture's shape; tell it "crop to 4:5" instead.
              /ratio 16:9
            """,
        completes: .ratios
    ) { conversation, arguments in
        if arguments.isEmpty {
            conversation.console.print(conversation.settings.ratio?.description ?? "auto")
            return
        }
        try await conversation.set("ratio", to: arguments)
    }
}
