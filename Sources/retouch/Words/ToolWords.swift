import Foundation
import ImageModels
import ModelContextProtocol
import Pictures
import Studio
import TerminalUI

/// The words for programs that edit by `retouch mcp`, and for the people behind them.
enum ToolWords {
    static let instructions = """
        Retouch edits pictures by instructions, turn by turn. open a picture first; edit takes the session's number and one \
        instruction at a time, such as "make the jacket red" or "remove the sign". Look at the picture that comes back, and \
        undo what went wrong. Edits stay local: outside of what an edit needed to touch, the picture stays bit for bit as \
        it was. Every turn is kept; export writes the result. The model "local" runs here and costs nothing: it knows \
        clothes, hair, backgrounds, stickers, light, colour, crops and filling a region, and declines what it does not \
        understand. models lists larger ones, which cost money: the person is asked first, or a limit counts.
        """

    /// The member of the form that agrees to further edits as well.
    static let further = "further"

    static func question(
        _ dollars: Double?, of profile: ModelProfile, through title: String, upTo total: Double?
    ) -> Question {
        let price =
            dollars.map { "about \(Amounts.dollars($0, isEstimate: false))" } ?? "an amount that is not known here"
        let message =
            "Retouch is to edit a picture by \(Sanitising.name(profile.shortName)) through \(Sanitising.name(title)), "
            + "which costs \(price). Send it?"
        guard let total else { return Question(message) }
        return Question(
            message,
            form: [
                further: [
                    "type": "boolean", "default": false,
                    "title": .string(
                        "Don't ask again until \(Amounts.dollars(total, isEstimate: false)) are spent in all"),
                ]
            ])
    }

    /// About a server that no person has named.
    static func question(aboutServer address: String, _ dollars: Double?, of profile: ModelProfile) -> Question {
        let price =
            switch dollars {
            case 0?: ""
            case let dollars?: " It costs about \(Amounts.dollars(dollars, isEstimate: false))."
            case nil: " What it costs is not known here."
            }
        return Question(
            "Retouch is to send a picture to \(Sanitising.line(address, limit: 300)), a server that was not named when it was "
                + "started, to be edited by \(Sanitising.name(profile.shortName)).\(price) Send it?",
            form: [
                further: [
                    "type": "boolean", "default": false,
                    "title": "Don't ask again about this server, as long as Retouch runs here",
                ]
            ])
    }

    static func refusal(ofServer address: String) -> Refusal {
        Refusal(
            "\(Sanitising.line(address, limit: 300)) was not named when this server was started, and nobody can be asked here.",
            kept: "Nothing was sent.",
            next:
                "The person who starts the server allows it: retouch mcp --server \(Sanitising.line(address, limit: 300))",
            exit: .usage)
    }

    static func refusal(
        _ dollars: Double?, of profile: ModelProfile, through title: String, _ allowance: Allowance
    ) -> Refusal {
        let what = "An edit by \(Sanitising.name(profile.shortName)) through \(Sanitising.name(title)) costs "
        guard let dollars else {
            return Refusal(
                what + "an amount that is not known, and nobody can be asked here.", kept: "Nothing was sent.",
                next: "The person who starts the server says what one costs: retouch mcp --price 0.04", exit: .usage)
        }
        return Refusal(
            what + "about \(Amounts.dollars(dollars, isEstimate: false)): more than is left of the limit of "
                + "\(Amounts.dollars(allowance.limit, isEstimate: false)), and nobody can be asked here.",
            kept: "Nothing was sent.",
            next:
                "The person who starts the server raises it: retouch mcp --limit 2.00. The model \"local\" costs nothing.",
            exit: .usage)
    }

    static func notAgreed(_ what: String) -> Refusal {
        Refusal(what, kept: "Nothing was sent; the picture is unchanged.", exit: .interrupted)
    }

    /// For a call with a key anywhere in its arguments.
    static let keyInArguments = "That looks like a key. It was neither sent nor saved; no tool here takes one."

