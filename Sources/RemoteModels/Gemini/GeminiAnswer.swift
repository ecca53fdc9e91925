package import Foundation
package import ImageModels

/// What a `generateContent` answer holds, whether it came whole or in events: the picture to take, the words, the counts.
package struct GeminiAnswer {
    /// The last picture that is no thought, else the last that is one.
    package private(set) var picture: PictureSource?
    /// Further pictures that are no thoughts, in the order in which they came.
    package private(set) var others: [PictureSource] = []
    /// Whether the picture is one that the model made on its way, for want of another.
    package private(set) var isThought = false
    package private(set) var text = ""
    package private(set) var finishReason: FinishReason?
    package private(set) var finishMessage: String?
    package private(set) var blockReason: FinishReason?
    package private(set) var usage: Usage?
    package private(set) var modelVersion: String?
    package private(set) var responseID: String?
    /// The model's parts verbatim, signatures included; only where they were asked for.
    package private(set) var parts: [Data] = []

    /// Whether the answer ends in its middle; the picture that was taken stood before that.
    package private(set) var isCutOff = false

    /// Whether the picture is a draft, after which the answer ended.
    package private(set) var isDraft = false

    /// Of all words together, about: more is no talk.
    private static let longestText = 200_000

    private let keepsParts: Bool
    private let searches: Bool
    /// What each candidate has said and was not searched yet: a picture among words may come in pieces.
    private var told: [Int: String] = [:]
    /// Events in OpenAI's form.
    private var foreign: [Data] = []
    private var linkInText: URL?
    /// Pictures so far, whether they were taken or not.
    private var offered = 0
    /// What one event of several is wrong with; it counts only where the others hold no picture.
    private var unreadable: AnswerFailure?
    private var hasBadPicture = false
    /// An error that the answer holds; it counts only where there is no picture.
    private var error: ErrorObject?
    /// The names of what the answer holds, for one in which nothing was found.
    package private(set) var shape = ""

    /// Reads a body: one answer, an array of them, server-sent events, or the very picture. Of one that ends in its middle a picture that
    /// is whole is taken all the same. Throws `AnswerFailure`.
    package init(
        _ body: UnsafeRawBufferPointer, keepingParts: Bool = false, searching: Bool = true
    ) throws(AnswerFailure) {
        keepsParts = keepingParts
        searches = searching
        picture = PictureSource(body: body)
        guard picture == nil else { return }
        do throws(AnswerFailure) {
            try readAll(body)
        } catch {
            picture = try PictureSource(unreadable: body, searching, because: error)
        }
    }

    private mutating func readAll(_ body: UnsafeRawBufferPointer) throws(AnswerFailure) {
        let space: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
        guard let first = body.first(where: { !space.contains($0) }) else { throw .empty }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            try read(body)
        } else {
            let events = ServerSentEvents.data(in: body)
            guard !events.isEmpty else { throw .malformed(at: 0) }
            for event in events where !event.elementsEqual("[DONE]".utf8) {
                let outcome = event.withUnsafeBytes { bytes in
                    Result { () throws(AnswerFailure) in try self.read(bytes, isEvent: true) }
                }
                if case .failure(let failure) = outcome { unreadable = unreadable ?? failure }
            }
            if !foreign.isEmpty { take(try OpenAIImagesAnswer(foreign, searching: searches)) }
        }
        for candidate in told.keys.sorted() { readWords(of: candidate) }
        if picture == nil, let linkInText {
            picture = .link(linkInText)
            isThought = false
        }
        if picture == nil, let error { throw .error(error) }
        if picture == nil, isCutOff { throw .truncated }
        if picture == nil, hasBadPicture { throw .badPicture }
        if picture == nil, let unreadable { throw unreadable }
    }

    private mutating func read(_ text: UnsafeRawBufferPointer, isEvent: Bool = false) throws(AnswerFailure) {
        let answer = try JSONAnswer(answer: text, isCutOff: &isCutOff)
        let isForeign = answer["candidates", "promptFeedback", "prompt_feedback"] == nil
        if isEvent, isForeign, !isCutOff, answer["choices", "data", "output", "type"] != nil {
            return foreign.append(Data(text))
        }
        error = error ?? ErrorObject(in: answer, bare: false)
        if shape.isEmpty { shape = answer.shape }
        if isForeign, answer["choices", "data", "output"] != nil {
            return take(try OpenAIImagesAnswer(text, searching: searches))
        }
        let before = offered
        for answer in answer.isObject ? [answer] : answer.elements { read(answer) }
        guard offered == before, error == nil else { return }
        // Beside Google's own names links lead to sources of what was said.
        let found =
            (searches && !isCutOff && (answer.isObject || answer.listed != nil)
            ? PictureSearch.pictures(in: answer) : []).filter {
                if case .link = $0 { isForeign } else { true }
            }
        for source in found.reversed() { take(source, isThought: false) }
        if found.isEmpty, isForeign { error = ErrorObject(flat: answer) }
    }

    private mutating func read(_ answer: JSONAnswer) {
        if let feedback = answer["promptFeedback", "prompt_feedback"] {
            blockReason = feedback["blockReason", "block_reason"]?.string.map(FinishReason.init) ?? blockReason
            finishMessage = feedback["blockReasonMessage", "block_reason_message"]?.string ?? finishMessage
        }
        usage = answer["usageMetadata", "usage_metadata"].flatMap(Usage.init(gemini:)) ?? usage
        modelVersion = answer["modelVersion", "model_version"]?.string ?? modelVersion
        responseID = answer["responseId", "response_id"]?.string ?? responseID
        let candidates = answer["candidates"]?.elements ?? []
        guard let candidate = candidates.first else { return }
        finishReason = candidate["finishReason", "finish_reason"]?.string.map(FinishReason.init) ?? finishReason
        finishMessage = candidate["finishMessage", "finish_message"]?.string ?? finishMessage
        for (place, candidate) in candidates.enumerated() {
            let index = candidate["index"]?.int ?? place
            var saysMore = false
            for part in candidate["content"]?["parts"]?.elements ?? [] {
                read(part: part, of: index, after: saysMore)
                saysMore = saysMore || part["text"] != nil
            }
        }
    }

    /// `saysMore`: a part of the same event has said something; what the next event says goes on with it.
    private mutating func read(part: JSONAnswer, of candidate: Int, after saysMore: Bool) {
        if keepsParts { parts.append(part.verbatim) }
        let isThought = part["thought"]?.bool ?? false
        if let inline = part["inlineData", "inline_data"], let data = inline["data"] {
            let declared = inline["mimeType", "mime_type"]?.string
            guard declared.map(Self.mayBePicture) ?? true else { return }
            guard let bytes = data.base64 else {
                hasBadPicture = true
                return
            }
            if !bytes.isEmpty {
                readWords(of: candidate)
                take(.data(bytes, declared: declared), isThought: isThought)
            }
        }
        if let file = part["fileData", "file_data"], let uri = file["fileUri", "file_uri"]?.string {
            let declared = file["mimeType", "mime_type"]?.string
            guard declared.map(Self.mayBePicture) ?? true, let source = PictureSource(address: uri, declared: declared)
            else { return }
            readWords(of: candidate)
            take(source, isThought: isThought)
        }
        guard !isThought, let words = part["text"]?.string, !words.isEmpty else { return }
        var before = told[candidate, default: ""]
        told[candidate] = nil
        // Within data nothing is put.
        if saysMore, !before.isEmpty, !before.endsInData { before.separate(from: words) }
        before += words
        told[candidate] = before
    }

    /// Searches what a candidate has said since it was searched last.
    private mutating func readWords(of candidate: Int) {
        guard let words = told.removeValue(forKey: candidate) else { return }
        let found = PictureInText(words)
        add(found.words)
        linkInText = found.link ?? linkInText
        if let data = found.data { take(.data(data, declared: found.declared), isThought: false) }
    }

    private mutating func add(_ words: String) {
        guard !words.isEmpty, text.utf8.count < Self.longestText else { return }
        if !text.isEmpty { text.separate(from: words) }
        text += words
    }

    /// Some gateways answer in OpenAI's form whatever they were asked in.
    private mutating func take(_ answer: OpenAIImagesAnswer) {
        usage = answer.usage ?? usage
        add(answer.words ?? "")
        isDraft = answer.isDraft
        isCutOff = isCutOff || answer.isCutOff && !answer.isDraft
        if shape.isEmpty { shape = answer.shape }
        guard let first = answer.picture else { return }
        for source in answer.others.reversed() + [first] { take(source, isThought: false) }
    }

    private mutating func take(_ source: PictureSource, isThought: Bool) {
        offered += 1
        // A thought never takes the place of a picture that is none.
        guard picture == nil || self.isThought || !isThought else { return }
        if let picture, !self.isThought, !isThought { others.append(picture) }
        picture = source
        self.isThought = isThought
    }

    private static func mayBePicture(_ mediaType: String) -> Bool {
        !["audio/", "video/", "text/"].contains { mediaType.hasPrefix($0) }
    }
}

