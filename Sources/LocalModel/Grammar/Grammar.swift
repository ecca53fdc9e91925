package import ImageModels

/// Reads an instruction as the edits that the built-in model can carry out.
///
/// A small grammar, not a search for key words: every word has to have its place, and one that has none declines the
/// whole instruction, because half an edit is worse than none.
package enum Grammar {
    /// More is no instruction to one picture.
    static let longest = 400

    /// What makes no sense in English is tried in the other languages that there is a vocabulary of.
    ///
    /// A line break within a sentence is a blank; where the words make no sense as one sentence it ends one.
    ///
    /// - Parameter referenceCount: how many reference images are attached; `[image 1]` names the first.
    /// - Throws: `ModelFailure.declined` with what did not fit, or with the kind of edit that was asked for.
    package static func parse(_ instruction: String, referenceCount: Int) throws(ModelFailure) -> [LocalEdit] {
        let text = String(instruction.prefix(8 * longest))
        if text.contains(where: \.isNewline), instruction.utf8.count <= 32 * longest {
            let joined = text.split(whereSeparator: \.isNewline).joined(separator: " ")
            if let edits = try? read(Tokeniser.tokens(of: joined), referenceCount: referenceCount) { return edits }
        }
        let tokens = Tokeniser.tokens(of: text)
        guard instruction.utf8.count <= 32 * longest else {
            throw .declined(.notUnderstood(words: Array(tokens.prefix(8).map(\.text))))
        }
        do {
            return try read(tokens, referenceCount: referenceCount)
        } catch {
            guard text.count <= longest else { throw error }
            for english in Languages.english(for: text) {
                if let edits = try? read(Tokeniser.tokens(of: english), referenceCount: referenceCount) { return edits }
            }
            throw error
        }
    }

    private static func read(_ tokens: [Token], referenceCount: Int) throws(ModelFailure) -> [LocalEdit] {
        guard tokens.count <= longest else {
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
        if let edits = allButOnePart() { return edits }
        if let edits = sticker() ?? background() ?? focusedCrop() ?? straightening() { return edits }
        if let edits = geometry() ?? shadow() ?? tone() ?? range() ?? look() { return edits }
        return tint() ?? partTone() ?? removal() ?? recolour()
    }

    /// Skips what joins two edits, and politeness.
    mutating func skipBetween() {
        while takePause() || take(Fillers.joining) || take(Fillers.before) || take(Fillers.after) {}
    }
}
