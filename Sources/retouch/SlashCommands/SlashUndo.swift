import Studio

extension SlashCommand {
    static let undo = SlashCommand(
        name: "undo", usage: "", summary: "go back to the turn before; nothing is deleted", group: .turns,
        details: "The next instruction then makes a branch. /redo takes it back, /goto N goes to any turn."
    ) { conversation, _ in
        guard let turn = try await conversation.requireStudio().undo() else {
            throw Refusal("This is the starting picture.", next: "There is nothing to undo.")
        }
        try await conversation.showPlace("back to", turn)
    }
}
