import Pictures

/// Brings two pictures into register at 640 pixels on the long side.
///
/// Where the direct estimate explains nearly all of the prior, that is it. Else features say where a reading of the answer
/// lies, whatever was edited, and the direct estimate makes that exact. Where few features agree, the readings are tried one
/// by one, and the one that explains most of the prior counts.
struct Registration {
    let alignment: Alignment
    let affine: AffineEstimate
    /// The reading that it is nearest to.
    let reading: Placement

    static let side = 640
    /// How much a model may zoom when it frames anew.
    private static let mostZoom = 1.17

    /// `readings`: which parts of the received picture may show the prior; one at least.
    init(_ prior: RGBPlanes, _ received: PixelBuffer, readings: [Placement], _ workers: Workers) throws {
        let factor = min(1, Double(Registration.side) / Double(max(prior.width, prior.height)))
        let size = PixelSize(
            width: max(1, Int((Double(prior.width) * factor).rounded())),
            height: max(1, Int((Double(prior.height) * factor).rounded())))
        let first = prior.luma(workers).reduced(to: size.width, size.height, workers)
        let whole = Plane(lumaOf: received, workers)
        try Task.checkCancellation()
        let start = LumaPyramid(first, workers)
        let finest = start.levels.count > 1 ? 1 : 0
        var best = try Candidate(readings[0], from: start, in: whole, to: finest, workers)
        if !best.isCertain(start, level: finest, workers) {
            var parts = readings
            if let found = Registration.place(of: first, in: whole, readings, workers) {
                parts = found.isSure ? [found.part] : [found.part] + parts
            }
            try Task.checkCancellation()
            let direct = best
            for (index, part) in parts.enumerated() {
                let next =
                    part == readings[0]
                    ? direct : try Candidate(part, from: start, in: whole, to: finest, workers)
                // The first is preferred where others explain no more.
                if index == 0 || next.estimate.explained > best.estimate.explained + 0.005 { best = next }
            }
        }
        if finest > 0 { try best.estimate.refine(start, best.pyramid, from: 0, to: 0, workers) }
        affine = best.estimate
        let part = best.part
        reading = readings.min { $0.distance(to: part) < $1.distance(to: part) }!
        var alignment = Alignment(size: size, part: part)
        alignment.map = affine.map
        if affine.isPlausible {
            alignment.flow = try ResidualFlow(
                from: first, to: best.pyramid.levels[0].plane, after: affine, workers: workers)
        }
        self.alignment = alignment
    }

    /// What the direct estimate makes of one part of the received picture.
    private struct Candidate {
        let part: Placement
        let pyramid: LumaPyramid
        var estimate: AffineEstimate

        init(
            _ part: Placement, from start: LumaPyramid, in whole: Plane, to finest: Int, _ workers: Workers
        ) throws {
            let size = start.levels[0].plane
            self.part = part
            pyramid = LumaPyramid(
                whole.reduced(
                    to: size.width, size.height, from: (part.x, part.y, part.width, part.height), workers), workers)
            estimate = AffineEstimate(from: start, to: pyramid)
            try estimate.refine(start, pyramid, from: start.levels.count - 1, to: finest, workers)
        }

        /// Whether nearly all edges are where the other picture has them, and would not be beside: then features can say no
        /// more, and need not be found.
        func isCertain(_ start: LumaPyramid, level: Int, _ workers: Workers) -> Bool {
            guard estimate.explained >= 0.85, estimate.isPlausible else { return false }
            return [(2.0, 0.0), (-2, 0), (0, 2), (0, -2)].allSatisfy { x, y in
                estimate.explained(start, pyramid, level: level, movedBy: (x, y), workers)
                    < estimate.explained - 0.2
            }
        }
    }

