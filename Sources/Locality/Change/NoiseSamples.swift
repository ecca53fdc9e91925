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
        let width = activity.width
        let step = activity.count > 40000 ? 3 : 1
        var chosen: [Int] = []
        var all = Quantiles()
        for y in stride(from: 0, to: activity.height, by: step) {
            for i in stride(from: y * width, to: (y + 1) * width, by: step)
            where valid.values[i] != 0 && (clear?.values[i] ?? 0) == 0 {
                chosen.append(i)
                all.add(activity.values[i])
            }
        }
        isSmall = chosen.count < 2000
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
        let classesOfChosen = chosen.map { classOf[Quantiles.index(activity.values[$0])] }
        quantiles = NoiseSamples.counts(of: differences, chosen, classesOfChosen, classes, workers)
    }

    /// How often which difference occurs, for each plane and class.
    private static func counts(
        of differences: [Plane], _ chosen: [Int], _ classOf: [UInt8], _ classes: Int, _ workers: Workers
    ) -> [[Quantiles]] {
        let size = classes * Quantiles.classes
        // Counts are whole numbers, so that halves may be added in any way.
        var counts = [Int32](repeating: 0, count: 2 * differences.count * size)
        counts.withUnsafeMutableBufferPointer { counts in
            let base = Shared(counts.baseAddress!)
            workers.rows(2 * differences.count, block: 1) { parts in
                for part in parts {
                    let values = differences[part / 2].values
                    let own = base.value + part * size
                    let half = chosen.count / 2
                    for k in part % 2 == 0 ? 0..<half : half..<chosen.count {
                        own[Int(classOf[k]) * Quantiles.classes + Quantiles.index(values[chosen[k]])] &+= 1
                    }
                }
            }
            for plane in 0..<differences.count {
                let (first, second) = (base.value + 2 * plane * size, base.value + (2 * plane + 1) * size)
                for k in 0..<size { first[k] &+= second[k] }
            }
            return ()
        }
        return counts.withUnsafeBufferPointer { counts in
            differences.indices.map { plane in
                (0..<classes).map {
                    Quantiles(
                        UnsafeBufferPointer(
                            rebasing: counts[(2 * plane * size + $0 * Quantiles.classes)...].prefix(Quantiles.classes)))
                }
            }
        }
    }

    /// The noise of one scale by the class of activity as `Quantiles` has them.
    private func noise(scale: Int, quantile: Double, floor: Float) -> [Float] {
        let normal: Float = quantile > 0.6 ? 1.1503 : 0.6745
        let levels = quantiles[scale].map { counts in
            max(counts.quantile(0.5) / 0.6745, counts.quantile(quantile) / normal)
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
