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
        try await cancelTwins(of: job, onEvent)
        guard news.isOver else { return false }
        return try await takeIn(job, news, onEvent)
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
        if job.isFound { beginRound(job.step) }
        onEvent(.over(news, answered: answered.count, of: job.lines))
        if let sent = job.file { await model.jobs.remove(sent) }
        return true
    }

    /// Lines that the file does not tell of although they are paid, as far as the service lets that be known.
    private func missing(in taken: TakenFile, of job: BatchState.Job, _ news: BatchJob) -> Int {
        let lines = job.isFound ? news.requests ?? taken.told.count : job.lines
        let untold = lines - taken.told.count
        let paid = min(news.succeeded ?? (news.state == .succeeded ? lines : 0), lines)
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
}

extension BatchState.Job {
    /// What its files are told apart by.
    fileprivate var suffix: String { String(name.split(separator: "-").last ?? "") }
}

extension ServiceFailure {
    /// Whether the same may work a little later.
    var mayPass: Bool {
        [.rateLimited, .overloaded, .internalError, .timedOut, .unreachable, .cutOff].contains(kind)
    }
}
