import Studio

extension SlashCommand {
    static let redo = SlashCommand(
        name: "redo", usage: "[COUNT]", summary: "take the last undo back", group: .turns
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        var place: Int?
        for _ in 0..<(try count(arguments, of: "/redo 3")) {
            guard let turn = try await studio.redo() else { break }
            place = turn
        }
        guard let place else {
            throw Refusal("There is no undo to take back.", next: "/tree shows all turns, /goto N goes to one.")
        }
        try await conversation.showPlace("forward to", place)
    }
}
