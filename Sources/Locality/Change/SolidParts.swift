/// Makes whole things of what was found of them.
///
/// Where an old thing's own texture is like the new one's, a found part has gaps and holes, through which the old one would
/// show. At a quarter of the size; lengths are those of a picture of about a megapixel.
struct SolidParts {
    /// The difference that is a change however loud the noise (weighted OKLab), and how thick it must be, in pixels.
    var bold: Float = 0.07
    /// Gaps of this share of a part's size are closed.
    var gap = 0.09
    /// Holes of this share of a part's area are filled.
    var hole = 0.3
    /// Where it differs less than this on average (weighted OKLab), a gap or a hole shows what is unchanged.
    var quiet: Float = 0.02
    /// Parts that are nearer than this belong together.
    var near = 3

    func completed(_ found: MaskPlane, _ change: ChangeMap, valid: MaskPlane, _ workers: Workers) throws -> MaskPlane {
        guard min(found.width, found.height) >= 32 else { return found }
        let joined = try extended(found, change, valid: valid, workers)
        let core = joined.quartered(workers)
        let groups = Components(core.dilated(.disc(near), workers))
        let areas = groups.totals { run in
            let line = core.row(Int(run.y))
            var area = 0
            for x in Int(run.start)..<Int(run.end) { area += Int(line[x]) }
            return Double(area)
        }
        let filled = MaskPlane(width: core.width, height: core.height)
        let loudness = change.difference.reduced(to: core.width, core.height, workers)
        for index in areas.indices.sorted(by: { (areas[$0], $1) > (areas[$1], $0) }).prefix(12)
        where areas[index] >= 12 {
            try Task.checkCancellation()
            let part = MaskPlane(width: core.width, height: core.height)
            groups.draw(areas.indices.map { $0 == index }, on: part)
            let own = part.intersected(with: core)
            let reach = max(1, min(9, Int((gap * areas[index].squareRoot()).rounded())))
            // Closing counts what lies beyond the border as marked: only what is near the part may come in.
            let closed = own.closed(.disc(reach), workers).intersected(with: own.dilated(.disc(reach), workers))
            closed.fillHoles(upTo: hole * areas[index])
            closed.leaveOut(loudness, below: quiet, beside: own)
            for i in 0..<filled.count { filled.values[i] |= closed.values[i] }
        }
        return joined.united(withQuartered: filled, workers)
    }

    /// With what differs boldly and is no thin edge, where it is joined to what was found.
    private func extended(
        _ found: MaskPlane, _ change: ChangeMap, valid: MaskPlane, _ workers: Workers
    ) throws -> MaskPlane {
        let (columns, lines) = (max(1, found.width / 2), max(1, found.height / 2))
        let strong = MaskPlane(change.difference.reduced(to: columns, lines, workers), above: bold, workers)
        let thick = strong.opened(.disc(2), workers).dilated(.disc(3), workers).intersected(with: strong)
        try Task.checkCancellation()
        let half = MaskPlane(width: columns, height: lines)
        for y in 0..<lines {
            let (source, target) = (found.row(2 * y), half.row(y))
            for x in 0..<columns { target[x] = source[2 * x] }
        }
        let parts = Components(thick)
        let out = MaskPlane(width: columns, height: lines)
        parts.draw(parts.meeting(half.dilated(.disc(4), workers)), on: out)
        let whole = MaskPlane(unfilled: found.width, found.height)
        workers.rows(found.height) { rows in
            for y in rows {
                let (source, more, known, target) = (
                    found.row(y), out.row(min(lines - 1, y / 2)), valid.row(y), whole.row(y)
                )
                for x in 0..<found.width { target[x] = source[x] | (more[min(columns - 1, x / 2)] & known[x]) }
            }
        }
        return whole
    }
}

extension MaskPlane {
    /// Takes out again what was added to a mask in places that are quiet, unless they are but a few pixels.
    fileprivate func leaveOut(_ loudness: Plane, below quiet: Float, beside own: MaskPlane) {
        let added = Components(intersected(with: own.inverted()), diagonal: false)
        let sums = added.totals { run in
            let line = loudness.row(Int(run.y))
            var sum: Float = 0
            for x in Int(run.start)..<Int(run.end) { sum += min(line[x], 0.1) }
            return Double(sum)
        }
        let isQuiet = zip(added.areas, sums).map { $0 > 6 && $1 < Double(quiet) * $0 }
        let out = MaskPlane(width: width, height: height)
        added.draw(isQuiet, on: out)
        for i in 0..<count { values[i] &= 1 &- out.values[i] }
    }

    /// A quarter of the size, marked where any of the sixteen pixels is.
    fileprivate func quartered(_ workers: Workers) -> MaskPlane {
        let out = MaskPlane(width: (width + 3) / 4, height: (height + 3) / 4)
        workers.rows(out.height) { rows in
            for line in rows {
                let target = out.row(line)
                for y in (4 * line)..<min(height, 4 * line + 4) {
                    let source = row(y)
                    for x in 0..<width { target[x / 4] |= source[x] }
                }
            }
        }
        return out
    }

    /// The blocks of a mask of a quarter of the size, their corners cut.
    fileprivate func united(withQuartered other: MaskPlane, _ workers: Workers) -> MaskPlane {
        let smooth = Plane(width: other.width, height: other.height)
        for i in 0..<smooth.count { smooth.values[i] = Float(other.values[i]) }
        let whole = smooth.enlarged(to: width, height, workers)
        let out = MaskPlane(unfilled: width, height)
        workers.rows(height) { rows in
            for i in (rows.lowerBound * width)..<(rows.upperBound * width) {
                out.values[i] = values[i] | (whole.values[i] > 0.5 ? 1 : 0)
            }
        }
        return out
    }
}
