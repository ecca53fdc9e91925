/// The rest of an edit that darkens, tints or lights: what of it is too faint for the ladder.
///
/// What was found tells how the edit maps colours. Around it, the difference that this map foretells is compared with the
/// one that is there, as a share, over a few pixels: noise and slow wandering of colour seldom lean the same way for long.
/// What no map explains, such as an object or letters, is not continued. At half the size; lengths and areas are those of a
/// picture of about a quarter of a megapixel.
struct ChangeContinuation {
    /// The rungs on which an edit is clear enough to be continued.
    static let lastRung = 2

    /// How much of a found part's difference the map must explain, and its least mean difference.
    var explained = 0.7
    var leastDifference = 0.024
    /// The share of the foretold difference that must be there: around a pixel, and in a whole part.
    var share: Float = 0.35
    var partShare = 0.42
    /// How much of a part's difference points the way that is foretold.
    var partExplained = 0.6
    /// What is foretold must be visible, and no trifle beside what was found.
    var leastForetold: Float = 0.012
    var leastRelative: Float = 0.4
    /// How far above what slow wandering of colour pretends.
    var aboveWandering: Float = 2.2
    /// Gaps in a row of faint parts; and beyond which distance only those count that have a share of all that was found.
    var gap = 6
    var near = 14
    var distantShare = 0.05

    /// The mask with what continues its parts.
    func continued(_ found: MaskPlane, _ change: ChangeMap, valid: MaskPlane, _ workers: Workers) throws -> MaskPlane {
        guard min(found.width, found.height) >= 16 else { return found }
        let pair = HalvedPair(change, valid: valid, workers)
        try Task.checkCancellation()
        let small = min(1, Double(found.count) / 100_000)
        let core = found.halved(atLeast: 2, workers)
        let parts = Components(core.dilated(.disc(2), workers))
        let areas = parts.totals { run in
            let line = core.row(Int(run.y))
            var area = 0
            for x in Int(run.start)..<Int(run.end) { area += Int(line[x]) }
            return Double(area)
        }
        let largest = areas.indices.sorted { (areas[$0], $1) > (areas[$1], $0) }.prefix(6)
        let quiet = core.dilated(.disc(8), workers).inverted().intersected(with: pair.valid)
        let out = MaskPlane(width: core.width, height: core.height)
        for index in largest where areas[index] >= 100 * small {
            try Task.checkCancellation()
            let part = MaskPlane(width: core.width, height: core.height)
            parts.draw(areas.indices.map { $0 == index }, on: part)
            let own = part.intersected(with: core)
            guard let map = EditMap(of: pair, in: own), map.explained >= explained, map.difference >= leastDifference
            else { continue }
            extend(own, by: map, pair, found: core, quiet: quiet, small: small, on: out, workers)
        }
        return found.united(withHalved: out, workers)
    }

    private func extend(
        _ part: MaskPlane, by map: EditMap, _ pair: HalvedPair, found: MaskPlane, quiet: MaskPlane,
        small: Double, on out: MaskPlane, _ workers: Workers
    ) {
        let (agreeing, foretold) = map.products(with: pair, workers)
        guard let wandering = ChangeContinuation.wandering(agreeing, foretold, in: quiet, workers) else { return }
        let (there, wanted) = (agreeing.gaussian(2, workers), foretold.gaussian(2, workers))
        let least = max(leastForetold, leastRelative * Float(map.difference))
        let leaning = MaskPlane(width: part.width, height: part.height)
        workers.rows(part.height) { rows in
            for i in (rows.lowerBound * part.width)..<(rows.upperBound * part.width) {
                let (a, b) = (there.values[i], wanted.values[i])
                let isLike = b > least * least && a > share * b && a > aboveWandering * wandering * b.squareRoot()
                leaning.values[i] = isLike && pair.valid.values[i] != 0 ? 1 : 0
            }
        }
        let joined = Components(leaning.dilated(.disc(gap), workers).united(with: part))
        let reached = MaskPlane(width: part.width, height: part.height)
        joined.draw(joined.meeting(part), on: reached)
        let rest = Components(reached.intersected(with: leaning).intersected(with: found.inverted()))
        let areas = rest.areas
        let sums = [agreeing, foretold, pair.power].map { plane in
            rest.totals { run in
                let line = plane.row(Int(run.y))
                var sum: Float = 0
                for x in Int(run.start)..<Int(run.end) { sum += line[x] }
                return Double(sum)
            }
        }
        let isNear = rest.meeting(part.dilated(.disc(near), workers))
        let distant = distantShare * Double(found.area)
        let chosen = areas.indices.map { index in
            let (a, b, power) = (sums[0][index], sums[1][index], sums[2][index])
            return areas[index] >= 6 * small && (isNear[index] || areas[index] >= distant)
                && a >= partShare * b && a * a >= partExplained * b * power
        }
        rest.draw(chosen, on: out)
    }

