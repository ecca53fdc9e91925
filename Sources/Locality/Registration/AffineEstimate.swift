import Foundation

/// The affine map and the change of brightness between two pictures of one size, most of which shows the same.
///
/// Lucas and Kanade's direct method from coarse to fine, iteratively reweighted by Tukey's biweight. Its scale comes from
/// the 30th percentile of the residuals, so that it holds when more than half of the picture was edited.
struct AffineEstimate {
    /// From the first picture's pixels to the second's.
    private(set) var map = AffineMap()
    /// first = gain * second + bias
    private(set) var gain = 1.0
    private(set) var bias = 0.0
    /// Share of the pixels that agree.
    private(set) var inliers = 0.0
    private let width: Int
    private let height: Int

    /// Whether it is a drift that a model adds, rather than another picture.
    var isPlausible: Bool {
        let (greatest, least) = map.stretches
        let centre = (x: Double(width - 1) / 2, y: Double(height - 1) / 2)
        let moved = map(centre.x, centre.y)
        let shift = max(abs(moved.x - centre.x), abs(moved.y - centre.y))
        return least > 0.93 && greatest < 1.07 && shift < 0.06 * Double(max(width, height)) && inliers > 0.15
    }

    /// The share of the first picture's structure that the second one shows at the same place, 0...1.
    private(set) var explained = 0.0
    /// From the first picture's middle to the second's.
    private var centred = AffineMap()

    init(from first: LumaPyramid, to second: LumaPyramid) {
        width = first.levels[0].plane.width
        height = first.levels[0].plane.height
        bias = AffineEstimate.mode(first.levels.last!.plane, second.levels.last!.plane)
    }

    /// What would be explained at one level of the pyramids if the second picture lay so many of its pixels beside.
    func explained(
        _ first: LumaPyramid, _ second: LumaPyramid, level: Int, movedBy shift: (x: Double, y: Double),
        _ workers: Workers
    ) -> Double {
        let step = Level(first, second, level)
        var beside = centred
        beside.dx += shift.x * step.scale
        beside.dy += shift.y * step.scale
        return step.explained(beside, gain: gain, bias: bias, workers)
    }

    /// Refines from one level of the pyramids to a finer one.
    mutating func refine(
        _ first: LumaPyramid, _ second: LumaPyramid, from coarsest: Int, to finest: Int, _ workers: Workers
    ) throws {
        for level in (finest...coarsest).reversed() {
            try Task.checkCancellation()
            let step = Level(first, second, level)
            let start = self
            let before = step.explained(start.centred, gain: start.gain, bias: start.bias, workers)
            for _ in 0..<(level > 0 ? 12 : 6) {
                let change = step.refine(&centred, gain: &gain, bias: &bias, inliers: &inliers, workers)
                if change < 0.004 { break }
            }
            explained = step.explained(centred, gain: gain, bias: bias, workers)
            // What is drawn anew may drag the estimate along.
            if explained < before - 0.02, start.inliers > 0 || level == 0 {
                self = start
                explained = before
            }
        }
        let (cx, cy) = (Double(width - 1) / 2, Double(height - 1) / 2)
        map = centred
        map.dx = centred.dx + cx - centred.xx * cx - centred.xy * cy
        map.dy = centred.dy + cy - centred.yx * cx - centred.yy * cy
    }

    /// The half-sample mode of first - second: where most of the differences lie, whatever the rest.
    private static func mode(_ first: Plane, _ second: Plane) -> Double {
        var values = (0..<first.count).map { first.values[$0] - second.values[$0] }.sorted()
        while values.count > 40 {
            let half = values.count / 2
            let spreads = (0..<(values.count - half)).map { values[$0 + half] - values[$0] }
            let best = spreads.indices.min { spreads[$0] < spreads[$1] } ?? 0
            values = Array(values[best..<(best + half)])
        }
        return Double(values[values.count / 2])
    }
}

/// A picture's luma from fine to coarse, with its derivatives.
struct LumaPyramid {
    private(set) var levels: [(plane: Plane, x: Plane, y: Plane)] = []

    private static let most = 4

