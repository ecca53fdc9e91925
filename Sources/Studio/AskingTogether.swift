public import ImageModels
import Pictures
import Sessions

/// One of several things to ask for at once.
public struct Ask: Sendable {
    public var instruction: Instruction
    public var model: any ImageModel
    public var settings: TurnSettings

    public init(instruction: Instruction, model: any ImageModel, settings: TurnSettings) {
        self.instruction = instruction
        self.model = model
        self.settings = settings
    }
}

extension Studio {
    /// Why an instruction would be turned down before anything of it is sent; `nil` where nothing is known against it.
    public func objection(to ask: Ask, from parent: Int) -> TurnFailure? {
        let profile = ask.model.profile
        do {
            let picture = try picture(parent)
            let fitting = try Fitting(
                of: picture.size, region: ask.instruction.region, to: profile, settings: ask.settings)
            try ask.model.check(
                TurnRequest(
                    instruction: ask.instruction.prompt, picture: picture,
                    references: ask.instruction.references.map(\.picture), settings: ask.settings,
                    output: fitting.output))
            return nil
        } catch let failure as TurnFailure {
            return failure
        } catch let failure as ModelFailure {
            return .model(failure, turn: nil)
        } catch {
            return nil  // What is wrong with the session is told when it is asked.
        }
    }

    /// Carries several instructions through side by side, all starting from the same turn.
    ///
    /// Each becomes a turn or fails by itself. Cancelling the task cancels those that are still under way. The current
    /// turn is the one they started from, until one of them is picked; where nothing came it is what it was. `onEvent` is
    /// told which of the asks is meant.
    public func performTogether(
        _ asks: [Ask], from parent: Int? = nil, onEvent: @escaping @Sendable (Int, TurnEvent) -> Void = { _, _ in }
    ) async -> [Result<Turn, TurnFailure>] {
        let before = session.state.current
        let parent = parent ?? before
        let first = session.state.nextTurn
        let costs = asks.map { ask in
            let profile = ask.model.profile
            return (profile, expected(ask.instruction, by: profile, ask.settings, from: parent))
        }
        if let failure = budgetFailure(costs) { return asks.map { _ in .failure(failure) } }
        let results = await withTaskGroup(of: (Int, Result<Turn, TurnFailure>).self) { group in
            for (index, ask) in asks.enumerated() {
                group.addTask {
                    do throws(TurnFailure) {
                        let turn = try await self.perform(
                            ask.instruction, from: parent, by: ask.model, settings: ask.settings, together: first
                        ) { onEvent(index, $0) }
                        return (index, .success(turn))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            var results: [Int: Result<Turn, TurnFailure>] = [:]
            for await (index, result) in group { results[index] = result }
            return asks.indices.map { results[$0]! }
        }
        let hasCome = results.contains { if case .success = $0 { true } else { false } }
        let place = hasCome ? parent : before
        if session.state.current != place { try? goto(place) }
        return results
    }

    /// The turns that were asked for together last, or that came in one answer, in order; empty if the last turn stands
    /// alone.
    public func choices() -> [Int] {
        guard let last = session.state.turns.last?.number, let first = try? session.asked(last).together else {
            return []
        }
        return session.state.turns.map(\.number).filter {
            $0 == first || ($0 > first && (try? session.asked($0).together) == first)
        }
    }
}
