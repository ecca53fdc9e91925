extension SlashCommand {
    static let sessions = SlashCommand(
        name: "sessions", usage: "", summary: "list the saved sessions, the newest first", group: .session
    ) { conversation, _ in
        let lines = conversation.listing.sessions(in: conversation.folder)
        await conversation.page(lines.isEmpty ? ["There are no sessions yet."] : lines)
    }
}
