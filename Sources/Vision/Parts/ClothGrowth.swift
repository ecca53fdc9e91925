import Colorimetry

/// The same cloth beyond the edge of a selection.
///
/// In shade all three of OKLab's values shrink by one factor: how light cloth is may change from place to place, the ratio of
/// its chroma to its lightness may not, nor may there be a step between two pixels.
package struct ClothGrowth {
    let lab: [SIMD3<Float>]
    /// How far around the edge the cloth's colour is learnt, in pixels.
    let radius: Int
    /// The largest step (OKLab, chroma doubled) from pixel to pixel, and the largest change of colour that is no shade.
    var step: Float = 0.02
    var tone: Float = 0.02

    package init(lab: [SIMD3<Float>], radius: Int) {
        self.lab = lab
        self.radius = radius
    }

    /// What of `room` can be reached from a selection over the same cloth; with the selection.
    package func grown(from selection: Bitmap, within room: Bitmap) -> Bitmap {
        let (w, h) = (selection.width, selection.height)
        var result = selection
        var queue: [(pixel: Int, cloth: Lab)] = []
        func neighbours(_ i: Int) -> [Int] {
            let x = i % w
            return [x > 0 ? i - 1 : nil, x < w - 1 ? i + 1 : nil, i >= w ? i - w : nil, i < w * (h - 1) ? i + w : nil]
                .compactMap { $0 }
        }
        for i in lab.indices where selection[i] && neighbours(i).contains(where: { room[$0] && !selection[$0] }) {
            queue.append((i, colour(around: i, in: selection)))
        }
        var next = 0
        while next < queue.count {
            let (i, cloth) = queue[next]
            next += 1
            for j in neighbours(i) where room[j] && !result[j] {
                guard lab[i].distance(to: lab[j]) < step, isShade(lab[j], of: cloth) else { continue }
                result[j] = true
                queue.append((j, cloth))
            }
        }
        return result
    }

    /// Whether a colour may be that of this cloth in more or less light.
    private func isShade(_ colour: Lab, of cloth: Lab) -> Bool {
        let light = max(colour.x, 0.1)
        let (a, b) = (colour.y * cloth.x / light - cloth.y, colour.z * cloth.x / light - cloth.z)
        // In the dark the ratio is mostly noise.
        let sureness = min(1, colour.x / max(cloth.x, 0.01))
        return (a * a + b * b) * sureness < tone * tone
    }

    private func colour(around i: Int, in selection: Bitmap) -> Lab {
        let (w, h) = (selection.width, selection.height)
        let (x, y) = (i % w, i / w)
        var (sum, count) = (Lab.zero, Float(0))
        for v in max(0, y - radius)...min(h - 1, y + radius) {
            for u in max(0, x - radius)...min(w - 1, x + radius) where selection[v * w + u] {
                sum += lab[v * w + u]
                count += 1
            }
        }
        return sum / max(count, 1)
    }
}