    init(_ plane: Plane, _ workers: Workers) {
        var plane = plane
        while true {
            let (x, y) = plane.gradients(workers)
            levels.append((plane, x, y))
            guard levels.count < LumaPyramid.most, min(plane.width, plane.height) >= 32 else { return }
            plane = plane.halved(workers)
        }
    }
}

/// One level of the pyramid.
private struct Level {
    let first: Plane
    let second: Plane
    let scale: Double
    let gradientX: Plane
    let gradientY: Plane

    init(_ first: LumaPyramid, _ second: LumaPyramid, _ level: Int) {
        self.first = first.levels[level].plane
        self.second = second.levels[level].plane
        scale = Double(1 << level)
        gradientX = first.levels[level].x
        gradientY = first.levels[level].y
    }

    /// The share of the first picture's edges, by their strength, at which the two agree: within six code values and what
    /// half a pixel of shift explains.
    func explained(_ map: AffineMap, gain: Double, bias: Double, _ workers: Workers) -> Double {
        let (width, height) = (first.width, first.height)
        var local = map
        local.dx /= scale
        local.dy /= scale
        let (mapping, gainNow, biasNow) = (local, Float(gain), Float(bias))
        let reach = (width + 7) / 8 * 8
        let sums = workers.sum(height, count: 2) { rows, totals in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 6 * reach) { line in
                let warped = line.baseAddress!
                let inside = warped + reach
                let (all, agreeing) = (warped + 4 * reach, warped + 5 * reach)
                all.initialize(repeating: 0, count: 2 * reach)
                for y in rows {
                    warp(y, mapping, into: warped, inside, places: (warped + 2 * reach, warped + 3 * reach))
                    let (f, gx, gy) = (first.row(y), gradientX.row(y), gradientY.row(y))
                    for x in 0..<width {
                        let slope = (gx[x] * gx[x] + gy[x] * gy[x]).squareRoot()
                        let weight = max(0, min(slope, 16) - 2)
                        let r = abs(gainNow * warped[x] + biasNow - f[x])
                        all[x] = weight
                        agreeing[x] = inside[x] > 0 && r < 6 + 0.5 * slope ? weight : 0
                    }
                    totals[0] += Double(sum(all, width))
                    totals[1] += Double(sum(agreeing, width))
                }
            }
        }
        return sums[0] > 0 ? sums[1] / sums[0] : 1
    }

    /// One Gauss-Newton step. Returns the largest change of a parameter, in pixels of this level.
    func refine(
        _ map: inout AffineMap, gain: inout Double, bias: inout Double, inliers: inout Double, _ workers: Workers
    ) -> Double {
        let (width, height) = (first.width, first.height)
        let half = Float(max(width, height)) / 2
        var local = map
        local.dx /= scale
        local.dy /= scale
        let sigma = max(0.8, spread(local, gain, bias) / 0.3853 + 0.01)
        let limit = 4 * sigma
        let reach = (width + 7) / 8 * 8
        let mapping = local
        let (gainNow, biasNow) = (Float(gain), Float(bias))
        let sums = workers.sum(height, count: NormalEquations.count) { rows, totals in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 5 * reach) { line in
                let warped = line.baseAddress!
                let (inside, across) = (warped + reach, warped + 2 * reach)
                for x in 0..<reach {
                    (warped[x], inside[x]) = (0, 0)
                    across[x] = (Float(x) - Float(width - 1) / 2) / half
                }
                for y in rows {
                    warp(y, mapping, into: warped, inside, places: (warped + 3 * reach, warped + 4 * reach))
                    let row = RowSums(
                        first: first.row(y), x: gradientX.row(y), y: gradientY.row(y), warped: warped, inside: inside,
                        across: across, width: width, gain: gainNow, bias: biasNow, limit: limit)
                    NormalEquations.add(row, y: Double((Float(y) - Float(height - 1) / 2) / half), to: totals)
                }
            }
        }
        guard let step = NormalEquations.solve(sums) else { return 0 }
        inliers = sums[NormalEquations.count - 1] / Double(width * height)
        let side = Double(half)
        map.xx += step[0] / side
        map.xy += step[1] / side
        map.dx += step[2] * scale
        map.yx += step[3] / side
        map.yy += step[4] / side
        map.dy += step[5] * scale
        bias += step[7] - step[6]
        gain += step[6] / 128
        return step[0..<6].map(abs).max()!
    }

    /// The 30th percentile of the residuals' size.
    private func spread(_ map: AffineMap, _ gain: Double, _ bias: Double) -> Float {
        var sizes = Quantiles()
        let (cx, cy) = (Double(first.width - 1) / 2, Double(first.height - 1) / 2)
        for index in stride(from: 0, to: first.count, by: first.count > 4000 ? 17 : 1) {
            let (x, y) = (Double(index % first.width), Double(index / first.width))
            let (u, v) = map(x - cx, y - cy)
            guard u + cx > 1, v + cy > 1, u + cx < Double(first.width - 2), v + cy < Double(first.height - 2) else {
                continue
            }
            let value = second.bilinear(Float(u + cx), Float(v + cy))
            sizes.add(abs(Float(gain) * value + Float(bias) - first.values[index]))
        }
        return sizes.quantile(0.3)
    }

    /// One row of the second picture, brought to the first one's place.
    private func warp(
        _ y: Int, _ map: AffineMap, into warped: UnsafeMutablePointer<Float>, _ inside: UnsafeMutablePointer<Float>,
        places: (x: UnsafeMutablePointer<Float>, y: UnsafeMutablePointer<Float>)
    ) {
        let (width, height) = (first.width, first.height)
        let (cx, cy) = (Double(width - 1) / 2, Double(height - 1) / 2)
        let start = map(-cx, Double(y) - cy)
        let (left, top) = (Float(start.x + cx), Float(start.y + cy))
        let (du, dv) = (Float(map.xx), Float(map.yx))
        let (right, bottom) = (Float(width - 2), Float(height - 2))
        func isInside(_ x: Int) -> Bool {
            let (u, v) = (left + du * Float(x), top + dv * Float(x))
            return u > 1 && v > 1 && u < right && v < bottom
        }
        // A straight line through a rectangle: those inside lie together.
        let from = (0..<width).first(where: isInside) ?? width
        let end = 1 + ((from..<width).last(where: isInside) ?? from - 1)
        warped.update(repeating: 0, count: width)
        inside.update(repeating: 0, count: width)
        guard from < end else { return }
        (inside + from).update(repeating: 1, count: end - from)
        for x in from..<end {
            places.x[x] = left + du * Float(x)
            places.y[x] = top + dv * Float(x)
        }
        second.sample(end - from, x: places.x + from, y: places.y + from, into: warped + from)
    }
}

