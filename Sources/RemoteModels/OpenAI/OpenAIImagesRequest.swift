import Foundation
package import ImageModels
import Pictures

/// A request in OpenAI's image format: a form with files for an edit, JSON where there is no picture to send.
package struct OpenAIImagesRequest {
    package var path: String
    package var body: RequestBody

    /// The text between a form's parts. Long and unlikely enough not to occur in a picture.
    private static let boundary = "retouch-7d1f3b6e9a2c4850b6f0e8d3c1a59472"

    package init(_ request: TurnRequest, model: String) {
        var fields = [("model", model), ("prompt", request.instruction), ("n", "1")]
        if let size = request.output?.pixels { fields.append(("size", "\(size.width)x\(size.height)")) }
        if let quality = request.settings.quality { fields.append(("quality", quality)) }
        // OpenAI's own models know no seed and refuse the field.
        if let seed = request.settings.seed, !model.hasPrefix("gpt-image") { fields.append(("seed", String(seed))) }
        let pictures = [request.picture].compactMap { $0 } + request.references
        if pictures.isEmpty {
            path = "/v1/images/generations"
            body = Self.json(fields)
        } else {
            path = "/v1/images/edits"
            body = Self.form(fields, pictures)
        }
    }

    private static func json(_ fields: [(String, String)]) -> RequestBody {
        var body = RequestBody()
        let members = fields.map { name, value in
            "\(JSONText.quoted(name)):\(["n", "seed"].contains(name) ? value : JSONText.quoted(value))"
        }
        body.append("{\(members.joined(separator: ","))}")
        return body
    }

    private static func form(_ fields: [(String, String)], _ pictures: [Picture]) -> RequestBody {
        var body = RequestBody(mediaType: "multipart/form-data; boundary=\(boundary)")
        for (name, value) in fields {
            body.append("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        // One picture is "image"; of several each is "image[]".
        let name = pictures.count == 1 ? "image" : "image[]"
        for (index, picture) in pictures.enumerated() {
            let file = "image-\(index).\(picture.format.fileExtension)"
            body.append("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(file)\"\r\n")
            body.append("Content-Type: \(picture.format.mediaType)\r\n\r\n")
            body.append(.picture(picture.data))
            body.append("\r\n")
        }
        body.append("--\(boundary)--\r\n")
        return body
    }
}
