import Foundation
import ImageModels

/// Talks to models by Google's `generateContent`.
struct GeminiWire: Sendable {
    let model: String
    let key: APIKey
    let links: PictureLinks
    let requestLimit: Int

    func edit(_ request: TurnRequest, with client: ServiceClient) async throws -> Reply {
        var request = request
        var remarks: [Reply.Remark] = []
        var message = try message(request)
        let answer: WireAnswer
        do {
            answer = try await client.answer(to: http(message.body, request, client))
        } catch ModelFailure.service(let failure)
            where !request.transcripts.isEmpty && failure.kind == .badRequest && Self.isOfSignature(failure.detail)
        {
            request.transcripts = []
            remarks.append(.withoutHistory)
            message = try self.message(request)
            answer = try await client.answer(to: http(message.body, request, client))
        }
        let reading = try await Self.reading(answer, keepingParts: request.settings.fullHistory == true, client)
        var reply = try await Self.reply(reading, links: links, client)
        reply.remarks = remarks + Reply.Remark.onStatus(of: answer) + reply.remarks
        if request.settings.tier != nil {
            let given = answer.headers.first(name: "x-gemini-service-tier")
            reply.remarks.append(.tier(given: given.map { String($0.prefix(40)).lowercased() } ?? ""))
        }
        if !reading.parts.isEmpty, !reading.isCutOff {
            reply.transcript = Self.transcript(message.entry, reading.parts)
        }
        return reply
    }

    /// The reply that an answer holds. Throws `ModelFailure`.
    static func reply(to answer: WireAnswer, links: PictureLinks, _ client: ServiceClient) async throws -> Reply {
        try await reply(try await reading(answer, keepingParts: false, client), links: links, client)
    }

    private static func reading(
        _ answer: WireAnswer, keepingParts: Bool, _ client: ServiceClient
    ) async throws -> GeminiAnswer {
        let reading = try await client.read(answer) { bytes throws(AnswerFailure) in
            try GeminiAnswer(bytes, keepingParts: keepingParts)
        }
        client.noteRequestID(reading.responseID ?? Refusal.requestID(in: answer.headers))
        client.noteModelVersion(reading.modelVersion)
        return reading
    }

    private func message(_ request: TurnRequest) throws -> GeminiRequest {
        let message = GeminiRequest(request)
        let bytes = message.body.count
        guard bytes <= requestLimit else { throw ModelFailure.declined(.tooLarge(bytes: bytes, limit: requestLimit)) }
        return message
    }

    private func http(_ body: RequestBody, _ request: TurnRequest, _ client: ServiceClient) -> WireRequest {
        let operation = request.settings.streaming == true ? "streamGenerateContent?alt=sse" : "generateContent"
        let url = client.address.url("/v1beta/models/\(model.escapedInPath):\(operation)")
        var wire = WireRequest(.post, url, .googleKey(key), body: body)
        wire.findsPicture = { (try? GeminiAnswer($0, keepingParts: false, searching: false))?.picture != nil }
        return wire
    }

    private static func reply(
        _ reading: GeminiAnswer, links: PictureLinks, _ client: ServiceClient
    ) async throws -> Reply {
        let text = reading.text.isEmpty ? nil : reading.text
        let sources = [reading.picture].compactMap { $0 } + reading.others
        let found = try await links.pictures(from: sources, with: client) { reason in
            var none = NoPicture(reading, exchange: client.exchange)
            if reason != .unexplained { none.reason = reason }
            if none.reason == .unexplained, none.finishReason == nil { none.text = none.text ?? reading.shape }
            return none
        }
        return Reply(
            imageData: found.pictures[0], others: Array(found.pictures.dropFirst()), text: text,
            finishReason: reading.finishReason ?? .unspecified, usage: reading.usage,
            remarks: remarks(on: reading) + found.remarks, exchange: client.exchange)
    }

    private static func remarks(on reading: GeminiAnswer) -> [Reply.Remark] {
        (reading.isCutOff ? [.cutOff] : []) + (reading.isDraft ? [.onlyDraft] : [])
            + (reading.isThought ? [.onlyThoughtImage] : [])
    }

    /// Both sides of this turn as they stand among a request's contents.
    private static func transcript(_ entry: RequestBody, _ parts: [Data]) -> Data {
        var transcript = entry.data
        transcript.append(contentsOf: ",{\"role\":\"model\",\"parts\":[".utf8)
        for (index, part) in parts.enumerated() {
            if index > 0 { transcript.append(UInt8(ascii: ",")) }
            transcript.append(part)
        }
        transcript.append(contentsOf: "]}".utf8)
        return transcript
    }

    /// "Image part is missing a thought_signature in content position 2 …", "Corrupted thought signature."
    private static func isOfSignature(_ detail: String?) -> Bool {
        guard let detail = detail?.lowercased() else { return false }
        return detail.contains("thought_signature") || detail.contains("thought signature")
    }
}

extension FinishReason {
    /// The service gave none.
    static let unspecified = FinishReason(rawValue: "FINISH_REASON_UNSPECIFIED")
}

extension String {
    /// For one segment of a URL's path.
    var escapedInPath: String {
        addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._~"))) ?? self
    }
}
