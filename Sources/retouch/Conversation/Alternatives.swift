import Foundation

/// Alternatives in an instruction: "make the jacket {red|blue}" is two instructions.
enum Alternatives {
    /// Every combination, in the order of writing. Throws a `Refusal` for a brace that is left open.
    static func expand(_ text: String) throws -> [String] {
        try combinations(of: text).map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func combinations(of text: String) throws -> [String] {
        guard let open = text.firstIndex(of: "{") else { return [text] }
        guard let close = text[open...].firstIndex(of: "}") else {
            throw Refusal("A { is left open.", next: "/vary make the jacket {red|blue}", exit: .usage)
        }
        let options = text[text.index(after: open)..<close].split(separator: "|", omittingEmptySubsequences: false)
        let rest = try combinations(of: String(text[text.index(after: close)...]))
        let combined = options.flatMap { option in rest.map { String(text[..<open] + option) + $0 } }
        guard combined.count <= Conversation.mostAtOnce else {
            throw Refusal(
                "These are \(combined.count) at once: too many.", next: "At most \(Conversation.mostAtOnce).",
                exit: .usage)
        }
        return combined
    }
}
