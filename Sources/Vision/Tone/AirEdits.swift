import Foundation

/// Haze, taken away or added.
extension ToneKernels {
    /// Takes away the light of the air by the dark channel (He, Sun and Tang): what has no dark colour in its surroundings
    /// is taken to lie behind haze. A clear picture hardly changes.
    func dehazed(by amount: Float) -> Self {
        let small = ReducedLight(self, longestSide: 512)
        let colours = small.colours
        let dark = TonePlane(
            width: small.width, height: small.height, values: colours.map { DeepSRGB.encoded(max(0, $0.min())) })
        let radius = max(1, min(small.width, small.height) / 40)
        let least = dark.leastAround(radius: radius)
        // The air's own light: the mean of where the haze is thickest.
        let order = least.values.indices.sorted {
            least.values[$0] != least.values[$1] ? least.values[$0] > least.values[$1] : $0 < $1
        }
        let thickest = order.prefix(max(1, order.count / 500))
        let sum = thickest.reduce(SIMD3<Float>()) { $0 + DeepSRGB.encoded(colours[$1]) }
        let air = (sum / Float(thickest.count)).clamped(
            lowerBound: SIMD3(repeating: 0.35), upperBound: SIMD3(repeating: 1))
        let base = GuidedVeil(of: least, small: small, radius: 3 * radius)
        let strength = min(1, 0.62 * amount)
        let full = SIMD2(Float(small.width) / Float(width), Float(small.height) / Float(height))
        return mappingEncoded { value, x, y in
            let luma = min(1, max(0, 0.2126 * value.x + 0.7152 * value.y + 0.0722 * value.z))
            let line = bilinear(base.lines, small.width, small.height, x, y, full)
            let veil = min(0.97, max(0, line.x * luma + line.y))
            let through = max(0.25, 1 - strength * veil / max(0.4, (air.x + air.y + air.z) / 3))
            return (value - air) / through + air
        }
    }

    /// The light of air before everything.
    func hazed(by amount: Float) -> Self {
        let share = 1 - powf(0.74, amount)
        let air = SIMD3<Float>(0.86, 0.88, 0.90)
        return mappingEncoded { value, _, _ in value + (air - value) * share }
    }
}

/// The dark channel with the edges that brightness has: slope and offset at each reduced pixel.
private struct GuidedVeil {
    let lines: [SIMD2<Float>]

    init(of dark: TonePlane, small: ReducedLight, radius: Int) {
        let guide = TonePlane(width: small.width, height: small.height, values: small.lumas)
        func mean(_ value: (Int) -> Float) -> [Float] {
            TonePlane(width: small.width, height: small.height, values: guide.values.indices.map(value))
                .averaged(radius: radius).values
        }
        let (i, p) = (guide.values, dark.values)
        let (meanI, meanP) = (mean { i[$0] }, mean { p[$0] })
        let (meanIP, meanII) = (mean { i[$0] * p[$0] }, mean { i[$0] * i[$0] })
        let slopes = i.indices.map { k in
            (meanIP[k] - meanI[k] * meanP[k]) / (max(0, meanII[k] - meanI[k] * meanI[k]) + 1e-3)
        }
        let (a, b) = (mean { slopes[$0] }, mean { meanP[$0] - slopes[$0] * meanI[$0] })
        lines = zip(a, b).map { SIMD2($0, $1) }
    }
}

extension TonePlane {
    /// The least value within a square of 2 radius + 1.
    fileprivate func leastAround(radius: Int) -> TonePlane {
        var (across, result) = (self, self)
        for y in 0..<height {
            for x in 0..<width {
                let row = y * width
                var least = values[row + x]
                for u in max(0, x - radius)..<min(width, x + radius + 1) { least = min(least, values[row + u]) }
                across.values[row + x] = least
            }
        }
        for y in 0..<height {
            for x in 0..<width {
                var least = across.values[y * width + x]
                for v in max(0, y - radius)..<min(height, y + radius + 1) {
                    least = min(least, across.values[v * width + x])
                }
                result.values[y * width + x] = least
            }
        }
        return result
    }
}
