import CVision
import Colorimetry

/// Where a part of a person ends inside the person, at no edge that can be seen.
///
/// Cloth ends at another cloth, at skin, at the outline. A mask that ends where the picture goes on in the same colour
/// ends at a rule's limit: in the middle of a sleeve, of a strand.
struct InnerEdge {
    /// Pixels of the part's outline that lie inside the person.
    let inner: Int
    /// Those without a step of colour.
    let weak: Int
    /// All pixels of the outline.
    let all: Int
    /// The most pixels in a row without a step.
    let longest: Int

    /// Inner outline without a step, as a share of all.
    var share: Double { Double(weak) / Double(max(1, all)) }

    /// - Parameter least: the step (OKLab, chroma doubled) below which there is none.
    init(of part: Bitmap, in whole: Bitmap, lab: [Lab], radius: Int, least: Float = 0.05) throws {
        let (w, h) = (part.width, part.height)
        let core = try part.morphed(VisionErode, radius: 1)
        // Where the person ends anyway.
        let body = try whole.morphed(VisionErode, radius: radius + 1)
        var (inner, weak, all) = (0, 0, 0)
        var line = Bitmap(width: w, height: h)
        for y in 1..<max(1, h - 1) {
            for x in 1..<max(1, w - 1) where part[y * w + x] && !core[y * w + x] {
                all += 1
                guard body[y * w + x] else { continue }
                inner += 1
                var (own, other) = (Lab(), Lab())
                var (owns, others): (Float, Float) = (0, 0)
                for v in max(0, y - radius)...min(h - 1, y + radius) {
                    for u in max(0, x - radius)...min(w - 1, x + radius) {
                        let i = v * w + u
                        if part[i] {
                            own += lab[i]
                            owns += 1
                        } else if whole[i] {
                            other += lab[i]
                            others += 1
                        }
                    }
                }
                guard owns > 0, others > 0 else { continue }
                if (own / owns).distance(to: other / others) < least {
                    weak += 1
                    line[y * w + x] = true
                }
            }
        }
        (self.inner, self.weak, self.all) = (inner, weak, all)
        longest = try line.components().areas.dropFirst().max() ?? 0
    }
}
