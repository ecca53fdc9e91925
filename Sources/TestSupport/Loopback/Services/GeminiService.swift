import Foundation
import Pictures

/// Answers `generateContent` as Google's image models do.
struct GeminiService {
    let question: GeminiQuestion
    let scenario: Scenario
    /// Where the server is, for links to itself: "127.0.0.1:40123".
    let host: String
    let responseID: String
    /// A signature in base64; `nil` for models that have none.
    let signature: String?
    /// Keeps a picture to be fetched and gives its path.
    let keep: (Data) -> String
    /// Is told the picture that a client should take.
    let made: (Data) -> Void
    /// What the sides of pictures are divided by.
    var smaller = 1

    /// The answer, as one body or as events.
    func answer(inEvents: Bool) throws -> Answer {
        var answer = try inEvents || scenario == .eventStream ? events() : whole()
        answer.headers += [
            ("X-Gemini-Service-Tier", question.tier), ("Server-Timing", "gfet4t7; dur=2671"), ("Vary", "Origin"),
            ("Server", "scaffolding on HTTPServer2"),
        ]
        return answer
    }

    private func whole() throws -> Answer {
        var body = try content()
        if scenario == .snakeCase { body = body.snakeCased }
        var answer = Answer.json(body, framing: .chunked)
        switch scenario {
        case .emptyBody: answer.body = Data()
        case .truncatedJSON: answer.body = answer.body.prefix(answer.body.count / 2)
        default: break
        }
        return answer
    }

    /// Text in pieces, then the picture in one line, then the counts.
    private func events() throws -> Answer {
        guard case .fields(let fields) = try content() else { return Answer(500) }
        var pieces: [WireJSON] = []
        let rest = fields.filter { $0.0 != "candidates" && $0.0 != "usageMetadata" }
        let usage = fields.filter { $0.0 == "usageMetadata" }
        if case .list(let candidates)? = fields.first(where: { $0.0 == "candidates" })?.1,
            case .fields(let candidate)? = candidates.first
        {
            let isContent = { (field: (String, WireJSON)) in field.0 == "content" }
            if case .fields(let content)? = candidate.first(where: isContent)?.1,
                case .list(let parts)? = content.first(where: { $0.0 == "parts" })?.1
            {
                for part in parts {
                    let one: WireJSON = ["content": ["parts": .list([part]), "role": "model"], "index": 0]
                    pieces.append(.fields([("candidates", .list([one]))] + rest))
                }
            }
            let last = candidate.filter { !isContent($0) }
            pieces.append(.fields([("candidates", .list([.fields(last)]))] + usage + rest))
        } else {
            pieces = [.fields(fields)]
        }
        let text = pieces.map { "data: \($0.compact)\r\n\r\n" }.joined()
        return Answer(headers: [("Content-Type", "text/event-stream")], body: Data(text.utf8), framing: .chunked)
    }

    // MARK: - The answer's content

    /// The answer as an object.
    func content() throws -> WireJSON {
        if let reason = scenario.blockReason {
            return [
                "promptFeedback": ["blockReason": .text(reason)],
                "usageMetadata": ["promptTokenCount": .integer(inputTokens), "totalTokenCount": .integer(inputTokens)],
                "modelVersion": .text(question.model.id), "responseId": .text(responseID),
            ]
        }
        switch scenario {
        case .nothingAtAll: return ["modelVersion": .text(question.model.id), "responseId": .text(responseID)]
        case .errorWith200:
            return ["error": ["message": "upstream is busy", "type": "upstream_error", "code": "bad_response"]]
        default: break
        }
        var fields: [(String, WireJSON)] = [("candidates", .list([try candidate()]))]
        if scenario != .noUsage { fields.append(("usageMetadata", usage)) }
        fields += [("modelVersion", .text(question.model.id)), ("responseId", .text(responseID))]
        if scenario == .unknownFields {
            fields += [("modelStatus", ["modelStage": "STABLE"]), ("newThing", ["deep": [1, 2.5, nil, true]])]
        }
        return .fields(fields)
    }

