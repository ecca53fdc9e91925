extension SlashCommand {
    static let help = SlashCommand(
        name: "help", usage: "[TOPIC|COMMAND]", summary: "tell how this is used, or more about a topic or a command",
        group: .other,
        details: HelpTopic.allCases.map { "  /help \($0.rawValue)    \($0.summary)" }.joined(separator: "\n")
            + "\n  /help /sessions    the command, where a topic has the same name",
        completes: .help
    ) { conversation, arguments in
        let help = Help(
            style: conversation.console.outputStyle, columns: conversation.surroundings.windowSize().columns)
        guard !arguments.isEmpty else { return await conversation.page(help.overview) }
        switch try HelpSubject(arguments) {
        case .topic(let topic): await conversation.page(help.about(topic))
        case .command(let command): await conversation.page(help.about(command))
        }
    }
}
