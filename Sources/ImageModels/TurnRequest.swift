public import Pictures

/// One instruction with all that a model needs to carry it out.
public struct TurnRequest: Sendable {
    /// What the designer typed; each `@path` in it has become `[image 1]`, `[image 2]` … in the order of `references`.
    public var instruction: String
    /// The current picture, framed as the model's profile asks.
    public var picture: Picture
    public var references: [Picture]
    public var settings: TurnSettings

    public init(
        instruction: String, picture: Picture, references: [Picture] = [], settings: TurnSettings = TurnSettings()
    ) {
        self.instruction = instruction
        self.picture = picture
        self.references = references
        self.settings = settings
    }
}

/// What the designer has set for the turns to come. Absent means the model's own default.
public struct TurnSettings: Sendable, Equatable, Codable {
    public var ratio: AspectRatio?
    /// "512", "1K", "2K", "4K".
    public var size: String?
    /// "minimal", "low", "medium", "high".
    public var thinking: String?
    public var seed: Int?

    public init(ratio: AspectRatio? = nil, size: String? = nil, thinking: String? = nil, seed: Int? = nil) {
        self.ratio = ratio
        self.size = size
        self.thinking = thinking
        self.seed = seed
    }
}
