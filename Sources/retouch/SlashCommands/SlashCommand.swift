import TerminalUI
import Wording

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
        case money = "Money"
        case other = "Other"
    }

    /// What Tab offers after the name.
    enum Completes: Sendable {
        case nothing, paths, turns, sessions, models, ratios, help, settings
        /// What one setting may be.
        case values(of: String)
        /// Words of its own, and turns or paths beside them.
        case wordsAndTurns([String])
        case wordsAndPaths([String])

        var arePaths: Bool {
            switch self {
            case .paths, .wordsAndPaths: true
            default: false
            }
        }
    }

    /// The options that its usage and its examples name.
    var options: [String] {
        let lines = [usage] + details.split(separator: "\n").map(String.init).filter { $0.hasPrefix("  /\(name)") }
        return lines.flatMap { $0.matches(of: /--[a-z][a-z-]*/).map { String($0.0) } }
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    static let all: [SlashCommand] = [
        .open, .paste, .show, .compare, .region,
        .undo, .redo, .goto, .history, .tree, .retry, .vary, .ask, .pick, .squash, .sharpen, .more, .less, .drop, .only,
        .info,
        .new, .sessions, .resume, .name, .replay, .export, .page, .verify,
        .model, .models, .ratio, .size, .think, .lock, .budget, .cost, .set,
        .edit, .copy, .demo, .help, .doctor, .quit,
    ]

    /// Carries the command out. Throws a `Refusal` for arguments of one that takes none.
    @MainActor
    func perform(_ conversation: Conversation, _ arguments: String) async throws {
        guard arguments.isEmpty || !usage.isEmpty else {
            throw Refusal(
                "/\(name) takes nothing behind it: \u{201C}\(Sanitising.line(arguments, limit: 40))\u{201D}.",
                kept: "Nothing was done.", next: "/\(name) alone, or /help \(name)", exit: .usage)
        }
        try await run(conversation, arguments)
    }

    /// The command by its name or by a beginning that only it has. Throws a `Refusal` with a suggestion.
    static func named(_ typed: String) throws -> SlashCommand {
        let name = typed.lowercased()
        if let exact = exactly(name) { return exact }
        let matches = all.filter { $0.name.hasPrefix(name) }
        if matches.count == 1 { return matches[0] }
        if matches.count > 1 {
            let names = matches.map { "/" + $0.name }.joined(separator: ", ")
            throw Refusal(
                "/\(Sanitising.line(typed, limit: 40)) could be \(names).", next: "Type a letter more.", exit: .usage)
        }
        if let refusal = Refusal.deleting(name) { throw refusal }
        let guess = Spelling.nearest(to: name, among: all.map(\.name)).map { " Did you mean /\($0)?" } ?? ""
        throw Refusal(
            "There is no command /\(Sanitising.line(typed, limit: 40)).\(guess)",
            next: "/help lists the commands; a line that begins with // is an instruction.", exit: .usage)
    }

    /// The command by its whole name or another that is in use for it.
    static func exactly(_ name: String) -> SlashCommand? {
        switch name {
        case "?": .help
        case "exit", "q": .quit
        default: all.first { $0.name == name }
        }
    }
}
