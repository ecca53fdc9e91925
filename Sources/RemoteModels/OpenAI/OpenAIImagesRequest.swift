import Foundation
package import ImageModels
import Pictures

/// A request in OpenAI's image format: a form with files for an edit, JSON where there is no picture to send.
package struct OpenAIImagesRequest {
    package var path: String
    package var body: RequestBody

    /// The text between a form's parts. Long and unlikely enough not to occur in a picture.
    private static let boundary = "retouch-7d1f3b6e9a2c4850b6f0e8d3c1a59472"

    /// `isOwn`: it goes to a server of one's own, which is told to answer in base64, as some would answer by a link.
    package init(_ request: TurnRequest, model: String, isOwn: Bool = false) {
        var fields = [("model", model), ("prompt", request.instruction), ("n", "1")]
        if let size = request.output?.pixels { fields.append(("size", "\(size.width)x\(size.height)")) }
        let isOpenAIs = model.hasPrefix("gpt-image")
        if let quality = request.settings.quality, !isOwn { fields.append(("quality", quality)) }
        // JPEG has no transparency.
        let format = request.wantsTransparency && request.settings.format != "webp" ? "png" : request.settings.format
        if request.wantsTransparency {
            fields.append(("background", "transparent"))
        } else if isOpenAIs, !isOwn, request.settings.background == "opaque" {
            fields.append(("background", "opaque"))
        }
        if let format { fields.append(("output_format", format)) }
        if let format, format != "png", let compression = request.settings.compression {
            fields.append(("output_compression", String(compression)))
        }
        if isOpenAIs, !isOwn {
            // How much is planned before it paints.
            if let level = request.settings.thinking { fields.append(("complexity", level.lowercased())) }
            if request.settings.drafts > 0 {
                fields += [("stream", "true"), ("partial_images", String(request.settings.drafts))]
            }
        }
        if isOwn { fields.append(("response_format", "b64_json")) }
        // OpenAI's own models know no seed and refuse the field.
        if let seed = request.settings.seed, !isOpenAIs { fields.append(("seed", String(seed))) }
        for (name, value) in (request.settings.extra ?? [:]).sorted(by: { $0.key < $1.key }) where isOwn {
            fields.removeAll { $0.0 == name }
            fields.append((name, value))
        }
        let pictures = [request.picture].compactMap { $0 } + request.references
        if pictures.isEmpty {
            path = "/v1/images/generations"
            body = Self.json(fields)
        } else {
            path = "/v1/images/edits"
            body = Self.form(fields, pictures, mask: request.mask, markup: request.markup)
        }
    }

    private static let ownWords: Set = [
        "model", "prompt", "size", "quality", "complexity", "background", "output_format", "response_format",
    ]

    private static func json(_ fields: [(String, String)]) -> RequestBody {
        var body = RequestBody()
        let members = fields.map { name, value in
            let isPlain = !ownWords.contains(name) && (isNumber(value) || ["true", "false"].contains(value))
            return "\(JSONText.quoted(name)):\(isPlain ? value : JSONText.quoted(value))"
        }
        body.append("{\(members.joined(separator: ","))}")
        return body
    }

    /// Whether a value can stand in JSON as a number, as it is.
    private static func isNumber(_ text: String) -> Bool {
        text.wholeMatch(of: #/-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?/#) != nil
    }

    private static func form(
        _ fields: [(String, String)], _ pictures: [Picture], mask: Picture?, markup: Picture?
    ) -> RequestBody {
        var body = RequestBody(mediaType: "multipart/form-data; boundary=\(boundary)")
        for (name, value) in fields {
            body.append("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        // One picture is "image"; of several each is "image[]".
        let name = pictures.count == 1 ? "image" : "image[]"
        var files = pictures.enumerated().map { index, picture in (name, "image-\(index)", picture) }
        // The service takes one of the two.
        if let markup {
            files.append(("markup", "markup", markup))
        } else if let mask {
            files.append(("mask", "mask", mask))
        }
        for (name, fileName, picture) in files {
            let file = "\(fileName).\(picture.format.fileExtension)"
            body.append("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(file)\"\r\n")
            body.append("Content-Type: \(picture.format.mediaType)\r\n\r\n")
            body.append(.picture(picture.data))
            body.append("\r\n")
        }
        body.append("--\(boundary)--\r\n")
        return body
    }
}
