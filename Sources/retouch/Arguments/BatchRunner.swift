import ArgumentParser
import Foundation
import Glibc
import ImageModels
import LineEditing
import Sessions
import Studio
import Synchronization
import TerminalUI

extension ReplayCommand {
    /// Carries a replay out in batches, as far as it comes.
    func runInBatches(
        _ set: ReplaySet, _ chosen: [any ImageModel], _ report: ReplayReport, _ delivery: ReplayDelivery,
        _ models: Models, in folder: SessionsFolder
    ) async throws {
        guard let model = chosen.first as? any BatchModel else { return }
        let console = report.console
        let settings = modelOptions.settings(models)
        let replay = try BatchReplay(
            set, by: model, batch.terms(jobs: jobs, at: model.profile.service.flatMap(models.catalogue.service)),
            asked: console.surroundings.askedJobs)
        let words = BatchReport(
            console: console, set: set, model: model, folder: namedFolder)
        _ = await replay.survey()
        func sayWork() async -> ReplayWork {
            let left = await replay.left
            var work = ReplayWork(set, left: left.turns, settings: settings)
            work.leftBefore = left.pictures
            words.sayWork(work, open: await replay.openLines)
            return work
        }
        let work = await sayWork()
        try work.confirm("would be sent in batches", saysYes: modelOptions.yes)
        if batch.thenFullPrice, work.leftBefore > 0, !modelOptions.yes { throw words.fullPriceUnasked(work) }
        do {
            let found = try await replay.takeOver()
            words.sayTakenOver(found)
            if !found.isEmpty { _ = await sayWork() }
        } catch let failure as ModelFailure {
            // What is on record here can be looked at all the same: its answers are paid for.
            guard await replay.openLines > 0 else { throw Refusal(words.unasked(failure)) }
            console.complain(words.unasked(failure, goesOn: true))
        }
        let runner = BatchRunner(console: console, replay: replay, words: words)
        do {
            try await goOn(runner, words, report, delivery, in: folder)
        } catch  where !(error is ExitCode || error is CancellationError) {
            // Whatever ended it, what is ready comes out.
            _ = runner.deliver(await replay.results(), by: delivery)
            let open = await replay.openLines
            throw Refusal((error as? ModelFailure).map { words.message($0, open: open) } ?? words.message(error))
        }
    }

    private func goOn(
        _ runner: BatchRunner, _ words: BatchReport, _ report: ReplayReport, _ delivery: ReplayDelivery,
        in folder: SessionsFolder
    ) async throws {
        let replay = runner.replay
        while true {
            switch try await runner.run() {
            case .done:
                let results = await replay.results()
                let undelivered = runner.deliver(results, by: delivery)
                for result in results { report.say(result) }
                try await finish(results, of: replay.set, stopping: replay.stopping, in: folder, report)
                if let undelivered { throw ExitCode(undelivered.exit.rawValue) }
                return
            case .underWay:
                let results = await replay.results()
                // What can't be written now is tried again by the run that goes on.
                _ = runner.deliver(results, by: delivery)
                let unmade = await replay.unmadeLines
                words.sayUnderWay(
                    results, lines: await replay.openLines - unmade, unmade: unmade,
                    inDoubt: await replay.secondsInDoubt, await replay.unsettledJobs, trouble: await replay.lastTrouble)
                let isAsked = if case .asked? = await replay.stopping { true } else { false }
                throw ExitCode((isAsked ? ExitStatus.interrupted : .tryLater).rawValue)
            case .late(let step, let pictures, let dollars):
                let isAgreed = words.offer(
                    step, pictures, exhausted: await replay.exhausted(step), dollars, reason: await replay.reason,
                    unasked: batch.thenFullPrice,
                    deadline: batch.deadline ?? 24)
                if isAgreed {
                    try await runner.runOneByOne(step: step, jobs: jobs ?? 4)
                } else {
                    await replay.leave(step: step)
                }
            case .stuck(let jobs):
                let results = await replay.results()
                for result in results { report.say(result) }
                try report.sayResults(results, stopping: nil, folder: folder)
                throw words.stuck(jobs, await replay.unsettledJobs)
            }
        }
    }
}

/// Carries a batch out in front of a person: one line of progress, and ^C, which leaves the jobs at the service.
struct BatchRunner: Sendable {
    let console: Console
    let replay: BatchReplay
    let words: BatchReport

    func run() async throws -> BatchReplay.End {
        try await watching { onEvent in try await replay.perform(onEvent: onEvent) }
    }

    func runOneByOne(step: Int, jobs: Int) async throws {
        try await watching { onEvent in try await replay.performOneByOne(step: step, jobs: jobs, onEvent: onEvent) }
    }

    private func watching<Outcome: Sendable>(
        _ work: @escaping @Sendable (@escaping @Sendable (BatchReplay.Event) -> Void) async throws -> Outcome
    ) async throws -> Outcome {
        let surroundings = console.surroundings
        let marksWindow = !console.quiet && surroundings.talk.movesCursor && surroundings.program.showsProgress
        let line = Mutex(BatchProgress(set: replay.set))
        let progress = ProgressLine(
            "looking at the jobs", terminal: surroundings.talk, window: { surroundings.windowSize() },
            marksWindow: marksWindow, interrupting: "leaves the jobs to the service"
        ) { [console] text in
            if !console.quiet { console.draw(text) }
        }
        let (events, continuation) = AsyncStream.makeStream(of: BatchReplay.Event.self, bufferingPolicy: .unbounded)
        let showing = Task {
            for await event in events {
                if let said = line.withLock({ $0.take(event) }), !surroundings.talk.movesCursor { console.say(said) }
                if await replay.stopping == nil { await progress.update(line.withLock { $0.text }) }
            }
        }
        await progress.begin()
        let task = Task { try await work { continuation.yield($0) } }
        let presses = Mutex(0)
        let source = SignalSource([SIGINT, SIGTERM]) { [console] _ in
            let press = presses.withLock { presses in
                presses += 1
                return presses
            }
            switch press {
            case 1:
                Task {
                    await replay.stop()
                    await progress.update("finishing what is under way here", interrupting: "cancels it")
                }
            case 2: task.cancel()
            default:
                if marksWindow { console.draw("\(ProgressLine.unmarking)") }
                _exit(ExitStatus.interrupted.rawValue)
            }
            return true
        }
        let outcome = await task.result
        source.cancel()
        continuation.finish()
        await showing.value
        await progress.end()
        console.complainNow()
        return try outcome.get()
    }

    /// Writes the pictures that are done where they were asked for. The first that could not be written.
    func deliver(_ results: [ReplayResult], by delivery: ReplayDelivery) -> Message? {
        var undelivered: Message?
        for result in results {
            do {
                if let written = ReplayDelivery.delivered(result, among: results), let number = written.session {
                    try delivery.deliver(written, from: replay.set.session(number))
                }
            } catch {
                let message = Message(error, surroundings: console.surroundings)
                console.complain(message)
                undelivered = undelivered ?? message
            }
        }
        return undelivered
    }
}