    private func candidate() throws -> WireJSON {
        if let (reason, message) = scenario.endWithoutPicture {
            var fields: [(String, WireJSON)] = [("finishReason", .text(reason)), ("index", 0)]
            if let message { fields.append(("finishMessage", .text(message))) }
            if scenario == .maxTokens { fields.insert(("content", ["role": "model"]), at: 0) }
            return .fields(fields)
        }
        var fields: [(String, WireJSON)] = [("content", ["parts": .list(try parts()), "role": "model"])]
        switch scenario {
        case .noFinishReason: break
        case .unknownReasonWithPicture: fields.append(("finishReason", "PAINTED_ENOUGH"))
        default: fields.append(("finishReason", "STOP"))
        }
        fields.append(("index", 0))
        if scenario == .unknownFields { fields.append(("avgLogprobs", -0.5)) }
        return .fields(fields)
    }

    private func parts() throws -> [WireJSON] {
        guard question.wantsPicture else { return [text("Certainly.", signed: true)] }
        switch scenario {
        case .textOnly: return [text("I can only describe it: a field of colours.", signed: true)]
        case .noParts: return []
        case .thoughtsWithoutPicture:
            return [
                ["text": "First I look at the picture.", "thought": true], text("Nothing came of it.", signed: true),
            ]
        case .textAndPicture: return [text("Here is the picture.", signed: true), try picture()]
        case .twoThoughtsAndPicture:
            return [
                ["text": "I try a first version.", "thought": true], try draft(" (first)"), try draft(" (second)"),
                try picture(),
            ]
        case .thoughtsOnly: return [try draft(" (first)"), try draft("")]
        case .twoPictures: return [try picture(of: " (other)"), try picture()]
        case .eventStream: return [text("Here is ", signed: true), text("the picture.", signed: false), try picture()]
        case .fileData:
            let path = keep(try pictureData())
            return [["fileData": ["mimeType": "image/jpeg", "fileUri": .text("http://\(host)\(path)")]]]
        case .linkInText:
            let path = keep(try pictureData())
            return [text("Done: ![edited](http://\(host)\(path))", signed: false)]
        case .dataURI:
            let data = try pictureData().base64EncodedString()
            return [text("Here it is:\n\n![edited](data:image/jpeg;base64,\(data))\n\nEnjoy.", signed: false)]
        default: return [try picture()]
        }
    }

    private func text(_ text: String, signed: Bool) -> WireJSON {
        let part: WireJSON = ["text": .text(text)]
        return signed ? part.adding(signatureField) : part
    }

    private var signatureField: WireJSON {
        signature.map { ["thoughtSignature": .text($0)] } ?? .fields([])
    }

    private func draft(_ variant: String) throws -> WireJSON {
        let data = try painted(variant).jpeg
        if scenario == .thoughtsOnly { made(data) }
        return [
            "inlineData": ["mimeType": "image/jpeg", "data": .text(data.base64EncodedString())], "thought": true,
        ]
    }

    private func picture(of variant: String = "") throws -> WireJSON {
        let data = try pictureData(variant)
        var text = data.base64EncodedString()
        var type = PictureFormat(magic: data)?.mediaType ?? "image/jpeg"
        switch scenario {
        case .jpegDeclaredPNG: type = "image/png"
        case .urlSafeBase64:
            text = text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        case .notBase64: text = "%%% this is no base64 %%%"
        default: break
        }
        return (["inlineData": ["mimeType": .text(type), "data": .text(text)]] as WireJSON).adding(signatureField)
    }

    private func pictureData(_ variant: String = "") throws -> Data {
        let data = try encoded(variant)
        made(data)
        return data
    }

    private func encoded(_ variant: String) throws -> Data {
        switch scenario {
        case .identicalPicture: return try question.pictures.last ?? painted(variant).jpeg
        case .png: return try painted(variant).png
        case .notAPicture: return Data("The service is having a bad day.".utf8)
        case .truncatedPicture:
            let data = try painted(variant).jpeg
            return data.prefix(data.count / 2)
        case .largeBody: return try SamplePictures.noise(bytes: 15_000_000, width: 2400)
        default: return question.model.hasSignatures ? try painted(variant).jpeg : try painted(variant).png
        }
    }

