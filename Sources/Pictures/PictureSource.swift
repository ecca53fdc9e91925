import Foundation

/// Encoded bytes with all that is known about how to open them.
struct PictureSource: Sendable {
    let data: Data
    let format: PictureFormat
    /// Counted from 0; `nil` for what the decoder takes.
    private(set) var page: Int?
    /// What is decoded instead of the file, where its page or its metadata are not as decoders have them.
    private var remade: Data?
    /// Bytes that are missing at the end.
    private var end: [UInt8]?

    /// - Parameter page: one that somebody chose; where the file has none such, it is opened as usual.
    init(data: Data, format: PictureFormat, page: Int?) throws(PictureFailure) {
        self.data = data
        self.format = format
        switch format {
        case .png: remade = PNGFile(data).withEarlyMetadata
        case .tiff:
            guard let file = TIFFDirectories(data) else { return }
            let chosen = page.flatMap { file.chain.indices.contains($0) ? $0 : nil }
            remade = try file.unpacked(page: chosen ?? Pages.picture(among: file.chain))
        default: break
        }
    }

    /// What is decoded.
    var bytes: Data { remade ?? data }

    mutating func take(page: Int?) throws(PictureFailure) {
        self.page = page
        guard format == .png, let page, page > 0 else { return }
        guard let frames = APNGFrames(bytes) else { throw .damaged(.png, detail: "frame \(page + 1)") }
        remade = try frames.shown(page)
    }

    func opened(sequential: Bool) throws(PictureFailure) -> VipsImage {
        let bytes = end.map { self.bytes + $0 } ?? self.bytes
        let frames = format == .png ? APNGFrames(bytes) : nil
        let first = frames?.isMainApart == true ? frames?.first : nil
        let image = try VipsImage(
            opening: first?.data ?? bytes, as: format, sequential: sequential, page: page, isStrict: end != nil)
        if let first, let canvas = frames?.canvas,
            first.area.width != canvas.width || first.area.height != canvas.height
        {
            return try image.placed(at: first.area, on: canvas)
        }
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
