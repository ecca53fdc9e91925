import Files
import Foundation
import Glibc
import ImageModels
import Locality
import Pictures
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
            guard let taken = try await answers(in: file, of: job, news, onEvent) else { return false }
            answered = taken.answered
            reason = taken.reason ?? reason
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
        asked?.end(job.name)
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

    /// Brings a job's answers here and takes them in; `nil` where they can't be had whole now. What a service says has
    /// succeeded and is not in the file is looked for once more.
    private func answers(
        in file: String, of job: BatchState.Job, _ told: BatchJob, _ onEvent: @escaping @Sendable (Event) -> Void
    ) async throws -> TakenFile? {
        let (place, kept) = (journal.place("\(job.suffix).answers.jsonl"), incomplete(job))
        let part = journal.place("\(job.suffix).answers.part")
        func isThere(_ place: URL) -> Bool { access(place.path, F_OK) == 0 }
        var left = 0
        // At first what was kept of it before: it may have been mended since, or can be read by now.
        for attempt in 0...2 {
            var isTooLong = false
            // What was kept says nothing of lines that it does not tell of.
            let isPart = attempt == 0 && !isThere(place)
            if attempt > 0 {
                switch try await fetch(file, of: job, to: place, by: part) {
                case .here: break
                case .tooLong: isTooLong = true
                case .notNow: return nil
                case .withheld:
                    if isThere(kept) { unsettled[job.name] = .incomplete(missing: left, kept: kept.path) }
                    return nil
                }
            }
            let news = isTooLong ? part : place
            let files = [kept, news].filter(isThere)
            if files.isEmpty { continue }
            guard let taken = try await take(files, of: job, onEvent) else { return nil }
            left = missing(in: taken, of: job, told, isPart: isPart || isTooLong)
            if left == 0 {
                for file in [kept, place, part] { unlink(file.path) }
                return taken
            }
            if isThere(news) { try await putAside(news, of: job) }
            if isTooLong {
                unsettled[job.name] = .tooLong(missing: left, kept: kept.path)
                return nil
            }
        }
        unsettled[job.name] = .incomplete(missing: left, kept: kept.path)
        return nil
    }

    /// Lines that the file does not tell of although they are paid, as far as the service lets that be known.
    private func missing(in taken: TakenFile, of job: BatchState.Job, _ news: BatchJob, isPart: Bool) -> Int {
        let lines = job.isFound ? news.requests ?? taken.told.count + taken.unread : job.lines
        let untold = max(0, lines - taken.told.count)
        let paid = min(news.succeeded ?? (news.state == .succeeded ? lines : 0), lines)
        // Without counts, a job that has succeeded has something to tell of each line.
        let known = news.succeeded == nil ? taken.told.count : taken.withAnswer.count
        // What can't be read may be the answer to any that is not told of, whatever the counts say.
        return min(untold, max(paid - known, isPart ? untold : taken.unread))
    }

    private func incomplete(_ job: BatchState.Job) -> URL { journal.place("\(job.suffix).incomplete.jsonl") }

    /// Keeps a file in which answers are missing, since what can't be read of it may be they. Of two the one with more in it.
    private func putAside(_ place: URL, of job: BatchState.Job) async throws {
        let kept = incomplete(job)
        func worth(_ place: URL) async throws -> (Int, Int)? {
            var status = stat()
            guard lstat(place.path, &status) == 0 else { return (-1, 0) }
            return try await look(into: [place], of: job).map { ($0.found.told.count, Int(status.st_size)) }
        }
        // Where it was told to stop, both stay where they are.
        guard let old = try await worth(kept), let new = try await worth(place) else { return }
        if new > old {
            guard rename(place.path, kept.path) == 0 else { throw BatchFailure.answers(code: errno) }
        } else {
            unlink(place.path)
        }
    }

    private enum Fetched {
        case here
        /// It has more than it may: a part of it is.
        case tooLong
        /// It may be had a little later, or not at all.
        case notNow, withheld
    }

    /// Brings a file of answers here, unless it is here; it is in another place as far as it came.
    private func fetch(
        _ file: String, of job: BatchState.Job, to place: URL, by part: URL
    ) async throws -> Fetched {
        if access(place.path, F_OK) == 0 { return .here }
        let limits = terms.limits.answers(lines: job.lines)
        for wait in [1.0, 2, 4, 8, 0] {
            do {
                let jobs = model.jobs
                try await interruptibly { try await jobs.answers(in: file, to: part, within: limits) }
                guard rename(part.path, place.path) == 0 else { throw BatchFailure.answers(code: errno) }
                return .here
            } catch is AnswersTooLong {
                return .tooLong
            } catch let failure as OrdinaryFile.Failure {
                throw BatchFailure.answers(code: failure.code)
            } catch ModelFailure.service(let failure) {
                // Gone, or not this key's: the other jobs go on, and what has been paid is asked for nowhere else.
                try setAside(job, failure)
                guard failure.mayPass else {
                    unsettled[job.name] = .withheld(ModelFailure.service(failure))
                    return .withheld
                }
                if wait > 0 { try await pause(wait) }
            }
        }
        return .notNow
    }
}

extension BatchState.Job {
    /// What its files are told apart by: the end of a name that was made here, and of any other text the digest.
    fileprivate var suffix: String {
        let end = String(name.split(separator: "-").last ?? "")
        return end.wholeMatch(of: /[0-9a-z]{1,13}/) != nil
            ? end : String(Picture.sha256(of: Data(name.utf8)).prefix(16))
    }
}

extension ServiceFailure {
    /// Whether the same may work a little later.
    var mayPass: Bool {
        [.rateLimited, .overloaded, .internalError, .timedOut, .unreachable, .cutOff].contains(kind)
    }
}
