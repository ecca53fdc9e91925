public import Pictures

/// What a service takes for a model's work, in US dollars.
public struct Price: Sendable, Equatable, Codable {
    /// Per million tokens.
    public var inputText: Double?
    public var inputImage: Double?
    public var outputText: Double?
    public var outputImage: Double?
    /// Tokens that a picture is counted as, by class of size; "" for a model with one size.
    public var outputTokens: [String: Int]?
    /// Tokens that 1024x1024 is counted as, by quality; other sizes in proportion to their area.
    public var outputTokensByQuality: [String: Int]?
    /// Patches along the longer side of a picture, by quality: what the gpt-image-2 family counts tokens by.
    public var patchesByQuality: [String: Int]?
    /// Tokens that each picture sent is counted as; at most, where they are counted by patches of 32 pixels.
    public var inputTokensPerPicture: Int?
    /// Tokens that each draft on the way to a picture is counted as, of models that send any.
    public var draftTokens: Int?
    /// By the picture, where the service does not count tokens: for all sizes, or by class of size.
    public var perPicture: Double?
    public var perPictureBySize: [String: Double]?
    /// For each picture sent, where the service does not count tokens.
    public var perPictureSent: Double?
    /// Paid tasks that it takes to paint a part of the service's own picture anew, where that is not one.
    public var tasksForRegion: Int?
    /// The share of all this that a request costs in a batch, where the service has batches.
    public var inBatches: Double?
    /// The day that these figures were read, "2026-11-22", and where.
    public var asOf: String
    public var source: String

    public init(
        inputText: Double? = nil, inputImage: Double? = nil, outputText: Double? = nil, outputImage: Double? = nil,
        outputTokens: [String: Int]? = nil, outputTokensByQuality: [String: Int]? = nil,
        patchesByQuality: [String: Int]? = nil, inputTokensPerPicture: Int? = nil, perPicture: Double? = nil,
        perPictureBySize: [String: Double]? = nil, perPictureSent: Double? = nil, asOf: String, source: String
    ) {
        self.inputText = inputText
        self.inputImage = inputImage
        self.outputText = outputText
        self.outputImage = outputImage
        self.outputTokens = outputTokens
        self.outputTokensByQuality = outputTokensByQuality
        self.patchesByQuality = patchesByQuality
        self.inputTokensPerPicture = inputTokensPerPicture
        self.perPicture = perPicture
        self.perPictureBySize = perPictureBySize
        self.perPictureSent = perPictureSent
        self.asOf = asOf
        self.source = source
    }

    /// Whether it has figures, and all of them are 0.
    package var isFree: Bool {
        let figures =
            [inputText, inputImage, outputText, outputImage, perPicture, perPictureSent].compactMap(\.self)
            + (perPictureBySize ?? [:]).values
        return !figures.isEmpty && figures.allSatisfy { $0 == 0 }
    }

    /// What of it no service takes, in words: an amount below zero or beyond any bill.
    package var fault: String? {
        let amounts: [(String, Double?, ClosedRange<Double>)] = [
            ("inputText", inputText, 0...100_000), ("inputImage", inputImage, 0...100_000),
            ("outputText", outputText, 0...100_000), ("outputImage", outputImage, 0...100_000),
            ("perPicture", perPicture, 0...1000), ("perPictureSent", perPictureSent, 0...1000),
            ("perPictureBySize", perPictureBySize?.values.min(), 0...1000),
            ("perPictureBySize", perPictureBySize?.values.max(), 0...1000), ("inBatches", inBatches, 0...1),
        ]
        let counts: [(String, Int?)] = [
            ("inputTokensPerPicture", inputTokensPerPicture), ("draftTokens", draftTokens),
            ("tasksForRegion", tasksForRegion), ("outputTokens", outputTokens?.values.min()),
            ("outputTokens", outputTokens?.values.max()),
            ("outputTokensByQuality", outputTokensByQuality?.values.min()),
            ("outputTokensByQuality", outputTokensByQuality?.values.max()),
            ("patchesByQuality", patchesByQuality?.values.min()), ("patchesByQuality", patchesByQuality?.values.max()),
        ]
        for (name, amount, range) in amounts {
            if let amount, !range.contains(amount) {
                return "\(name) is \(amount), which is not from \(Int(range.lowerBound)) to \(Int(range.upperBound))"
            }
        }
        for (name, count) in counts {
            if let count, !(0...1_048_576).contains(count) {
                return "\(name) is \(count), which is not from 0 to 1048576"
            }
        }
        return nil
    }

    /// A request, as far as its price depends on it.
    public struct Work: Sendable, Equatable {
        /// Pictures sent, references included.
        public var pictures: Int
        public var sizeClass: String?
        /// The size of what is sent and asked for; a square of 1024 where it is not known.
        public var pixels: PixelSize?
        public var quality: String?
        public var characters: Int
        /// Drafts that are asked for on the way.
        public var drafts = 0

