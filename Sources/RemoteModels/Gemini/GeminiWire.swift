import Foundation
import ImageModels
import NIOCore

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
        let keepsParts = request.settings.fullHistory == true
        let reading = try client.read(answer) { bytes throws(AnswerFailure) in
            try GeminiAnswer(bytes, keepingParts: keepsParts)
        }
        client.noteRequestID(reading.responseID ?? Refusal.requestID(in: answer.headers))
        client.noteModelVersion(reading.modelVersion)
        return try await reply(reading, to: message, remarks: remarks, client)
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
        return WireRequest(.post, url, .googleKey(key), body: body)
    }

    private func reply(
        _ reading: GeminiAnswer, to message: GeminiRequest, remarks: [Reply.Remark], _ client: ServiceClient
    ) async throws -> Reply {
        let text = reading.text.isEmpty ? nil : client.redacted(reading.text)
        let found = try await links.picture(from: reading.picture, with: client) { reason in
            var none = NoPicture(reading, exchange: client.exchange)
            if reason == .linkOnly { none.reason = reason }
            none.text = none.text.map(client.redacted)
            return none
        }
        return Reply(
            imageData: found.data, text: text, finishReason: reading.finishReason ?? .unspecified,
            usage: reading.usage,
            remarks: remarks + Self.remarks(on: reading) + found.remarks,
            exchange: client.exchange,
            transcript: reading.parts.isEmpty || reading.isCutOff ? nil : Self.transcript(message.entry, reading.parts))
    }

    private static func remarks(on reading: GeminiAnswer) -> [Reply.Remark] {
        (reading.isCutOff ? [.cutOff] : []) + (reading.isThought ? [.onlyThoughtImage] : [])
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
