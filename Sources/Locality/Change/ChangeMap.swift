/// How much each pixel differs, in units of what the model's noise makes of unchanged ones.
///
/// OKLab differences at three scales. At the finer two, what lies within the range of the neighbouring pixels is no
/// difference, in both directions: that forgives a pixel's shift and the ringing of resampling.
struct ChangeMap {
    let z: Plane
    /// The difference itself at the middle scale, in weighted OKLab: what is bold is a change however loud the noise is.
    let difference: Plane
    /// The two pictures that were compared.
    let prior: OKLabPlanes
    let received: OKLabPlanes

    /// Least noise believed in at each scale, times six: ΔE of 0.030, 0.016 and 0.012.
    private static let floors: [Float] = [0.030 / 6, 0.016 / 6, 0.012 / 6]

    /// `valid` is 0 where one of the pictures shows nothing to compare; where the edit is expected no noise is measured.
    init(
        _ prior: RGBPlanes, _ received: RGBPlanes, valid: MaskPlane, expected: MaskPlane? = nil, workers: Workers
    ) throws {
        let first = OKLabPlanes(prior, workers)
        let second = OKLabPlanes(received, workers)
        (self.prior, self.received) = (first, second)
        try Task.checkCancellation()
        let activity = ChangeMap.activity(first.lightness, workers)
        try Task.checkCancellation()
        var differences: [Plane] = []
        for sigma: Float in [0.8, 2] {
            let (a, b) = (first.gaussian(sigma, workers), second.gaussian(sigma, workers))
            try Task.checkCancellation()
            differences.append(ChangeMap.envelopeDistance(a, b, workers))
            try Task.checkCancellation()
        }
        // What clearly changed at the finer scales must not spread over its surroundings at the coarsest.
        let fine = NoiseSamples(activity, differences, valid: valid, except: expected, workers)
            .normalised(differences, activity, floors: ChangeMap.floors, quantile: 0.25, workers, valid)
        try Task.checkCancellation()
        let known = MaskPlane(fine, above: 5, workers).opened(.square(1), workers).dilated(.square(2), workers)
        differences.append(ChangeMap.coarseDistance(first, second, except: known, valid: valid, workers))
        try Task.checkCancellation()
        // The noise once more without what clearly changed.
        let clear = MaskPlane(fine, above: 7, workers).opened(.square(1), workers).dilated(.square(4), workers)
        let all = clear.area >= clear.count * 8 / 10
        let noise = NoiseSamples(
            activity, differences, valid: valid,
            except: all ? expected : expected.map { clear.united(with: $0) } ?? clear, workers)
        z = noise.normalised(
            differences, activity, floors: ChangeMap.floors, quantile: all ? 0.25 : 0.75, workers, valid)
        difference = differences[1]
    }

    /// How much structure there is around each pixel: noise is louder there.
    private static func activity(_ lightness: Plane, _ workers: Workers) -> Plane {
        let smooth = lightness.gaussian(1, workers)
        let (width, height) = (smooth.width, smooth.height)
        let slope = Plane(width: width, height: height)
        workers.rows(height) { rows in
            for y in rows {
                let (above, here, below) = (
                    smooth.row(mirrored(y - 1, height)), smooth.row(y), smooth.row(mirrored(y + 1, height))
                )
                let out = slope.row(y)
                func at(_ x: Int, _ l: Int, _ r: Int) {
                    let dx = above[r] - above[l] + below[r] - below[l] + 2 * (here[r] - here[l])
                    let dy = below[l] - above[l] + below[r] - above[r] + 2 * (below[x] - above[x])
                    out[x] = (dx * dx + dy * dy).squareRoot() * (1 / 8)
                }
                at(0, mirrored(-1, width), mirrored(1, width))
                if width > 2 { for x in 1..<(width - 1) { at(x, x - 1, x + 1) } }
                at(width - 1, mirrored(width - 2, width), mirrored(width, width))
            }
        }
        return slope.range(workers).greatest.gaussian(1.5, workers)
    }

