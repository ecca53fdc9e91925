import Foundation
import ImageModels
import Locality
import Pictures
import Sessions
import Studio
import TestSupport
import Testing

/// What a service answered is on the disk before it is read, and stays there where nothing could be made of it.
@Suite struct KeptAnswerTests {
    private let bytes = Data("{\"something\": \"new\"}".utf8)

    /// An error behind a draft of the picture.
    private static let afterDraft = {
        var failure = ServiceFailure(.internalError, service: "x", charged: .perhaps)
        failure.hasDraft = true
        return failure
    }()

    private func files(_ bench: Bench) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: bench.sessions.folder(1).path)
            .filter { $0.hasPrefix("001.") }.sorted()
    }

    @Test("An answer is on the disk before the model returns, and goes when its picture is")
    func before() async throws {
        let sessions = Mutexed<URL?>(nil)
        let bytes = bytes
        let bench = try Bench([
            .news(
                [.answered(bytes)],
                then: .edit { _ in
                    let file = sessions.value?.appendingPathComponent("0001/001.received.bin")
                    #expect(file.flatMap { try? Data(contentsOf: $0) } == bytes)
                    return Reply(imageData: try picture(1).data)
                })
        ])
        sessions.value = bench.sessions.url
        _ = try await bench.studio.perform(Instruction(text: "one"))
        #expect(try files(bench) == ["001.png"])
        #expect(try bench.sessions.read(1).verified().findings.isEmpty)
    }

    @Test(
        "One that can't be read stays, is told and journalled; one that says no clearly goes",
        arguments: [
            (ModelFailure.service(ServiceFailure(.nonsense, service: "x", charged: .perhaps)), true),
            (.service(ServiceFailure(.cutOff, service: "x", charged: .perhaps)), true),
            (.service(ServiceFailure(.notTheService, service: "x", charged: .perhaps)), true),
            (.noPicture(NoPicture(.unexplained)), true), (.noPicture(NoPicture(.outputBlocked)), false),
            (.service(ServiceFailure(.overloaded, service: "x")), false),
            (.noPicture(NoPicture(.textOnly, text: "I can only describe it.")), false),
            (.noPicture(NoPicture(.textOnly, text: "data:image/png;base64,iVBORw0K")), true),
            (.noPicture(NoPicture(.textOnly, text: String(repeating: "QUJD", count: 60))), true),
            (.service(Self.afterDraft), true),
        ])
    func unread(_ failure: ModelFailure, _ stays: Bool) async throws {
        let bench = try Bench([.news([.answered(bytes)], then: .failure(failure))])
        await #expect {
            try await bench.studio.perform(Instruction(text: "one"))
        } throws: { error in
            switch error {
            case TurnFailure.unread(failure, turn: 1, let kept): stays && (try? Data(contentsOf: kept)) == bytes
            case TurnFailure.model(failure, turn: 1): !stays
            default: false
            }
        }
        #expect(try files(bench) == (stays ? ["001.received.bin"] : []))
        #expect(try bench.sessions.read(1).unreadAnswer(of: 1)?.data == (stays ? bytes : nil))
    }

    @Test("An answer that is longer than any words stays, whatever it says, and one of which a picture is missing")
    func longOrMissing() async throws {
        let long = Data(repeating: 0x20, count: 60_000)
        let refused = ModelFailure.service(ServiceFailure(.badRequest, service: "x", charged: .perhaps))
        let bench = try Bench([
            .news([.answered(long)], then: .failure(refused)),
            .news([.answered(bytes)], then: .reply(Reply(imageData: try picture(2).data, remarks: [.missing(1)]))),
        ])
        await #expect(throws: TurnFailure.self) { try await bench.studio.perform(Instruction(text: "one")) }
        #expect(try files(bench) == ["001.received.bin"])
        _ = try await bench.studio.perform(Instruction(text: "two"))
        let kept = bench.sessions.folder(1).appendingPathComponent("002.received.bin")
        #expect(try Data(contentsOf: kept) == bytes)
        #expect(try bench.sessions.read(1).verified().findings.isEmpty)
    }

    @Test("It can be read again later, by another program, without asking")
    func again() async throws {
        let failure = ModelFailure.service(ServiceFailure(.nonsense, service: "x", charged: .perhaps))
        let bench = try Bench([.news([.answered(bytes)], then: .failure(failure))])
        _ = try? await bench.studio.perform(Instruction(text: "one"))
        let reader = ReadingModel(bytes)
        // Neither the present model nor a missing one can.
        await #expect(throws: TurnFailure.self) { try await bench.studio.relock(1, as: .init()) }
        try await bench.studio.use(reader, settings: TurnSettings())
        let studio = bench.studio
        let turn = try await studio.relock(1, as: .init())
        #expect(turn.number == 2 && turn.parent == 0)
        #expect(turn.picture.sha256 == (try picture(7).sha256))
        #expect(turn.cost == nil)
    }

    @Test("One that came when the program was killed is finished when the session is opened again")
    func killed() async throws {
        let bench = try Bench([.news([.answered(bytes)], then: .never), reply(1)])
        let studio = bench.studio
        let (asked, continuation) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await studio.perform(Instruction(text: "one")) { event in
                if case .progress = event { continuation.yield() }
            }
        }
        for await _ in asked { break }
        let file = bench.sessions.folder(1).appendingPathComponent("001.received.bin")
        while !FileManager.default.fileExists(atPath: file.path) { try await Task.sleep(for: .milliseconds(5)) }
        for copy in [2, 3] {
            try FileManager.default.copyItem(at: bench.sessions.folder(1), to: bench.sessions.folder(copy))
        }
        task.cancel()
        _ = await task.result
        #expect(try files(bench) == ["001.received.bin"], "what came before it was cancelled stays")
        #expect(try await studio.session.unreadAnswer(of: 1)?.data == bytes)

        let finishing = Studio(
            writer: try bench.sessions.open(2, at: Date()), model: ReadingModel(bytes), rescueFolder: bench.url)
        let turns = await finishing.finishInterrupted()
        #expect(turns.map(\.number) == [1])
        #expect(await finishing.session.verified().findings.isEmpty)

        // Something else, and more of it, lies by the answer's name.
        try FileManager.default.copyItem(at: bench.sessions.folder(3), to: bench.sessions.folder(4))
        let place = bench.sessions.folder(4).appendingPathComponent("001.received.bin")
        try FileManager.default.moveItem(
            at: place, to: place.deletingLastPathComponent().appendingPathComponent(".unfinished-001.received.bin"))
        try Data(repeating: 7, count: bytes.count + 1000).write(to: place)
        let among = Studio(
            writer: try bench.sessions.open(4, at: Date()), model: ReadingModel(bytes), rescueFolder: bench.url)
        #expect(await among.finishInterrupted().map(\.number) == [1])
        #expect(try Data(contentsOf: place).count == bytes.count + 1000)

        let other = Studio(
            writer: try bench.sessions.open(3, at: Date()), model: ScriptedModel([]), rescueFolder: bench.url)
        #expect(await other.finishInterrupted().isEmpty)
        #expect(try await other.session.unreadAnswer(of: 1)?.data == bytes)
        #expect(await other.session.state.turns.map(\.outcome) == [.failed])
    }
}

