import CPlanes

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
        return slope.greatest(workers).gaussian(1.5, workers)
    }

    /// The distance of each picture to the range of the other's 3x3 neighbourhood, whichever is greater.
    private static func envelopeDistance(_ a: OKLabPlanes, _ b: OKLabPlanes, _ workers: Workers) -> Plane {
        let (width, height) = (a.lightness.width, a.lightness.height)
        let out = Plane(width: width, height: height)
        let (first, second) = (
            a.channels.map { UnsafePointer($0.values) }, b.channels.map { UnsafePointer($0.values) }
        )
        let planes = Shared((first, second))
        workers.rows(height) { rows in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 5 * (width + 32)) { room in
                planes_envelope(
                    planes.value.0, planes.value.1, Int32(width), Int32(height), Int32(rows.lowerBound),
                    Int32(rows.upperBound), room.baseAddress!, out.values)
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
    /// The greatest value among each pixel and its eight neighbours.
    fileprivate func greatest(_ workers: Workers) -> Plane {
        let out = Plane(width: width, height: height)
        workers.rows(height) { rows in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: width + 16) { room in
                let line = room.baseAddress! + 1
                for y in rows {
                    let (a, b, c) = (row(max(0, y - 1)), row(y), row(min(height - 1, y + 1)))
                    for x in 0..<width { line[x] = max(a[x], b[x], c[x]) }
                    line[-1] = line[0]
                    line[width] = line[width - 1]
                    let target = out.row(y)
                    for x in 0..<width { target[x] = max(line[x - 1], line[x], line[x + 1]) }
                }
            }
        }
        return out
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
