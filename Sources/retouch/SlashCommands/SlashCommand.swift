import TerminalUI

/// One command of the conversation: its name, its words and its action, side by side.
///
/// Help, completion and the check for misspelt names all read the table of these.
struct SlashCommand: Sendable {
    let name: String
    /// What may follow the name: "[N]", "NAME".
    let usage: String
    /// One line for the list of commands.
    let summary: String
    let group: Group
    /// Further lines for `/help NAME`.
    var details = ""
    var completes = Completes.nothing
    let run: @MainActor @Sendable (Conversation, _ arguments: String) async throws -> Void

    enum Group: String, Sendable, CaseIterable {
        case picture = "Pictures"
        case turns = "Turns"
        case session = "Sessions"
        case settings = "Settings"
        case other = "Other"
    }

    /// What Tab offers after the name.
    enum Completes: Sendable {
        case nothing, paths, turns, sessions, models, ratios, commands, settings
    }

    static let all: [SlashCommand] = [
        .open, .paste, .show, .compare, .region,
        .undo, .redo, .goto, .history, .tree, .retry, .vary, .ask, .pick, .squash, .sharpen, .info,
        .new, .sessions, .resume, .name, .replay, .export, .page, .verify,
        .model, .models, .ratio, .size, .think, .lock, .budget, .cost, .set,
        .edit, .copy, .help, .doctor, .quit,
    ]

    /// The command by its name or by a beginning that only it has. Throws a `Refusal` with a suggestion.
    static func named(_ typed: String) throws -> SlashCommand {
        let name = typed.lowercased()
        if let exact = all.first(where: { $0.name == name }) { return exact }
        if name == "?" { return .help }
        if name == "exit" || name == "q" { return .quit }
        let matches = all.filter { $0.name.hasPrefix(name) }
        if matches.count == 1 { return matches[0] }
        if matches.count > 1 {
            let names = matches.map { "/" + $0.name }.joined(separator: ", ")
            throw Refusal(
                "/\(Sanitising.line(typed, limit: 40)) could be \(names).", next: "Type a letter more.", exit: .usage)
        }
        let guess = Spelling.nearest(to: name, among: all.map(\.name)).map { " Did you mean /\($0)?" } ?? ""
        throw Refusal(
            "There is no command /\(Sanitising.line(typed, limit: 40)).\(guess)",
            next: "/help lists the commands; a line that begins with // is an instruction.", exit: .usage)
    }
}
