package import Foundation

/// What Midjourney's routes answer: that something was submitted, how a task stands, or the very picture.
package enum MidjourneyAnswer: Sendable, Equatable {
    case submitted(MidjourneySubmission)
    case task(MidjourneyTask)
    case picture(Data)

    /// Reads a body, in which the task may stand in `result` or `data`. Throws `AnswerFailure`.
    package init(_ body: UnsafeRawBufferPointer) throws(AnswerFailure) {
        if case .data(let data, _)? = PictureSource(body: body) {
            self = .picture(data)
            return
        }
        var isCutOff = false
        var answer = try JSONAnswer(answer: body, isCutOff: &isCutOff)
        if answer["code"] == nil, answer["status"] == nil, let wrapped = answer["data", "result"],
            wrapped["code"] != nil
        {
            answer = wrapped
        }
        let inner = answer["status"] == nil ? answer["result", "data"] : nil
        let task = inner.flatMap { $0.isObject ? $0 : nil } ?? answer
        if let status = task["status"]?.string {
            self = .task(MidjourneyTask(task, status: status))
        } else if let code = answer["code"]?.int,
            let error = ErrorObject(in: answer, bare: false) ?? Self.error(answer, code)
        {
            throw .error(error)
        } else if let submission = MidjourneySubmission(answer) {
            self = .submitted(submission)
        } else if isCutOff {
            throw .truncated
        } else if let error = ErrorObject(in: answer, bare: false) ?? ErrorObject(flat: answer) {
            throw .error(error)
        } else {
            throw .unknown(shape: answer.shape)
        }
    }

    /// What a code says that stands for no task.
    private static func error(_ answer: JSONAnswer, _ code: Int) -> ErrorObject? {
        guard !MidjourneySubmission.goodCodes.contains(code), code != 0 || MidjourneySubmission(answer) == nil else {
            return nil
        }
        var error = ErrorObject(flat: answer) ?? ErrorObject(message: "code \(code)")
        if let word = answer["properties"]?["bannedWord"]?.string { error.message = "\(error.message ?? ""): \(word)" }
        return error
    }
}

/// A request that was taken on.
package struct MidjourneySubmission: Sendable, Equatable {
    /// What the task is asked for by.
    package let task: String
    /// Whether a window waits for more (`/mj/submit/modal`) before anything is painted.
    package let wantsMore: Bool

    /// Taken on, waiting for a window, waiting in the queue; and what a gateway may make of it.
    fileprivate static let goodCodes: Set<Int> = [1, 21, 22, 200]

    init(of task: String, wantsMore: Bool) { (self.task, self.wantsMore) = (task, wantsMore) }

    fileprivate init?(_ answer: JSONAnswer) {
        guard let code = answer["code"]?.int else { return nil }
        let places = [
            answer["result", "data", "task_id"], answer["result", "data"]?["id", "taskId", "task_id"],
            answer["properties"]?["taskId", "task_id", "id"],
        ]
        // An id has more digits than some numbers can hold.
        let ids = places.compactMap { $0 }.compactMap { place in
            place.string ?? place.int.map { _ in String(decoding: place.verbatim, as: UTF8.self) }
        }
        guard let task = ids.first(where: { !$0.isEmpty }) else { return nil }
        self.task = task
        wantsMore = code == 21
    }
}

/// How a task stands.
package struct MidjourneyTask: Sendable, Equatable {
    package enum State: Sendable, Equatable {
        /// How far it is, in the service's own words: "45%", "SUBMITTED".
        case underWay(String)
        /// A window waits for what `/mj/submit/modal` takes.
        case wantsMore
        case succeeded
        case failed(String?)
        case cancelled
    }

    /// What can be done with it next.
    package struct Button: Sendable, Equatable {
        package var label: String
        package var id: String
    }

    package let id: String?
    package let state: State
    /// One picture with four in it, a single one, or four.
    package let pictures: [PictureSource]
    package let buttons: [Button]

    fileprivate init(_ task: JSONAnswer, status: String) {
        id = task["id", "taskId", "task_id"].flatMap {
            $0.string ?? $0.int.map { String($0) }
        }
        let single = task["imageUrl", "image_url", "url"].flatMap(Self.source)
        let several = (task["imageUrls", "image_urls"]?.elements ?? []).compactMap(Self.source)
        pictures = several.count > 1 ? several : [single ?? several.first].compactMap { $0 }
        buttons = (task["buttons"]?.elements ?? []).compactMap { button in
            guard let id = button["customId", "custom_id"]?.string, !id.isEmpty else { return nil }
            return Button(label: button["label"]?.string ?? "", id: id)
        }
        switch status.uppercased() {
        case "SUCCESS", "SUCCEEDED", "COMPLETED": state = .succeeded
        case "FAILURE", "FAILED", "ERROR":
            state = .failed(task["failReason", "fail_reason", "error"]?.string ?? task["description"]?.string)
        case "MODAL": state = .wantsMore
        case "CANCEL", "CANCELLED", "CANCELED": state = .cancelled
        default:
            let progress = task["progress"]?.string ?? ""
            state = .underWay(progress.isEmpty ? status.lowercased() : progress)
        }
    }

    private static func source(_ value: JSONAnswer) -> PictureSource? {
        guard let text = value.string ?? value["url"]?.string, !text.isEmpty else { return nil }
        let found = PictureInText(text)
        if let data = found.data { return .data(data, declared: found.declared) }
        guard let url = URL(string: text), url.scheme != nil || text.hasPrefix("/") else { return nil }
        return .link(url)
    }

    /// Whether the picture is four in one; `nil` where the buttons don't tell.
    var isGrid: Bool? { buttons.isEmpty ? nil : button(.upscale, 1) != nil }

    package enum Action: String, Sendable {
        case upscale = "upsample"
        case variation, inpaint
    }

    /// The button that does this with one of the four pictures.
    func button(_ action: Action, _ index: Int) -> Button? {
        Self.button(action, index, among: buttons)
    }

    /// "MJ::JOB::upsample::2::…" and "U2"; "MJ::Inpaint::1::…" and "Vary (Region)".
    static func button(_ action: Action, _ index: Int, among buttons: [Button]) -> Button? {
        switch action {
        case .inpaint: buttons.first { $0.id.lowercased().hasPrefix("mj::inpaint::\(index)::") }
        case .upscale, .variation:
            buttons.first { $0.id.lowercased().contains("::\(action.rawValue)::\(index)::") }
                ?? buttons.first { $0.label == (action == .upscale ? "U\(index)" : "V\(index)") }
        }
    }
}
