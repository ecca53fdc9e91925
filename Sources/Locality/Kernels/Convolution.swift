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
                    let line = room.baseAddress! + radius
                    for y in rows { convolve(y, weights.baseAddress!, radius, line, into: out.row(y)) }
                }
            }
        }
        return out
    }

    private func convolve(
        _ y: Int, _ weights: UnsafePointer<Float>, _ radius: Int, _ line: UnsafeMutablePointer<Float>,
        into out: UnsafeMutablePointer<Float>
    ) {
        // The lock's own radii as constants, so that the compiler lays out their loops: a fifth less time.
        switch radius {
        case 2: passes(2, y, weights, line, into: out)
        case 3: passes(3, y, weights, line, into: out)
        case 4: passes(4, y, weights, line, into: out)
        case 5: passes(5, y, weights, line, into: out)
        case 6: passes(6, y, weights, line, into: out)
        case 8: passes(8, y, weights, line, into: out)
        default: passes(radius, y, weights, line, into: out)
        }
    }

    /// Down the columns into `line`, its borders mirrored left and right, then along it; eight pixels at a time.
    @inline(__always)
    private func passes(
        _ radius: Int, _ y: Int, _ weights: UnsafePointer<Float>, _ line: UnsafeMutablePointer<Float>,
        into out: UnsafeMutablePointer<Float>
    ) {
        withUnsafeTemporaryAllocation(of: UnsafePointer<Float>.self, capacity: 2 * radius + 1) { room in
            let around = room.baseAddress! + radius
            for k in -radius...radius { around[k] = UnsafePointer(row(mirrored(y + k, height))) }
            var x = 0
            while x < width {
                var sum = load8(around[0] + x) * weights[0]
                var k = 1
                while k <= radius {
                    sum += (load8(around[-k] + x) + load8(around[k] + x)) * weights[k]
                    k &+= 1
                }
                store8(sum, line + x)
                x &+= 8
            }
        }
        for k in 1...radius {
            line[-k] = line[mirrored(-k, width)]
            line[width - 1 + k] = line[mirrored(width - 1 + k, width)]
        }
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
