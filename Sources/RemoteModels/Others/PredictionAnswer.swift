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
        return ["starting", "processing", "queued", "submitted", "pending", "in_progress", "running"].contains(status)
    }

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
        id = prediction["id"]?.string ?? prediction["id"]?.int.map { "\($0)" }
        if isCutOff, id == nil { throw .truncated }
        let picture = Self.picture(prediction["output"]) ?? PictureSearch.pictures(in: prediction).last
        self.status = status?.lowercased()
        canBeCancelled = prediction["urls"]?["cancel"] != nil
        switch status?.lowercased() {
        case "succeeded", "success", "completed": state = .succeeded(picture)
        case "failed", "error":
            // What was painted all the same is paid.
            state =
                picture.map { .succeeded($0) }
                ?? .failed(prediction["error"]?.string ?? ErrorObject(flat: prediction)?.message)
        case "canceled", "cancelled", "aborted": state = .cancelled
        default: state = .underWay(status ?? "starting")
        }
    }

    /// A link or a data URI, alone or the last of several.
    private static func picture(_ output: JSONAnswer?) -> PictureSource? {
        guard let output, let text = (output.elements.last ?? output).string else { return nil }
        let found = PictureInText(text)
        if let data = found.data { return .data(data, declared: found.declared) }
        return URL(string: text).flatMap { $0.scheme == nil ? nil : .link($0) }
    }
}
