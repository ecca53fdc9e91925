import Files
import Foundation
import Glibc
import ImageModels
import Locality
import Sessions

/// Jobs are looked at, and what came of them is taken in.
extension BatchReplay {
    /// Looks at a job and, if it is over, takes its answers in. `true` where something has changed. Throws what concerns
    /// all.
    func look(
        at job: BatchState.Job, _ onEvent: @escaping @Sendable (Event) -> Void
    ) async throws -> Bool {
        guard let id = job.id else { return try await lookForUnmade(job, onEvent) }
        let news: BatchJob
        do {
            let jobs = model.jobs
            news = try await interruptibly { try await jobs.job(id) }
        } catch ModelFailure.service(let failure) {
            if failure.kind == .unknownModel {
                unsettled[job.name] = .refused(BatchFailure.unknownJob(id))
            } else {
                try setAside(job, failure)
            }
            return false
        }
        if trouble?.job == job.name { trouble = nil }
        guard news.isOver else { return false }
        return try await takeIn(job, news, onEvent)
    }

    /// A job of which it is not known whether it was made.
    private func lookForUnmade(
        _ job: BatchState.Job, _ onEvent: @escaping @Sendable (Event) -> Void
    ) async throws -> Bool {
        guard terms.now() >= notBefore else { return false }
        guard let isThere = try await find(job, onEvent) else { return false }
        if isThere { return true }
        if job.isCancelling {
            try note(.notMade, of: job.name)
            release(job)
            return true
        }
        return try await make(job, onEvent)
    }

    /// Asks for the end of jobs whose time is over.
    func cancel(_ jobs: [BatchState.Job]) async throws {
        for job in jobs {
            if !job.isCancelling { try note(.cancelling, of: job.name) }
            guard let id = job.id else { continue }
            do {
                try await model.jobs.cancel(id)
            } catch ModelFailure.service(let failure) {
                trouble = (job.name, ModelFailure.service(failure))
            }
        }
    }

    private func takeIn(
        _ job: BatchState.Job, _ news: BatchJob, _ onEvent: @escaping @Sendable (Event) -> Void
    ) async throws -> Bool {
        var (answered, reason): (Set<String>, String?) = ([], news.words)
        if let file = news.answers {
            let place = journal.place("\(job.suffix).answers.jsonl")
            // What a service says has succeeded and is not in the file is looked for once more.
            for attempt in 1...2 {
                guard try await fetch(file, of: job, to: place) else { return false }
                guard let taken = try await take(place, of: job, onEvent) else { return false }
                answered = taken.answered
                reason = taken.reason ?? reason
                let missing = missing(in: taken, of: job, news)
                if missing == 0 { break }
                if attempt == 1 {
                    unlink(place.path)
                    continue
                }
                try putAside(place, of: job, missing: missing)
                return false
            }
            unlink(place.path)
            unlink(incomplete(job).path)
        } else if (news.succeeded ?? 0) > 0
            || [.succeeded, .partlySucceeded].contains(news.state) && news.succeeded != 0
        {
            // The file's name comes a little later at times. What has been paid is asked for nowhere else.
            if terms.now().timeIntervalSince(news.ended ?? job.prepared) >= terms.grace {
                unsettled[job.name] = .noFile
            }
            return false
        }
        try note(.ended, of: job.name) {
            $0.state = "\(news.state)"
            $0.answered = answered.count
            $0.words = reason.map { String($0.prefix(300)) }
            $0.dollars = job.lines == 0 ? 0 : job.dollars * Double(answered.count) / Double(job.lines)
        }
        for text in job.keys {
            guard let key = BatchKey(text), let index = items[key.start] else { continue }
            entries[index].isOpen = false
            entries[index].attempts += 1
        }
        onEvent(.over(news, answered: answered.count, of: job.lines))
        if let sent = job.file { await model.jobs.remove(sent) }
        return true
    }

    /// Lines that the file does not tell of although they are paid, as far as the service lets that be known.
    private func missing(in taken: TakenFile, of job: BatchState.Job, _ news: BatchJob) -> Int {
        let untold = job.lines - taken.told.count
        let paid = min(news.succeeded ?? (news.state == .succeeded ? job.lines : 0), job.lines)
        // Without counts, a job that has succeeded has something to tell of each line.
        let known = news.succeeded == nil ? taken.told.count : taken.withAnswer.count
        return max(0, min(untold, paid - known))
    }

    private func incomplete(_ job: BatchState.Job) -> URL { journal.place("\(job.suffix).incomplete.jsonl") }

