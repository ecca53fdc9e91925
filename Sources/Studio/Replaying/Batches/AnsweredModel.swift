import Foundation
import ImageModels

/// A model whose answer has come already, by a job: what is made of it goes the way of any answer.
struct AnsweredModel: ImageModel {
    let model: any BatchModel
    let outcome: BatchAnswer.Outcome

    var profile: ModelProfile { model.profile }

    func edit(
        _ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void
    ) async throws -> Reply {
        switch outcome {
        case .failed(let failure): throw ModelFailure.service(failure)
        case .answered(let data):
            progress(.requested)
            progress(.answered(data))
            return try await model.reply(toAnswer: data)
        }
    }

    func reply(toAnswer data: Data) async throws -> Reply { try await model.reply(toAnswer: data) }
}
