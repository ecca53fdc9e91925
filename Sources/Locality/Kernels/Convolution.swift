import Foundation

extension Plane {
    /// Blurred by a Gaussian that is cut off at three sigma; mirrored at the borders.
    package func gaussian(_ sigma: Float, _ workers: Workers) -> Plane {
        let radius = max(1, Int((sigma * 3).rounded(.up)))
        let weights = (0...radius).map { Float(exp(-Double($0 * $0) / (2 * Double(sigma) * Double(sigma)))) }
        let total = weights[0] + 2 * weights.dropFirst().reduce(0, +)
        return convolved(weights.map { $0 / total }, workers)
    }

    /// The mean over a square of `2 * radius + 1`, mirrored at the borders.
    package func box(_ radius: Int, _ workers: Workers) -> Plane {
        convolved([Float](repeating: 1 / Float(2 * radius + 1), count: radius + 1), workers)
    }

    /// Along columns, then along rows; mirrored at the borders.
    ///
    /// `weights` are those of a pixel and of its neighbours on either side, from near to far; there are two at least.
    private func convolved(_ weights: [Float], _ workers: Workers) -> Plane {
        let radius = weights.count - 1
        let out = Plane(width: width, height: height)
        let length = (width + 7) / 8 * 8 + 2 * radius + 16
        workers.rows(height) { rows in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: length) { room in
                room.initialize(repeating: 0)
                weights.withUnsafeBufferPointer { weights in
                    let sum = WeightedSum(weights.baseAddress!, radius)
                    for y in rows { convolve(y, sum, radius, room.baseAddress! + radius, into: out.row(y)) }
                }
            }
        }
        return out
    }

    /// `line`: room for one row after the vertical pass, with its borders mirrored left and right.
    private func convolve(
        _ y: Int, _ sum: WeightedSum, _ radius: Int, _ line: UnsafeMutablePointer<Float>,
        into out: UnsafeMutablePointer<Float>
    ) {
        withUnsafeTemporaryAllocation(of: UnsafePointer<Float>.self, capacity: 2 * radius + 1) { around in
            for k in -radius...radius { around[radius + k] = UnsafePointer(row(mirrored(y + k, height))) }
            sum.alongColumns(around.baseAddress! + radius, into: line, width)
        }
        for k in 1...radius {
            line[-k] = line[mirrored(-k, width)]
            line[width - 1 + k] = line[mirrored(width - 1 + k, width)]
        }
        sum.alongRow(line, into: out, width)
    }
}

/// The two passes over one row, eight pixels at a time.
private struct WeightedSum {
    private let weights: UnsafePointer<Float>
    private let radius: Int

    init(_ weights: UnsafePointer<Float>, _ radius: Int) {
        (self.weights, self.radius) = (weights, radius)
    }

    /// `around`: the row itself, and those above and below it. Writes up to seven values too many.
    func alongColumns(
        _ around: UnsafePointer<UnsafePointer<Float>>, into out: UnsafeMutablePointer<Float>, _ width: Int
    ) {
        // The lock's own radii as constants, so that the compiler lays out their loops: a fifth less time.
        switch radius {
        case 2: columns(2, around, out, width)
        case 3: columns(3, around, out, width)
        case 4: columns(4, around, out, width)
        case 5: columns(5, around, out, width)
        case 6: columns(6, around, out, width)
        case 8: columns(8, around, out, width)
        default: columns(radius, around, out, width)
        }
    }

    func alongRow(_ line: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>, _ width: Int) {
        switch radius {
        case 2: row(2, line, out, width)
        case 3: row(3, line, out, width)
        case 4: row(4, line, out, width)
        case 5: row(5, line, out, width)
        case 6: row(6, line, out, width)
        case 8: row(8, line, out, width)
        default: row(radius, line, out, width)
        }
    }

    @inline(__always)
    private func columns(
        _ radius: Int, _ around: UnsafePointer<UnsafePointer<Float>>, _ out: UnsafeMutablePointer<Float>, _ width: Int
    ) {
        var x = 0
        while x < width {
            var sum = load8(around[0] + x) * weights[0]
            var k = 1
            while k <= radius {
                sum += (load8(around[-k] + x) + load8(around[k] + x)) * weights[k]
                k &+= 1
            }
            store8(sum, out + x)
            x &+= 8
        }
    }

    @inline(__always)
    private func row(
        _ radius: Int, _ line: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>, _ width: Int
    ) {
        var x = 0
        while x &+ 8 <= width {
            var sum = load8(line + x) * weights[0]
            var k = 1
            while k <= radius {
                sum += (load8(line + x - k) + load8(line + x + k)) * weights[k]
                k &+= 1
            }
            store8(sum, out + x)
            x &+= 8
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
