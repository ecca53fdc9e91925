/// Questions whose answers come with the same request, sent anew: what was asked, so that no answer counts that nobody
/// was asked for, and each counts once.
struct OpenQuestions {
    private struct Entry {
        var token: String
        var tool: String
        var arguments: [String: JSONValue]
        var question: Question
    }

    private static let most = 256
    private var entries: [Entry] = []

    /// What the client has to send back with the answer.
    mutating func add(_ question: Question, tool: String, arguments: [String: JSONValue]) -> String {
        let token = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined()
        entries.append(Entry(token: token, tool: tool, arguments: arguments, question: question))
        if entries.count > Self.most { entries.removeFirst() }
        return token
    }

    /// Whether this was asked by that call; it isn't any more then.
    mutating func take(_ token: String, _ question: Question, tool: String, arguments: [String: JSONValue]) -> Bool {
        guard let index = entries.firstIndex(where: { $0.token == token }) else { return false }
        let entry = entries.remove(at: index)
        return entry.question == question && entry.tool == tool && entry.arguments == arguments
    }
}

/// Ends a call with a question, where the version has the client call again with the answer.
struct InputRequired: Error {
    var question: Question
    var token: String
}
