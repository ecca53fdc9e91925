import Foundation
import ImageModels
import Locality
import SessionPages
import Sessions
import Studio
import TerminalUI

/// What is to be done in a replay, and what it may cost.
struct ReplayWork {
    var pictures: Int
    /// Turns to ask for.
    var turns = 0
    /// Pictures of which nothing is left to do.
    var doneBefore = 0
    /// Of those: pictures with a turn that earlier jobs left.
    var leftBefore = 0
    var paidRequests = 0
    /// `nil` where nobody knows.
    var dollars: Double? = 0
    var models: [String] = []

    /// `left` are the turns to ask for, item by item.
    init(_ set: ReplaySet, left: [Int], settings: TurnSettings) {
        pictures = set.items.count
        for (item, left) in zip(set.items, left) {
            let profile = item.model.profile
            if !models.contains(profile.shortName) { models.append(profile.shortName) }
            turns += left
            if left == 0 { doneBefore += 1 }
            guard profile.service != nil else { continue }
            paidRequests += left
            for step in set.replay.steps.suffix(left) {
                let estimate = profile.estimate(
                    step.instruction, settings: step.settings(chosen: settings, model: profile))
                dollars = estimate.flatMap { estimate in dollars.map { $0 + estimate.dollars } }
            }
        }
    }

    /// Several requests that cost something want a yes beforehand. Throws a `Refusal`.
    func confirm(_ what: String, saysYes: Bool) throws {
        guard paidRequests > 1, dollars.map({ $0 > 0 && !saysYes }) ?? true else { return }
        throw Refusal(
            "\(paidRequests) requests \(what), \(price).", kept: "Nothing was sent.",
            next: dollars == nil ? "Say what one costs: --price 0.04" : "Say --yes to send them.", exit: .usage)
    }

    var price: String {
        dollars.map { "about \(Amounts.dollars($0, isEstimate: false))" } ?? "at a price that is not known here"
    }
}

/// The words about a replay: before, meanwhile and afterwards.
struct ReplayReport: Sendable {
    let console: Console
    let replay: Replay
    /// On one picture, each turn is told as in a conversation; on several, each picture.
    let isOne: Bool
    /// Which share of the pictures these are, where it isn't all.
    var shard: Shard?
    /// Of more rows than this, only those are shown that somebody has to look at.
    private static let mostRows = 40

    func sayWork(_ work: ReplayWork) {
        guard !isOne else { return }
        let steps = replay.steps.count == 1 ? "1 instruction" : "\(replay.steps.count) instructions"
        var line =
            "\(Self.count(work.pictures, "picture")), \(steps) each, by \(work.models.joined(separator: " and "))"
        if work.doneBefore > 0 { line += "; \(work.doneBefore) done before" }
        if work.paidRequests > 0 { line += "; \(Self.count(work.paidRequests, "request")), \(work.price)" }
        console.say(line)
    }

    /// One turn of the only picture.
    func say(_ turn: Turn, session: Int) {
        let surroundings = console.surroundings
        if console.json {
            console.print(json: TurnObject(turn, session: session, surroundings: surroundings))
        } else {
            console.print(path: surroundings.shown(turn.file))
        }
        console.say(
            TurnLines.summary(
                of: turn, style: console.style, surroundings: surroundings,
                advising: CommandLineAdvice(session: session)))
    }

    /// One of several pictures, as data.
    func say(_ result: ReplayResult) {
        if console.json {
            console.print(json: ReplayObject(result, of: replay, surroundings: console.surroundings))
        } else if result.isDone, let file = result.file, !console.surroundings.output.isTerminal {
            console.print(path: console.surroundings.shown(file))
        }
        // Where nothing is redrawn, each picture has its line as it ends.
        if !console.surroundings.talk.movesCursor { console.say(row(result, widths: (0, 0))) }
    }

    // MARK: Afterwards

