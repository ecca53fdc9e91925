/// What a service takes for a model's work, in US dollars.
public struct Price: Sendable, Equatable, Codable {
    /// Per million tokens.
    public var inputText: Double?
    public var inputImage: Double?
    public var outputText: Double?
    public var outputImage: Double?
    /// Tokens that a picture is counted as, by class of size; "" for a model with one size.
    public var outputTokens: [String: Int]?
    /// Tokens that each picture sent is counted as.
    public var inputTokensPerPicture: Int?
    /// By the picture, where the service does not count tokens.
    public var perPicture: Double?
    /// The day that these figures were read, "2026-11-22", and where.
    public var asOf: String
    public var source: String

    public init(
        inputText: Double? = nil, inputImage: Double? = nil, outputText: Double? = nil, outputImage: Double? = nil,
        outputTokens: [String: Int]? = nil, inputTokensPerPicture: Int? = nil, perPicture: Double? = nil, asOf: String,
        source: String
    ) {
        self.inputText = inputText
        self.inputImage = inputImage
        self.outputText = outputText
        self.outputImage = outputImage
        self.outputTokens = outputTokens
        self.inputTokensPerPicture = inputTokensPerPicture
        self.perPicture = perPicture
        self.asOf = asOf
        self.source = source
    }

    /// What one answer cost by the service's own token counts. Tokens of unknown kind count as text.
    ///
    /// Checked against a recorded bill: 1,127 tokens in and 1,350 out, 1,120 of them a picture, at 0.25, 1.50 and 30
    /// dollars per million.
    public func cost(of usage: Usage) -> Cost? {
        if let perPicture { return Cost(dollars: perPicture, basis: .perPicture) }
        guard let outputImage else { return nil }
        let pictureIn = usage.inputImageTokens ?? 0
        let pictureOut = usage.outputImageTokens ?? outputTokens?.values.min().map { min($0, usage.outputTokens) } ?? 0
        let dollars =
            Double(usage.inputTokens - pictureIn) * (inputText ?? 0)
            + Double(pictureIn) * (inputImage ?? inputText ?? 0)
            + Double(usage.outputTokens - pictureOut) * (outputText ?? outputImage)
            + Double(pictureOut) * outputImage
        return Cost(dollars: dollars / 1_000_000, basis: .tokens)
    }

    /// What one request will cost about, before it is sent; without its thoughts, which nobody knows yet.
    public func estimate(pictures: Int, sizeClass: String?, characters: Int) -> Cost? {
        if let perPicture { return Cost(dollars: perPicture, basis: .perPicture) }
        guard let outputImage, let tokens = outputTokens?[sizeClass ?? ""] ?? outputTokens?.values.min() else {
            return nil
        }
        let input =
            Double(pictures) * Double(inputTokensPerPicture ?? 0) * (inputImage ?? inputText ?? 0)
            + Double(characters) / 4 * (inputText ?? 0)
        return Cost(dollars: (input + Double(tokens) * outputImage) / 1_000_000, basis: .estimate)
    }
}

/// An amount in US dollars, and how it is known.
public struct Cost: Sendable, Equatable, Codable {
    public enum Basis: String, Sendable, Equatable, Codable {
        /// The service's token counts times the price in the catalogue.
        case tokens
        /// A price by the picture.
        case perPicture
        /// Computed before the request, or without token counts.
        case estimate
    }

    public var dollars: Double
    public var basis: Basis

    public init(dollars: Double, basis: Basis) {
        self.dollars = dollars
        self.basis = basis
    }
}
