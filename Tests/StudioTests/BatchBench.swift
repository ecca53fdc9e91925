import Foundation
import ImageModels
import Pictures
import RemoteModels
import Sessions
import Studio
import Synchronization
import TestSupport

/// A clock that waiting puts forward.
final class WaitingClock: Sendable {
    private let state = Mutex(Date(timeIntervalSince1970: 1_800_000_000))
    var now: Date { state.withLock { $0 } }
    func wait(_ seconds: Double) { state.withLock { $0 += seconds } }
}

/// A session of two turns, a pretended Google, and a model that is reached there.
final class BatchBench: Sendable {
    let url: URL
    let sessions: SessionsFolder
    let service: LoopbackService
    let server: LoopbackServer
    let transport: Transport
    let model: RemoteModel
    let clock = WaitingClock()
    let replay: Replay

    init(instructions: [String] = ["first", "second"], looks: Int = 2) async throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("retouch-batch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        sessions = SessionsFolder(url: url.appendingPathComponent("sessions"))
        var options = LoopbackService.Options()
        options.manners = .google
        options.signatureCharacters = 400
        options.looks = looks
        options.smaller = ModelCatalogue.Entry.miniature
        service = LoopbackService(options: options)
        server = try await LoopbackServer(service)
        transport = try Transport()
        model = RemoteModel(
            entry: ModelCatalogue.standard["lite"]!.inMiniature, service: ModelCatalogue.standard.service("google")!,
            base: try ServiceAddress(server.base), key: APIKey(LoopbackService.key), transport: transport)
        let writer = try sessions.create(about: picture(0), source: "photo.png", program: "test", at: Date())
        let studio = Studio(
            writer: writer,
            model: ScriptedModel(try instructions.map { _ in try reply(0) }, profile: model.profile),
            rescueFolder: url.appendingPathComponent("rescued"))
        for text in instructions { _ = try await studio.perform(Instruction(text: text)) }
        replay = try Replay(of: await studio.session)
    }

    func close() async {
        await transport.shutdown()
        await server.stop()
        try? FileManager.default.removeItem(at: url)
    }

    func set(
        on seeds: [Int], by model: any ImageModel, in folder: SessionsFolder? = nil,
        settings: TurnSettings = TurnSettings()
    ) -> ReplaySet {
        let items = seeds.map { seed in
            ReplaySet.Item(name: "\(seed).png", model: model) { try picture(seed).data }
        }
        let rescue = url.appendingPathComponent("rescued")
        let log = SpendingLog(file: url.appendingPathComponent("spending.jsonl"))
        var composition = ReplaySet.Composition(
            program: "test", settings: settings, lock: nil, first: nil, isAnew: false,
            studio: { Studio(writer: $0, model: $1, rescueFolder: rescue, spendingLog: log) },
            inspect: { data, _ in try Picture(inspecting: data) }, placing: { _, _ in throw CancellationError() })
        let (clock, service) = (clock, service)
        composition.pause = { seconds in
            clock.wait(seconds)
            repeat { try await Task.sleep(for: .milliseconds(2)) } while service.isDrawingBatches
        }
        return ReplaySet(replay, on: items, in: folder ?? sessions, composition)
    }

    func batch(
        on seeds: [Int], settings: TurnSettings = TurnSettings(),
        _ change: (inout BatchReplay.Terms) -> Void = { _ in }
    ) throws -> BatchReplay {
        let batched = model.batched!
        var terms = BatchReplay.Terms()
        terms.jobs = 2
        let clock = clock
        terms.now = { clock.now }
        change(&terms)
        return try BatchReplay(
            set(on: seeds, by: batched, settings: settings), by: batched, terms,
            asked: AskedJobs(in: url.appendingPathComponent("jobs")))
    }

    /// Goes on until there is nothing to do but decide.
    func run(
        on seeds: [Int], settings: TurnSettings = TurnSettings(),
        _ change: (inout BatchReplay.Terms) -> Void = { _ in }
    ) async throws -> (BatchReplay.End, [ReplayResult]) {
        let batch = try batch(on: seeds, settings: settings, change)
        _ = await batch.survey()
        let end = try await batch.perform { _ in }
        return (end, await batch.results())
    }

    /// The last picture's digest of each result.
    func digests(_ results: [ReplayResult]) throws -> [String?] {
        try results.map { try $0.file.map { Picture.sha256(of: try Data(contentsOf: $0)) } }
    }
}
