public import Foundation

/// How pixels are written: the format and what goes with them.
public struct PictureEncoding: Sendable, Equatable {
    public var format: PictureFormat
    /// 1...100, for JPEG, WebP and AVIF.
    public var quality: Int
    /// WebP and AVIF; PNG and TIFF are lossless always.
    public var lossless: Bool
    /// Whether to attach an sRGB profile, as print shops and layout programs like it.
    public var tagged: Bool
    /// An XMP packet.
    public var xmp: String?
    /// EXIF ImageDescription, where the metadata have none.
    public var description: String?
    /// What else the file is to say.
    public var metadata: PictureMetadata?

    public init(
        format: PictureFormat, quality: Int = 90, lossless: Bool = false, tagged: Bool = false, xmp: String? = nil,
        description: String? = nil, metadata: PictureMetadata? = nil
    ) {
        self.format = format
        self.quality = quality
        self.lossless = lossless
        self.tagged = tagged
        self.xmp = xmp
        self.description = description
        self.metadata = metadata
    }

    /// PNG: every pixel as it is.
    public static let png = PictureEncoding(format: .png)

    /// The formats that can be written.
    public static let writable: [PictureFormat] = [.png, .jpeg, .webp, .avif, .tiff]
}

extension PictureFormat {
    /// The longest side that can be written.
    public var longestSide: Int {
        switch self {
        case .webp: 16_383
        case .avif: 16_384
        case .jpeg: 65_500
        default: 1_000_000
        }
    }

    /// Whether it is written with 16 bits a channel where the picture has them; AVIF with 12.
    public var isDeep: Bool { [.png, .tiff, .avif].contains(self) }
    /// Whether one grey channel can be written.
    var hasGrey: Bool { [.png, .tiff, .jpeg].contains(self) }
}

extension Samples {
    /// Encodes the samples with their profile, with as many bits as the format takes; 8-bit sRGB is tagged only if that is
    /// wanted. JPEG has no alpha: transparent places become white. Throws `PictureFailure`.
    public func encoded(as encoding: PictureEncoding) throws(PictureFailure) -> Data {
        let longest = max(width, height)
        guard longest <= encoding.format.longestSide else {
            throw .beyondFormat(encoding.format, side: longest, limit: encoding.format.longestSide)
        }
        var samples = self
        var encoding = encoding
        if !isPlain { encoding.tagged = true }
        if colour.bits == 16, !encoding.format.isDeep { samples = samples.eightBits }
        if samples.colour.isGrey, !encoding.format.hasGrey || colour.profile.isSRGB && encoding.format != .png {
            samples = samples.inColours
        }
        // sRGB's own profile is for three channels.
        if samples.colour.isGrey, samples.colour.profile.isSRGB { encoding.tagged = false }
        let data = try VipsImage(over: samples).encoded(encoding, profile: samples.colour.profile)
        return encoding.finished(data, of: size, profile: samples.colour.profile)
    }

    /// Encodes the samples and inspects the outcome: of a PNG its head, since nothing is lost in it.
    public func picture(as encoding: PictureEncoding = .png) throws(PictureFailure) -> Picture {
        try Picture(encoded: encoded(as: encoding), as: encoding.format)
    }

    /// With 8 bits a channel.
    public var eightBits: Samples {
        guard colour.bits == 16 else { return self }
        var colour = colour
        colour.bits = 8
        let bytes = read({ Array($0) }, { $0.map { UInt8((Int($0) + 128) / 257) } })
        return Samples(width: width, height: height, channels: channels, colour: colour, bytes: bytes)
    }

    /// With 16 bits a channel.
    public var sixteenBits: Samples {
        guard colour.bits == 8 else { return self }
        var colour = colour
        colour.bits = 16
        let words = bytes.map { UInt16($0) * 257 }
        return Samples(
            width: width, height: height, channels: channels, colour: colour, bytes: words.withUnsafeBytes { Array($0) }
        )
    }

    /// Resampled to exactly this size (Lanczos, three lobes).
    public func scaled(to size: PixelSize) throws(PictureFailure) -> Samples {
        guard size.width != width || size.height != height else { return self }
        return try VipsImage(over: self).scaled(width: size.width, height: size.height).samples(colour, of: .png)
    }

