package import ImageModels
import Pictures

/// The body that begins a prediction, as the Flux models take their input.
package enum PredictionsRequest {
    /// `field` is what the model calls its pictures: "input_image" for the one of Kontext, "input_images" for the list of
    /// FLUX.2. A name that a model doesn't know is passed over, and another picture is painted and paid.
    package static func body(_ request: TurnRequest, picturesIn field: String = "input_image") -> RequestBody {
        var body = RequestBody()
        body.append("{\"input\":{\"prompt\":\(JSONText.quoted(request.instruction))")
        let isList = field.hasSuffix("s")
        let pictures = [request.picture].compactMap { $0 } + request.references
        if !pictures.isEmpty {
            body.append(",\"\(field)\":\(isList ? "[" : "")")
            for (index, picture) in pictures.prefix(isList ? pictures.count : 1).enumerated() {
                body.append("\(index == 0 ? "" : ",")\"data:\(picture.format.mediaType);base64,")
                body.append(.base64(picture.data))
                body.append("\"")
            }
            if isList { body.append("]") }
        }
        if let ratio = request.output?.ratio { body.append(",\"aspect_ratio\":\"\(ratio)\"") }
        if let seed = request.settings.seed { body.append(",\"seed\":\(seed)") }
        body.append(",\"output_format\":\"png\"}}")
        return body
    }
}
