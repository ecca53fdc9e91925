import Foundation
import Pictures

/// Answers `predict` as Google's Imagen does: words in, a picture out.
struct ImagenService {
    private let prompt: String
    private let size: PixelSize

    /// Checks the request. Throws what the service would answer instead.
    init(_ request: ReceivedRequest) throws(ServiceRefusal) {
        guard let json = request.json else { throw .badRequest("Invalid JSON payload received.") }
        let root = try FieldReader(json, at: "", known: ["instances", "parameters"])
        guard let instances = try root.list("instances"), instances.count == 1 else {
            throw .badRequest("Exactly one instance is needed.")
        }
        let instance = try FieldReader(instances[0], at: "instances[0]", known: ["prompt"])
        guard let prompt = try instance.string("prompt"), !prompt.isEmpty else {
            throw .badRequest("Text prompt cannot be empty.")
        }
        let parameters = try root.object(
            "parameters",
            known: [
                "sampleCount", "aspectRatio", "imageSize", "sampleImageSize", "seed", "personGeneration",
                "negativePrompt", "includeRaiReason", "outputOptions",
            ])
        let ratio = try parameters?.word("aspectRatio", of: ["1:1", "3:4", "4:3", "9:16", "16:9"])
        let sizeClass = try parameters?.word("imageSize", of: ["1K", "2K"])
        guard 1...4 ~= (try parameters?.integer("sampleCount") ?? 1) else {
            throw .badRequest("Invalid sampleCount.")
        }
        self.prompt = prompt
        size = GeminiModels.pixels(model: "gemini-3.1-flash-image", ratio: ratio ?? "1:1", size: sizeClass)
    }

    func answer(_ scenario: Scenario) throws -> Answer {
        if scenario == .imageSafety {
            return .json(["predictions": [["raiFilteredReason": "The picture was filtered out (code 39322018)."]]])
        }
        if scenario == .noImage { return .json([:] as WireJSON) }
        let data = try PaintedPicture(over: nil, size: size, instruction: prompt).png
        return .json([
            "predictions": [["mimeType": "image/png", "bytesBase64Encoded": .text(data.base64EncodedString())]]
        ])
    }
}
