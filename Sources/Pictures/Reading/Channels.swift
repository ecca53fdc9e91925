import CLibvips
import Foundation

/// Which of a file's channels are the picture's.
struct Channels: Sendable, Equatable {
    let colours: Int
    /// Counted from 0.
    let alpha: Int?
    let leftOut: Int
    /// What colours of floating point are to be multiplied with: where they were multiplied with their alpha, libvips
    /// divides them by it as if 255 were opaque, in some versions.
    let scale: Double
    /// Whether colours of whole numbers are still multiplied with their alpha.
    let isMultiplied: Bool

    init(of image: VipsImage, in data: Data, as format: PictureFormat, page: Int) {
        let bands = image.bands
        let isGrey = image.model == .grey || bands < 3
        let colours = image.model == .cmyk ? min(4, bands) : isGrey ? 1 : 3
        var further = bands - colours
        var alpha: Int? = further > 0 ? 0 : nil
        var isMultiplied = false
        if format == .tiff, further > 0, let file = TIFFDirectories(data), file.chain.indices.contains(page) {
            // 1 and 2 are alpha. One that is unspecified is taken for it, as programs write it; several are masks and spot
            // colours, as is one beside CMYK.
            let kinds = file.chain[page][338]?.numbers ?? []
            // Where libtiff converts a file's colours, it adds an alpha that the file does not have.
            if let own = file.chain[page][277]?.number, own <= colours { further = 0 }
            isMultiplied = kinds.first == 1
            alpha = kinds.prefix(further).firstIndex { [1, 2].contains($0) }
            if alpha == nil, further == 1, image.model != .cmyk || kinds.isEmpty { alpha = 0 }
        }
        // What lies beside Lab's three is not brought into RGB with them.
        if image.model == .lab { alpha = nil }
        self.colours = colours
        self.alpha = alpha.map { $0 + colours }
        scale = isMultiplied && image.numbers == .float ? 1 / VipsImage.opaqueFloat : 1
        self.isMultiplied =
            (format == .avif || format == .heic) && self.alpha != nil && ISOBoxes(data).isPremultiplied
        leftOut = further - (alpha == nil ? 0 : 1)
    }
}
