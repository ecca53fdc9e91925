import ArgumentParser
import Foundation
import LineEditing
import TerminalUI
import Wording

/// Words after `retouch` that are no command and no picture, where it can be told what was meant.
///
/// Whatever is no command is taken for a picture to open, and its options for those of a conversation: what the argument
/// parser then says is of no help.
struct MistypedCommand {
    /// What was typed after the program's name.
    let words: [String]
    let exists: (String) -> Bool

    private static let commands = Program.configuration.subcommands.map { $0.configuration }
        .filter(\.shouldDisplay).compactMap(\.commandName)
    /// Options of `retouch edit` that begin no conversation.
    private static let editing: Set = ["-e", "--execute", "-o", "--output", "--script", "--region"]

    /// What is to be said instead; `nil` where the arguments are to be read as they are.
    var refusal: Refusal? { words.first?.hasPrefix("---") == true ? nil : ofEmpty ?? ofCommand }

    /// An empty word stands for the working folder where a path is wanted: a shell's variable without a value would have all
    /// of its pictures asked for.
    private var ofEmpty: Refusal? {
        let empty = words.indices.first { index in
            let before = index > 0 ? words[index - 1] : ""
            return words[index].isEmpty && !["-e", "--execute"].contains(before)
                || words[index].wholeMatch(of: /--[a-z-]+=/) != nil && words[index] != "--execute="
        }
        guard let empty else { return nil }
        let option = words[empty].isEmpty ? (empty > 0 ? words[empty - 1] : "") : String(words[empty].dropLast())
        let place = option.hasPrefix("-") ? "What follows \(Sanitising.line(option, limit: 40))" : "One of the words"
        return Refusal(
            "\(place) is empty.", kept: "Nothing was done.",
            next: "A variable of the shell may have no value. The working folder is written as a dot: .", exit: .usage)
    }

    private var ofCommand: Refusal? {
        guard let first = words.first, !first.hasPrefix("-"), !Self.isCommand(first) else { return nil }
        let rest = Array(words.dropFirst())
        if exists(first) { return refusal(ofPicture: first, rest) }
        if let inConversation { return inConversation }
        if let refusal = Refusal.deleting(first) { return refusal }
        guard first.wholeMatch(of: /[A-Za-z-]+/) != nil else { return nil }
        let word = first.lowercased()
        if let meant = Spelling.nearest(to: word, among: Self.commands), meant != word || word != first {
            return Refusal(
                "\(Self.unknown(first)) Did you mean \(meant)?",
                kept: "Nothing was done.", next: "retouch \(([meant] + rest).shown)", exit: .usage)
        }
        guard !rest.isEmpty else { return nil }
        return Refusal(
            Self.unknown(first),
            kept: "Nothing was done.",
            next: "Commands: \(Self.commands.joined(separator: ", ")); retouch PICTURE begins a conversation.",
            exit: .usage)
    }

    private static func unknown(_ word: String) -> String {
        "There is no command \u{201C}\(Sanitising.line(word, limit: 40))\u{201D}, and no picture of that name."
    }

    static func isCommand(_ word: String) -> Bool {
        word == "help" || Program.configuration.subcommands.contains { $0.configuration.commandName == word }
    }

    /// "/undo", or "undo": a command of the conversation, typed in the shell.
    private var inConversation: Refusal? {
        guard let first = words.first, let match = first.wholeMatch(of: /(\/?)([A-Za-z]+)/) else { return nil }
        let (hasSlash, word) = (!match.1.isEmpty, match.2.lowercased())
        let names = SlashCommand.all.map(\.name)
        let name = names.first { $0 == word } ?? (hasSlash ? Spelling.nearest(to: word, among: names) : nil)
        // "Verify" is meant for the shell's own.
        guard let name, hasSlash || !Self.commands.contains(name) else { return nil }
        let here = Self.commands.contains(name) ? "; in the shell it is retouch \(name)" : ""
        return Refusal(
            "/\(name) is a command of the conversation\(here).", kept: "Nothing was done.",
            next:
                "retouch resume goes on with the last session; type \((["/" + name] + words.dropFirst()).shown) there.",
            exit: .usage)
    }

    private func refusal(ofPicture first: String, _ rest: [String]) -> Refusal? {
        if let option = rest.first(where: { Self.editing.contains($0) || $0.hasPrefix("--region=") }) {
            return Refusal(
                "\(Sanitising.line(option, limit: 40)) is an option of retouch edit.", kept: "Nothing was done.",
                next: "retouch edit \(words.shown)", exit: .usage)
        }
        guard let other = rest.first, !other.hasPrefix("-"), exists(other) else { return nil }
        return Refusal(
            "One picture is opened at a time.", kept: "Nothing was done.",
            next: "retouch replay N --on FILE\u{2026} does a session's edits on several.", exit: .usage)
    }
}

extension [String] {
    /// As they can be typed in a shell, cut where they are long.
    fileprivate var shown: String {
        let typed = map { word in
            SecretText.looksLikeKey(word)
                ? "\u{2026}"
                : word.wholeMatch(of: /[A-Za-z0-9_.,:=@%+\/~-]+/) != nil
                    ? word : "'" + word.replacing("'", with: "'\\''") + "'"
        }
        return Sanitising.line(typed.joined(separator: " "), limit: 200)
    }
}
