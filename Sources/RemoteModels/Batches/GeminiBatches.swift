public import Foundation
public import ImageModels

/// Google's jobs of many requests: files of lines in and out, and the jobs themselves, which answer as long-running
/// operations do. Written after google-genai 3.4.0 and Google's pages on batches and files.
public struct GeminiBatches: BatchService {
    private let model: String?
    private let service: String
    private let address: ServiceAddress
    private let key: APIKey?
    private let transport: Transport

    /// A page of the list, and the most of them that are read.
    private static let pageSize = 100
    private static let mostPages = 1000
    /// So many without a job, one after the other, are no list.
    private static let mostEmptyPages = 20
    /// After these there is no job for certain.
    private static let certain = [400, 401, 402, 403, 404, 405, 413, 429]
    /// Of a file of answers, one after the other.
    private static let mostRedirects = 4

    init(model: String, service: String, address: ServiceAddress, key: APIKey?, transport: Transport) {
        (self.model, self.service, self.address, self.key, self.transport) = (model, service, address, key, transport)
    }

    /// For looking at jobs and cancelling them; such a one makes none.
    public init(service: ModelCatalogue.Service, base: ServiceAddress, key: APIKey?, transport: Transport) {
        (model, self.service, address, self.key, self.transport) = (nil, service.id, base, key, transport)
    }

    private var client: ServiceClient {
        ServiceClient(service: service, address: address, transport: transport, progress: { _ in })
    }

    private func neededKey() throws(ModelFailure) -> APIKey {
        guard let key else { throw .service(ServiceFailure(.noKey, service: service, requests: 0)) }
        return key
    }

    // MARK: Jobs

    public func make(called name: String, of file: String) async throws -> BatchJob {
        guard let model else { throw ModelFailure.broken(detail: "no model to make a job for") }
        var body = RequestBody()
        body.append(
            "{\"batch\":{\"displayName\":\(JSONText.quoted(name)),\"inputConfig\":{\"fileName\":\(JSONText.quoted(file))}}}"
        )
        let url = address.url("/v1beta/models/\(model.escapedInPath):batchGenerateContent")
        let request = WireRequest(.post, url, .googleKey(try neededKey()), body: body)
        let answer: WireAnswer
        do {
            answer = try await transport.answer(to: request)
        } catch let failure as TransportFailure {
            throw ModelFailure.service(Refusal(failure, service: service).failure)
        }
        guard answer.isSuccess else {
            var failure = Refusal(answer, service: service).failure
            // What a picture's request is spared by a 503 or a 409 (it exists), a job may not be: it may stand all the same.
            if !Self.certain.contains(answer.status), answer.redirect == nil { failure.charged = .perhaps }
            throw ModelFailure.service(failure)
        }
        guard let job = Self.job(in: answer.body) else { throw nonsense(answer, charged: .perhaps) }
        return job
    }

    public func jobs(called name: String?) async throws -> [BatchJob] {
        var jobs: [BatchJob] = []
        var tokens: Set<String> = []
        var (token, empty): (String?, Int) = (nil, 0)
        for _ in 0..<Self.mostPages {
            var url = address.url("/v1beta/batches?pageSize=\(Self.pageSize)")
            if let token { url += "&pageToken=\(token.escapedInPath)" }
            let answer = try await client.answer(to: WireRequest(.get, url, .googleKey(try neededKey())))
            let page = answer.body.withUnsafeBytes { (try? JSONAnswer($0)).flatMap(JobsPage.init) }
            guard let page else {
                throw nonsense(answer, charged: .no, detail: "its list of jobs is in no form that is known here")
            }
            jobs += page.jobs.filter { job in name.map { Self.mayBeNamed(job, $0) } ?? true }
            guard let next = page.next else { return jobs }
            empty = page.jobs.isEmpty ? empty + 1 : 0
            guard empty < Self.mostEmptyPages, tokens.insert(next).inserted else { throw endless }
            token = next
        }
        throw endless
    }

    private var endless: ModelFailure {
        .service(ServiceFailure(.nonsense, service: service, detail: "its list of jobs has no end"))
    }

    /// Whether a job may be the one that was made by a name: where none is told, or the name's beginning, nobody knows.
    private static func mayBeNamed(_ job: BatchJob, _ name: String) -> Bool {
        job.name.isEmpty || name.hasPrefix(job.name) && job.name.utf8.count * 2 >= name.utf8.count
    }

    public func job(_ id: String) async throws -> BatchJob {
        try job(of: await client.answer(to: looking(at: id)))
    }

