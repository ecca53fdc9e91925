import Colorimetry
import Foundation

/// Brightness, by curves and by what surrounds a pixel.
extension ToneKernels {
    /// Moves each pixel's luminance along the curve; hue and the proportions of the channels stay.
    func mappingLuminance(_ curve: [Float]) -> Self {
        curve.withUnsafeBufferPointer { curve in
            nonisolated(unsafe) let curve = curve
            return mappingColours { light, _, _ in
                let before = max(0, SRGB.luminance(light))
                let place = min(1, before).squareRoot() * Float(Curve.size)
                let index = min(Int(place), Curve.size - 1)
                let after = curve[index] + (curve[index + 1] - curve[index]) * (place - Float(index))
                // Lifted shadows get grey rather than a colour cast out of noise.
                let ratio = min(after / max(before, 1e-6), 6)
                return light * ratio + SIMD3(repeating: max(0, after - before * ratio))
            }
        }
    }

    /// The dark places as a whole, so that what is in them keeps its contrast; black stays black.
    func shadows(movedBy amount: Float) -> Self {
        let base = BaseLight(self)
        return mappingColours { light, x, y in
            let around = base.value(x, y, luma: SRGB.encode(SRGB.luminance(light)))
            let depth = max(0, 1 - around * (1 / 0.55))
            return light * exp2f(1.5 * amount * depth * depth.squareRoot())
        }
    }

    /// The light places as a whole. Upwards white is the end that nothing passes.
    func highlights(movedBy amount: Float) -> Self {
        let base = BaseLight(self)
        return mappingColours { light, x, y in
            let luminance = max(0, SRGB.luminance(light))
            let around = base.value(x, y, luma: SRGB.encode(luminance))
            let height = min(1, max(0, (around - 0.4) * (1 / 0.45)))
            // What is white has nothing to be brought back, and would become grey.
            let kept = 1 - 0.6 * min(1, max(0, (around - 0.88) * (1 / 0.12)))
            let exposure = exp2f(0.55 * amount * height * height * kept)
            return light * (amount > 0 ? exposure / (1 + min(luminance, 1) * (exposure - 1)) : exposure)
        }
    }

    /// A print that has seen years of light: black is grey, white is paper, colours are less.
    func faded(by amount: Float) -> Self {
        let share = min(amount, 2.5)
        let (low, high) = (0.075 * share, 1 - 0.045 * share)
        return mappingEncoded { value, _, _ in
            let grey = 0.2126 * value.x + 0.7152 * value.y + 0.0722 * value.z
            let plain = value + (SIMD3(repeating: grey) - value) * (0.14 * share)
            return SIMD3(repeating: low) + plain * (high - low)
        }
    }

    // MARK: By what the picture holds

    /// The darkest and the lightest of the picture become black and white, as far as that is no more than its exposure
    /// can have missed.
    func levelled(share: Float) -> Self {
        guard let (low, high) = Histogram(self).range(leavingOut: 0.004) else { return self }
        let (black, white) = (min(low, 0.25) * share, 1 + (max(high, 0.6) - 1) * share)
        guard white - black > 0.05, black > 0.002 || white < 0.998 else { return self }
        return mappingLuminance(Curve.levels(black: Double(black), white: Double(white)))
    }

    /// White balance by half, black and white points, the middle where it belongs, a little colour.
    func enhanced(share: Float) -> Self {
        let balanced = isGrey ? self : balanced(share: 0.6 * share)
        let levelled = balanced.levelled(share: share)
        let middle = Histogram(levelled).middle
        let gamma = min(max(log(Double(max(middle, 0.02))) / log(0.46), 0.75), 1.45)
        let lit = levelled.mappingLuminance(Curve.gamma(pow(gamma, 0.6 * Double(share))))
        return isGrey ? lit : lit.saturated(by: 0.4 * share)
    }
}

/// How many pixels there are of each brightness, by sRGB's numbers; transparent ones don't count.
struct Histogram {
    private var counts = [Int](repeating: 0, count: 256)
    private var total = 0

    init(_ picture: some ToneKernels) {
        var counts = counts
        let width = picture.width
        picture.readingRows { row, _ in
            for x in 0..<width where row[x].w > 0.5 {
                let luminance = SRGB.luminance(SIMD3(row[x].x, row[x].y, row[x].z))
                counts[Int(SRGB.encode(luminance) * 255 + 0.5)] += 1
            }
        }
        self.counts = counts
        total = counts.reduce(0, +)
    }

    /// The brightness that a share of the pixels lies below.
    func quantile(_ share: Double) -> Float {
        var sum = 0
        for (value, count) in counts.enumerated() {
            sum += count
            if Double(sum) > share * Double(total) { return Float(value) / 255 }
        }
        return 1
    }

    var middle: Float { quantile(0.5) }

    /// `nil` where there is no picture to speak of: one tone, or nothing opaque.
    func range(leavingOut share: Double) -> (Float, Float)? {
        let (low, high) = (quantile(share), quantile(1 - share))
        return total > 0 && high - low > 0.08 ? (low, high) : nil
    }
}
