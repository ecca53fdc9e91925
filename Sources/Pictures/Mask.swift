/// One value a pixel, 0 (untouched) ... 255 (wholly selected), rows from top to bottom without gaps.
public struct Mask: Sendable, Equatable {
    public let width: Int
    public let height: Int
    public var values: [UInt8]

    public init(width: Int, height: Int, values: [UInt8]) {
        precondition(width > 0 && height > 0 && values.count == width * height)
        self.width = width
        self.height = height
        self.values = values
    }

    /// The mean of the values, 0...1.
    public var share: Double {
        Double(values.reduce(into: 0) { $0 += Int($1) }) / (255 * Double(values.count))
    }
}
