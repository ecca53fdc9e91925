import Foundation
import ImageModels
import Pictures
import RemoteModels
import Synchronization

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
    let server: ScriptedServer
    let transport: Transport
    let clock: TestClock
    let model: RemoteModel

    init(
        _ script: [[ScriptedServer.Step]], model name: String = "lite", service: String = "cometapi",
        readsBodies: Bool = true, wholeSeconds: Double = 20, answerLimit: Int = 64 << 20, trace: RequestTrace? = nil,
        clock: TestClock = TestClock(), links: @escaping LinkPolicy = { _ in false }
    ) async throws {
        server = try await ScriptedServer(script, readsBodies: readsBodies)
        self.clock = clock
        var options = TransportOptions(connectSeconds: 5, wholeSeconds: wholeSeconds, answerLimit: answerLimit)
        options.pacing = clock.pacing
        transport = try Transport(options, trace: trace)
        guard let entry = ModelCatalogue.standard[name], let service = ModelCatalogue.standard.service(service) else {
            throw ModelFailure.broken(detail: "no such model")
        }
        model = RemoteModel(
            entry: entry, service: service, base: try ServiceAddress(server.base), key: APIKey(Self.secret),
            transport: transport, links: links)
    }

    func stop() async {
        await transport.shutdown()
        server.stop()
    }

    static func edit(_ settings: TurnSettings = TurnSettings(), transcripts: [Data] = []) -> TurnRequest {
        TurnRequest(
            instruction: "make the jacket red", picture: Small.png, settings: settings, transcripts: transcripts)
    }

    /// Asks once, and closes everything.
    static func outcome(
        _ script: [[ScriptedServer.Step]], _ request: TurnRequest = edit(), model: String = "lite",
        service: String = "cometapi", wholeSeconds: Double = 20, answerLimit: Int = 64 << 20,
        news: News = News(), links: @escaping LinkPolicy = { _ in false }
    ) async throws -> (Result<Reply, any Error>, ScriptedServer, TestClock) {
        let asking = try await Asking(
            script, model: model, service: service, wholeSeconds: wholeSeconds, answerLimit: answerLimit, links: links)
        let result: Result<Reply, any Error>
        do {
            result = .success(try await asking.model.edit(request, progress: news.note))
        } catch {
            result = .failure(error)
        }
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
