import Foundation

/// What is remembered of one of Midjourney's pictures, so that the service can go on from it.
struct MidjourneyMemory: Sendable, Equatable {
    /// The task that painted it.
    var task: String
    /// Which of the task's four pictures it is, from 1; `nil` where there was one.
    var index: Int?
    var buttons: [MidjourneyTask.Button]

    init(of task: MidjourneyTask, id: String, index: Int?) {
        (self.task, self.index, buttons) = (id, index, task.buttons)
    }

    /// `nil` for what was not written here.
    init?(_ transcript: Data) {
        let read = transcript.withUnsafeBytes { bytes -> MidjourneyMemory? in
            guard let json = try? JSONAnswer(bytes), let task = json["task"]?.string, !task.isEmpty else { return nil }
            var memory = Self(task: task)
            memory.index = json["index"]?.int.flatMap { (1...4).contains($0) ? $0 : nil }
            memory.buttons = (json["buttons"]?.elements ?? []).compactMap { button in
                guard let id = button["customId"]?.string else { return nil }
                return MidjourneyTask.Button(label: button["label"]?.string ?? "", id: id)
            }
            return memory
        }
        guard let read else { return nil }
        self = read
    }

    private init(task: String) {
        (self.task, index, buttons) = (task, nil, [])
    }

    var data: Data {
        let buttons = buttons.map {
            "{\"label\":\(JSONText.quoted($0.label)),\"customId\":\(JSONText.quoted($0.id))}"
        }
        let index = index.map { ",\"index\":\($0)" } ?? ""
        return Data(
            "{\"task\":\(JSONText.quoted(task))\(index),\"buttons\":[\(buttons.joined(separator: ","))]}".utf8)
    }

    /// The button that does this with the picture.
    func button(_ action: MidjourneyTask.Action) -> MidjourneyTask.Button? {
        MidjourneyTask.button(action, index ?? 1, among: buttons)
    }
}
