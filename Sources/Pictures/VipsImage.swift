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
    ///
    /// - Parameters:
    ///   - page: counted from 0; `nil` for the file's main or first one.
    ///   - isStrict: whether whatever the decoder finds odd counts as damage.
    convenience init(
        opening data: Data, as format: PictureFormat, sequential: Bool, page: Int? = nil, isStrict: Bool = false
    ) throws(PictureFailure) {
        try PictureLibrary.vips.open()
        if format == .jxl { try PictureLibrary.jxl.open() }
        let bytes = data as NSData
        let page = Int32(clamping: page ?? -1)
        guard let raw = rv_open(bytes.bytes, bytes.length, format.vips, sequential ? 1 : 0, page, isStrict ? 1 : 0)
        else {
            throw .damaged(format, detail: VipsImage.takeError())
        }
        self.init(raw, sources: [bytes])
    }

    /// An image over decoded pixels.
    convenience init(over pixels: PixelBuffer) throws(PictureFailure) { try self.init(over: Samples(pixels)) }

    /// An image over a picture's own samples.
    convenience init(over samples: Samples) throws(PictureFailure) {
        try PictureLibrary.vips.open()
        // The array's own memory, which lives as long as the holder has it.
        let holder = SampleHolder(samples.bytes)
        guard
            let raw = rv_over(
                holder.bytes, Int32(samples.width), Int32(samples.height), Int32(samples.channels),
                Int32(samples.colour.bits))
        else { throw .damaged(.png, detail: VipsImage.takeError()) }
        self.init(raw, sources: [holder])
    }

    static func takeError() -> String {
        let text = rv_take_error()
        defer { rv_free_text(text) }
        return String(cString: text).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Whether a decoder found something odd lately, in this thread or another.
    static var hasComplaints: Bool { rv_has_complaints() != 0 }

    /// Whether the data of a JPEG end within a scan.
    static func lacksData(jpeg data: Data) -> Bool {
        data.withUnsafeBytes { $0.baseAddress.map { rv_jpeg_lacks_data($0, data.count) != 0 } ?? true }
    }

    /// What a JPEG XL tells of its frames and colours.
    static func facts(jxl data: Data) -> RVJXLFacts {
        data.withUnsafeBytes { bytes in
            bytes.baseAddress.map { rv_jxl_facts($0, bytes.count) } ?? RVJXLFacts(frames: 1, primaries: 0, transfer: 0)
        }
    }

    var hasAlpha: Bool { rv_has_alpha(raw) != 0 }

    var bands: Int { Int(rv_bands(raw)) }
    var pages: Int { Int(rv_pages(raw)) }
    /// Pixels per inch; `nil` where the file says nothing.
    var resolution: (across: Double, down: Double)? {
        let (across, down) = (rv_resolution(raw, 0), rv_resolution(raw, 1))
        guard across > 0, across.isFinite else { return nil }
        return (across * 25.4, (down > 0 && down.isFinite ? down : across) * 25.4)
    }
    var numbers: RVNumbers { rv_numbers(raw) }
    var model: RVModel { rv_model(raw) }

    func metadata(_ kind: RVMetadata) -> Data? {
        var length = 0
        guard let bytes = rv_metadata(raw, kind, &length), length > 0 else { return nil }
        return Data(bytes: bytes, count: length)
    }

    var isTurned: Bool { rv_is_turned(raw) != 0 }
    var isSideways: Bool { rv_is_sideways(raw) != 0 }

    var uprightSize: (width: Int, height: Int) {
        let (width, height) = (Int(rv_width(raw)), Int(rv_height(raw)))
        return rv_is_sideways(raw) != 0 ? (height, width) : (width, height)
    }

    func decodeAll(as format: PictureFormat) throws(PictureFailure) {
        guard rv_decode_all(raw) == 0 else { throw .damaged(format, detail: VipsImage.takeError()) }
    }

    /// Upright, 8 or 16 bits, grey or RGB.
    func own(_ channels: Channels) throws(PictureFailure) -> VipsImage {
        try made(
            rv_own(
                raw, Int32(channels.colours), Int32(channels.alpha ?? -1), channels.scale, channels.isMultiplied ? 1 : 0
            ))
    }

    var bits: Int { Int(rv_bits(raw)) }

    func scaled(width: Int, height: Int) throws(PictureFailure) -> VipsImage {
        try made(rv_scale(raw, Int32(width), Int32(height)))
    }

    func embeddedMirrored(x: Int, y: Int, width: Int, height: Int) throws(PictureFailure) -> VipsImage {
        try made(rv_embed_mirrored(raw, Int32(x), Int32(y), Int32(width), Int32(height)))
    }

    /// On a larger canvas that is transparent elsewhere.
    func placed(at area: Rectangle, on canvas: PixelSize) throws(PictureFailure) -> VipsImage {
        try made(
            rv_on_canvas(
                raw, Int32(area.x), Int32(area.y), Int32(clamping: canvas.width), Int32(clamping: canvas.height)))
    }

    /// With a further channel of 8 bits, which has a value for each pixel.
    func withAlpha(_ alpha: [UInt8]) throws(PictureFailure) -> VipsImage { try made(rv_with_alpha(raw, alpha)) }

    private func made(_ raw: OpaquePointer?) throws(PictureFailure) -> VipsImage {
        guard let raw else { throw .damaged(.png, detail: VipsImage.takeError()) }
        return VipsImage(raw, sources: [self])
    }

    /// Computes the pixels of an 8-bit image in three or four channels.
    func pixels() throws(PictureFailure) -> PixelBuffer {
        let samples = try samples(.plain, of: .png)
        return PixelBuffer(
            width: samples.width, height: samples.height, channels: samples.channels, bytes: samples.bytes)
    }

    /// Computes the samples, which are known to be such.
    func samples(_ colour: PictureColour, of format: PictureFormat) throws(PictureFailure) -> Samples {
        let (width, height, channels) = (Int(rv_width(raw)), Int(rv_height(raw)), Int(rv_bands(raw)))
        guard (colour.isGrey ? 1...2 : 3...4).contains(channels), Int(rv_bits(raw)) == colour.bits else {
            throw .damaged(format, detail: "\(channels) channels of \(rv_bits(raw)) bits")
        }
        let count = width * height * channels * (colour.bits / 8)
        var result: Int32 = -1
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            result = rv_read(raw, buffer.baseAddress!, count)
            initialized = result == 0 ? count : 0
        }
        guard result == 0 else { throw .damaged(format, detail: VipsImage.takeError()) }
        return Samples(width: width, height: height, channels: channels, colour: colour, bytes: bytes)
    }

    /// What alpha counts as opaque where libvips divides colours of floating point by it.
    static let opaqueFloat = rv_opaque_float()

    func encoded(_ encoding: PictureEncoding, profile: ColourProfile = .sRGB) throws(PictureFailure) -> Data {
        let metadata = encoding.metadata ?? PictureMetadata()
        let icc = profile.icc ?? Data()
        let size = PixelSize(width: Int(rv_width(raw)), height: Int(rv_height(raw)))
        let exif = encoding.exif(beside: size, profile) ?? Data()
        // A JPEG's packet may need more than one segment, which libvips doesn't write.
        let xmp = encoding.format == .jpeg ? Data() : Data((encoding.packet ?? "").utf8)
        var out: UnsafeMutableRawPointer?
        var length = 0
        let blocks = [icc, exif, xmp].map { $0 as NSData }
        func bytes(_ index: Int) -> UnsafeRawPointer? { blocks[index].length > 0 ? blocks[index].bytes : nil }
        let result = withExtendedLifetime(blocks) {
            var saving = RVSaving()
            saving.format = encoding.format.vips
            saving.quality = Int32(encoding.quality)
            saving.lossless = encoding.lossless ? 1 : 0
            saving.tag_srgb = encoding.tagged && profile.isSRGB ? 1 : 0
            (saving.profile, saving.profile_length) = (bytes(0), icc.count)
            (saving.exif, saving.exif_length) = (bytes(1), exif.count)
            (saving.xmp, saving.xmp_length) = (bytes(2), xmp.count)
            // 72 to the inch is what EXIF takes for nothing known.
            saving.across = (metadata.resolution ?? 72) / 25.4
            saving.down = (metadata.resolutions?.1 ?? 72) / 25.4
            return rv_encode(raw, &saving, &out, &length)
        }
        guard result == 0, let out else { throw .cannotEncode(encoding.format, detail: VipsImage.takeError()) }
        return Data(bytesNoCopy: out, count: length, deallocator: .custom { bytes, _ in rv_free_buffer(bytes) })
    }
}

