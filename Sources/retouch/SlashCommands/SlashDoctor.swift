extension SlashCommand {
    static let doctor = SlashCommand(
        name: "doctor", usage: "", summary: "check the terminal, the folders, the keys and the built-in model",
        group: .other
    ) { conversation, _ in
        let examination = Examination(
            surroundings: conversation.surroundings, folder: conversation.folder, models: conversation.models,
            terminal: conversation.knownTerminal(), images: conversation.images)
        let findings = await examination.findings()
        for line in examination.lines(findings, conversation.console.outputStyle) { conversation.console.print(line) }
    }
}
