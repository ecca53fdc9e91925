/// Differences of every ninth pixel or so, in twelve classes of the structure around them: how loud the noise is where.
struct NoiseSamples {
    private static let classes = 12
    /// The middle activity of each class.
    private var centres: [Float] = []
    /// For each scale and class.
    private var quantiles: [[Quantiles]] = []
    private var isSmall = false

    init(
        _ activity: Plane, _ differences: [Plane], valid: MaskPlane, except clear: MaskPlane?, _ workers: Workers
    ) {
        let grid = SampleGrid(activity, valid: valid, except: clear, workers)
        let all = grid.counts(of: 1, classes: 1) { counts, i in
            counts[Quantiles.index(activity.values[i])] &+= 1
        }[0][0]
        isSmall = all.total < 2000
        let classes = isSmall ? 1 : NoiseSamples.classes
        let edges = (1..<max(2, classes)).map { all.quantile(Double($0) / Double(classes)) }
        var classOf = [UInt8](repeating: 0, count: Quantiles.classes)
        if !isSmall {
            for index in classOf.indices {
                let value = Quantiles.value(index)
                classOf[index] = UInt8(edges.count { $0 <= value })
            }
        }
        centres = (0..<classes).map { all.quantile((Double($0) + 0.5) / Double(classes)) }
        let planes = differences.map { UnsafePointer($0.values) }
        quantiles = classOf.withUnsafeBufferPointer { classOf in
            grid.counts(of: differences.count, classes: classes) { counts, i in
                var target = counts + Int(classOf[Quantiles.index(activity.values[i])]) * Quantiles.classes
                for plane in planes {
                    target[Quantiles.index(plane[i])] &+= 1
                    target += classes * Quantiles.classes
                }
            }
        }
    }

    /// The noise of one scale by the class of activity as `Quantiles` has them.
    private func noise(scale: Int, quantile: Double, floor: Float) -> [Float] {
        // A normal distribution's own quantiles. The low one holds where most of a class was edited, too: on a plain backdrop
        // the edited thing is all the structure there is.
        let levels = quantiles[scale].map { counts in
            quantile < 0.5
                ? counts.quantile(0.25) / 0.3186
                : max(counts.quantile(0.5) / 0.6745, counts.quantile(0.75) / 1.1503)
        }
        var above = 0
        return (0..<Quantiles.classes).map { index in
            let value = Quantiles.value(index)
            while above < centres.count, centres[above] < value { above += 1 }
            guard above < centres.count else { return max(floor, levels.last ?? 0) }
            guard above > 0 else { return max(floor, levels[0]) }
            let (low, high) = (centres[above - 1], centres[above])
            let part = high > low ? (value - low) / (high - low) : 0
            return max(floor, levels[above - 1] + (levels[above] - levels[above - 1]) * part)
        }
    }

    /// The greatest of the three scales' differences in units of their noise.
    func normalised(
        _ differences: [Plane], _ activity: Plane, floors: [Float], quantile: Double, _ workers: Workers,
        _ valid: MaskPlane
    ) -> Plane {
        var table = [SIMD4<Float>](repeating: SIMD4(), count: Quantiles.classes)
        for (scale, floor) in floors.enumerated() {
            guard differences.indices.contains(scale) else { continue }
            for (index, level) in noise(scale: scale, quantile: quantile, floor: floor).enumerated() {
                table[index][scale] = 1 / level
            }
        }
        let out = Plane(width: activity.width, height: activity.height)
        let (fine, middle, coarse) = (differences[0], differences[1], differences.last ?? differences[1])
        table.withUnsafeBufferPointer { table in
            let base = Shared(table.baseAddress!)
            workers.rows(out.height) { rows in
                for i in (rows.lowerBound * out.width)..<(rows.upperBound * out.width) {
                    let scale = base.value[Quantiles.index(activity.values[i])]
                    let z = max(fine.values[i] * scale.x, middle.values[i] * scale.y, coarse.values[i] * scale.z)
                    out.values[i] = valid.values[i] != 0 ? z : 0
                }
            }
        }
        return out
    }
}

/// Every ninth pixel or so of what may be learnt from.
private struct SampleGrid {
    private let width: Int
    private let height: Int
    private let step: Int
    private let valid: MaskPlane
    private let clear: MaskPlane?
    private let workers: Workers

    init(_ plane: Plane, valid: MaskPlane, except clear: MaskPlane?, _ workers: Workers) {
        (width, height) = (plane.width, plane.height)
        step = plane.count > 40000 ? 3 : 1
        (self.valid, self.clear, self.workers) = (valid, clear, workers)
    }

    /// Counts, by a body that is given a pixel and where the counts of all planes and classes lie one after the other.
    func counts(of planes: Int, classes: Int, _ body: (UnsafeMutablePointer<Int32>, Int) -> Void) -> [[Quantiles]] {
        let size = planes * classes * Quantiles.classes
        let lines = (height + step - 1) / step
        // In two halves; counts are whole numbers, which may be added in any way.
        let half = max(1, (lines + 1) / 2)
        var counts = [Int32](repeating: 0, count: 2 * size)
        counts.withUnsafeMutableBufferPointer { counts in
            let base = Shared(counts.baseAddress!)
            workers.rows(lines, block: half) { lines in
                let own = base.value + lines.lowerBound / half * size
                for line in lines {
                    let y = line * step
                    for i in stride(from: y * width, to: (y + 1) * width, by: step)
                    where valid.values[i] != 0 && (clear?.values[i] ?? 0) == 0 {
                        body(own, i)
                    }
                }
            }
            for k in 0..<size { counts[k] &+= counts[size + k] }
        }
        return counts.withUnsafeBufferPointer { counts in
            (0..<planes).map { plane in
                (0..<classes).map {
                    let first = (plane * classes + $0) * Quantiles.classes
                    return Quantiles(UnsafeBufferPointer(rebasing: counts[first..<(first + Quantiles.classes)]))
                }
            }
        }
    }
}
