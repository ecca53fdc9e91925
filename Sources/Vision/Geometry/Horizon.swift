import Foundation
import ImageModels
package import Pictures

extension PixelBuffer {
    /// By how many degrees the picture leans clockwise: how the longest straight edges lie that are nearly level or
    /// nearly upright.
    ///
    /// Throws `ModelFailure.declined` where no straight edge is long enough, or where those that there are disagree.
    package func lean() throws -> Double {
        let lines = StraightEdges(self)
        guard let lean = lines.lean else {
            throw ModelFailure.declined(
                .unsure(
                    "what in the picture is level", advice: "Say by how much, such as \"straighten by 2 degrees\"."))
        }
        return lean
    }
}

/// Votes of edges for the lines that they lie on, near the level and near the upright (Hough's transform).
private struct StraightEdges {
    /// Degrees either way that count as a mistake; more is meant.
    private static let widest = 12.0
    private static let step = 0.25
    /// Of the picture's side, what a line has to be seen along.
    private static let leastLength = 0.5

    private struct Line {
        var degrees: Double
        /// As a share of the side that it runs along.
        var length: Double
    }

    private let level: Line?
    private let upright: Line?

    init(_ pixels: PixelBuffer) {
        let small = ReducedLight(pixels, longestSide: 480)
        let luma = TonePlane(width: small.width, height: small.height, values: small.lumas).blurred(sigma: 1)
        level = Self.longest(luma, isUpright: false)
        upright = Self.longest(luma, isUpright: true)
    }

    var lean: Double? {
        let found = [level, upright].compactMap { $0 }.filter { $0.length >= Self.leastLength }
        guard let best = found.max(by: { $0.length < $1.length }) else { return nil }
        // Two that disagree are perspective: then a horizon counts, if it goes right through.
        if found.count == 2, abs(found[0].degrees - found[1].degrees) > 1.5 {
            return found[0].length >= 0.75 ? found[0].degrees : nil
        }
        return best.degrees
    }

    private static func longest(_ luma: TonePlane, isUpright: Bool) -> Line? {
        let (w, h) = (luma.width, luma.height)
        let (along, across) = isUpright ? (h, w) : (w, h)
        guard along > 40, across > 20 else { return nil }
        let angles = Array(stride(from: -widest, through: widest, by: step))
        let slopes = angles.map { tan($0 * .pi / 180) }
        let reach = Int(Double(along) / 2 * tan(widest * .pi / 180)) + 2
        let rows = across + 2 * reach
        // The pieces along a line that have an edge, so that a short strong one doesn't pass for a long one.
        let pieces = 48
        var seen = [UInt64](repeating: 0, count: angles.count * rows)
        for v in 1..<(across - 1) {
            for u in 1..<(along - 1) {
                let (x, y) = isUpright ? (v, u) : (u, v)
                let i = y * w + x
                let (dx, dy) = (luma.values[i + 1] - luma.values[i - 1], luma.values[i + w] - luma.values[i - w])
                let (over, beside) = isUpright ? (dx, dy) : (dy, dx)
                guard abs(over) > 0.045 else { continue }
                // Which way this piece of an edge itself lies.
                let own = Double(atanf(-beside / over)) * 180 / .pi
                guard abs(own) < widest else { continue }
                let bit = UInt64(1) << UInt64(u * pieces / along)
                let from = max(0, Int((own - 2.5 + widest) / step))
                let to = min(angles.count - 1, Int((own + 2.5 + widest) / step))
                guard from <= to else { continue }
                for a in from...to {
                    let place = Double(v) - (Double(u) - Double(along) / 2) * slopes[a]
                    seen[a * rows + Int(place.rounded()) + reach] |= bit
                }
            }
        }
        guard let best = seen.indices.max(by: { seen[$0].nonzeroBitCount < seen[$1].nonzeroBitCount }) else {
            return nil
        }
        let most = seen[best].nonzeroBitCount
        // The middle of those that are as good.
        let equals = seen.indices.filter { seen[$0].nonzeroBitCount >= most - 1 }.map { angles[$0 / rows] }
        let mean = equals.reduce(0, +) / Double(equals.count)
        guard equals.allSatisfy({ abs($0 - mean) < 2 }) else { return nil }
        // Seen from below, what is upright leans inwards on both sides: nothing leans then but the view.
        if isUpright, abs(mean) > 1.5,
            let other = seen.indices.filter({ angles[$0 / rows] * mean <= 0 && abs(angles[$0 / rows] - mean) > 3 })
                .max(by: { seen[$0].nonzeroBitCount < seen[$1].nonzeroBitCount }),
            10 * seen[other].nonzeroBitCount > 7 * most
        {
            return nil
        }
        // Down to the right is clockwise for what is level; for what is upright it is to the left going down.
        return Line(degrees: isUpright ? -mean : mean, length: Double(most) / Double(pieces))
    }
}
