import Foundation
import ImageModels
import Sessions

/// Jobs are made, looked for by their names where it is not known whether they were, and cancelled.
extension BatchReplay {
    /// Has a job made whose file is there, after `making` was noted; `false` where it has to be tried again later. Throws
    /// what concerns all.
    @discardableResult
    func make(_ job: BatchState.Job, _ onEvent: @escaping @Sendable (Event) -> Void) async throws -> Bool {
        guard let file = job.file else { throw BatchFailure.unknownJob(job.name) }
        asked?.keep(.init(at: terms.now(), lines: job.lines), called: job.name)
        do {
            let made = try await model.jobs.make(called: job.name, of: file)
            try noteMade(made, job, onEvent)
            return true
        } catch ModelFailure.service(let failure) where failure.charged == .no {
            asked?.forget(job.name)
            if [.rateLimited, .overloaded, .unreachable].contains(failure.kind) {
                let wait = max(failure.retryAfter ?? 0, backoff)
                backoff = min(backoff * 2, 600)
                try note(.putOff, of: job.name)
                notBefore = terms.now().addingTimeInterval(wait)
                trouble = (job.name, ModelFailure.service(failure))
                onEvent(.waiting(seconds: wait))
                return false
            }
            // There is no job for certain: its lines are free.
            try note(.notMade, of: job.name)
            release(job)
            throw ModelFailure.service(failure)
        } catch {
            // It may stand all the same, and is not made twice.
            trouble = (job.name, error)
            return try await find(job, after: [0, 2, 5, 10], onEvent) == true
        }
    }

    /// Looks for a job that may have been made, by its name, after each of these seconds. `nil` where nobody can say now
    /// whether it is there. Throws what concerns all.
    private func find(
        _ job: BatchState.Job, after waits: [Double], _ onEvent: @escaping @Sendable (Event) -> Void
    ) async throws -> Bool? {
        for wait in waits {
            if wait > 0 { try await pause(wait) }
            let (jobs, name) = (model.jobs, job.name)
            let listed: [BatchJob]
            do {
                listed = try await interruptibly { try await jobs.jobs(called: name) }
            } catch ModelFailure.service(let failure) {
                try setAside(job, failure)
                return nil
            }
            if let found = listed.first(where: { $0.name == name }) {
                try noteMade(found, job, onEvent)
                return true
            }
            // A job without a name that was made since may be this one.
            if listed.contains(where: { $0.made.map { $0 > job.prepared.addingTimeInterval(-600) } ?? true }) {
                unsettled[job.name] = .refused(BatchFailure.nameless(job.name))
                return nil
            }
        }
        return false
    }

    /// What the service says about one job alone, or not for long, stops none of the others. Throws what concerns all.
    func setAside(_ job: BatchState.Job, _ failure: ServiceFailure) throws {
        if failure.kind == .noKey || failure.kind == .refusedKey { throw ModelFailure.service(failure) }
        if failure.mayPass {
            trouble = (job.name, ModelFailure.service(failure))
        } else {
            unsettled[job.name] = .refused(ModelFailure.service(failure))
        }
    }

    private func noteMade(
        _ made: BatchJob, _ job: BatchState.Job, _ onEvent: @escaping @Sendable (Event) -> Void
    ) throws {
        try note(.made, of: job.name) { $0.id = made.id }
        (backoff, trouble) = (15, nil)
        onEvent(.made(made, step: job.step, lines: job.lines))
    }

    /// Nothing has its lines any longer.
    func release(_ job: BatchState.Job) {
        for key in job.keys.compactMap({ BatchKey($0) }) where key.step == job.step {
            guard let index = items[key.start] else { continue }
            entries[index].isOpen = false
            if entries[index].attempts == 0 { entries[index].asked = nil }
        }
    }

    /// A job of which it is not known whether it was made, or that was put off. What is not listed now may be listed yet:
    /// its lines are held for as long as that may take.
    func lookForUnmade(
        _ job: BatchState.Job, _ onEvent: @escaping @Sendable (Event) -> Void
    ) async throws -> Bool {
        guard terms.now() >= notBefore else { return false }
        guard let isThere = try await find(job, after: [0], onEvent) else { return false }
        if isThere { return true }
        // The clock was put back: nobody knows how long it has been.
        if let asked = job.asked, asked > terms.now() { try note(.making, of: job.name) }
        guard secondsInDoubt(journal.state.open.first { $0.name == job.name } ?? job) <= 0 else { return false }
        // Nor can one be made again whose file is not known.
        if job.isCancelling || job.file == nil {
            try note(.notMade, of: job.name)
            asked?.forget(job.name)
            release(job)
            if job.isFound { beginRound(job.step) }
            return true
        }
        try note(.making, of: job.name)
        return try await make(job, onEvent)
    }

    /// Seconds for which it has to be looked for a job whose making got no answer.
    func secondsInDoubt(_ job: BatchState.Job) -> Double {
        guard job.id == nil, let asked = job.asked else { return 0 }
        return terms.listing - terms.now().timeIntervalSince(asked)
    }

    /// Two requests for one job went out, and the first may have made one that was listed later than was waited for: of two
    /// that stand, one is ended. What can't be known now is looked at the next time.
    func cancelTwins(of job: BatchState.Job, _ onEvent: @escaping @Sendable (Event) -> Void) async throws {
        guard job.requests > 1, let id = job.id else { return }
        let (jobs, name) = (model.jobs, job.name)
        do {
            for twin in try await interruptibly({ try await jobs.jobs(called: name) })
            where twin.name == name && twin.id != id && !twins.contains(twin.id) {
                if !twin.isOver { try await jobs.cancel(twin.id) }
                twins.insert(twin.id)
                onEvent(.twin(twin))
            }
        } catch ModelFailure.service {}
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
}
