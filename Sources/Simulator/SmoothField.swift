import Locality

extension Plane {
    /// A smooth random field of a deviation: normal values on a coarse grid, bicubic between them.
    static func smooth(
        width: Int, height: Int, cells: Int, deviation: Float, _ draws: inout Draws
    ) -> Plane {
        let columns = max(2, Int((Float(cells) * Float(width) / Float(height)).rounded()))
        let grid = Plane(width: columns, height: cells)
        for i in 0..<grid.count { grid.values[i] = draws.normal() }
        let out = Plane(width: width, height: height)
        let across = (0..<width).map { Taps($0, of: width, cells: columns) }
        var line = [Float](repeating: 0, count: columns)
        for y in 0..<height {
            let down = Taps(y, of: height, cells: cells)
            for c in 0..<columns {
                line[c] = 0
                for k in 0..<4 { line[c] += grid.row(down.index(k, cells))[c] * down.weights[k] }
            }
            let target = out.row(y)
            for x in 0..<width {
                let taps = across[x]
                var sum: Float = 0
                for k in 0..<4 { sum += line[taps.index(k, columns)] * taps.weights[k] }
                target[x] = sum
            }
        }
        out.normalise(to: deviation)
        return out
    }

    func normalise(to deviation: Float) {
        var (sum, squares) = (0.0, 0.0)
        for i in 0..<count {
            sum += Double(values[i])
            squares += Double(values[i]) * Double(values[i])
        }
        let mean = sum / Double(count)
        let factor = deviation / Float(max(1e-6, (squares / Double(count) - mean * mean).squareRoot()))
        for i in 0..<count { values[i] *= factor }
    }

    private struct Taps {
        let first: Int
        let weights: SIMD4<Float>

        init(_ position: Int, of count: Int, cells: Int) {
            let place = (Float(position) + 0.5) * Float(cells) / Float(count) - 0.5
            let left = place.rounded(.down)
            let t = place - left
            first = Int(left) - 1
            weights = bicubicWeights(t)
        }

        func index(_ k: Int, _ cells: Int) -> Int { max(0, min(cells - 1, first + k)) }
    }
}
