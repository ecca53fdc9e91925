import Studio

extension SlashCommand {
    static let tree = SlashCommand(
        name: "tree", usage: "", summary: "show the turns and branches; > marks where you are", group: .turns
    ) { conversation, _ in
        let session = try await conversation.requireStudio().session
        await conversation.page(conversation.listing.tree(of: session))
    }
}
