import Foundation
import Pictures
import Synchronization

/// Midjourney's tasks as CometAPI's documents have them: submitted, asked for, and gone on from by buttons and windows.
final class PretendedTasks: Sendable {
    /// One task.
    struct Task: Sendable {
        enum Kind: Sendable, Equatable { case grid, single, window }

        let id: String
        var kind: Kind
        let action: String
        let prompt: String
        var scenario: Scenario
        /// How often it is still under way.
        var polls: Int
        /// The four pictures, or the one.
        var tiles: [PixelBuffer]
        /// Where the picture will be, and each of the four.
        var link = ""
        var links: [String] = []
        /// Whether a window waits.
        var isModal = false
    }

    private let tasks = Mutex<[String: Task]>([:])

    /// What was asked for besides, so that steps can be counted.
    var all: [Task] { tasks.withLock { $0.values.sorted { $0.id < $1.id } } }

    /// What went on and on comes to its end.
    func end() {
        tasks.withLock { tasks in
            for id in tasks.keys where tasks[id]?.scenario == .taskNeverEnds {
                tasks[id]?.scenario = .picture
                tasks[id]?.polls = 0
            }
        }
    }

    private static let shapes: [String: (Int, Int)] = [
        "1:1": (1024, 1024), "2:3": (896, 1344), "3:2": (1344, 896), "3:4": (928, 1232), "4:3": (1232, 928),
        "9:16": (816, 1456), "16:9": (1456, 816),
    ]

    /// What a submission answers: `{"code": 1, "result": "…"}`.
    static func submitted(_ id: String, code: Int = 1, _ description: String = "Submit success") -> Answer {
        .json([
            "code": .integer(code), "description": .text(description),
            "properties": ["discordInstanceId": "5e6ca8e1f40e4de6"], "result": .text(id),
        ])
    }

    /// Checks a submission and begins a task. Throws what the service would answer instead.
    func begin(
        _ request: ReceivedRequest, _ route: String, id: String, scenario: Scenario, host: String, polls: Int,
        smaller: Int, keep: (Data) -> String
    ) throws -> Answer {
        guard request.header("content-type")?.hasPrefix("application/json") == true, let json = request.json else {
            throw ServiceRefusal.badRequest("Invalid request body.")
        }
        let common = ["notifyHook", "state"]
        var task: Task
        switch route {
        case "imagine":
            let fields = try FieldReader(
                json, at: "", known: Set(common + ["prompt", "botType", "base64Array", "accountFilter"]))
            _ = try fields.word("botType", of: ["MID_JOURNEY", "NIJI_JOURNEY"])
            let sent = try (fields.list("base64Array") ?? []).map(Self.picture)
            task = try painted("IMAGINE", try Self.prompt(fields), over: sent.first, id, scenario, polls, smaller)
        case "edits":
            let fields = try FieldReader(json, at: "", known: Set(common + ["prompt", "image", "botType"]))
            guard let image = try fields.string("image") else { throw Self.wrong("image is required") }
            task = try painted(
                "EDITS", try Self.prompt(fields), over: try Self.picture(image), id, scenario, polls, smaller)
        case "action":
            let fields = try FieldReader(
                json, at: "", known: Set(common + ["taskId", "customId", "chooseSameChannel"]))
            guard let parent = try fields.string("taskId"), let button = try fields.string("customId") else {
                throw Self.wrong("taskId and customId are required")
            }
            task = try pressed(button, of: parent, id, scenario, polls)
        case "modal":
            let fields = try FieldReader(json, at: "", known: Set(common + ["taskId", "prompt", "maskBase64"]))
            return try filled(fields, scenario, host, polls, keep)
        default: throw ServiceRefusal(status: 404, message: "Invalid URL (POST \(request.path))", code: "")
        }
        if scenario == .taskWindow, task.kind != .window { task.isModal = true }
        try hang(&task, host, keep)
        tasks.withLock { $0[task.id] = task }
        return task.isModal ? Self.submitted(task.id, code: 21, "Waiting for window confirm") : Self.submitted(task.id)
    }

