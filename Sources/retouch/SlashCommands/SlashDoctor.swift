extension SlashCommand {
    static let doctor = SlashCommand(
        name: "doctor", usage: "", summary: "check the terminal, the folders and the built-in model", group: .other
    ) { conversation, _ in
        let findings = Examination(
            surroundings: conversation.surroundings, folder: conversation.folder, models: conversation.models)
        for line in await findings.lines(conversation.console.outputStyle) { conversation.console.print(line) }
    }
}
