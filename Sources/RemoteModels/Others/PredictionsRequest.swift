package import ImageModels
import Pictures

/// The body that begins a prediction, as Flux Kontext takes its input.
package enum PredictionsRequest {
    package static func body(_ request: TurnRequest) -> RequestBody {
        var body = RequestBody()
        body.append("{\"input\":{\"prompt\":\(JSONText.quoted(request.instruction))")
        if let picture = request.picture {
            body.append(",\"input_image\":\"data:\(picture.format.mediaType);base64,")
            body.append(.base64(picture.data))
            body.append("\"")
        }
        if let ratio = request.output?.ratio { body.append(",\"aspect_ratio\":\"\(ratio)\"") }
        if let seed = request.settings.seed { body.append(",\"seed\":\(seed)") }
        body.append(",\"output_format\":\"png\"}}")
        return body
    }
}
