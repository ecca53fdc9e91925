import Foundation
import Synchronization

/// Google's jobs of many requests: strict with the file of lines, slow, and on demand as troublesome as any.
final class PretendedBatches: Sendable {
    struct Line {
        var key: String
        var question: GeminiQuestion
    }

    private struct State {
        var jobs: [Job] = []
        var troubles: [BatchTrouble] = []
        /// For each line, the jobs that had it, and how often it was answered.
        var given: [String: Int] = [:]
        var paid: [String: Int] = [:]
        var tooEarly: [String] = []
    }

    let files = PretendedFiles()
    private let state = Mutex(State())

    func play(_ troubles: [BatchTrouble]) { state.withLock { $0.troubles += troubles } }

    /// What was made of the lines so far.
    var report: LoopbackService.BatchRecord {
        state.withLock { state in
            LoopbackService.BatchRecord(
                jobs: state.jobs.count, lines: state.given.values.reduce(0, +), keys: state.given.count,
                paidTwice: state.paid.filter { $0.value > 1 }.map(\.key).sorted(), givenTooEarly: state.tooEarly,
                paid: state.paid.count, files: files.count)
        }
    }

    private func nextTrouble(ofUpload: Bool) -> BatchTrouble? {
        state.withLock { state in
            guard let first = state.troubles.first, first.isOfUpload == ofUpload else { return nil }
            return state.troubles.removeFirst()
        }
    }

    // MARK: Files

    var isDrawing: Bool { state.withLock { $0.jobs.contains { $0.answers == nil } } }

    func upload(_ request: ReceivedRequest, host: String) throws(ServiceRefusal) -> Answer {
        let command = request.header("x-goog-upload-command") ?? ""
        let trouble = command.hasPrefix("upload") ? nextTrouble(ofUpload: true) : nil
        return try files.upload(request, host: host, trouble: trouble)
    }

    func download(_ request: ReceivedRequest, name: String) throws(ServiceRefusal) -> Answer {
        guard request.query("alt") == "media" else { throw .badRequest("alt=media is wanted.") }
        guard var data = files.file(name), name.hasPrefix("files/batch-") else { throw .noFile(name) }
        let trouble = state.withLock { $0.jobs.first { $0.file == name }?.trouble }
        if trouble == .fileGone { throw .noJob(name) }
        let times = files.asked(name)
        if trouble == .spoiledThenGone, times > 1 { throw .noFile(name) }
        if trouble == .download503, times <= 2 {
            throw ServiceRefusal(
                status: 503, message: "The service is currently unavailable.", googleStatus: "UNAVAILABLE")
        }
        if trouble == .truncatedForGood || trouble == .truncatedResults && times == 1 {
            data = data.prefix(data.count * 2 / 3)
        }
        var answer = Answer(headers: [("Content-Type", "application/octet-stream")], body: data)
        if let range = request.header("range"), let start = Int(range.dropFirst(6).dropLast()) {
            guard start < data.count else { return Answer(416, body: Data()) }
            answer.status = 206
            answer.headers.append(("Content-Range", "bytes \(start)-\(data.count - 1)/\(data.count)"))
            answer.body = data.dropFirst(start)
        }
        if trouble == .resultsBreakOff, times == 1 { answer.ending = .reset(afterBytes: data.count / 2) }
        return answer
    }

    // MARK: Jobs

