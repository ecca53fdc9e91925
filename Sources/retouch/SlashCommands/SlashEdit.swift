import TerminalUI

extension SlashCommand {
    static let edit = SlashCommand(
        name: "edit", usage: "[TEXT]", summary: "write an instruction in your editor", group: .other,
        details:
            "$VISUAL, else $EDITOR, else nano, sensible-editor or vi. ^X^E does the same with the line that is being typed."
    ) { conversation, arguments in
        guard let text = try await conversation.textFromEditor(beginning: arguments), !text.isEmpty else {
            conversation.console.say("Nothing was written; nothing was done.")
            return
        }
        conversation.console.say(Sanitising.text(text))
        try await conversation.take(text)
    }
}
