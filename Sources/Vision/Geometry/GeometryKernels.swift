package import ImageModels
package import Pictures
package import Wording

/// A picture whose shape can be changed: 8-bit sRGB as it is seen, or samples in their own colours and depth.
protocol GeometryKernels {
    var width: Int { get }
    var height: Int { get }

    /// A picture whose every pixel is one of this picture's pixels.
    func moved(width: Int, height: Int, from place: (Int, Int) -> (Int, Int)) -> Self
    /// The part inside a rectangle, which must lie within the picture.
    func cropped(x: Int, y: Int, width: Int, height: Int) -> Self
    /// Turned by other than right angles: a Catmull-Rom spline over 4 by 4 pixels, weighted by alpha.
    func turned(_ plan: RotationPlan) -> Self
    /// Scaled to exactly this size with a Catmull-Rom kernel, widened when the picture shrinks, in linear light and
    /// weighted by alpha.
    func resampled(_ width: Int, _ height: Int) -> Self
    /// With so many pixels of a colour on each side.
    func bordered(_ colour: NamedColour, by pixels: Int) -> Self
    /// At a place on a larger ground.
    func on(_ ground: CanvasGround, of size: PixelSize, x: Int, y: Int) -> Self
    /// As it is seen: 8-bit sRGB.
    var seen: PixelBuffer { get }
    /// The corners outside a circle of this share of the short side are transparent, with a smooth edge.
    func roundingCorners(share: Double, of corners: Corners) -> Self
}

extension GeometryKernels {
    /// The one table from words to kernels.
    ///
    /// - Parameter subject: what a crop should keep in sight, in pixels; the far sides are exclusive.
    /// - Throws: `ModelFailure.declined` where the result would be larger than `GeometryLimit` allows.
    func shaped(
        _ geometry: Geometry, around subject: (x0: Int, y0: Int, x1: Int, y1: Int)?
    ) throws(ModelFailure) -> Self {
        switch geometry {
        case .rotate(let degrees): return try rotated(by: degrees)
        case .flipHorizontally: return moved(width: width, height: height) { x, y in (self.width - 1 - x, y) }
        case .flipVertically: return moved(width: width, height: height) { x, y in (x, self.height - 1 - y) }
        case .crop(let ratioWidth, let ratioHeight, let centred):
            return cropped(to: ratioWidth, ratioHeight, around: centred ? nil : subject)
        case .resize(.both(let newWidth, let newHeight)):
            return try cropped(to: newWidth, newHeight, around: subject).resized(newWidth, newHeight)
        case .resize(.width(let goal)): return try scaled(by: Double(goal) / Double(width))
        case .resize(.height(let goal)): return try scaled(by: Double(goal) / Double(height))
        case .resize(.longest(let goal)): return try scaled(by: Double(goal) / Double(max(width, height)))
        case .resize(.shortest(let goal)): return try scaled(by: Double(goal) / Double(min(width, height)))
        case .scale(let factor): return try scaled(by: factor)
        case .trim(let side, let extent): return try trimmed(side, by: extent)
        case .border(let colour, .share(let share)): return try bordered(colour, share: share)
        case .border(let colour, .pixels(let pixels)): return try bordered(colour, width: pixels)
        case .roundedCorners(.share(let share), let corners): return roundingCorners(share: share, of: corners)
        case .roundedCorners(.pixels(let radius), let corners):
            let most = min(width, height) / 2
            guard radius <= most else {
                throw .declined(
                    .incomplete(
                        missing: "a radius of at most \(most) px, half of the picture's short side",
                        example: "round the corners by \(most) px"))
            }
            return roundingCorners(share: Double(max(0, radius)) / Double(min(width, height)), of: corners)
        case .trimBorder(let said): return try trimmingBorder(said)
        case .canvas(let canvas, let fill): return try onCanvas(canvas, fill)
        }
    }

    private var pixelSize: PixelSize { PixelSize(width: width, height: height) }

    private func cropped(
        to ratioWidth: Int, _ ratioHeight: Int, around subject: (x0: Int, y0: Int, x1: Int, y1: Int)?
    ) -> Self {
        let box = pixelSize.crop(to: ratioWidth, ratioHeight, around: subject)
        return cropped(x: box.x, y: box.y, width: box.width, height: box.height)
    }

    /// Turns clockwise.
    ///
    /// Multiples of 90° move pixels unchanged. Up to 15° counts as straightening: the result is the largest upright
    /// rectangle of the turned picture. Beyond, the picture grows and its corners become transparent.
    private func rotated(by degrees: Double) throws(ModelFailure) -> Self {
        guard degrees.isFinite else { return self }
        var turn = degrees.truncatingRemainder(dividingBy: 360)
        if turn < 0 { turn += 360 }
        switch turn {
        case 0: return self
        case 90: return moved(width: height, height: width) { x, y in (y, self.height - 1 - x) }
        case 180: return moved(width: width, height: height) { x, y in (self.width - 1 - x, self.height - 1 - y) }
        case 270: return moved(width: height, height: width) { x, y in (self.width - 1 - y, x) }
        default: return turned(try RotationPlan(of: pixelSize, by: turn))
        }
    }

