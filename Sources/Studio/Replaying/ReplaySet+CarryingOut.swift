import ImageModels
import Locality
import Pictures
import Sessions

/// One item's way: its session, then step by step.
extension ReplaySet {
    nonisolated func run(
        _ index: Int, _ slots: RequestSlots, _ onEvent: @escaping @Sendable (Event) -> Void
    ) async -> ReplayResult {
        let item = items[index]
        var result = ReplayResult(picture: item.name, model: item.model.profile.shortName, outcome: .stopped)
        do {
            let picture = try composition.inspect(item.read(), item.name)
            let key = Key(recipe: recipe(of: item), sha256: picture.sha256)
            if let other = await claim(key, for: index) {
                result.outcome = .sameAs(items[other].name, index: other)
                return result
            }
            if let session = await earlier(key), replay.turns(in: session).count == replay.steps.count {
                try take(replay.turns(in: session)[...], of: session, into: &result)
                for _ in replay.steps { onEvent(.turn(nil, session: session.number)) }
                result.outcome = .doneBefore
                return result
            }
            let model = PacedModel(model: item.model, slots: slots, rank: index, pause: composition.pause)
            let studio = try await studio(for: item, picture, key, model)
            try await carryOut(in: studio, by: model, into: &result, onEvent)
        } catch {
            result.outcome = .failed(step: nil, error)
        }
        return result
    }

    nonisolated func carryOut(
        in studio: Studio, by model: PacedModel, into result: inout ReplayResult,
        _ onEvent: @escaping @Sendable (Event) -> Void
    ) async throws {
        let session = await studio.session
        var turns = replay.turns(in: session)
        try take(turns[...], of: session, into: &result)
        for _ in turns { onEvent(.turn(nil, session: session.number)) }
        for step in replay.steps.dropFirst(turns.count) {
            guard await stopping == nil else {
                result.outcome = .stopped
                return
            }
            do {
                let turn = try await carryOut(step, from: turns.last ?? 0, in: studio, by: model) { event in
                    if case .progress(.waiting(let seconds, _)) = event { onEvent(.waiting(seconds: seconds)) }
                }
                turns.append(turn.number)
                result.cost += turn.cost?.dollars ?? 0
                try await take([turn.number], of: studio.session, into: &result)
                onEvent(.turn(turn, session: session.number))
            } catch TurnFailure.cancelled, TurnFailure.cancelledWithPicture, TurnFailure.cancelledUnderWay {
                result.outcome = .stopped
                return
            } catch {
                if concernsAll(error) { await stop(because: error) }
                result.outcome = .failed(step: step.number, error)
                // Where not even a first step was begun, nothing is there to go on with.
                if await studio.session.state.turns.isEmpty {
                    await studio.removeIfEmpty()
                    (result.session, result.startingFile) = (nil, nil)
                }
                return
            }
        }
        result.outcome = .done
    }

    nonisolated func carryOut(
        _ step: Step, from parent: Int, in studio: Studio, by model: any ImageModel,
        onEvent: @escaping @Sendable (TurnEvent) -> Void
    ) async throws -> Turn {
        let settings = step.settings(chosen: composition.settings, model: model.profile)
        let lock = composition.lock ?? step.lock
        if let turn = try await studio.finishPaid(step, from: parent, as: LockSetting(mode: lock ?? .auto)) {
            return turn
        }
        let instruction = try await studio.placed(step, on: parent, by: composition.placing)
        let size = await studio.size(of: parent, for: model.profile)
        let estimate = model.profile.estimate(instruction, settings: settings, picture: size)
        if estimate == nil, model.profile.service != nil, let budget = settings.budget {
            throw TurnFailure.priceUnknown(model: model.profile.id, budget: budget)
        }
        let expected = estimate?.dollars ?? 0
        try await reserve(expected, of: settings.budget)
        do {
            try await studio.use(model, settings: settings, lockIfOther: lock)
            let turn = try await studio.perform(instruction, from: parent, onEvent: onEvent)
            await release(expected, spent: turn.cost?.dollars ?? 0)
            return turn
        } catch {
            await release(expected, spent: 0)
            throw error
        }
    }

    nonisolated func take(
        _ turns: ArraySlice<Int>, of session: Session, into result: inout ReplayResult
    ) throws {
        result.session = session.number
        result.startingFile = try session.pictureFile(0)
        for turn in turns {
            guard case .answered(let answered) = try session.ending(of: turn) else { continue }
            result.turns.append(
                .init(
                    step: replay.steps[result.turns.count].number, number: turn, file: try session.pictureFile(turn),
                    aside: answered.change?.aside, isUnchanged: answered.remarks?.contains(.unchanged) ?? false))
        }
    }

    /// Whether the other pictures would fail in the same way.
    nonisolated func concernsAll(_ error: any Error) -> Bool {
        switch error {
        case TurnFailure.overBudget, TurnFailure.priceUnknown, TurnFailure.notSaved: true
        case TurnFailure.model(.service(let failure), _): failure.concernsAll
        default: false
        }
    }
}

extension ServiceFailure {
    /// Whether requests for other pictures would fail in the same way.
    var concernsAll: Bool {
        [
            .noKey, .refusedKey, .forbidden, .unknownModel, .noCredit, .unavailableHere, .rateLimited, .notTheService,
            .turnedAway,
        ].contains(kind)
    }
}
