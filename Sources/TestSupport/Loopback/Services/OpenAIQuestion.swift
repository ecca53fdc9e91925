import Foundation
import Pictures

/// A request in OpenAI's image format that was found to be in order.
struct OpenAIQuestion {
    private(set) var model = ""
    private(set) var prompt = ""
    private(set) var pictures: [Data] = []
    private(set) var size: PixelSize?
    private(set) var format = PictureFormat.png
    private(set) var quality = "medium"
    private(set) var isTransparent = false
    /// Drafts that are wanted of an answer in events; `nil` for one that isn't.
    private(set) var drafts: Int?
    /// Which of a mask and a drawing came along.
    private(set) var drawings: [String] = []
    /// A server of one's own has one model, whatever it is called, and takes what it knows and passes over the rest.
    private let isOwn: Bool

    private static let models = [
        "gpt-image-2", "gpt-image-1.5", "gpt-image-2.5-flare", "gpt-image-2.5-sunburst", "gpt-image-2.6-flare",
        "gpt-image-2.6-sunburst", "qwen-image-edit",
    ]
    private static let parameters: Set = [
        "model", "prompt", "n", "size", "quality", "background", "output_format", "output_compression",
        "input_fidelity", "response_format", "seed", "user", "moderation", "guidance_scale", "stream", "partial_images",
        "complexity",
    ]
    private static let newer = ["xhigh", "max"]

    /// An edit: a form with files.
    init(edit request: ReceivedRequest, isOwn: Bool = false) throws(ServiceRefusal) {
        self.isOwn = isOwn
        let form = try MultipartForm(request.body, contentType: request.header("content-type"))
        var values: [String: String] = [:]
        let count = form.parts.filter { $0.name.hasPrefix("image") }.count
        for part in form.parts {
            switch part.name {
            case "image", "image[]":
                guard (part.name == "image") == (count == 1), part.fileName != nil else {
                    throw .parameter("image", "Invalid type for 'image': expected a file.", code: "invalid_type")
                }
                guard ["image/png", "image/jpeg", "image/webp"].contains(part.mediaType),
                    PictureFormat(magic: part.content)?.mediaType == part.mediaType
                else {
                    throw .parameter(
                        "image", "Invalid file 'image': unsupported mimetype ('\(part.mediaType ?? "")').",
                        code: "unsupported_file_mimetype")
                }
                pictures.append(part.content)
            case "mask", "markup":
                try Self.check(drawing: part, over: pictures.first)
                drawings.append(part.name)
            default: values[part.name] = part.text
            }
        }
        guard !pictures.isEmpty else {
            throw .parameter("image", "Missing required parameter: 'image'.", code: "missing_required_parameter")
        }
        guard pictures.count <= 16 else {
            throw .parameter("image", "Invalid 'image': too many files.", code: "array_above_max_length")
        }
        try read(values)
    }

    /// A picture from words: JSON.
    init(generation request: ReceivedRequest, isOwn: Bool = false) throws(ServiceRefusal) {
        self.isOwn = isOwn
        guard request.header("content-type")?.hasPrefix("application/json") == true, let json = request.json else {
            throw .badRequest("We could not parse the JSON body of your request.")
        }
        if let count = json["n"], count as? Int == nil {
            throw .parameter("n", "Invalid type for 'n': expected an integer.", code: "invalid_type")
        }
        try read(json.mapValues { "\($0)" })
    }

    /// A mask, or a drawing over the first picture: a PNG with alpha, of that picture's size.
    private static func check(drawing part: MultipartForm.Part, over picture: Data?) throws(ServiceRefusal) {
        let name = part.name
        guard PictureFormat(magic: part.content) == .png, part.fileName != nil, part.content.count < 4 << 20,
            let pixels = try? Picture(inspecting: part.content).pixels()
        else {
            throw .parameter(
                name, "Invalid \(name) image format - \(name) must be a PNG.", code: "invalid_\(name)_format")
        }
        guard pixels.channels == 4, let picture, let first = try? Picture(inspecting: picture),
            first.width == pixels.width, first.height == pixels.height
        else {
            throw .parameter(
                name, "Invalid \(name): it must be transparent and of the size of the first image.",
                code: "invalid_\(name)")
        }
    }

