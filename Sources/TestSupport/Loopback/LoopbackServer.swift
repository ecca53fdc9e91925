import Foundation

/// An HTTP server on 127.0.0.1 for tests: it answers as it is told to, well or badly, and remembers what it was asked.
///
/// Sockets and nothing else: most of what it is for (answers that are cut, reset, stalled or no HTTP) is what a library of
/// servers is made to prevent, and the smallest one at hand took an eighth of a first build.
///
/// It stops with `stop()`, when nobody holds it any longer, and by itself when nothing was asked of it for a while.
public final class LoopbackServer: Sendable {
    public let port: Int
    private let log: RequestLog
    private let serving: Task<Void, Never>

    /// Makes an answer; its task is cancelled when the client leaves.
    public typealias Responder = @Sendable (ReceivedRequest) async -> Answer

    /// What becomes of requests' bodies; their sizes are always remembered.
    public enum Bodies: Sendable {
        case kept
        /// There while the answer is made.
        case passing
        /// Thrown away as they come.
        case ignored
    }

    /// Starts a server.
    public init(
        bodies: Bodies = .kept, idleLimit: Duration = .seconds(600), answer: @escaping Responder
    ) async throws {
        let log = RequestLog(bodies: bodies)
        let listener = try ListeningSocket { LoopbackConnection($0, log: log, answer: answer).serve() }
        port = listener.port
        self.log = log
        serving = Task(executorPreference: ServingExecutor.shared) {
            while !Task.isCancelled, log.idleTime < idleLimit {
                try? await Task.sleep(for: min(.seconds(1), idleLimit))
            }
            listener.close()
        }
    }

    /// Starts a server that gives these answers in order; whatever more is asked gets a 410.
    public convenience init(script answers: [Answer]) async throws {
        try await self.init { request in
            request.number <= answers.count
                ? answers[request.number - 1] : .text("the script has ended", "text/plain", status: 410)
        }
    }

    /// Starts a server that behaves like a service.
    public convenience init(_ service: LoopbackService) async throws {
        try await self.init { await service.answer($0) }
    }

    deinit { serving.cancel() }

    /// Where it is: "http://127.0.0.1:40123".
    public var base: String { "http://127.0.0.1:\(port)" }

    /// What was received so far, in order.
    public var requests: [ReceivedRequest] { log.requests }

    /// Ends every connection and stops listening.
    public func stop() async {
        serving.cancel()
        await serving.value
    }

    /// Waits until nobody has asked anything for as long as the idle limit, or until it was stopped.
    public func waitForEnd() async { await serving.value }

    /// Waits until what was received is as a test wants it. Throws after the time limit.
    public func wait(
        timeout: Duration = .seconds(30), until isDone: @Sendable ([ReceivedRequest]) -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + timeout
        while !isDone(requests) {
            guard ContinuousClock.now < deadline else { throw WaitedTooLong(requests: requests.count) }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    public struct WaitedTooLong: Error {
        public let requests: Int
    }
}
