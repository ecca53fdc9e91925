import TerminalUI

/// `retouch help local`: a topic or a command of the conversation, asked about in the shell.
struct ConversationHelp {
    /// What was typed after the program's name.
    let words: [String]

    /// What there is to say; `nil` where the command line's own help is meant. Throws a `Refusal` where there is no such topic.
    func lines(for surroundings: Surroundings) throws -> [String]? {
        guard words.count == 2, words[0] == "help", !words[1].hasPrefix("-"), !MistypedCommand.isCommand(words[1])
        else {
            return nil
        }
        let help = Help(style: Style(for: surroundings.output), columns: surroundings.windowSize().columns)
        do {
            return switch try HelpSubject(words[1]) {
            case .topic(let topic): help.about(topic)
            case .command(let command): help.about(command)
            }
        } catch var refusal as Refusal {
            refusal.message.next = "retouch --help lists the commands, retouch help all those of the conversation."
            throw refusal
        }
    }
}
