import Foundation
import ImageModels
import RemoteModels
import Sessions
import Studio
import TestSupport
import Testing

@Suite("Jobs that no journal here knows") struct BatchFindingTests {
    /// A bench whose jobs are under way, and whose `batches` folder is gone.
    private func bench(_ seeds: [Int], looks: Int = 4) async throws -> BatchBench {
        let bench = try await BatchBench(looks: looks)
        let (end, _) = try await bench.run(on: seeds) {
            ($0.limits.lines, $0.detaches) = (4, true)
        }
        guard case .underWay = end else { throw CancellationError() }
        try FileManager.default.removeItem(at: bench.sessions.url.appendingPathComponent("batches"))
        return bench
    }

    /// The batch of a run that finds the jobs and brings them to their end; `nil` where that was not done.
    private func finished(on seeds: [Int], of bench: BatchBench) async throws -> BatchReplay? {
        let batch = try bench.batch(on: seeds)
        _ = await batch.survey()
        _ = try await batch.takeOver()
        guard case .done = try await batch.perform(onEvent: { _ in }) else {
            Issue.record("not done")
            return nil
        }
        return batch
    }

    @Test("They are gone on with, and none of their lines is given to another")
    func takenOver() async throws {
        let bench = try await bench(Array(1...6))
        let jobs = bench.service.batchRecord.jobs
        let batch = try bench.batch(on: Array(1...6)) { $0.limits.lines = 4 }
        #expect(await batch.survey() == Array(repeating: 2, count: 6))
        #expect(try await batch.takeOver().count == jobs && jobs == 2)
        #expect(await batch.left.turns == Array(repeating: 1, count: 6))
        #expect(await batch.openLines == 6)
        #expect(try await batch.takeOver().isEmpty, "once")
        guard case .done = try await batch.perform(onEvent: { _ in }) else {
            Issue.record("not done")
            return
        }
        #expect(await batch.results().allSatisfy { $0.isDone && $0.turns.count == 2 })
        let record = bench.service.batchRecord
        #expect(record.lines == 12 && record.paidTwice.isEmpty && record.givenTooEarly.isEmpty, "\(record)")
        await bench.close()
    }

    @Test("What a part of the answers had become is there, and what a job did not bring is free when it is over")
    func inPart() async throws {
        let bench = try await BatchBench(instructions: ["first"], looks: 1)
        bench.service.play(inBatches: .lineBroken)
        guard case .stuck = try await bench.run(on: [1, 2, 3]).0 else {
            Issue.record("not stuck")
            return
        }
        try FileManager.default.removeItem(at: bench.sessions.url.appendingPathComponent("batches"))
        let batch = try bench.batch(on: [1, 2, 3])
        #expect(await batch.survey().reduce(0, +) == 1)
        #expect(try await batch.takeOver().count == 1)
        guard case .stuck = try await batch.perform(onEvent: { _ in }) else {
            Issue.record("its answer is paid, and is not in the file")
            return
        }
        #expect(bench.service.batchRecord.lines == 3)
        await bench.close()
    }

    @Test("One whose name is too long for a file's is taken in like any")
    func longName() async throws {
        let bench = try await BatchBench(instructions: ["first"], looks: 4)
        bench.service.play(inBatches: .longName)
        guard case .underWay = try await bench.run(on: [1, 2], { $0.detaches = true }).0 else {
            Issue.record("not under way")
            return
        }
        try FileManager.default.removeItem(at: bench.sessions.url.appendingPathComponent("batches"))
        let batch = try bench.batch(on: [1, 2])
        _ = await batch.survey()
        #expect(try await batch.takeOver().count == 1)
        guard case .done = try await batch.perform(onEvent: { _ in }) else {
            Issue.record("not done")
            return
        }
        #expect(await batch.results().allSatisfy { $0.isDone } && bench.service.batchRecord.lines == 2)
        await bench.close()
    }

