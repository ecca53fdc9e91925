import Foundation
import ImageModels
import Locality
import Pictures
import Sessions
import Studio
import Synchronization
import TestSupport
import Testing

@Suite("A replay on many pictures") struct ReplaySetTests {
    /// Turns the picture's first pixel into something that tells the instruction, so that each answer is another.
    private static let painting = ScriptedModel.Answer.edit { request in
        var pixels = try request.picture!.pixels()
        pixels.bytes[0] = UInt8(truncatingIfNeeded: request.instruction.utf8.reduce(7) { $0 &+ Int($1) })
        pixels.bytes[1] &+= 1
        return Reply(imageData: try pixels.encoded(as: .png))
    }

    private func painter(
        _ count: Int, failingAt broken: Int? = nil, by error: any Error = ModelFailure.noPicture(.init(.noImage))
    ) -> ScriptedModel {
        ScriptedModel((1...count).map { $0 == broken ? .failure(error) : Self.painting })
    }

    /// A bench whose session 1 has two turns.
    private func bench(framing: ModelProfile.Framing = .asTheyAre) async throws -> Bench {
        let bench = try Bench([Self.painting, Self.painting], framing: framing)
        _ = try await bench.studio.perform(Instruction(text: "first"))
        _ = try await bench.studio.perform(Instruction(text: "second"))
        return bench
    }

