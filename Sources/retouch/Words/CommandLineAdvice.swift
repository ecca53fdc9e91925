/// What a message advises to type in a conversation, in the words of the command line for whoever is in none: settings are
/// options there, lists are commands, and for the rest there is the session to go on with.
struct CommandLineAdvice: Sendable {
    /// The session in which a turn failed, if it is known.
    var session: Int?
    /// Whether the same command goes on where it was left, so that it is the way to ask once more.
    var repeats = false

    func message(_ message: Message) -> Message {
        var message = message
        message.next = message.next.map(text)
        // Of many pictures none is the current one.
        if repeats { message.kept = message.kept?.replacing("; the current picture is unchanged", with: "") }
        return message
    }

    func text(_ advice: String) -> String {
        let whole = advice.replacing("; /budget off lifts it", with: "")
            .replacing("/set price 0.04 or --price 0.04; or /budget off", with: "--price 0.04")
        var (said, rest) = ("", whole[...])
        while !rest.isEmpty {
            let end = rest.firstRange(of: ". ")?.upperBound ?? rest.endIndex
            guard let sentence = inShell(String(rest[..<end])) else {
                // What takes a conversation in one part is said as it is typed there from there on.
                return said + "In \(session.map { "retouch resume \($0)" } ?? "a conversation"): \(rest)"
            }
            said += sentence
            rest = rest[end...]
        }
        return said
    }

    /// A message whose commands name the folder of sessions that was named.
    static func naming(sessions: String?, in message: Message) -> Message {
        var message = message
        message.next = message.next.map { naming(sessions: sessions, in: $0) }
        message.kept = message.kept.map { naming(sessions: sessions, in: $0) }
        return message
    }

    /// Text whose commands name the folder of sessions that was named: "retouch resume 3 --sessions FOLDER".
    static func naming(sessions: String?, in text: String) -> String {
        guard let sessions, text.contains("retouch ") else { return text }
        let option = " --sessions " + TypedPath.quoted(sessions)
        return text.replacing(
            #/\bretouch (?:resume|show|list|verify|export|replay|script)(?: (?:\d+|N)\b)?(?!(?: \d+| N)? --sessions)/#
        ) { $0.0 + option }
    }

    /// A sentence in the command line's words; `nil` where it speaks of what only a conversation has.
    private func inShell(_ sentence: String) -> String? {
        var words = sentence.split(separator: " ", omittingEmptySubsequences: false).map(String.init)[...]
        var said: [String] = []
        while let first = words.popFirst() {
            let word = String(first.prefix { !".,;:".contains($0) })
            let end = first.dropFirst(word.count)
            func value() -> String { words.popFirst() ?? "" }
            switch word {
            case "/models", "/help", "/resume": said.append("retouch \(word.dropFirst())\(end)")
            case "/sessions": said.append("retouch list\(end)")
            case "/history", "/tree", "/info": said.append("retouch show\(number)\(end)")
            case "/verify": said.append("retouch verify\(number)\(end)")
            case "/new": said.append("retouch PICTURE\(end)")
            case "/region" where words.first?.hasPrefix("off") == true:
                said.append("Leave --region out\(value().dropFirst(3))")
            case "/model", "/size", "/ratio", "/think", "/budget", "/region": said.append("--\(word.dropFirst())\(end)")
            case "/set":
                guard let name = words.first, name == "links" || TurnSetting.named(name) != nil else {
                    said.append("the settings\(end)")
                    continue
                }
                words.removeFirst()
                // "/set price tells it" names no value.
                let hasOption = ["links", "price"].contains(name)
                said.append(hasOption ? "--\(name)" : "--with \(name)=\(value())")
            case "/retry" where repeats:
                if let turn = words.first, Int(turn) != nil { words.removeFirst() }
                let isFirst = said.isEmpty || said.last?.hasSuffix(".") == true
                said.append((isFirst ? "The same command" : "the same command") + end)
            default:
                if word.hasPrefix("/"), SlashCommand.exactly(String(word.dropFirst())) != nil { return nil }
                said.append(first)
            }
        }
        return said.joined(separator: " ")
    }

    private var number: String { " \(session.map(String.init) ?? "N")" }
}
