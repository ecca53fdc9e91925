public import Foundation

/// Something that edits a picture when told to in words: the built-in model, or a service.
public protocol ImageModel: Sendable {
    var profile: ModelProfile { get }

    /// Carries out one instruction.
    ///
    /// Ends soon after its task is cancelled, with `CancellationError`. Throws `ModelFailure` otherwise. Nothing is
    /// written anywhere: keeping the reply is the caller's work.
    func edit(_ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void) async throws -> Reply

    /// Whether a request can be sent at all, by what is known without asking anybody. Throws `ModelFailure`.
    func check(_ request: TurnRequest) throws

    /// Reads an answer that was kept as it came (`ModelProgress.answered`), without asking again. Throws `ModelFailure`.
    func reply(toAnswer data: Data) async throws -> Reply
}

extension ImageModel {
    public func check(_ request: TurnRequest) throws {}

    public func reply(toAnswer data: Data) async throws -> Reply {
        throw ModelFailure.broken(detail: "\(profile.id) gives no answers to be read again")
    }
}

/// News of an edit that is under way.
public enum ModelProgress: Sendable, Equatable {
    /// A step has begun; a few words for a person, such as "finding the person".
    case step(String)
    /// The service asked for patience; another request follows. `attempt` counts requests, from 2.
    case waiting(seconds: Double, attempt: Int)
    /// A request that may be charged is going out.
    case requested
    /// The whole answer's bytes so far; `total` where the service said.
    case receiving(bytes: Int, total: Int?)
    /// The picture as it is on its way, encoded: to be shown, and not kept.
    case draft(Data)
    /// A service's answer as it came, before it is read: to be kept.
    case answered(Data)
}
