import CLibcrypto
import CLibvips
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
    /// What its own samples are.
    public let colour: PictureColour
    /// What is worth saying of the file.
    public let remarks: [PictureRemark]
    /// The frames or pages of the file.
    public let pageCount: Int
    /// Which of them somebody chose, counted from 1; `nil` for the file's own.
    public let chosenPage: Int?
    /// How the bytes are opened again.
    let source: PictureSource
    private let channels: Channels
    /// A profile that leads only away from the file's numbers.
    private let oneWay: Data?

    /// Inspects encoded bytes: known by their first bytes (a file's name plays no part), within the limits, and whole.
    ///
    /// Of an animation the first frame counts, of a document the first page that is no thumbnail, unless another is
    /// chosen. Throws `PictureFailure`.
    public init(
        inspecting data: Data, page: Int? = nil, limits: PictureLimits = .standard
    ) throws(PictureFailure) {
        try self.init(data, page: page, limits: limits, isKnownWhole: false)
    }

    /// What the encoder has just made without loss: its rows need not be decoded once more to know that they are there.
    init(encoded data: Data, as format: PictureFormat) throws(PictureFailure) {
        try self.init(data, page: nil, limits: .standard, isKnownWhole: format == .png)
    }

    private init(_ data: Data, page: Int?, limits: PictureLimits, isKnownWhole: Bool) throws(PictureFailure) {
        guard !data.isEmpty else { throw .empty }
        if let raw = CameraRaw.name(of: data) { throw .cameraRaw(raw) }
        guard let format = PictureFormat(magic: data) else { throw .notAPicture(.init(guessing: data)) }
        // Pages are counted from 1 by people; which of them are there is known when the file is open.
        let chosen = page.map { max($0, 1) - 1 }
        var source = try PictureSource(data: data, format: format, page: chosen)
        var image: VipsImage
        do {
            image = try source.opened(sequential: true)
        } catch {
            throw Picture.unreadable(data, as: format) ?? error
        }
        let pages = Pages(of: data, as: format, count: image.pages)
        if let page {
            guard (1...pages.count).contains(page) else { throw .noSuchPage(page, count: pages.count) }
            guard page == 1 || pages.isChoosable else { throw .onlyFirstFrame(format) }
        }
        try source.take(page: chosen ?? pages.usual)
        if format == .tiff, let way = TIFFDirectories(source.bytes)?.misread(page: source.page ?? 0) {
            throw .unreadable(format, way)
        }
        if source.page != nil { image = try source.opened(sequential: true) }
        let (width, height) = image.uprightSize
        guard width * height <= limits.pixels else {
            throw .tooLarge(width: width, height: height, limit: limits.pixels)
        }
        var remarks: [PictureRemark] = []
        do {
            if !isKnownWhole { try image.decodeAll(as: format) }
        } catch {
            guard let whole = source.withEndMark, (try? whole.opened(sequential: true).decodeAll(as: format)) != nil
            else { throw Picture.unreadable(data, as: format) ?? error }
            source = whole
            remarks.append(.noEndMark(format))
        }
        // Grey rows stand for what is missing, if the mark at the end is there.
        if format == .jpeg, VipsImage.hasComplaints, VipsImage.lacksData(jpeg: data) {
            throw .damaged(format, detail: "premature end of data")
        }
        // libpng does not look for it.
        if format == .png, !PNGFile(data).hasEnd {
            guard PNGFile(data).hasAllPixels else { throw .damaged(format, detail: "premature end of data") }
            if !remarks.contains(.noEndMark(format)) { remarks.append(.noEndMark(format)) }
        }
        if pages.count > 1 {
            remarks.append(.pages(pages.count, taken: (source.page ?? 0) + 1, isAnimation: pages.isAnimation))
        }
        let channels = Channels(of: image, in: data, as: format, page: source.page ?? 0)
        if channels.leftOut > 0 { remarks.append(.channelsLeftOut(channels.leftOut)) }
        let companions = Companions(of: data, as: format)
        if companions.pictures > 1 { remarks.append(.pictures(companions.pictures)) }
        for kind in [PictureRemark.Companion.gainMap, .film, .depthMap] where companions.kinds.contains(kind) {
            remarks.append(.companion(kind))
        }
        var oneWay: Data?
        colour = PictureColour(of: image, in: data, as: format, remarks: &remarks, oneWay: &oneWay)
        self.oneWay = oneWay
        self.channels = channels
        self.data = data
        self.format = format
        self.width = width
        self.height = height
        self.remarks = remarks
        self.source = source
        pageCount = pages.count
        chosenPage = page
        hasAlpha = channels.alpha != nil
        isTurned = image.isTurned
        sha256 = Picture.sha256(of: data)
    }

    /// What in a file's way of writing can't be read here.
    private static func unreadable(_ data: Data, as format: PictureFormat) -> PictureFailure? {
        let way = format == .jpeg ? JPEGFile(data).unreadable : TIFFDirectories(data)?.unreadable(page: 0)
        return way.map { .unreadable(format, $0) }
    }

    /// The view: the picture's pixels upright, in 8-bit sRGB. An alpha channel that hides nothing is dropped.
    public func pixels() throws(PictureFailure) -> PixelBuffer { try samples().view() }

    /// The picture's own samples, upright. Of 8-bit sRGB an alpha channel that hides nothing is dropped.
    public func samples() throws(PictureFailure) -> Samples {
        // From top to bottom: what is to be turned alone has to be there as a whole first.
        let own = try source.opened(sequential: !isTurned).own(channels)
        if let oneWay {
            let read = PictureColour(isGrey: false, bits: own.bits, profile: .sRGB)
            return OneWayProfile.converted(try own.samples(read, of: format), from: oneWay)
        }
        let samples = try own.samples(colour, of: format)
        return colour.isPlain ? samples.withoutOpaqueAlpha() : samples
    }

    /// What the file says besides its pixels.
    public func metadata() throws(PictureFailure) -> PictureMetadata {
        PictureMetadata(of: try source.opened(sequential: true), in: data, as: format)
    }

    /// Whether the file is a PNG in which nothing tells more than its pixels.
    package var holdsOnlyPixels: Bool { format == .png && PNGFile(data).holdsOnlyPixels }

    public static func == (a: Picture, b: Picture) -> Bool {
        a.sha256 == b.sha256 && a.chosenPage == b.chosenPage
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
