/// A picture's width to height in small whole numbers, written "16:9".
public struct AspectRatio: Sendable, Hashable, Codable, LosslessStringConvertible {
    public let width: Int
    public let height: Int

    public init(_ width: Int, _ height: Int) {
        precondition(width > 0 && height > 0)
        self.width = width
        self.height = height
    }

    /// Reads "16:9" (also "16x9" and "16/9"); `nil` for anything else and for sides over 1000.
    public init?(_ description: String) {
        let parts = description.split(whereSeparator: { ":x/".contains($0) })
        guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]),
            (1...1000).contains(width), (1...1000).contains(height)
        else { return nil }
        self.init(width, height)
    }

    public var description: String { "\(width):\(height)" }
    public var value: Double { Double(width) / Double(height) }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let ratio = AspectRatio(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an aspect ratio")
        }
        self = ratio
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
