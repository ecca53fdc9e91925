public import ImageModels
public import Locality
public import Pictures
public import Sessions

/// One instruction of a recipe: what was typed, and under which settings, free of the picture it was typed about.
public struct Step: Sendable, Equatable {
    /// The turn of the session, or the line of the script, that it comes from.
    public var number: Int
    public var instruction: Instruction
    public var confinement: Confinement?
    /// What was set when it was carried out; settings that are chosen now go before them.
    public var settings: TurnSettings
    public var lock: LockSetting.Mode?
    /// The model that carried it out; `nil` for an instruction that none has carried out yet.
    public var model: String?

    /// What an instruction is confined to, before there is a picture to place it on.
    public enum Confinement: Sendable, Equatable {
        /// As somebody typed it: "jacket", "10%,5%,50%,50%".
        case typed(String)
        /// As it lay on a picture of this size.
        case placed(Region, on: PixelSize)
    }

    public init(
        number: Int, instruction: Instruction, confinement: Confinement? = nil,
        settings: TurnSettings = TurnSettings(), lock: LockSetting.Mode? = nil, model: String? = nil
    ) {
        self.number = number
        self.instruction = instruction
        self.confinement = confinement
        self.settings = settings
        self.lock = lock
        self.model = model
    }

    /// Finds a region on a picture. Throws what keeps the instruction from being carried out there.
    public typealias Placing = @Sendable (Confinement, Picture) async throws -> Region

    /// The settings for a model: those chosen now, then the step's shape, and the rest of its settings if they were
    /// this very model's.
    public func settings(chosen: TurnSettings, model profile: ModelProfile) -> TurnSettings {
        var merged = chosen
        merged.ratio = chosen.ratio ?? settings.ratio
        guard model == nil || model == profile.id else { return merged }
        merged.size = chosen.size ?? settings.size
        merged.thinking = chosen.thinking ?? settings.thinking
        merged.quality = chosen.quality ?? settings.quality
        merged.seed = chosen.seed ?? settings.seed
        merged.safety = chosen.safety ?? settings.safety
        merged.fullHistory = chosen.fullHistory ?? settings.fullHistory
        merged.streaming = chosen.streaming ?? settings.streaming
        merged.markup = chosen.markup ?? settings.markup
        merged.format = chosen.format ?? settings.format
        merged.compression = chosen.compression ?? settings.compression
        merged.background = chosen.background ?? settings.background
        return merged
    }
}

extension Studio {
    /// A step's instruction, placed on a turn's picture.
    public func placed(
        _ step: Step, on turn: Int, by placing: Step.Placing
    ) async throws -> Instruction {
        var instruction = step.instruction
        if let confinement = step.confinement { instruction.region = try await placing(confinement, picture(turn)) }
        return instruction
    }

    /// The settings for the turns to come, written down only where they are others than before.
    public func use(
        _ model: any ImageModel, settings: TurnSettings, lockIfOther lock: LockSetting.Mode?
    ) throws(SessionFailure) {
        guard settings != self.settings || lock.map({ $0 != self.lock }) ?? false else { return }
        try use(model, settings: settings, lock: lock)
    }
}
