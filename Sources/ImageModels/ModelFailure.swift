/// Why a model gave no picture: facts; the words for a person are put together in the executable.
public enum ModelFailure: Error, Sendable, Equatable {
    /// The model did not take the instruction on. Nothing was sent or charged, and no turn is used up.
    case declined(Decline)
    /// The model took it on and answered without a picture, such as for reasons of safety.
    case noPicture(reason: FinishReason, text: String?)
    /// A request that could not be carried out inside this program.
    case broken(detail: String)
}

/// Why an instruction was not taken on.
public enum Decline: Sendable, Equatable {
    /// These words fit nothing that the model knows.
    case notUnderstood(words: [String])
    /// The instruction is whole but for this: "a colour", "an amount".
    case incomplete(missing: String)
    /// Understood, but not within the model's means: "adding things", "painting in another style".
    case beyondMeans(String)
    /// What the instruction names is not in the picture: "face", "car".
    case notFound(String, advice: String?)
    /// Found, but not surely enough to touch it: "where the cat ends".
    case unsure(String, advice: String?)
}
