import Foundation
package import ImageModels
import Pictures

/// What an answer in OpenAI's image format holds, or in that of its chats, which some gateways answer with.
package struct OpenAIImagesAnswer {
    /// The first picture, as one is asked for; and whatever further ones came.
    package private(set) var picture: PictureSource?
    package private(set) var others: [PictureSource] = []
    package private(set) var usage: Usage?
    /// What the model made of the prompt, or what it said.
    package private(set) var words: String?
    /// Whether the words are the model's answer.
    package private(set) var speaks = false
    /// Whether the service says itself that it held the picture back.
    package private(set) var isHeldBack = false
    /// Whether the picture is a draft, after which the answer ended.
    package private(set) var isDraft = false
    /// Whether the answer ends in its middle; the picture that was taken stood before that.
    package private(set) var isCutOff = false
    /// What stood there in Google's form, which some gateways answer with whatever they were asked in.
    package private(set) var google: GeminiAnswer?
    private let searches: Bool
    private let takesDrafts: Bool
    /// What was said to be a picture and is no base64.
    private var hasBadPicture = false
    /// The names of what the answer holds, for one in which nothing was found.
    package private(set) var shape = ""

    /// Reads a body. The pictures may stand in `data`, in `data.data`, in a chat's message or in the output of OpenAI's
    /// Responses, as base64, data URI or link; or the body is the very picture. `searching`: in an answer of another form they
    /// are looked for everywhere; not in a refusal, which may echo what was sent. `takingDrafts`: a draft is taken even where
    /// an error stands behind it. Throws `AnswerFailure`.
    package init(
        _ body: UnsafeRawBufferPointer, searching: Bool = true, takingDrafts: Bool = false
    ) throws(AnswerFailure) {
        searches = searching
        takesDrafts = takingDrafts
        picture = PictureSource(body: body)
        guard picture == nil else { return }
        do throws(AnswerFailure) {
            try readAll(body)
        } catch {
            picture = try PictureSource(unreadable: body, searching, because: error)
        }
    }

    private mutating func readAll(_ body: UnsafeRawBufferPointer) throws(AnswerFailure) {
        if body.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }).map({ $0 != UInt8(ascii: "{") }) == true {
            let events = ServerSentEvents.data(in: body)
            if !events.isEmpty {
                try read(events)
                return
            }
        }
        let answer = try JSONAnswer(answer: body, isCutOff: &isCutOff)
        let outcome = Result { () throws(AnswerFailure) in try read(answer) }
        // Of a cut answer only a picture counts, not what it says otherwise.
        if picture == nil, isCutOff { throw .truncated }
        try outcome.get()
    }

    /// Reads the events of a stream. Throws `AnswerFailure`.
    init(_ events: [Data], searching: Bool = true) throws(AnswerFailure) {
        searches = searching
        takesDrafts = false
        try read(events)
    }

    /// Of events the picture that is finished, or the last one on the way to it. The words of a chat are put together
    /// before they are searched, since a picture among them is told in pieces.
    private mutating func read(_ events: [Data]) throws(AnswerFailure) {
        var draft: PictureSource?
        var error: ErrorObject?
        var unreadable: AnswerFailure?
        var told = Pieces()
        for event in events where !event.elementsEqual("[DONE]".utf8) {
            let outcome = event.withUnsafeBytes { bytes in
                Result { () throws(AnswerFailure) in
                    var isCut = false
                    let answer = try JSONAnswer(answer: bytes, isCutOff: &isCut)
                    isCutOff = isCutOff || isCut
                    shape = answer.shape
                    error = error ?? ErrorObject(in: answer, bare: false)
                    usage = answer["usage"].flatMap(Usage.init(openAI:)) ?? usage
                    let format = answer["output_format"]?.string.map { "image/\($0)" }
                    let source = source(answer, declared: format)
                    if answer["type"]?.string?.hasSuffix("partial_image") == true {
                        draft = source ?? draft
                    } else if source != nil {
                        take(source)
                    } else if let response = answer["response"], response["output"] != nil {
                        // Told as it goes on, and whole at the end.
                        if response["status"]?.string != "in_progress" { try read(response) }
                    } else if answer["type"]?.string == "response.output_text.delta" {
                        told.response += answer["delta"]?.string ?? ""
                    } else if answer["data", "images"] != nil || Self.isGoogles(answer) {
                        try read(answer)
                    } else {
                        read(choicesOf: answer, telling: &told)
                    }
                }
            }
            // What one event is wrong with counts only where the others hold no picture.
            guard case .failure(let failure) = outcome else { continue }
            if case .error(let object) = failure {
                error = error ?? object
            } else {
                unreadable = unreadable ?? failure
            }
            if case .truncated = failure { isCutOff = true }
        }
        for (_, text) in told.choices.sorted(by: { $0.key < $1.key }) { read(words: text) }
        if picture == nil, !speaks { read(words: told.response) }
        guard picture == nil else { return }
        if let error, draft == nil || !takesDrafts { throw draft == nil ? .error(error) : .errorAfterDraft(error) }
        if draft == nil, let unreadable { throw unreadable }
        if hasBadPicture, draft == nil { throw .badPicture }
        if draft == nil, isCutOff { throw .truncated }
        take(draft)
        isDraft = draft != nil
    }

    /// What the events of a stream have told so far, by the choice that it belongs to, and of OpenAI's Responses.
    private struct Pieces {
        var choices: [Int: String] = [:]
        var response = ""
    }

    private mutating func read(choicesOf answer: JSONAnswer, telling told: inout Pieces) {
        var isSilent = true
        for (place, choice) in (answer["choices"]?.elements ?? []).enumerated() {
            let index = choice["index"]?.int ?? place
            if let message = choice["message"] {
                // At the end it tells once more what came in pieces.
                isSilent = isSilent && told.choices[index] == nil
                guard told.choices[index] == nil else { continue }
                read(message: message)
                isSilent = isSilent && picture == nil && !speaks
            } else if let delta = choice["delta"] {
                var text = delta["content"]?.string ?? ""
                if let refusal = delta["refusal"]?.string, !refusal.isEmpty {
                    text += refusal
                    isHeldBack = true
                }
                for part in parts(of: delta) {
                    take(source(part, declared: nil))
                    text += part["text"]?.string ?? ""
                }
                if !text.isEmpty { told.choices[index, default: ""] += text }
                isSilent = isSilent && text.isEmpty
            }
        }
        guard searches, isSilent, picture == nil else { return }
        for source in PictureSearch.pictures(in: answer) { take(source) }
    }

    /// The picture on its way in one event; `nil` for any other event.
    static func draft(in event: Data) -> Data? {
        event.withUnsafeBytes { bytes in
            guard let answer = try? JSONAnswer(bytes),
                answer["type"]?.string?.hasSuffix("partial_image") == true,
                case .data(let data, _)? = (try? found(in: answer, declared: nil)) ?? nil
            else { return nil }
            return data
        }
    }

    private mutating func read(_ answer: JSONAnswer) throws(AnswerFailure) {
        shape = answer.shape
        var within: ErrorObject?
        usage = answer["usage"].flatMap(Usage.init(openAI:))
        let format = answer["output_format"]?.string.map { "image/\($0)" }
        if Self.isGoogles(answer) { take(googles: answer) }
        if let data = answer["data"] ?? answer["images"] {
            for item in data.isObject ? data["data", "images"]?.elements ?? [] : data.elements {
                words = item["revised_prompt"]?.string ?? words
                if item["respect_moderation"]?.bool == false { isHeldBack = true }
                within = within ?? ErrorObject(in: item, bare: false)
                take(source(item, declared: format))
            }
        }
        for choice in answer["choices"]?.elements ?? [] {
            if let message = choice["message", "delta"] { read(message: message) }
        }
        for item in answer["output"]?.elements ?? [] { try read(output: item) }
        // An error beside a picture is no reason to throw the picture away.
        guard picture == nil else { return }
        if let error = ErrorObject(in: answer, bare: false) ?? within
            ?? answer["base_resp"].flatMap(ErrorObject.init(base:))
        {
            throw .error(error)
        }
        if searches, !isHeldBack {
            // Links beside words lead to sources of what was said.
            for source in PictureSearch.pictures(in: answer) {
                if case .link = source, speaks { continue }
                take(source)
            }
        }
        guard picture == nil else { return }
        if let error = ErrorObject(flat: answer) { throw .error(error) }
        if hasBadPicture { throw .badPicture }
    }

    /// Of OpenAI's Responses: a picture that a tool made, or a message.
    private mutating func read(output item: JSONAnswer) throws(AnswerFailure) {
        if item["type"]?.string == "image_generation_call" {
            words = item["revised_prompt"]?.string ?? words
            guard let characters = item["result"], characters.string?.isEmpty != true else { return }
            let format = item["output_format"]?.string.map { "image/\($0)" }
            if let bytes = characters.base64, !bytes.isEmpty {
                take(.data(bytes, declared: format))
            } else if let text = characters.string {
                read(words: text)
            }
        } else if item["content"] != nil {
            for part in item["content"]?.elements ?? [] {
                if let text = part["text", "refusal"]?.string { read(words: text) }
                if part["type"]?.string == "refusal" { isHeldBack = true }
            }
        }
    }

    /// A message's pictures stand in `images`, in parts of its content, or within its words.
    private mutating func read(message: JSONAnswer) {
        for part in parts(of: message) {
            take(source(part, declared: nil))
            if let text = part["text"]?.string { read(words: text) }
        }
        if let text = message["content"]?.string { read(words: text) }
        if let text = message["refusal"]?.string, !text.isEmpty {
            read(words: text)
            isHeldBack = true
        }
    }

    private func parts(of message: JSONAnswer) -> [JSONAnswer] {
        (message["images"]?.elements ?? []) + (message["content"]?.elements ?? [])
    }

    private mutating func read(words text: String) {
        let found = PictureInText(text)
        if let data = found.data {
            take(.data(data, declared: found.declared))
        } else if let link = found.link {
            take(.link(link))
        }
        guard !found.words.isEmpty else { return }
        words = words.map { $0 + "\n" + found.words } ?? found.words
        speaks = true
    }

    private static func isGoogles(_ answer: JSONAnswer) -> Bool {
        answer["candidates", "promptFeedback", "prompt_feedback"] != nil
    }

    /// An error in it is told as any.
    private mutating func take(googles answer: JSONAnswer) {
        let searches = searches
        let read = answer.verbatim.withUnsafeBytes { bytes in
            Result { () throws(AnswerFailure) in try GeminiAnswer(bytes, searching: searches) }
        }
        guard case .success(let read) = read else { return }
        google = read
        usage = read.usage ?? usage
        if !read.text.isEmpty {
            words = words.map { $0 + read.text } ?? read.text
            speaks = true
        }
        for source in [read.picture].compactMap({ $0 }) + read.others { take(source) }
    }

    private mutating func take(_ source: PictureSource?) {
        guard let source else { return }
        if picture == nil { picture = source } else { others.append(source) }
    }

    /// The picture of one entry. One that can't be read is noted, and no reason to throw away its neighbours.
    private mutating func source(_ item: JSONAnswer, declared: String?) -> PictureSource? {
        do throws(AnswerFailure) {
            return try Self.found(in: item, declared: declared)
        } catch {
            hasBadPicture = true
            return nil
        }
    }

    private static func found(in item: JSONAnswer, declared: String?) throws(AnswerFailure) -> PictureSource? {
        let link = item["url", "image_url"]
        if let characters = item["b64_json", "b64", "image_base64", "partial_image_b64"] {
            // An empty list stands for none, as an empty text does.
            guard let bytes = characters.isEmptyList ? Data() : characters.base64 else { throw .badPicture }
            if !bytes.isEmpty { return .data(bytes, declared: declared) }
        }
        // Nothing but base64, where others have objects: {"images": ["iVBOR…"]}.
        if item.stringPlace != nil, let bytes = item.base64, PictureFormat(magic: bytes.prefix(64)) != nil {
            return .data(bytes, declared: declared)
        }
        guard let text = link?.string ?? link?["url"]?.string ?? item.string else { return nil }
        let found = PictureInText(text)
        if let bytes = found.data { return .data(bytes, declared: found.declared) }
        return Self.address(text).map { .link($0) }
    }

    /// An address, or a path at the server that answered.
    private static func address(_ text: String) -> URL? {
        guard text.utf8.count <= longestPath || text.contains("://"), let url = URL(string: text),
            url.scheme?.lowercased() != "data"
        else { return nil }
        return url.scheme != nil || text.hasPrefix("/") || text.hasPrefix("./") ? url : nil
    }

    private static let longestPath = 2000
}

extension Usage {
    fileprivate init?(openAI usage: JSONAnswer) {
        guard let input = usage["input_tokens", "prompt_tokens"]?.count else { return nil }
        self.init(
            checkedInput: [input], output: [usage["output_tokens", "completion_tokens"]?.count],
            inputImages: usage["input_tokens_details", "prompt_tokens_details"]?["image_tokens"]?.count,
            outputImages: usage["output_tokens_details", "completion_tokens_details"]?["image_tokens"]?.count)
    }
}
