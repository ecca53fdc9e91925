import Pictures

/// How far two aligned pictures show the same structure, whatever their colours: the local zero-mean normalised
/// correlation of luma, at half the size.
struct StructureAgreement {
    /// -1...1
    let correlation: Plane
    /// The prior's local energy; where it is small there is nothing to compare.
    let energy: Plane

    init(_ prior: RGBPlanes, _ received: RGBPlanes, _ workers: Workers) throws {
        let (width, height) = (max(1, prior.width / 2), max(1, prior.height / 2))
        let first = prior.luma(workers).reduced(to: width, height, workers).detail(workers)
        let second = received.luma(workers).reduced(to: width, height, workers).detail(workers)
        try Task.checkCancellation()
        let (aa, bb, ab) = (
            Plane(width: width, height: height), Plane(width: width, height: height),
            Plane(width: width, height: height)
        )
        workers.rows(height) { rows in
            for i in (rows.lowerBound * width)..<(rows.upperBound * width) {
                let (a, b) = (first.values[i], second.values[i])
                aa.values[i] = a * a
                bb.values[i] = b * b
                ab.values[i] = a * b
            }
        }
        let (ea, eb, e) = (aa.box(8, workers), bb.box(8, workers), ab.box(8, workers))
        workers.rows(height) { rows in
            for i in (rows.lowerBound * width)..<(rows.upperBound * width) {
                e.values[i] /= max(1e-6, ea.values[i] * max(0, eb.values[i] + 4)).squareRoot()
            }
        }
        correlation = e
        energy = ea
    }

    /// Share of the structured places that agree; 1 where there is hardly any structure.
    var share: Double {
        var (structured, agreeing) = (0, 0)
        for i in 0..<energy.count where energy.values[i] > 6 {
            structured += 1
            if correlation.values[i] > 0.5 { agreeing += 1 }
        }
        return structured * 100 > energy.count ? Double(agreeing) / Double(structured) : 1
    }

    /// Where the same is drawn, or nothing, at the whole size.
    func agreeing(_ size: PixelSize) -> MaskPlane {
        let out = MaskPlane(width: size.width, height: size.height)
        for y in 0..<size.height {
            let (likeness, strength) = (
                correlation.row(min(correlation.height - 1, y / 2)), energy.row(min(energy.height - 1, y / 2))
            )
            let target = out.row(y)
            for x in 0..<size.width {
                let i = min(correlation.width - 1, x / 2)
                target[x] = strength[i] <= 6 || likeness[i] > 0.5 ? 1 : 0
            }
        }
        return out
    }

    /// 0 below a correlation of 0.5, 1 above 0.7.
    var weight: Plane {
        let out = Plane(width: correlation.width, height: correlation.height)
        for i in 0..<out.count { out.values[i] = max(0, min(1, (correlation.values[i] - 0.5) * 5)) }
        return out
    }
}

extension Plane {
    fileprivate func detail(_ workers: Workers) -> Plane {
        let slow = box(4, workers)
        workers.rows(height) { rows in
            for i in (rows.lowerBound * width)..<(rows.upperBound * width) {
                slow.values[i] = values[i] - slow.values[i]
            }
        }
        return slow
    }
}
