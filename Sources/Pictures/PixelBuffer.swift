/// Decoded pixels: 8 bits a channel, sRGB, rows from top to bottom without gaps.
public struct PixelBuffer: Sendable, Equatable {
    public let width: Int
    public let height: Int
    /// 3 (red, green, blue) or 4 (with straight alpha, never premultiplied).
    public let channels: Int
    /// `width * height * channels` values.
    public var bytes: [UInt8]

    public init(width: Int, height: Int, channels: Int, bytes: [UInt8]) {
        precondition(width > 0 && height > 0 && (channels == 3 || channels == 4))
        precondition(bytes.count == width * height * channels)
        self.width = width
        self.height = height
        self.channels = channels
        self.bytes = bytes
    }

    /// A picture of one colour.
    public init(width: Int, height: Int, filledWith colour: [UInt8]) {
        var bytes = [UInt8](repeating: 0, count: width * height * colour.count)
        for i in 0..<(width * height) {
            for c in 0..<colour.count { bytes[i * colour.count + c] = colour[c] }
        }
        self.init(width: width, height: height, channels: colour.count, bytes: bytes)
    }

    public var hasAlpha: Bool { channels == 4 }
    public var pixelCount: Int { width * height }
    /// Whether any pixel is less than opaque.
    public var isTransparent: Bool {
        guard hasAlpha else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            stride(from: 3, to: bytes.count, by: 4).contains { bytes[$0] < 255 }
        }
    }
}
