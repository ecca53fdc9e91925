import CVision

/// Labels for GrabCut.
enum CutLabel {
    static let background: UInt8 = 0
    static let foreground: UInt8 = 1
    static let probablyBackground: UInt8 = 2
    static let probablyForeground: UInt8 = 3
}

extension RGBPicture {
    /// GrabCut on the box of interest, which is that of all labels but sure background, a little grown.
    ///
    /// Pixels outside `inside` are painted one flat green first, so that a dark room does not compete with dark hair
    /// or a dark suit. With more undecided pixels than `mostUndecided` the cut is first made at half the size: several
    /// times faster, and as good unless thin parts matter. `logOdds` of the foreground count beside the colours.
    func cut(
        _ labels: [UInt8],
        rounds: Int,
        inside: Bitmap? = nil,
        logOdds: [Float]? = nil,
        mostUndecided: Int = 12_000
    ) throws -> Bitmap {
        func isForeground(_ label: UInt8) -> Bool { label & 1 == 1 }
        let wanted = Bitmap(width: width, height: height) { isForeground(labels[$0]) }
        guard labels.contains(where: isForeground), labels.contains(where: { !isForeground($0) }),
            var box = PixelBox.around(width: width, height: height, where: { labels[$0] != 0 })
        else { return wanted }
        let margin = max(12, Int(0.08 * Float(max(width, height))))
        box = PixelBox(x0: box.x0 - margin, y0: box.y0 - margin, x1: box.x1 + margin, y1: box.y1 + margin)
            .clipped(width: width, height: height)
        func rows<Value>(_ box: PixelBox, of plane: [Value]) -> [Value] {
            (box.y0..<box.y1).flatMap { plane[($0 * width + box.x0)..<($0 * width + box.x1)] }
        }
        var boxed = rows(box, of: labels)
        if !boxed.contains(where: { !isForeground($0) }) {
            box = PixelBox(x0: 0, y0: 0, x1: width, y1: height)
            boxed = labels
        }
        var painted = cropped(to: box)
        if let inside {
            for y in 0..<box.height {
                for x in 0..<box.width where !inside[(y + box.y0) * width + x + box.x0] {
                    let i = 3 * (y * box.width + x)
                    painted.bytes[i] = 0
                    painted.bytes[i + 1] = 255
                    painted.bytes[i + 2] = 0
                }
            }
        }
        try Task.checkCancellation()
        try vision(
            vision_grabcut(
                painted.bytes,
                logOdds.map { rows(box, of: $0) },
                Int32(box.width),
                Int32(box.height),
                &boxed,
                Int32(rounds),
                Int32(mostUndecided)
            )
        )
        try Task.checkCancellation()
        var result = Bitmap(width: width, height: height)
        for y in 0..<box.height {
            for x in 0..<box.width {
                result.values[(y + box.y0) * width + x + box.x0] = boxed[y * box.width + x] & 1
            }
        }
        return result
    }

    /// Makes a mask of a network's probability. The cut may not overrule a network that is very sure.
    func cut(_ probability: Plane, mostUndecided: Int = 160_000) throws -> Bitmap {
        let band = max(4, Int(0.018 * Float(min(width, height))))
        let possible = try probability.bitmap { $0 > 0.3 }.morphed(VisionDilate, radius: band)
        let sure = try probability.bitmap { $0 > 0.8 }.morphed(VisionErode, radius: band)
        let labels = (0..<(width * height)).map { i in
            if sure[i] { return CutLabel.foreground }
            if probability[i] > 0.5 { return CutLabel.probablyForeground }
            return possible[i] ? CutLabel.probablyBackground : CutLabel.background
        }
        var result = try cut(labels, rounds: 3, mostUndecided: mostUndecided)
        for i in 0..<(width * height) {
            if probability[i] > 0.9 { result.values[i] = 1 }
            if probability[i] < 0.12 { result.values[i] = 0 }
        }
        return result
    }
}

extension Bitmap {
    /// Without specks and whiskers, and without pinholes.
    ///
    /// Opened by 1.2 % of the short side or of the subject's size, whichever is less, so that thin legs of small
    /// subjects stay; grown back inside the old mask.
    func tidied() throws -> Bitmap {
        let size = min(Float(min(width, height)), Float(area).squareRoot())
        let radius = max(1, Int(0.012 * size))
        let core = try morphed(VisionOpen, radius: radius).morphed(VisionDilate, radius: radius + 1)
        return try intersected(with: core).fillingHoles(below: 0.002 * Double(values.count))
    }
}
