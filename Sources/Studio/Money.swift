import Foundation
public import ImageModels
public import Pictures
import Sessions

/// What turns cost.
extension Studio {
    /// What an instruction will cost about, before it is sent; `nil` where it costs nothing or nobody knows.
    public func estimate(
        _ instruction: Instruction, by model: (any ImageModel)? = nil, settings: TurnSettings? = nil,
        from parent: Int? = nil
    ) -> Cost? {
        expected(
            instruction, by: (model ?? self.model).profile, settings ?? self.settings,
            from: parent ?? session.state.current)
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

    /// Why these requests may not be sent together: what they cost would pass the budget, or isn't known.
    func budgetFailure(_ asks: [(profile: ModelProfile, cost: Cost?)]) -> TurnFailure? {
        guard let budget else { return nil }
        if let unknown = asks.first(where: { $0.profile.service != nil && $0.cost == nil }) {
            return .priceUnknown(model: unknown.profile.id, budget: budget)
        }
        let dollars = asks.reduce(0) { $0 + ($1.cost?.dollars ?? 0) }
        guard dollars > 0, spent + reserved + dollars > budget else { return nil }
        return .overBudget(budget: budget, spent: spent + reserved, next: dollars)
    }

    /// A turn's picture, where a model's price depends on it.
    func size(of turn: Int, for profile: ModelProfile) -> PixelSize? {
        guard profile.price?.dependsOnPixels == true, let picture = try? picture(turn) else { return nil }
        return picture.size
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
    ///
    /// - Parameters:
    ///   - picture: the size of the picture that it is carried out on; where it is not known, the dearest shape counts.
    ///   - pictures: how many pictures are sent besides the attached ones.
    public func estimate(
        _ instruction: Instruction, settings: TurnSettings, picture: PixelSize? = nil, pictures: Int = 1
    ) -> Cost? {
        if service != nil, let own = settings.price(of: self), own >= 0 {
            return Cost(dollars: own, basis: .perPicture)
        }
        guard let price else { return nil }
        var sizeClass = settings.size
        if case .sizes(let classes) = framing { sizeClass = sizeClass ?? classes.first?.name }
        let region = picture == nil ? nil : instruction.region
        let fitting = picture.flatMap { try? Fitting(of: $0, region: region, to: self, settings: settings) }
        // A drawing over the picture is looked at like a picture.
        let drawings = settings.markup == true && markup && instruction.region != nil ? 1 : 0
        var work = Price.Work(
            pictures: pictures + instruction.references.count + drawings, sizeClass: sizeClass,
            pixels: fitting?.output?.pixels, quality: settings.quality ?? qualities.first,
            characters: instruction.text.count)
        work.drafts = settings.drafts
        return price.estimate(work)
    }

    /// What so many paid tasks cost; `nil` where nobody knows.
    func cost(ofTasks tasks: Int, _ settings: TurnSettings) -> Cost? {
        (settings.price(of: self) ?? price?.perPicture).map { Cost(dollars: $0 * Double(tasks), basis: .perPicture) }
    }

    /// What an answer cost, as far as the service's counts or the price tell. Counts that can't stand for a picture that came are
    /// not believed, nor are those by which it cost a tenth of what the estimate says: that is booked instead.
    func cost(of usage: Usage?, estimate: Cost?, settings: TurnSettings, withPicture: Bool = true) -> Cost? {
        // What the designer knows counts more than what the catalogue says.
        guard settings.price(of: self) == nil else { return estimate }
        guard let told = usage.flatMap({ price?.cost(of: $0, withPicture: withPicture) }) else { return estimate }
        if withPicture, let estimate, told.dollars * 10 < estimate.dollars { return estimate }
        return told
    }
}
