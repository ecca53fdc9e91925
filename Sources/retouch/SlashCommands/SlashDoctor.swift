extension SlashCommand {
    static let doctor = SlashCommand(
        name: "doctor", usage: "[--live]", summary: "check the terminal, the folders, the keys and the built-in model",
        group: .other,
        details: "With --live each service that there is a key for is asked what it lists and what credit is left."
    ) { conversation, arguments in
        guard ["", "--live"].contains(arguments) else {
            throw Refusal("/doctor takes --live and nothing else.", next: "/doctor --live", exit: .usage)
        }
        let examination = Examination(
            surroundings: conversation.surroundings, folder: conversation.folder, models: conversation.models,
            terminal: conversation.knownTerminal(), images: conversation.images)
        let findings = await examination.findings(asksServices: arguments == "--live")
        for line in examination.lines(findings, conversation.console.outputStyle) { conversation.console.print(line) }
    }
}
