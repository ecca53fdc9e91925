extension SlashCommand {
    static let set = SlashCommand(
        name: "set", usage: "[NAME VALUE]", summary: "list or change the settings", group: .settings,
        details: (TurnSetting.all.map { ($0.name, $0.values, $0.summary) }
            + ProgramSetting.all.map { ($0.name, $0.values, $0.summary) }).map { "\($0.0) \($0.1)    \($0.2)" }.joined(
                separator: "\n") + "\n  /set think high",
        completes: .settings
    ) { conversation, arguments in
        let words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
        switch words.count {
        case 0: for line in conversation.settingLines { conversation.console.print(line) }
        case 1: conversation.console.print(try conversation.line(of: words[0].lowercased()))
        case 2... where words[0].lowercased() == "extra":
            try await conversation.set("extra", to: words.dropFirst().joined(separator: " "))
        case 2: try await conversation.set(words[0].lowercased(), to: words[1])
        default: throw Refusal("/set takes a name and a value.", next: "/help set", exit: .usage)
        }
    }

    static let size = shorthand(
        "size", usage: "[SIZE|auto]", summary: "ask the model for pictures of this size",
        details: "\(values(of: "size")): where the model has it; /models tells.\n  /size 2K")
    static let think = shorthand(
        "think", usage: "[LEVEL|auto]", summary: "how long the model thinks first",
        details: "\(values(of: "think")): where the model can; /models NAME tells.\n  /think high")
    static let budget = shorthand(
        "budget", usage: "[DOLLARS|off]", summary: "stop before this session costs more", group: .money,
        details: "The request that would pass it is not sent. /cost tells what was spent.\n  /budget 2.00")

    /// What a setting may be, as a sentence begins.
    private static func values(of name: String) -> String {
        let values = TurnSetting.named(name)?.values ?? ""
        return values.prefix(1).uppercased() + values.dropFirst()
    }

    /// A command of its own for a setting that is changed often.
    private static func shorthand(
        _ name: String, usage: String, summary: String, group: Group = .settings, details: String = ""
    ) -> SlashCommand {
        SlashCommand(
            name: name, usage: usage, summary: summary, group: group, details: details, completes: .values(of: name)
        ) { conversation, arguments in
            guard arguments.isEmpty else { return try await conversation.set(name, to: arguments) }
            conversation.console.print(TurnSetting.named(name)?.value(conversation.settings) ?? "")
        }
    }
}
