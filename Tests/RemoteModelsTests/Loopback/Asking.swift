import Foundation
import ImageModels
import Pictures
import RemoteModels
import Synchronization
import TestSupport

/// The clock of tests: waiting takes no time and is remembered.
final class TestClock: Sendable {
    private let state = Mutex<(now: Double, waits: [Double])>((0, []))
    private let onWait: @Sendable () -> Void

    init(onWait: @escaping @Sendable () -> Void = {}) { self.onWait = onWait }

    var waits: [Double] { state.withLock { $0.waits } }

    var pacing: Pacing {
        Pacing(
            now: { [self] in state.withLock { $0.now } },
            sleep: { [self] seconds in
                onWait()
                state.withLock { state in
                    state.now += seconds
                    state.waits.append(seconds)
                }
                try Task.checkCancellation()
            },
            chance: { 0 })
    }
}

/// News in the order in which they came.
final class News: Sendable {
    private let all = Mutex<[ModelProgress]>([])
    var list: [ModelProgress] { all.withLock { $0 } }
    func note(_ news: ModelProgress) { all.withLock { $0.append(news) } }
}

/// One server, and a model that is reached there.
struct Asking: Sendable {
    static let secret = "sk-0123456789abcdefXYZ9"
    let server: LoopbackServer
    let transport: Transport
    let clock: TestClock
    let model: RemoteModel

    /// A server with these answers, of which the last is repeated.
    init(
        _ script: [Answer], model name: String = "lite", service: String = "cometapi", wholeSeconds: Double = 20,
        answerLimit: Int = 64 << 20, hiddenKeys: [APIKey] = [], trace: RequestTrace? = nil,
        clock: TestClock = TestClock(), links: @escaping LinkPolicy = { _ in false }
    ) async throws {
        let server = try await LoopbackServer { script[min($0.number, script.count) - 1] }
        try self.init(
            server, model: name, service: service, key: Self.secret, wholeSeconds: wholeSeconds,
            answerLimit: answerLimit, hiddenKeys: hiddenKeys, trace: trace, clock: clock, links: links)
    }

    /// Asks a server that is there already.
    init(
        _ server: LoopbackServer, model name: String = "lite", service: String = "cometapi", key: String,
        wholeSeconds: Double = 20, answerLimit: Int = 64 << 20, hiddenKeys: [APIKey] = [],
        trace: RequestTrace? = nil,
        clock: TestClock = TestClock(), links: @escaping LinkPolicy = { _ in false }
    ) throws {
        self.server = server
        self.clock = clock
        var options = TransportOptions(connectSeconds: 5, wholeSeconds: wholeSeconds, answerLimit: answerLimit)
        options.pacing = clock.pacing
        options.hiddenKeys = hiddenKeys
        transport = try Transport(options, trace: trace)
        guard let entry = ModelCatalogue.standard[name], let service = ModelCatalogue.standard.service(service) else {
            throw ModelFailure.broken(detail: "no such model")
        }
        model = RemoteModel(
            entry: entry, service: service, base: try ServiceAddress(server.base), key: APIKey(key),
            transport: transport, links: links)
    }

    func stop() async {
        await transport.shutdown()
        await server.stop()
    }

    func outcome(of request: TurnRequest, news: News = News()) async -> Result<Reply, any Error> {
        do {
            return .success(try await model.edit(request, progress: news.note))
        } catch {
            return .failure(error)
        }
    }

    static func edit(_ settings: TurnSettings = TurnSettings(), transcripts: [Data] = []) -> TurnRequest {
        TurnRequest(
            instruction: "make the jacket red", picture: Small.png, settings: settings, transcripts: transcripts)
    }

    /// Asks once, and closes everything.
    static func outcome(
        _ script: [Answer], _ request: TurnRequest = edit(), model: String = "lite",
        service: String = "cometapi", wholeSeconds: Double = 20, answerLimit: Int = 64 << 20,
        news: News = News(), links: @escaping LinkPolicy = { _ in false }
    ) async throws -> (Result<Reply, any Error>, LoopbackServer, TestClock) {
        let asking = try await Asking(
            script, model: model, service: service, wholeSeconds: wholeSeconds, answerLimit: answerLimit, links: links)
        let result = await asking.outcome(of: request, news: news)
        await asking.stop()
        return (result, asking.server, asking.clock)
    }
}

extension Result where Failure == any Error {
    var serviceFailure: ServiceFailure? {
        guard case .failure(ModelFailure.service(let failure)) = self else { return nil }
        return failure
    }

    var noPicture: NoPicture? {
        guard case .failure(ModelFailure.noPicture(let facts)) = self else { return nil }
        return facts
    }

    var decline: Decline? {
        guard case .failure(ModelFailure.declined(let decline)) = self else { return nil }
        return decline
    }
}

extension Answer {
    /// A whole answer, JSON unless its headers say otherwise.
    static func answer(_ status: Int = 200, _ body: String, _ headers: [(name: String, value: String)] = []) -> Answer {
        let type = headers.contains { $0.name == "Content-Type" } ? [] : [("Content-Type", "application/json")]
        return Answer(status, headers: type + headers, body: Data(body.utf8))
    }

    /// The same with another ending, and perhaps another framing.
    func ending(_ ending: Ending, framing: Framing? = nil) -> Answer {
        var answer = self
        answer.ending = ending
        answer.framing = framing ?? answer.framing
        return answer
    }

    static let silence = Answer(ending: .silent)
}
