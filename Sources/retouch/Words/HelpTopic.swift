import TerminalUI
import Wording

/// What `/help` can be asked about, besides single commands.
enum HelpTopic: String, CaseIterable, Sendable {
    case pictures, turns, sessions, settings, money, keys, local, other, all

    var summary: String {
        switch self {
        case .pictures: "open, see, compare, regions"
        case .turns: "undo, branches, variations"
        case .sessions: "go on later, export, pages"
        case .settings: "models, shapes, the lock"
        case .money: "services, prices, budgets"
        case .keys: "the keyboard, and lines"
        case .local: "what the model local does"
        case .other: "editor, clipboard, checks"
        case .all: "all commands"
        }
    }

    /// The commands that it tells.
    var group: SlashCommand.Group? {
        switch self {
        case .pictures: .picture
        case .turns: .turns
        case .sessions: .session
        case .settings: .settings
        case .money: .money
        case .other: .other
        case .keys, .local, .all: nil
        }
    }
}

/// What a person has asked help about.
enum HelpSubject {
    case topic(HelpTopic)
    case command(SlashCommand)

    /// A topic or a command by its name, or by a beginning that only it has; after a slash only commands are meant.
    /// Throws a `Refusal` with a suggestion.
    init(_ typed: String) throws {
        let isCommand = typed.hasPrefix("/")
        let name = typed.trimmingPrefix("/").lowercased()
        let topics = isCommand ? [] : HelpTopic.allCases.map(\.rawValue)
        if !isCommand, let topic = HelpTopic(rawValue: name) {
            self = .topic(topic)
            return
        }
        if let command = SlashCommand.exactly(name) {
            self = .command(command)
            return
        }
        let names = topics + SlashCommand.all.map(\.name).filter { !topics.contains($0) }
        let matches = names.filter { $0.hasPrefix(name) }
        if let match = matches.first, matches.count == 1 {
            self = try HelpSubject(isCommand ? "/" + match : match)
            return
        }
        let shown = "\u{201C}\(Sanitising.line(typed, limit: 40))\u{201D}"
        guard matches.isEmpty else {
            throw Refusal(
                "\(shown) could be \(matches.joined(separator: ", ")).", next: "Type a letter more.", exit: .usage)
        }
        let guess = Spelling.nearest(to: name, among: names).map { " Did you mean \($0)?" } ?? ""
        throw Refusal(
            "There is no topic or command \(shown).\(guess)", next: "/help lists the topics, /help all the commands.",
            exit: .usage)
    }
}
