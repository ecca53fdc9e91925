import ImageModels
import Sessions

/// What is worth knowing at the right moment, said once.
enum Hints {
    /// After a chain of edits by a model that wears pictures down: once, when the chain reaches the model's limit.
    static func afterTurn(_ turn: Int, of session: Session, profile: ModelProfile) throws -> String? {
        guard let limit = profile.wearsAfter else { return nil }
        let branch = session.state.branch(to: turn)
        let chain = try branch.reversed().prefix { try session.asked($0).model == profile.id }.reversed()
        guard chain.count - 1 == limit, let first = chain.first else { return nil }
        return "\(limit) edits in a row wear a picture of \(profile.shortName)'s down. "
            + "/squash \(first)-\(turn) makes one edit of them; a larger model wears less: /models"
    }
}
