import Foundation
import ImageModels
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

    @Test("Those of other pictures are not touched")
    func others() async throws {
        let bench = try await bench([1, 2])
        let other = try bench.batch(on: [3, 4])
        _ = await other.survey()
        #expect(try await other.takeOver().isEmpty)
        await bench.close()
    }
}
