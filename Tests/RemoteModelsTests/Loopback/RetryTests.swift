import Foundation
import ImageModels
import RemoteModels
import TestSupport
import Testing

struct RetryTests {
    private let good: Answer = .answer(200, answer([part(Small.png)]))

    @Test(
        "A service that is busy is asked again, and the requests are counted",
        arguments: [429, 503, 521, 522, 523])
    func busy(_ status: Int) async throws {
        let news = News()
        let (result, server, clock) = try await Asking.outcome(
            [.answer(status, ""), .answer(status, ""), good], news: news)
        #expect(try result.get().exchange?.requests == 3)
        #expect(server.requests.count == 3)
        #expect(clock.waits == [1, 2])
        let waits = news.list.filter { if case .waiting = $0 { true } else { false } }
        #expect(waits == [.waiting(seconds: 1, attempt: 2), .waiting(seconds: 2, attempt: 3)])
    }

    @Test("After four requests it is given up")
    func fourAtMost() async throws {
        let (result, server, clock) = try await Asking.outcome([.answer(503, "")])
        #expect(server.requests.count == 4)
        #expect(result.serviceFailure?.kind == .overloaded)
        #expect(result.serviceFailure?.requests == 4)
        #expect(clock.waits == [1, 2, 4])
    }

    @Test("The time limit is for a request with all its repetitions, and one is begun only while half of it is left")
    func repetitions() async throws {
        for (limit, requests) in [(20.0, 4), (8, 3), (5, 2), (1.5, 1)] {
            let (result, server, _) = try await Asking.outcome([.answer(503, "")], wholeSeconds: limit)
            #expect(server.requests.count == requests, "\(limit)")
            #expect(result.serviceFailure?.kind == .overloaded && result.serviceFailure?.charged == .no)
        }
    }

    @Test("Half a refusal that stops takes the time limit once, not with every repetition")
    func halfRefusal() async throws {
        let half = Answer.answer(429, String(repeating: " ", count: 400)).ending(.stalled(afterBytes: 200))
        let server = try await LoopbackServer { _ in half }
        var options = TransportOptions(wholeSeconds: 0.5)
        options.pacing = .real
        let transport = try Transport(options)
        let model = RemoteModel(
            entry: try #require(ModelCatalogue.standard["lite"]),
            service: try #require(ModelCatalogue.standard.service("cometapi")), base: try ServiceAddress(server.base),
            key: APIKey(Asking.secret), transport: transport)
        let failure = await #expect(throws: ModelFailure.self) {
            try await model.edit(Asking.edit(), progress: { _ in })
        }
        await transport.shutdown()
        await server.stop()
        guard case .service(let facts)? = failure else { return #expect(Bool(false)) }
        #expect(facts.kind == .rateLimited && facts.charged == .no)
        #expect(server.requests.count == 1)
    }

    @Test("A refusal is not repeated", arguments: [400, 401, 402, 403, 404, 413, 422])
    func refusal(_ status: Int) async throws {
        let (result, server, _) = try await Asking.outcome([.answer(status, #"{"error":{"message":"no"}}"#)])
        #expect(server.requests.count == 1)
        #expect(result.serviceFailure?.status == status)
        #expect(result.serviceFailure?.charged == .no)
    }

    @Test(
        "What may have reached a model is asked once, and may have been charged",
        arguments: [303, 408, 424, 425, 444, 499, 500, 502, 504, 520, 524, 525, 526, 529, 599])
    func once(_ status: Int) async throws {
        let (result, server, _) = try await Asking.outcome([.answer(status, ""), good])
        #expect(server.requests.count == 1)
        #expect(result.serviceFailure?.charged == .perhaps)
    }

    @Test("The service's own wish is obeyed, however it is written")
    func wishes() async throws {
        let details = #"{"error":{"code":429,"message":"","details":[{"retryDelay":"34.4s"}]}}"#
        let (_, _, byInfo) = try await Asking.outcome([.answer(429, details), good], wholeSeconds: 180)
        #expect(byInfo.waits == [34.4])
        let (_, _, byHeader) = try await Asking.outcome([.answer(503, "", [("Retry-After", "7")]), good])
        #expect(byHeader.waits == [7])
    }

    @Test("A service that wants more than a minute is not waited for")
    func tooLong() async throws {
        let (result, server, clock) = try await Asking.outcome([.answer(429, "", [("Retry-After", "61")]), good])
        #expect(result.serviceFailure?.kind == .rateLimited)
        #expect(result.serviceFailure?.retryAfter == 61)
        #expect(server.requests.count == 1)
        #expect(clock.waits.isEmpty)
    }

    @Test("A connection that breaks after the request is not made anew, the first one as little as one used again")
    func broken() async throws {
        for breaking in [Answer.Ending.closedAtOnce, .resetAtOnce] {
            let (result, server, _) = try await Asking.outcome([Answer(ending: breaking), good])
            #expect(result.serviceFailure?.kind == .cutOff)
            #expect(result.serviceFailure?.charged == .perhaps)
            #expect(server.requests.count == 1)
            let asking = try await Asking([good, Answer(ending: breaking), good])
            _ = try await asking.outcome(of: Asking.edit()).get()
            let second = await asking.outcome(of: Asking.edit())
            #expect(second.serviceFailure?.kind == .cutOff)
            #expect(asking.server.requests.count == 2)
            await asking.stop()
        }
    }

    @Test("Where nobody listens it is tried once more, and nothing was sent")
    func nobody() async throws {
        let clock = TestClock()
        var options = TransportOptions()
        options.pacing = clock.pacing
        let transport = try Transport(options)
        let model = RemoteModel(
            entry: try #require(ModelCatalogue.standard["lite"]),
            service: try #require(ModelCatalogue.standard.service("google")),
            base: try ServiceAddress("http://127.0.0.1:1"), key: APIKey(Asking.secret), transport: transport)
        let failure = await #expect(throws: ModelFailure.self) {
            try await model.edit(Asking.edit(), progress: { _ in })
        }
        await transport.shutdown()
        guard case .service(let facts)? = failure else { return #expect(Bool(false)) }
        #expect(facts.kind == .unreachable)
        #expect(facts.charged == .no)
        #expect(facts.requests == 0)
        #expect(clock.waits == [1])
    }

    @Test("An answer that does not come in time is given up, and may have been charged")
    func timeLimit() async throws {
        let (result, server, _) = try await Asking.outcome([.silence], wholeSeconds: 0.3)
        #expect(result.serviceFailure?.kind == .timedOut)
        #expect(result.serviceFailure?.charged == .perhaps)
        #expect(server.requests.count == 1)
        let body = Answer.answer(200, "{\"candidates\":[]}").ending(.stalled(afterBytes: 10))
        let (late, _, _) = try await Asking.outcome([body], wholeSeconds: 0.3)
        #expect(late.serviceFailure?.kind == .timedOut)
    }

    @Test("One refusal for haste makes every request to the service wait")
    func gate() async throws {
        let asking = try await Asking([.answer(429, "", [("Retry-After", "20")]), good], wholeSeconds: 180)
        async let first = asking.model.edit(Asking.edit(), progress: { _ in })
        _ = try await first
        #expect(asking.clock.waits == [20])
        let gate = RateGate()
        await gate.close(for: 20, now: 100)
        await gate.close(for: 5, now: 101)
        #expect(await gate.delay(now: 105) == 15)
        #expect(await gate.delay(now: 121) == 0)
        await asking.stop()
    }
}