    /// Keeps a file in which answers are missing, since what can't be read of it may be they.
    private func putAside(_ place: URL, of job: BatchState.Job, missing: Int) throws {
        let kept = incomplete(job)
        guard rename(place.path, kept.path) == 0 else { throw BatchFailure.answers(code: errno) }
        unsettled[job.name] = .incomplete(missing: missing, kept: kept.path)
    }

    /// Brings a file of answers here, unless it is here. `false` where it can't be had now.
    private func fetch(_ file: String, of job: BatchState.Job, to place: URL) async throws -> Bool {
        if access(place.path, F_OK) == 0 { return true }
        let part = place.deletingPathExtension().appendingPathExtension("part")
        for wait in [1.0, 2, 4, 8, 0] {
            do {
                let jobs = model.jobs
                try await interruptibly { try await jobs.answers(in: file, to: part) }
                guard rename(part.path, place.path) == 0 else { throw BatchFailure.answers(code: errno) }
                return true
            } catch let failure as OrdinaryFile.Failure {
                throw BatchFailure.answers(code: failure.code)
            } catch ModelFailure.service(let failure) {
                // Gone, or not this key's: the other jobs go on, and what has been paid is asked for nowhere else.
                try setAside(job, failure)
                guard failure.mayPass else {
                    unsettled[job.name] = .withheld(ModelFailure.service(failure))
                    return false
                }
                if wait > 0 { try await pause(wait) }
            }
        }
        return false
    }

    // MARK: Answers

    /// What was made of one answer.
    private enum Taken: Sendable {
        case turn(Turn, session: Int)
        /// Its turn was there.
        case had(turns: Int, session: Int)
        case failed(any Error)
        /// Another program has the session.
        case later(SessionFailure)
        case cancelled
    }

    /// What was in a file of answers.
    private struct TakenFile {
        /// Keys whose lines are done with; those that were told of at all; and those of them with more than an error.
        var (answered, told, withAnswer): (Set<String>, Set<String>, Set<String>) = ([], [], [])
        /// What the service said of a line that it did not answer.
        var reason: String?
    }

    /// Makes turns of a file's answers, a few at the same time, as they are read. `nil` where it could not be taken in
    /// whole.
    private func take(
        _ file: URL, of job: BatchState.Job, _ onEvent: @escaping @Sendable (Event) -> Void
    ) async throws -> TakenFile? {
        let keys = Set(job.keys)
        var found = TakenFile()
        var isWhole = true
        try await withThrowingTaskGroup(of: (BatchKey, Taken).self) { group in
            var lines: LineReader
            do throws(OrdinaryFile.Failure) {
                lines = try LineReader(file)
            } catch {
                throw BatchFailure.answers(code: error.code)
            }
            var running = 0
            while true {
                let line: Data?
                do throws(OrdinaryFile.Failure) {
                    line = try lines.next()
                } catch {
                    throw BatchFailure.answers(code: error.code)
                }
                guard let line else { break }
                guard let answer = model.jobs.read(line), keys.contains(answer.key), let key = BatchKey(answer.key)
                else { continue }
                found.told.insert(answer.key)
                switch answer.outcome {
                case .answered: found.withAnswer.insert(answer.key)
                case .failed(let failure) where answer.isOpen: found.reason = failure.detail ?? failure.kind.rawValue
                case .failed: break
                }
                guard !answer.isOpen, found.answered.insert(answer.key).inserted, journal.state.failed[answer.key] == nil
                else { continue }
                if running == max(1, terms.jobs), let (key, taken) = try await group.next() {
                    running -= 1
                    isWhole = try note(taken, key, job, onEvent) && isWhole
                }
                guard stopping == nil, !Task.isCancelled else {
                    isWhole = false
                    break
                }
                let session = sessions[key.start]
                group.addTask { (key, await self.take(answer.outcome, key, session, job.id)) }
                running += 1
            }
            for try await (key, taken) in group { isWhole = try note(taken, key, job, onEvent) && isWhole }
        }
        if case .failure(let error)? = stopping { throw error }
        return isWhole && stopping == nil ? found : nil
    }

