import CVision
package import Colorimetry

/// Where hair that a network sees ends at no step of colour, and the network does not see it end either: it goes on there.
package struct FadingEnd {
    /// Such a part of the outline, as a share of all of it.
    package let share: Double

    /// By masks of 77 heads, each from what a network saw that was taught others: 0.04 at most where all of the hair was in them, 0.07
    /// to 0.11 where long hair, braids or curls went on.
    package var isMuch: Bool { share > 0.055 }

    /// - Parameters:
    ///   - probability: of hair at each pixel, in places of `place` pixels.
    package init(of mask: Bitmap, by probability: [Float], place: Float, lab: [Lab], faceWidth: Float) throws {
        let (w, h) = (mask.width, mask.height)
        let core = try mask.morphed(VisionErode, radius: 1)
        // The least probability near by, of what the mask leaves out.
        let improbable = Plane(width: w, height: h) { mask[$0] ? -1 : -probability[$0] }
        let least = try improbable.dilated(radius: max(1, Int((1.5 * place).rounded())))
        let reach = max(2, Int(0.02 * faceWidth))
        var (all, fading) = (0, 0)
        for y in 1..<max(1, h - 1) {
            for x in 1..<max(1, w - 1) where mask[y * w + x] && !core[y * w + x] {
                all += 1
                guard -least[y * w + x] > 0.25 else { continue }
                var (own, other) = (Lab(), Lab())
                var (owns, others): (Float, Float) = (0, 0)
                for v in max(0, y - reach)...min(h - 1, y + reach) {
                    for u in max(0, x - reach)...min(w - 1, x + reach) {
                        let i = v * w + u
                        if mask[i] {
                            own += lab[i]
                            owns += 1
                        } else {
                            other += lab[i]
                            others += 1
                        }
                    }
                }
                if owns > 0, others > 0, (own / owns).distance(to: other / others) < 0.07 { fading += 1 }
            }
        }
        share = Double(fading) / Double(max(1, all))
    }
}

extension Bitmap {
    /// Whether more than so many pixels beside each other end at one row of the picture: below the last place that is looked at, where hair
    /// that hangs lower goes on. Braids to the waist ended there over 0.75 of a face's width.
    package func endsAtLine(above row: Int, over least: Float) -> Bool {
        guard row > 4, row < height else { return false }
        return (row - 4..<row).contains { y in Float((0..<width).count { self[y * width + $0] }) > least }
    }
}
