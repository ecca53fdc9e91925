import ImageModels

/// Talks to Imagen by Google's `predict`.
struct ImagenWire: Sendable {
    let model: String
    let key: APIKey
    let links: PictureLinks

    func generate(_ request: TurnRequest, with client: ServiceClient) async throws -> Reply {
        let url = client.address.url("/v1beta/models/\(model.escapedInPath):predict")
        let answer = try await client.answer(
            to: WireRequest(.post, url, .googleKey(key), body: ImagenRequest.body(request)))
        return try await Self.reply(to: answer, links: links, client)
    }

    /// The reply that an answer holds. Throws `ModelFailure`.
    static func reply(to answer: WireAnswer, links: PictureLinks, _ client: ServiceClient) async throws -> Reply {
        client.noteRequestID(Refusal.requestID(in: answer.headers))
        let reading = try await client.read(answer) { bytes throws(AnswerFailure) in try ImagenAnswer(bytes) }
        let found = try await links.picture(from: reading.picture, with: client) { _ in
            NoPicture(
                reading.filteredReason == nil ? .noImage : .outputBlocked,
                text: reading.filteredReason, exchange: client.exchange)
        }
        return Reply(imageData: found.data, remarks: found.remarks, exchange: client.exchange)
    }
}