    /// How a task stands.
    func state(of id: String) throws -> Answer {
        let found = tasks.withLock { tasks in
            let task = tasks[id]
            tasks[id]?.polls -= 1
            return task
        }
        guard let task = found else {
            return .json(["code": 4, "description": "task_no_found", "type": "upstream_error"], status: 400)
        }
        if task.scenario == .taskPollBreaks, task.polls == 1 { return .page("502 Bad Gateway", status: 502) }
        let status =
            task.isModal
            ? "MODAL"
            : task.polls > 0 || task.scenario == .taskNeverEnds
                ? "IN_PROGRESS" : task.scenario == .taskFails || task.scenario == .taskHeldBack ? "FAILURE" : "SUCCESS"
        let isDone = status == "SUCCESS"
        var fields: [(String, WireJSON)] = [
            ("id", .text(task.id)), ("action", .text(task.action)), ("status", .text(status)),
            ("prompt", .text(task.prompt)), ("progress", .text(isDone ? "100%" : status == "IN_PROGRESS" ? "45%" : "")),
            ("submitTime", 1_764_300_000_000), ("imageUrl", .text(isDone ? task.link : "")),
            (
                "failReason",
                .text(
                    status != "FAILURE"
                        ? ""
                        : task.scenario == .taskHeldBack
                            ? "Banned prompt detected: gore" : "Job failed: internal timeout")
            ),
        ]
        if isDone, task.scenario == .taskInFour { fields.append(("imageUrls", .list(task.links.map { .text($0) }))) }
        fields.append(("buttons", .list(isDone && task.scenario != .taskWithoutButtons ? Self.buttons(of: task) : [])))
        return .json(.fields(fields))
    }

    // MARK: Steps

    private func painted(
        _ action: String, _ prompt: String, over sent: PixelBuffer?, _ id: String, _ scenario: Scenario, _ polls: Int,
        _ smaller: Int
    ) throws -> Task {
        let words = prompt.split(separator: " ").map(String.init)
        let ratio = words.firstIndex(of: "--ar").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
        if let ratio, Self.shapes[ratio] == nil { throw Self.wrong("Invalid value for --ar: \(ratio)") }
        let size: PixelSize
        if let sent, ratio == nil {
            size = PixelSize(
                width: max(4, sent.width / 2 / smaller), height: max(4, sent.height / 2 / smaller))
        } else {
            let (width, height) = Self.shapes[ratio ?? "1:1"]!
            size = PixelSize(width: width / 2 / smaller, height: height / 2 / smaller)
        }
        let tiles = try (1...4).map { index in
            try PaintedPicture(over: sent, size: size, instruction: "\(prompt) (\(index))").pixels
        }
        return Task(
            id: id, kind: .grid, action: action, prompt: prompt, scenario: scenario, polls: polls, tiles: tiles)
    }

    private func pressed(
        _ button: String, of parent: String, _ id: String, _ scenario: Scenario, _ polls: Int
    ) throws -> Task {
        guard let task = tasks.withLock({ $0[parent] }) else {
            throw MidjourneyRefusal(code: 3, description: "The related task does not exist or has expired")
        }
        guard task.polls <= 0, !task.isModal,
            let place = Self.ids(of: task).first(where: { $0.id == button })
        else { throw MidjourneyRefusal(code: 4, description: "The button is not to be pressed: \(button)") }
        let tile = task.tiles[min(place.index, task.tiles.count) - 1]
        switch place.kind {
        case .single:
            return Task(
                id: id, kind: .single, action: "UPSCALE", prompt: task.prompt, scenario: scenario, polls: polls,
                tiles: [tile])
        case .grid:
            let size = PixelSize(width: tile.width, height: tile.height)
            let tiles = try (1...4).map { index in
                try PaintedPicture(over: tile, size: size, instruction: "variation \(index)").pixels
            }
            return Task(
                id: id, kind: .grid, action: "VARIATION", prompt: task.prompt, scenario: scenario, polls: polls,
                tiles: tiles)
        case .window:
            return Task(
                id: id, kind: .window, action: "INPAINT", prompt: task.prompt, scenario: scenario, polls: polls,
                tiles: [tile], isModal: true)
        }
    }

    /// A window gets what it waits for.
    private func filled(
        _ fields: FieldReader, _ scenario: Scenario, _ host: String, _ polls: Int, _ keep: (Data) -> String
    ) throws -> Answer {
        guard let id = try fields.string("taskId"), var task = tasks.withLock({ $0[id] }) else {
            throw MidjourneyRefusal(code: 3, description: "The related task does not exist or has expired")
        }
        guard task.isModal else {
            throw MidjourneyRefusal(code: 4, description: "The task's status is not MODAL")
        }
        let mask = try fields.string("maskBase64")
        if task.kind == .window {
            let prompt = try Self.prompt(fields)
            guard let mask, let data = Data(base64Encoded: mask), PictureFormat(magic: data) == .png else {
                throw Self.wrong("maskBase64 is no PNG in base64")
            }
            let painted = try Self.repainted(task.tiles[0], prompt, try Picture(inspecting: data).pixels())
            (task.tiles, task.kind) = (painted, .grid)
        } else if mask != nil {
            throw Self.wrong("maskBase64 has no meaning here")
        }
        (task.isModal, task.polls) = (false, polls)
        try hang(&task, host, keep)
        tasks.withLock { [task] in $0[id] = task }
        return Self.submitted(id)
    }