/// The sum of a row that has zeros up to a multiple of eight.
private func sum(_ row: UnsafePointer<Float>, _ count: Int) -> Float {
    var sum = SIMD8<Float>()
    for x in stride(from: 0, to: count, by: 8) { sum += load8(row + x) }
    return sum.sum()
}

/// What one row adds to the normal equations, before its own y counts.
private struct RowSums {
    // Gradient products by powers of x; then with brightness, alone, and with the residual.
    var xx = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
    var xy = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
    var yy = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
    var xm = (SIMD8<Float>(), SIMD8<Float>())
    var ym = (SIMD8<Float>(), SIMD8<Float>())
    var x1 = (SIMD8<Float>(), SIMD8<Float>())
    var y1 = (SIMD8<Float>(), SIMD8<Float>())
    var xr = (SIMD8<Float>(), SIMD8<Float>())
    var yr = (SIMD8<Float>(), SIMD8<Float>())
    var mm = SIMD8<Float>()
    var m1 = SIMD8<Float>()
    var w1 = SIMD8<Float>()
    var mr = SIMD8<Float>()
    var r1 = SIMD8<Float>()
    var agreeing = SIMD8<Float>()

    init(
        first: UnsafePointer<Float>, x gradientX: UnsafePointer<Float>, y gradientY: UnsafePointer<Float>,
        warped: UnsafePointer<Float>, inside: UnsafePointer<Float>, across: UnsafePointer<Float>, width: Int,
        gain: Float, bias: Float, limit: Float
    ) {
        let scale = 1 / (limit * limit)
        let zero = SIMD8<Float>()
        var i = 0
        while i < width {
            let value = load8(warped + i)
            let r = value * gain + bias - load8(first + i)
            var t = 1 - r * r * scale
            t.replace(with: 0, where: t .< zero)
            let w = t * t * load8(inside + i)
            agreeing += SIMD8<Float>(repeating: 0).replacing(with: 1, where: w .> 0.3)
            let (gx, gy, x) = (load8(gradientX + i), load8(gradientY + i), load8(across + i))
            let m = value * (1 / 128) - 1
            let (wx, wy) = (w * gx, w * gy)
            let (a, b, c) = (wx * gx, wx * gy, wy * gy)
            let (ax, bx, cx) = (a * x, b * x, c * x)
            xx.0 += a
            xx.1 += ax
            xx.2 += ax * x
            xy.0 += b
            xy.1 += bx
            xy.2 += bx * x
            yy.0 += c
            yy.1 += cx
            yy.2 += cx * x
            let (wxx, wyx) = (wx * x, wy * x)
            xm.0 += wx * m
            xm.1 += wxx * m
            ym.0 += wy * m
            ym.1 += wyx * m
            x1.0 += wx
            x1.1 += wxx
            y1.0 += wy
            y1.1 += wyx
            xr.0 += wx * r
            xr.1 += wxx * r
            yr.0 += wy * r
            yr.1 += wyx * r
            let wm = w * m
            mm += wm * m
            m1 += wm
            w1 += w
            mr += wm * r
            r1 += w * r
            i += 8
        }
    }
}

