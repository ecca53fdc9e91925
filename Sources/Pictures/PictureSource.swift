import Foundation

/// Encoded bytes with all that is known about how to open them.
struct PictureSource: Sendable {
    let data: Data
    let format: PictureFormat
    /// Counted from 0; `nil` for what the decoder takes.
    var page: Int?
    /// Bytes that are missing at the end.
    private var end: [UInt8]?

    init(data: Data, format: PictureFormat) {
        self.data = data
        self.format = format
    }

    func opened(sequential: Bool) throws(PictureFailure) -> VipsImage {
        let bytes = end.map { data + $0 } ?? data
        let frame = format == .png ? APNGFrame(bytes) : nil
        let image = try VipsImage(
            opening: frame?.data ?? bytes, as: format, sequential: sequential, page: page, isStrict: end != nil)
        if let frame, !frame.isWhole { return try image.placed(at: frame.area, on: frame.canvas) }
        // What no frame has drawn on is transparent; libvips makes it black where no frame has transparency.
        if format == .gif, !image.hasAlpha {
            let (width, height) = image.uprightSize
            guard width * height <= PictureLimits.standard.pixels else { return image }
            let frames = GIFFrames(bytes, most: (page ?? 0) + 1)
            if let mask = frames.drawn(width: width, height: height) { return try image.withAlpha(mask) }
        }
        return image
    }

    /// The same with the mark that ends a file of this format, and then read strictly: it must lack nothing else.
    var withEndMark: PictureSource? {
        let mark: [UInt8]
        switch format {
        case .jpeg: mark = [0xFF, 0xD9]
        case .png: mark = [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
        case .gif: mark = [0x3B]
        default: return nil
        }
        guard end == nil else { return nil }
        var source = self
        source.end = mark
        return source
    }
}
