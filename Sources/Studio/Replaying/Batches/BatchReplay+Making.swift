import Files
import Foundation
import Glibc
import ImageModels
import Locality
import Pictures
import Sessions

/// Lines are written, and jobs made of them.
extension BatchReplay {
    /// What a picture's next step has become.
    private enum Prepared: Sendable {
        case line(Data, key: BatchKey, session: Int, answerBytes: Int)
        /// It needs no asking: so many steps are done.
        case done(Int, session: Int)
        case failed(any Error, session: Int?)
    }

    /// Makes one job of as many of the pictures as fit into one. Throws what concerns all.
    func prepareJob(
        of pictures: [Int], step: Int, _ onEvent: @escaping @Sendable (Event) -> Void
    ) async throws {
        let place = journal.place("requests.jsonl")
        let file: Int32
        do {
            unlink(place.path)
            file = try OrdinaryFile.open(place.path, O_WRONLY | O_CREAT | O_EXCL)
        } catch {
            throw BatchFailure.answers(code: error.code)
        }
        defer {
            close(file)
            unlink(place.path)
        }
        let chosen = try await write(pictures, step: step, to: file, onEvent)
        guard !chosen.isEmpty, stopping == nil else { return }
        let each = price(of: step, by: model.profile)
        let dollars = (each ?? 0) * Double(chosen.count)
        if let budget = composition.settings.budget {
            guard each != nil else { throw TurnFailure.priceUnknown(model: model.profile.id, budget: budget) }
            let spent = journal.state.dollars
            guard spent + dollars <= budget else {
                throw TurnFailure.overBudget(budget: budget, spent: spent, next: dollars)
            }
        }
        let name = "retouch-\(journal.name)-\(step + 1)-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        try note(.preparing, of: name) {
            $0.step = step
            $0.keys = chosen.map(\.key.text)
            $0.dollars = dollars
        }
        let uploaded: String
        do {
            let jobs = model.jobs
            uploaded = try await interruptibly { try await jobs.upload(place, called: name) }
        } catch {
            try note(.notMade, of: name)
            throw error
        }
        for (index, _) in chosen {
            entries[index].isOpen = true
            entries[index].asked = entries[index].asked ?? terms.now()
        }
        try note(.making, of: name) { $0.file = uploaded }
        if let job = journal.state.open.last(where: { $0.name == name }) { try await make(job, onEvent) }
    }

    private func write(
        _ pictures: [Int], step: Int, to file: Int32, _ onEvent: @escaping @Sendable (Event) -> Void
    ) async throws -> [(index: Int, key: BatchKey)] {
        var chosen: [(index: Int, key: BatchKey)] = []
        var (bytes, answerBytes) = (0, 0)
        var next = 0
        while next < pictures.count, stopping == nil {
            let window = pictures[next..<min(next + max(1, terms.jobs), pictures.count)]
            next = window.endIndex
            let all = try await prepare(window, step)
            // Also of those that this job has no room for: their sessions have begun.
            for case (let index, .line(_, let key, let session, _)) in all {
                entries[index].session = session
                sessions[key.start] = session
            }
            for (index, prepared) in all {
                switch prepared {
                case .line(let line, let key, _, let expected):
                    guard
                        terms.limits.takes(
                            lines: chosen.count + 1, bytes: bytes + line.count, answerBytes: answerBytes + expected)
                    else { return chosen }
                    do {
                        try OrdinaryFile.write(line, to: file)
                    } catch {
                        throw BatchFailure.answers(code: error.code)
                    }
                    bytes += line.count
                    answerBytes += expected
                    chosen.append((index, key))
                case .done(let count, let session):
                    entries[index].session = session
                    sessions[BatchKey.short(entries[index].sha256)] = session
                    for _ in entries[index].done..<max(count, entries[index].done) {
                        onEvent(.turn(nil, session: session))
                    }
                    entries[index].done = count
                case .failed(let error, let session):
                    entries[index].session = session ?? entries[index].session
                    if error.isOfDisk { throw error }
                    entries[index].problem = (replay.steps[step].number, error)
                }
            }
            onEvent(.preparing(step: step, lines: chosen.count))
        }
        return chosen
    }

    private func prepare(_ pictures: ArraySlice<Int>, _ step: Int) async throws -> [(Int, Prepared)] {
        let known = pictures.map { ($0, entries[$0].session, entries[$0].sha256) }
        return try await withThrowingTaskGroup(of: (Int, Prepared).self) { group in
            for (index, session, sha256) in known {
                group.addTask { (index, await self.prepare(index, session, sha256, step)) }
            }
            var prepared: [(Int, Prepared)] = []
            for try await one in group { prepared.append(one) }
            try Task.checkCancellation()
            return prepared.sorted { $0.0 < $1.0 }
        }
    }

    private nonisolated func prepare(
        _ index: Int, _ known: Int?, _ sha256: String, _ number: Int
    ) async -> Prepared {
        var session = known
        do {
            let studio = try await studio(of: index, known)
            session = await studio.session.number
            let turns = replay.turns(in: await studio.session)
            guard turns.count <= number else { return .done(turns.count, session: session ?? 0) }
            guard turns.count == number else { throw BatchFailure.pictureGone(kept: nil) }
            let step = replay.steps[number]
            let parent = turns.last ?? 0
            let setting = LockSetting(mode: composition.lock ?? step.lock ?? .auto)
            if try await studio.finishPaid(step, from: parent, as: setting) != nil {
                return .done(turns.count + 1, session: session ?? 0)
            }
            let settings = step.settings(chosen: composition.settings, model: model.profile)
            let instruction = try await studio.placed(step, on: parent, by: composition.placing)
            let fitted = try await studio.fit(instruction, to: model.profile, settings: settings, from: parent)
            let key = BatchKey(recipe: recipe, start: sha256, step: number, sent: fitted.picture.sha256)
            return .line(
                try model.line(for: fitted.request, key: key.text), key: key, session: session ?? 0,
                answerBytes: JobLimits.answerBytes(fitted.request.output?.pixels))
        } catch {
            return .failed(error, session: session)
        }
    }

    /// Opens a picture's session, or begins it.
    private nonisolated func studio(of index: Int, _ known: Int?) async throws -> Studio {
        if let known { return try await studio(over: known) }
        let item = set.items[index]
        let picture = try composition.inspect(item.read(), item.name)
        return try await set.studio(for: item, picture, .init(recipe: recipe, sha256: picture.sha256), model)
    }

    nonisolated func studio(over session: Int) async throws -> Studio {
        let studio = composition.studio(try set.folder.open(session, at: terms.now()), model)
        _ = await studio.finishInterrupted()
        return studio
    }

    // MARK: Jobs

    /// Has a job made whose file is there; `false` where it has to be tried again later. Throws what concerns all.
    @discardableResult
    func make(_ job: BatchState.Job, _ onEvent: @escaping @Sendable (Event) -> Void) async throws -> Bool {
        guard let file = job.file else { throw BatchFailure.unknownJob(job.name) }
        do {
            let made = try await model.jobs.make(called: job.name, of: file)
            try noteMade(made, job, onEvent)
            return true
        } catch ModelFailure.service(let failure) where failure.charged == .no {
            if [.rateLimited, .overloaded, .unreachable].contains(failure.kind) {
                let wait = max(failure.retryAfter ?? 0, backoff)
                backoff = min(backoff * 2, 600)
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
            return try await find(job, onEvent) == true
        }
    }

    /// Looks for a job that may have been made, by its name, for as long as it may take to be listed. `nil` where nobody
    /// can say now whether it is there. Throws what concerns all.
    func find(_ job: BatchState.Job, _ onEvent: @escaping @Sendable (Event) -> Void) async throws -> Bool? {
        for wait in [0, 2, 5, 10] {
            if wait > 0 { try await pause(Double(wait)) }
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

    /// What a step costs by one request; `nil` where nobody knows.
    nonisolated func price(of step: Int, by profile: ModelProfile) -> Double? {
        let step = replay.steps[step]
        return profile.estimate(
            step.instruction, settings: step.settings(chosen: composition.settings, model: profile))?
            .dollars
    }

    nonisolated func fullPrice(of step: Int, pictures: Int) -> Double? {
        price(of: step, by: model.oneByOne.profile).map { $0 * Double(pictures) }
    }
}