    /// Looks once, and no longer than so many seconds.
    public func job(_ id: String, within seconds: Double) async throws -> BatchJob {
        let answer: WireAnswer
        do {
            answer = try await transport.answer(to: looking(at: id), seconds: seconds)
        } catch let failure as TransportFailure {
            throw ModelFailure.service(Refusal(failure, to: .get, service: service).failure)
        }
        guard answer.isSuccess else {
            throw ModelFailure.service(Refusal(answer, to: .get, service: service).failure)
        }
        return try job(of: answer)
    }

    private func looking(at id: String) throws(ModelFailure) -> WireRequest {
        WireRequest(.get, address.url("/v1beta/\(Self.path(id))"), .googleKey(try neededKey()))
    }

    private func job(of answer: WireAnswer) throws(ModelFailure) -> BatchJob {
        guard let job = Self.job(in: answer.body) else { throw nonsense(answer, charged: .no) }
        return job
    }

    public func cancel(_ id: String) async throws {
        let url = address.url("/v1beta/\(Self.path(id)):cancel")
        do {
            let answer = try await transport.answer(to: WireRequest(.post, url, .googleKey(try neededKey())))
            if answer.isSuccess { return }
            throw ModelFailure.service(Refusal(answer, service: service).failure)
        } catch let failure as TransportFailure {
            throw ModelFailure.service(Refusal(failure, service: service).failure)
        }
    }

    private static func job(in body: Data) -> BatchJob? {
        body.withUnsafeBytes { bytes in (try? JSONAnswer(bytes)).flatMap(BatchJob.init(gemini:)) }
    }

    private func nonsense(
        _ answer: WireAnswer, charged: ServiceFailure.Charged, detail: String? = nil
    ) -> ModelFailure {
        .service(
            ServiceFailure(
                answer.isWebPage ? .notTheService : .nonsense, service: service, status: answer.status, detail: detail,
                requestID: Refusal.requestID(in: answer.headers), charged: charged))
    }

    /// "batches/abc", each of its parts escaped.
    private static func path(_ id: String) -> String {
        id.split(separator: "/").map { String($0).escapedInPath }.joined(separator: "/")
    }

    // MARK: Files

    public func upload(_ file: URL, called name: String) async throws -> String {
        try await FileUpload(
            file: file, name: name, service: service, address: address, key: try neededKey(), transport: transport
        ).run()
    }

    public func answers(in file: String, to place: URL, within limits: AnswerLimits) async throws {
        let lines = try LineFile(place, within: limits, redaction: transport.redaction(for: key))
        let answer = try await download(
            address.url("/download/v1beta/\(Self.path(file)):download?alt=media"), to: lines)
        // Nothing is left of it.
        if answer.status == 416, lines.length > 0 { return }
        guard answer.isSuccess else {
            throw ModelFailure.service(Refusal(answer, to: .get, service: service).failure)
        }
        try lines.end(isWhole: answer.isWhole)
        if lines.isTooLong { throw AnswersTooLong() }
        if !answer.isWhole {
            // The service counts its bytes as they are packed, and they are here as they were unpacked.
            if ContentCoding.announced(in: answer.headers)?.isEmpty != true { lines.forget() }
            throw ModelFailure.service(ServiceFailure(.cutOff, service: service))
        }
    }

    /// Follows a few redirects, as places of files have them. The key goes to the service alone.
    private func download(_ place: String, to lines: LineFile) async throws -> WireAnswer {
        let key = try neededKey()
        var place = place
        for _ in 0...Self.mostRedirects {
            let isHere = address.holds(place)
            var request = WireRequest(.get, place, isHere ? .googleKey(key) : .none)
            request.onlyToPublicHosts = !isHere
            request.sink = lines
            if lines.length > 0 { request.fields = [("Range", "bytes=\(lines.length)-")] }
            let answer: WireAnswer
            do {
                answer = try await transport.answer(to: request)
            } catch let failure as TransportFailure {
                throw ModelFailure.service(Refusal(failure, to: .get, service: service).failure)
            }
            guard let target = answer.redirect else { return answer }
            guard let next = URL(string: target, relativeTo: URL(string: place))?.absoluteURL,
                address.holds(next.absoluteString) || next.scheme?.lowercased() == "https" && next.user() == nil
            else { break }
            place = next.absoluteString
        }
        throw ModelFailure.service(
            ServiceFailure(.notTheService, service: service, detail: "the file of answers leads elsewhere"))
    }

    public func remove(_ file: String) async {
        guard let key else { return }
        _ = try? await transport.answer(
            to: WireRequest(.delete, address.url("/v1beta/\(Self.path(file))"), .googleKey(key)), seconds: 20)
    }

    // MARK: Lines

