import Foundation
import Pictures

/// A picture that a service works on: begun by one request, asked for by others, as CometAPI's Flux route has it.
struct Prediction: Sendable {
    let id: String
    let scenario: Scenario
    /// Where the picture will be.
    let link: String
    /// How often it is still under way.
    var polls: Int
    var isCancelled = false

    /// Checks the request and paints. Throws what the service would answer instead.
    init(
        _ request: ReceivedRequest, model: String, id: String, scenario: Scenario, host: String, polls: Int,
        keep: (Data) -> String
    ) throws {
        guard request.header("content-type")?.hasPrefix("application/json") == true, let json = request.json else {
            throw ServiceRefusal.badRequest("Invalid request body.")
        }
        let root = try FieldReader(json, at: "", known: ["input"])
        let isList = model.contains("flux-2")
        guard
            let input = try root.object(
                "input",
                known: [
                    "prompt", isList ? "inputImages" : "inputImage", "aspectRatio", "outputFormat", "seed",
                    "safetyTolerance",
                    "promptUpsampling",
                ]),
            let prompt = try input.string("prompt"), !prompt.isEmpty
        else { throw ServiceRefusal.badRequest("- input: prompt is required") }
        var sent: PixelBuffer?
        let texts = isList ? try input.list("inputImages") ?? [] : [try input.string("inputImage")].compactMap { $0 }
        guard texts.count <= 8 else { throw ServiceRefusal.badRequest("- input.input_images: Array too long") }
        if let first = texts.first {
            guard let text = first as? String else {
                throw ServiceRefusal.badRequest("- input.input_images: Does not match format 'uri'")
            }
            let parts = text.split(separator: ";base64,", maxSplits: 1)
            guard parts.count == 2, parts[0].hasPrefix("data:image/"), let data = Data(base64Encoded: String(parts[1]))
            else { throw ServiceRefusal.badRequest("- input.input_image: Does not match format 'uri'") }
            sent = try Picture(inspecting: data).pixels()
        }
        let known = GeminiModels.model("gemini-3-pro-image")!.ratios + ["match_input_image", "1:2", "2:1", "9:21"]
        let ratio = try input.word("aspectRatio", of: known)
        _ = try input.word("outputFormat", of: ["png", "jpg"])
        _ = try input.integer("seed")
        let size = GeminiModels.pixels(model: "gemini-2.5-flash-image", ratio: ratio ?? "1:1", size: nil)
        let painted = try PaintedPicture(over: sent, size: size, instruction: prompt)
        link = "http://\(host)\(keep(try painted.png))"
        self.id = id
        self.scenario = scenario
        self.polls = polls
    }

    private var status: String {
        if isCancelled { return "canceled" }
        if scenario == .predictionAtOnce { return "succeeded" }
        if polls > 0 || scenario == .predictionNeverEnds { return "processing" }
        switch scenario {
        case .predictionFails: return "failed"
        case .predictionCancelled: return "canceled"
        default: return "succeeded"
        }
    }

    /// What is told of it; "starting" when it has just begun.
    func answer(hasBegun: Bool) -> Answer {
        let status = hasBegun && scenario != .predictionAtOnce ? "starting" : status
        let output: WireJSON =
            status != "succeeded" || scenario == .predictionOfNothing
            ? .null : scenario == .predictionInList ? [.text(link)] : .text(link)
        let error: WireJSON = status == "failed" ? "Prediction failed: flagged as sensitive (E005)" : .null
        return .json(
            [
                "id": .text(id), "model": "black-forest-labs/flux-kontext-pro", "version": "hidden",
                "input": ["prompt": "…"], "logs": "", "output": output, "data_removed": false, "error": error,
                "status": .text(status), "created_at": "2026-11-25T03:00:00.000Z",
                "urls": [
                    "get": .text("https://api.replicate.com/v1/predictions/\(id)"),
                    "cancel": .text("https://api.replicate.com/v1/predictions/\(id)/cancel"),
                ],
            ], status: hasBegun ? 201 : 200)
    }
}
