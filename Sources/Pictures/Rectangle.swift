/// A rectangle of whole pixels; its origin is the top left corner.
public struct Rectangle: Sendable, Hashable, Codable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let places = -PixelSize.longestSide...PixelSize.longestSide
        x = try container.decode(places, forKey: .x)
        y = try container.decode(places, forKey: .y)
        width = try container.decode(0...PixelSize.longestSide, forKey: .width)
        height = try container.decode(0...PixelSize.longestSide, forKey: .height)
    }

    public var maxX: Int { x + width }
    public var maxY: Int { y + height }
    public var area: Int { max(0, width) * max(0, height) }
    public var isEmpty: Bool { width <= 0 || height <= 0 }

    /// Whether all of it lies in a picture, and there is any of it.
    public func lies(in picture: PixelSize) -> Bool {
        !isEmpty && x >= 0 && y >= 0 && maxX <= picture.width && maxY <= picture.height
    }

    /// What both cover; empty where they do not meet.
    public func intersection(_ other: Rectangle) -> Rectangle {
        let (left, top) = (max(x, other.x), max(y, other.y))
        return Rectangle(
            x: left, y: top, width: max(0, min(maxX, other.maxX) - left), height: max(0, min(maxY, other.maxY) - top))
    }
}