    private func scaled(by factor: Double) throws(ModelFailure) -> Self {
        guard factor.isFinite, factor > 0 else { return self }
        let (w, h) = (Double(width) * factor, Double(height) * factor)
        try GeometryLimit.check(w, h)
        return try resized(max(1, Int(w.rounded())), max(1, Int(h.rounded())))
    }

    private func resized(_ newWidth: Int, _ newHeight: Int) throws(ModelFailure) -> Self {
        guard newWidth != width || newHeight != height, newWidth > 0, newHeight > 0 else { return self }
        try GeometryLimit.checkEnlargement(from: pixelSize, to: PixelSize(width: newWidth, height: newHeight))
        return resampled(newWidth, newHeight)
    }

    private func bordered(_ colour: NamedColour, share: Double) throws(ModelFailure) -> Self {
        let clamped = share.isFinite ? min(max(share, 0), 1) : 0
        return try bordered(colour, width: Int((clamped * Double(min(width, height))).rounded()))
    }

    private func bordered(_ colour: NamedColour, width border: Int) throws(ModelFailure) -> Self {
        let border = min(max(1, border), GeometryLimit.side)
        try GeometryLimit.check(Double(width + 2 * border), Double(height + 2 * border))
        return bordered(colour, by: border)
    }

    private func onCanvas(_ canvas: Canvas, _ fill: CanvasFill?) throws(ModelFailure) -> Self {
        let plan = try CanvasPlan(canvas, around: pixelSize)
        let picture = try plan.scaled.map { size throws(ModelFailure) in try resized(size.width, size.height) } ?? self
        let ground = try picture.seen.ground(fill, under: plan, around: picture.pixelSize)
        return picture.on(ground, of: plan.size, x: plan.x, y: plan.y)
    }

    private func trimmed(_ side: Side, by extent: Extent) throws(ModelFailure) -> Self {
        let isAcross = side == .left || side == .right
        let length = isAcross ? width : height
        let cut: Int =
            switch extent {
            case .share(let share): Int((min(max(share, 0), 1) * Double(length)).rounded())
            case .pixels(let pixels): pixels
            }
        guard cut > 0, cut < length else {
            throw .declined(
                .incomplete(missing: "a part of the picture to be left", example: "crop 20 % off the bottom"))
        }
        return cropped(
            x: side == .left ? cut : 0, y: side == .top ? cut : 0, width: isAcross ? width - cut : width,
            height: isAcross ? height : height - cut)
    }
}

extension PixelBuffer {
    /// The picture in another shape.
    ///
    /// - Parameter subject: what a crop should keep in sight, in pixels; the far sides are exclusive.
    /// - Throws: `ModelFailure.declined` where the result would be larger than `GeometryLimit` allows.
    package func applying(
        _ geometry: Geometry, around subject: (x0: Int, y0: Int, x1: Int, y1: Int)? = nil
    ) throws(ModelFailure) -> PixelBuffer {
        try shaped(geometry, around: subject)
    }
}

extension Samples {
    /// The picture in another shape, in its own samples; see `PixelBuffer.applying`.
    package func applying(
        _ geometry: Geometry, around subject: (x0: Int, y0: Int, x1: Int, y1: Int)? = nil
    ) throws(ModelFailure) -> Samples {
        isPlain ? Samples(try view().shaped(geometry, around: subject)) : try shaped(geometry, around: subject)
    }
}

extension PixelSize {
    /// The largest part of a ratio, centred on the subject as far as the picture's edges allow. Of a subject that is
    /// too high for it, the top stays in sight: that is where heads are.
    func crop(
        to ratioWidth: Int, _ ratioHeight: Int, around subject: (x0: Int, y0: Int, x1: Int, y1: Int)?
    ) -> Rectangle {
        let ratio = Double(max(ratioWidth, 1)) / Double(max(ratioHeight, 1))
        var (newWidth, newHeight) = (width, height)
        if Double(width) > Double(height) * ratio {
            newWidth = min(width, max(1, Int((Double(height) * ratio).rounded())))
        } else {
            newHeight = min(height, max(1, Int((Double(width) / ratio).rounded())))
        }
        let (centreX, centreY) = subject.map { (($0.x0 + $0.x1) / 2, ($0.y0 + $0.y1) / 2) } ?? (width / 2, height / 2)
        let x = min(max(centreX - newWidth / 2, 0), width - newWidth)
        var top = centreY - newHeight / 2
        if let subject, subject.y0 < top { top = subject.y0 - newHeight / 20 }
        let y = min(max(top, 0), height - newHeight)
        return Rectangle(x: x, y: y, width: newWidth, height: newHeight)
    }
}