private enum NormalEquations {
    /// The 36 sums of the matrix's upper half, 8 of the right side, and the number of pixels that agree.
    static let count = 45

    static func add(_ row: RowSums, y: Double, to totals: UnsafeMutablePointer<Double>) {
        func d(_ value: SIMD8<Float>) -> Double { Double(value.sum()) }
        let (xx0, xx1, xx2) = (d(row.xx.0), d(row.xx.1), d(row.xx.2))
        let (xy0, xy1, xy2) = (d(row.xy.0), d(row.xy.1), d(row.xy.2))
        let (yy0, yy1, yy2) = (d(row.yy.0), d(row.yy.1), d(row.yy.2))
        let (xm0, xm1, ym0, ym1) = (d(row.xm.0), d(row.xm.1), d(row.ym.0), d(row.ym.1))
        let (x0, x1, y0, y1) = (d(row.x1.0), d(row.x1.1), d(row.y1.0), d(row.y1.1))
        let (xr0, xr1, yr0, yr1) = (d(row.xr.0), d(row.xr.1), d(row.yr.0), d(row.yr.1))
        // Row by row of the upper half: the parameters are xx, xy, dx, yx, yy, dy, gain, bias.
        let terms = [
            xx2, xx1 * y, xx1, xy2, xy1 * y, xy1, xm1, x1,
            xx0 * y * y, xx0 * y, xy1 * y, xy0 * y * y, xy0 * y, xm0 * y, x0 * y,
            xx0, xy1, xy0 * y, xy0, xm0, x0,
            yy2, yy1 * y, yy1, ym1, y1,
            yy0 * y * y, yy0 * y, ym0 * y, y0 * y,
            yy0, ym0, y0,
            d(row.mm), d(row.m1),
            d(row.w1),
            xr1, xr0 * y, xr0, yr1, yr0 * y, yr0, d(row.mr), d(row.r1),
            d(row.agreeing),
        ]
        for (index, term) in terms.enumerated() { totals[index] += term }
    }

    /// The parameters' change; `nil` where there is nothing to hold on to.
    static func solve(_ sums: [Double]) -> [Double]? {
        var matrix = [Double](repeating: 0, count: 64)
        var next = 0
        for i in 0..<8 {
            for j in i..<8 {
                matrix[i * 8 + j] = sums[next]
                matrix[j * 8 + i] = sums[next]
                next += 1
            }
        }
        for i in 0..<8 { matrix[i * 9] = matrix[i * 9] * (1 + 1e-4) + 1e-6 }
        matrix[54] += 0.005 * matrix[63]
        guard let solution = solveLinear(matrix, sums[36..<44].map { -$0 }) else { return nil }
        // A step of more than a few pixels is a guess.
        return solution.enumerated().map { $0 < 6 ? max(-4, min(4, $1)) : $1 }
    }
}
