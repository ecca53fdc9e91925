public import Foundation
public import ImageModels

/// A service's model as it is asked in batches.
public struct BatchedModel: BatchModel {
    public let profile: ModelProfile
    public let jobs: any BatchService
    private let model: RemoteModel

    /// `nil` for a service or a model that has no batches.
    init?(_ model: RemoteModel) {
        guard model.entry.wire == .gemini, model.service.batches == true else { return nil }
        self.model = model
        profile = model.profile.inBatches
        jobs = GeminiBatches(
            model: model.entry.idAt?[model.service.id] ?? model.entry.id, service: model.service.id,
            address: model.address, key: model.key, transport: model.transport)
    }

    public var oneByOne: any ImageModel { model }

    /// Requests go into jobs alone.
    public func edit(
        _ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void
    ) async throws -> Reply {
        throw ModelFailure.broken(detail: "\(profile.id) is asked in batches here")
    }

    public func reply(toAnswer data: Data) async throws -> Reply { try await model.reply(toAnswer: data) }

    public func line(for request: TurnRequest, key: String) throws -> Data {
        let body = try GeminiRequest(model.geminiRequest(request)).body
        guard body.count <= model.requestLimit else {
            throw ModelFailure.declined(.tooLarge(bytes: body.count, limit: model.requestLimit))
        }
        var line = Data("{\"key\":\(JSONText.quoted(key)),\"request\":".utf8)
        line.append(body.data)
        line.append(contentsOf: "}\n".utf8)
        return line
    }
}

extension RemoteModel {
    /// The same model in batches; `nil` where it has none.
    public var batched: BatchedModel? { BatchedModel(self) }
}
