import Foundation
import ImageModels
import TerminalUI
import Wording

/// A line that says no edit although it begins with no slash: a command's name alone, a command of the shell, an answer to a
/// question that nobody asked. A model that paints would be asked for it, and paid.
struct BareWord {
    let text: String
    /// Whether there is no picture yet: one word may then be what is to be painted.
    var isToPaint = false
    /// Whether somebody is talking, who may have meant to answer.
    var isSaid = true
    /// The instructions that go before it, the oldest first: after "make it warmer", "more" is one.
    var earlier: [String] = []

    /// Names that are no thing that can be painted.
    private static let verbs: Set = [
        "undo", "redo", "goto", "retry", "squash", "resume", "help", "quit", "exit", "q", "export", "verify", "doctor",
    ]
    private static let yes: Set = ["y", "yes", "yep", "yeah", "ok", "okay", "sure", "ja", "oui", "sí", "si", "はい"]
    private static let no: Set = ["n", "no", "nope", "nein", "non", "いいえ"]
    private static let helps: Set = ["?", "-h", "--help", "help!"]
    private static let farewells: Set = [":q", ":q!", ":wq", "bye", "logout", "quit()", "exit()"]

    /// What it answers to "Did you mean …?"; `nil` where it is no answer.
    var answer: Bool? {
        let word = text.trimmingCharacters(in: .whitespaces.union(CharacterSet(charactersIn: ".!"))).lowercased()
        return Self.yes.contains(word) ? true : Self.no.contains(word) ? false : nil
    }

    /// What is to be said instead of asking a model; `nil` for what may be an instruction.
    var refusal: Refusal? {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first else { return nil }
        if let shell = ofTheShell(words) { return shell }
        let context = ReadingContext(earlier: earlier.map { TurnRequest.Earlier($0) })
        guard words.count <= 2, (try? Grammar.parse(text, referenceCount: 0, in: context)) == nil else { return nil }
        let word = first.lowercased()
        if isSaid, answer != nil {
            return Refusal(
                "No question was asked that \u{201C}\(first)\u{201D} would answer.", kept: "Nothing was sent.",
                next: "Say what to change: make the jacket red", exit: .usage)
        }
        let meant = Self.helps.contains(word) ? "help" : Self.farewells.contains(word) ? "quit" : word
        guard let command = SlashCommand.exactly(meant), !isToPaint || Self.verbs.contains(command.name) else {
            return nil
        }
        if words.count == 2, Int(words[1]) == nil, !(command.name == "export" && words[1].contains(".")) { return nil }
        if !isSaid, let larger = selecting(command.name, words.count == 2 ? Int(words[1]) ?? 1 : 1) { return larger }
        return Refusal(
            "\u{201C}\(Sanitising.line(first, limit: 40))\u{201D} says no edit; commands begin with a slash.",
            kept: "Nothing was sent.",
            next: "/\(([command.name] + words.dropFirst()).joined(separator: " ")), or say the edit in more words.",
            exit: .usage)
    }

    /// "more" after "make the jacket red", where nobody talks and there is no /more: the instruction itself says it.
    private func selecting(_ name: String, _ steps: Int) -> Refusal? {
        guard ["more", "less"].contains(name), let last = earlier.last,
            let whole = try? Grammar.selecting(last, by: name == "more" ? steps : -steps), whole != last,
            (try? Grammar.parse(whole, referenceCount: 0)) != nil
        else { return nil }
        return Refusal(
            "\u{201C}\(name)\u{201D} says no edit: nothing tells what there is to be \(name) of.",
            kept: "Nothing was sent.",
            next:
                "In place of \u{201C}\(Sanitising.line(last))\u{201D} say: \(Sanitising.line(whole))",
            exit: .usage)
    }

    /// "retouch list", "retouch export 1 …": "retouch the skin" is an instruction.
    private func ofTheShell(_ words: [String]) -> Refusal? {
        guard words.count > 1, words[0] == "retouch", MistypedCommand.isCommand(words[1]) else { return nil }
        let rest = words.dropFirst(2)
        guard
            words[1] == "key" && ["set", "list", "remove"].contains(rest.first) || rest.isEmpty || Int(rest[2]) != nil
                || rest.contains(where: { $0.hasPrefix("-") || $0.contains(".") })
        else { return nil }
        return Refusal(
            "\u{201C}retouch \(words[1])\u{201D} is a command of the shell.", kept: "Nothing was sent.",
            next: "Leave by /quit, then type it there.", exit: .usage)
    }
}