    /// Four pictures that differ from one where a mask is white, and nowhere else.
    private static func repainted(
        _ tile: PixelBuffer, _ prompt: String, _ mask: PixelBuffer
    ) throws -> [PixelBuffer] {
        let size = PixelSize(width: tile.width, height: tile.height)
        let scaled = try mask.scaled(to: size)
        let isPlain = (0..<(mask.width * mask.height)).allSatisfy { place in
            let at = place * mask.channels
            let value = mask.bytes[at]
            return (value == 0 || value == 255) && (1..<3).allSatisfy { mask.bytes[at + $0] == value }
        }
        guard isPlain, mask.channels == 3, mask.bytes.contains(255), mask.bytes.contains(0),
            abs(Double(mask.width) / Double(mask.height) - Double(tile.width) / Double(tile.height)) < 0.05
        else { throw wrong("maskBase64 is not the picture's in black and white") }
        return (1...4).map { index in
            var picture = tile
            for place in 0..<(tile.width * tile.height) where scaled.bytes[place * 3] > 127 {
                let at = place * tile.channels
                let colour = [UInt8(40 * index), 30, UInt8(255 - 40 * index)]
                for channel in 0..<3 { picture.bytes[at + channel] = colour[channel] }
            }
            return picture
        }
    }

    /// Puts the pictures where they are fetched.
    private func hang(_ task: inout Task, _ host: String, _ keep: (Data) -> String) throws {
        if task.kind == .window || task.isModal { return }
        let whole = task.tiles.count == 4 ? Self.grid(task.tiles) : task.tiles[0]
        task.link = "http://\(host)\(keep(try whole.encoded(as: .png)))"
        guard task.scenario == .taskInFour else { return }
        task.links = try task.tiles.map { "http://\(host)\(keep(try $0.encoded(as: .png)))" }
    }

    private static func grid(_ tiles: [PixelBuffer]) -> PixelBuffer {
        let (width, height, channels) = (tiles[0].width, tiles[0].height, tiles[0].channels)
        var bytes = [UInt8](repeating: 0, count: width * height * 4 * channels)
        for (index, tile) in tiles.enumerated() {
            for y in 0..<height {
                let from = y * width * channels
                let to = ((index / 2 * height + y) * width * 2 + index % 2 * width) * channels
                bytes.replaceSubrange(to..<(to + width * channels), with: tile.bytes[from..<(from + width * channels)])
            }
        }
        return PixelBuffer(width: width * 2, height: height * 2, channels: channels, bytes: bytes)
    }

    // MARK: Buttons

    private static func ids(of task: Task) -> [(id: String, label: String, index: Int, kind: Task.Kind)] {
        if task.kind == .single {
            return [
                ("MJ::Inpaint::1::\(task.id)::SOLO", "Vary (Region)", 1, .window),
                ("MJ::JOB::high_variation::1::\(task.id)::SOLO", "Vary (Strong)", 1, .grid),
            ]
        }
        return (1...4).map { ("MJ::JOB::upsample::\($0)::\(task.id)", "U\($0)", $0, .single) }
            + (1...4).map { ("MJ::JOB::variation::\($0)::\(task.id)", "V\($0)", $0, .grid) }
    }

    private static func buttons(of task: Task) -> [WireJSON] {
        ids(of: task).map { button in
            ["customId": .text(button.id), "emoji": "", "label": .text(button.label), "type": 2, "style": 2]
        }
    }

    // MARK: Fields

    private static func prompt(_ fields: FieldReader) throws -> String {
        guard let prompt = try fields.string("prompt"), !prompt.isEmpty else { throw wrong("prompt can't be empty") }
        return prompt
    }

    private static func picture(_ value: Any) throws -> PixelBuffer {
        guard let text = value as? String else { throw wrong("base64 format error") }
        let parts = text.split(separator: ";base64,", maxSplits: 1)
        guard parts.count == 2, parts[0].hasPrefix("data:image/"), let data = Data(base64Encoded: String(parts[1]))
        else { throw wrong("base64 format error") }
        return try Picture(inspecting: data).pixels()
    }

    private static func wrong(_ words: String) -> MidjourneyRefusal { MidjourneyRefusal(code: 4, description: words) }
}

/// A refusal as Midjourney's routes write it: with HTTP 200, and no task.
struct MidjourneyRefusal: Error {
    var code: Int
    var description: String

    var answer: Answer {
        .json(["code": .integer(code), "description": .text(description), "properties": [:], "result": .null])
    }
}
