import ImageModels
import Pictures

/// How much of what an edit did can be seen where it was asked for: what nobody would see was not done.
struct SeenChange {
    /// Pixels that could change: the region's, or all.
    private let all: Int
    /// Those that differ by more than two levels of 255, which is about what an eye sees.
    private let seen: Int
    /// Whether the picture has another size, or an alpha that it did not have.
    private let hasAnotherShape: Bool

    /// - Parameter region: what was marked; outside of it nothing comes back.
    init(from old: PixelBuffer, to new: PixelBuffer, in region: PixelMask? = nil) {
        guard old.width == new.width, old.height == new.height, old.channels == new.channels else {
            (all, seen, hasAnotherShape) = (0, 0, true)
            return
        }
        let (channels, count) = (old.channels, old.pixelCount)
        let marked = region.flatMap { $0.values.count == count ? $0.values : nil }
        var (all, seen) = (0, 0)
        old.bytes.withUnsafeBufferPointer { old in
            new.bytes.withUnsafeBufferPointer { new in
                for i in 0..<count where marked.map({ $0[i] > 127 }) ?? true {
                    all += 1
                    var most = 0
                    for k in (channels * i)..<(channels * (i + 1)) { most = max(most, abs(Int(old[k]) - Int(new[k]))) }
                    if most > 2 { seen += 1 }
                }
            }
        }
        (self.all, self.seen, hasAnotherShape) = (all, seen, false)
    }

    /// Whether it is more than a speck. A slight blur or a spot that is taken away changes most of what it touches by less than
    /// is seen.
    func isSeen(in selection: Reply.Selection?) -> Bool {
        if hasAnotherShape { return true }
        let least = 0.005 * min(selection?.share ?? 0.02, 0.2) * Double(all)
        return seen > 0 && Double(seen) >= least
    }
}

extension PixelBuffer {
    /// Whether more than a speck of it is not grey.
    var hasColours: Bool {
        var coloured = 0
        for i in 0..<pixelCount {
            let (red, green, blue) = (bytes[channels * i], bytes[channels * i + 1], bytes[channels * i + 2])
            if max(red, green, blue) - min(red, green, blue) > 8 { coloured += 1 }
        }
        return 2000 * coloured > pixelCount
    }
}
