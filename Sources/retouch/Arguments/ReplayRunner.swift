import Foundation
import Glibc
import LineEditing
import Pictures
import Sessions
import Studio
import Synchronization
import TerminalUI

/// Carries a replay out in front of a person: one line of progress, and ^C.
///
/// On several pictures the first ^C, or a SIGTERM, begins nothing further and lets what was paid for come; the next one
/// cancels that, too.
struct ReplayRunner: Sendable {
    let console: Console
    let report: ReplayReport
    let delivery: ReplayDelivery

    /// The results, and the first picture that could not be written where it was asked for.
    func run(_ set: ReplaySet, jobs: Int) async -> (results: [ReplayResult], undelivered: Message?) {
        let surroundings = console.surroundings
        let line = ReplayProgress(pictures: set.items.count, turns: set.items.count * set.replay.steps.count)
        let marksWindow = !console.quiet && surroundings.talk.movesCursor && surroundings.program.showsProgress
        let progress = ProgressLine(
            line.text, terminal: surroundings.talk, window: { surroundings.windowSize() },
            marksWindow: marksWindow, interrupting: report.isOne ? "cancels" : "stops after what is under way"
        ) { [console] text in
            if !console.quiet { console.draw(text) }
        }
        let (events, continuation) = AsyncStream.makeStream(of: ReplaySet.Event.self)
        let showing = Task { await show(events, of: set, line, progress) }
        await progress.begin()
        let task = Task { await set.perform(jobs: jobs) { continuation.yield($0) } }
        let presses = Mutex(0)
        let isOne = report.isOne
        let source = SignalSource([SIGINT, SIGTERM]) { [console] _ in
            let press = presses.withLock { presses in
                presses += 1
                return presses
            }
            switch press {
            case 1 where !isOne:
                Task {
                    await set.stop()
                    await progress.update("finishing what is under way", interrupting: "cancels it")
                }
            case 1,
                2 where !isOne:
                task.cancel()
                Task { await progress.update("cancelling") }
            default:
                if marksWindow { console.draw("\(ProgressLine.unmarking)") }
                _exit(ExitStatus.interrupted.rawValue)
            }
            return true
        }
        let results = await task.value
        source.cancel()
        continuation.finish()
        var undelivered = await showing.value
        await progress.end()
        for result in results where !result.isDone {
            guard let double = ReplayDelivery.delivered(result, among: results), let message = deliver(double) else {
                continue
            }
            console.complain(message)
            undelivered = undelivered ?? message
        }
        console.complainNow()
        return (results, undelivered)
    }

    /// Shows what happens as it happens, and writes pictures where they were asked for.
    private func show(
        _ events: AsyncStream<ReplaySet.Event>, of set: ReplaySet, _ line: ReplayProgress, _ progress: ProgressLine
    ) async -> Message? {
        var line = line
        var undelivered: Message?
        for await event in events {
            line.take(event)
            switch event {
            case .turn(let turn?, let session) where report.isOne:
                await progress.end()
                report.say(turn, session: session)
                if line.hasMore { await progress.begin() }
            case .ended(let result):
                if let message = deliver(result) {
                    console.complain(message)
                    undelivered = undelivered ?? message
                }
                guard !report.isOne else { break }
                // Data on the terminal would run into the line of progress.
                let isShared = console.surroundings.output.isTerminal && console.json
                if isShared { await progress.end() }
                report.say(result)
                if isShared { await progress.begin() }
            default: break
            }
            if await set.stopping == nil { await progress.update(line.text) }
        }
        return undelivered
    }

    private func deliver(_ result: ReplayResult) -> Message? {
        guard result.isDone, let folder = result.file?.deletingLastPathComponent(), let number = result.session else {
            return nil
        }
        do {
            let session = try SessionsFolder(url: folder.deletingLastPathComponent()).read(number)
            try delivery.deliver(result, from: session)
            return nil
        } catch {
            return Message(error, surroundings: console.surroundings)
        }
    }
}

/// How far a replay is: "412 of 1,000 pictures  7.9 turns a second  1:15 left  3 failed".
struct ReplayProgress: Sendable {
    let pictures: Int
    let turns: Int
    private var ended = 0
    private var failed = 0
    private var turnsThere = 0
    private var turnsMade = 0
    private var waiting: Double?
    private let start = ContinuousClock.now

    init(pictures: Int, turns: Int) {
        self.pictures = pictures
        self.turns = turns
    }

    var hasMore: Bool { turnsThere < turns }

    mutating func take(_ event: ReplaySet.Event) {
        switch event {
        case .turn(let turn, _):
            turnsThere += 1
            if turn != nil {
                turnsMade += 1
                waiting = nil
            }
        case .waiting(let seconds): waiting = seconds
        case .ended(let result):
            ended += 1
            if case .failed = result.outcome { failed += 1 }
        }
    }

    var text: String { text(seconds: (ContinuousClock.now - start) / .seconds(1)) }

    func text(seconds: Double) -> String {
        var parts = [
            pictures == 1
                ? "turn \(min(turnsThere + 1, turns)) of \(turns)"
                : "\(ended) of \(ReplayReport.count(pictures, "picture"))"
        ]
        if turnsMade >= 2, seconds > 1, pictures > 1 {
            let rate = Double(turnsMade) / seconds
            parts.append(
                rate >= 0.95
                    ? String(format: "%.1f turns a second", rate) : String(format: "%.1f turns a minute", rate * 60))
            let left = Int(saturating: (Double(turns - turnsThere) / rate).rounded(.up))
            parts.append(
                left >= 3600
                    ? String(format: "%d:%02d:%02d left", left / 3600, left / 60 % 60, left % 60)
                    : String(format: "%d:%02d left", left / 60, left % 60))
        }
        if failed > 0 { parts.append("\(failed) failed") }
        if let waiting, waiting >= 1 { parts.append("the service wants \(Message.duration(waiting)) of patience") }
        return parts.joined(separator: ", ")
    }
}
