import Foundation
import Synchronization

/// What a loopback server received; shared by the server and its connections.
final class RequestLog: Sendable {
    private struct State {
        var requests: [ReceivedRequest] = []
        var lastHeard = ContinuousClock.now
    }

    private let state = Mutex(State())
    let bodies: LoopbackServer.Bodies

    init(bodies: LoopbackServer.Bodies) {
        self.bodies = bodies
    }

    var requests: [ReceivedRequest] { state.withLock { $0.requests } }
    var idleTime: Duration { ContinuousClock.now - state.withLock { $0.lastHeard } }

    /// Enters a request and gives it its number.
    func add(_ request: ReceivedRequest) -> ReceivedRequest {
        state.withLock { state in
            var request = request
            request.number = state.requests.count + 1
            var kept = request
            if bodies != .kept { kept.body = Data() }
            state.requests.append(kept)
            state.lastHeard = .now
            return request
        }
    }

    func note(_ number: Int, _ change: (inout ReceivedRequest) -> Void) {
        state.withLock { state in
            change(&state.requests[number - 1])
            state.lastHeard = .now
        }
    }
}
