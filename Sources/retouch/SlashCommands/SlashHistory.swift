import Studio

extension SlashCommand {
    static let history = SlashCommand(
        name: "history", usage: "", summary: "list the turns in the order in which they were asked", group: .turns
    ) { conversation, _ in
        let session = try await conversation.requireStudio().session
        await conversation.page(conversation.listing.history(of: session))
    }
}
