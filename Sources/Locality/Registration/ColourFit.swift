import Foundation

/// The change of colour between two aligned pictures of which most is the same: a quadratic polynomial of red, green and
/// blue, fitted with Tukey's biweight.
///
/// There is no local field on purpose: it would eat shadows and subtle recolours.
struct ColourFit: Sendable {
    /// Ten coefficients for each channel: 1, r, g, b, rr, gg, bb, rg, gb, rb.
    private(set) var coefficients: [[Float]]
    /// What the fit leaves over, as a robust standard deviation of the distance in RGB, 0...1.
    private(set) var residual: Float = 0
    /// How far it moves this picture's colours on average, in weighted OKLab.
    private(set) var shift: Float = 0

    static let identity = ColourFit(coefficients: (0..<3).map { c in (0..<10).map { $0 == c + 1 ? 1 : 0 } })

    private init(coefficients: [[Float]]) {
        self.coefficients = coefficients
    }

    /// From the received colours to the prior's. `weight` is 0 where nothing may be learnt.
    init(from received: RGBPlanes, to prior: RGBPlanes, weight: Plane) throws {
        self = .identity
        let count = received.red.count
        let weight = ColourFit.balanced(weight, prior)
        let features = Plane(width: 10, height: count)
        for i in 0..<count {
            ColourFit.fill(
                features.row(i), received.red.values[i], received.green.values[i], received.blue.values[i])
        }
        let targets = [prior.red, prior.green, prior.blue]
        let sources = [received.red, received.green, received.blue]
        for c in 0..<3 {
            var differences: [Float] = []
            for i in 0..<count where weight.values[i] > 0 {
                differences.append(targets[c].values[i] - sources[c].values[i])
            }
            differences.sort()
            coefficients[c][0] = differences.isEmpty ? 0 : differences[differences.count / 2]
        }
        let ridge = (0..<10).map { ($0 == 0 ? 1e-4 : $0 < 4 ? 1e-3 : 3e-2) * Double(count) * 0.02 }
        let distance = Plane(width: count, height: 1)
        for round in 0..<10 {
            try Task.checkCancellation()
            var sizes = Quantiles()
            for i in 0..<count where weight.values[i] > 0 {
                let f = features.row(i)
                var sum: Float = 0
                for c in 0..<3 {
                    var value = -targets[c].values[i]
                    for k in 0..<10 { value += f[k] * coefficients[c][k] }
                    sum += value * value
                }
                distance.values[i] = sum.squareRoot()
                sizes.add(distance.values[i])
            }
            let sigma = 1.4826 * sizes.quantile(0.5) + 1e-4
            let change = fit(features, targets, weight, distance, limit: 3.5 * sigma, ridge)
            residual = sigma
            if change < 2e-5, round > 2 { break }
        }
        shift = meanShift(features)
    }

    /// Rare colours count more than their share, or a small bright object's colours would be extrapolated.
    private static func balanced(_ weight: Plane, _ colours: RGBPlanes) -> Plane {
        func cell(_ i: Int) -> Int {
            let (r, g, b) = (colours.red.values[i], colours.green.values[i], colours.blue.values[i])
            return Int(r * 7.99) << 6 | Int(g * 7.99) << 3 | Int(b * 7.99)
        }
        var counts = [Float](repeating: 0, count: 512)
        for i in 0..<weight.count where weight.values[i] > 0 { counts[cell(i)] += 1 }
        let mean = Float(weight.count) / Float(max(1, counts.count { $0 > 0 }))
        let out = Plane(width: weight.width, height: weight.height)
        for i in 0..<weight.count {
            let share = mean / max(1, counts[cell(i)])
            out.values[i] = weight.values[i] * max(0.2, min(5, share.squareRoot()))
        }
        return out
    }

