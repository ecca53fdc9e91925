import CPlanes

extension Plane {
    /// Scaled down by the mean of the pixels covered, whole or in part; where it grows, by the nearest ones in proportion.
    ///
    /// `source` is the part to scale, in pixels that may be cut; all of it without.
    package func reduced(
        to width: Int, _ height: Int, from source: (x: Double, y: Double, width: Double, height: Double)? = nil,
        _ workers: Workers
    ) -> Plane {
        let part = source ?? (0, 0, Double(self.width), Double(self.height))
        let columns = Coverage(from: part.x, length: part.width, of: self.width, to: width)
        let lines = Coverage(from: part.y, length: part.height, of: self.height, to: height)
        let out = Plane(width: width, height: height)
        // Beyond the row there is nothing, for targets that cover fewer pixels than others.
        let length = self.width + columns.taps
        workers.rows(height, block: 16) { rows in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: length) { room in
                let line = room.baseAddress!
                for y in rows {
                    line.initialize(repeating: 0, count: length)
                    for k in 0..<lines.counts[y] {
                        planes_add(
                            row(Int(lines.first[y]) + k), lines.weights[k * height + y], Int32(self.width), line)
                    }
                    planes_gather(
                        line, columns.first, columns.weights, Int32(columns.taps), Int32(width), out.row(y))
                }
            }
        }
        return out
    }
}

/// Which source pixels each target pixel covers along one axis, and in what proportion.
private struct Coverage {
    var first: [Int32] = []
    var counts: [Int] = []
    /// How many the greatest covers, and the weights of all targets' first pixels, then of their second ones, and so on.
    let taps: Int
    var weights: [Float]

    init(from origin: Double, length: Double, of count: Int, to target: Int) {
        let step = length / Double(target)
        var ends: [(low: Double, high: Double)] = []
        for index in 0..<target {
            let low = min(max(origin + Double(index) * step, 0), Double(count) - 1e-6)
            let high = min(max(low + step, low + 1e-6), Double(count))
            let begin = Int(low)
            ends.append((low, high))
            first.append(Int32(begin))
            counts.append(min(count - 1, max(begin, Int(high.rounded(.up)) - 1)) - begin + 1)
        }
        taps = counts.max() ?? 1
        weights = [Float](repeating: 0, count: taps * target)
        for (index, (low, high)) in ends.enumerated() {
            for k in 0..<counts[index] {
                let pixel = Int(first[index]) + k
                let share = min(high, Double(pixel + 1)) - max(low, Double(pixel))
                weights[k * target + index] = Float(max(0, share) / (high - low))
            }
        }
    }
}

extension Plane {
    /// Half the size, after a binomial blur of five (Burt and Adelson's pyramid).
    package func halved(_ workers: Workers) -> Plane {
        let out = Plane(width: (width + 1) / 2, height: (height + 1) / 2)
        workers.rows(out.height, block: 16) { rows in
            let line = UnsafeMutablePointer<Float>.allocate(capacity: width + 5)
            defer { line.deallocate() }
            let middle = line + 2
            for y in rows {
                let (a, b, c) = (row(mirrored(2 * y - 2, height)), row(mirrored(2 * y - 1, height)), row(2 * y))
                let (d, e) = (row(mirrored(2 * y + 1, height)), row(mirrored(2 * y + 2, height)))
                for x in 0..<width { middle[x] = (a[x] + e[x]) * 0.0625 + (b[x] + d[x]) * 0.25 + c[x] * 0.375 }
                for k in 1...2 {
                    middle[-k] = middle[mirrored(-k, width)]
                    middle[width - 1 + k] = middle[mirrored(width - 1 + k, width)]
                }
                let target = out.row(y)
                for x in 0..<out.width {
                    let m = middle + 2 * x
                    target[x] = (m[-2] + m[2]) * 0.0625 + (m[-1] + m[1]) * 0.25 + m[0] * 0.375
                }
            }
        }
        return out
    }
}
