import Foundation
import ImageModels
import Pictures
import RemoteModels
import Sessions
import Studio
import Synchronization
import TestSupport
import Testing

@Suite("A replay in batches") struct BatchReplayTests {
    @Test(
        "It comes to the same pictures as one request after the other, for half the price, and asks for each line once")
    func same() async throws {
        let bench = try await BatchBench()
        let seeds = Array(1...7)
        let (end, results) = try await bench.run(on: seeds) { $0.limits.lines = 3 }
        guard case .done = end else {
            Issue.record("\(end)")
            return
        }
        #expect(results.allSatisfy { $0.isDone } && results.map(\.picture) == seeds.map { "\($0).png" })
        let other = SessionsFolder(url: bench.url.appendingPathComponent("one-by-one"))
        let oneByOne = await bench.set(on: seeds, by: bench.model, in: other).perform(jobs: 2) { _ in }
        #expect(try bench.digests(results) == bench.digests(oneByOne) && oneByOne.allSatisfy { $0.isDone })
        for (result, other) in zip(results, oneByOne) {
            #expect(result.turns.count == 2)
            #expect(result.cost > 0 && abs(result.cost * 2 - other.cost) < 1e-9)
            let session = try bench.sessions.read(try #require(result.session))
            #expect(session.verified().findings.isEmpty)
            #expect(try session.asked(1).job?.hasPrefix("batches/") == true)
            #expect(session.spent > 0 && abs(session.spent - result.cost) < 1e-9)
            let names = try FileManager.default.contentsOfDirectory(atPath: session.folder.path)
            #expect(!names.contains { $0.hasSuffix(".bin") })
        }
        let record = bench.service.batchRecord
        #expect(record.jobs == 6 && record.lines == 14 && record.keys == 14)
        #expect(record.paidTwice.isEmpty && record.givenTooEarly.isEmpty)
        let left = try FileManager.default.contentsOfDirectory(
            atPath: bench.sessions.url.appendingPathComponent("batches").path)
        #expect(left.count == 1 && left[0].hasSuffix(".jsonl"), "only the journal stays: \(left)")
        // Once more there is nothing to do.
        let (_, again) = try await bench.run(on: seeds)
        #expect(again.allSatisfy { if case .doneBefore = $0.outcome { true } else { false } })
        #expect(bench.service.batchRecord == record)
        await bench.close()
    }

    /// What passes by itself.
    static let passing = BatchTrouble.allCases.filter {
        ![
            .stuck, .stuckForGood, .cancelledInPart, .linesRefused, .create400, .truncatedForGood, .noFile, .fileGone,
            .lineBroken, .lineBrokenUncounted, .lineBrokenBelowZero, .lineBrokenAtZero, .partlyTold, .forgotten,
            .spoiledThenGone, .endless, .unlistedForGood,
        ].contains($0)
    }

    @Test("Whatever passes is survived, and no line is given to two jobs", arguments: Self.passing)
    func bears(trouble: BatchTrouble) async throws {
        let bench = try await BatchBench()
        bench.service.play(inBatches: trouble, trouble)
        let (end, results) = try await bench.run(on: Array(1...6)) { $0.limits.lines = 4 }
        guard case .done = end else {
            Issue.record("\(end)")
            return
        }
        #expect(results.allSatisfy { $0.isDone }, "\(results.map(\.outcome))")
        let record = bench.service.batchRecord
        #expect(record.paidTwice.isEmpty && record.givenTooEarly.isEmpty && record.paid == 12)
        for number in bench.sessions.numbers() {
            #expect(try bench.sessions.read(number).state.turns.count == 2, "no turn but those that were asked for")
        }
        await bench.close()
    }

    @Test("Lines that are refused fail alone, are not asked again in this pass, and are in the next")
    func refused() async throws {
        let bench = try await BatchBench()
        bench.service.play(inBatches: .linesRefused)
        let (end, results) = try await bench.run(on: Array(1...4))
        guard case .done = end else {
            Issue.record("\(end)")
            return
        }
        #expect(results.map(\.isDone) == [true, false, true, true])
        guard case .failed(step: 1, TurnFailure.model(.service(let failure), turn: 1)) = results[1].outcome else {
            Issue.record("\(results[1])")
            return
        }
        #expect(failure.charged == .no && failure.detail == "Unable to process input image.")
        let (_, again) = try await bench.run(on: Array(1...4))
        #expect(again.allSatisfy { $0.isDone })
        #expect(bench.service.batchRecord.paidTwice.isEmpty)
        await bench.close()
    }

    @Test("Within a pass that is gone on with, what failed stays failed")
    func refusedAndDetached() async throws {
        let bench = try await BatchBench(looks: 5)
        bench.service.play(inBatches: .linesRefused)
        var rounds = 0
        while rounds < 100 {
            rounds += 1
            let (end, results) = try await bench.run(on: Array(1...4)) { $0.detaches = true }
            if case .done = end {
                #expect(results.map(\.isDone) == [true, false, true, true])
                break
            }
            guard case .underWay = end else {
                Issue.record("\(end)")
                return
            }
        }
        #expect((3..<100).contains(rounds), "\(rounds)")
        #expect(bench.service.batchRecord.jobs == 2)
        #expect(bench.service.batchRecord.lines == 4 + 3)
        await bench.close()
    }

    @Test("After the deadline a stuck job is cancelled, and its rest is told with the full price, not sent")
    func stuck() async throws {
        let bench = try await BatchBench()
        bench.service.play(inBatches: .stuck)
        let batch = try bench.batch(on: Array(1...6)) { $0.limits.lines = 4 }
        _ = await batch.survey()
        let end = try await batch.perform { _ in }
        guard case .late(step: 0, pictures: 4, let dollars?) = end else {
            Issue.record("\(end)")
            return
        }
        let one = try #require(bench.model.profile.estimate(Instruction(text: "first"), settings: TurnSettings()))
        #expect(abs(dollars - 4 * one.dollars) < 1e-9)
        #expect(bench.server.requests.allSatisfy { !$0.path.hasSuffix(":generateContent") }, "nothing was sent")
        try await batch.performOneByOne(step: 0, jobs: 2) { _ in }
        guard case .done = try await batch.perform(onEvent: { _ in }) else {
            Issue.record("not done")
            return
        }
        #expect(await batch.results().allSatisfy { $0.isDone })
        #expect(bench.server.requests.count { $0.path.hasSuffix(":generateContent") } == 4)
        #expect(bench.service.batchRecord.paidTwice.isEmpty && bench.service.batchRecord.givenTooEarly.isEmpty)
        await bench.close()
    }

    @Test("What a job had done when it was cancelled is taken in, and only the rest is left")
    func cancelledInPart() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        bench.service.play(inBatches: .cancelledInPart)
        let (end, results) = try await bench.run(on: Array(1...6))
        guard case .late(step: 0, pictures: 3, _) = end else {
            Issue.record("\(end)")
            return
        }
        #expect(results.count { $0.isDone } == 3)
        await bench.close()
    }

