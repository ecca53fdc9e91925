import Pictures

/// Brings two pictures into register at 640 pixels on the long side.
struct Registration {
    let alignment: Alignment
    let affine: AffineEstimate

    static let side = 640

    /// `part`: which part of the received picture shows the prior.
    init(
        _ prior: RGBPlanes, _ received: PixelBuffer, part: (x: Double, y: Double, width: Double, height: Double),
        opaque: MaskPlane, _ workers: Workers
    ) throws {
        let factor = min(1, Double(Registration.side) / Double(max(prior.width, prior.height)))
        let size = PixelSize(
            width: max(1, Int((Double(prior.width) * factor).rounded())),
            height: max(1, Int((Double(prior.height) * factor).rounded())))
        let first = prior.luma(workers).reduced(to: size.width, size.height, workers)
        let second = Plane(lumaOf: received, workers)
            .reduced(to: size.width, size.height, from: part, workers)
        try Task.checkCancellation()
        affine = try AffineEstimate(from: first, to: second, workers: workers)
        var alignment = Alignment(size: size, part: part)
        alignment.map = affine.map
        if affine.isPlausible {
            alignment.flow = try ResidualFlow(from: first, to: second, after: affine, workers: workers)
        }
        self.alignment = alignment
    }
}

extension Alignment {
    /// The same for a received picture of another size.
    init(_ other: Alignment, part: (x: Double, y: Double, width: Double, height: Double)) {
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
