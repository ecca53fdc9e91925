import Foundation
import ImageModels
import RemoteModels

private let secret = "sk-FUZZCANARY-0123456789abcdefXYZ"
private let redaction = KeyRedaction([APIKey(secret)].compactMap { $0 })

private let statuses = [200, 302, 400, 403, 429, 500, 503]

/// An answer in any of the wire formats, as a success and as a refusal (of one status or another, by its length).
func fuzzReply(_ bytes: [UInt8]) {
    var body = Data(bytes)
    redaction.redact(&body)
    precondition(body.count == bytes.count)
    precondition(body.range(of: Data(secret.utf8)) == nil)
    body.withUnsafeBytes { bytes in
        let readings: [(UnsafeRawBufferPointer) throws -> Price?] = [
            { try price(of: GeminiAnswer($0, keepingParts: true).usage) },
            { try price(of: OpenAIImagesAnswer($0).usage) },
            { try none(PredictionAnswer($0)) }, { try none(ModelListPage($0)) },
        ]
        for reading in readings { _ = try? reading(bytes) }
    }
    let text = String(decoding: body, as: UTF8.self)
    _ = PictureInText(text)
    _ = RetryAfter.seconds(header: text)
    _ = RetryAfter.seconds(duration: text)
    _ = try? ServiceAddress(text)
    let answer = WireAnswer(
        status: statuses[bytes.count % statuses.count], headers: HeaderFields([("Location", text)]), body: body)
    _ = Refusal(answer, to: .post, service: "cometapi", isGooglesOwn: false)
}

private func price(of usage: Usage?) -> Price? {
    let price = Price(inputText: 1, outputText: 2, outputImage: 30, asOf: "", source: "")
    if let usage { _ = price.cost(of: usage) }
    return nil
}

private func none<Reading>(_: Reading) -> Price? { nil }
