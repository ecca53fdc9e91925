/// A page of a service's list of models, in CometAPI's, Google's or OpenAI's form.
package struct ModelListPage {
    package private(set) var models: [LiveModel] = []
    /// The token of the page that follows.
    package private(set) var next: String?
    /// How many there are in all, where that is told.
    package private(set) var total: Int?

    /// Reads a body leniently: an entry without an id is passed over, and whatever else is missing is unknown. Throws
    /// `AnswerFailure`; a body in which there is no list at all is one.
    package init(_ body: UnsafeRawBufferPointer) throws(AnswerFailure) {
        let answer = try JSONAnswer(answer: body)
        if let error = ErrorObject(in: answer, bare: false) { throw .error(error) }
        guard let found = answer.isObject ? answer["data", "models"] : answer else {
            throw .unknown(shape: answer.shape)
        }
        let list = found.isObject ? found["models", "data", "list", "items", "records"] ?? found : found
        models = list.elements.compactMap(Self.model)
        total = (answer["total"] ?? answer["pagination"]?["total"])?.int
        if let token = answer["nextPageToken"]?.string, !token.isEmpty { next = token }
    }

    private static func model(_ entry: JSONAnswer) -> LiveModel? {
        let named = entry["id", "name", "model_name", "model"]?.string ?? entry.string
        guard let name = named, !name.isEmpty else { return nil }
        var model = LiveModel(id: name.hasPrefix("models/") ? String(name.dropFirst(7)) : name)
        if let pricing = entry["pricing"] {
            // "USD / M Tokens"; other currencies say nothing here.
            if pricing["currency"]?.string?.uppercased().hasPrefix("USD") ?? true {
                model.inputPrice = pricing["input"]?.number
                model.outputPrice = pricing["output"]?.number
                model.requestPrice = pricing["per_request"]?.number
            }
        }
        if let type = entry["model_type"]?.string {
            let features = entry["features"]?.elements.compactMap(\.string) ?? []
            model.makesPictures = type == "image" || features.contains { $0.hasSuffix("to-image") }
        }
        model.isUpcoming = entry["upcoming"]?.bool ?? false
        return model
    }
}
