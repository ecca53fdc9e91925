import Foundation
import Pictures

/// A request for pictures in JSON, as Seedream's and Grok's documents have it, that was found to be in order.
struct ImagesJSONQuestion {
    private(set) var prompt = ""
    private(set) var pictures: [Data] = []
    private(set) var size: PixelSize?
    /// Whether the answer is base64; a link otherwise.
    private(set) var answersData = false

    static func takes(_ model: String) -> Bool { isSeedream(model) || isGrok(model) }
    private static func isSeedream(_ model: String) -> Bool { model.contains("seedream") }
    private static func isGrok(_ model: String) -> Bool { model.hasPrefix("grok-imagine-image") }

    private static let seedreams = ["doubao-seedream-5-0-260128", "seedream-4-0-250828"]
    private static let grokRatios = ["1:1", "1:2", "2:1", "2:3", "3:2", "3:4", "4:3", "9:16", "16:9"]
    private static let mostBytes = 10_000_000

    /// Throws what the service would answer instead.
    init(_ request: ReceivedRequest, isEdit: Bool) throws(ServiceRefusal) {
        guard request.header("content-type")?.hasPrefix("application/json") == true, let json = request.json else {
            throw .badRequest("We could not parse the JSON body of your request.")
        }
        let model = json["model"] as? String ?? ""
        if Self.isSeedream(model) {
            try readSeedream(json, model, isEdit: isEdit)
        } else {
            try readGrok(json, model, isEdit: isEdit)
        }
        guard let text = json["prompt"] as? String, !text.isEmpty else {
            throw .badRequest("prompt is required", parameter: "prompt")
        }
        prompt = text
    }

    private mutating func readSeedream(_ json: [String: Any], _ model: String, isEdit: Bool) throws(ServiceRefusal) {
        guard Self.seedreams.contains(model) else { throw Self.unknown(model) }
        guard !isEdit else { throw .badRequest("\(model) edits by /v1/images/generations with image") }
        let known: Set = [
            "model", "prompt", "image", "size", "watermark", "response_format", "sequential_image_generation", "seed",
        ]
        try Self.check(json, known)
        guard json["watermark"] as? Bool == false else {
            throw .badRequest(
                "watermark is missing: the answer would be marked as AI generated", parameter: "watermark")
        }
        if let list = json["image"] {
            guard let uris = list as? [String], uris.count <= 14 else {
                throw .badRequest("image has to be a list of at most 14 links or data URIs", parameter: "image")
            }
            for uri in uris { pictures.append(try Self.picture(uri, types: ["image/png", "image/jpeg"])) }
        }
        let pixels = model.contains("5-0") ? 3_686_400...10_404_496 : 921_600...16_777_216
        if let text = json["size"] as? String, !["1K", "2K", "4K"].contains(text) {
            let sides = text.split(separator: "x").compactMap { Int($0) }
            guard sides.count == 2, pixels.contains(sides[0] * sides[1]),
                max(sides[0], sides[1]) <= 16 * min(sides[0], sides[1])
            else { throw .badRequest("image size must be within \(pixels) pixels", parameter: "size") }
            size = PixelSize(width: sides[0], height: sides[1])
        }
        answersData = json["response_format"] as? String == "b64_json"
    }

    private mutating func readGrok(_ json: [String: Any], _ model: String, isEdit: Bool) throws(ServiceRefusal) {
        guard model == "grok-imagine-image-2.0" else { throw Self.unknown(model) }
        var known: Set = ["model", "prompt", "n", "aspect_ratio", "resolution", "response_format", "quality"]
        if isEdit { known.formUnion(["image", "images"]) }
        try Self.check(json, known)
        let objects = (json["image"].map { [$0] } ?? []) + (json["images"] as? [Any] ?? [])
        guard isEdit != objects.isEmpty, objects.count <= 3 else {
            throw .badRequest("an edit takes one to three images", parameter: "image")
        }
        for object in objects {
            guard let object = object as? [String: Any], object["type"] as? String == "image_url",
                let uri = object["url"] as? String
            else { throw .badRequest("an image is an object of type image_url with a url", parameter: "image") }
            pictures.append(try Self.picture(uri, types: ["image/png", "image/jpeg", "image/webp"]))
        }
        let ratio = json["aspect_ratio"] as? String ?? "1:1"
        let resolution = json["resolution"] as? String ?? "1k"
        guard Self.grokRatios.contains(ratio), ["1k", "2k"].contains(resolution) else {
            throw .badRequest("unknown aspect_ratio or resolution", parameter: "aspect_ratio")
        }
        let sides = ratio.split(separator: ":").compactMap { Double($0) }
        let edge = resolution == "2k" ? 2048.0 : 1024.0
        let height = (edge * edge * sides[1] / sides[0]).squareRoot()
        size = PixelSize(
            width: Int(height * sides[0] / sides[1] / 16) * 16, height: Int(height / 16) * 16)
        answersData = json["response_format"] as? String == "b64_json"
    }

    private static func unknown(_ model: String) -> ServiceRefusal {
        ServiceRefusal(status: 404, message: "The model \(model) does not exist", code: "model_not_found")
    }

    private static func check(_ json: [String: Any], _ known: Set<String>) throws(ServiceRefusal) {
        for name in json.keys.sorted() where !known.contains(name) {
            throw .badRequest("Unknown parameter: '\(name)'.", parameter: name)
        }
    }

    private static func picture(_ uri: String, types: [String]) throws(ServiceRefusal) -> Data {
        let parts = uri.split(separator: ";base64,", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0].hasPrefix("data:"), types.contains(String(parts[0].dropFirst(5))),
            let data = Data(base64Encoded: parts[1]), data.count <= mostBytes,
            PictureFormat(magic: data)?.mediaType == String(parts[0].dropFirst(5))
        else { throw .badRequest("a picture is no data URI of \(types) with at most 10 MB", parameter: "image") }
        return data
    }
}