    /// Where features say that the received picture shows the prior.
    private static func place(
        of first: Plane, in whole: Plane, _ readings: [Placement], _ workers: Workers
    ) -> (part: Placement, isSure: Bool)? {
        guard min(first.width, first.height) >= 64 else { return nil }
        let scale = min(1, Double(first.width) / readings[0].width)
        let (columns, lines) = (
            max(1, Int((Double(whole.width) * scale).rounded())), max(1, Int((Double(whole.height) * scale).rounded()))
        )
        let second = scale < 1 ? whole.reduced(to: columns, lines, workers) : whole
        let (toX, toY) = (Double(whole.width) / Double(columns), Double(whole.height) / Double(lines))
        let features = FeatureMatches(from: first, to: second, workers)
        let (width, height) = (Double(first.width), Double(first.height))
        func isNear(_ zoom: Double, _ expected: Double) -> Bool {
            zoom > expected / mostZoom && zoom < expected * mostZoom
        }
        let found = features.consensus(least: min(width, height)) { zooms in
            readings.contains {
                isNear(zooms.x.zoom * toX, $0.width / width) && isNear(zooms.y.zoom * toY, $0.height / height)
            }
        }
        guard let (zooms, count) = found else { return nil }
        let part = Placement(
            x: (zooms.x.shift + 0.5 - 0.5 * zooms.x.zoom) * toX, y: (zooms.y.shift + 0.5 - 0.5 * zooms.y.zoom) * toY,
            width: zooms.x.zoom * width * toX, height: zooms.y.zoom * height * toY)
        return (part, count >= 60 && count * 2 > features.matches.count)
    }
}

extension Alignment {
    /// The same for a received picture of another size.
    init(_ other: Alignment, part: Placement) {
        size = other.size
        map = other.map
        flow = other.flow
        self.part = part
    }

    /// Fills a picture of the prior's place from the received one; what lies outside of that becomes invalid.
    func resample(_ source: SamplingSource, into out: RGBPlanes, valid: MaskPlane, _ workers: Workers) {
        let grid = PixelSize(width: out.width, height: out.height)
        let (right, bottom) = (Float(source.size.width) - 0.5, Float(source.size.height) - 0.5)
        let places = places(of: 0..<out.width, in: grid)
        workers.rows(out.height, block: 16) { rows in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * out.width + places.room) { room in
                withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: out.width) { line in
                    let (px, py) = (room.baseAddress!, room.baseAddress! + out.width)
                    let colours = line.baseAddress!
                    for y in rows {
                        places.fill(y, x: px, y: py, room: py + out.width)
                        source.sample(out.width, x: px, y: py, into: colours)
                        let (r, g, b, v) = (out.red.row(y), out.green.row(y), out.blue.row(y), valid.row(y))
                        for x in 0..<out.width {
                            let free = colours[x] * (1 / 255)
                            let colour = lesser(greater(free, SIMD4()), SIMD4(repeating: 1))
                            r[x] = colour[0]
                            g[x] = colour[1]
                            b[x] = colour[2]
                        }
                        for x in 0..<out.width {
                            let isInside = px[x] >= -0.5 && py[x] >= -0.5 && px[x] <= right && py[x] <= bottom
                            v[x] &= isInside ? 1 : 0
                        }
                    }
                }
            }
        }
    }

    /// The part of the received picture that a rectangle of the prior needs.
    func reach(of box: Rectangle, in grid: PixelSize, _ picture: PixelBuffer) -> Rectangle {
        let scaleX = part.width / Double(grid.width)
        let scaleY = part.height / Double(grid.height)
        // Shift, zoom and flow as far as they are accepted, and the kernel's own reach.
        let marginX = 0.08 * part.width + 16
        let marginY = 0.08 * part.height + 16 + 0.06 * part.width
        let left = Int(part.x + Double(box.x) * scaleX - marginX - 0.06 * part.height)
        let top = Int(part.y + Double(box.y) * scaleY - marginY)
        let right = Int(part.x + Double(box.maxX) * scaleX + marginX + 0.06 * part.height)
        let bottom = Int(part.y + Double(box.maxY) * scaleY + marginY)
        let whole = Rectangle(x: 0, y: 0, width: picture.width, height: picture.height)
        let needed = Rectangle(x: left, y: top, width: right - left, height: bottom - top).intersection(whole)
        return needed.isEmpty ? whole : needed
    }
}

extension RGBPlanes {
    package func reduced(to width: Int, _ height: Int, _ workers: Workers) -> RGBPlanes {
        RGBPlanes(
            red: red.reduced(to: width, height, workers), green: green.reduced(to: width, height, workers),
            blue: blue.reduced(to: width, height, workers))
    }
}
