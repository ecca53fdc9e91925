package import ImageModels
import Pictures

/// A request for pictures in JSON with the pictures as data URIs, as Seedream and Grok take theirs.
package struct ImagesJSONRequest {
    package let path: String
    package private(set) var body = RequestBody()

    /// Seedream paints from words and edits by one route. Without `watermark: false` it writes "AI generated" into the
    /// picture's corner.
    package static func seedream(_ request: TurnRequest, model: String) -> ImagesJSONRequest {
        var message = ImagesJSONRequest(path: "/v1/images/generations", request, model: model)
        if !message.pictures.isEmpty {
            message.body.append(",\"image\":[")
            message.append(message.pictures) { ("\"", "\"") }
            message.body.append("]")
        }
        if let size = request.output?.pixels { message.append("size", "\"\(size.width)x\(size.height)\"") }
        message.append("watermark", "false")
        message.body.append("}")
        return message
    }

    /// Grok edits by a route of its own, with one picture as an object and several as a list; pictures sent to the other
    /// route would be passed over, and paid for.
    package static func grok(_ request: TurnRequest, model: String) -> ImagesJSONRequest {
        let isEdit = request.picture != nil || !request.references.isEmpty
        var message = ImagesJSONRequest(
            path: isEdit ? "/v1/images/edits" : "/v1/images/generations", request, model: model)
        let isOne = message.pictures.count == 1
        if isEdit {
            message.body.append(isOne ? ",\"image\":" : ",\"images\":[")
            message.append(message.pictures) { ("{\"type\":\"image_url\",\"url\":\"", "\"}") }
            if !isOne { message.body.append("]") }
        }
        message.append("n", "1")
        if let ratio = request.output?.ratio { message.append("aspect_ratio", "\"\(ratio)\"") }
        if let size = request.output?.sizeClass { message.append("resolution", JSONText.quoted(size.lowercased())) }
        message.append("response_format", "\"b64_json\"")
        message.body.append("}")
        return message
    }

    private let pictures: [Picture]

    private init(path: String, _ request: TurnRequest, model: String) {
        self.path = path
        pictures = [request.picture].compactMap { $0 } + request.references
        body.append("{\"model\":\(JSONText.quoted(model)),\"prompt\":\(JSONText.quoted(request.instruction))")
    }

    private mutating func append(_ name: String, _ value: String) { body.append(",\"\(name)\":\(value)") }

    private mutating func append(_ pictures: [Picture], between marks: () -> (String, String)) {
        for (index, picture) in pictures.enumerated() {
            let (before, after) = marks()
            body.append("\(index == 0 ? "" : ",")\(before)data:\(picture.format.mediaType);base64,")
            body.append(.base64(picture.data))
            body.append(after)
        }
    }
}
