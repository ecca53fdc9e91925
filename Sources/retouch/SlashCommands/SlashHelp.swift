extension SlashCommand {
    static let help = SlashCommand(
        name: "help", usage: "[COMMAND|local]", summary: "list the commands, or tell more about one", group: .other,
        completes: .commands
    ) { conversation, arguments in
        let help = Help(
            style: conversation.console.outputStyle, columns: conversation.surroundings.windowSize().columns)
        let topic = arguments.trimmingPrefix("/")
        if topic.isEmpty {
            await conversation.page(help.overview)
        } else if topic.lowercased() == "local" {
            await conversation.page(help.builtInModel)
        } else {
            await conversation.page(help.about(try SlashCommand.named(String(topic))))
        }
    }
}
