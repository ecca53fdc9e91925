extension SlashCommand {
    static let only = SlashCommand(
        name: "only", usage: "[LETTERS] [N]", summary: "keep single places that a turn changed, and take the rest back",
        group: .turns,
        details: """
            The counterpart of /drop: what is not named becomes as it was.
              /only            chooses them on the picture
              /only A
              /only A C 3
            """, completes: .turns
    ) { conversation, arguments in
        let chosen = try await ChosenPlaces(arguments, of: conversation, fate: "kept")
        try await conversation.relock(chosen.turn, as: chosen.dropping { !chosen.indices.contains($0) })
    }
}
