import Studio

extension SlashCommand {
    static let redo = SlashCommand(
        name: "redo", usage: "", summary: "take the last undo back", group: .turns
    ) { conversation, _ in
        guard let turn = try await conversation.requireStudio().redo() else {
            throw Refusal("There is no undo to take back.", next: "/tree shows all turns, /goto N goes to one.")
        }
        try await conversation.showPlace("forward to", turn)
    }
}
