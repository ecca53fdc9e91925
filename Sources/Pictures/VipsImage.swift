import CLibvips
import Foundation

/// The owner of one libvips image, and of the bytes that it reads from.
///
/// An image is a recipe: pixels are computed when they are read, and only then damage in the data shows.
final class VipsImage {
    fileprivate let raw: OpaquePointer
    /// What must stay alive as long as the image: bytes it reads, images it was made from.
    private let sources: [AnyObject]

    private init(_ raw: OpaquePointer, sources: [AnyObject]) {
        self.raw = raw
        self.sources = sources
    }

    deinit { rv_release(raw) }

    /// Opens encoded bytes and reads the header.
    convenience init(opening data: Data, as format: PictureFormat, sequential: Bool) throws(PictureFailure) {
        VipsImage.start
        let bytes = data as NSData
        guard let raw = rv_open(bytes.bytes, bytes.length, format.vips, sequential ? 1 : 0) else {
            throw .damaged(format, detail: VipsImage.takeError())
        }
        self.init(raw, sources: [bytes])
    }

    /// An image over decoded pixels.
    convenience init(over pixels: PixelBuffer) throws(PictureFailure) {
        VipsImage.start
        // One copy; by way of Data there would be two.
        let bytes = pixels.bytes.withUnsafeBytes { NSData(bytes: $0.baseAddress, length: $0.count) }
        guard
            let raw = rv_over(
                bytes.bytes.assumingMemoryBound(to: UInt8.self), Int32(pixels.width), Int32(pixels.height),
                Int32(pixels.channels))
        else { throw .damaged(.png, detail: VipsImage.takeError()) }
        self.init(raw, sources: [bytes])
    }

    private static let start: Void = { _ = rv_start() }()

    static func takeError() -> String {
        let text = rv_take_error()
        defer { rv_free_text(text) }
        return String(cString: text).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    var hasAlpha: Bool { rv_has_alpha(raw) != 0 }

    var isTurned: Bool { rv_is_turned(raw) != 0 }

    var uprightSize: (width: Int, height: Int) {
        let (width, height) = (Int(rv_width(raw)), Int(rv_height(raw)))
        return rv_is_sideways(raw) != 0 ? (height, width) : (width, height)
    }

    func decodeAll(as format: PictureFormat) throws(PictureFailure) {
        guard rv_decode_all(raw) == 0 else { throw .damaged(format, detail: VipsImage.takeError()) }
    }

    /// Upright, sRGB, 8 bits, 3 or 4 channels.
    func working() throws(PictureFailure) -> VipsImage {
        try made(rv_working(raw))
    }

    func scaled(width: Int, height: Int) throws(PictureFailure) -> VipsImage {
        try made(rv_scale(raw, Int32(width), Int32(height)))
    }

    func embeddedMirrored(x: Int, y: Int, width: Int, height: Int) throws(PictureFailure) -> VipsImage {
        try made(rv_embed_mirrored(raw, Int32(x), Int32(y), Int32(width), Int32(height)))
    }

    private func made(_ raw: OpaquePointer?) throws(PictureFailure) -> VipsImage {
        guard let raw else { throw .damaged(.png, detail: VipsImage.takeError()) }
        return VipsImage(raw, sources: [self])
    }

    /// Computes the pixels.
    func pixels(of format: PictureFormat = .png) throws(PictureFailure) -> PixelBuffer {
        let (width, height, channels) = (Int(rv_width(raw)), Int(rv_height(raw)), Int(rv_bands(raw)))
        guard channels == 3 || channels == 4 else { throw .damaged(format, detail: "\(channels) channels") }
        let count = width * height * channels
        var result: Int32 = -1
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            result = rv_read(raw, buffer.baseAddress!, count)
            initialized = result == 0 ? count : 0
        }
        guard result == 0 else { throw .damaged(format, detail: VipsImage.takeError()) }
        return PixelBuffer(width: width, height: height, channels: channels, bytes: bytes)
    }

    func encoded(_ encoding: PictureEncoding) throws(PictureFailure) -> Data {
        let xmp = encoding.xmp.map { Array($0.utf8) } ?? []
        var out: UnsafeMutableRawPointer?
        var length = 0
        let result = xmp.withUnsafeBytes { xmpBytes in
            withOptionalCString(encoding.description) { description in
                var saving = RVSaving(
                    format: encoding.format.vips, quality: Int32(encoding.quality),
                    lossless: encoding.lossless ? 1 : 0, tag_srgb: encoding.tagged ? 1 : 0,
                    xmp: xmp.isEmpty ? nil : xmpBytes.baseAddress, xmp_length: xmp.count, description: description)
                return rv_encode(raw, &saving, &out, &length)
            }
        }
        guard result == 0, let out else { throw .cannotEncode(encoding.format, detail: VipsImage.takeError()) }
        return Data(bytesNoCopy: out, count: length, deallocator: .custom { bytes, _ in rv_free_buffer(bytes) })
    }
}

extension VipsImage {
    /// How much text covers each pixel, broken into lines at a width.
    convenience init(text: String, font: String, width: Int) throws(PictureFailure) {
        VipsImage.start
        guard let raw = rv_text(text, font, Int32(width)) else {
            throw .cannotEncode(.png, detail: VipsImage.takeError())
        }
        self.init(raw, sources: [])
    }

    /// The values of an image of one band.
    func mask() throws(PictureFailure) -> PixelMask {
        let (width, height) = (Int(rv_width(raw)), Int(rv_height(raw)))
        var values = [UInt8](repeating: 0, count: width * height)
        guard rv_bands(raw) == 1, rv_read(raw, &values, values.count) == 0 else {
            throw .cannotEncode(.png, detail: VipsImage.takeError())
        }
        return PixelMask(width: width, height: height, values: values)
    }

    /// Frames of one size as an animation.
    static func animation(
        of frames: [PixelBuffer], milliseconds: [Int], as encoding: PictureEncoding
    ) throws(PictureFailure) -> Data {
        start
        let first = frames[0]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(first.bytes.count * frames.count)
        for frame in frames { bytes += frame.bytes }
        let delays = milliseconds.map { Int32($0) }
        let xmp = encoding.xmp.map { Array($0.utf8) } ?? []
        var out: UnsafeMutableRawPointer?
        var length = 0
        let result = xmp.withUnsafeBytes { xmpBytes in
            var saving = RVSaving(
                format: encoding.format.vips, quality: Int32(encoding.quality), lossless: encoding.lossless ? 1 : 0,
                tag_srgb: 0, xmp: xmp.isEmpty ? nil : xmpBytes.baseAddress, xmp_length: xmp.count, description: nil)
            return rv_encode_animation(
                bytes, Int32(first.width), Int32(first.height), Int32(first.channels), Int32(frames.count), delays,
                &saving, &out, &length)
        }
        guard result == 0, let out else { throw .cannotEncode(encoding.format, detail: takeError()) }
        return Data(bytesNoCopy: out, count: length, deallocator: .custom { bytes, _ in rv_free_buffer(bytes) })
    }
}

private func withOptionalCString<R>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> R) -> R {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
}

extension PictureFormat {
    fileprivate var vips: RVFormat {
        switch self {
        case .png: RV_PNG
        case .jpeg: RV_JPEG
        case .webp: RV_WEBP
        case .avif: RV_AVIF
        case .heic: RV_HEIC
        case .tiff: RV_TIFF
        case .gif: RV_GIF
        }
    }
}
