import Foundation

/// The frames or pages of a file, and which of them is the picture.
struct Pages: Sendable, Equatable {
    /// 1 where there is nothing to choose.
    let count: Int
    let isAnimation: Bool
    /// Whether another than the first can be opened.
    let isChoosable: Bool
    /// The one that is taken where nobody chose: counted from 0, or `nil` for what the decoder takes.
    let usual: Int?

    /// `count` is what the decoder counted.
    init(of data: Data, as format: PictureFormat, count: Int) {
        var frames = count
        var usual: Int?
        var animation = format == .gif || format == .webp
        var isChoosable = format.hasPages
        switch format {
        case .png: if let count = PNGChunks(data).frames { (frames, animation) = (max(1, count), true) }
        case .avif, .heic:
            if let count = ISOBoxes(data).frames, count > 1 {
                (frames, animation, isChoosable) = (count, true, false)
            }
        case .jxl: animation = true
        // What is counted are levels of detail.
        case .jp2: frames = 1
        default: break
        }
        if format == .tiff, count > 1, let file = TIFFDirectories(data), file.chain.count == count {
            usual = Pages.picture(among: file.chain)
        }
        self.count = frames
        self.usual = usual
        isAnimation = animation && frames > 1
        self.isChoosable = isChoosable
    }

    /// The first that is not marked as a reduced one, and is not the small likeness of another.
    static func picture(among pages: [TIFFDirectories.Directory]) -> Int {
        guard pages.count > 1 else { return 0 }
        let whole = pages.indices.filter { (pages[$0][254]?.number ?? 0) & 1 == 0 }
        func size(_ index: Int) -> (width: Double, height: Double) {
            (Double(pages[index][256]?.number ?? 0), Double(pages[index][257]?.number ?? 0))
        }
        func isSmallLikeness(_ index: Int) -> Bool {
            let (width, height) = size(index)
            guard width > 0, height > 0 else { return true }
            return whole.contains { other in
                let (otherWidth, otherHeight) = size(other)
                return otherWidth >= 2 * width && otherHeight >= 2 * height
                    && abs(otherWidth / otherHeight / (width / height) - 1) < 0.04
            }
        }
        return whole.first { !isSmallLikeness($0) } ?? whole.first ?? 0
    }
}
