import Foundation
import Pictures

/// Answers edits and generations as OpenAI's image models do.
struct OpenAIImagesService {
    /// What such a service has to know of a question.
    struct Question {
        var prompt: String
        var pictures: [Data]
        var size: PixelSize?
        var format = PictureFormat.png
        var quality = "medium"
        var isTransparent = false
        var answersByLink = false
        /// Of an answer in events.
        var drafts: Int?
        var isEdit = true
    }

    let question: Question
    let scenario: Scenario
    let host: String
    let requestID: String
    let keep: (Data) -> String

    func answer() throws -> Answer {
        let size = question.size ?? PixelSize(width: 1024, height: 1024)
        let data = try picture(size)
        let tokens = Self.tokens(size, question.quality)
        let answer: WireJSON = [
            "created": 1_795_575_600, "background": .text(question.isTransparent ? "transparent" : "opaque"),
            "output_format": .text(question.format.rawValue),
            "quality": .text(question.quality), "size": .text("\(size.width)x\(size.height)"),
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
        if scenario == .picture, let drafts = question.drafts { return try events(answer, data, drafts) }
        if scenario == .chat { return chat(data) }
        if scenario == .responses { return responses(data) }
        if scenario == .heldBack { return .json(["data": [["url": "", "respect_moderation": false]]]) }
        if scenario == .flatError {
            return .json(["code": 50430, "message": "The picture did not pass the review.", "request_id": "r-1"])
        }
        let encoded = data.base64EncodedString()
        let items: WireJSON =
            switch scenario {
            case .link: [["url": .text("http://\(host)\(keep(data))")]]
            case .notBase64: [["b64_json": "%%% this is no base64 %%%"]]
            case .dataURIs: [["b64_json": .text("data:image/png;base64," + encoded)]]
            case .severalPictures:
                [["b64_json": .text(encoded)], ["b64_json": .text(try other(size).base64EncodedString())]]
            case _ where question.answersByLink: [["url": .text("http://\(host)\(keep(data))")]]
            default: [["b64_json": .text(encoded)]]
            }
        var whole = Answer.json(answer.adding(["data": scenario == .nestedData ? ["data": items] : items]))
        whole.headers.append(("x-request-id", "req_\(requestID)"))
        switch scenario {
        case .emptyBody: whole.body = Data()
        case .truncatedJSON: whole.body = whole.body.prefix(whole.body.count / 2)
        default: break
        }
        return whole
    }

    /// OpenAI's count: patches of the longer side by quality, more for more pixels.
    private static func tokens(_ size: PixelSize, _ quality: String) -> Int {
        let patches: [String: Double] = ["low": 16, "medium": 48, "high": 96, "xhigh": 128, "max": 160]
        let longer = patches[quality] ?? 48
        let shape = Double(min(size.width, size.height)) / Double(max(size.width, size.height))
        let shorter: Double = (longer * shape).rounded()
        let area = Double(size.width * size.height)
        let tokens: Double = longer * shorter * (2_000_000 + area) / 4_000_000
        return Int(tokens.rounded(.up))
    }

    /// The picture in events: drafts on the way to it, then itself with the counts.
    private func events(_ answer: WireJSON, _ data: Data, _ drafts: Int) throws -> Answer {
        let kind = question.isEdit ? "image_edit" : "image_generation"
        let small = try Picture(inspecting: data).pixels().fitted(longestSide: 256).encoded(as: .png)
        var events = (0..<drafts).map { index -> (String, WireJSON) in
            (
                "\(kind).partial_image",
                [
                    "type": .text("\(kind).partial_image"), "b64_json": .text(small.base64EncodedString()),
                    "created_at": 1_795_575_600, "partial_image_index": .integer(index), "output_format": "png",
                ]
            )
        }
        let whole: WireJSON = ["type": .text("\(kind).completed"), "b64_json": .text(data.base64EncodedString())]
        events.append(("\(kind).completed", whole.adding(answer)))
        let text = events.map { "event: \($0.0)\ndata: \($0.1.compact)\n\n" }.joined()
        return Answer(
            headers: [("Content-Type", "text/event-stream"), ("x-request-id", "req_\(requestID)")],
            body: Data(text.utf8),
            framing: .chunked)
    }

    /// The picture in a chat's message, as some gateways answer whatever they were asked.
    private func chat(_ data: Data) -> Answer {
        let uri = "data:image/png;base64," + data.base64EncodedString()
        return .json([
            "id": "chatcmpl-1", "object": "chat.completion",
            "choices": [
                [
                    "index": 0, "finish_reason": "stop",
                    "message": [
                        "role": "assistant", "content": "Done",
                        "images": [["type": "image_url", "image_url": ["url": .text(uri)]]],
                    ],
                ]
            ],
            "usage": ["prompt_tokens": 1136, "completion_tokens": 1120, "total_tokens": 2256],
        ])
    }

    /// The picture as OpenAI's Responses have it, which some gateways answer with.
    private func responses(_ data: Data) -> Answer {
        .json([
            "id": "resp_1", "object": "response", "status": "completed",
            "output": [
                [
                    "id": "ig_1", "type": "image_generation_call", "status": "completed", "output_format": "png",
                    "result": .text(data.base64EncodedString()),
                ]
            ],
            "usage": ["input_tokens": 1136, "output_tokens": 1120, "total_tokens": 2256],
        ])
    }

    /// A further picture of the same answer.
    private func other(_ size: PixelSize) throws -> Data {
        let sent = try question.pictures.first.map { try Picture(inspecting: $0).pixels() }
        return try PaintedPicture(over: sent, size: size, instruction: question.prompt + " (other)").png
    }

    private func picture(_ size: PixelSize) throws -> Data {
        if scenario == .identicalPicture, let sent = question.pictures.first { return sent }
        if scenario == .notAPicture { return Data("The service is having a bad day.".utf8) }
        let sent = try question.pictures.first.map { try Picture(inspecting: $0).pixels() }
        let size = scenario == .wrongRatio ? PixelSize(width: size.height / 2, height: size.width) : size
        let painted = try PaintedPicture(over: sent, size: size, instruction: question.prompt)
        let pixels = question.isTransparent ? painted.discAlone : painted.pixels
        let data = try pixels.encoded(as: PictureEncoding(format: question.format))
        return scenario == .truncatedPicture ? data.prefix(data.count / 2) : data
    }
}