    private func painted(_ variant: String) throws -> PaintedPicture {
        var size = GeminiModels.pixels(model: question.model.id, ratio: question.ratio, size: question.size)
        switch scenario {
        case .wrongRatio: size = PixelSize(width: max(64, size.height / 2), height: max(64, size.width))
        case .otherSize: size = PixelSize(width: size.width * 3 / 4, height: size.height * 3 / 4)
        default: break
        }
        size = PixelSize(width: size.width / smaller, height: size.height / smaller)
        let sent = try question.pictures.last.map { try Picture(inspecting: $0).pixels() }
        return try PaintedPicture(over: sent, size: size, instruction: question.instruction + variant)
    }

    // MARK: - Counts

    private var inputTokens: Int { question.instruction.utf8.count / 4 + 1 + 1120 * question.pictures.count }

    private var usage: WireJSON {
        let image = GeminiModels.imageTokens(model: question.model.id, size: question.size)
        let hasNone = scenario.endWithoutPicture != nil || [.textOnly, .noParts].contains(scenario)
        let made = hasNone ? 12 : image + 398
        var details: [WireJSON] = [
            ["modality": "TEXT", "tokenCount": .integer(question.instruction.utf8.count / 4 + 1)]
        ]
        if !question.pictures.isEmpty {
            details.append(["modality": "IMAGE", "tokenCount": .integer(1120 * question.pictures.count)])
        }
        var fields: [(String, WireJSON)] = [
            ("promptTokenCount", .integer(inputTokens)), ("candidatesTokenCount", .integer(made)),
            ("totalTokenCount", .integer(inputTokens + made)), ("promptTokensDetails", .list(details)),
        ]
        if !hasNone {
            fields.append(("candidatesTokensDetails", [["modality": "IMAGE", "tokenCount": .integer(image)]]))
        }
        fields.append(("serviceTier", "standard"))
        return .fields(fields)
    }
}

extension Scenario {
    /// Why the prompt was blocked, where it was.
    var blockReason: String? {
        switch self {
        case .promptBlocked: "SAFETY"
        case .promptBlockedOther: "OTHER"
        case .promptProhibited: "PROHIBITED_CONTENT"
        default: nil
        }
    }

    /// The reason, and the message that may go with it, of an answer that ends without content.
    var endWithoutPicture: (reason: String, message: String?)? {
        switch self {
        case .noImage: ("NO_IMAGE", "Unable to generate an image. Try rephrasing the prompt.")
        case .imageSafety:
            (
                "IMAGE_SAFETY",
                "Unable to show the generated image. The image was filtered out because it violated policy."
            )
        case .safety: ("SAFETY", nil)
        case .prohibitedContent: ("PROHIBITED_CONTENT", nil)
        case .imageProhibitedContent: ("IMAGE_PROHIBITED_CONTENT", "Unable to show the generated image.")
        case .blocklist: ("BLOCKLIST", nil)
        case .spii: ("SPII", nil)
        case .recitation: ("RECITATION", nil)
        case .imageRecitation: ("IMAGE_RECITATION", "The image was too similar to an existing one.")
        case .imageOther: ("IMAGE_OTHER", nil)
        case .other: ("OTHER", nil)
        case .malformedResponse: ("MALFORMED_RESPONSE", nil)
        case .language: ("LANGUAGE", nil)
        case .maxTokens: ("MAX_TOKENS", nil)
        case .missingThoughtSignature: ("MISSING_THOUGHT_SIGNATURE", nil)
        case .continuation: ("CONTINUATION", nil)
        case .malformedFunctionCall: ("MALFORMED_FUNCTION_CALL", nil)
        case .unexpectedToolCall: ("UNEXPECTED_TOOL_CALL", nil)
        case .tooManyToolCalls: ("TOO_MANY_TOOL_CALLS", nil)
        case .escalation: ("ESCALATION", nil)
        case .pupLimitedDisabled: ("PUP_LIMITED_DISABLED", nil)
        case .modelArmor: ("MODEL_ARMOR", nil)
        case .unknownReason: ("LUNCH_BREAK", nil)
        default: nil
        }
    }
}
