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
    /// The colours that it was learnt from.
    private(set) var known = KnownColours()

    static let identity = ColourFit(coefficients: (0..<3).map { c in (0..<10).map { $0 == c + 1 ? 1 : 0 } })

    private init(coefficients: [[Float]]) {
        self.coefficients = coefficients
    }

    /// From the received colours to the prior's. `weight` is 0 where nothing may be learnt.
    init(from received: RGBPlanes, to prior: RGBPlanes, weight: Plane, _ workers: Workers) throws {
        self = .identity
        let samples = ColourSamples(received, prior, weight: ColourFit.balanced(weight, prior))
        for c in 0..<3 {
            var differences = (0..<samples.count).map { samples.targets[c][$0] - samples.colour[c][$0] }
            coefficients[c][0] = differences.isEmpty ? 0 : upperMedian(of: &differences)
        }
        let ridge = (0..<10).map {
            ($0 == 0 ? 1e-4 : $0 < 4 ? 1e-3 : 3e-2) * Double(received.red.count) * 0.02
        }
        for round in 0..<10 {
            try Task.checkCancellation()
            let sigma = 1.4826 * samples.distances(coefficients, workers).quantile(0.5) + 1e-4
            let change = fit(samples, limit: 3.5 * sigma, ridge, workers)
            residual = sigma
            if change < 2e-5, round > 2 { break }
        }
        shift = meanShift(of: received, workers)
        known = KnownColours(samples, within: 3.5 * residual, coefficients: vectors, residual: residual)
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
        _ samples: ColourSamples, limit: Float, _ ridge: [Double], _ workers: Workers
    ) -> Float {
        let sums = samples.products(limit: limit, workers)
        var matrix = [Double](repeating: 0, count: 100)
        var right = [[Double]](repeating: [Double](repeating: 0, count: 10), count: 3)
        var next = 0
        for a in 0..<10 {
            for b in a..<13 {
                if b < 10 {
                    matrix[a * 10 + b] = sums[next]
                    matrix[b * 10 + a] = sums[next]
                } else {
                    right[b - 10][a] = sums[next]
                }
                next += 1
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

    /// From every third pixel.
    private func meanShift(of picture: RGBPlanes, _ workers: Workers) -> Float {
        let (width, map) = (picture.width, vectors)
        let sums = workers.sum(picture.height, count: 2) { rows, sums in
            map.withUnsafeBufferPointer { map in
                for i in (rows.lowerBound * width)..<(rows.upperBound * width) where i % 3 == 0 {
                    let (r, g, b) = (picture.red.values[i], picture.green.values[i], picture.blue.values[i])
                    let mapped = polynomial(map.baseAddress!, SIMD4(r, g, b, 0))
                    let before = OKLabPlanes.weighted(srgb: r, g, b)
                    let after = OKLabPlanes.weighted(srgb: mapped[0], mapped[1], mapped[2])
                    sums[0] += Double(OKLabPlanes.deltaE(before, after))
                    sums[1] += 1
                }
            }
        }
        return sums[1] > 0 ? Float(sums[0] / sums[1]) : 0
    }

    /// One colour of something new, 0...1, not yet cut to that range: as far as the fit has not seen such colours it is only
    /// moved by the mean drift of those it has seen.
    @inline(__always)
    static func corrected(
        _ colour: SIMD4<Float>, _ vectors: UnsafePointer<SIMD4<Float>>, _ known: KnownColours
    ) -> SIMD4<Float> {
        let own = known.share(colour)
        let fitted = polynomial(vectors, colour)
        guard own < 1 || known.trust < 1 else { return fitted }
        return colour + ((fitted - colour) * own + known.drift * (1 - own)) * known.trust
    }

    /// One colour, 0...1, not yet cut to that range.
    func callAsFunction(_ colour: SIMD4<Float>) -> SIMD4<Float> {
        vectors.withUnsafeBufferPointer { polynomial($0.baseAddress!, colour) }
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
                    let polynomial = ChannelPolynomial(coefficients[c])
                    let o = plane.row(y)
                    for x in 0..<width { o[x] = max(0, min(1, polynomial(r[x], g[x], b[x]))) }
                }
            }
        }
        return out
    }
}

/// A colour fit's ten vectors applied to one colour.
@inline(__always)
func polynomial(_ c: UnsafePointer<SIMD4<Float>>, _ p: SIMD4<Float>) -> SIMD4<Float> {
    let (r, g, b) = (p[0], p[1], p[2])
    let first = c[0] + r * (c[1] + c[4] * r + c[7] * g)
    return first + g * (c[2] + c[5] * g + c[8] * b) + b * (c[3] + c[6] * b + c[9] * r)
}

/// One channel of a colour fit.
struct ChannelPolynomial {
    private let k: (Float, Float, Float, Float, Float, Float, Float, Float, Float, Float)

    init(_ c: [Float]) { k = (c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9]) }

    @inline(__always)
    func callAsFunction(_ r: Float, _ g: Float, _ b: Float) -> Float {
        let first = k.0 + r * (k.1 + k.4 * r + k.7 * g)
        return first + g * (k.2 + k.5 * g + k.8 * b) + b * (k.3 + k.6 * b + k.9 * r)
    }
}