    /// The distance of each picture to the range of the other's 3x3 neighbourhood, whichever is greater.
    private static func envelopeDistance(_ a: OKLabPlanes, _ b: OKLabPlanes, _ workers: Workers) -> Plane {
        let (width, height) = (a.lightness.width, a.lightness.height)
        let out = Plane(width: width, height: height)
        let padded = (width + 7) / 8 * 8 + 16
        let pairs = zip(a.channels, b.channels).map { ($0, $1) }
        workers.rows(height) { rows in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 5 * padded) { room in
                room.initialize(repeating: 0)
                let sum = room.baseAddress!
                let ranges = (1...4).map { sum + $0 * padded + 8 }
                for y in rows {
                    for x in 0..<padded { sum[x] = 0 }
                    for (p, n) in pairs {
                        p.columnRange(y, ranges[0], ranges[1])
                        n.columnRange(y, ranges[2], ranges[3])
                        let (pl, ph, nl, nh) = (ranges[0], ranges[1], ranges[2], ranges[3])
                        let (pr, nr) = (p.row(y), n.row(y))
                        var x = 0
                        while x < width {
                            let (pv, nv) = (load8(pr + x), load8(nr + x))
                            let low = lesser(lesser(load8(pl + x - 1), load8(pl + x + 1)), load8(pl + x))
                            let high = greater(greater(load8(ph + x - 1), load8(ph + x + 1)), load8(ph + x))
                            let low2 = lesser(lesser(load8(nl + x - 1), load8(nl + x + 1)), load8(nl + x))
                            let high2 = greater(greater(load8(nh + x - 1), load8(nh + x + 1)), load8(nh + x))
                            let d = greater(
                                greater(greater(nv - high, low - nv), greater(pv - high2, low2 - pv)), SIMD8<Float>())
                            store8(load8(sum + x) + d * d, sum + x)
                            x += 8
                        }
                    }
                    let target = out.row(y)
                    for x in 0..<width { target[x] = sum[x].squareRoot() }
                }
            }
        }
        return out
    }

    /// The difference at a sigma of 6, computed at a quarter of the size from the pixels that are not known to have
    /// changed.
    private static func coarseDistance(
        _ a: OKLabPlanes, _ b: OKLabPlanes, except known: MaskPlane, valid: MaskPlane, _ workers: Workers
    ) -> Plane {
        let (width, height) = (known.width, known.height)
        let (columns, lines) = (max(1, width / 4), max(1, height / 4))
        let share = Plane(width: width, height: height)
        workers.rows(height) { rows in
            for i in (rows.lowerBound * width)..<(rows.upperBound * width) {
                share.values[i] = Float((1 &- known.values[i]) & valid.values[i])
            }
        }
        let weight = share.reduced(to: columns, lines, workers).gaussian(1.5, workers)
        let sum = Plane(width: columns, height: lines, filledWith: 0)
        let difference = Plane(width: width, height: height)
        for (p, n) in zip(a.channels, b.channels) {
            workers.rows(height) { rows in
                for i in (rows.lowerBound * width)..<(rows.upperBound * width) {
                    difference.values[i] = (p.values[i] - n.values[i]) * share.values[i]
                }
            }
            let mean = difference.reduced(to: columns, lines, workers).gaussian(1.5, workers)
            for i in 0..<sum.count where weight.values[i] > 0.02 {
                let d = mean.values[i] / weight.values[i]
                sum.values[i] += d * d
            }
        }
        for i in 0..<sum.count { sum.values[i] = sum.values[i].squareRoot() }
        return sum.enlarged(to: width, height, workers)
    }
}

extension Plane {
    /// The least and greatest value of each column in the three rows around y, the border's columns doubled.
    fileprivate func columnRange(
        _ y: Int, _ least: UnsafeMutablePointer<Float>, _ greatest: UnsafeMutablePointer<Float>
    ) {
        let (a, b, c) = (row(max(0, y - 1)), row(y), row(min(height - 1, y + 1)))
        var x = 0
        while x < width {
            let (u, v, w) = (load8(a + x), load8(b + x), load8(c + x))
            store8(lesser(lesser(u, v), w), least + x)
            store8(greater(greater(u, v), w), greatest + x)
            x += 8
        }
        least[-1] = least[0]
        greatest[-1] = greatest[0]
        least[width] = least[width - 1]
        greatest[width] = greatest[width - 1]
    }

    /// The least and the greatest value among each pixel and its eight neighbours.
    fileprivate func range(_ workers: Workers) -> (least: Plane, greatest: Plane) {
        let (low, high) = (Plane(width: width, height: height), Plane(width: width, height: height))
        let padded = (width + 7) / 8 * 8 + 16
        workers.rows(height) { rows in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * padded) { room in
                room.initialize(repeating: 0)
                let (least, greatest) = (room.baseAddress! + 8, room.baseAddress! + padded + 8)
                for y in rows {
                    columnRange(y, least, greatest)
                    let (l, h) = (low.row(y), high.row(y))
                    for x in 0..<width {
                        l[x] = min(least[x - 1], least[x], least[x + 1])
                        h[x] = max(greatest[x - 1], greatest[x], greatest[x + 1])
                    }
                }
            }
        }
        return (low, high)
    }

    /// Bilinear.
    package func enlarged(to width: Int, _ height: Int, _ workers: Workers) -> Plane {
        let out = Plane(width: width, height: height)
        let (toX, toY) = (Float(self.width) / Float(width), Float(self.height) / Float(height))
        let (right, below) = (self.width > 1 ? 1 : 0, self.height > 1 ? 1 : 0)
        let places = (0..<width).map { max(0, min(Float(self.width - 1), (Float($0) + 0.5) * toX - 0.5)) }
        let columns = places.map { Int32(min(Int($0), max(0, self.width - 2))) }
        workers.rows(height) { rows in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: self.width) { line in
                for y in rows {
                    let v = max(0, min(Float(self.height - 1), (Float(y) + 0.5) * toY - 0.5))
                    let top = min(Int(v), max(0, self.height - 2))
                    let (a, b, fy) = (row(top), row(top + below), v - Float(top))
                    for x in 0..<self.width { line[x] = a[x] + (b[x] - a[x]) * fy }
                    let target = out.row(y)
                    for x in 0..<width {
                        let column = Int(columns[x])
                        let fx = places[x] - Float(column)
                        target[x] = line[column] + (line[column + right] - line[column]) * fx
                    }
                }
            }
        }
        return out
    }
}
