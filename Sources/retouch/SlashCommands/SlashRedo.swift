import Studio

extension SlashCommand {
    static let redo = SlashCommand(
        name: "redo", usage: "[COUNT]", summary: "take the last undo back", group: .turns
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        guard let place = try await studio.redo(try count(arguments, of: "/redo 3")) else {
            throw Refusal("There is no undo to take back.", next: "/tree shows all turns, /goto N goes to one.")
        }
        try await conversation.showPlace("forward to", place)
    }
}
