import ImageModels

extension SlashCommand {
    static let set = SlashCommand(
        name: "set", usage: "[NAME VALUE]", summary: "list or change the settings", group: .settings,
        details: """
            ratio    W:H or auto         the shape of pictures that models paint anew
            images   auto, cells, off    previews in the terminal
              /set images off
            """,
        completes: .settings
    ) { conversation, arguments in
        let words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
        switch words.count {
        case 0:
            conversation.console.print("ratio   \(conversation.settings.ratio?.description ?? "auto")")
            conversation.console.print("images  \(conversation.images.rawValue)")
        case 2: try await conversation.set(words[0].lowercased(), to: words[1])
        default: throw Refusal("/set takes a name and a value.", next: "/help set", exit: .usage)
        }
    }
}