    /// Makes a job. `answering` writes the line of one answer.
    func make(
        _ request: ReceivedRequest, model: GeminiModels.Model, looks: Int,
        answering: @escaping @Sendable (GeminiQuestion) throws -> WireJSON
    ) throws -> Answer {
        let root = try FieldReader(request.json, at: "", known: ["batch"])
        guard let batch = try root.object("batch", known: ["displayName", "inputConfig", "priority", "webhookConfig"]),
            let name = try batch.string("displayName"), !name.isEmpty
        else { throw ServiceRefusal.badRequest("* GenerateContentBatch.display_name: required") }
        guard let input = try batch.object("inputConfig", known: ["fileName", "requests"]),
            let file = try input.string("fileName")
        else { throw ServiceRefusal.badRequest("* GenerateContentBatch.input_config: required") }
        guard let data = files.file(file) else { throw ServiceRefusal.noFile(file) }
        let trouble = nextTrouble(ofUpload: false)
        switch trouble {
        case .createLost: return Answer(ending: .resetAtOnce)
        case .create429:
            throw ServiceRefusal(
                status: 429, message: "You exceeded your current quota. Please retry in 20s.",
                googleStatus: "RESOURCE_EXHAUSTED",
                details: [["@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "20s"]])
        case .create400: throw ServiceRefusal.badRequest("Batch is not to be had for this model.")
        default: break
        }
        let lines = try Self.lines(data, for: model)
        let job = enter(lines.map(\.key), name: name, model: model.id, looks: looks, trouble: trouble)
        Task.detached { [self] in
            let answers = lines.enumerated().map { index, line in
                Self.answer(line, number: index, trouble: trouble, answering)
            }
            state.withLock { state in
                if let index = state.jobs.firstIndex(where: { $0.id == job.id }) { state.jobs[index].answers = answers }
            }
        }
        switch trouble {
        case .createReset, .createListedLate: return Answer(ending: .resetAtOnce)
        case .create503Made:
            throw ServiceRefusal(
                status: 503, message: "The service is currently unavailable.", googleStatus: "UNAVAILABLE")
        default: return .json(job.operation)
        }
    }

    private func enter(
        _ keys: [String], name: String, model: String, looks: Int, trouble: BatchTrouble?
    ) -> Job {
        state.withLock { state in
            let under = Set(state.jobs.filter { !$0.isOver }.flatMap(\.keys))
            state.tooEarly += keys.filter(under.contains)
            for key in keys {
                if state.paid[key] != nil { state.tooEarly.append(key) }
                state.given[key, default: 0] += 1
            }
            let id = "batches/b\(state.jobs.count + 1)x"
            var job = Job(id: id, name: name, model: model, keys: keys, looks: looks, trouble: trouble)
            if trouble == .createListedLate || trouble == .listedLate { job.hidden = 11 }
            state.jobs.append(job)
            return job
        }
    }

    /// The lines of a file, each a key and a request that is in order.
    private static func lines(_ data: Data, for model: GeminiModels.Model) throws(ServiceRefusal) -> [Line] {
        var lines: [Line] = []
        var keys: Set<String> = []
        for (index, text) in data.split(separator: 0x0A).enumerated() {
            let value = try? JSONSerialization.jsonObject(with: text)
            let line = try FieldReader(value, at: "line \(index + 1)", known: ["key", "request"])
            guard let key = try line.string("key"), !key.isEmpty, keys.insert(key).inserted else {
                throw .badRequest("Line \(index + 1) has no key of its own.")
            }
            lines.append(
                Line(key: key, question: try GeminiQuestion(line.fields["request"], model: model) { _ in false }))
        }
        guard !lines.isEmpty else { throw .badRequest("The file has no lines.") }
        return lines
    }

    private static func answer(
        _ line: Line, number: Int, trouble: BatchTrouble?, _ answering: (GeminiQuestion) throws -> WireJSON
    ) -> (key: String, line: Data, isAnswer: Bool) {
        func error(_ code: Int, _ message: String) -> (String, Data, Bool) {
            let json: WireJSON = [
                "key": .text(line.key), "error": ["code": .integer(code), "message": .text(message)],
            ]
            return (line.key, Data(json.compact.utf8), false)
        }
        if trouble == .nothingButErrors { return error(14, "The model is overloaded.") }
        if number % 3 == 1 {
            if trouble == .lineErrors { return error(14, "The model is overloaded.") }
            if trouble == .linesRefused { return error(3, "Unable to process input image.") }
            if trouble == .picturesInErrors, let answer = try? answering(line.question) {
                let json: WireJSON = [
                    "key": .text(line.key), "error": ["code": 14, "message": "Broken.", "details": .list([answer])],
                ]
                return (line.key, Data(json.compact.utf8), true)
            }
        }
        do {
            let json: WireJSON = ["response": try answering(line.question), "key": .text(line.key)]
            var data = Data(json.compact.utf8)
            if trouble == .answersBehindOthers {
                let others = [
                    error(3, "Unable to process input image.").1,
                    Data(#"{"key":"\#(line.key)","response":{}}"#.utf8),
                    Data(
                        #"{"key":"\#(line.key)","response":{"candidates":[{"content":{"parts":[{"inlineData":{"data":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"}}]}}]}}"#
                            .utf8),
                ]
                data = others[number % 3] + Data([0x0A]) + data
            }
            return (line.key, data, true)
        } catch let refusal {
            return error(13, "\(refusal)")
        }
    }

    func list(_ request: ReceivedRequest) throws(ServiceRefusal) -> Answer {
        let isRefused = state.withLock { state in
            state.jobs.contains { $0.trouble == .unlistedForGood || $0.trouble == .unlisted && !$0.isOver }
        }
        if isRefused { throw .noJob("batches") }
        let start = request.query("pageToken").flatMap { Int($0) } ?? 0
        let size = min(request.query("pageSize").flatMap { Int($0) } ?? 50, 100)
        let jobs = state.withLock { state -> [Job] in
            let shown = state.jobs.filter { $0.hidden == 0 }
            if start == 0 {
                for index in state.jobs.indices where state.jobs[index].hidden > 0 { state.jobs[index].hidden -= 1 }
            }
            return shown.reversed()
        }
        let page = jobs.dropFirst(start).prefix(size)
        var fields: [(String, WireJSON)] = [("operations", .list(page.map(\.operation)))]
        if start + page.count < jobs.count { fields.append(("nextPageToken", .text("\(start + page.count)"))) }
        return .json(.fields(fields))
    }

    func look(at id: String) throws(ServiceRefusal) -> Answer {
        guard let job = state.withLock({ look(at: id, &$0) }) else { throw .noJob(id) }
        return .json(job.operation)
    }

    /// One look further.
    private func look(at id: String, _ state: inout State) -> Job? {
        guard let index = state.jobs.firstIndex(where: { $0.id == id }), state.jobs[index].trouble != .forgotten
        else { return nil }
        state.jobs[index].looks -= 1
        finish(&state.jobs[index], &state.paid)
        let job = state.jobs[index]
        if job.file != nil { state.jobs[index].hasToldFile = true }
        return job
    }

    private func finish(_ job: inout Job, _ paid: inout [String: Int]) {
        guard job.isOver, job.file == nil, let answers = job.answers, job.leavesFile else { return }
        var left = answers
        switch job.trouble {
        case .partlySucceeded, .cancelledInPart: left = Array(answers.prefix(answers.count / 2))
        case .reordered: left.reverse()
        case .linesTwice: left = answers.flatMap { [$0, $0] }
        case .foreignLines:
            left.insert(("foreign", Data(#"{"key":"foreign","response":{"candidates":[]}}"#.utf8), false), at: 0)
            left.insert(("", Data("this is no line".utf8), false), at: 1)
        default: break
        }
        for key in Set(left.filter(\.isAnswer).map(\.key)) { paid[key, default: 0] += 1 }
        if job.trouble == .partlyTold { left = Array(left.prefix(left.count / 2)) }
        let middle = left.count / 2
        switch job.trouble {
        case .lineBroken, .lineBrokenUncounted, .lineBrokenBelowZero, .lineBrokenAtZero:
            left[middle].line = left[middle].line.prefix(left[middle].line.count / 2)
        case .spoiledThenGone: left[middle].line += Data(",,".utf8)
        default: break
        }
        if job.trouble == .endless {
            left = left.prefix(middle) + [("", Data(repeating: 0x0A, count: 1 << 20), false)]
        }
        var data = Data()
        for line in left { data += line.line + Data([0x0A]) }
        let file = "files/batch-" + job.id.dropFirst("batches/".count)
        files.keep(data, as: file)
        job.file = file
        job.answers = []
    }

    func cancel(_ id: String) throws(ServiceRefusal) -> Answer {
        let isKnown = state.withLock { state in
            guard let index = state.jobs.firstIndex(where: { $0.id == id }) else { return false }
            if !state.jobs[index].isOver, state.jobs[index].trouble != .stuckForGood {
                state.jobs[index].isCancelled = true
            }
            return true
        }
        guard isKnown else { throw .noJob(id) }
        return .json(.fields([]))
    }

    func remove(_ id: String) throws(ServiceRefusal) -> Answer {
        guard state.withLock({ $0.jobs.contains { $0.id == id } }) else { throw .noJob(id) }
        return .json(.fields([]))
    }
}

extension ServiceRefusal {
    fileprivate static func noJob(_ id: String) -> ServiceRefusal {
        ServiceRefusal(status: 404, message: "Requested entity was not found.", googleStatus: "NOT_FOUND")
    }
}

extension PretendedBatches {
    /// Answers what is asked of files and jobs; `nil` for what is neither.
    func answer(_ request: ReceivedRequest, _ path: [String], host: String) throws(ServiceRefusal) -> Answer? {
        switch (request.method, path[0], path.count) {
        case ("POST", "upload", 3) where path[1] == "v1beta": return try upload(request, host: host)
        case ("GET", "download", 4) where path[3].hasSuffix(":download"):
            return try download(request, name: "files/\(path[3].dropLast(9))")
        case ("DELETE", "v1beta", 3) where path[1] == "files": return try files.remove("files/\(path[2])")
        case ("GET", "v1beta", 2) where path[1] == "batches": return try list(request)
        case ("GET", "v1beta", 3) where path[1] == "batches": return try look(at: "batches/\(path[2])")
        case ("DELETE", "v1beta", 3) where path[1] == "batches": return try remove("batches/\(path[2])")
        case ("POST", "v1beta", 3) where path[1] == "batches" && path[2].hasSuffix(":cancel"):
            guard request.body.isEmpty else { throw .badRequest("The body must be empty.") }
            return try cancel("batches/\(path[2].dropLast(7))")
        default: return nil
        }
    }
}
