package import ImageModels

/// The body of a `predict` request, as Google's Imagen takes it: words in, a picture out.
package enum ImagenRequest {
    package static func body(_ request: TurnRequest) -> RequestBody {
        var parameters = ["\"sampleCount\":1"]
        if let ratio = request.output?.ratio { parameters.append("\"aspectRatio\":\"\(ratio)\"") }
        if let size = request.output?.sizeClass { parameters.append("\"imageSize\":\(JSONText.quoted(size))") }
        if let seed = request.settings.seed { parameters.append("\"seed\":\(seed)") }
        var body = RequestBody()
        body.append("{\"instances\":[{\"prompt\":\(JSONText.quoted(request.instruction))}],")
        body.append("\"parameters\":{\(parameters.joined(separator: ","))}}")
        return body
    }
}