    private mutating func read(_ values: [String: String]) throws(ServiceRefusal) {
        for name in values.keys.sorted() where !isOwn && !Self.parameters.contains(name) {
            throw .parameter(name, "Unknown parameter: '\(name)'.", code: "unknown_parameter")
        }
        guard let model = values["model"], isOwn || Self.models.contains(model) else {
            throw ServiceRefusal(
                status: 404, message: "The model `\(values["model"] ?? "")` does not exist.", googleStatus: "NOT_FOUND",
                code: "model_not_found")
        }
        guard let prompt = values["prompt"], !prompt.isEmpty, prompt.count <= 32_000 else {
            throw .parameter("prompt", "Missing required parameter: 'prompt'.", code: "missing_required_parameter")
        }
        let isOpenAI = model.hasPrefix("gpt-image")
        for name in ["seed", "response_format", "guidance_scale"] where isOpenAI && values[name] != nil {
            throw .parameter(name, "Unknown parameter: '\(name)'.", code: "unknown_parameter")
        }
        for name in ["quality", "background", "input_fidelity"] where !isOpenAI && !isOwn && values[name] != nil {
            throw .parameter(name, "Unknown parameter: '\(name)'.", code: "unknown_parameter")
        }
        let known =
            ["low", "medium", "high", "auto"] + (model.contains("-2.5") || model.contains("-2.6") ? Self.newer : [])
        quality = values["quality"] ?? "auto"
        guard known.contains(quality) else {
            throw .parameter("quality", "Invalid value: '\(quality)'.", code: "invalid_value")
        }
        if let background = values["background"] {
            guard ["transparent", "opaque", "auto"].contains(background),
                background != "transparent" || ["png", "webp"].contains(values["output_format"] ?? "png")
            else { throw .parameter("background", "Invalid value: '\(background)'.", code: "invalid_value") }
            isTransparent = background == "transparent"
        }
        if let complexity = values["complexity"] {
            guard isOpenAI, known.contains("max"), ["low", "medium", "high"].contains(complexity) else {
                throw .parameter("complexity", "Invalid value: '\(complexity)'.", code: "invalid_value")
            }
        }
        if isOpenAI {
            let streams = values["stream"].map { ["true", "1"].contains($0) } ?? false
            let count = values["partial_images"].map { Int($0) ?? -1 }
            guard ["true", "false", "1", "0", nil].contains(values["stream"]),
                count.map({ 0...3 ~= $0 && streams }) ?? true
            else { throw .parameter("partial_images", "Invalid value for 'partial_images'.", code: "invalid_value") }
            drafts = streams ? count ?? 0 : nil
        }
        guard Int(values["n"] ?? "1").map({ 1...10 ~= $0 }) == true else {
            throw .parameter("n", "Invalid value for 'n'.", code: "invalid_value")
        }
        if let name = values["output_format"] {
            guard let format = PictureFormat(rawValue: name), [.png, .jpeg, .webp].contains(format) else {
                throw .parameter("output_format", "Invalid value: '\(name)'.", code: "invalid_value")
            }
            self.format = format
        }
        if drawings.contains("markup"), !isOwn {
            guard isOpenAI, known.contains("max") else {
                throw .parameter("markup", "Unknown parameter: 'markup'.", code: "unknown_parameter")
            }
            guard drawings == ["markup"] else {
                throw .parameter("markup", "'markup' can't be used with 'mask'.", code: "invalid_value")
            }
        }
        self.model = model
        self.prompt = prompt
        if let size = values["size"], size != "auto" { self.size = try Self.size(size, model: model, isOwn: isOwn) }
    }

    private static func size(_ text: String, model: String, isOwn: Bool) throws(ServiceRefusal) -> PixelSize {
        let sides = text.split(separator: "x").compactMap { Int($0) }
        guard sides.count == 2 else { throw .parameter("size", "Invalid value: '\(text)'.", code: "invalid_value") }
        let (width, height) = (sides[0], sides[1])
        let isAllowed =
            switch model {
            case "gpt-image-1.5": ["1024x1024", "1536x1024", "1024x1536"].contains(text)
            case _ where isOwn: 16...8192 ~= width && 16...8192 ~= height
            case _ where model.hasPrefix("gpt-image-2"):
                width % 16 == 0 && height % 16 == 0 && max(width, height) <= 3840
                    && max(width, height) <= 3 * min(width, height) && 655_360...8_294_400 ~= width * height
            default:
                width % 16 == 0 && height % 16 == 0 && max(width, height) <= 4096
            }
        guard isAllowed else { throw .parameter("size", "Invalid size '\(text)'.", code: "invalid_value") }
        return PixelSize(width: width, height: height)
    }
}

extension ServiceRefusal {
    fileprivate static func parameter(_ name: String, _ message: String, code: String) -> ServiceRefusal {
        ServiceRefusal(status: 400, message: message, code: code, parameter: name)
    }
}
