import Foundation

extension PretendedBatches {
    /// A job: many requests of one file, answered together.
    struct Job {
        var id: String
        var name: String
        var model: String
        var keys: [String]
        /// Looks at it until it is over.
        var looks: Int
        var trouble: BatchTrouble?
        var isCancelled = false
        /// Written while it runs: lines of answers, in the order of the keys.
        var answers: [(key: String, line: Data, isAnswer: Bool)]?
        var file: String?
        var hasToldFile = false
        /// Looks at the list that don't show it yet.
        var hidden = 0
    }
}

extension PretendedBatches.Job {
    var isOver: Bool {
        if isCancelled { return true }
        switch trouble {
        case .stuck, .stuckForGood, .cancelledInPart: return false
        default: return looks <= 0 && answers != nil
        }
    }

    var leavesFile: Bool {
        switch trouble {
        case .expired, .failed, .stuck: false
        case .cancelledInPart: true
        default: !isCancelled
        }
    }

    private var word: String {
        if isCancelled { return "CANCELLED" }
        guard isOver else { return looks > 0 ? "PENDING" : "RUNNING" }
        return switch trouble {
        case .expired: "EXPIRED"
        case .failed: "FAILED"
        case .partlySucceeded, .partlyTold, .lineBrokenUncounted: "PARTIALLY_SUCCEEDED"
        default: "SUCCEEDED"
        }
    }

    private var counts: WireJSON {
        var counts: [(String, WireJSON)] = [("requestCount", .text("\(keys.count)"))]
        switch trouble {
        case _ where !isOver: break
        case .partlyTold: counts.append(("successfulRequestCount", .text("\(keys.count)")))
        case .lineBrokenUncounted: counts = []
        case .lineBrokenBelowZero: counts.append(("successfulRequestCount", "-1"))
        case .lineBrokenAtZero: counts.append(("successfulRequestCount", "0"))
        default: break
        }
        return .fields(counts)
    }

    /// What is told of it: a long-running operation.
    var operation: WireJSON {
        let word = word
        var metadata: [(String, WireJSON)] = [
            ("@type", "type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch"),
            ("model", .text("models/\(model)")),
            ("displayName", .text(trouble == .longName ? name + String(repeating: "z", count: 300) : name)),
            ("createTime", .text("2026-11-28T10:00:00.123456Z")), ("updateTime", .text("2026-11-28T10:00:01.5Z")),
            ("batchStats", counts),
            ("state", .text("BATCH_STATE_\(word)")), ("name", .text(id)),
        ]
        var fields: [(String, WireJSON)] = [("name", .text(id))]
        if let file, trouble != .noFile, trouble != .noFileAtFirst || hasToldFile {
            metadata.append(("output", ["responsesFile": .text(file)]))
        }
        fields.append(("metadata", .fields(metadata)))
        guard isOver else { return .fields(fields) }
        fields.append(("done", true))
        switch word {
        case "FAILED": fields.append(("error", ["code": 13, "message": "Internal error encountered."]))
        case "EXPIRED": fields.append(("error", ["code": 4, "message": "The batch expired."]))
        case "CANCELLED": fields.append(("error", ["code": 1, "message": "The operation was cancelled."]))
        default: break
        }
        return .fields(fields)
    }
}
