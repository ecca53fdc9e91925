import Foundation
import ImageModels
import Pictures
import Sessions
import Studio
import TerminalUI

/// The words about a replay in batches.
struct BatchReport: Sendable {
    let console: Console
    let set: ReplaySet
    let model: any BatchModel

    private static func requests(_ count: Int) -> String { ReplayReport.count(count, "request") }

    func sayWork(_ work: ReplayWork, open: Int) {
        let steps = set.replay.steps.count == 1 ? "1 instruction" : "\(set.replay.steps.count) instructions"
        var line =
            "\(ReplayReport.count(work.pictures, "picture")), \(steps) each, by \(work.models.joined(separator: " and "))"
        if work.doneBefore > 0 { line += "; \(work.doneBefore) with nothing left to ask for" }
        if open > 0 { line += "; \(Self.requests(open)) in jobs that are under way" }
        if work.paidRequests > 0 { line += "; \(Self.requests(work.paidRequests)) in batches, \(work.price)" }
        console.say(line)
    }

    func sayUnderWay(_ results: [ReplayResult], lines: Int) {
        let failed = results.count { if case .failed = $0.outcome { true } else { false } }
        var line = "\(results.count(where: \.isDone)) of \(results.count) done"
        if failed > 0 { line += ", \(failed) failed" }
        if lines > 0 { line += "; \(Self.requests(lines)) \(lines == 1 ? "is" : "are") in jobs that are under way" }
        console.say(line + ". The same command goes on; retouch batch lists the jobs and cancels them.")
        if console.json {
            console.print(
                json: BatchSummaryObject(
                    pictures: results.count, done: results.count(where: \.isDone), failed: failed, underWay: lines))
        }
    }

    /// Asks whether the rest of a round is to be paid in full.
    func offer(_ step: Int, _ pictures: Int, _ dollars: Double?, reason: String?, unasked: Bool, deadline: Double)
        -> Bool
    {
        let turn = set.replay.steps[step].number
        let price =
            dollars.map { "about \(Amounts.dollars($0, isEstimate: false))" } ?? "at a price that is not known here"
        let what =
            "The batch left \(ReplayReport.count(pictures, "picture")) of turn \(turn), after \(deadline.formatted()) hours or "
            + "after jobs without an answer\(Self.said(reason)); one by one, at full price, they cost \(price)."
        console.say(what)
        guard dollars != nil else {
            console.say("Nothing was sent for them. Say what one costs: --price 0.04")
            return false
        }
        if unasked { return true }
        if console.surroundings.talk.isTerminal, console.surroundings.standardInputIsTerminal {
            console.draw("Send them? [y/N] ")
            let answer = (readLine() ?? "").trimmingCharacters(in: .whitespaces).lowercased()
            if ["y", "yes"].contains(answer) { return true }
        }
        console.say(
            "Nothing was sent for them. --then-full-price sends them; --deadline \((max(24, deadline) * 2).formatted()) gives "
                + "those more time that have had fewer than three jobs.")
        return false
    }

    private static func said(_ reason: String?) -> String {
        guard let reason, !reason.isEmpty else { return "" }
        return " (\(Sanitising.line(reason, limit: 120)))"
    }

    func stuck(_ jobs: [String]) -> Refusal {
        Refusal(
            "\(ReplayReport.count(jobs.count, "job")) \(jobs.count == 1 ? "does" : "do") not end, or \(jobs.count == 1 ? "has" : "have") no answers to "
                + "be had: \(jobs.prefix(4).map { Sanitising.line($0, limit: 80) }.joined(separator: ", ")).",
            kept: "Their pictures are asked for nowhere else, since they may still be charged.",
            next: "The same command looks again; retouch batch forget ID gives a job up.", exit: .tryLater)
    }
}

private struct BatchSummaryObject: Encodable {
    var pictures: Int
    var done: Int
    var failed: Int
    var underWay: Int
}

/// How far a batch is: "turn 2: 600 of 1,800 requests in 3 jobs, 12 min; 1,200 turns made".
struct BatchProgress: Sendable {
    private let steps: [Int]
    private let turns: Int
    private var made = 0
    private var now = ""

    init(set: ReplaySet) {
        steps = set.replay.steps.map(\.number)
        turns = set.items.count * set.replay.steps.count
    }

    /// What is worth a line of its own.
    mutating func take(_ event: BatchReplay.Event) -> String? {
        switch event {
        case .preparing(let step, let lines):
            now = "turn \(steps[step]): \(ReplayReport.count(lines, "picture")) prepared"
        case .made(let job, let step, let lines):
            return
                "turn \(steps[step]): \(ReplayReport.count(lines, "request")) in \(Sanitising.line(job.id, limit: 80))"
        case .underWay(let step, let jobs, let lines, let seconds):
            now =
                "turn \(steps[step]): \(ReplayReport.count(lines, "request")) in \(ReplayReport.count(jobs, "job"))"
                + (seconds >= 60 ? ", \(Message.age(seconds))" : "")
        case .turn: made += 1
        case .over(let job, let answered, let lines):
            return
                "\(Sanitising.line(job.id, limit: 80)) \(job.state.words): \(answered) of \(ReplayReport.count(lines, "answer"))"
        case .waiting(let seconds): now = "the service wants \(Message.duration(seconds)) of patience"
        }
        return nil
    }

    var text: String {
        let count = made == 0 ? "" : "\(ReplayReport.count(made, "turn")) of \(ReplayReport.count(turns, "turn")); "
        return count + (now.isEmpty ? "looking at the jobs" : now)
    }
}

extension BatchJob.State {
    var words: String {
        switch self {
        case .pending: "waits"
        case .running: "runs"
        case .succeeded: "has succeeded"
        case .partlySucceeded: "has succeeded in part"
        case .failed: "has failed"
        case .cancelled: "was cancelled"
        case .expired: "has expired"
        case .other(let word): Sanitising.line(word, limit: 40)
        }
    }
}

extension Message {
    /// "12 min", "3 h 20 min", "2 days".
    static func age(_ seconds: Double) -> String {
        let minutes = Int(saturating: (max(0, seconds) / 60).rounded(.down))
        if minutes < 60 { return "\(minutes) min" }
        if minutes < 48 * 60 { return "\(minutes / 60) h \(minutes % 60) min" }
        return "\(minutes / 1440) days"
    }

    init(batch failure: BatchFailure) {
        switch failure {
        case .earlier(let words):
            self.init("It failed in the batch: \(Sanitising.line(words, limit: 300))", exit: .failed)
        case .left(let words):
            let said = words.isEmpty ? "" : ": \(Sanitising.line(words, limit: 300))"
            self.init("It came back without an answer\(said)", exit: .failed)
        case .unknownJob(let id):
            self.init(
                "Google does not know the job \(Sanitising.line(id, limit: 80)).",
                kept: "What it has is asked for nowhere else, since it may be charged.",
                next:
                    "Is this the key of another project? retouch batch forget \(Sanitising.line(id, limit: 80)) gives it up.",
                exit: .unavailable)
        case .pictureGone(let kept):
            self.init(
                "The picture that was sent is not the last of its session any more.",
                kept: kept.map { "Its answer is in \(Sanitising.name($0))." } ?? "", exit: .failed)
        case .answers(let code):
            self.init(
                "The batch's files can't be written or read: \(String(cString: strerror(code))).",
                kept: "What is in its jobs is not lost.", next: "The same command goes on.", exit: .cannotWrite)
        }
    }
}
