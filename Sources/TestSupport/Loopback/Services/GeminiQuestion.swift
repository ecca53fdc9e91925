import Foundation

/// A `generateContent` request that was found to be in order.
struct GeminiQuestion {
    let model: GeminiModels.Model
    private(set) var instruction = ""
    /// The pictures of the last entry, in order, decoded from base64.
    private(set) var pictures: [Data] = []
    private(set) var ratio: String?
    private(set) var size: String?
    /// The tier that is given: what was asked for, "standard" otherwise.
    private(set) var tier = "standard"
    private(set) var wantsText = true
    private(set) var wantsPicture = true
    /// Entries before the last one.
    private(set) var history = 0

    private static let mediaTypes = ["image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"]
    private static let harms = [
        "HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT", "CIVIC_INTEGRITY",
    ]
    private static let thresholds = [
        "OFF", "BLOCK_NONE", "BLOCK_ONLY_HIGH", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_LOW_AND_ABOVE",
    ]
    private static let rootFields: Set = [
        "contents", "systemInstruction", "safetySettings", "tools", "toolConfig", "cachedContent", "serviceTier",
        "store", "generationConfig",
    ]
    private static let configurationFields: Set = [
        "responseModalities", "imageConfig", "thinkingConfig", "seed", "temperature", "topP", "topK", "candidateCount",
        "maxOutputTokens", "stopSequences", "mediaResolution",
    ]

    /// Throws what the service would answer instead. `isOwnSignature` knows the signatures that the service gave out.
    init(
        _ request: ReceivedRequest, model: GeminiModels.Model, isOwnSignature: (String) -> Bool
    ) throws(ServiceRefusal) {
        guard request.header("content-type")?.lowercased().hasPrefix("application/json") == true else {
            throw .badRequest("Invalid content type: \(request.header("content-type") ?? "none")")
        }
        guard let json = request.json else {
            throw .badRequest("Invalid JSON payload received. Expected a value.")
        }
        try self.init(json, model: model, isOwnSignature: isOwnSignature)
    }

    /// The same of an object, wherever it came from.
    init(_ json: Any?, model: GeminiModels.Model, isOwnSignature: (String) -> Bool) throws(ServiceRefusal) {
        self.model = model
        let root = try FieldReader(json, at: "", known: Self.rootFields)
        try readContents(root, isOwnSignature)
        if let configuration = try root.object("generationConfig", known: Self.configurationFields) {
            try read(configuration)
        }
        tier = try root.word("serviceTier", of: ["flex", "priority", "standard"]) ?? tier
        for setting in try root.list("safetySettings") ?? [] {
            let setting = try FieldReader(setting, at: "safety_settings", known: ["category", "threshold"])
            _ = try setting.word("category", of: Self.harms.map { "HARM_CATEGORY_\($0)" })
            _ = try setting.word("threshold", of: Self.thresholds)
        }
    }

    private mutating func readContents(_ root: FieldReader, _ isOwnSignature: (String) -> Bool) throws(ServiceRefusal) {
        guard let contents = try root.list("contents"), !contents.isEmpty else {
            throw .badRequest("* GenerateContentRequest.contents: contents is not specified")
        }
        history = contents.count - 1
        for (index, content) in contents.enumerated() {
            let place = "contents[\(index)]"
            let content = try FieldReader(content, at: place, known: ["role", "parts"])
            let role = try content.string("role") ?? "user"
            guard ["user", "model"].contains(role) else {
                throw .badRequest("Please use a valid role: user, model.")
            }
            guard let parts = try content.list("parts"), !parts.isEmpty else {
                throw .badRequest("* GenerateContentRequest.\(place).parts: contents.parts must not be empty.")
            }
            let isLast = index == contents.count - 1
            if isLast, role != "user" {
                throw .badRequest("Please ensure that single turn requests end with a user role.")
            }
            for (number, part) in parts.enumerated() {
                let reader = try FieldReader(
                    part, at: "\(place).parts[\(number)]",
                    known: ["text", "inlineData", "fileData", "thought", "thoughtSignature"])
                try read(reader, isLast: isLast)
                guard role == "model", model.hasSignatures else { continue }
                if let signature = try reader.string("thoughtSignature") {
                    guard isOwnSignature(signature) else { throw .badRequest("Corrupted thought signature.") }
                } else if reader.has("inlineData"), try reader.boolean("thought") != true {
                    throw .missingSignature(content: index + 1, part: number + 1)
                }
            }
        }
        guard !instruction.isEmpty || !pictures.isEmpty else {
            throw .badRequest("Unable to submit request because it must have a text parameter.")
        }
    }

    private mutating func read(_ part: FieldReader, isLast: Bool) throws(ServiceRefusal) {
        guard ["text", "inlineData", "fileData"].filter(part.has).count == 1 else {
            throw .badRequest(
                "* GenerateContentRequest.\(part.place).data: required oneof field 'data' must have one initialized "
                    + "field")
        }
        if let text = try part.string("text"), isLast { instruction += instruction.isEmpty ? text : "\n" + text }
        guard let blob = try part.object("inlineData", known: ["mimeType", "data"]) else { return }
        guard let type = try blob.string("mimeType"), Self.mediaTypes.contains(type) else {
            throw .badRequest("Unsupported MIME type: \(try blob.string("mimeType") ?? "")")
        }
        guard let text = try blob.string("data"), let data = Data(eitherBase64: text), !data.isEmpty else {
            throw .badRequest("Invalid value at '\(blob.place).data' (TYPE_BYTES), Base64 decoding failed")
        }
        if isLast { pictures.append(data) }
    }

    private mutating func read(_ configuration: FieldReader) throws(ServiceRefusal) {
        if let modalities = try configuration.list("responseModalities") {
            let words = modalities.compactMap { $0 as? String }
            guard words.count == modalities.count, words.allSatisfy({ ["TEXT", "IMAGE"].contains($0) }) else {
                throw .badRequest("Invalid value at 'generation_config.response_modalities'")
            }
            wantsText = words.contains("TEXT")
            wantsPicture = words.contains("IMAGE")
        }
        if let image = try configuration.object("imageConfig", known: ["aspectRatio", "imageSize"]) {
            ratio = try image.word("aspectRatio", of: model.ratios)
            size = try image.word("imageSize", of: model.sizes)
        }
        if let thinking = try configuration.object(
            "thinkingConfig", known: ["thinkingLevel", "includeThoughts", "thinkingBudget"])
        {
            _ = try thinking.word("thinkingLevel", of: model.thinking)
            _ = try thinking.boolean("includeThoughts")
        }
        if let seed = try configuration.integer("seed"), Int32(exactly: seed) == nil {
            throw .badRequest("Invalid value at 'generation_config.seed' (TYPE_INT32), \(seed)")
        }
        if let count = try configuration.integer("candidateCount"), count != 1 {
            throw .badRequest("Multiple candidates is not enabled for this model")
        }
    }
}

extension Data {
    /// Base64 in the standard alphabet or the one for URLs, as Google's JSON takes it.
    fileprivate init?(eitherBase64 text: String) {
        self.init(
            base64Encoded: Data(
                text.utf8.map { byte in
                    switch byte {
                    case UInt8(ascii: "-"): UInt8(ascii: "+")
                    case UInt8(ascii: "_"): UInt8(ascii: "/")
                    default: byte
                    }
                }))
    }
}
