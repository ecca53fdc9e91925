public import Pictures

/// Something that edits a picture when told to in words: the built-in model, or a service.
public protocol ImageModel: Sendable {
    var profile: ModelProfile { get }

    /// Carries out one instruction.
    ///
    /// Ends soon after its task is cancelled, with `CancellationError`. Throws `ModelFailure` otherwise. Nothing is
    /// written anywhere: keeping the reply is the caller's work.
    func edit(_ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void) async throws -> Reply
}

/// What the rest of the program has to know of a model before it asks it anything.
public struct ModelProfile: Sendable, Equatable {
    /// The full name, as in the catalogue and in journals: "local", "gemini-3.1-flash-lite-image".
    public var id: String
    /// The name in the prompt: "local", "lite".
    public var shortName: String
    public var framing: Framing

    public init(id: String, shortName: String, framing: Framing) {
        self.id = id
        self.shortName = shortName
        self.framing = framing
    }

    /// How the model wants its pictures.
    public enum Framing: Sendable, Equatable {
        /// As they are; the model itself keeps what the edit did not need to touch.
        case asTheyAre
        /// Padded and scaled to one of these sizes.
        case sizes([PixelSize])
    }
}

/// News of an edit that is under way.
public enum ModelProgress: Sendable, Equatable {
    /// A step has begun; a few words for a person, such as "finding the person".
    case step(String)
    case waiting(seconds: Double, attempt: Int)
}
