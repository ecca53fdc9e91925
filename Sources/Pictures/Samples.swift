/// A picture's own samples: its profile and depth, rows from top to bottom without gaps.
public struct Samples: Sendable, Equatable {
    public let width: Int
    public let height: Int
    /// 1 (grey), 2 (grey, alpha), 3 (red, green, blue) or 4 (with alpha); alpha is straight, never premultiplied.
    public let channels: Int
    public let colour: PictureColour
    /// Samples of 16 bits are two bytes in the processor's order.
    package internal(set) var bytes: [UInt8]

    package init(width: Int, height: Int, channels: Int, colour: PictureColour, bytes: [UInt8]) {
        precondition(width > 0 && height > 0 && (colour.isGrey ? 1...2 : 3...4).contains(channels))
        precondition(bytes.count == width * height * channels * colour.bits / 8)
        self.width = width
        self.height = height
        self.channels = channels
        self.colour = colour
        self.bytes = bytes
    }

    /// 8-bit sRGB samples; nothing is copied.
    public init(_ pixels: PixelBuffer) {
        self.init(
            width: pixels.width, height: pixels.height, channels: pixels.channels, colour: .plain, bytes: pixels.bytes)
    }

    public var hasAlpha: Bool { channels % 2 == 0 }
    public var pixelCount: Int { width * height }
    public var size: PixelSize { PixelSize(width: width, height: height) }
    /// Whether the view is the samples themselves.
    public var isPlain: Bool { colour.isPlain }

    /// Channels without alpha.
    package var colours: Int { channels - (hasAlpha ? 1 : 0) }
    package var bytesPerPixel: Int { channels * colour.bits / 8 }
}

extension Samples {
    /// Calls one of two with the samples, by their depth.
    package func read<R>(
        _ eight: (UnsafeBufferPointer<UInt8>) throws -> R, _ sixteen: (UnsafeBufferPointer<UInt16>) throws -> R
    ) rethrows -> R {
        try bytes.withUnsafeBytes { raw in
            colour.bits == 8
                ? try eight(raw.bindMemory(to: UInt8.self)) : try sixteen(raw.bindMemory(to: UInt16.self))
        }
    }

    package mutating func write<R>(
        _ eight: (UnsafeMutableBufferPointer<UInt8>) throws -> R,
        _ sixteen: (UnsafeMutableBufferPointer<UInt16>) throws -> R
    ) rethrows -> R {
        let isDeep = colour.bits == 16
        return try bytes.withUnsafeMutableBytes { raw in
            isDeep ? try sixteen(raw.bindMemory(to: UInt16.self)) : try eight(raw.bindMemory(to: UInt8.self))
        }
    }

    /// Samples of the same kind at another size, all 0.
    package func empty(width: Int, height: Int, channels: Int? = nil) -> Samples {
        let channels = channels ?? self.channels
        return Samples(
            width: width, height: height, channels: channels, colour: colour,
            bytes: [UInt8](repeating: 0, count: width * height * channels * colour.bits / 8))
    }

    func withoutOpaqueAlpha() -> Samples {
        guard isPlain, channels == 4 else { return self }
        return Samples(PixelBuffer(width: width, height: height, channels: 4, bytes: bytes).withoutOpaqueAlpha())
    }

    /// With an alpha channel, opaque if it is new.
    public var withAlpha: Samples {
        hasAlpha ? self : rechannelled(to: channels + 1, colour)
    }

    package var withoutAlpha: Samples {
        hasAlpha ? rechannelled(to: channels - 1, colour) : self
    }

    /// In three channels; a grey picture's value stands in each of them.
    public var inColours: Samples {
        guard colour.isGrey else { return self }
        var colour = colour
        colour.isGrey = false
        colour.profile = colour.profile.forColours
        return rechannelled(to: channels + 2, colour)
    }

    /// The same pixels with other channels: alpha comes, goes or stays, and grey is spread out.
    private func rechannelled(to count: Int, _ colour: PictureColour) -> Samples {
        var out = Samples(
            width: width, height: height, channels: count, colour: colour,
            bytes: [UInt8](repeating: 0, count: width * height * count * colour.bits / 8))
        // While it is written it is not to be asked.
        let goalColours = out.colours
        func spread<Sample: SampleValue>(
            _ source: UnsafeBufferPointer<Sample>, _ goal: UnsafeMutableBufferPointer<Sample>
        ) {
            for pixel in 0..<pixelCount {
                let (from, to) = (pixel * channels, pixel * count)
                for c in 0..<goalColours { goal[to + c] = source[from + min(c, colours - 1)] }
                if count > goalColours { goal[to + goalColours] = hasAlpha ? source[from + colours] : .max }
            }
        }
        read(
            { source in out.write({ spread(source, $0) }, { _ in }) },
            { source in out.write({ _ in }, { spread(source, $0) }) })
        return out
    }

    /// The part inside a rectangle, which must lie within the picture.
    public func cropped(x: Int, y: Int, width w: Int, height h: Int) -> Samples {
        precondition(x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= width && y + h <= height)
        let row = w * bytesPerPixel
        var out = [UInt8]()
        out.reserveCapacity(row * h)
        for line in y..<(y + h) {
            let start = (line * width + x) * bytesPerPixel
            out.append(contentsOf: bytes[start..<(start + row)])
        }
        return Samples(width: w, height: h, channels: channels, colour: colour, bytes: out)
    }

    /// Samples each of which is one of this picture's.
    package func moved(width newWidth: Int, height newHeight: Int, from place: (Int, Int) -> (Int, Int)) -> Samples {
        var out = empty(width: newWidth, height: newHeight)
        let size = bytesPerPixel
        out.bytes.withUnsafeMutableBytes { goal in
            bytes.withUnsafeBytes { source in
                var at = 0
                for y in 0..<newHeight {
                    for x in 0..<newWidth {
                        let (fromX, fromY) = place(x, y)
                        let start = (fromY * width + fromX) * size
                        for byte in 0..<size { goal[at + byte] = source[start + byte] }
                        at += size
                    }
                }
            }
        }
        return out
    }
}

/// A sample of 8 bits or of 16.
package protocol SampleValue: FixedWidthInteger, UnsignedInteger, Sendable {}
extension UInt8: SampleValue {}
extension UInt16: SampleValue {}

extension Samples {
    /// On a ground of one pixel's samples, which is of the same kind.
    package func placed(on dot: Samples, width newWidth: Int, height newHeight: Int, x: Int, y: Int) -> Samples {
        precondition(dot.channels == channels && dot.colour.bits == colour.bits)
        var out = empty(width: newWidth, height: newHeight)
        let (size, row) = (bytesPerPixel, width * bytesPerPixel)
        for at in 0..<(newWidth * newHeight) {
            for byte in 0..<size { out.bytes[at * size + byte] = dot.bytes[byte] }
        }
        for line in 0..<height {
            let goal = ((y + line) * newWidth + x) * size
            out.bytes.replaceSubrange(goal..<(goal + row), with: bytes[(line * row)..<((line + 1) * row)])
        }
        return out
    }
}