    /// One weighted fit. Returns the largest change of a coefficient.
    private mutating func fit(
        _ features: Plane, _ targets: [Plane], _ weight: Plane, _ distance: Plane, limit: Float, _ ridge: [Double]
    ) -> Float {
        var matrix = [Double](repeating: 0, count: 100)
        var right = [[Double]](repeating: [Double](repeating: 0, count: 10), count: 3)
        let count = features.height
        // Sixty-four samples at a time in single precision, then added in double.
        matrix.withUnsafeMutableBufferPointer { matrix in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 130) { part in
                for start in stride(from: 0, to: count, by: 64) {
                    part.initialize(repeating: 0)
                    for i in start..<min(count, start + 64) where weight.values[i] > 0 {
                        let ratio = distance.values[i] / limit
                        guard ratio < 1 else { continue }
                        let t = 1 - ratio * ratio
                        let w = t * t * weight.values[i]
                        let f = features.row(i)
                        let (t0, t1, t2) = (targets[0].values[i], targets[1].values[i], targets[2].values[i])
                        for a in 0..<10 {
                            let wf = w * f[a]
                            for b in 0..<10 { part[a * 10 + b] += wf * f[b] }
                            part[100 + a] += wf * t0
                            part[110 + a] += wf * t1
                            part[120 + a] += wf * t2
                        }
                    }
                    for k in 0..<100 { matrix[k] += Double(part[k]) }
                    for c in 0..<3 {
                        for a in 0..<10 { right[c][a] += Double(part[100 + c * 10 + a]) }
                    }
                }
            }
        }
        for k in 0..<10 { matrix[k * 11] += ridge[k] }
        var change: Float = 0
        for c in 0..<3 {
            right[c][c + 1] += ridge[c + 1]
            guard let solution = solveLinear(matrix, right[c]) else { continue }
            for k in 0..<10 {
                change = max(change, abs(Float(solution[k]) - coefficients[c][k]))
                coefficients[c][k] = Float(solution[k])
            }
        }
        return change
    }

    private func meanShift(_ features: Plane) -> Float {
        var sum = 0.0
        var count = 0.0
        for i in stride(from: 0, to: features.height, by: 3) {
            let f = features.row(i)
            let before = OKLabPlanes.weighted(srgb: f[1], f[2], f[3])
            let mapped = self(SIMD4(f[1], f[2], f[3], 0))
            let after = OKLabPlanes.weighted(srgb: mapped[0], mapped[1], mapped[2])
            sum += Double(OKLabPlanes.deltaE(before, after))
            count += 1
        }
        return count > 0 ? Float(sum / count) : 0
    }

    @inline(__always)
    private static func fill(_ f: UnsafeMutablePointer<Float>, _ r: Float, _ g: Float, _ b: Float) {
        f[0] = 1
        f[1] = r
        f[2] = g
        f[3] = b
        f[4] = r * r
        f[5] = g * g
        f[6] = b * b
        f[7] = r * g
        f[8] = g * b
        f[9] = r * b
    }

    /// One colour, 0...1, not yet cut to that range.
    func callAsFunction(_ colour: SIMD4<Float>) -> SIMD4<Float> {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 10) { f in
            ColourFit.fill(f.baseAddress!, colour[0], colour[1], colour[2])
            var out = SIMD4<Float>()
            for c in 0..<3 {
                for k in 0..<10 { out[c] += coefficients[c][k] * f[k] }
            }
            return out
        }
    }

    /// The coefficients as vectors over the channels, for loops.
    var vectors: [SIMD4<Float>] {
        (0..<10).map { SIMD4(coefficients[0][$0], coefficients[1][$0], coefficients[2][$0], 0) }
    }

    /// The picture with its colours brought to the prior's, cut to 0...1.
    func applied(to picture: RGBPlanes, _ workers: Workers) -> RGBPlanes {
        let out = RGBPlanes(width: picture.width, height: picture.height)
        let width = picture.width
        workers.rows(picture.height) { rows in
            for y in rows {
                let (r, g, b) = (picture.red.row(y), picture.green.row(y), picture.blue.row(y))
                for (c, plane) in [out.red, out.green, out.blue].enumerated() {
                    let k = coefficients[c]
                    let (k0, k1, k2, k3, k4) = (k[0], k[1], k[2], k[3], k[4])
                    let (k5, k6, k7, k8, k9) = (k[5], k[6], k[7], k[8], k[9])
                    let o = plane.row(y)
                    for x in 0..<width {
                        let (red, green, blue) = (r[x], g[x], b[x])
                        let first = k0 + red * (k1 + k4 * red + k7 * green)
                        let second = green * (k2 + k5 * green + k8 * blue)
                        let third = blue * (k3 + k6 * blue + k9 * red)
                        o[x] = max(0, min(1, first + second + third))
                    }
                }
            }
        }
        return out
    }
}
