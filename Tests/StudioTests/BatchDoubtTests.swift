import Foundation
import ImageModels
import Sessions
import Studio
import Synchronization
import TestSupport
import Testing

@Suite("A job whose making got no answer") struct BatchDoubtTests {
    @Test("It is looked for while it may be listed yet, and its lines go into no other")
    func listedLate() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        bench.service.play(inBatches: .createListedLate)
        let (end, results) = try await bench.run(on: [1, 2])
        guard case .done = end else {
            Issue.record("\(end)")
            return
        }
        #expect(results.allSatisfy { $0.isDone })
        let record = bench.service.batchRecord
        #expect(record.jobs == 1 && record.paidTwice.isEmpty && record.givenTooEarly.isEmpty, "\(record)")
        await bench.close()
    }

    @Test("Runs that detach look once each, hold its lines together, and make it again when the time is over")
    func heldOverRuns() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        bench.service.play(inBatches: .createLost)
        func asked() -> Int { bench.server.requests.count { $0.path.hasSuffix(":batchGenerateContent") } }
        for _ in 1...3 {
            let batch = try bench.batch(on: [1, 2]) { $0.detaches = true }
            _ = await batch.survey()
            guard case .underWay = try await batch.perform(onEvent: { _ in }) else {
                Issue.record("not under way")
                return
            }
            #expect(await batch.unmadeLines == 2)
            #expect(await batch.secondsInDoubt > 0)
            #expect(asked() == 1)
            bench.clock.wait(300)
        }
        bench.clock.wait(1800)
        let (end, results) = try await bench.run(on: [1, 2])
        guard case .done = end else {
            Issue.record("\(end)")
            return
        }
        #expect(results.allSatisfy { $0.isDone } && asked() == 2)
        #expect(bench.service.batchRecord.jobs == 1 && bench.service.batchRecord.paidTwice.isEmpty)
        await bench.close()
    }

    @Test("A clock that was put back holds its lines for no longer than the time that it takes")
    func clockPutBack() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        bench.service.play(inBatches: .createLost)
        bench.clock.wait(1e8)
        guard case .underWay = try await bench.run(on: [1], { $0.detaches = true }).0 else {
            Issue.record("not under way")
            return
        }
        bench.clock.wait(-1e8)
        let before = bench.clock.now
        let (end, results) = try await bench.run(on: [1])
        guard case .done = end else {
            Issue.record("\(end)")
            return
        }
        #expect(results[0].isDone)
        #expect((1800...7200).contains(bench.clock.now.timeIntervalSince(before)))
        await bench.close()
    }

    @Test("What the service put off is in no doubt, and is made as soon as it may be")
    func putOff() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        bench.service.play(inBatches: .create429)
        do {
            // One program at a time goes on with a set.
            let batch = try bench.batch(on: [1]) { $0.detaches = true }
            _ = await batch.survey()
            guard case .underWay = try await batch.perform(onEvent: { _ in }) else {
                Issue.record("not under way")
                return
            }
            #expect(await batch.secondsInDoubt <= 0)
        }
        bench.clock.wait(60)
        let before = bench.clock.now
        guard case .done = try await bench.run(on: [1]).0 else {
            Issue.record("not done")
            return
        }
        #expect(bench.clock.now.timeIntervalSince(before) < 600)
        await bench.close()
    }

    @Test("Of two that stand after all, one is cancelled, which is told")
    func twins() async throws {
        let bench = try await BatchBench(instructions: ["first"], looks: 30)
        bench.service.play(inBatches: .createListedLate)
        let batch = try bench.batch(on: [1, 2]) { $0.listing = 20 }
        _ = await batch.survey()
        let twins = Mutex<[String]>([])
        let end = try await batch.perform { event in
            if case .twin(let job) = event { twins.withLock { $0.append(job.id) } }
        }
        guard case .done = end else {
            Issue.record("\(end)")
            return
        }
        #expect(twins.withLock { $0 } == ["batches/b1x"])
        #expect(bench.service.batchRecord.jobs == 2 && bench.service.batchRecord.paidTwice.isEmpty)
        await bench.close()
    }

    @Test("At the deadline its lines go nowhere before it is certain that it is not there")
    func deadline() async throws {
        let bench = try await BatchBench(instructions: ["first"])
        bench.service.play(inBatches: .createLost)
        let before = bench.clock.now
        // They had no job: their time begins with the one that is made then.
        let (end, _) = try await bench.run(on: [1]) { $0.deadline = 900 }
        guard case .done = end else {
            Issue.record("\(end)")
            return
        }
        #expect(bench.clock.now.timeIntervalSince(before) >= 1800)
        #expect(bench.service.batchRecord.jobs == 1 && bench.service.batchRecord.paidTwice.isEmpty)
        #expect(bench.server.requests.allSatisfy { !$0.path.hasSuffix(":generateContent") })
        await bench.close()
    }
}
