/// The lists of models that services give out.
enum ModelLists {
    /// CometAPI's public list, with a model that the catalogue does not know and one that has no prices.
    static var comet: Answer {
        func entry(
            _ id: String, _ provider: String, _ input: WireJSON, _ output: WireJSON, request: WireJSON = nil,
            path: String
        ) -> WireJSON {
            [
                "id": .text(id), "provider": .text(provider), "model_type": "image",
                "features": ["text-to-image", "image-to-image"],
                "pricing": [
                    "currency": "USD / M Tokens", "input": input, "output": output, "per_request": request,
                    "per_second": nil,
                ],
                "endpoints": [.text(path)], "api_doc_url": "https://apidoc.cometapi.com",
            ]
        }
        let data: [WireJSON] =
            GeminiModels.all.map {
                entry($0.id, "Google", 0.2, 24.0, path: "/v1beta/models/{model}:generateContent")
            } + [
                entry("gpt-image-2", "OpenAI", 4, 24, path: "/v1/images/edits"),
                // A price that can only be that of text.
                entry("gpt-image-2.6-flare", "OpenAI", 4, 3, path: "/v1/images/edits"),
                // A price that no picture has, and one of a request.
                entry(
                    "seedream-4-0-250828", "ByteDance", nil, nil, request: 0.00003, path: "/v1/images/generations"),
                entry("grok-imagine-image-2.0", "xAI", nil, nil, request: 0.04, path: "/v1/images/edits"),
                entry("mai-image-2.5", "Microsoft", nil, nil, path: "/v1/images/generations"),
            ]
        return .json([
            "success": true, "page": 0, "page_size": 0, "total": .integer(data.count), "data": .list(data),
        ])
    }

    private static let googlePage = 3

    /// Google's list, a few at a time.
    static func google(after token: String?) -> Answer {
        let models = GeminiModels.all
        let start = token.flatMap { Int($0) } ?? 0
        let page = models.dropFirst(start).prefix(googlePage).map { model -> WireJSON in
            [
                "name": .text("models/\(model.id)"), "version": "001", "displayName": .text(model.title),
                "description": "Makes and edits pictures.", "inputTokenLimit": .integer(model.tokensIn),
                "outputTokenLimit": .integer(model.tokensOut),
                "supportedGenerationMethods": ["generateContent", "countTokens"], "temperature": 1, "topP": 0.95,
                "topK": 64, "maxTemperature": 1, "thinking": .boolean(!model.thinking.isEmpty),
            ]
        }
        let end = start + page.count
        let list: WireJSON = ["models": .list(page)]
        return .json(end < models.count ? list.adding(["nextPageToken": .text("\(end)")]) : list)
    }

    /// OpenAI's list.
    static var openAI: Answer {
        .json([
            "object": "list",
            "data": .list(
                [
                    "gpt-image-2", "gpt-image-2.5-flare", "gpt-image-2.5-sunburst", "gpt-image-2.6-flare",
                    "gpt-image-2.6-sunburst",
                ].map {
                    ["id": .text($0), "object": "model", "created": 1_770_000_000, "owned_by": "system"]
                }),
        ])
    }
}