    private func set(
        _ bench: Bench, on seeds: [Int], by model: any ImageModel, settings: TurnSettings = TurnSettings(),
        first: Int? = nil, isAnew: Bool = false, changing: (Int, String)? = nil,
        pause: @escaping @Sendable (Double) async throws -> Void = { _ in }
    ) async throws -> ReplaySet {
        var replay = try Replay(of: await bench.studio.session)
        if let (turn, text) = changing { replay = try #require(replay.changing(turn: turn, to: text)) }
        let items = seeds.map { seed in
            ReplaySet.Item(name: "\(seed).png", model: model) { try picture(seed).data }
        }
        let url = bench.url
        var composition = ReplaySet.Composition(
            program: "test", settings: settings, lock: nil, first: first, isAnew: isAnew,
            studio: { writer, model in
                Studio(writer: writer, model: model, rescueFolder: url.appendingPathComponent("rescued"))
            },
            inspect: { data, _ in try Picture(inspecting: data) },
            placing: { confinement, picture in
                guard case .placed(let region, let size) = confinement else { throw CancellationError() }
                return region.moved(from: size, to: picture.size)
            })
        composition.pause = pause
        return ReplaySet(replay, on: items, in: bench.sessions, composition)
    }

    private func run(_ set: ReplaySet, jobs: Int = 2) async -> [ReplayResult] {
        await set.perform(jobs: jobs) { _ in }
    }

    @Test("A replay whose first step can't be placed leaves no session")
    func unplaced() async throws {
        let bench = try Bench([Self.painting])
        var within = Instruction(text: "first")
        within.region = Region(box: Rectangle(x: 0, y: 0, width: 8, height: 8))
        _ = try await bench.studio.perform(within)
        let replay = try Replay(of: await bench.studio.session)
        let url = bench.url
        let composition = ReplaySet.Composition(
            program: "test", settings: TurnSettings(), lock: nil, first: nil, isAnew: false,
            studio: { Studio(writer: $0, model: $1, rescueFolder: url.appendingPathComponent("rescued")) },
            inspect: { data, _ in try Picture(inspecting: data) },
            placing: { _, _ in throw ModelFailure.declined(.notFound("jacket", advice: nil)) })
        let item = ReplaySet.Item(name: "1.png", model: painter(2)) { try picture(1).data }
        let results = await run(ReplaySet(replay, on: [item], in: bench.sessions, composition))
        #expect(!results[0].isDone && results[0].session == nil)
        #expect(bench.sessions.numbers() == [1])
    }

    @Test("Each picture gets a session of its own, in which all steps are carried out in order")
    func eachItsOwn() async throws {
        let bench = try await bench()
        let results = await run(try await set(bench, on: [1, 2, 3], by: painter(6)))
        #expect(results.allSatisfy { $0.isDone })
        #expect(results.map(\.picture) == ["1.png", "2.png", "3.png"], "in the order of the pictures")
        #expect(Set(results.compactMap(\.session)) == [2, 3, 4])
        for (result, seed) in zip(results, [1, 2, 3]) {
            let session = try bench.sessions.read(try #require(result.session))
            #expect(try session.picture(0).sha256 == picture(seed).sha256)
            #expect(try session.opened().source == "\(seed).png")
            #expect(try [1, 2].map { try session.asked($0).instruction } == ["first", "second"])
            let file = try session.pictureFile(2)
            #expect(result.file == file)
            #expect(session.verified().findings.isEmpty)
        }
    }

    @Test("The same replay once more asks for nothing; done anew it asks for everything")
    func skipping() async throws {
        let bench = try await bench()
        let model = painter(8)
        _ = await run(try await set(bench, on: [1, 2], by: model))
        let again = try await set(bench, on: [1, 2], by: model)
        #expect(await again.turnsLeft() == [0, 0])
        let results = await run(again)
        #expect(results.allSatisfy { if case .doneBefore = $0.outcome { true } else { false } })
        #expect(results.map(\.session) == [2, 3] || results.map(\.session) == [3, 2])
        #expect(await model.requests.count == 4)
        let anew = try await set(bench, on: [1, 2], by: model, isAnew: true)
        #expect(await anew.turnsLeft() == [2, 2])
        #expect(await run(anew).allSatisfy { $0.isDone })
        #expect(await model.requests.count == 8)
        #expect(bench.sessions.numbers() == [1, 2, 3, 4, 5])
    }

    @Test("What fails is told and leaves the others alone; the next run goes on from there")
    func failures() async throws {
        let bench = try await bench()
        let results = await run(try await set(bench, on: [1, 2, 3], by: painter(6, failingAt: 4)), jobs: 1)
        let failed = results.filter { !$0.isDone }
        #expect(failed.count == 1)
        guard case .failed(step: 2, TurnFailure.model(.noPicture, turn: 2))? = failed.first?.outcome else {
            Issue.record("\(results)")
            return
        }
        #expect(failed.first?.turns.map(\.step) == [1])
        let model = painter(1)
        let again = try await set(bench, on: [1, 2, 3], by: model)
        #expect(await again.turnsLeft().reduce(0, +) == 1)
        #expect(await run(again).allSatisfy { $0.isDone })
        #expect(await model.requests.map(\.instruction) == ["second"])
        #expect(bench.sessions.numbers() == [1, 2, 3, 4], "in the session that was begun")
    }

    @Test("Pictures that can't be read fail by themselves")
    func unreadable() async throws {
        let bench = try await bench()
        let good = try await set(bench, on: [1], by: painter(2))
        let bad = ReplaySet.Item(name: "bad.png", model: painter(1)) { Data("no picture".utf8) }
        let both = ReplaySet(good.replay, on: [bad] + good.items, in: bench.sessions, composition(bench))
        let results = await both.perform(jobs: 1) { _ in }
        guard case .failed(step: nil, is PictureFailure) = results[0].outcome else {
            Issue.record("\(results[0])")
            return
        }
        #expect(results[0].session == nil)
        #expect(results[1].isDone)
    }

    private func composition(_ bench: Bench) -> ReplaySet.Composition {
        let url = bench.url
        return ReplaySet.Composition(
            program: "test", settings: TurnSettings(), lock: nil, first: nil, isAnew: false,
            studio: { Studio(writer: $0, model: $1, rescueFolder: url.appendingPathComponent("rescued")) },
            inspect: { data, _ in try Picture(inspecting: data) }, placing: { _, _ in throw CancellationError() })
    }

    @Test("The same picture under two names is done once")
    func twice() async throws {
        let bench = try await bench()
        let model = painter(2)
        let one = try await set(bench, on: [1], by: model)
        let other = ReplaySet.Item(name: "copy.png", model: model, read: one.items[0].read)
        let both = ReplaySet(one.replay, on: one.items + [other], in: bench.sessions, composition(bench))
        let results = await both.perform(jobs: 1) { _ in }
        #expect(results[0].isDone)
        guard case .sameAs("1.png", index: 0) = results[1].outcome else {
            Issue.record("\(results[1])")
            return
        }
        #expect(await model.requests.count == 2)
    }

    @Test("A failure that concerns all ends what has not begun; what was under way may end")
    func concernsAll() async throws {
        let bench = try await bench()
        let model = painter(
            2, failingAt: 2, by: ModelFailure.service(.init(.noCredit, service: "cometapi", status: 403)))
        let set = try await set(bench, on: [1, 2, 3, 4], by: model)
        let results = await run(set, jobs: 1)
        #expect(await model.requests.count == 2)
        guard case .failed(step: 2, _) = results[0].outcome, case .stopped = results[3].outcome,
            case .failure? = await set.stopping
        else {
            Issue.record("\(results)")
            return
        }
        #expect(bench.sessions.numbers() == [1, 2])
    }

    @Test("Told to stop, it lets the turn under way end and begins nothing more")
    func stopping() async throws {
        let bench = try await bench()
        let model = painter(6)
        let set = try await set(bench, on: [1, 2, 3], by: model)
        let results = await set.perform(jobs: 1) { event in
            if case .turn = event { Task { await set.stop() } }
        }
        let made = results.map(\.turns.count).reduce(0, +)
        #expect(await model.requests.count == made, "each request's picture was kept")
        #expect(made < 6)
        let left = try await self.set(bench, on: [1, 2, 3], by: painter(6 - made))
        #expect(await run(left).allSatisfy { $0.isDone }, "and the rest is done by the next run")
    }

    @Test("Told to stop, it sends no request that waits for its turn")
    func stoppingThoseThatWait() async throws {
        let bench = try await bench()
        // Of models that are waited for more are begun than may be asked at once.
        let profile = ModelProfile(id: "far", shortName: "far", framing: .asTheyAre, service: "cometapi")
        func remote(_ count: Int) -> ScriptedModel {
            ScriptedModel(Array(repeating: Self.painting, count: count), profile: profile)
        }
        let model = HeldModel(scripted: remote(12))
        let set = try await set(bench, on: [1, 2, 3, 4, 5, 6], by: model)
        // Four are begun, of which two wait.
        async let results = run(set, jobs: 2)
        while await model.gate.waiting < 2 || bench.sessions.numbers().count < 5 {
            try await Task.sleep(for: .milliseconds(5))
        }
        await set.stop()
        await model.gate.open()
        #expect(await results.allSatisfy { if case .stopped = $0.outcome { true } else { false } })
        #expect(await model.scripted.requests.count == 2)
        let left = try await self.set(bench, on: [1, 2, 3, 4, 5, 6], by: remote(10))
        #expect(await run(left).allSatisfy { $0.isDone }, "and the rest is done by the next run")
    }

    @Test(
        "An answer that had come is read before anything is asked again, and asked again only where it leads to nothing"
    )
    func paidBefore() async throws {
        let bench = try await bench()
        let link = ModelFailure.service(.init(.cutOff, service: "x", charged: .yes))
        let come = ScriptedModel.Answer.news([.answered(Data("{}".utf8))], then: .failure(link))
        #expect(await !run(try await set(bench, on: [1], by: ScriptedModel([come])))[0].isDone)
        // It can't be had yet: nothing is asked.
        let later = RereadModel(outcome: .failure(link), answers: [])
        #expect(await !run(try await set(bench, on: [1], by: later))[0].isDone)
        #expect(await later.scripted.requests.isEmpty)
        // It can: the second step alone is asked for.
        let now = RereadModel(outcome: .success(Reply(imageData: try picture(7).data)), answers: [Self.painting])
        let results = await run(try await set(bench, on: [1], by: now))
        #expect(results[0].isDone)
        #expect(await now.scripted.requests.map(\.instruction) == ["second"])

        #expect(await !run(try await set(bench, on: [2], by: ScriptedModel([come])))[0].isDone)
        let never = RereadModel(
            outcome: .failure(.noPicture(NoPicture(.outputBlocked))), answers: [Self.painting, Self.painting])
        #expect(await run(try await set(bench, on: [2], by: never))[0].isDone)
        #expect(await never.scripted.requests.count == 2)
    }

    @Test("All pictures together keep to the budget")
    func budget() async throws {
        let bench = try await bench()
        let profile = ModelProfile(
            id: "priced", shortName: "priced", framing: .asTheyAre,
            price: Price(perPicture: 1, asOf: "2026-11-25", source: "made up"), service: "cometapi")
        let paid = ScriptedModel.Answer.edit { request in
            var pixels = try request.picture!.pixels()
            pixels.bytes[1] &+= 1
            let exchange = Exchange(service: "cometapi", requests: 1)
            return Reply(imageData: try pixels.encoded(as: .png), exchange: exchange)
        }
        let model = ScriptedModel(Array(repeating: paid, count: 6), profile: profile)
        let set = try await set(bench, on: [1, 2, 3], by: model, settings: TurnSettings(budget: 3.5))
        let results = await run(set, jobs: 1)
        #expect(await model.requests.count == 3)
        #expect(results.reduce(0) { $0 + $1.cost } == 3)
        guard case .failure(TurnFailure.overBudget(budget: 3.5, _, _))? = await set.stopping else {
            Issue.record("\(results)")
            return
        }
    }

    @Test("A service that wants patience gets it, and is asked again, with nothing in the journal but the turn")
    func patience() async throws {
        let bench = try await bench()
        let busy = ScriptedModel.Answer.failure(
            ModelFailure.service(.init(.rateLimited, service: "cometapi", status: 429, retryAfter: 40)))
        let model = ScriptedModel([busy, Self.painting, busy, busy, Self.painting])
        let pauses = Mutex<[Double]>([])
        let set = try await set(bench, on: [1], by: model) { seconds in pauses.withLock { $0.append(seconds) } }
        let results = await run(set, jobs: 4)
        #expect(results[0].isDone)
        #expect(pauses.withLock { $0 } == [40, 40, 40])
        let session = try bench.sessions.read(2)
        #expect(session.state.turns.map(\.outcome) == [.answered, .answered])
    }

    @Test("A service that wants too much patience ends the replay, to be gone on with later")
    func noPatience() async throws {
        let bench = try await bench()
        let gone = ScriptedModel.Answer.failure(
            ModelFailure.service(.init(.rateLimited, service: "cometapi", status: 429, retryAfter: 4000)))
        let set = try await set(bench, on: [1, 2], by: ScriptedModel([gone]))
        let results = await run(set, jobs: 1)
        #expect(results.allSatisfy { !$0.isDone })
        guard case .failure? = await set.stopping else {
            Issue.record("\(results)")
            return
        }
    }

    @Test("Turns before --from are taken over from the session itself, unasked, with their pictures")
    func reusingOwn() async throws {
        let bench = try await bench()
        let model = painter(1)
        let own = ReplaySet.Item(name: "photo.png", model: model) { try picture(0).data }
        var composition = composition(bench)
        composition.first = 2
        let replay = try #require(try Replay(of: await bench.studio.session).changing(turn: 2, to: "other"))
        let results = await ReplaySet(replay, on: [own], in: bench.sessions, composition).perform(jobs: 1) { _ in }
        #expect(results[0].isDone)
        #expect(await model.requests.map(\.instruction) == ["other"])
        let (origin, made) = (await bench.studio.session, try bench.sessions.read(2))
        #expect(try made.picture(1).sha256 == origin.picture(1).sha256)
        #expect(try await model.requests[0].picture?.sha256 == made.picture(1).sha256)
        #expect(try made.asked(1).reused == .init(session: 1, turn: 1))
        #expect(made.spent == 0)
        #expect(made.verified().findings.isEmpty)
    }

    @Test("On another picture, turns before --from are taken over from its earlier replay, or refused")
    func reusingReplays() async throws {
        let bench = try await bench()
        _ = await run(try await set(bench, on: [1], by: painter(2)))
        let model = painter(1)
        let set = try await set(bench, on: [1, 2], by: model, first: 2, changing: (2, "other"))
        let results = await run(set, jobs: 1)
        #expect(results[0].isDone)
        #expect(await model.requests.map(\.instruction) == ["other"])
        guard case .failed(step: nil, ReplayFailure.nothingToReuse(before: 2)) = results[1].outcome else {
            Issue.record("\(results[1])")
            return
        }
        #expect(bench.sessions.numbers() == [1, 2, 3], "nothing was begun for the other picture")
    }

    @Test("A folder that was being made when the program was killed is no session to go on with")
    func halfMade() async throws {
        let bench = try await bench()
        _ = await run(try await set(bench, on: [1], by: painter(2)))
        try FileManager.default.removeItem(at: bench.sessions.folder(2).appendingPathComponent("session.json"))
        let again = try await set(bench, on: [1], by: painter(2))
        #expect(await again.turnsLeft() == [2])
        let results = await run(again)
        #expect(results[0].isDone && results[0].session == 3, "\(results)")
    }

    @Test("A picture that had come when the program was ended is not asked for again")
    func finishing() async throws {
        let bench = try await bench()
        let first = try await set(bench, on: [1], by: painter(1, failingAt: 1))
        _ = await run(first)
        // As after a kill between the answer's arrival and the journal's line.
        let folder = bench.sessions.folder(2)
        let journal = folder.appendingPathComponent("journal.jsonl")
        let lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n")
        try (lines.dropLast().joined(separator: "\n") + "\n").write(to: journal, atomically: true, encoding: .utf8)
        try picture(9).data.write(to: folder.appendingPathComponent("001.received.png"))
        let model = painter(1)
        let results = await run(try await set(bench, on: [1], by: model))
        #expect(results[0].isDone)
        #expect(await model.requests.map(\.instruction) == ["second"])
        #expect(try await model.requests[0].picture?.sha256 == picture(9).sha256)
    }

    @Test("A picture that had come when a person cancelled is not asked for again")
    func finishingCancelled() async throws {
        let bench = try await bench()
        _ = await run(try await set(bench, on: [1], by: painter(1, failingAt: 1)))
        try cancelWithPicture(picture(9), in: bench)
        let model = painter(1)
        let results = await run(try await set(bench, on: [1], by: model))
        #expect(results[0].isDone, "\(results)")
        #expect(await model.requests.map(\.instruction) == ["second"])
    }

    /// Session 2 as it is after a person cancelled its turn 2 when the picture had come.
    private func cancelWithPicture(_ received: Picture, in bench: Bench) throws {
        let writer = try bench.sessions.open(2, at: Date())
        var asked = try writer.session.asked(1)
        asked.turn = 2
        try writer.append(.asked(asked))
        let file = try writer.keepReceived(received.data, of: 2)
        try writer.append(
            .cancelled(.init(at: Date(), turn: 2, received: PictureRecord(file: file, picture: received))))
    }

    @Test("Regions keep their share of a picture of another size; shapes that were set are asked for again")
    func regionsAndSettings() async throws {
        let bench = try Bench([Self.painting])
        let box = Rectangle(x: 10, y: 6, width: 20, height: 12)
        _ = try await bench.studio.perform(
            Instruction(text: "here", region: Region(box: box)),
            settings: TurnSettings(ratio: AspectRatio("16:9"), size: "4K"))
        let model = painter(1)
        let results = await run(try await set(bench, on: [40], by: model))  // 80x30 instead of 40x30
        #expect(results[0].isDone, "\(results)")
        let asked = try bench.sessions.read(2).asked(1)
        #expect(asked.region?.box == Rectangle(x: 20, y: 6, width: 40, height: 12))
        #expect(asked.settings.ratio == AspectRatio("16:9"))
        #expect(asked.settings.size == "4K", "it is the same model")
        let other = ScriptedModel(
            [Self.painting], profile: ModelProfile(id: "other", shortName: "other", framing: .asTheyAre))
        _ = await run(try await set(bench, on: [40], by: other))
        let byOther = try bench.sessions.read(3).asked(1).settings
        #expect(byOther.ratio == AspectRatio("16:9") && byOther.size == nil, "sizes are a model's own")
    }
}

/// A scripted model that reads what was kept of an earlier answer in one way.
private struct RereadModel: ImageModel {
    let outcome: Result<Reply, ModelFailure>
    let scripted: ScriptedModel
    var profile: ModelProfile { scripted.profile }

    init(outcome: Result<Reply, ModelFailure>, answers: [ScriptedModel.Answer]) {
        self.outcome = outcome
        scripted = ScriptedModel(answers)
    }

    func edit(_ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void) async throws -> Reply {
        try await scripted.edit(request, progress: progress)
    }

    func reply(toAnswer data: Data) async throws -> Reply { try outcome.get() }
}

/// A scripted model that answers once its gate is open.
private struct HeldModel: ImageModel {
    actor Gate {
        private(set) var waiting = 0
        private(set) var isOpen = false
        func open() { isOpen = true }
        func arrive() { waiting += 1 }
    }

    let scripted: ScriptedModel
    let gate = Gate()
    var profile: ModelProfile { scripted.profile }

    func edit(_ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void) async throws -> Reply {
        await gate.arrive()
        while await !gate.isOpen { try await Task.sleep(for: .milliseconds(5)) }
        return try await scripted.edit(request, progress: progress)
    }
}