    public func read(_ line: Data) -> BatchAnswer? {
        // A file may begin with the mark of its encoding.
        (line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line).withUnsafeBytes { bytes -> BatchAnswer? in
            guard let json = try? JSONAnswer(bytes), json.isObject,
                let key = (json["key"] ?? json["metadata"]?["key"])?.string
            else { return nil }
            let response = json["response"].flatMap { $0.isObject ? $0 : nil }
            let (inner, outer) = (
                response?["error"], json["error"] ?? json["status"].flatMap { $0.isObject ? $0 : nil }
            )
            if let response,
                response["candidates"] != nil || inner?.isObject != true && (outer == nil || !response.members.isEmpty)
            {
                return BatchAnswer(key: key, outcome: .answered(response.verbatim))
            }
            guard let error = inner ?? outer else { return nil }
            let line = FailedLine(json)
            if let answer = line.answer { return BatchAnswer(key: key, outcome: .answered(answer)) }
            var failure = failure(error.verbatim)
            if line.countsTokens { failure.charged = .perhaps }
            return BatchAnswer(key: key, outcome: .failed(failure))
        }
    }

    /// A line's error, in the numbers of gRPC or those of HTTP. What failed before a model made anything is not charged.
    private func failure(_ error: Data) -> ServiceFailure {
        let (code, message) = error.withUnsafeBytes { bytes -> (Int, String?) in
            guard let json = try? JSONAnswer(bytes) else { return (0, nil) }
            return (json["code"]?.int ?? 0, json["message"]?.string)
        }
        // OK … UNAUTHENTICATED, as google.rpc.Code maps them.
        let statuses = [200, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401]
        let status = statuses.indices.contains(code) ? statuses[code] : code
        let body = Data("{\"error\":".utf8) + error + Data("}".utf8)
        var failure = Refusal(
            WireAnswer(status: status == 200 ? 500 : status, headers: HeaderFields(), body: body), service: service
        ).failure
        failure.charged = .no
        failure.detail = failure.detail ?? message
        if status == 499 { failure.kind = .overloaded }
        return failure
    }
}

extension BatchJob {
    /// A long-running operation whose metadata tell of a batch; `nil` for anything else.
    init?(gemini operation: JSONAnswer) {
        guard let id = operation["name"]?.string, Self.isName(id) else { return nil }
        let metadata = operation["metadata"] ?? operation
        let word = (metadata["state"] ?? operation["state"])?.string ?? ""
        let isDone = operation["done"]?.bool ?? false
        // Google's page speaks of the first, its client reads the second.
        let file =
            Self.file(operation["response"]) ?? Self.file(metadata["output"])
            ?? Self.file(operation["response"]?["output"])
        let state: State =
            switch word.uppercased().replacing("JOB_STATE_", with: "").replacing("BATCH_STATE_", with: "") {
            // An operation that is over has come to something, whatever it says of its state.
            case "PENDING", "QUEUED", "UNSPECIFIED", "":
                !isDone ? .pending : file != nil ? .succeeded : operation["error"] != nil ? .failed : .other("DONE")
            case "RUNNING": .running
            case "SUCCEEDED": .succeeded
            case "PARTIALLY_SUCCEEDED": .partlySucceeded
            case "FAILED": .failed
            case "CANCELLED": .cancelled
            case "EXPIRED": .expired
            default: .other(String(word.prefix(60)))
            }
        let isOver: Bool =
            switch state {
            case .succeeded, .partlySucceeded, .failed, .cancelled, .expired: true
            case .pending, .running, .other: isDone
            }
        self.init(id: id, name: metadata["displayName", "display_name"]?.string ?? "", state: state, isOver: isOver)
        func date(_ name: String, _ other: String) -> Date? {
            metadata[name, other]?.string.flatMap { text in
                try? Date(text.replacing(/\.[0-9]+/, with: ""), strategy: .iso8601)
            }
        }
        made = date("createTime", "create_time")
        ended = date("endTime", "end_time")
        let counts = metadata["batchStats", "batch_stats"]
        // What no job can have is unknown.
        func count(_ name: String, most: Int?) -> Int? {
            counts?[name]?.int.flatMap { (0...(most ?? .max)).contains($0) ? $0 : nil }
        }
        requests = count("requestCount", most: nil)
        failed = count("failedRequestCount", most: requests)
        left = count("pendingRequestCount", most: requests)
        succeeded = count("successfulRequestCount", most: requests)
        // A count of none is left out.
        if counts?["successfulRequestCount", "pendingRequestCount"] == nil, let requests, let failed {
            succeeded = requests - failed
        }
        answers = file
        words = operation["error"]?["message"]?.string
    }

    /// The file of answers, of which the whole address may be told.
    private static func file(_ output: JSONAnswer?) -> String? {
        guard let text = output?["responsesFile", "responses_file"]?.string, !text.isEmpty else { return nil }
        let name = text.split(separator: "/").suffix(2).joined(separator: "/")
        return text.contains("://") && isName(name) ? name : text
    }
}