    @Test(
        "Whatever becomes of the journal, no line goes into a second job while the first may not be listed yet",
        arguments: [true, false])
    func listedLate(isPutBack: Bool) async throws {
        let bench = try await BatchBench(instructions: ["first"], looks: 3)
        let folder = bench.sessions.url.appendingPathComponent("batches")
        do {
            _ = try bench.batch(on: [1, 2])
        }
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let journal = folder.appendingPathComponent(name)
        let earlier = try Data(contentsOf: journal)
        bench.service.play(inBatches: .listedLate)
        guard case .underWay = try await bench.run(on: [1, 2], { $0.detaches = true }).0 else {
            Issue.record("not under way")
            return
        }
        try FileManager.default.removeItem(at: journal)
        if isPutBack { try earlier.write(to: journal) }
        do {
            let batch = try bench.batch(on: [1, 2]) { $0.detaches = true }
            _ = await batch.survey()
            #expect(try await batch.takeOver().isEmpty)
            #expect(await batch.unmadeLines == 2)
            let doubt = await batch.secondsInDoubt
            #expect((1.0...1800).contains(doubt))
            guard case .underWay = try await batch.perform(onEvent: { _ in }) else {
                Issue.record("not under way")
                return
            }
            #expect(bench.service.batchRecord.jobs == 1)
        }
        guard let batch = try await finished(on: [1, 2], of: bench) else { return }
        #expect(await batch.results().allSatisfy { $0.isDone })
        let record = bench.service.batchRecord
        #expect(record.jobs == 1 && record.lines == 2 && record.paidTwice.isEmpty, "\(record)")
        await bench.close()
    }

    /// What of a journal was there at some moment.
    enum Moment: String, CaseIterable { case preparing, making, putOff }

    @Test(
        "A journal that was put back to a moment in which it knew the job, but not that it was made, makes none again",
        arguments: Moment.allCases, [true, false])
    func knownAgain(moment: Moment, isListed: Bool) async throws {
        let bench = try await BatchBench(instructions: ["first"], looks: 4)
        let folder = bench.sessions.url.appendingPathComponent("batches")
        do {
            _ = try bench.batch(on: [1, 2])
        }
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let journal = folder.appendingPathComponent(name)
        if moment == .putOff {
            bench.service.play(inBatches: .create429)
            _ = try await bench.run(on: [1, 2], { $0.detaches = true })
            bench.clock.wait(60)
        }
        let putOff = try Data(contentsOf: journal)
        if !isListed { bench.service.play(inBatches: .listedLate) }
        _ = try await bench.run(on: [1, 2], { $0.detaches = true })
        #expect(bench.service.batchRecord.jobs == 1)
        let lines = try Data(contentsOf: journal).split(separator: 0x0A).map { $0 + [0x0A] }
        let earlier: Data
        switch moment {
        case .putOff: earlier = putOff
        case .preparing, .making:
            let last = try #require(lines.firstIndex { $0.range(of: Data("\"\(moment.rawValue)\"".utf8)) != nil })
            earlier = Data(lines[...last].joined())
        }
        try FileManager.default.removeItem(at: journal)
        try earlier.write(to: journal)
        let batch = try bench.batch(on: [1, 2])
        _ = await batch.survey()
        _ = try await batch.takeOver()
        guard case .done = try await batch.perform(onEvent: { _ in }) else {
            Issue.record("not done")
            return
        }
        #expect(await batch.results().allSatisfy { $0.isDone })
        let record = bench.service.batchRecord
        #expect(record.jobs == 1 && record.paidTwice.isEmpty && record.givenTooEarly.isEmpty, "\(record)")
        await bench.close()
    }

