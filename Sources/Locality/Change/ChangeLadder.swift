/// The thresholds that decide what counts as an edit.
///
/// The demands fall rung by rung only until something meets them, so a strong edit is not joined by weak noise, and a weak
/// one is still found. Weaker parts count near a found one (an object and its shadow), or where they are solid: residue
/// at edges is thin and dies under the opening. Pixels are those of a picture of about a megapixel.
struct ChangeLadder {
    struct Rung {
        /// What the middle of a part must reach, and what its rim still has.
        var high: Float
        var low: Float
        /// The sum over a part of what is above the lower threshold.
        var mass: Double
    }

    var rungs = [
        Rung(high: 14, low: 5, mass: 2500), Rung(high: 11, low: 4.5, mass: 2000), Rung(high: 9, low: 4, mass: 1500),
        Rung(high: 7.5, low: 3.5, mass: 1100), Rung(high: 6, low: 3, mass: 900),
    ]
    /// How near a weaker part must be.
    var near = 48
    /// The mean around a pixel that makes it part of a found neighbour.
    var density: Float = 3
    var solid = Solid(low: 4, mean: 5, area: 500)
    /// Beside a strong change a solid one must be strong, too.
    var strongSolid = Solid(low: 5, mean: 6.5, area: 800)
    var faintSolid = Solid(low: 3.2, mean: 3.7, area: 2500)

    /// A filled area of pixels above a threshold.
    struct Solid {
        var low: Float
        var mean: Double
        var area: Double
    }

    /// The mask, and the rung on which it was found; 5 where only solid parts were.
    ///
    /// Within `hint` half the difference is enough.
    func mask(of z: Plane, hint: MaskPlane?, _ workers: Workers) throws -> (mask: MaskPlane, rung: Int?) {
        let z = hint.map { z.raised(within: $0) } ?? z
        var mask = MaskPlane(width: z.width, height: z.height)
        // Tiny pictures: the demands are those of a megapixel, but never more than a share of the picture.
        let small = min(1, Double(z.count) / 100_000)
        var found: Int?
        let smooth = z.box(2, workers)
        for (index, rung) in rungs.enumerated() {
            try Task.checkCancellation()
            if let parts = parts(of: z, rung, mass: rung.mass * small, small: small, workers) {
                if index >= 3 {
                    // So faint, what is thin is residue at edges.
                    let core = MaskPlane(smooth, above: rung.low, workers).opened(.disc(5), workers)
                    let components = Components(parts)
                    let thick = components.meeting(core)
                    guard thick.contains(true) else { continue }
                    components.draw(thick, on: mask)
                } else {
                    mask = parts
                }
                found = index
                break
            }
        }
        try Task.checkCancellation()
        // Where nothing strong was found, a faint change of a whole area counts, too.
        let faint = found.map { $0 >= 2 } ?? true
        let demands = faint ? [solid, faintSolid] : [strongSolid]
        for demand in demands {
            if let parts = solidParts(of: z, smooth, demand, small: small, workers) {
                mask = mask.united(with: parts)
                found = found ?? rungs.count
            }
        }
        guard let found else { return (mask, nil) }
        try Task.checkCancellation()
        let weaker = rungs[min(found + 2, rungs.count - 1)]
        if let parts = parts(of: z, weaker, mass: weaker.mass * 0.5 * small, small: small, workers) {
            let components = Components(parts)
            components.draw(components.meeting(mask.grownRoughly(by: near, workers)), on: mask)
        }
        try Task.checkCancellation()
        // The rest of a found part whose pixels differ in patches only, as dark texture does.
        let dense = Components(MaskPlane(z.capped(at: 8, workers).box(4, workers), above: density, workers))
        let patches = MaskPlane(width: z.width, height: z.height)
        dense.draw(dense.meeting(mask), on: patches)
        mask = mask.united(with: patches.intersected(with: mask.grownRoughly(by: 16, workers)))
        if let hint { mask = mask.united(with: patches.intersected(with: hint)) }
        try Task.checkCancellation()
        mask = mask.closed(.disc(3), workers)
        mask.fillHoles(upTo: 0.003 * Double(mask.count))
        return (mask, found)
    }

