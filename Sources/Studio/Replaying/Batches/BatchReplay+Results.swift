import Foundation
import ImageModels
import Locality
import Pictures
import Sessions

/// What a batch came to, and what is left of it.
extension BatchReplay {
    /// Asks for a step of the pictures that are waiting for it one by one, at full price, `jobs` requests at most at the same
    /// time. Throws what concerns all.
    public func performOneByOne(
        step: Int, jobs: Int, onEvent: @escaping @Sendable (Event) -> Void
    ) async throws {
        let pictures = waiting(for: step)
        let slots = RequestSlots(jobs)
        if let budget = composition.settings.budget {
            guard let next = fullPrice(of: step, pictures: pictures.count) else {
                throw TurnFailure.priceUnknown(model: model.profile.id, budget: budget)
            }
            let spent = journal.state.dollars
            guard spent + next <= budget else {
                throw TurnFailure.overBudget(budget: budget, spent: spent, next: next)
            }
        }
        let each = price(of: step, by: model.oneByOne.profile) ?? 0
        let known = pictures.map { ($0, entries[$0].session, entries[$0].sha256) }
        try await withThrowingTaskGroup(of: (Int, Result<(Turn, Int), any Error>).self) { group in
            var next = known.makeIterator()
            func begin() {
                guard stopping == nil, let (index, session, sha256) = next.next() else { return }
                group.addTask {
                    let paced = PacedModel(
                        model: self.model.oneByOne, slots: slots, rank: index, pause: self.composition.pause)
                    do {
                        try await self.book(each)
                        return (index, .success(try await self.ask(index, session, sha256, step, paced, onEvent)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            for _ in 0..<(jobs + max(2, jobs / 2)) { begin() }
            for try await (index, outcome) in group {
                switch outcome {
                case .success((let turn, let session)):
                    entries[index].session = session
                    entries[index].done = step + 1
                    entries[index].cost += turn.cost?.dollars ?? 0
                    try book((turn.cost?.dollars ?? each) - each)
                    onEvent(.turn(turn, session: session))
                case .failure(TurnFailure.cancelled), .failure(TurnFailure.cancelledWithPicture),
                    .failure(TurnFailure.cancelledUnderWay),
                    .failure(is CancellationError):
                    stop()
                case .failure(let error):
                    if error.isFree { try book(-each) }
                    if set.concernsAll(error) {
                        stop(because: error)
                        break
                    }
                    entries[index].problem = (replay.steps[step].number, error)
                    let key = BatchKey(recipe: recipe, start: entries[index].sha256, step: step, sent: "")
                    try note(.failed) { event in
                        event.key = key.text
                        event.words = error.briefly
                    }
                }
                begin()
            }
        }
        if case .failure(let error)? = stopping { throw error }
    }

    /// A request one by one counts in the set's budget from before it goes out.
    private func book(_ dollars: Double) throws {
        if dollars != 0 { try note(.paid) { $0.dollars = dollars } }
    }

    private nonisolated func ask(
        _ index: Int, _ session: Int?, _ sha256: String, _ number: Int, _ model: PacedModel,
        _ onEvent: @escaping @Sendable (Event) -> Void
    ) async throws -> (Turn, Int) {
        let studio: Studio
        if let session {
            studio = composition.studio(try set.folder.open(session, at: terms.now()), model)
            _ = await studio.finishInterrupted()
        } else {
            let item = set.items[index]
            let picture = try composition.inspect(item.read(), item.name)
            studio = try await set.studio(for: item, picture, .init(recipe: recipe, sha256: sha256), model)
        }
        let saved = await studio.session
        let turns = replay.turns(in: saved)
        guard turns.count == number else { throw BatchFailure.pictureGone(kept: nil) }
        let turn = try await set.carryOut(replay.steps[number], from: turns.last ?? 0, in: studio, by: model) { event in
            if case .progress(.waiting(let seconds, _)) = event { onEvent(.waiting(seconds: seconds)) }
        }
        return (turn, saved.number)
    }

    /// What came of each picture so far, in their order.
    public func results() -> [ReplayResult] {
        entries.indices.map { index in
            let entry = entries[index]
            var result = ReplayResult(
                picture: set.items[index].name, model: model.profile.shortName, outcome: .stopped)
            result.cost = entry.cost
            if let other = entry.same {
                result.outcome = .sameAs(set.items[other].name, index: other)
                return result
            }
            do {
                if let number = entry.session {
                    let session = try set.folder.read(number)
                    try set.take(replay.turns(in: session)[...], of: session, into: &result)
                }
                if let (step, error) = entry.problem {
                    result.outcome = .failed(step: step, error)
                } else if entry.done == replay.steps.count {
                    result.outcome = entry.wasDone ? .doneBefore : .done
                }
            } catch {
                result.outcome = .failed(step: nil, error)
            }
            return result
        }
    }
}

extension Error {
    /// Whether nothing can have been charged for it.
    fileprivate var isFree: Bool {
        switch self as any Error {
        case TurnFailure.model(.service(let failure), _): failure.charged == .no
        case TurnFailure.model(.declined, _), TurnFailure.overBudget, TurnFailure.priceUnknown: true
        case is BatchFailure, is SessionFailure: true
        default: false
        }
    }
}