    /// How far slow differences lean the foretold way where nothing was found, up and down alike; `nil` where there is too
    /// little to tell.
    private static func wandering(
        _ agreeing: Plane, _ foretold: Plane, in quiet: MaskPlane, _ workers: Workers
    ) -> Float? {
        let (columns, lines) = (max(1, agreeing.width / 4), max(1, agreeing.height / 4))
        let there = agreeing.reduced(to: columns, lines, workers).gaussian(1.75, workers)
        let wanted = foretold.reduced(to: columns, lines, workers).gaussian(1.75, workers)
        var sizes = Quantiles()
        for y in 0..<lines {
            for x in 0..<columns where quiet.row(4 * y + min(2, quiet.height - 1 - 4 * y))[4 * x] != 0 {
                let i = y * columns + x
                sizes.add(abs(there.values[i]) / max(1e-10, wanted.values[i]).squareRoot())
            }
        }
        return sizes.total >= 100 ? sizes.quantile(0.5) / 0.6745 : nil
    }
}

/// The prior in OKLab and what became of it, at half the size.
private struct HalvedPair {
    /// Blurred a little.
    let prior: [Plane]
    let smooth: [Plane]
    let difference: [Plane]
    /// The squared length of the smooth difference.
    let power: Plane
    let valid: MaskPlane

    init(_ change: ChangeMap, valid: MaskPlane, _ workers: Workers) {
        let mask = valid.inverted().halved(atLeast: 1, workers).inverted()
        self.valid = mask
        let first = change.prior.channels.map { $0.pairMeans(workers) }
        let second = change.received.channels.map { $0.pairMeans(workers) }
        for (p, n) in zip(first, second) {
            workers.rows(p.height) { rows in
                for i in (rows.lowerBound * p.width)..<(rows.upperBound * p.width) { n.values[i] -= p.values[i] }
            }
        }
        prior = first.map { $0.gaussian(1, workers) }
        difference = second
        smooth = second.map { $0.gaussian(1, workers) }
        let (l, a, b) = (smooth[0].values, smooth[1].values, smooth[2].values)
        let squares = Plane(width: mask.width, height: mask.height)
        workers.rows(squares.height) { rows in
            for i in (rows.lowerBound * squares.width)..<(rows.upperBound * squares.width) {
                squares.values[i] = l[i] * l[i] + a[i] * a[i] + b[i] * b[i]
            }
        }
        power = squares
    }
}

/// The difference as a linear function of the prior's colour, fitted to one found part.
private struct EditMap {
    /// For each channel of the difference: its mean, then what a unit of each of the prior's channels adds.
    private var rows: [SIMD4<Float>] = []
    private var middle = SIMD4<Float>()
    /// The share of the part's difference that it explains, and the length of the mean difference.
    private(set) var explained = 0.0
    private(set) var difference = 0.0