/// Samples that an image reads from.
private final class SampleHolder {
    private let array: [UInt8]
    let bytes: UnsafePointer<UInt8>

    init(_ array: [UInt8]) {
        self.array = array
        // An array that nobody changes stays where it is; the holder keeps it from being freed.
        bytes = self.array.withUnsafeBufferPointer { $0.baseAddress! }
    }
}

extension VipsImage {
    /// How much text covers each pixel, broken into lines at a width.
    convenience init(text: String, font: String, width: Int) throws(PictureFailure) {
        try PictureLibrary.vips.open()
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
        try PictureLibrary.vips.open()
        let first = frames[0]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(first.bytes.count * frames.count)
        for frame in frames { bytes += frame.bytes }
        let delays = milliseconds.map { Int32($0) }
        let xmp = encoding.xmp.map { Array($0.utf8) } ?? []
        var out: UnsafeMutableRawPointer?
        var length = 0
        let result = xmp.withUnsafeBytes { xmpBytes in
            var saving = RVSaving()
            saving.format = encoding.format.vips
            saving.quality = Int32(encoding.quality)
            saving.lossless = encoding.lossless ? 1 : 0
            (saving.xmp, saving.xmp_length) = (xmp.isEmpty ? nil : xmpBytes.baseAddress, xmp.count)
            return rv_encode_animation(
                bytes, Int32(first.width), Int32(first.height), Int32(first.channels), Int32(frames.count), delays,
                &saving, &out, &length)
        }
        guard result == 0, let out else { throw .cannotEncode(encoding.format, detail: takeError()) }
        return Data(bytesNoCopy: out, count: length, deallocator: .custom { bytes, _ in rv_free_buffer(bytes) })
    }
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
        case .jxl: RV_JXL
        case .jp2: RV_JP2
        }
    }
}

extension RVModel {
    static let (grey, rgb, cmyk, lab) = (RV_GREY, RV_RGB, RV_CMYK, RV_LAB)
}

extension RVNumbers {
    static let (uint8, uint16, float, other) = (RV_UINT8, RV_UINT16, RV_FLOAT, RV_OTHER_NUMBERS)
}

extension RVMetadata {
    static let (icc, exif, xmp, iptc) = (RV_ICC, RV_EXIF, RV_XMP, RV_IPTC)
}
