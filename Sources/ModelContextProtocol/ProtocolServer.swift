import Foundation

/// A server of tools: takes a client's messages line by line and answers them.
///
/// It knows no transport but a closure that sends, and nothing of what the tools do. Calls run side by side; a request
/// that is cancelled gets no answer.
public actor ProtocolServer {
    /// What the server says of itself.
    public struct Identity: Sendable {
        public var name: String
        public var title: String
        public var version: String
        public var instructions: String

        public init(name: String, title: String, version: String, instructions: String) {
            self.name = name
            self.title = title
            self.version = version
            self.instructions = instructions
        }
    }

    /// A line that came in.
    public enum Line: Sendable {
        case text([UInt8])
        /// It was passed over.
        case tooLong(limit: Int)
    }

    /// Calls that are under way at the same time; further ones are refused.
    static let mostCalls = 64
    /// Seconds between two news of a call that says nothing by itself.
    static let heartbeat = 5.0

    let identity: Identity
    private let tools: [Tool]
    /// What is told of a tool's failure.
    private let failing: @Sendable (any Error) -> ToolResult
    let send: @Sendable (String) -> Void

    /// Of the handshake.
    private var version: ProtocolVersion?
    private var capabilities: JSONValue = [:]
    private var calls: [RequestID: Task<JSONValue, any Error>] = [:]
    private var answering: [Int: Task<Void, Never>] = [:]
    private var lastAnswering = 0
    /// Questions of ours that the client has not answered yet.
    private var waiting: [Int: CheckedContinuation<Answer, any Error>] = [:]
    private var lastQuestion = 0
    private var open = OpenQuestions()
    private var hasEnded = false

    public init(
        _ identity: Identity, tools: [Tool], failing: @escaping @Sendable (any Error) -> ToolResult,
        send: @escaping @Sendable (String) -> Void
    ) {
        self.identity = identity
        self.tools = tools
        self.failing = failing
        self.send = send
    }

    // MARK: Coming in

    /// Takes a line; what takes time goes on beside it.
    public func take(_ line: Line) {
        switch line {
        case .tooLong(let limit):
            send(Message.response(to: nil, error: .invalidRequest("a line is longer than \(limit) bytes")).text)
        case .text(let bytes):
            guard bytes.contains(where: { $0 > 0x20 }) else { return }
            guard let value = try? JSONValue(text: .init(bytes)) else {
                return send(Message.response(to: nil, error: .notJSON("the line is no JSON")).text)
            }
            if let batch = value.array { takeBatch(batch) } else { take(Message(value)) }
        }
    }

    private func take(_ message: Message) {
        guard let request = takeOther(message) else { return }
        let response = begin(request)
        answerSoon { [send] in
            if let response = await response.value { send(response.text) }
        }
    }

    /// Takes what is no request, and the requests that are answered at once and in their order; returns the others.
    private func takeOther(_ message: Message, into responses: ((JSONValue) -> Void)? = nil) -> Message.Request? {
        let answer = responses ?? { [send] in send($0.text) }
        switch message {
        case .invalid(let error, let id): answer(Message.response(to: id, error: error))
        case .notification("notifications/cancelled", let params):
            if let id = params["requestId"].flatMap(RequestID.init) { calls[id]?.cancel() }
        case .notification: break
        case .answer(let number, let result):
            waiting.removeValue(forKey: number)?.resume(returning: Answer(result))
        case .request(let request) where request.method == "tools/call": return request
        case .request(let request):
            do {
                answer(Message.response(to: request.id, result: .object(try quick(request))))
            } catch {
                answer(Message.response(to: request.id, error: error))
            }
        }
        return nil
    }

    private func takeBatch(_ batch: [JSONValue]) {
        guard version?.hasBatches == true else {
            return send(
                Message.response(
                    to: nil, error: .invalidRequest("arrays of messages belong to version 2025-03-26 alone")
                ).text)
        }
        guard !batch.isEmpty, batch.count <= Self.mostCalls else {
            return send(
                Message.response(
                    to: nil, error: .invalidRequest("an array has 1 to \(Self.mostCalls) messages")
                ).text)
        }
        var responses: [JSONValue] = []
        var later: [Task<JSONValue?, Never>] = []
        for message in batch.map(Message.init) {
            if case .request(let request) = message, request.method == "initialize" {
                responses.append(
                    Message.response(to: request.id, error: .invalidRequest("initialize can't be one of several")))
            } else if let request = takeOther(message, into: { responses.append($0) }) {
                later.append(begin(request))
            }
        }
        answerSoon { [send, responses, later] in
            var all = responses
            for response in later {
                if let response = await response.value { all.append(response) }
            }
            if !all.isEmpty { send(JSONValue.array(all).text) }
        }
    }

    /// Does something beside what comes in; the end waits for it.
    private func answerSoon(_ work: @escaping @Sendable () async -> Void) {
        lastAnswering += 1
        let number = lastAnswering
        answering[number] = Task {
            await work()
            self.answering[number] = nil
        }
    }

    // MARK: The end

    /// Nothing further comes in: questions get no answers any more, and what is under way comes to its end.
    public func finish() async {
        hasEnded = true
        for (_, question) in waiting { question.resume(returning: .dismissed) }
        waiting = [:]
        while let (_, task) = answering.first { await task.value }
    }

    /// Cancels what is under way; `finish` waits for it.
    public func cancel() {
        for (_, call) in calls { call.cancel() }
    }

    // MARK: Requests

    /// A request's version, and what its client can. Throws where it can't be served.
    private func terms(of request: Message.Request) throws(ProtocolError) -> (ProtocolVersion, JSONValue) {
        if let own = request.ownVersion {
            guard let name = own.string else { throw .invalidParams("the version in _meta has to be a string") }
            guard let version = ProtocolVersion(rawValue: name), version.isStateless else {
                throw .unknownVersion(name)
            }
            guard let capabilities = request.ownCapabilities, capabilities.object != nil else {
                throw .invalidParams("_meta lacks io.modelcontextprotocol/clientCapabilities")
            }
            return (version, capabilities)
        }
        guard let version else { throw .invalidRequest("initialize comes first") }
        return (version, capabilities)
    }

    /// What is answered at once.
    private func quick(_ request: Message.Request) throws(ProtocolError) -> [String: JSONValue] {
        if request.method == "initialize" { return try initialize(request) }
        // A client may ask whether anybody is there before it says who it is.
        if request.method == "ping", request.ownVersion == nil { return [:] }
        let (version, _) = try terms(of: request)
        switch request.method {
        case "server/discover" where version.isStateless: return stamped(discovery, version, lasting: true)
        case "tools/list":
            guard request.params["cursor"] == nil else { throw .invalidParams("there is no such page") }
            return stamped(["tools": .array(tools.map { $0.listed(in: version) })], version, lasting: true)
        default: throw .unknownMethod
        }
    }

    private func initialize(_ request: Message.Request) throws(ProtocolError) -> [String: JSONValue] {
        guard version == nil else { throw .invalidRequest("the connection is initialized already") }
        guard let wanted = request.params["protocolVersion"]?.string else {
            throw .invalidParams("protocolVersion is missing")
        }
        let known = ProtocolVersion(rawValue: wanted)
        let version = known.map { min($0, .newestByHandshake) } ?? .newestByHandshake
        self.version = version
        capabilities = request.params["capabilities"] ?? [:]
        return [
            "protocolVersion": .string(version.rawValue), "capabilities": ["tools": [:]],
            "serverInfo": information(in: version), "instructions": .string(identity.instructions),
        ]
    }

    private var discovery: [String: JSONValue] {
        [
            "supportedVersions": .array(ProtocolVersion.allCases.reversed().map { .string($0.rawValue) }),
            "capabilities": ["tools": [:]], "instructions": .string(identity.instructions),
        ]
    }

    private func information(in version: ProtocolVersion) -> JSONValue {
        var members: [String: JSONValue] = ["name": .string(identity.name), "version": .string(identity.version)]
        if version.hasStructuredResults { members["title"] = .string(identity.title) }
        return .object(members)
    }

    /// A result with what a version wants in each.
    ///
    /// - Parameter lasting: Whether it stays the same as long as the server runs.
    private func stamped(
        _ result: [String: JSONValue], _ version: ProtocolVersion, lasting: Bool = false
    ) -> [String: JSONValue] {
        guard version.isStateless else { return result }
        var stamped = result
        if stamped["resultType"] == nil { stamped["resultType"] = "complete" }
        stamped["_meta"] = ["io.modelcontextprotocol/serverInfo": information(in: version)]
        if lasting {
            stamped["ttlMs"] = 3_600_000
            stamped["cacheScope"] = "private"
        }
        return stamped
    }

    // MARK: Calls

    /// Begins a call, which can be cancelled from here on. Its response; `nil` for one that was cancelled.
    private func begin(_ request: Message.Request) -> Task<JSONValue?, Never> {
        func refused(_ why: String) -> Task<JSONValue?, Never> {
            Task { Message.response(to: request.id, error: .invalidRequest(why)) }
        }
        guard calls[request.id] == nil else { return refused("that id is under way already") }
        guard calls.count < Self.mostCalls else { return refused("\(Self.mostCalls) calls are under way") }
        let call = Task { JSONValue.object(try await self.call(request)) }
        calls[request.id] = call
        return Task {
            let result = await call.result
            self.calls[request.id] = nil
            switch result {
            case .success(let value): return Message.response(to: request.id, result: value)
            case .failure(let error as ProtocolError): return Message.response(to: request.id, error: error)
            case .failure: return call.isCancelled ? nil : Message.response(to: request.id, error: .broken)
            }
        }
    }

    private func call(_ request: Message.Request) async throws -> [String: JSONValue] {
        let (version, capabilities) = try terms(of: request)
        guard let name = request.params["name"]?.string else { throw ProtocolError.invalidParams("name is missing") }
        guard let tool = tools.first(where: { $0.name == name }) else {
            let known = tools.map(\.name).joined(separator: ", ")
            throw ProtocolError.invalidParams("there is no such tool; there are \(known)")
        }
        let given = request.params["arguments"] ?? .null
        guard given == .null || given.object != nil else {
            throw ProtocolError.invalidParams("arguments has to be an object")
        }
        // What is null was left out.
        let arguments = (given.object ?? [:]).filter { $0.value != .null }
        if let fault = ArgumentSchema(schema: tool.description["inputSchema"] ?? [:]).fault(in: arguments) {
            guard version.tellsArgumentsInResults else { throw ProtocolError.invalidParams(fault) }
            return stamped(
                ToolResult(["error": .string("Invalid arguments: \(fault).")], isError: true).value(in: version),
                version)
        }
        let reports = ProgressReports(token: request.progressToken, version: version) { [send] in send($0.text) }
        let heartbeat = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(Self.heartbeat))
                reports.repeatLast()
            }
        }
        defer {
            heartbeat.cancel()
            reports.close()
        }
        let call = ToolCall(
            arguments: arguments, canAsk: !hasEnded && Self.canAsk(version, capabilities),
            ask: { [self] question in try await ask(question, for: request, arguments, version) },
            report: { reports.report($0) })
        let result: ToolResult
        do {
            result = try await tool.run(call)
        } catch let required as InputRequired {
            return stamped(Self.value(of: required, version), version)
        } catch {
            try Task.checkCancellation()
            result = failing(error)
        }
        return stamped(result.value(in: version), version)
    }

    private static func canAsk(_ version: ProtocolVersion, _ capabilities: JSONValue) -> Bool {
        guard version.hasStructuredResults, let asking = capabilities["elicitation"]?.object else { return false }
        // Nothing named means forms; a client may know nothing but addresses to open.
        return asking.isEmpty || asking["form"] != nil
    }

    private static func value(of required: InputRequired, _ version: ProtocolVersion) -> [String: JSONValue] {
        [
            "resultType": "input_required",
            "inputRequests": [
                "agreement": ["method": "elicitation/create", "params": required.question.params(in: version)]
            ],
            "requestState": .string(required.token),
        ]
    }

    private func ask(
        _ question: Question, for request: Message.Request, _ arguments: [String: JSONValue], _ version: ProtocolVersion
    ) async throws -> Answer {
        guard !version.isStateless else {
            let tool = request.params["name"]?.string ?? ""
            if let token = request.params["requestState"]?.string,
                open.take(token, question, tool: tool, arguments: arguments)
            {
                return Answer(request.params["inputResponses"]?["agreement"])
            }
            throw InputRequired(
                question: question, token: open.add(question, tool: tool, arguments: arguments))
        }
        lastQuestion += 1
        let number = lastQuestion
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
                guard !hasEnded else { return continuation.resume(returning: .dismissed) }
                waiting[number] = continuation
                let message: JSONValue = [
                    "jsonrpc": "2.0", "id": .integer(number), "method": "elicitation/create",
                    "params": question.params(in: version),
                ]
                send(message.text)
            }
        } onCancel: {
            Task { await self.withdraw(number) }
        }
    }

    /// Takes a question back whose request was cancelled.
    private func withdraw(_ number: Int) {
        guard let continuation = waiting.removeValue(forKey: number) else { return }
        send(
            Message.outgoing(
                "notifications/cancelled", ["requestId": .integer(number), "reason": "the call was cancelled"]
            ).text)
        continuation.resume(throwing: CancellationError())
    }
}