    /// The table, the page of all results, and what to do about the rest.
    func sayResults(_ results: [ReplayResult], stopping: ReplaySet.Stopping?, folder: SessionsFolder) throws {
        guard !isOne else { return }
        if console.surroundings.talk.movesCursor {
            var rows = results.filter { if case .stopped = $0.outcome, $0.session == nil { false } else { true } }
            if rows.count > Self.mostRows { rows = rows.filter { !$0.isDone || $0.hasRemarks } }
            let widths = (min(32, rows.map { name($0, results).count }.max() ?? 0), 4)
            for result in rows { console.say(row(result, widths: widths, among: results)) }
        }
        let page = try? folder.keepPage(
            ReplayPage(
                title: "Session \(replay.session) on \(Self.count(results.count, "picture"))",
                instructions: replay.steps.map(\.instruction.text)
            ).document(results.map { .init($0, words: outcome($0)) }),
            name: "replay-\(SessionsFolder.folderName(replay.session))"
                + (shard.map { "-\($0.number)of\($0.count)" } ?? "") + ".html")
        console.say(summary(results, page: page))
        if case .failure(let error)? = stopping {
            console.complain(
                CommandLineAdvice(repeats: true).message(Message(error, surroundings: console.surroundings)))
        }
        if results.contains(where: { if case .stopped = $0.outcome { true } else { false } }) {
            console.say("The same command goes on with the rest.")
        } else if let step = results.lazy.compactMap(\.declined).first,
            results.allSatisfy({ $0.isSettled || $0.declined != nil })
        {
            console.say(
                "What was declined is declined again: --set \(step)=\"another text\" asks for something else there, --model NAME asks another model."
            )
        } else if let line = Self.onceMore(results) {
            console.say(line)
        }
        if console.json {
            console.print(json: ReplaySummaryObject(results, page: page, surroundings: console.surroundings))
        }
    }

    /// What the same command does about those that failed. In batches, what was left to be paid in full is asked for only
    /// where that is said, and until then nothing else of the pass is tried again.
    private static func onceMore(_ results: [ReplayResult]) -> String? {
        let failures = results.compactMap { if case .failed(_, let error) = $0.outcome { error } else { nil } }
        guard !failures.isEmpty else { return nil }
        let left = failures.count { if case BatchFailure.left = $0 { true } else { false } }
        guard left > 0 else { return "The same command tries those that failed once more." }
        let others = failures.count - left
        return
            "The same command sends nothing for the \(count(left, "picture")) that \(left == 1 ? "was" : "were") left, unless it has "
            + "--then-full-price\(others == 0 ? "." : "; it tries the others that failed once more when those are through.")"
    }

    /// Where the only picture's replay has come, and how to go on from there.
    func sayLeft(_ result: ReplayResult) {
        guard let session = result.session, let turn = result.turns.last?.number else { return }
        console.say("Session \(session) has all up to turn \(turn); retouch resume \(session) goes on from there.")
    }

    private func summary(_ results: [ReplayResult], page: URL?) -> String {
        func count(_ matches: (ReplayResult.Outcome) -> Bool) -> Int { results.count { matches($0.outcome) } }
        let before = count { if case .doneBefore = $0 { true } else { false } }
        var parts = [
            "\(results.count(where: \.isDone)) of \(results.count) done" + (before > 0 ? " (\(before) before)" : "")
        ]
        let failed = count { if case .failed = $0 { true } else { false } }
        if failed > 0 { parts.append("\(failed) failed") }
        let stopped = count { if case .stopped = $0 { true } else { false } }
        if stopped > 0 { parts.append("\(stopped) left") }
        let same = count { if case .sameAs = $0 { true } else { false } }
        if same > 0 { parts.append("\(same) the same as others") }
        let remarked = results.count { $0.isDone && $0.hasRemarks }
        if remarked > 0 { parts.append("\(remarked) to look at") }
        let cost = results.reduce(0) { $0 + $1.cost }
        if cost > 0 { parts.append(Amounts.dollars(cost)) }
        if let page { parts.append(Sanitising.name(console.surroundings.shown(page))) }
        return parts.joined(separator: "  ")
    }

    /// "anna.jpg  0012  sessions/0012/003.png"
    private func row(_ result: ReplayResult, widths: (Int, Int), among results: [ReplayResult]? = nil) -> String {
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        let session = result.session.map(SessionsFolder.folderName) ?? "-"
        return padded(name(result, results ?? [result]), widths.0) + "  " + padded(session, widths.1) + "  "
            + outcome(result)
    }

    private func name(_ result: ReplayResult, _ results: [ReplayResult]) -> String {
        let name = Sanitising.name(result.picture)
        return results.contains { $0.model != result.model } ? "\(name) \(result.model)" : name
    }

