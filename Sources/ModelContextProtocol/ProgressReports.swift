import Synchronization

/// News of one request on its way to the client: they count up, and end before the answer goes.
final class ProgressReports: Sendable {
    private struct State {
        var count = 0
        var last = ""
        var at: ContinuousClock.Instant?
        var isClosed = false
    }

    /// News of the same kind come in no faster.
    private static let least = Duration.milliseconds(200)

    private let token: JSONValue?
    private let version: ProtocolVersion
    private let send: @Sendable (JSONValue) -> Void
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    init(token: JSONValue?, version: ProtocolVersion, send: @escaping @Sendable (JSONValue) -> Void) {
        self.token = token
        self.version = version
        self.send = send
    }

    func report(_ message: String) {
        guard token != nil, !message.isEmpty else { return }
        state.withLock { state in
            state.last = message
            if let at = state.at, .now - at < Self.least { return }
            tell(message, &state)
        }
    }

    /// Says again what it is at, so that a client that waits for news goes on waiting.
    func repeatLast() {
        state.withLock { state in
            guard !state.last.isEmpty else { return }
            let seconds = Int((ContinuousClock.now - start) / .seconds(1))
            tell("\(state.last), \(seconds) s", &state)
        }
    }

    func close() {
        state.withLock { $0.isClosed = true }
    }

    private func tell(_ message: String, _ state: inout State) {
        guard let token, !state.isClosed else { return }
        state.count += 1
        state.at = .now
        var params: [String: JSONValue] = ["progressToken": token, "progress": .integer(state.count)]
        if version.hasProgressMessages { params["message"] = .string(message) }
        send(Message.outgoing("notifications/progress", .object(params)))
    }
}
