public import ImageModels

/// The model that is always there: no key, no network.
public final class BuiltInModel: ImageModel {
    public let profile = ModelProfile(id: ModelCatalogue.builtInID, shortName: "local", framing: .asTheyAre)
    public init() {}

    public func edit(
        _ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void
    ) async throws -> Reply {
        throw ModelFailure.declined(.notUnderstood(words: [request.instruction]))
    }
}
