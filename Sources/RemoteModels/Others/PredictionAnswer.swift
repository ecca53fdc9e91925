import Foundation

/// What is known of a prediction: a picture that a service works on and that is asked for until it is there.
package struct PredictionAnswer {
    package enum State: Equatable {
        /// In the service's own word, such as "starting".
        case underWay(String)
        case succeeded(PictureSource?)
        case failed(String?)
        case cancelled
    }

    package let id: String?
    package let state: State
    /// Whether the service says that it can be told to stop.
    package let canBeCancelled: Bool

    /// Whether the answer names a task in a word that such tasks have, and no error: then it was taken on.
    package var isTakenOn: Bool {
        guard id != nil, case .underWay = state, let status else { return false }
        return Self.underWay.contains(status)
    }

    private static let underWay: Set = [
        "starting", "processing", "queued", "submitted", "pending", "in_progress", "running",
    ]
    private static let good: Set = ["succeeded", "success", "completed", "complete", "ready", "done", "finished"]
    /// Of these the word itself tells nothing more.
    private static let failed: Set = ["failed", "failure", "fail", "error"]
    /// "Content Moderated", as FLUX's own service says.
    private static let refused: Set = ["task not found", "expired", "rejected", "moderated"]

    /// In the service's own word, in small letters.
    private let status: String?

    /// Reads a body, in which the prediction may stand in `data`, or which is the very picture. Throws `AnswerFailure`.
    package init(_ body: UnsafeRawBufferPointer) throws(AnswerFailure) {
        if let picture = PictureSource(body: body) {
            (id, state, canBeCancelled, status) = (nil, .succeeded(picture), false, nil)
            return
        }
        var isCutOff = false
        let answer = try JSONAnswer(answer: body, isCutOff: &isCutOff)
        let inner = answer["data"]
        let prediction = inner?.isObject == true && answer["status"] == nil ? inner! : answer
        let status = prediction["status"]?.string
        if status == nil, let error = ErrorObject(in: answer, bare: false) { throw .error(error) }
        let name = prediction["id", "task_id", "taskId"]
        id = name?.string ?? name?.int.map { "\($0)" }
        if isCutOff, id == nil { throw .truncated }
        let picture = Self.picture(prediction["output"]) ?? PictureSearch.pictures(in: prediction).last
        self.status = status?.lowercased()
        canBeCancelled = prediction["urls"]?["cancel"] != nil
        switch status?.lowercased() ?? "" {
        case let word where Self.good.contains(word): state = .succeeded(picture)
        case let word where Self.failed.contains(word) || Self.refused.contains { word.hasSuffix($0) }:
            // What was painted all the same is paid.
            let words = prediction["error"]?.string ?? ErrorObject(flat: prediction)?.message
            state = picture.map { .succeeded($0) } ?? .failed(words ?? (Self.failed.contains(word) ? nil : status))
        case "canceled", "cancelled", "aborted": state = .cancelled
        case let word:
            // A word that nobody knows, beside a picture, has ended.
            if !Self.underWay.contains(word), let picture = Self.picture(prediction["output", "result"]) {
                state = .succeeded(picture)
            } else if id == nil, status == nil, let picture, picture.isData || ErrorObject(flat: answer) == nil {
                // Another service's form: nothing is to be waited for.
                state = .succeeded(picture)
            } else if id == nil, status == nil, let error = ErrorObject(flat: answer) {
                throw .error(error)
            } else {
                state = .underWay(status ?? "starting")
            }
        }
    }

    /// The picture's own bytes, listed, or a link or a data URI, alone or the last of several.
    private static func picture(_ output: JSONAnswer?) -> PictureSource? {
        if let bytes = (output?.elements.last ?? output)?.listed { return .data(bytes, declared: nil) }
        guard let output, let text = (output.elements.last ?? output).string else { return nil }
        let found = PictureInText(text)
        if let data = found.data { return .data(data, declared: found.declared) }
        return URL(string: text).flatMap { $0.scheme == nil ? nil : .link($0) }
    }
}

extension PictureSource {
    fileprivate var isData: Bool { if case .data = self { true } else { false } }
}