    @Test("One by one is not asked for what a job has whose record is gone")
    func notOneByOne() async throws {
        let bench = try await bench([1, 2])
        let asked = AskedJobs(in: bench.url.appendingPathComponent("jobs"))
        let set = bench.set(on: [1, 2], by: bench.model.batched!)
        #expect(try set.linesInJobs(at: bench.clock.now) == 0)
        #expect(try set.linesInJobs(asked: asked, at: bench.clock.now) == 2)
        #expect(
            try bench.set(on: [1, 3], by: bench.model.batched!).linesInJobs(asked: asked, at: bench.clock.now) == 0)
        #expect(try set.linesInJobs(asked: asked, at: bench.clock.now.addingTimeInterval(200_000)) == 0)
        // What is over has nothing more to bring.
        guard try await finished(on: [1, 2], of: bench) != nil else { return }
        try FileManager.default.removeItem(at: bench.sessions.url.appendingPathComponent("batches"))
        #expect(try set.linesInJobs(asked: asked, at: bench.clock.now) == 0)
        await bench.close()
    }

    @Test("Two programs do not ask for one set's jobs from different folders at the same time")
    func twoFolders() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        let first = try bench.batch(on: [1])
        _ = await first.survey()
        _ = try await first.takeOver()
        let elsewhere = SessionsFolder(url: bench.url.appendingPathComponent("elsewhere"))
        let batched = bench.model.batched!
        let second = try BatchReplay(
            bench.set(on: [1], by: batched, in: elsewhere), by: batched,
            asked: AskedJobs(in: bench.url.appendingPathComponent("jobs")))
        _ = await second.survey()
        await #expect(throws: SessionFailure.setInUse(1)) { _ = try await second.takeOver() }
        await bench.close()
    }

    @Test("What would be listed by now and is not was not made: its lines go into another")
    func neverListed() async throws {
        let bench = try await BatchBench(instructions: ["first"], looks: 3)
        bench.service.play(inBatches: .createLost)
        guard case .underWay = try await bench.run(on: [1, 2], { $0.detaches = true }).0 else {
            Issue.record("not under way")
            return
        }
        try FileManager.default.removeItem(at: bench.sessions.url.appendingPathComponent("batches"))
        let before = bench.clock.now
        let batch = try bench.batch(on: [1, 2])
        _ = await batch.survey()
        #expect(try await batch.takeOver().isEmpty)
        guard case .done = try await batch.perform(onEvent: { _ in }) else {
            Issue.record("not done")
            return
        }
        #expect((1700.0...7200).contains(bench.clock.now.timeIntervalSince(before)))
        #expect(await batch.results().allSatisfy { $0.isDone } && bench.service.batchRecord.lines == 2)
        await bench.close()
    }

    @Test("While the service does not tell which jobs stand, those on record are gone on with, and no other is made")
    func unlisted() async throws {
        for trouble in [BatchTrouble.unlisted, .unlistedForGood] {
            let bench = try await BatchBench(instructions: ["first"], looks: 4)
            bench.service.play(inBatches: trouble)
            let seeds = Array(1...6)
            guard
                case .underWay = try await bench.run(
                    on: seeds, { ($0.limits.lines, $0.mostUnderWay, $0.detaches) = (4, 1, true) }
                ).0
            else {
                Issue.record("not under way")
                return
            }
            do {
                let batch = try bench.batch(on: seeds) { ($0.limits.lines, $0.detaches) = (4, true) }
                _ = await batch.survey()
                await #expect(throws: ModelFailure.self) { _ = try await batch.takeOver() }
                guard case .underWay = try await batch.perform(onEvent: { _ in }) else {
                    Issue.record("not under way")
                    return
                }
                #expect(bench.service.batchRecord.jobs == 1)
            }
            let batch = try bench.batch(on: seeds) { $0.limits.lines = 4 }
            _ = await batch.survey()
            await #expect(throws: ModelFailure.self) { _ = try await batch.takeOver() }
            if trouble == .unlisted {
                guard case .done = try await batch.perform(onEvent: { _ in }) else {
                    Issue.record("not done")
                    return
                }
                #expect(await batch.results().allSatisfy { $0.isDone } && bench.service.batchRecord.lines == 6)
            } else {
                await #expect(throws: ModelFailure.self) { _ = try await batch.perform { _ in } }
                #expect(await batch.results().count(where: \.isDone) == 4 && bench.service.batchRecord.jobs == 1)
            }
            #expect(bench.service.batchRecord.paidTwice.isEmpty && bench.service.batchRecord.givenTooEarly.isEmpty)
            await bench.close()
        }
    }

    @Test("Those of other pictures are not touched")
    func others() async throws {
        let bench = try await bench([1, 2])
        let other = try bench.batch(on: [3, 4])
        _ = await other.survey()
        #expect(try await other.takeOver().isEmpty)
        await bench.close()
    }
}
