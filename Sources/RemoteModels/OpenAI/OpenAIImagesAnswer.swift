import Foundation
package import ImageModels

/// What an answer in OpenAI's image format holds.
package struct OpenAIImagesAnswer {
    package private(set) var picture: PictureSource?
    package private(set) var usage: Usage?
    /// What the model made of the prompt, where it says so.
    package private(set) var revisedPrompt: String?

    /// Reads a body. The pictures may stand in `data` or in `data.data`, as base64, data URI or link; the first counts,
    /// as one is asked for. Throws `AnswerFailure`.
    package init(_ body: UnsafeRawBufferPointer) throws(AnswerFailure) {
        let answer = try JSONAnswer(answer: body)
        if let error = ErrorObject(in: answer, bare: false) { throw .error(error) }
        usage = answer["usage"].flatMap(Usage.init(openAI:))
        let format = answer["output_format"]?.string
        guard let data = answer["data"] else { return }
        let items = data.isObject ? data["data"]?.elements ?? [] : data.elements
        for item in items where picture == nil {
            revisedPrompt = item["revised_prompt"]?.string
            if let characters = item["b64_json"] {
                guard let bytes = characters.base64 else { throw .badPicture }
                if !bytes.isEmpty { picture = .data(bytes, declared: format.map { "image/\($0)" }) }
            } else if let text = item["url", "image_url"]?.string {
                let found = PictureInText(text)
                if let bytes = found.data {
                    picture = .data(bytes, declared: found.declared)
                } else if let url = URL(string: text), url.scheme != nil {
                    picture = .link(url)
                }
            }
        }
    }
}

extension Usage {
    fileprivate init?(openAI usage: JSONAnswer) {
        guard let input = usage["input_tokens", "prompt_tokens"]?.count else { return nil }
        self.init(
            checkedInput: [input], output: [usage["output_tokens", "completion_tokens"]?.count],
            inputImages: usage["input_tokens_details"]?["image_tokens"]?.count,
            outputImages: usage["output_tokens_details"]?["image_tokens"]?.count)
    }
}