    /// The connected parts that meet a rung's demands; `nil` if there are none.
    private func parts(of z: Plane, _ rung: Rung, mass: Double, small: Double, _ workers: Workers) -> MaskPlane? {
        let components = Components(MaskPlane(z, above: rung.low, workers))
        let masses = components.totals { run in
            var sum: Float = 0
            let line = z.row(Int(run.y))
            for x in Int(run.start)..<Int(run.end) { sum += min(line[x] - rung.low, 30) }
            return Double(sum)
        }
        let peaks = components.totals { run in
            var count = 0
            let line = z.row(Int(run.y))
            for x in Int(run.start)..<Int(run.end) where line[x] > rung.high { count += 1 }
            return Double(count)
        }
        let areas = components.areas
        let chosen = (0..<components.count).map {
            peaks[$0] >= 16 * small && areas[$0] >= 48 * small && masses[$0] >= mass
        }
        guard chosen.contains(true) else { return nil }
        let mask = MaskPlane(width: z.width, height: z.height)
        components.draw(chosen, on: mask)
        return mask
    }

    private func solidParts(
        of z: Plane, _ smooth: Plane, _ solid: Solid, small: Double, _ workers: Workers
    ) -> MaskPlane? {
        let opened = MaskPlane(smooth, above: solid.low, workers).opened(.disc(6), workers)
        let components = Components(opened)
        let areas = components.areas
        let sums = components.totals { run in
            var sum: Float = 0
            let line = smooth.row(Int(run.y))
            for x in Int(run.start)..<Int(run.end) { sum += line[x] }
            return Double(sum)
        }
        let chosen = (0..<components.count).map {
            areas[$0] >= solid.area * small && sums[$0] >= solid.mean * areas[$0]
        }
        guard chosen.contains(true) else { return nil }
        let core = MaskPlane(width: z.width, height: z.height)
        components.draw(chosen, on: core)
        // Their own rims, 12 pixels at most.
        let wide = Components(MaskPlane(z, above: solid.low * 0.75, workers))
        let rims = MaskPlane(width: z.width, height: z.height)
        wide.draw(wide.meeting(core), on: rims)
        return core.united(with: rims.intersected(with: core.dilated(.square(12), workers)))
    }
}

extension Plane {
    fileprivate func capped(at limit: Float, _ workers: Workers) -> Plane {
        let out = Plane(width: width, height: height)
        workers.rows(height) { rows in
            for i in (rows.lowerBound * width)..<(rows.upperBound * width) { out.values[i] = min(limit, values[i]) }
        }
        return out
    }

    fileprivate func raised(within hint: MaskPlane) -> Plane {
        let out = Plane(width: width, height: height)
        for i in 0..<count { out.values[i] = hint.values[i] != 0 ? 2 * values[i] : values[i] }
        return out
    }
}

extension MaskPlane {
    /// Grown by a distance, to four pixels' accuracy.
    func grownRoughly(by distance: Int, _ workers: Workers) -> MaskPlane {
        let (columns, lines) = ((width + 3) / 4, (height + 3) / 4)
        let coarse = MaskPlane(width: columns, height: lines)
        workers.rows(lines, block: 8) { rows in
            for line in rows {
                let target = coarse.row(line)
                for y in (4 * line)..<min(height, 4 * line + 4) {
                    let source = row(y)
                    for c in 0..<(width / 4) {
                        let four = UnsafeRawPointer(source + 4 * c).loadUnaligned(as: UInt32.self)
                        target[c] |= four != 0 ? 1 : 0
                    }
                    for x in (width / 4 * 4)..<width { target[columns - 1] |= source[x] }
                }
            }
        }
        let grown = coarse.dilated(.disc(max(1, distance / 4)), workers)
        let out = MaskPlane(unfilled: width, height)
        workers.rows(height) { rows in
            for y in rows {
                let (source, target) = (grown.row(y / 4), out.row(y))
                for x in 0..<width { target[x] = source[x / 4] }
            }
        }
        return out
    }

    /// Fills what is enclosed, up to an area.
    func fillHoles(upTo area: Double) {
        let holes = Components(inverted(), diagonal: false)
        let areas = holes.areas
        holes.draw(areas.map { $0 < area }, on: self)
    }
}