    /// A message without what only a person at the prompt or in a shell could type.
    static func failure(_ message: Message) -> String {
        let models = message.next?.replacing("Models that can: /model ", with: "Models that can: ")
            .replacing(", /model ", with: ", ")
        // Files' names may look like options; what is to be typed next is our own.
        let parts = [message.what, message.kept, models.map(withoutCommands)].compactMap(\.self)
        return Sanitising.text(parts.filter { !$0.isEmpty }.joined(separator: "\n"))
    }

    /// Leaves out the clauses that name a slash command or an option. What a tool has as an argument is called by that, and
    /// what `retouch mcp` takes is said to be its.
    static func withoutCommands(_ text: String) -> String {
        text.split(separator: "\n").compactMap { line in
            let clauses = line.matches(of: #/.+?(?:[.;:](?=\s)|$)\s*/#).map { translated(String($0.output)) }
            guard clauses.contains(where: namesCommand) else { return clauses.joined() }
            let rest = clauses.filter { !namesCommand($0) }.joined().trimmingCharacters(in: .whitespaces)
            guard !rest.isEmpty else { return nil }
            return rest.hasSuffix(";") || rest.hasSuffix(":") ? String(rest.dropLast()) + "." : rest
        }.joined(separator: "\n")
    }

    /// Options as the tools' arguments are called, and those that only the person who starts the server can say.
    private static let arguments = [
        "force": "replace", "max-side": "maxSide", "page": "page", "region": "region", "from": "from", "model": "model",
        "lock": "lock", "ratio": "ratio", "size": "size", "think": "think", "quality": "quality", "turn": "turn",
        "srgb": "srgb",
    ]
    private static let serverOptions: Set = [
        "sessions", "links", "price", "budget", "timeout", "connect-timeout", "with", "trace", "yes", "limit", "folder",
        "server",
    ]

    private static func translated(_ clause: String) -> String {
        // A whole command line is for a person anyway.
        guard !clause.contains("retouch ") else { return clause }
        // What marks a place is an argument, too; what draws it or takes it away is not.
        let named = clause.replacing(#/\b(with|what) /region\b/#) { "\($0.1) region" }
        return named.replacing(#/(^|[\s(])--([a-z][a-z-]*)/#) { match -> String in
            let name = String(match.2)
            if let argument = arguments[name] { return String(match.1) + argument }
            return serverOptions.contains(name) ? "\(match.1)retouch mcp --\(name)" : String(match.0)
        }
    }

    /// A path is none, and a whole command line is for a person.
    private static func namesCommand(_ text: String) -> Bool {
        if !text.contains("retouch "), text.contains(#/(?:^|[\s(])--?[a-z]/#) { return true }
        return text.matches(of: #/(?:^|[\s(])/([a-z]+)(?![a-z/.])/#).contains { match in
            SlashCommand.all.contains { $0.name == match.1 }
        }
    }

    /// What a turn did, and what is to be said of it.
    static func summary(of turn: Turn) -> String {
        var facts = [
            "turn \(turn.number)", TurnLines.shortName(turn.model),
            "\(turn.picture.width)x\(turn.picture.height) \(turn.picture.format.rawValue)",
        ]
        if let seconds = turn.seconds { facts.append(TurnLines.seconds(seconds)) }
        if let cost = turn.cost { facts.append(Amounts.dollars(cost)) }
        var lines = [facts.joined(separator: "  ")]
        if let selection = turn.selection { lines.append(TurnLines.describe(selection)) }
        if let line = turn.change.flatMap({ ChangeLines.summary(of: $0, parent: turn.parent) }) { lines.append(line) }
        // What a model says is its own.
        let said = turn.text.flatMap { $0.isEmpty ? nil : "\u{201C}\(Sanitising.text($0))\u{201D}" }
        let remarks = turn.remarks.map { withoutCommands(TurnLines.describe($0, isFree: turn.cost?.dollars == 0)) }
        return (lines.map(withoutCommands) + [said].compactMap(\.self) + remarks).filter { !$0.isEmpty }
            .joined(separator: "\n")
    }
}
