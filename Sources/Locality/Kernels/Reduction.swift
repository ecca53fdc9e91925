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
        workers.rows(height, block: 16) { rows in
            let line = UnsafeMutablePointer<Float>.allocate(capacity: self.width + 16)
            defer { line.deallocate() }
            for y in rows {
                line.initialize(repeating: 0, count: self.width + 16)
                for (k, weight) in lines.weights(y).enumerated() {
                    let source = row(lines.first[y] + k)
                    for x in 0..<self.width { line[x] += source[x] * weight }
                }
                let target = out.row(y)
                columns.all.withUnsafeBufferPointer { all in
                    for x in 0..<width {
                        var sum: Float = 0
                        let (first, start) = (columns.first[x], columns.start[x])
                        for k in 0..<(columns.start[x + 1] - start) { sum += line[first + k] * all[start + k] }
                        target[x] = sum
                    }
                }
            }
        }
        return out
    }
}

/// Which source pixels each target pixel covers along one axis, and in what proportion.
private struct Coverage {
    var first: [Int] = []
    var start: [Int] = [0]
    var all: [Float] = []

    init(from origin: Double, length: Double, of count: Int, to target: Int) {
        let step = length / Double(target)
        for index in 0..<target {
            let low = min(max(origin + Double(index) * step, 0), Double(count) - 1e-6)
            let high = min(max(low + step, low + 1e-6), Double(count))
            let begin = Int(low)
            let end = min(count - 1, max(begin, Int(high.rounded(.up)) - 1))
            let total = high - low
            first.append(begin)
            for pixel in begin...end {
                let share = min(high, Double(pixel + 1)) - max(low, Double(pixel))
                all.append(Float(max(0, share) / total))
            }
            start.append(all.count)
        }
    }

    func weights(_ index: Int) -> ArraySlice<Float> { all[start[index]..<start[index + 1]] }
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
