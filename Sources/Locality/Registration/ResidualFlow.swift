import Foundation

/// What is left of the shift after the affine map: a smooth field, at most three pixels, known at every eighth pixel.
struct ResidualFlow {
    static let cell = 8
    private(set) var u: Plane
    private(set) var v: Plane

    /// From the first picture to the second, beyond the map.
    ///
    /// Lucas and Kanade in Gaussian windows of 6 cells first, then narrower ones. What a shift by `slack` pixels explains is
    /// no outlier, however strong the edge: in a picture of even areas the usual residual is tiny, and the edges, which alone
    /// know the shift, would be thrown out.
    init(from first: Plane, to second: Plane, after affine: AffineEstimate, workers: Workers) throws {
        let cell = ResidualFlow.cell
        let (columns, lines) = ((first.width + cell - 1) / cell, (first.height + cell - 1) / cell)
        u = Plane(width: columns, height: lines, filledWith: 0)
        v = Plane(width: columns, height: lines, filledWith: 0)
        let (gx, gy) = first.gradients(workers)
        for (sigma, slack): (Float, Float) in [(6, 1), (4, 0.7), (3, 0.5)] {
            try Task.checkCancellation()
            let residual = residual(first, second, affine, workers)
            step(first, gx, gy, residual, sigma, slack, workers)
        }
        for i in 0..<u.count {
            u.values[i] = max(-3, min(3, u.values[i]))
            v.values[i] = max(-3, min(3, v.values[i]))
        }
    }

    /// The second picture brought to the first one's place, less the first.
    private func residual(_ first: Plane, _ second: Plane, _ affine: AffineEstimate, _ workers: Workers) -> Plane {
        let out = Plane(width: first.width, height: first.height)
        let map = affine.map
        let (gain, bias) = (Float(affine.gain), Float(affine.bias))
        let columns = FlowColumns((0..<first.width).map { Float($0) }, of: self)
        workers.rows(first.height) { rows in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * first.width + 2 * u.width) { room in
                let (px, py) = (room.baseAddress!, room.baseAddress! + first.width)
                for y in rows {
                    let (toX, toY) = (Float(map.xy * Double(y) + map.dx), Float(map.yy * Double(y) + map.dy))
                    for x in 0..<first.width {
                        px[x] = Float(map.xx) * Float(x) + toX
                        py[x] = Float(map.yx) * Float(x) + toY
                    }
                    FlowRow(self, at: Float(y), py + first.width).add(at: columns, times: (1, 1), to: px, py)
                    let (target, source) = (out.row(y), first.row(y))
                    second.sample(first.width, x: px, y: py, into: target)
                    for x in 0..<first.width { target[x] = gain * target[x] + bias - source[x] }
                }
            }
        }
        return out
    }

    private func step(
        _ first: Plane, _ gx: Plane, _ gy: Plane, _ residual: Plane, _ sigma: Float, _ slack: Float, _ workers: Workers
    ) {
        let cell = ResidualFlow.cell
        let (columns, lines) = (u.width, u.height)
        // Slow differences are of light, not of place.
        let slow = residual.reduced(to: columns, lines, workers).gaussian(1.5, workers)
        let toCell = (Float(columns) / Float(first.width), Float(lines) / Float(first.height))
        workers.rows(first.height) { rows in
            for y in rows {
                let line = residual.row(y)
                let cy = (Float(y) + 0.5) * toCell.1 - 0.5
                for x in 0..<first.width { line[x] -= slow.bilinear((Float(x) + 0.5) * toCell.0 - 0.5, cy) }
            }
        }
        var sizes = Quantiles()
        for i in stride(from: 0, to: residual.count, by: 7) { sizes.add(abs(residual.values[i])) }
        let limit = 5 * (1.4826 * sizes.quantile(0.5) + 0.001)
        let (square, slackSquare) = (limit * limit, slack * slack)
        let planes = (0..<5).map { _ in Plane(width: columns, height: lines, filledWith: 0) }
        workers.rows(lines, block: 4) { rows in
            for line in rows {
                for y in (line * cell)..<min(first.height, (line + 1) * cell) {
                    let (r, a, b) = (residual.row(y), gx.row(y), gy.row(y))
                    for column in 0..<columns {
                        var (xx, xy, yy, xr, yr) = (Float(0), Float(0), Float(0), Float(0), Float(0))
                        for x in (column * cell)..<min(first.width, (column + 1) * cell) {
                            let gradient = a[x] * a[x] + b[x] * b[x]
                            let t = max(0, 1 - r[x] * r[x] / (square + slackSquare * gradient))
                            let w = t * t
                            let (wx, wy) = (w * a[x], w * b[x])
                            xx += wx * a[x]
                            xy += wx * b[x]
                            yy += wy * b[x]
                            xr += wx * r[x]
                            yr += wy * r[x]
                        }
                        let i = line * columns + column
                        planes[0].values[i] += xx
                        planes[1].values[i] += xy
                        planes[2].values[i] += yy
                        planes[3].values[i] -= xr
                        planes[4].values[i] -= yr
                    }
                }
            }
        }
        advance(planes, sigma, workers)
    }

    /// Solves for each cell with the equations of its surroundings, and a little of those of a wider one: edges of
    /// different directions decide together, and flat places follow their neighbours.
    private func advance(_ sums: [Plane], _ sigma: Float, _ workers: Workers) {
        let windows = sums.map { sum in
            let (near, wide) = (sum.gaussian(sigma, workers), sum.gaussian(3 * sigma, workers))
            for i in 0..<near.count { near.values[i] += 0.05 * wide.values[i] }
            return near
        }
        let (xx, xy, yy, xr, yr) = (windows[0], windows[1], windows[2], windows[3], windows[4])
        var total: Double = 0
        for i in 0..<xx.count { total += Double(xx.values[i] + yy.values[i]) }
        let lambda = 0.01 * Float(total / Double(xx.count)) + 1e-3
        for i in 0..<xx.count {
            let (a, b, c) = (xx.values[i] + lambda, xy.values[i], yy.values[i] + lambda)
            let determinant = a * c - b * b
            u.values[i] += max(-2, min(2, (c * xr.values[i] - b * yr.values[i]) / determinant))
            v.values[i] += max(-2, min(2, (a * yr.values[i] - b * xr.values[i]) / determinant))
        }
    }

    /// The 95th percentile of its length, in pixels.
    var length95: Float {
        let lengths = (0..<u.count).map {
            (u.values[$0] * u.values[$0] + v.values[$0] * v.values[$0]).squareRoot()
        }.sorted()
        return lengths[min(lengths.count - 1, lengths.count * 95 / 100)]
    }
}

