/// What a line of a job is known by: digests of the recipe and of the starting picture, the step, and a digest of the
/// picture that is sent. "1a2b3c4d5e6f.0123456789abcdef.0.89abcdef"
package struct BatchKey: Sendable, Hashable {
    package var recipe: String
    package var start: String
    /// From 0.
    package var step: Int
    package var sent: String

    package init(recipe: String, start: String, step: Int, sent: String) {
        self.recipe = String(recipe.prefix(12))
        self.start = Self.short(start)
        self.step = step
        self.sent = String(sent.prefix(8))
    }

    /// `nil` for what is no key of ours.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        // Files are named after it.
        guard parts.count == 4, let step = Int(parts[2]), step >= 0,
            [parts[0], parts[1], parts[3]].allSatisfy({ $0.wholeMatch(of: /[0-9a-f]{0,16}/) != nil }),
            !parts[1].isEmpty
        else { return nil }
        (recipe, start, self.step, sent) = (parts[0], parts[1], step, parts[3])
    }

    package var text: String { "\(recipe).\(start).\(step).\(sent)" }

    /// As much of a starting picture's digest as a key has.
    package static func short(_ sha256: String) -> String { String(sha256.prefix(16)) }
}