    /// `false` where the answer has to be taken again later.
    private func note(
        _ taken: Taken, _ key: BatchKey, _ job: BatchState.Job, _ onEvent: @Sendable (Event) -> Void
    ) throws -> Bool {
        let index = items[key.start]
        switch taken {
        case .turn(let turn, let session):
            onEvent(.turn(turn, session: session))
            guard let index else { return true }
            entries[index].done = key.step + 1
            entries[index].cost += turn.cost?.dollars ?? 0
        case .had(let turns, let session):
            guard let index else { return true }
            if entries[index].done < turns { onEvent(.turn(nil, session: session)) }
            entries[index].done = max(entries[index].done, turns)
        case .failed(let error):
            if error.isOfDisk {
                stop(because: error)
                return false
            }
            try note(.failed) {
                $0.key = key.text
                $0.words = error.briefly
            }
            if let index { entries[index].problem = (replay.steps[key.step].number, error) }
        case .later(let failure):
            trouble = (job.name, failure)
            return false
        case .cancelled:
            stop()
            return false
        }
        return true
    }

    private nonisolated func take(
        _ outcome: BatchAnswer.Outcome, _ key: BatchKey, _ session: Int?, _ job: String?
    ) async -> Taken {
        do {
            guard let session, replay.steps.indices.contains(key.step) else { throw await gone(outcome, key) }
            let studio = try await studio(over: session)
            let saved = await studio.session
            let turns = replay.turns(in: saved)
            if turns.count > key.step { return .had(turns: turns.count, session: session) }
            let parent = turns.last ?? 0
            guard turns.count == key.step, try saved.pictureRecord(parent).sha256.hasPrefix(key.sent) else {
                throw await gone(outcome, key)
            }
            if let words = saved.failure(from: parent, by: job) { throw BatchFailure.earlier(words) }
            let step = replay.steps[key.step]
            let settings = step.settings(chosen: composition.settings, model: model.profile)
            let lock = composition.lock ?? step.lock
            if let turn = try await studio.finishPaid(step, from: parent, as: LockSetting(mode: lock ?? .auto)) {
                return .turn(turn, session: session)
            }
            let instruction = try await studio.placed(step, on: parent, by: composition.placing)
            try await studio.use(model, settings: settings, lockIfOther: lock)
            let turn = try await studio.perform(
                instruction, from: parent, by: AnsweredModel(model: model, outcome: outcome), settings: settings,
                job: job)
            return .turn(turn, session: session)
        } catch TurnFailure.cancelled, TurnFailure.cancelledWithPicture, TurnFailure.cancelledUnderWay {
            return .cancelled
        } catch is CancellationError {
            return .cancelled
        } catch SessionFailure.inUse(let number) {
            return .later(.inUse(number))
        } catch SessionFailure.noSuchSession {
            return .failed(await gone(outcome, key))
        } catch {
            return .failed(error)
        }
    }

    /// The answer has no session to go to: it is kept beside the journal as it came.
    private func gone(_ outcome: BatchAnswer.Outcome, _ key: BatchKey) -> BatchFailure {
        guard case .answered(let answer) = outcome else { return .pictureGone(kept: nil) }
        let place = journal.place("\(key.start)-\(key.step).received.json")
        return .pictureGone(kept: (try? answer.write(to: place, options: .atomic)) == nil ? nil : place.path)
    }
}

extension BatchState.Job {
    /// What its files are told apart by.
    fileprivate var suffix: String { String(name.split(separator: "-").last ?? "") }
}

extension Session {
    /// Why a turn came to nothing that was made of a job's answer; `nil` where there is none.
    fileprivate func failure(from parent: Int, by job: String?) -> String? {
        for entry in state.turns.reversed() where entry.parent == parent && entry.outcome == .failed {
            guard let job, (try? asked(entry.number))?.job == job,
                case .failed(let failed)? = try? ending(of: entry.number)
            else { continue }
            return failed.detail.isEmpty ? failed.failure : failed.detail
        }
        return nil
    }
}

extension ServiceFailure {
    /// Whether the same may work a little later.
    var mayPass: Bool {
        [.rateLimited, .overloaded, .internalError, .timedOut, .unreachable, .cutOff].contains(kind)
    }
}

extension Error {
    /// Whether nothing can be saved here: all pictures would fail so.
    var isOfDisk: Bool {
        switch self as any Error {
        case TurnFailure.notSaved, SessionFailure.cannotWrite: true
        default: false
        }
    }
}

extension Error {
    /// Why, for a set's journal.
    var briefly: String {
        switch self as any Error {
        case TurnFailure.model(.noPicture(let answer), _), TurnFailure.unread(.noPicture(let answer), _, _):
            answer.reason.rawValue
        case TurnFailure.model(.service(let failure), _), TurnFailure.unread(.service(let failure), _, _):
            failure.detail.map { String($0.prefix(300)) } ?? failure.kind.rawValue
        case BatchFailure.earlier(let words), BatchFailure.left(let words): words
        default: String("\(self)".prefix { $0 != "(" })
        }
    }
}