extension String {
    /// Puts a line's end behind it, where neither it nor what follows has white space.
    fileprivate mutating func separate(from next: String) {
        if last?.isWhitespace == false, next.first?.isWhitespace == false { self += "\n" }
    }

    /// Whether it ends within base64.
    fileprivate var endsInData: Bool {
        let end = Array(utf8.suffix(107))
        let run = end.reversed().prefix { Base64.isCharacter($0) }.count
        return run >= 100 || end.dropLast(run).suffix(7).elementsEqual("base64,".utf8)
    }
}

extension Usage {
    fileprivate init?(gemini usage: JSONAnswer) {
        func count(_ names: String...) -> Int? {
            names.lazy.compactMap { usage[$0]?.count }.first
        }
        /// Not told, told, or not to be believed.
        func pictures(_ names: String...) -> Int?? {
            guard let details = names.lazy.compactMap({ usage[$0] }).first else { return .some(nil) }
            let counts = details.elements.filter { $0["modality"]?.string == "IMAGE" }
                .map { $0["tokenCount", "token_count"]?.count }
            return Usage.sum(counts).map { .some($0) }
        }
        guard let input = count("promptTokenCount", "prompt_token_count"),
            let inputImages = pictures("promptTokensDetails", "prompt_tokens_details"),
            let outputImages = pictures("candidatesTokensDetails", "candidates_tokens_details")
        else { return nil }
        let thoughts = count("thoughtsTokenCount", "thoughts_token_count")
        self.init(
            checkedInput: [input, count("toolUsePromptTokenCount", "tool_use_prompt_token_count")],
            output: [count("candidatesTokenCount", "candidates_token_count"), thoughts],
            inputImages: inputImages, outputImages: outputImages, thoughts: thoughts)
    }
}
