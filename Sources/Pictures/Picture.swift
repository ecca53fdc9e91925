import CLibvips
import CLibcrypto
public import Foundation

/// A picture's bytes that were inspected: of a known format, decoded to the last row, measured and hashed.
///
/// Only the inspection makes one, so whoever holds a `Picture` may rely on it.
public struct Picture: Sendable, Equatable {
    /// The encoded bytes, exactly as they were given.
    public let data: Data
    public let format: PictureFormat
    /// Pixels as a viewer sees them: an EXIF orientation is already taken into account.
    public let width: Int
    public let height: Int
    public let hasAlpha: Bool
    /// Whether viewers have to turn or mirror what the bytes hold, as an EXIF orientation says.
    public let isTurned: Bool
    /// SHA-256 of `data`, 64 lower-case hexadecimal digits.
    public let sha256: String

    /// Inspects encoded bytes: known by their first bytes (a file's name plays no part), within the limits, and whole.
    ///
    /// Of an animation or a document with pages, the first counts. Throws `PictureFailure`.
    public init(inspecting data: Data, limits: PictureLimits = .standard) throws(PictureFailure) {
        guard !data.isEmpty else { throw .empty }
        guard let format = PictureFormat(magic: data) else { throw .notAPicture(.init(guessing: data)) }
        let image = try VipsImage(opening: data, as: format, sequential: true)
        let (width, height) = image.uprightSize
        guard width * height <= limits.pixels else {
            throw .tooLarge(width: width, height: height, limit: limits.pixels)
        }
        try image.decodeAll(as: format)
        self.data = data
        self.format = format
        self.width = width
        self.height = height
        hasAlpha = image.hasAlpha
        isTurned = image.isTurned
        sha256 = Picture.sha256(of: data)
    }

    /// The picture's pixels: upright, sRGB, 8 bits a channel. An alpha channel that hides nothing is dropped.
    public func pixels() throws(PictureFailure) -> PixelBuffer {
        let image = try VipsImage(opening: data, as: format, sequential: false)
        let buffer = try image.working().pixels(of: format)
        return buffer.withoutOpaqueAlpha()
    }

    public var size: PixelSize { PixelSize(width: width, height: height) }

    /// The SHA-256 of any bytes, as 64 lower-case hexadecimal digits.
    public static func sha256(of data: Data) -> String {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        _ = data.withUnsafeBytes { SHA256($0.bindMemory(to: UInt8.self).baseAddress, $0.count, &digest) }
        var text = ""
        text.reserveCapacity(64)
        let digits = Array("0123456789abcdef")
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text
    }
}

/// Width and height in pixels.
public struct PixelSize: Sendable, Hashable, Codable {
    public var width: Int
    public var height: Int

    /// The longest side that a file or a service may name: libvips knows no longer one.
    public static let longestSide = 10_000_000

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        width = try container.decode(1...Self.longestSide, forKey: .width)
        height = try container.decode(1...Self.longestSide, forKey: .height)
    }
}

/// What is opened at all; above, a picture is refused before it is decoded.
public struct PictureLimits: Sendable {
    public var pixels: Int
    /// Encoded bytes.
    public var bytes: Int

    public init(pixels: Int, bytes: Int) {
        self.pixels = pixels
        self.bytes = bytes
    }

    /// 200 megapixels and 512 MiB.
    public static let standard = PictureLimits(pixels: 200_000_000, bytes: 512 << 20)
}
