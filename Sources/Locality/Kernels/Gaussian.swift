import Foundation

extension Plane {
    /// Blurred by a Gaussian that is cut off at three sigma; mirrored at the borders.
    package func gaussian(_ sigma: Float, _ workers: Workers) -> Plane {
        let radius = max(1, Int((sigma * 3).rounded(.up)))
        var weights = (0...radius).map { Float(exp(-Double($0 * $0) / (2 * Double(sigma) * Double(sigma)))) }
        let total = weights[0] + 2 * weights.dropFirst().reduce(0, +)
        weights = weights.map { $0 / total }
        let out = Plane(width: width, height: height)
        let padded = (width + 7) / 8 * 8
        workers.rows(height) { rows in
            // One row after the vertical pass, with its borders mirrored left and right.
            let line = UnsafeMutablePointer<Float>.allocate(capacity: padded + 2 * radius + 16)
            line.initialize(repeating: 0, count: padded + 2 * radius + 16)
            defer { line.deallocate() }
            let middle = line + radius
            weights.withUnsafeBufferPointer { weights in
                for y in rows {
                    vertical(y, radius, weights.baseAddress!, into: middle)
                    for k in 1...radius {
                        middle[-k] = middle[mirrored(-k, width)]
                        middle[width - 1 + k] = middle[mirrored(width - 1 + k, width)]
                    }
                    horizontal(middle, radius, weights.baseAddress!, into: out.row(y))
                }
            }
        }
        return out
    }

    private func vertical(
        _ y: Int, _ radius: Int, _ weights: UnsafePointer<Float>, into line: UnsafeMutablePointer<Float>
    ) {
        withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Float>.self, capacity: 2 * radius + 1) { around in
            for k in -radius...radius { around[k + radius] = row(mirrored(y + k, height)) }
            var x = 0
            while x < width {
                var sum = load8(around[radius] + x) * weights[0]
                for k in 1...radius {
                    sum += (load8(around[radius - k] + x) + load8(around[radius + k] + x)) * weights[k]
                }
                store8(sum, line + x)
                x += 8
            }
        }
    }

    private func horizontal(
        _ line: UnsafeMutablePointer<Float>, _ radius: Int, _ weights: UnsafePointer<Float>,
        into out: UnsafeMutablePointer<Float>
    ) {
        var x = 0
        while x + 8 <= width {
            var sum = load8(line + x) * weights[0]
            for k in 1...radius { sum += (load8(line + x - k) + load8(line + x + k)) * weights[k] }
            store8(sum, out + x)
            x += 8
        }
        while x < width {
            var sum = line[x] * weights[0]
            for k in 1...radius { sum += (line[x - k] + line[x + k]) * weights[k] }
            out[x] = sum
            x += 1
        }
    }
}

/// An index mirrored into `0..<count` without repeating the border.
@inline(__always)
func mirrored(_ index: Int, _ count: Int) -> Int {
    guard count > 1 else { return 0 }
    var index = index
    while index < 0 || index >= count {
        if index < 0 { index = -index }
        if index >= count { index = 2 * (count - 1) - index }
    }
    return index
}

extension Plane {
    /// The mean over a square of `2 * radius + 1`, mirrored at the borders.
    package func box(_ radius: Int, _ workers: Workers) -> Plane {
        let out = Plane(width: width, height: height)
        let scale = 1 / Float((2 * radius + 1) * (2 * radius + 1))
        workers.rows(height) { rows in
            let line = UnsafeMutablePointer<Float>.allocate(capacity: width + 2 * radius + 16)
            defer { line.deallocate() }
            let middle = line + radius
            for y in rows {
                let first = row(mirrored(y - radius, height))
                for x in 0..<width { middle[x] = first[x] }
                for k in (1 - radius)..<(radius + 1) {
                    let next = row(mirrored(y + k, height))
                    for x in 0..<width { middle[x] += next[x] }
                }
                for k in 0..<radius {
                    middle[-1 - k] = middle[mirrored(-1 - k, width)]
                    middle[width + k] = middle[mirrored(width + k, width)]
                }
                let target = out.row(y)
                var sum: Float = 0
                for k in 0..<(2 * radius) { sum += middle[k - radius] }
                for x in 0..<width {
                    sum += middle[x + radius]
                    target[x] = sum * scale
                    sum -= middle[x - radius]
                }
            }
        }
        return out
    }
}
