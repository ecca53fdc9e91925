import Foundation
import ImageModels

/// Talks to models by OpenAI's routes for pictures: in OpenAI's own form, or in one of those in JSON.
struct OpenAIImagesWire: Sendable {
    /// How the request is put.
    enum Form: Sendable {
        /// OpenAI's: a form with files for an edit. A server of one's own is told to answer in base64.
        case openAI(isOwn: Bool)
        case seedream, grok
    }

    let model: String
    let form: Form
    /// `nil` for a server of one's own.
    let key: APIKey?
    let links: PictureLinks
    let requestLimit: Int

    func edit(_ request: TurnRequest, with client: ServiceClient) async throws -> Reply {
        let (path, body) = message(request)
        let bytes = body.count
        guard bytes <= requestLimit else { throw ModelFailure.declined(.tooLarge(bytes: bytes, limit: requestLimit)) }
        var wire = WireRequest(.post, client.address.url(path), key.map { .bearer($0) } ?? .none, body: body)
        if request.settings.streaming == true {
            wire.onEvent = { event in
                if let draft = OpenAIImagesAnswer.draft(in: event) { client.report(.draft(draft)) }
            }
        }
        wire.findsPicture = { (try? OpenAIImagesAnswer($0, searching: false))?.picture != nil }
        let answer = try await client.answer(to: wire)
        var reply = try await Self.reply(to: answer, links: links, client)
        reply.remarks = Reply.Remark.onStatus(of: answer) + reply.remarks
        return reply
    }

    private func message(_ request: TurnRequest) -> (path: String, body: RequestBody) {
        switch form {
        case .openAI(let isOwn):
            let message = OpenAIImagesRequest(request, model: model, isOwn: isOwn)
            return (message.path, message.body)
        case .seedream:
            let message = ImagesJSONRequest.seedream(request, model: model)
            return (message.path, message.body)
        case .grok:
            let message = ImagesJSONRequest.grok(request, model: model)
            return (message.path, message.body)
        }
    }

    /// The reply that an answer holds. Throws `ModelFailure`.
    static func reply(
        to answer: WireAnswer, takingDrafts: Bool = false, links: PictureLinks, _ client: ServiceClient
    ) async throws -> Reply {
        client.noteRequestID(Refusal.requestID(in: answer.headers))
        let reading = try await client.read(answer) { bytes throws(AnswerFailure) in
            try OpenAIImagesAnswer(bytes, takingDrafts: takingDrafts)
        }
        let text = reading.words
        let sources = [reading.picture].compactMap { $0 } + reading.others
        let found = try await links.pictures(from: sources, with: client) { reason in
            if let google = reading.google, reason == .unexplained {
                return NoPicture(google, exchange: client.exchange)
            }
            return NoPicture(
                reading.isHeldBack
                    ? .outputBlocked : reason == .unexplained && reading.speaks ? .textOnly : reason,
                // Of a link that is not followed the link itself is told.
                text: text
                    ?? (reading.isHeldBack || [.linkOnly, .linkElsewhere].contains(reason) ? nil : reading.shape),
                usage: reading.usage,
                exchange: client.exchange)
        }
        let remarks = (reading.isDraft ? [.onlyDraft] : reading.isCutOff ? [.cutOff] : []) + found.remarks
        return Reply(
            imageData: found.pictures[0], others: Array(found.pictures.dropFirst()), text: text, usage: reading.usage,
            remarks: remarks, exchange: client.exchange)
    }
}
