package import ImageModels

/// Reads an instruction as the edits that the built-in model can carry out.
///
/// A small grammar, not a search for key words: every word has to have its place, and one that has none declines the
/// whole instruction, because half an edit is worse than none.
package enum Grammar {
    /// More is no instruction to one picture.
    static let longest = 400

    /// - Parameter referenceCount: how many reference images are attached; `[image 1]` names the first.
    /// - Throws: `ModelFailure.declined` with what did not fit, or with the kind of edit that was asked for.
    package static func parse(_ instruction: String, referenceCount: Int) throws(ModelFailure) -> [LocalEdit] {
        let tokens = Tokeniser.tokens(of: String(instruction.prefix(8 * longest)))
        guard tokens.count <= longest, instruction.utf8.count <= 32 * longest else {
            throw .declined(.notUnderstood(words: Array(tokens.prefix(8).map(\.text))))
        }
        var reader = Reader(tokens, referenceCount: referenceCount)
        var edits: [LocalEdit] = []
        reader.skipBetween()
        while !reader.isAtEnd {
            let start = reader.position
            guard let found = reader.edit() else {
                throw .declined(
                    Declining(tokens, from: start, furthest: reader.furthest, referenceCount: referenceCount).decline
                )
            }
            edits += found
            reader.skipBetween()
        }
        guard !edits.isEmpty else {
            throw .declined(.notUnderstood(words: tokens.filter { $0.kind != .pause }.map(\.text)))
        }
        return edits
    }
}

extension Reader {
    /// One edit, or several that share a verb.
    mutating func edit() -> [LocalEdit]? {
        sticker() ?? background() ?? geometry() ?? tone() ?? recolour()
    }

    /// Skips what joins two edits, and politeness.
    mutating func skipBetween() {
        while takePause() || take(Fillers.joining) || take(Fillers.before) || take(Fillers.after) {}
    }
}
