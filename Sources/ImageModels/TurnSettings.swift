/// What the designer has set for the turns to come. Absent means the model's own default.
public struct TurnSettings: Sendable, Equatable, Codable {
    /// The shape to paint in, where it is to be another than the picture's.
    public var ratio: AspectRatio?
    /// "512", "1K", "2K", "4K".
    public var size: String?
    /// "minimal", "low", "medium", "high".
    public var thinking: String?
    /// "low", "medium", "high", "xhigh", "max", for models that know qualities.
    public var quality: String?
    /// "png", "jpeg", "webp": what the picture is to come as, for models that can be asked for it.
    public var format: String?
    /// Of a JPEG or WebP, 0 to 100: how small it is to be.
    public var compression: Int?
    /// "transparent" or "opaque", whatever an instruction's words wish.
    public var background: String?
    public var seed: Int?
    /// A threshold for every category of harm that may be set, such as "BLOCK_ONLY_HIGH".
    public var safety: String?
    /// Sends the whole conversation instead of the current picture alone.
    public var fullHistory: Bool?
    /// Receives the answer in pieces.
    public var streaming: Bool?
    /// Draws a region onto the picture, for models that take that, instead of sending a mask.
    public var markup: Bool?
    /// Dollars that the session may cost.
    public var budget: Double?
    /// Dollars that one request costs, by the designer's own knowledge, of whatever model is asked.
    public var price: Double?
    /// The same of single models, by `ModelProfile.pricedAs`.
    public var prices: [String: Double]?
    /// "flex": cheaper and slower, where the service has it.
    public var tier: String?
    /// What a server of one's own takes besides, passed through as it is: "steps", "guidance".
    public var extra: [String: String]?

    public init(
        ratio: AspectRatio? = nil, size: String? = nil, thinking: String? = nil, quality: String? = nil,
        seed: Int? = nil, safety: String? = nil, fullHistory: Bool? = nil, streaming: Bool? = nil,
        budget: Double? = nil,
        price: Double? = nil, tier: String? = nil, extra: [String: String]? = nil, markup: Bool? = nil,
        format: String? = nil, compression: Int? = nil, background: String? = nil
    ) {
        self.ratio = ratio
        self.size = size
        self.thinking = thinking
        self.quality = quality
        self.seed = seed
        self.safety = safety
        self.fullHistory = fullHistory
        self.streaming = streaming
        self.budget = budget
        self.price = price
        self.tier = tier
        self.extra = extra
        self.markup = markup
        self.format = format
        self.compression = compression
        self.background = background
    }

    /// What one request of a model costs, where the designer has said it.
    package func price(of model: ModelProfile) -> Double? { prices?[model.pricedAs] ?? price }

    /// Says what one request of a model costs; `nil` takes it away. What was said of any model is dropped.
    package mutating func setPrice(_ dollars: Double?, of model: ModelProfile) {
        price = nil
        var all = prices ?? [:]
        all[model.pricedAs] = dollars
        prices = all.isEmpty ? nil : all
    }

    /// A price that was said of no model in particular becomes that of this one.
    package mutating func bindPrice(to model: ModelProfile) {
        if let price { setPrice(price, of: model) }
    }

    /// Drafts that are asked for on the way to a picture, of models that send any.
    package var drafts: Int { streaming == true ? 2 : 0 }
}
