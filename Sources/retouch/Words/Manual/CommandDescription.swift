import Foundation

/// What the argument parser tells of a command: the part of its description that a manual needs.
struct CommandDescription: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool?
    var subcommands: [CommandDescription]?
    var arguments: [Argument]?

    struct Argument: Decodable {
        enum Kind: String, Decodable { case positional, option, flag }
        struct Name: Decodable, Hashable {
            enum Kind: String, Decodable { case long, short, longWithSingleDash }
            var kind: Kind
            var name: String
        }

        var kind: Kind
        var shouldDisplay: Bool
        var isOptional: Bool
        var isRepeating: Bool
        var names: [Name]?
        var valueName: String?
        var defaultValue: String?
        var abstract: String?
    }

    private struct Tool: Decodable { var command: CommandDescription }

    /// Reads the parser's own description. Throws a `DecodingError` if its form is another.
    static func read(_ json: String) throws -> CommandDescription {
        try JSONDecoder().decode(Tool.self, from: Data(json.utf8)).command
    }

    /// The commands that can be given, with those above them in their names: "key set".
    var leaves: [CommandDescription] {
        (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }.flatMap { command in
            let below = command.leaves
            guard !below.isEmpty else { return [command] }
            return below.map { leaf in
                var leaf = leaf
                leaf.commandName = command.commandName + " " + leaf.commandName
                return leaf
            }
        }
    }

    var positionals: [Argument] { (arguments ?? []).filter { $0.kind == .positional && $0.shouldDisplay } }
    var options: [Argument] { (arguments ?? []).filter { $0.kind != .positional && $0.shouldDisplay } }
}

extension CommandDescription.Argument {
    /// "-o, --output file", in roff.
    var term: String {
        let names = (names ?? []).sorted { $0.name.count < $1.name.count }
            .map { Roff.bold(($0.kind == .long ? "--" : "-") + $0.name) }.joined(separator: ", ")
        switch kind {
        case .flag: return names
        case .option: return names + " " + Roff.italic(valueName ?? "value")
        case .positional:
            let name = Roff.italic(valueName ?? "") + (isRepeating ? " ..." : "")
            return isOptional ? "[\(name)]" : name
        }
    }

    var meaning: String {
        let meaning = abstract ?? ""
        guard kind == .option, let defaultValue, !defaultValue.isEmpty else { return meaning }
        return meaning + " (\(defaultValue) by default)"
    }

    /// Whether it is the same option, in another command.
    func isSame(as other: Self) -> Bool { names == other.names && abstract == other.abstract && kind == other.kind }
}
