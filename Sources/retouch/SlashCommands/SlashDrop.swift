extension SlashCommand {
    static let drop = SlashCommand(
        name: "drop", usage: "[LETTERS] [N]", summary: "take back single places that a turn changed", group: .turns,
        details: """
            /info and /compare show each connected place of a turn with its letter, the largest first. Those that are named
            become as they were; no model is asked: it is a new turn beside it, made from the picture that was received.
              /drop            chooses them on the picture
              /drop B
              /drop B C 3      two places of turn 3
            """, completes: .turns
    ) { conversation, arguments in
        let chosen = try await ChosenPlaces(arguments, of: conversation, fate: "taken back")
        try await conversation.relock(chosen.turn, as: chosen.dropping { chosen.indices.contains($0) })
    }
}