    /// What came of a picture, in words.
    func outcome(_ result: ReplayResult) -> String {
        let surroundings = console.surroundings
        var words: String
        switch result.outcome {
        case .done, .doneBefore: words = result.file.map { Sanitising.name(surroundings.shown($0)) } ?? ""
        case .failed(let step?, let error):
            let asked = replay.steps.first { $0.number == step }.map {
                " (\(Sanitising.line($0.instruction.text, limit: 40)))"
            }
            words = "turn \(step)\(asked ?? ""): \(Message(error, surroundings: surroundings).what)"
        case .failed(nil, let error): words = Message(error, surroundings: surroundings).what
        case .stopped: words = "\(result.turns.count) of \(replay.steps.count) turns"
        case .sameAs(let other, _): words = "the same picture as \(Sanitising.name(other))"
        }
        for turn in result.turns {
            if let aside = turn.aside, aside != .off {
                words += "; turn \(turn.step): the lock stood aside (\(ChangeLines.reason(aside)))"
            }
            if turn.isUnchanged { words += "; turn \(turn.step): nothing was edited" }
        }
        return words
    }

    static func count(_ number: Int, _ what: String) -> String {
        "\(number.formatted(.number.locale(Locale(identifier: "en_US")))) \(what)\(number == 1 ? "" : "s")"
    }
}

extension ReplayResult {
    /// Whether somebody should look at it although it is done.
    var hasRemarks: Bool { turns.contains { $0.isUnchanged || $0.aside.map { $0 != .off } ?? false } }

    /// The step that the model declined, which it would do again.
    fileprivate var declined: Int? {
        guard case .failed(let step, TurnFailure.model(.declined, turn: nil)) = outcome else { return nil }
        return step
    }

    fileprivate var state: String {
        switch outcome {
        case .done: "done"
        case .doneBefore: "doneBefore"
        case .failed: "failed"
        case .stopped: "stopped"
        case .sameAs: "sameAs"
        }
    }
}

extension ReplayPage.Row {
    fileprivate init(_ result: ReplayResult, words: String) {
        func beside(_ file: URL?) -> String? {
            guard let file else { return nil }
            return "\(file.deletingLastPathComponent().lastPathComponent)/\(file.lastPathComponent)"
        }
        let isOpen =
            switch result.outcome {
            case .failed, .stopped: true
            case .done, .doneBefore, .sameAs: false
            }
        self.init(
            name: result.picture, model: result.model, before: beside(result.startingFile),
            after: beside(result.file), words: words, isOpen: isOpen)
    }
}

/// One picture's replay as an object on standard output.
private struct ReplayObject: Encodable {
    struct TurnObject: Encodable {
        var step: Int
        var turn: Int
        var path: String
        var aside: StandAside?
        var unchanged: Bool
    }

    var picture: String
    var model: String
    var session: Int?
    var state: String
    var turns: [TurnObject]
    var failedTurn: Int?
    var error: String?
    var path: String?
    var dollars: Double

    init(_ result: ReplayResult, of replay: Replay, surroundings: Surroundings) {
        picture = result.picture
        model = result.model
        session = result.session
        state = result.state
        turns = result.turns.map {
            .init(
                step: $0.step, turn: $0.number, path: surroundings.shown($0.file), aside: $0.aside,
                unchanged: $0.isUnchanged)
        }
        switch result.outcome {
        case .failed(let step, let failure):
            failedTurn = step
            error = Message(failure, surroundings: surroundings).what
        case .sameAs(let other, _): error = "the same picture as \(other)"
        default: break
        }
        path = result.file.map(surroundings.shown)
        dollars = result.cost
    }
}

/// All of a replay as an object: the last one on standard output.
private struct ReplaySummaryObject: Encodable {
    var pictures: Int
    var done: Int
    var doneBefore: Int
    var same: Int
    var failed: Int
    var left: Int
    var dollars: Double
    var page: String?

    init(_ results: [ReplayResult], page: URL?, surroundings: Surroundings) {
        pictures = results.count
        done = results.count(where: \.isDone)
        doneBefore = results.count { $0.state == "doneBefore" }
        same = results.count { $0.state == "sameAs" }
        failed = results.count { $0.state == "failed" }
        left = results.count { $0.state == "stopped" }
        dollars = results.reduce(0) { $0 + $1.cost }
        self.page = page.map(surroundings.shown)
    }
}
