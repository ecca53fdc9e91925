import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// An HTTP server on 127.0.0.1 for tests: it answers as it is told to, well or badly, and remembers what it was asked.
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
        let connections = OpenConnections()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 64)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // Without the assistance for pipelining, which would not notice a client that leaves.
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withPipeliningAssistance: false, withErrorHandling: true)
                    let connection = LoopbackConnection(
                        try .init(wrappingChannelSynchronously: channel), log: log, answer: answer)
                    connections.serve(connection)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = listener.localAddress?.port ?? 0
        self.log = log
        serving = Task(executorPreference: ServingExecutor.shared) {
            while !Task.isCancelled, log.idleTime < idleLimit {
                try? await Task.sleep(for: min(.seconds(1), idleLimit))
            }
            try? await listener.close()
            await connections.end()
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
