import Foundation
import Pictures

/// Answers edits and generations as OpenAI's image models do.
struct OpenAIImagesService {
    let question: OpenAIQuestion
    let scenario: Scenario
    let host: String
    let requestID: String
    let keep: (Data) -> String

    func answer() throws -> Answer {
        let size = question.size ?? PixelSize(width: 1024, height: 1024)
        let data = try picture(size)
        let tokens = size.width * size.height / 650
        let answer: WireJSON = [
            "created": 1_795_575_600, "background": "opaque", "output_format": .text(question.format.rawValue),
            "quality": "low", "size": .text("\(size.width)x\(size.height)"),
            "usage": [
                "input_tokens": .integer(16 + 1120 * question.pictures.count),
                "input_tokens_details": [
                    "image_tokens": .integer(1120 * question.pictures.count), "text_tokens": 16,
                ],
                "output_tokens": .integer(tokens),
                "output_tokens_details": ["image_tokens": .integer(tokens), "text_tokens": 0],
                "total_tokens": .integer(16 + 1120 * question.pictures.count + tokens),
            ],
        ]
        let items: WireJSON =
            scenario == .link || question.model.hasPrefix("seedream")
            ? [["url": .text("http://\(host)\(keep(data))")]]
            : scenario == .notBase64
                ? [["b64_json": "%%% this is no base64 %%%"]] : [["b64_json": .text(data.base64EncodedString())]]
        var whole = Answer.json(answer.adding(["data": scenario == .nestedData ? ["data": items] : items]))
        whole.headers.append(("x-request-id", "req_\(requestID)"))
        switch scenario {
        case .emptyBody: whole.body = Data()
        case .truncatedJSON: whole.body = whole.body.prefix(whole.body.count / 2)
        default: break
        }
        return whole
    }

    private func picture(_ size: PixelSize) throws -> Data {
        if scenario == .identicalPicture, let sent = question.pictures.first { return sent }
        if scenario == .notAPicture { return Data("The service is having a bad day.".utf8) }
        let sent = try question.pictures.first.map { try Picture(inspecting: $0).pixels() }
        let size = scenario == .wrongRatio ? PixelSize(width: size.height / 2, height: size.width) : size
        let painted = try PaintedPicture(over: sent, size: size, instruction: question.prompt)
        let data = try painted.pixels.encoded(as: PictureEncoding(format: question.format))
        return scenario == .truncatedPicture ? data.prefix(data.count / 2) : data
    }
}
