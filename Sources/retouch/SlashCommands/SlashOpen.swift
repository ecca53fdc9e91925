extension SlashCommand {
    static let open = SlashCommand(
        name: "open", usage: "PICTURE", summary: "start a new session about a picture", group: .picture,
        details: """
            A picture's path alone on a line does the same, so a file can be dropped on the terminal.
              /open photos/anna.jpg
            """,
        completes: .paths
    ) { conversation, arguments in
        guard let path = DroppedPath.path(in: arguments) else {
            throw Refusal("/open takes one picture.", next: "For example: /open photos/anna.jpg", exit: .usage)
        }
        try await conversation.open(conversation.surroundings.url(path))
    }
}
