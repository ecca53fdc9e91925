/// Pairs of colours from which a fit learns, and how much each of them counts.
///
/// They are kept channel by channel and worked on sixty-four at a time; what is missing to the last sixty-four counts nothing.
struct ColourSamples: @unchecked Sendable {
    static let block = 64

    /// How many there are.
    let count: Int
    /// Red, green and blue, 0...1.
    let colour: [UnsafeMutablePointer<Float>]
    /// What they should become.
    let targets: [UnsafeMutablePointer<Float>]
    private let weight: UnsafeMutablePointer<Float>
    /// How far the last map left them from their targets.
    private let distance: UnsafeMutablePointer<Float>
    private let blocks: Int
    private let room: Plane

    init(_ received: RGBPlanes, _ prior: RGBPlanes, weight known: Plane) {
        let chosen = (0..<known.count).filter { known.values[$0] > 0 }
        count = chosen.count
        blocks = (count + ColourSamples.block - 1) / ColourSamples.block
        let length = max(1, blocks) * ColourSamples.block
        let room = Plane(width: length, height: 8, filledWith: 0)
        self.room = room
        let sources = [
            received.red, received.green, received.blue, prior.red, prior.green, prior.blue, known,
        ]
        for (line, source) in sources.enumerated() {
            let target = room.row(line)
            for (k, i) in chosen.enumerated() { target[k] = source.values[i] }
        }
        colour = (0..<3).map { room.row($0) }
        targets = (3..<6).map { room.row($0) }
        weight = room.row(6)
        distance = room.row(7)
    }

    /// How far a fit's coefficients, ten for each channel, leave the colours from their targets.
    func distances(_ coefficients: [[Float]], _ workers: Workers) -> Quantiles {
        workers.rows(blocks, block: 32) { blocks in
            let range = (blocks.lowerBound * ColourSamples.block)..<(blocks.upperBound * ColourSamples.block)
            for i in range { distance[i] = 0 }
            for c in 0..<3 {
                let polynomial = ChannelPolynomial(coefficients[c])
                let (r, g, b, target) = (colour[0], colour[1], colour[2], targets[c])
                for i in range {
                    let value = polynomial(r[i], g[i], b[i]) - target[i]
                    distance[i] += value * value
                }
            }
            for i in range { distance[i] = distance[i].squareRoot() }
        }
        var sizes = Quantiles()
        for i in 0..<count { sizes.add(distance[i]) }
        return sizes
    }

    /// The weighted sums of products for the normal equations: for each of the terms 1, r, g, b, rr, gg, bb, rg, gb, rb those
    /// with itself, with the terms after it, and with the three targets.
    ///
    /// The weights are Tukey's for the distances that were taken last.
    func products(limit: Float, _ workers: Workers) -> [Double] {
        let size = ColourSamples.block
        return workers.sum(blocks, block: 8, count: 85) { blocks, sums in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 15 * size) { room in
                let lines = room.baseAddress!
                let (counted, weighted) = (lines + 13 * size, lines + 14 * size)
                for block in blocks {
                    fill(lines, block)
                    let (weights, distances) = (weight + block * size, distance + block * size)
                    for i in 0..<size {
                        let ratio = distances[i] / limit
                        let t = max(0, 1 - ratio * ratio)
                        counted[i] = t * t * weights[i]
                    }
                    var next = 0
                    for a in 0..<10 {
                        let term = lines + a * size
                        for i in 0..<size { weighted[i] = counted[i] * term[i] }
                        for b in a..<13 {
                            sums[next] += Double(product(weighted, lines + b * size))
                            next += 1
                        }
                    }
                }
            }
        }
    }

    /// The ten terms and the three targets of one block.
    private func fill(_ lines: UnsafeMutablePointer<Float>, _ block: Int) {
        let size = ColourSamples.block
        let start = block * size
        let (r, g, b) = (colour[0] + start, colour[1] + start, colour[2] + start)
        for i in 0..<size {
            lines[i] = 1
            lines[size + i] = r[i]
            lines[2 * size + i] = g[i]
            lines[3 * size + i] = b[i]
            lines[4 * size + i] = r[i] * r[i]
            lines[5 * size + i] = g[i] * g[i]
            lines[6 * size + i] = b[i] * b[i]
            lines[7 * size + i] = r[i] * g[i]
            lines[8 * size + i] = g[i] * b[i]
            lines[9 * size + i] = r[i] * b[i]
        }
        for c in 0..<3 { (lines + (10 + c) * size).update(from: targets[c] + start, count: size) }
    }

    @inline(__always)
    private func product(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>) -> Float {
        var (even, odd) = (SIMD8<Float>(), SIMD8<Float>())
        for i in stride(from: 0, to: ColourSamples.block, by: 16) {
            even += load8(a + i) * load8(b + i)
            odd += load8(a + i + 8) * load8(b + i + 8)
        }
        return (even + odd).sum()
    }
}
