package import ImageModels
package import Pictures

/// The bodies that Midjourney's routes take.
package enum MidjourneyRequest: Sendable {
    /// From words, with pictures to go by.
    case imagine(TurnRequest)
    /// One picture, changed by words.
    case edits(TurnRequest)
    /// A button of a task is pressed.
    case action(task: String, button: String)
    /// What a window wants: words, and where to paint in white.
    case modal(task: String, prompt: String, mask: Picture?)

    package var path: String {
        switch self {
        case .imagine: "/mj/submit/imagine"
        case .edits: "/mj/submit/edits"
        case .action: "/mj/submit/action"
        case .modal: "/mj/submit/modal"
        }
    }

    package var body: RequestBody {
        var body = RequestBody()
        switch self {
        case .imagine(let request):
            body.append(
                "{\"botType\":\"MID_JOURNEY\",\"prompt\":\(JSONText.quoted(Self.prompt(of: request, isNew: true)))")
            let pictures = [request.picture].compactMap { $0 } + request.references
            if !pictures.isEmpty {
                body.append(",\"base64Array\":[")
                for (index, picture) in pictures.enumerated() {
                    if index > 0 { body.append(",") }
                    Self.append(picture, to: &body)
                }
                body.append("]")
            }
            body.append("}")
        case .edits(let request):
            body.append("{\"prompt\":\(JSONText.quoted(Self.prompt(of: request, isNew: false))),\"image\":")
            if let picture = request.picture { Self.append(picture, to: &body) } else { body.append("\"\"") }
            body.append("}")
        case .action(let task, let button):
            body.append("{\"taskId\":\(JSONText.quoted(task)),\"customId\":\(JSONText.quoted(button))}")
        case .modal(let task, let prompt, let mask):
            body.append("{\"taskId\":\(JSONText.quoted(task)),\"prompt\":\(JSONText.quoted(prompt))")
            if let mask {
                body.append(",\"maskBase64\":\"")
                body.append(.base64(mask.data))
                body.append("\"")
            }
            body.append("}")
        }
        return body
    }

    private static func append(_ picture: Picture, to body: inout RequestBody) {
        body.append("\"data:\(picture.format.mediaType);base64,")
        body.append(.base64(picture.data))
        body.append("\"")
    }

    /// The words with the parameters that are written behind them. What the designer wrote there counts.
    private static func prompt(of request: TurnRequest, isNew: Bool) -> String {
        var prompt = request.instruction
        func add(_ parameter: String, _ value: String, unless other: String) {
            let words = prompt.split(whereSeparator: \.isWhitespace)
            if !words.contains(where: { $0 == parameter || $0 == other }) { prompt += " \(parameter) \(value)" }
        }
        // A picture that is changed keeps its own ratio, unless another is set.
        if let ratio = request.settings.ratio ?? (isNew ? request.output?.ratio : nil) {
            add("--ar", "\(ratio)", unless: "--aspect")
        }
        if let seed = request.settings.seed { add("--seed", "\(seed)", unless: "--seed") }
        return prompt
    }

    /// White where a mask lets the picture change, black elsewhere.
    static func mask(from mask: Picture) throws(PictureFailure) -> Picture {
        let pixels = try mask.pixels()
        let channels = pixels.channels
        var bytes = [UInt8](repeating: 0, count: pixels.width * pixels.height * 3)
        guard channels == 4 else { return mask }
        for place in 0..<(pixels.width * pixels.height) where pixels.bytes[place * 4 + 3] < 128 {
            for channel in 0..<3 { bytes[place * 3 + channel] = 255 }
        }
        return try PixelBuffer(width: pixels.width, height: pixels.height, channels: 3, bytes: bytes).picture()
    }
}
