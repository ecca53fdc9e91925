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
        let name = "\(namesOfJobs)\(step + 1)-\(String(UInt64.random(in: .min ... .max), radix: 36))"
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