        public init(
            pictures: Int = 1, sizeClass: String? = nil, pixels: PixelSize? = nil, quality: String? = nil,
            characters: Int = 0
        ) {
            self.pictures = pictures
            self.sizeClass = sizeClass
            self.pixels = pixels
            self.quality = quality
            self.characters = characters
        }
    }

    /// Whether it takes a picture's pixels to know what a request costs.
    public var dependsOnPixels: Bool { outputTokensByQuality != nil || patchesByQuality != nil }

    /// Whether the service takes its price by the picture, whatever it counts.
    public var isByPicture: Bool { perPicture != nil || perPictureBySize != nil }

    /// What one answer cost by the service's own token counts. Tokens of unknown kind count as text, or as the picture
    /// where the service counts no others.
    ///
    /// Checked against a recorded bill: 1,127 tokens in and 1,350 out, 1,120 of them a picture, at 0.25, 1.50 and 30
    /// dollars per million. `nil` where the service takes its price by the picture.
    ///
    /// `withPicture`: the answer held one. Counts by which there can't have been any are then not believed: of a picture's they
    /// count as not told, of all that was given they give `nil`.
    public func cost(of usage: Usage, withPicture: Bool = false) -> Cost? {
        guard let outputImage, !isByPicture else { return nil }
        let least = withPicture ? leastPictureTokens / 2 : 0
        guard usage.outputTokens >= least else { return nil }
        let pictureIn = usage.inputImageTokens ?? 0
        let pictureOut =
            usage.outputImageTokens.flatMap { $0 >= least ? $0 : nil }
            ?? outputTokens?.values.min().map { min($0, usage.outputTokens) } ?? usage.outputTokens
        let dollars =
            Double(usage.inputTokens - pictureIn) * (inputText ?? 0)
            + Double(pictureIn) * (inputImage ?? inputText ?? 0)
            + Double(usage.outputTokens - pictureOut) * (outputText ?? outputImage)
            + Double(pictureOut) * outputImage
        return Cost(dollars: dollars / 1_000_000, basis: .tokens)
    }

    /// What one request will cost about, before it is sent; without its thoughts, which nobody knows yet. `nil` where
    /// that is not known of the size or quality that is asked for.
    public func estimate(_ work: Work) -> Cost? {
        if isFree { return Cost(dollars: 0, basis: .estimate) }
        if let perPicture = perPictureBySize?[work.sizeClass ?? ""] ?? perPicture ?? perPictureBySize?.values.max() {
            return Cost(
                dollars: perPicture + Double(work.pictures) * (perPictureSent ?? 0), basis: .perPicture)
        }
        guard let outputImage, let tokens = pictureTokens(work) else { return nil }
        let input =
            Double(work.pictures) * Double(tokensPerPictureSent(work)) * (inputImage ?? inputText ?? 0)
            + Double(work.characters) / 4 * (inputText ?? 0)
        let drafts = Double(work.drafts) * Double(draftTokens ?? 0)
        return Cost(dollars: (input + (tokens + drafts) * outputImage) / 1_000_000, basis: .estimate)
    }

    private func pictureTokens(_ work: Work) -> Double? {
        let size = work.pixels ?? PixelSize(width: 1024, height: 1024)
        let area = Double(size.width) * Double(size.height)
        if let patchesByQuality {
            // OpenAI's own count; it meets all 18 of the published prices by size and quality.
            guard let longer = work.quality.flatMap({ patchesByQuality[$0] }) else { return nil }
            let shape = Double(min(size.width, size.height)) / Double(max(size.width, size.height))
            let patches = Double(longer) * (Double(longer) * shape).rounded()
            return (patches * (2_000_000 + area) / 4_000_000).rounded(.up)
        }
        if let outputTokensByQuality {
            guard let square = work.quality.flatMap({ outputTokensByQuality[$0] }) else { return nil }
            return Double(square) * area / Double(1024 * 1024)
        }
        return (outputTokens?[work.sizeClass ?? ""] ?? outputTokens?.values.max()).map(Double.init)
    }

    /// What the smallest picture of the lowest quality is counted as, or fewer.
    private var leastPictureTokens: Int {
        if let outputTokens { return outputTokens.values.min() ?? 0 }
        let qualities = patchesByQuality ?? outputTokensByQuality ?? [:]
        // Half a square of 1024: no service makes smaller ones by quality.
        return qualities.keys.compactMap { pictureTokens(Work(quality: $0)) }.min().map { Int($0 / 2) } ?? 0
    }

    private func tokensPerPictureSent(_ work: Work) -> Int {
        let most = inputTokensPerPicture ?? 0
        guard patchesByQuality != nil, let size = work.pixels else { return most }
        return min(most, ((size.width + 31) / 32) * ((size.height + 31) / 32))
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

    /// A million dollars: more is no price of a turn.
    private static let most = 1e6

    /// What is written down may be anybody's: a cost below nothing counts as nothing, one beyond all bounds as the most.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let written = try container.decode(Double.self, forKey: .dollars)
        dollars = written.isFinite ? min(max(written, 0), Self.most) : Self.most
        basis = try container.decode(Basis.self, forKey: .basis)
    }
}
