import Foundation
import ImageModels
import Pictures
import RemoteModels
import Synchronization
import TestSupport
import Testing

/// However far a turn has come, cancelling it ends it and closes its connection.
struct CancellationTests {
    /// Cancels as soon as the condition holds, and waits until the server has seen the connection close.
    private func cancel(
        _ asking: Asking, _ request: TurnRequest = Asking.edit(), when condition: @Sendable ([ReceivedRequest]) -> Bool
    ) async throws {
        let task = Task { try await asking.model.edit(request, progress: { _ in }) }
        try await asking.server.wait(until: condition)
        task.cancel()
        let outcome = await task.result
        #expect(throws: CancellationError.self) { try outcome.get() }
        try await asking.server.wait { $0.allSatisfy(\.wasAbandoned) }
        await asking.stop()
    }

    @Test("Cancelled while the answer is awaited", .timeLimit(.minutes(1)))
    func waiting() async throws {
        try await cancel(try await Asking([.silence])) { $0.count == 1 }
    }

    @Test("Cancelled while the answer is coming", .timeLimit(.minutes(1)))
    func receiving() async throws {
        let body = Answer.answer(200, String(repeating: " ", count: 100_000))
        let news = News()
        let asking = try await Asking([body.ending(.stalled(afterBytes: 80_000))])
        let task = Task { try await asking.model.edit(Asking.edit(), progress: news.note) }
        while !news.list.contains(where: { if case .receiving = $0 { true } else { false } }) {
            try await Task.sleep(for: .milliseconds(5))
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await asking.server.wait { $0.allSatisfy(\.wasAbandoned) }
        await asking.stop()
    }

    @Test("Cancelled while a request is going out that nobody takes", .timeLimit(.minutes(1)))
    func sending() async throws {
        var random = SeededGenerator(seed: 5)
        let words = (0..<(2400 * 1800 * 3 / 8)).map { _ in random.next() }
        let noise = PixelBuffer(width: 2400, height: 1800, channels: 3, bytes: words.withUnsafeBytes { Array($0) })
        let request = TurnRequest(instruction: "x", picture: try noise.picture())
        try #require(request.picture?.data.count ?? 0 > 8 << 20)
        // A server that takes the connection and never reads from it.
        let listener = try ListeningSocket { $0.waitUntilClosed() }
        let transport = try Transport()
        let sent = Mutex(0)
        let message = WireRequest(
            .post, "http://127.0.0.1:\(listener.port)/", body: GeminiRequest(request).body)
        let task = Task {
            try await transport.answer(to: message, sent: { bytes in sent.withLock { $0 += bytes } })
        }
        while sent.withLock({ $0 }) == 0 { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(sent.withLock { $0 } < GeminiRequest(request).body.count)
        await transport.shutdown()
        listener.close()
    }

    @Test("Cancelled between two requests, no further one is sent", .timeLimit(.minutes(1)))
    func backingOff() async throws {
        let slow = Pacing(now: { 0 }, sleep: { _ in try await Task.sleep(for: .seconds(3600)) }, chance: { 0 })
        let server = try await LoopbackServer { _ in .answer(503, "") }
        var options = TransportOptions()
        options.pacing = slow
        let transport = try Transport(options)
        let entry = try #require(ModelCatalogue.standard["lite"])
        let model = RemoteModel(
            entry: entry, service: try #require(ModelCatalogue.standard.service("google")),
            base: try ServiceAddress(server.base), key: APIKey("k"), transport: transport)
        let news = News()
        let waiting = Task { try await model.edit(Asking.edit(), progress: news.note) }
        while !news.list.contains(.waiting(seconds: 1, attempt: 2)) { try await Task.sleep(for: .milliseconds(5)) }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        #expect(server.requests.count == 1)
        await transport.shutdown()
        await server.stop()
    }
}