/// Where points of a row lie between the flow's columns.
struct FlowColumns {
    /// For each point the column before it, and how far it is on the way to the next one, 0...1.
    fileprivate let before: [Int32]
    fileprivate let share: [Float]

    /// `points`: places along the row, in pixels.
    init(_ points: [Float], of flow: ResidualFlow) {
        let last = flow.u.width - 1
        let places = points.map { max(0, min(Float(last), ($0 + 0.5) / Float(ResidualFlow.cell) - 0.5)) }
        before = places.map { min(Int32($0), Int32(max(0, last - 1))) }
        share = zip(places, before).map { $0 - Float($1) }
    }
}

/// The flow along one row of pixels.
struct FlowRow {
    private let u: UnsafeMutablePointer<Float>
    private let v: UnsafeMutablePointer<Float>
    /// From a column to the next; 0 where there is one only.
    private let next: Int

    /// `room` takes two floats a column.
    init(_ flow: ResidualFlow, at y: Float, _ room: UnsafeMutablePointer<Float>) {
        let (columns, lines) = (flow.u.width, flow.u.height)
        (u, v) = (room, room + columns)
        next = columns > 1 ? 1 : 0
        let cell = Float(ResidualFlow.cell)
        let position = max(0, min(Float(lines - 1), (y + 0.5) / cell - 0.5))
        let line = min(Int(position), max(0, lines - 2))
        let part = position - Float(line)
        let below = min(line + 1, lines - 1)
        let (u0, u1, v0, v1) = (flow.u.row(line), flow.u.row(below), flow.v.row(line), flow.v.row(below))
        for i in 0..<columns {
            u[i] = u0[i] + (u1[i] - u0[i]) * part
            v[i] = v0[i] + (v1[i] - v0[i]) * part
        }
    }

    func add(
        at columns: FlowColumns, times scale: (Float, Float), to px: UnsafeMutablePointer<Float>,
        _ py: UnsafeMutablePointer<Float>
    ) {
        columns.before.withUnsafeBufferPointer { before in
            columns.share.withUnsafeBufferPointer { share in
                for i in before.indices {
                    let column = Int(before[i])
                    let part = share[i]
                    px[i] += (u[column] + (u[column &+ next] - u[column]) * part) * scale.0
                    py[i] += (v[column] + (v[column &+ next] - v[column]) * part) * scale.1
                }
            }
        }
    }
}