    @Test("A picture that comes later has the time that all have, and is not left with those whose time is over")
    func addedLater() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        bench.service.play(inBatches: .stuck)
        guard case .late(step: 0, pictures: 2, _) = try await bench.run(on: [1, 2]).0 else {
            Issue.record("not late")
            return
        }
        let (end, results) = try await bench.run(on: [1, 2, 3])
        guard case .late(step: 0, pictures: 2, _) = end else {
            Issue.record("\(end)")
            return
        }
        #expect(results.map(\.isDone) == [false, false, true])
        #expect(bench.service.batchRecord.jobs == 2)
        await bench.close()
    }

    @Test("A line that is never answered is left, with the reason, and holds no other picture up")
    func neverAnswered() async throws {
        let bench = try await BatchBench()
        bench.service.play(inBatches: .lineErrors, .nothingButErrors, .nothingButErrors)
        let batch = try bench.batch(on: [1, 2, 3])
        _ = await batch.survey()
        guard case .late(step: 0, pictures: 1, _) = try await batch.perform(onEvent: { _ in }) else {
            Issue.record("not late")
            return
        }
        #expect(await batch.results().map(\.isDone) == [true, false, true])
        #expect(await batch.reason == "The model is overloaded.")
        await batch.leave(step: 0)
        guard case .done = try await batch.perform(onEvent: { _ in }) else {
            Issue.record("not done")
            return
        }
        guard case .failed(step: 1, BatchFailure.left("The model is overloaded.")) = await batch.results()[1].outcome
        else {
            Issue.record("\(await batch.results()[1])")
            return
        }
        #expect(bench.service.batchRecord.paidTwice.isEmpty)
        await bench.close()
    }

    @Test(
        "Answers that are paid and can't be had are asked for nowhere else",
        arguments: [BatchTrouble.noFile, .fileGone])
    func answersGone(trouble: BatchTrouble) async throws {
        let bench = try await BatchBench(instructions: ["first"])
        bench.service.play(inBatches: trouble)
        for _ in 1...2 {
            let (end, results) = try await bench.run(on: Array(1...3)) { $0.limits.lines = 2 }
            guard case .stuck(jobs: ["batches/b1x"]) = end else {
                Issue.record("\(end)")
                return
            }
            #expect(results.count { $0.isDone } == 1, "the other job goes on")
        }
        #expect(bench.service.batchRecord.jobs == 2 && bench.service.batchRecord.lines == 3)
        await bench.close()
    }

    @Test("What was asked one by one counts in the budget of the runs that follow")
    func budgetOneByOne() async throws {
        let bench = try await BatchBench()
        bench.service.play(inBatches: .stuck)
        let one = try #require(bench.model.profile.estimate(Instruction(text: "first"), settings: TurnSettings()))
            .dollars
        let settings = TurnSettings(budget: one * 2.3)
        let batch = try bench.batch(on: [1, 2], settings: settings)
        _ = await batch.survey()
        guard case .late = try await batch.perform(onEvent: { _ in }) else {
            Issue.record("not late")
            return
        }
        try await batch.performOneByOne(step: 0, jobs: 2) { _ in }
        await #expect(throws: TurnFailure.self) { try await batch.perform { _ in } }
        await bench.close()
    }

    @Test("An answer whose session is gone is kept, and it is said where")
    func sessionGone() async throws {
        let bench = try await BatchBench(instructions: ["first"], looks: 4)
        let (end, _) = try await bench.run(on: [1]) { $0.detaches = true }
        guard case .underWay = end, let number = bench.sessions.numbers().last else {
            Issue.record("\(end)")
            return
        }
        try FileManager.default.removeItem(at: bench.sessions.read(number).folder)
        let (_, results) = try await bench.run(on: [1])
        guard case .failed(_, BatchFailure.pictureGone(kept: let kept?)) = results[0].outcome else {
            Issue.record("\(results[0])")
            return
        }
        #expect(try String(contentsOfFile: kept, encoding: .utf8).contains("inlineData"))
        await bench.close()
    }

    @Test("A job that does not end keeps its lines, whatever the time")
    func stuckForGood() async throws {
        let bench = try await BatchBench()
        bench.service.play(inBatches: .stuckForGood)
        for _ in 1...2 {
            let (end, _) = try await bench.run(on: [1, 2])
            guard case .stuck(jobs: ["batches/b1x"]) = end else {
                Issue.record("\(end)")
                return
            }
        }
        #expect(bench.service.batchRecord.jobs == 1)
        let set = bench.set(on: [1, 2], by: bench.model)
        #expect(try set.linesInJobs() == 2, "asked for one by one they would be paid twice")
        await bench.close()
    }

    @Test(
        "Answers that are paid and missing in the file are asked for nowhere else, and the file is kept",
        arguments: [
            BatchTrouble.truncatedForGood, .lineBroken, .lineBrokenUncounted, .lineBrokenBelowZero, .lineBrokenAtZero,
            .partlyTold, .spoiledThenGone,
        ])
    func incomplete(trouble: BatchTrouble) async throws {
        let bench = try await BatchBench(instructions: ["first"])
        bench.service.play(inBatches: trouble)
        for _ in 1...2 {
            let batch = try bench.batch(on: Array(1...6))
            _ = await batch.survey()
            let end = try await batch.perform { _ in }
            guard case .stuck(jobs: ["batches/b1x"]) = end,
                case .incomplete(let missing, let kept)? = await batch.unsettledJobs.first?.why
            else {
                Issue.record("\(end) \(await batch.unsettledJobs)")
                return
            }
            let undone = await batch.results().count { !$0.isDone }
            #expect(missing > 0 && missing == undone)
            #expect(try Data(contentsOf: URL(fileURLWithPath: kept)).count > 0)
            #expect(try bench.set(on: Array(1...6), by: bench.model).linesInJobs() == 6)
        }
        #expect(bench.service.batchRecord.jobs == 1 && bench.service.batchRecord.paidTwice.isEmpty)
        await bench.close()
    }

    @Test("Of a file of answers without end what came is taken and kept, and the rest is asked for nowhere else")
    func endless() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        bench.service.play(inBatches: .endless)
        for _ in 1...2 {
            let batch = try bench.batch(on: Array(1...6))
            _ = await batch.survey()
            guard case .stuck(jobs: ["batches/b1x"]) = try await batch.perform(onEvent: { _ in }),
                case .tooLong(missing: 3, let kept)? = await batch.unsettledJobs.first?.why
            else {
                Issue.record("\(await batch.unsettledJobs)")
                return
            }
            #expect(await batch.results().count { $0.isDone } == 3)
            #expect(try Data(contentsOf: URL(fileURLWithPath: kept)).count < 1 << 20)
        }
        #expect(bench.server.requests.count { $0.path.contains(":download") } == 2, "once a run")
        #expect(bench.service.batchRecord.jobs == 1)
        await bench.close()
    }

    @Test("What was kept of a file is read again by the same replay, and what was mended in it is taken")
    func mendedByHand() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        bench.service.play(inBatches: .spoiledThenGone)
        let kept: String
        do {
            let batch = try bench.batch(on: Array(1...3))
            _ = await batch.survey()
            _ = try await batch.perform { _ in }
            guard case .incomplete(missing: 1, kept: let path)? = await batch.unsettledJobs.first?.why else {
                Issue.record("\(await batch.unsettledJobs)")
                return
            }
            kept = path
        }
        let text = try String(contentsOfFile: kept, encoding: .utf8)
        try Data(text.replacing(",,\n", with: "\n").utf8).write(to: URL(fileURLWithPath: kept))
        let (end, results) = try await bench.run(on: Array(1...3))
        guard case .done = end else {
            Issue.record("\(end)")
            return
        }
        #expect(results.allSatisfy { $0.isDone } && bench.service.batchRecord.lines == 3)
        #expect(!FileManager.default.fileExists(atPath: kept))
        await bench.close()
    }

    @Test("A journal whose lines stand twice is gone on with, and ends")
    func journalTwice() async throws {
        let bench = try await BatchBench(instructions: ["first"], looks: 4)
        guard case .underWay = try await bench.run(on: [1, 2], { $0.detaches = true }).0 else {
            Issue.record("not under way")
            return
        }
        let folder = bench.sessions.url.appendingPathComponent("batches")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let file = folder.appendingPathComponent(name)
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        try Data(((lines + lines.dropFirst()).joined(separator: "\n") + "\n").utf8).write(to: file)
        let batch = try bench.batch(on: [1, 2])
        #expect(await batch.openLines == 2)
        guard await batch.openLines == 2 else { return }
        _ = await batch.survey()
        guard case .done = try await batch.perform(onEvent: { _ in }) else {
            Issue.record("not done")
            return
        }
        #expect(bench.service.batchRecord.lines == 2)
        await bench.close()
    }

    @Test(
        "A job that comes no further holds no other up, and their next turns neither",
        arguments: [BatchTrouble.forgotten, .fileGone, .lineBroken])
    func othersGoOn(trouble: BatchTrouble) async throws {
        let bench = try await BatchBench()
        bench.service.play(inBatches: trouble)
        let batch = try bench.batch(on: Array(1...6)) { $0.limits.lines = 3 }
        _ = await batch.survey()
        do {
            guard case .stuck(jobs: ["batches/b1x"]) = try await batch.perform(onEvent: { _ in }) else {
                Issue.record("not stuck")
                return
            }
        } catch let failure as BatchFailure {
            #expect(failure == .unknownJob("batches/b1x") && trouble == .forgotten)
        }
        #expect(await batch.results().suffix(3).allSatisfy { $0.isDone }, "both turns of the other three")
        #expect(bench.service.batchRecord.paidTwice.isEmpty && bench.service.batchRecord.givenTooEarly.isEmpty)
        await bench.close()
    }

    @Test("A job that the service does not know any more is told as that where there is no other")
    func forgottenAlone() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        bench.service.play(inBatches: .forgotten)
        for _ in 1...2 {
            await #expect(throws: BatchFailure.unknownJob("batches/b1x")) { try await bench.run(on: [1, 2]) }
        }
        #expect(bench.service.batchRecord.jobs == 1)
        await bench.close()
    }

    @Test("A job that is refused leaves its lines free and ends the run")
    func refusedJob() async throws {
        let bench = try await BatchBench()
        bench.service.play(inBatches: .create400)
        await #expect(throws: ModelFailure.self) { try await bench.run(on: [1, 2]) }
        #expect(bench.service.batchRecord.jobs == 0)
        let (_, results) = try await bench.run(on: [1, 2])
        #expect(results.allSatisfy { $0.isDone } && bench.service.batchRecord.jobs == 2)
        await bench.close()
    }

    @Test("A budget is looked at before a job is made, with what earlier runs have in theirs")
    func budget() async throws {
        let bench = try await BatchBench(looks: 50)
        let half = try #require(
            bench.model.profile.inBatches.estimate(Instruction(text: "second"), settings: TurnSettings()))
        let settings = TurnSettings(budget: half.dollars * 5)
        let (end, _) = try await bench.run(on: [1, 2, 3], settings: settings) { $0.detaches = true }
        guard case .underWay = end else {
            Issue.record("\(end)")
            return
        }
        await #expect(throws: TurnFailure.self) { try await bench.run(on: [1, 2, 3], settings: settings) }
        #expect(bench.service.batchRecord.lines == 3, "the second round would pass it")
        #expect(
            bench.sessions.numbers().dropFirst().allSatisfy {
                (try? bench.sessions.read($0))?.state.turn(1)?.outcome == .answered
            })
        await bench.close()
    }

    @Test("The same bytes under two names are asked for once, and pictures that can't be read fail by themselves")
    func doubles() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        let good = bench.set(on: [1, 1, 2], by: bench.model.batched!)
        let bad = ReplaySet.Item(name: "bad.png", model: bench.model.batched!) { Data("no picture".utf8) }
        let set = ReplaySet(bench.replay, on: [bad] + good.items, in: bench.sessions, good.composition)
        let batch = try BatchReplay(set, by: bench.model.batched!)
        #expect(await batch.survey() == [1, 1, 0, 1])
        _ = try await batch.perform { _ in }
        let results = await batch.results()
        #expect(results.map(\.isDone) == [false, true, false, true])
        guard case .sameAs("1.png", index: 1) = results[2].outcome else {
            Issue.record("\(results[2])")
            return
        }
        #expect(bench.service.batchRecord.lines == 2)
        await bench.close()
    }

    @Test("What was being read when the program ended costs once")
    func interruptedWhileReading() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        let (_, results) = try await bench.run(on: [1])
        let number = try #require(results[0].session)
        let session = try bench.sessions.read(number)
        // As a kill right after the turn was begun would have left it.
        let journal = session.folder.appendingPathComponent("journal.jsonl")
        let lines = try String(decoding: Data(contentsOf: journal), as: UTF8.self).split(separator: "\n")
        let until = try #require(lines.firstIndex { $0.contains("\"event\":\"asked\"") })
        try Data((lines[...until].joined(separator: "\n") + "\n").utf8).write(to: journal)
        let writer = try bench.sessions.open(number, at: Date())
        #expect(writer.session.spent == 0, "its answer is in the job's file still")
        await bench.close()
    }
}
