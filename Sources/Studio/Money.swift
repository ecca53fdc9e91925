import Foundation
public import ImageModels
import Sessions

/// What turns cost.
extension Studio {
    /// What an instruction will cost about, before it is sent; `nil` where it costs nothing or nobody knows.
    public func estimate(
        _ instruction: Instruction, by model: (any ImageModel)? = nil, settings: TurnSettings? = nil
    ) -> Cost? {
        (model ?? self.model).profile.estimate(instruction, settings: settings ?? self.settings)
    }

    /// Dollars that this session's turns have cost, failed ones included.
    public var spent: Double {
        if let known = knownSpending { return known }
        let sum = session.spent
        knownSpending = sum
        return sum
    }

    /// Not to be passed by this session's spending; `nil` for no limit. It is kept with the session.
    public var budget: Double? { settings.budget }

    func budgetFailure(adding dollars: Double) -> TurnFailure? {
        guard let budget, dollars > 0, spent + reserved + dollars > budget else { return nil }
        return .overBudget(budget: budget, spent: spent + reserved, next: dollars)
    }

    func book(_ cost: Cost?, turn: Int, asked: JournalEvent.Asked) {
        guard let cost else { return }
        // Where it is not known yet, it will be read from the journal, which has this cost already.
        if let known = knownSpending { knownSpending = known + cost.dollars }
        spendingLog?.append(
            .init(
                at: now(), session: session.folder.path, turn: turn, model: asked.model, service: asked.service,
                cost: cost))
    }
}

extension ModelProfile {
    /// What an instruction will cost about; `nil` where it costs nothing or nobody knows.
    public func estimate(_ instruction: Instruction, settings: TurnSettings) -> Cost? {
        guard let price else { return nil }
        var sizeClass = settings.size
        if case .sizes(let classes) = framing { sizeClass = sizeClass ?? classes.first?.name }
        return price.estimate(
            pictures: 1 + instruction.references.count, sizeClass: sizeClass, characters: instruction.text.count)
    }
}
