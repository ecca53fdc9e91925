/// What a service says of one of its models now.
public struct LiveModel: Sendable, Equatable {
    public var id: String
    /// Per million tokens, in US dollars, where the service tells prices.
    public var inputPrice: Double?
    public var outputPrice: Double?
    /// In US dollars for one request, where that is what it charges.
    public var requestPrice: Double?
    /// Whether it makes or edits pictures, where the service says what it does.
    public var makesPictures: Bool?
    /// Announced, and not there yet.
    public var isUpcoming: Bool

    package init(
        id: String, inputPrice: Double? = nil, outputPrice: Double? = nil, requestPrice: Double? = nil,
        makesPictures: Bool? = nil, isUpcoming: Bool = false
    ) {
        self.id = id
        self.inputPrice = inputPrice
        self.outputPrice = outputPrice
        self.requestPrice = requestPrice
        self.makesPictures = makesPictures
        self.isUpcoming = isUpcoming
    }
}
