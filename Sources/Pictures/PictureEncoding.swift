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
    /// EXIF ImageDescription.
    public var description: String?

    public init(
        format: PictureFormat, quality: Int = 90, lossless: Bool = false, tagged: Bool = false, xmp: String? = nil,
        description: String? = nil
    ) {
        self.format = format
        self.quality = quality
        self.lossless = lossless
        self.tagged = tagged
        self.xmp = xmp
        self.description = description
    }

    /// PNG: every pixel as it is.
    public static let png = PictureEncoding(format: .png)

    /// The formats that can be written.
    public static let writable: [PictureFormat] = [.png, .jpeg, .webp, .avif, .tiff]
}

extension PixelBuffer {
    /// Encodes the pixels. JPEG has no alpha: transparent places become white. Throws `PictureFailure.cannotEncode`.
    public func encoded(as encoding: PictureEncoding) throws(PictureFailure) -> Data {
        try VipsImage(over: self).encoded(encoding)
    }

    /// Encodes the pixels and inspects the outcome.
    public func picture(as encoding: PictureEncoding = .png) throws(PictureFailure) -> Picture {
        try Picture(inspecting: encoded(as: encoding))
    }

    /// Resampled to exactly this size (Lanczos, three lobes).
    public func scaled(to size: PixelSize) throws(PictureFailure) -> PixelBuffer {
        guard size.width != width || size.height != height else { return self }
        return try VipsImage(over: self).scaled(width: size.width, height: size.height).pixels()
    }

    /// Scaled down, if need be, so that its longest side is at most this; never enlarged.
    public func fitted(longestSide: Int) throws(PictureFailure) -> PixelBuffer {
        let longest = max(width, height)
        guard longest > longestSide else { return self }
        let factor = Double(longestSide) / Double(longest)
        return try scaled(
            to: PixelSize(
                width: max(1, Int((Double(width) * factor).rounded())),
                height: max(1, Int((Double(height) * factor).rounded()))))
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
