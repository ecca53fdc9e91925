import CPlanes
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
        workers.rows(height) { rows in
            withUnsafeTemporaryAllocation(byteCount: 4 * (width + 6 * radius + 40), alignment: 32) { room in
                planes_convolve(
                    values, Int32(width), Int32(height), weights, Int32(radius), Int32(rows.lowerBound),
                    Int32(rows.upperBound), room.baseAddress!.assumingMemoryBound(to: Float.self), out.values)
            }
        }
        return out
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
