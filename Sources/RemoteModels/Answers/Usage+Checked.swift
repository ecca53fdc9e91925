import ImageModels

extension Usage {
    /// The most tokens that a model takes and gives in one answer; the largest in the catalogue are Gemini's, with
    /// 1,048,576 and 65,536 (their model cards).
    private static let mostTaken = 1_048_576
    private static let mostGiven = 65_536

    /// A service's counts, where they can be believed: `nil` where one is below zero or above what any model takes or
    /// gives. What they would cost is then unknown, and not booked.
    init?(
        checkedInput input: [Int?], output: [Int?], inputImages: Int? = nil, outputImages: Int? = nil,
        thoughts: Int? = nil
    ) {
        guard let taken = Self.sum(input, upTo: Self.mostTaken), let given = Self.sum(output, upTo: Self.mostGiven),
            inputImages.map({ (0...taken).contains($0) }) ?? true,
            outputImages.map({ (0...given).contains($0) }) ?? true
        else { return nil }
        self.init(
            inputTokens: taken, outputTokens: given, inputImageTokens: inputImages, outputImageTokens: outputImages,
            thoughtTokens: thoughts)
    }

    /// `nil` where a part is below zero or all of them are above the limit.
    static func sum(_ counts: [Int?], upTo limit: Int = mostTaken) -> Int? {
        var sum = 0
        for count in counts {
            guard let count else { continue }
            guard (0...limit).contains(count), sum + count <= limit else { return nil }
            sum += count
        }
        return sum
    }
}