    init?(of pair: HalvedPair, in part: MaskPlane) {
        let places = (0..<part.count).filter { part.values[$0] != 0 && pair.valid.values[$0] != 0 }
        guard places.count >= 16 else { return nil }
        let count = Double(places.count)
        func mean(_ planes: [Plane]) -> [Double] {
            planes.map { plane in places.reduce(0.0) { $0 + Double(plane.values[$1]) } / count }
        }
        let (middles, means) = (mean(pair.prior), mean(pair.smooth))
        let prior = (pair.prior[0].values, pair.prior[1].values, pair.prior[2].values)
        let smooth = (pair.smooth[0].values, pair.smooth[1].values, pair.smooth[2].values)
        var products = [SIMD4<Double>](repeating: SIMD4(), count: 3)
        var changes = products
        for i in places {
            let p = SIMD4(
                Double(prior.0[i]) - middles[0], Double(prior.1[i]) - middles[1], Double(prior.2[i]) - middles[2], 0)
            let d = SIMD4(Double(smooth.0[i]), Double(smooth.1[i]), Double(smooth.2[i]), 0)
            for a in 0..<3 {
                products[a] += p[a] * p / count
                changes[a] += p[a] * d / count
            }
        }
        var matrix = (0..<9).map { products[$0 / 3][$0 % 3] }
        let right = (0..<3).map { channel in changes.map { $0[channel] } }
        // Where the part has one colour only, others are taken to change as much.
        for k in 0..<3 { matrix[4 * k] += 0.002 }
        middle = SIMD4(0, Float(middles[0]), Float(middles[1]), Float(middles[2]))
        for c in 0..<3 {
            guard let slopes = solveLinear(matrix, right[c]) else { return nil }
            rows.append(SIMD4(Float(means[c]), Float(slopes[0]), Float(slopes[1]), Float(slopes[2])))
        }
        var (left, power) = (0.0, 0.0)
        for i in places {
            let foretold = self.foretold(pair, i)
            let d = SIMD4(Double(smooth.0[i]), Double(smooth.1[i]), Double(smooth.2[i]), 0)
            for c in 0..<3 {
                left += (d[c] - Double(foretold[c])) * (d[c] - Double(foretold[c]))
                power += d[c] * d[c]
            }
        }
        explained = power > 0 ? 1 - left / power : 0
        difference = means.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    @inline(__always)
    private func foretold(_ pair: HalvedPair, _ i: Int) -> SIMD4<Float> {
        let colour = SIMD4(1, pair.prior[0].values[i], pair.prior[1].values[i], pair.prior[2].values[i]) - middle
        return SIMD4((rows[0] * colour).sum(), (rows[1] * colour).sum(), (rows[2] * colour).sum(), 0)
    }

    /// What is foretold times what is there, and times itself.
    func products(with pair: HalvedPair, _ workers: Workers) -> (agreeing: Plane, foretold: Plane) {
        let (width, height) = (pair.power.width, pair.power.height)
        let (agreeing, square) = (Plane(width: width, height: height), Plane(width: width, height: height))
        let (l, a, b) = (pair.difference[0], pair.difference[1], pair.difference[2])
        workers.rows(height) { rows in
            for i in (rows.lowerBound * width)..<(rows.upperBound * width) {
                let f = foretold(pair, i)
                agreeing.values[i] = f[0] * l.values[i] + f[1] * a.values[i] + f[2] * b.values[i]
                square.values[i] = f[0] * f[0] + f[1] * f[1] + f[2] * f[2]
            }
        }
        return (agreeing, square)
    }
}

extension Plane {
    /// Half the size, the mean of each two by two pixels.
    fileprivate func pairMeans(_ workers: Workers) -> Plane {
        let out = Plane(width: width / 2, height: height / 2)
        workers.rows(out.height) { rows in
            for y in rows {
                let (above, below, target) = (row(2 * y), row(2 * y + 1), out.row(y))
                for x in 0..<out.width {
                    target[x] = 0.25 * (above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1])
                }
            }
        }
        return out
    }
}

extension MaskPlane {
    /// Half the size, marked where so many of the four pixels are.
    fileprivate func halved(atLeast count: UInt8, _ workers: Workers) -> MaskPlane {
        let out = MaskPlane(unfilled: width / 2, height / 2)
        workers.rows(out.height) { rows in
            for y in rows {
                let (above, below, target) = (row(2 * y), row(2 * y + 1), out.row(y))
                for x in 0..<out.width {
                    let marked = above[2 * x] &+ above[2 * x + 1] &+ below[2 * x] &+ below[2 * x + 1]
                    target[x] = marked >= count ? 1 : 0
                }
            }
        }
        return out
    }

    fileprivate func united(withHalved other: MaskPlane, _ workers: Workers) -> MaskPlane {
        let out = MaskPlane(unfilled: width, height)
        workers.rows(height) { rows in
            for y in rows {
                let (source, half, target) = (row(y), other.row(min(other.height - 1, y / 2)), out.row(y))
                for x in 0..<width { target[x] = source[x] | half[min(other.width - 1, x / 2)] }
            }
        }
        return out
    }
}
