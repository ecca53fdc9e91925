// Numbers that come from outside: what a person typed, or what a service, a file or a terminal said. None of them may
// end the program: what is absurd is refused where it can be said in words, and kept within bounds elsewhere.

extension Int {
    /// The whole number that is nearest to a value: the largest or the smallest `Int` for what lies beyond, 0 for what is
    /// no number.
    public init(saturating value: Double) {
        if let whole = Int(exactly: value.rounded()) {
            self = whole
        } else {
            self = value.isNaN ? 0 : value < 0 ? .min : .max
        }
    }

    /// The sum, or the largest or the smallest `Int` where it lies beyond.
    public func addingSaturating(_ other: Int) -> Int {
        let (sum, isBeyond) = addingReportingOverflow(other)
        return isBeyond ? (other < 0 ? .min : .max) : sum
    }
}

extension KeyedDecodingContainer {
    /// A whole number within bounds. Throws a `DecodingError` for any other.
    public func decode(_ bounds: ClosedRange<Int>, forKey key: Key) throws -> Int {
        let number = try decode(Int.self, forKey: key)
        guard bounds.contains(number) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self,
                debugDescription: "\(number) is not within \(bounds.lowerBound) to \(bounds.upperBound)")
        }
        return number
    }
}
