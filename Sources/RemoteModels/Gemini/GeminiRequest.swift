package import ImageModels
import Pictures

/// The body of a `generateContent` request, spelt as Google's own SDK spells it.
package struct GeminiRequest {
    /// What earlier turns left, and this turn's own entry.
    package var body: RequestBody
    /// This turn's own entry alone, for a transcript.
    package var entry: RequestBody

    /// Categories whose thresholds may be set on every model.
    private static let harms = ["HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT"]

    package init(_ request: TurnRequest) {
        entry = Self.entry(request)
        body = RequestBody()
        body.append("{\"contents\":[")
        for transcript in request.transcripts {
            body.append(.transcript(transcript))
            body.append(",")
        }
        for piece in entry.pieces { body.append(piece) }
        body.append("]")
        if let threshold = request.settings.safety {
            let settings = Self.harms.map {
                "{\"category\":\"HARM_CATEGORY_\($0)\",\"threshold\":\(JSONText.quoted(threshold))}"
            }
            body.append(",\"safetySettings\":[\(settings.joined(separator: ","))]")
        }
        if let tier = request.settings.tier { body.append(",\"serviceTier\":\(JSONText.quoted(tier))") }
        body.append(",\"generationConfig\":{\(Self.configuration(request).joined(separator: ","))}}")
    }

    /// One user entry: the instruction, the picture, the references, each after the name that the instruction has for it.
    private static func entry(_ request: TurnRequest) -> RequestBody {
        var entry = RequestBody()
        entry.append("{\"role\":\"user\",\"parts\":[{\"text\":\(JSONText.quoted(request.instruction))}")
        func append(_ picture: Picture, called name: String?) {
            if let name { entry.append(",{\"text\":\(JSONText.quoted(name))}") }
            entry.append(",{\"inlineData\":{\"mimeType\":\"\(picture.format.mediaType)\",\"data\":\"")
            entry.append(.base64(picture.data))
            entry.append("\"}}")
        }
        if let picture = request.picture {
            append(picture, called: request.references.isEmpty ? nil : "The picture to edit:")
        }
        for (index, picture) in request.references.enumerated() { append(picture, called: "[image \(index + 1)]:") }
        entry.append("]}")
        return entry
    }

    private static func configuration(_ request: TurnRequest) -> [String] {
        var fields = ["\"responseModalities\":[\"TEXT\",\"IMAGE\"]"]
        var image: [String] = []
        if let ratio = request.output?.ratio { image.append("\"aspectRatio\":\"\(ratio)\"") }
        if let size = request.output?.sizeClass { image.append("\"imageSize\":\(JSONText.quoted(size))") }
        if !image.isEmpty { fields.append("\"imageConfig\":{\(image.joined(separator: ","))}") }
        if let level = request.settings.thinking {
            fields.append("\"thinkingConfig\":{\"thinkingLevel\":\(JSONText.quoted(level.uppercased()))}")
        }
        if let seed = request.settings.seed { fields.append("\"seed\":\(seed)") }
        return fields
    }
}
