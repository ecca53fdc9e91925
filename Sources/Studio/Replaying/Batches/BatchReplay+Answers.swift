import Files
import Foundation
import ImageModels
import Locality
import Pictures
import Sessions

/// Turns are made of a job's answers, as they are read.
extension BatchReplay {
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

    /// What was in files of answers.
    struct TakenFile {
        /// Keys whose lines are done with; those that were told of at all; and those of them with more than an error.
        var (answered, told, withAnswer): (Set<String>, Set<String>, Set<String>) = ([], [], [])
        /// Lines that make no sense or have no key of the job, in the file that has most of them.
        var unread = 0
        /// What the service said of a line that it did not answer.
        var reason: String?
    }

    private func lines(of files: [URL], for job: BatchState.Job) -> AnswerLines {
        let (keys, recipe, jobs) = (Set(job.keys), recipe, model.jobs)
        func isOfJob(_ text: String) -> Bool {
            guard let key = BatchKey(text) else { return false }
            return job.isFound ? key.step == job.step && recipe.hasPrefix(key.recipe) : keys.contains(text)
        }
        return AnswerLines(files) { line in jobs.read(line).flatMap { isOfJob($0.key) ? $0 : nil } }
    }

    /// Lines that are read before others have their turn.
    private static let stretch = 16

    /// Looks into files of a job's answers: what they tell, and the numbers of each key's lines. `nil` where it was told to
    /// stop.
    func look(
        into files: [URL], of job: BatchState.Job
    ) async throws -> (found: TakenFile, numbers: [String: [Int]])? {
        var (found, numbers): (TakenFile, [String: [Int]]) = (TakenFile(), [:])
        var unread = Array(repeating: 0, count: files.count)
        var lines = lines(of: files, for: job)
        while let line = try lines.next() {
            if line.number.isMultiple(of: Self.stretch) { await Task.yield() }
            guard stopping == nil, !Task.isCancelled else { return nil }
            guard let answer = line.answer else {
                unread[line.file] += 1
                continue
            }
            found.told.insert(answer.key)
            numbers[answer.key, default: []].append(line.number)
            switch answer.outcome {
            case .answered: found.withAnswer.insert(answer.key)
            case .failed(let failure) where answer.isOpen: found.reason = failure.detail ?? failure.kind.rawValue
            case .failed: break
            }
            if !answer.isOpen { found.answered.insert(answer.key) }
        }
        found.unread = unread.max() ?? 0
        return (found, numbers)
    }

    /// The numbers of the lines to be taken: of several by one key the first with a picture, wherever it stands; else with an
    /// answer, a refusal, an error that passes.
    private func choose(_ numbers: [String: [Int]], in files: [URL], of job: BatchState.Job) async throws -> Set<Int> {
        var best: [String: (rank: Rank, number: Int)] = [:]
        let several = Set(numbers.filter { $0.value.count > 1 && !hasTurn($0.key) }.keys)
        var lines = lines(of: files, for: job)
        while !several.isEmpty, stopping == nil, let line = try lines.next() {
            guard let answer = line.answer, several.contains(answer.key) else { continue }
            let before = best[answer.key]?.rank
            if before == .picture { continue }
            let rank = await rank(answer)
            if before.map({ rank.rawValue > $0.rawValue }) ?? true { best[answer.key] = (rank, line.number) }
        }
        return Set(numbers.compactMap { key, numbers in best[key]?.number ?? numbers.first })
    }

    private enum Rank: Int {
        case passing, refused, answered, picture
    }

    private nonisolated func rank(_ answer: BatchAnswer) async -> Rank {
        guard case .answered(let data) = answer.outcome else { return answer.isOpen ? .passing : .refused }
        let reply = try? await model.reply(toAnswer: data)
        return reply.flatMap { try? Picture(inspecting: $0.imageData) } == nil ? .answered : .picture
    }

    private func hasTurn(_ text: String) -> Bool {
        guard let key = BatchKey(text), let index = items[key.start] else { return false }
        return entries[index].done > key.step
    }

    /// Makes turns of the answers in files, a few at the same time, as they are read. `nil` where they could not be taken in
    /// whole.
    func take(
        _ files: [URL], of job: BatchState.Job, _ onEvent: @escaping @Sendable (Event) -> Void
    ) async throws -> TakenFile? {
        guard let (found, numbers) = try await look(into: files, of: job) else { return nil }
        let chosen = try await choose(numbers, in: files, of: job)
        var isWhole = true
        try await withThrowingTaskGroup(of: (BatchKey, Taken).self) { group in
            var lines = lines(of: files, for: job)
            var running = 0
            while let line = try lines.next() {
                guard chosen.contains(line.number), let answer = line.answer, !answer.isOpen,
                    let key = BatchKey(answer.key), journal.state.failed[answer.key] == nil
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
