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
    let tools: [Tool]
    /// What is told of a tool's failure.
    let failing: @Sendable (any Error) -> ToolResult
    /// Why a call with a text like this is not looked at any further; `nil` where it is.
    let refusing: @Sendable (String) -> String?
    let send: @Sendable (String) -> Void

    /// Of the handshake.
    private var version: ProtocolVersion?
    private var capabilities: JSONValue = [:]
    var calls: [RequestID: Task<JSONValue, any Error>] = [:]
    private var answering: [Int: Task<Void, Never>] = [:]
    private var lastAnswering = 0
    /// Questions of ours that the client has not answered yet.
    var waiting: [Int: CheckedContinuation<Answer, any Error>] = [:]
    var lastQuestion = 0
    var open = OpenQuestions()
    var hasEnded = false

    /// - Parameter refusing: Is asked of every text of a call's arguments, and every name of one, before anything is said of them.
    public init(
        _ identity: Identity, tools: [Tool], failing: @escaping @Sendable (any Error) -> ToolResult,
        refusing: @escaping @Sendable (String) -> String? = { _ in nil }, send: @escaping @Sendable (String) -> Void
    ) {
        self.identity = identity
        self.tools = tools
        self.failing = failing
        self.refusing = refusing
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
            let value: JSONValue
            do {
                value = try JSONValue(text: .init(bytes))
            } catch {
                let why =
                    error is JSONValue.TooDeep
                    ? "the line has more than \(JSONValue.deepest) levels" : "the line is no JSON"
                return send(Message.response(to: nil, error: .notJSON(why)).text)
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
    func terms(of request: Message.Request) throws(ProtocolError) -> (ProtocolVersion, JSONValue) {
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
    func stamped(
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
}
