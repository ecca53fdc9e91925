import Foundation
import ImageModels

/// Talks to models by OpenAI's image format.
struct OpenAIImagesWire: Sendable {
    let model: String
    let key: APIKey
    let links: PictureLinks
    let requestLimit: Int

    func edit(_ request: TurnRequest, with client: ServiceClient) async throws -> Reply {
        let message = OpenAIImagesRequest(request, model: model)
        let bytes = message.body.count
        guard bytes <= requestLimit else { throw ModelFailure.declined(.tooLarge(bytes: bytes, limit: requestLimit)) }
        let answer = try await client.answer(
            to: WireRequest(.post, client.address.url(message.path), .bearer(key), body: message.body))
        return try await Self.reply(to: answer, links: links, client)
    }

    /// The reply that an answer holds. Throws `ModelFailure`.
    static func reply(to answer: WireAnswer, links: PictureLinks, _ client: ServiceClient) async throws -> Reply {
        client.noteRequestID(Refusal.requestID(in: answer.headers))
        let reading = try await client.read(answer) { bytes throws(AnswerFailure) in try OpenAIImagesAnswer(bytes) }
        let text = reading.revisedPrompt
        let found = try await links.picture(from: reading.picture, with: client) { reason in
            NoPicture(reason, text: text, usage: reading.usage, exchange: client.exchange)
        }
        return Reply(
            imageData: found.data, text: text, usage: reading.usage, remarks: found.remarks,
            exchange: client.exchange)
    }
}