    /// Scaled down, if need be, so that its longest side is at most this; never enlarged.
    public func fitted(longestSide: Int) throws(PictureFailure) -> Samples {
        try scaled(to: size.fitted(longestSide: longestSide))
    }

    /// In sRGB, and the share of the pixels whose colours lie outside it.
    public var inSRGB: (samples: Samples, outside: Double) {
        guard !colour.profile.isSRGB else { return (self, 0) }
        var goal = PictureColour(isGrey: colour.isGrey, bits: colour.bits, profile: .sRGB)
        goal.bits = colour.bits
        let result = Samples(
            width: width, height: height, channels: channels, colour: goal,
            bytes: [UInt8](repeating: 0, count: bytes.count))
        var outside = 0
        let out = readingLight { reader in
            var rows = [Int](repeating: 0, count: height)
            let filled = rows.withUnsafeMutableBufferPointer { counts in
                let counts = Unchecked(counts.baseAddress!)
                return result.filled(width: width, height: height) { light, y in
                    reader.row(y, into: light)
                    counts.value[y] = (0..<width).count { x in
                        let colour = SIMD3(light[x].x, light[x].y, light[x].z)
                        return colour.min() < -0.002 || colour.max() > 1.002
                    }
                }
            }
            outside = rows.reduce(0, +)
            return filled
        }
        return (out, Double(outside) / Double(pixelCount))
    }
}

extension PixelSize {
    /// Scaled down, if need be, so that the longest side is at most this.
    public func fitted(longestSide: Int) -> PixelSize {
        let longest = max(width, height)
        guard longest > longestSide else { return self }
        let factor = Double(longestSide) / Double(longest)
        return PixelSize(
            width: max(1, Int((Double(width) * factor).rounded())),
            height: max(1, Int((Double(height) * factor).rounded())))
    }
}

extension PixelBuffer {
    /// Encodes the pixels. JPEG has no alpha: transparent places become white. Throws `PictureFailure.cannotEncode`.
    public func encoded(as encoding: PictureEncoding) throws(PictureFailure) -> Data {
        try Samples(self).encoded(as: encoding)
    }

    /// Encodes the pixels and inspects the outcome.
    public func picture(as encoding: PictureEncoding = .png) throws(PictureFailure) -> Picture {
        try Picture(encoded: encoded(as: encoding), as: encoding.format)
    }

    /// Resampled to exactly this size (Lanczos, three lobes).
    public func scaled(to size: PixelSize) throws(PictureFailure) -> PixelBuffer {
        guard size.width != width || size.height != height else { return self }
        return try VipsImage(over: self).scaled(width: size.width, height: size.height).pixels()
    }

    /// Scaled down, if need be, so that its longest side is at most this; never enlarged.
    public func fitted(longestSide: Int) throws(PictureFailure) -> PixelBuffer {
        try scaled(to: PixelSize(width: width, height: height).fitted(longestSide: longestSide))
    }

    /// The part of the picture inside a rectangle, which must lie within it.
    public func cropped(x: Int, y: Int, width w: Int, height h: Int) -> PixelBuffer {
        precondition(x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= width && y + h <= height)
        let row = w * channels
        var out = [UInt8]()
        out.reserveCapacity(row * h)
        for line in y..<(y + h) {
            let start = (line * width + x) * channels
            out.append(contentsOf: bytes[start..<(start + row)])
        }
        return PixelBuffer(width: w, height: h, channels: channels, bytes: out)
    }

    /// Without the alpha channel where every pixel is opaque.
    func withoutOpaqueAlpha() -> PixelBuffer {
        guard channels == 4 else { return self }
        for i in stride(from: 3, to: bytes.count, by: 4) where bytes[i] != 255 { return self }
        let count = pixelCount
        let rgb = [UInt8](unsafeUninitializedCapacity: count * 3) { out, initialized in
            bytes.withUnsafeBufferPointer { source in
                for i in 0..<count {
                    out[i * 3] = source[i * 4]
                    out[i * 3 + 1] = source[i * 4 + 1]
                    out[i * 3 + 2] = source[i * 4 + 2]
                }
            }
            initialized = count * 3
        }
        return PixelBuffer(width: width, height: height, channels: 3, bytes: rgb)
    }
}