extension KeptAnswerTests {
    @Test("What was rescued is found by the session's mark, whatever its number, and only for turns without a picture")
    func rescued() async throws {
        let failure = ModelFailure.service(ServiceFailure(.overloaded, service: "x"))
        let bench = try Bench([reply(1), .failure(failure), .failure(failure)])
        _ = try await bench.studio.perform(Instruction(text: "one"))
        for _ in 0..<2 { _ = try? await bench.studio.perform(Instruction(text: "two")) }
        let session = await bench.studio.session
        let rescue = Rescue(folder: bench.url.appendingPathComponent("rescued"))
        let received = try picture(7).data
        _ = rescue.keep(received, name: Rescue.name(of: 1, in: session))
        _ = rescue.keep(Data("{}".utf8), name: Rescue.name(of: 2, in: session))
        let kept = try #require(rescue.keep(received, name: Rescue.name(of: 2, in: session)))
        let moved = kept.deletingLastPathComponent().appendingPathComponent(
            kept.lastPathComponent.replacing("session-1-", with: "session-9-"))
        try FileManager.default.moveItem(at: kept, to: moved)
        _ = rescue.keep(received, name: "session-1-turn-3-0123456789ab")
        #expect(rescue.found(of: session).map(\.turn) == [2])
        #expect(rescue.found(of: session).map(\.file.lastPathComponent) == [moved.lastPathComponent])
        let turn = try await bench.studio.relock(2, as: .init())
        #expect(turn.picture.sha256 == (try picture(7).sha256) && turn.number == 4 && turn.instruction == "two")
        #expect(!FileManager.default.fileExists(atPath: moved.path))
    }
}

/// A model, by the name of the scripted one, that understands one answer.
private struct ReadingModel: ImageModel {
    let known: Data
    init(_ known: Data) { self.known = known }
    var profile: ModelProfile { ModelProfile(id: "scripted", shortName: "scripted", framing: .asTheyAre) }

    func edit(_ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void) async throws -> Reply {
        throw ModelFailure.broken(detail: "not to be asked")
    }

    func reply(toAnswer data: Data) async throws -> Reply {
        guard data == known else { throw ModelFailure.broken(detail: "no answer") }
        return Reply(imageData: try picture(7).data)
    }
}

private final class Mutexed<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: Value
    init(_ value: Value) { stored = value }
    var value: Value {
        get { lock.withLock { stored } }
        set { lock.withLock { stored = newValue } }
    }
}
