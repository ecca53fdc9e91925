/// Which colours a fit was learnt from. Beyond them its polynomial foretells anything: a bright green in a dark picture would
/// lose its green.
struct KnownColours: Sendable {
    private static let side = 16
    /// How sure the fit is of the colours of each cell, 0...1; empty where it is of all.
    private var shares: [Float] = []
    /// How far the known colours were moved on average.
    private(set) var drift = SIMD4<Float>()

    /// Whether there is a drift at all, 0...1: what leaves most colours off their targets has not found it.
    private(set) var trust: Float = 1

    /// All colours are known.
    init() {}

    /// `limit`: the distance from its target from which on a sample was no longer believed.
    init(_ samples: ColourSamples, within limit: Float, coefficients: [SIMD4<Float>], residual: Float) {
        trust = max(0, min(1, 2 - residual / 0.04))
        let side = KnownColours.side
        var counts = [Float](repeating: 0, count: side * side * side)
        var (moved, count) = (SIMD4<Double>(), 0.0)
        coefficients.withUnsafeBufferPointer { coefficients in
            for i in 0..<samples.count {
                let colour = SIMD4(samples.colour[0][i], samples.colour[1][i], samples.colour[2][i], 0)
                let target = SIMD4(samples.targets[0][i], samples.targets[1][i], samples.targets[2][i], 0)
                let fitted = polynomial(coefficients.baseAddress!, colour)
                let off = fitted - target
                guard (off * off).sum() < limit * limit else { continue }
                counts[KnownColours.cell(colour)] += 1
                moved += SIMD4<Double>(fitted - colour)
                count += 1
            }
        }
        guard count > 0 else { return }
        drift = SIMD4<Float>(moved / count)
        // A colour is known where a two-thousandth of the samples has it or nearly so.
        for step in [1, side, side * side] {
            let source = counts
            for i in counts.indices {
                let place = i / step % side
                counts[i] += (place > 0 ? source[i - step] : 0) + (place < side - 1 ? source[i + step] : 0)
            }
        }
        let enough = Float(count) / 2000
        shares = counts.map { min(1, $0 / enough) }
    }

    private static func cell(_ colour: SIMD4<Float>) -> Int {
        func place(_ value: Float) -> Int { Int(max(0, min(Float(side) - 0.01, value * Float(side)))) }
        return (place(colour[0]) * side + place(colour[1])) * side + place(colour[2])
    }

    /// How far the fit may be believed of a colour, 0...1; between the cells' middles in proportion.
    func share(_ colour: SIMD4<Float>) -> Float {
        guard !shares.isEmpty else { return 1 }
        let side = KnownColours.side
        let last = Float(side - 1)
        var (low, part) = ((0, 0, 0), SIMD3<Float>())
        func place(_ value: Float, _ index: inout Int, _ k: Int) {
            let v = max(0, min(last, value * Float(side) - 0.5))
            index = min(side - 2, Int(v))
            part[k] = v - Float(index)
        }
        place(colour[0], &low.0, 0)
        place(colour[1], &low.1, 1)
        place(colour[2], &low.2, 2)
        let base = (low.0 * side + low.1) * side + low.2
        return shares.withUnsafeBufferPointer { s in
            func line(_ i: Int) -> Float { s[i] + (s[i + 1] - s[i]) * part[2] }
            func face(_ i: Int) -> Float { line(i) + (line(i + side) - line(i)) * part[1] }
            return face(base) + (face(base + side * side) - face(base)) * part[0]
        }
    }
}
