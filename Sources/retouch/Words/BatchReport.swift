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
    /// The folder of sessions as it has to be named to `retouch batch`, where it is not the one that is looked for anyway.
    var folder: String?

    private static func requests(_ count: Int) -> String { ReplayReport.count(count, "request") }

    /// Jobs of this replay that stand at the service, and of which nothing is known here.
    func sayTakenOver(_ jobs: [BatchJob]) {
        guard let first = jobs.first else { return }
        let names = jobs.prefix(4).map { Sanitising.line($0.id, limit: 80) }.joined(separator: ", ")
        console.say(
            jobs.count == 1
                ? "\(Sanitising.line(first.id, limit: 80)) was made for these pictures, and there is no record of it here: it is gone on with."
                : "\(jobs.count) jobs were made for these pictures, and there is no record of them here: they are gone on with (\(names)\(jobs.count > 4 ? " …" : ""))."
        )
    }

    /// The service does not tell which jobs stand.
    /// - Parameter goesOn: whether jobs on record are gone on with all the same.
    func unasked(_ failure: ModelFailure, goesOn: Bool = false) -> Message {
        var message = message(failure, open: 0)
        if goesOn {
            message.kept =
                "Whether the service has other jobs for these pictures is not known: those on record here are gone on with, and no further one is made before it is."
            message.next = nil
            return message
        }
        if case .service(let failure) = failure, [.noKey, .refusedKey].contains(failure.kind) { return message }
        message.kept = "Nothing was sent: whether jobs for these pictures stand at the service already is not known."
        return message
    }

    func fullPriceUnasked(_ work: ReplayWork) -> Refusal {
        Refusal(
            "\(ReplayReport.count(work.leftBefore, "picture")) that earlier jobs left would be sent at full price.",
            kept: "Nothing was sent.", next: "Say --yes to send them.", exit: .usage)
    }

    func sayWork(_ work: ReplayWork, open: Int) {
        let steps = set.replay.steps.count == 1 ? "1 instruction" : "\(set.replay.steps.count) instructions"
        var line =
            "\(ReplayReport.count(work.pictures, "picture")), \(steps) each, by \(work.models.joined(separator: " and "))"
        let done = work.doneBefore - work.leftBefore
        if done > 0 { line += "; \(done) with nothing left to ask for" }
        if work.leftBefore > 0 { line += "; \(work.leftBefore) left by earlier jobs, offered at full price" }
        if open > 0 { line += "; \(Self.requests(open)) in jobs that are under way" }
        if work.paidRequests > 0 { line += "; \(Self.requests(work.paidRequests)) in batches, \(work.price)" }
        console.say(line)
    }

    func sayUnderWay(
        _ results: [ReplayResult], lines: Int, unmade: Int, inDoubt: Double,
        _ unsettled: [(job: String, why: BatchReplay.Unsettled)],
        trouble: (any Error)?
    ) {
        for (job, why) in unsettled { console.say(placed(Self.words(job, why, console.surroundings))) }
        if let trouble {
            console.say("What went wrong last: \(Message(trouble, surroundings: console.surroundings).what)")
        }
        let failed = results.count { if case .failed = $0.outcome { true } else { false } }
        var line = "\(results.count(where: \.isDone)) of \(results.count) done"
        if failed > 0 { line += ", \(failed) failed" }
        if lines > 0 { line += "; \(Self.requests(lines)) \(lines == 1 ? "is" : "are") in jobs that are under way" }
        if unmade > 0 {
            line += "; \(Self.requests(unmade)) \(unmade == 1 ? "waits" : "wait") for a job to be made or found"
        }
        console.say(placed(line + ". The same command goes on; retouch batch lists the jobs and cancels them."))
        if inDoubt > 0 { console.say(placed(Self.doubt(inDoubt) + " retouch batch forget ID gives it up sooner.")) }
        if console.json {
            console.print(
                json: BatchSummaryObject(
                    pictures: results.count, done: results.count(where: \.isDone), failed: failed,
                    underWay: lines + unmade))
        }
    }

    /// What is done about a job whose making got no answer.
    static func doubt(_ seconds: Double) -> String {
        "The request for a job got no answer, and may have made one: it is looked for for another "
            + "\(Message.duration(seconds)), since a second one would be paid as well."
    }

    /// What becomes of a job's requests that is given up: "its 2 requests are free".
    static func free(_ lines: Int, answered: Int) -> String {
        let left = lines - answered
        if left == 0 { return "all of its answers had been taken in, and no request is free" }
        if answered > 0 {
            return
                "\(ReplayReport.count(answered, "answer")) had been taken in, and its other \(requests(left)) \(left == 1 ? "is" : "are") free"
        }
        return lines == 1 ? "its request is free" : "its \(lines) requests are free"
    }

    /// Asks whether the rest of a round is to be paid in full.
    func offer(
        _ step: Int, _ pictures: Int, exhausted: Int, _ dollars: Double?, reason: String?, unasked: Bool,
        deadline: Double
    ) -> Bool {
        let turn = set.replay.steps[step].number
        let price =
            dollars.map { "about \(Amounts.dollars($0, isEstimate: false))" } ?? "at a price that is not known here"
        let what =
            "The batch left \(ReplayReport.count(pictures, "picture")) of turn \(turn), after "
            + [
                exhausted < pictures ? "\(String(format: "%g", deadline)) hours" : nil,
                exhausted > 0 ? "three jobs without an answer" : nil,
            ].compactMap(\.self).joined(separator: " or ")
            + "\(Self.said(reason)); one by one, at full price, they cost \(price)."
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
            "Nothing was sent for them. --then-full-price sends them"
                + (exhausted == pictures
                    ? "."
                    : "; --deadline \(String(format: "%g", max(24, deadline) * 2)) gives "
                        + (exhausted == 0 ? "them more time." : "those more time that have had fewer than three jobs."))
        )
        return false
    }

    private static func said(_ reason: String?) -> String {
        guard let reason, !reason.isEmpty else { return "" }
        return " (\(Sanitising.line(reason, limit: 120)))"
    }

    func stuck(_ jobs: [String], _ unsettled: [(job: String, why: BatchReplay.Unsettled)]) -> Refusal {
        let reasons = jobs.prefix(4).map { job in
            unsettled.first { $0.job == job }.map { Self.words(job, $0.why, console.surroundings) }
                ?? "\(Sanitising.line(job, limit: 80)) does not end."
        }
        let more = jobs.count > 4 ? ["So it is with \(jobs.count - 4) more."] : []
        return Refusal(
            (reasons + more).joined(separator: "\n"),
            kept:
                "What \(jobs.count == 1 ? "it has" : "they have") is asked for nowhere else, since it may be charged.",
            next:
                "The same command looks again; retouch batch forget ID gives a job up, and what it has may then be paid twice.",
            exit: .tryLater)
    }

    /// Why a job comes no further.
    private static func words(_ job: String, _ why: BatchReplay.Unsettled, _ surroundings: Surroundings) -> String {
        let name = Sanitising.line(job, limit: 80)
        switch why {
        case .noFile: return "\(name) is over and names no file of answers."
        case .incomplete(let missing, let kept):
            let answers = "\(ReplayReport.count(missing, "answer")) of it \(missing == 1 ? "is" : "are")"
            return "\(name) is over, and \(answers) not in its file, which is kept: \(Sanitising.name(kept))"
        case .tooLong(let missing, let kept):
            let answers = "\(ReplayReport.count(missing, "answer")) of it \(missing == 1 ? "is" : "are")"
            return
                "The file of answers of \(name) is longer than answers to its requests can be, and was fetched no further; "
                + "\(answers) not in what came, which is kept: \(Sanitising.name(kept))"
        case .withheld(ModelFailure.service(let failure)) where failure.kind == .unknownModel:
            let status = failure.status.map { " (HTTP \($0))" } ?? ""
            return "The file of answers of \(name) is not there, or not any more\(status)."
        case .withheld(let error):
            return "The answers of \(name) are not to be had: \(Message(error, surroundings: surroundings).what)"
        case .refused(let error): return "\(name): \(Message(error, surroundings: surroundings).what)"
        }
    }

    /// Names the folder in what is to be typed.
    private func placed(_ text: String) -> String { Self.placed(text, in: folder) }

    static func placed(_ text: String, in folder: String?) -> String {
        guard let folder else { return text }
        return text.replacing(#/retouch batch(?: forget [^ ,;]+)?/#) { "\($0.output) --sessions \(folder)" }
    }

    /// What went wrong, with the way on. Advice for a conversation is none here.
    func message(_ error: any Error) -> Message {
        var message = Message(error, surroundings: console.surroundings)
        message = CommandLineAdvice(repeats: true).message(message)
        message.next = message.next.map(placed)
        return message
    }

    /// What the service says in the midst of a batch. Advice for a conversation is none here.
    func message(_ failure: ModelFailure, open: Int) -> Message {
        var message = Message(failure, surroundings: console.surroundings)
        if open > 0 { message.kept = "What is in its jobs is not lost." }
        if message.advisesConversation { message.next = "The same command goes on." }
        return message
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
    private var hasToldDoubt = false
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
        case .inDoubt(let step, let lines, let seconds):
            now =
                "turn \(steps[step]): \(ReplayReport.count(lines, "request")) in a job that may have been made, looked for for "
                + "another \(Message.duration(seconds))"
            defer { hasToldDoubt = true }
            return hasToldDoubt ? nil : BatchReport.doubt(seconds)
        case .twin(let job):
            let name = Sanitising.line(job.id, limit: 80)
            return "\(name) was made by a request that got no answer, beside another by the same name; "
                + (job.isOver ? "what it has done is paid as well." : "it is cancelled.")
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

    /// Whether what it says to type next is typed in a conversation: "/retry".
    var advisesConversation: Bool { next?.firstMatch(of: /(^|\s)\/[a-z]/) != nil }

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
        case .nameless(let job):
            self.init(
                "Google lists jobs without their names: whether \(Sanitising.line(job, limit: 80)) was made can't be known.",
                kept: "What it has is asked for nowhere else, since it may be charged.",
                next:
                    "The same command looks again; retouch batch forget \(Sanitising.line(job, limit: 80)) gives it up.",
                exit: .unavailable)
        case .pictureGone(let kept):
            // Said as one: a list of pictures has room for nothing else.
            self.init(
                "The picture that was sent is not the last of its session any more"
                    + (kept.map { "; its answer is in \(Sanitising.name($0))." } ?? "."), exit: .failed)
        case .answers(let code):
            self.init(
                "The batch's files can't be written or read: \(Message.reason(code)).",
                kept: "What is in its jobs is not lost.",
                next: [ENOSPC, EDQUOT].contains(code)
                    ? "Make room where the sessions are, up to 2 GB for a job; then the same command goes on."
                    : "The same command goes on.", exit: .cannotWrite)
        }
    }
}
