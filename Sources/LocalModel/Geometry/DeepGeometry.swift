import Foundation
package import ImageModels
package import Pictures

extension Samples {
    /// The picture in another shape, in its own samples; see `PixelBuffer.applying`.
    package func applying(
        _ geometry: Geometry, around subject: (x0: Int, y0: Int, x1: Int, y1: Int)? = nil
    ) throws(ModelFailure) -> Samples {
        if isPlain { return Samples(try view().applying(geometry, around: subject)) }
        switch geometry {
        case .rotate(let degrees): return try rotated(by: degrees)
        case .flipHorizontally: return moved(width: width, height: height) { x, y in (self.width - 1 - x, y) }
        case .flipVertically: return moved(width: width, height: height) { x, y in (x, self.height - 1 - y) }
        case .crop(let ratioWidth, let ratioHeight): return cropped(to: ratioWidth, ratioHeight, around: subject)
        case .resize(let newWidth?, let newHeight?, _):
            return try cropped(to: newWidth, newHeight, around: subject).resized(newWidth, newHeight)
        case .resize(let newWidth, let newHeight, let longest):
            let goal =
                newWidth.map { Double($0) / Double(width) } ?? newHeight.map { Double($0) / Double(height) }
                ?? longest.map { Double($0) / Double(max(width, height)) } ?? 1
            return try scaled(by: goal)
        case .scale(let factor): return try scaled(by: factor)
        case .border(let colour, let share): return try bordered(colour, share: share)
        case .roundedCorners:
            // Nothing but alpha changes, which the view tells as well.
            let view = view()
            return taking(try view.applying(geometry), over: view)
        }
    }

    private func cropped(
        to ratioWidth: Int, _ ratioHeight: Int, around subject: (x0: Int, y0: Int, x1: Int, y1: Int)?
    ) -> Samples {
        let box = PixelBuffer.crop(of: size, to: ratioWidth, ratioHeight, around: subject)
        return cropped(x: box.x, y: box.y, width: box.width, height: box.height)
    }

    private func rotated(by degrees: Double) throws(ModelFailure) -> Samples {
        guard degrees.isFinite else { return self }
        var turn = degrees.truncatingRemainder(dividingBy: 360)
        if turn < 0 { turn += 360 }
        switch turn {
        case 0: return self
        case 90: return moved(width: height, height: width) { x, y in (y, self.height - 1 - x) }
        case 180: return moved(width: width, height: height) { x, y in (self.width - 1 - x, self.height - 1 - y) }
        case 270: return moved(width: height, height: width) { x, y in (self.width - 1 - y, x) }
        default: break
        }
        let plan = try RotationPlan(of: size, by: turn)
        let source = plan.growsAlpha ? withAlpha : self
        return source.read({ source.turned($0, plan) }, { source.turned($0, plan) })
    }

    private func turned<Sample: SampleValue>(_ samples: UnsafeBufferPointer<Sample>, _ plan: RotationPlan) -> Samples {
        var result = empty(width: plan.width, height: plan.height)
        let (channels, colours, most) = (channels, colours, Float(Sample.max))
        func pixel(_ x: Int, _ y: Int) -> SIMD4<Float> {
            let at = (min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)) * channels
            var value = SIMD4<Float>(repeating: Float(samples[at]))
            if colours == 3 { value = SIMD4(Float(samples[at]), Float(samples[at + 1]), Float(samples[at + 2]), 0) }
            value.w = channels > colours ? Float(samples[at + colours]) / most : 1
            return value
        }
        func fill(_ goal: UnsafeMutableBufferPointer<Sample>) {
            for y in 0..<plan.height {
                for x in 0..<plan.width {
                    let (fromX, fromY, cover) = plan.place(x, y)
                    if cover <= 0, channels > colours { continue }
                    var sum = SIMD4<Float>()
                    let (column, row) = (Int(fromX.rounded(.down)), Int(fromY.rounded(.down)))
                    let (across, down) = (
                        RotationPlan.spline(fromX - Float(column)), RotationPlan.spline(fromY - Float(row))
                    )
                    for j in 0..<4 {
                        for i in 0..<4 {
                            var value = pixel(column + i - 1, row + j - 1)
                            let weight = across[i] * down[j] * value.w
                            value.w = 1
                            sum += value * weight
                        }
                    }
                    guard sum.w > 0.002 else { continue }
                    let at = (y * plan.width + x) * channels
                    for c in 0..<colours { goal[at + c] = Sample(min(max(sum[c] / sum.w, 0), most) + 0.5) }
                    if channels > colours { goal[at + colours] = Sample(min(max(sum.w * cover, 0), 1) * most + 0.5) }
                }
            }
        }
        result.write(
            { bytes in fill(UnsafeMutableRawBufferPointer(bytes).bindMemory(to: Sample.self)) },
            { words in fill(UnsafeMutableRawBufferPointer(words).bindMemory(to: Sample.self)) })
        return result
    }

    private func scaled(by factor: Double) throws(ModelFailure) -> Samples {
        guard factor.isFinite, factor > 0 else { return self }
        let (w, h) = (Double(width) * factor, Double(height) * factor)
        try GeometryLimit.check(w, h)
        return try resized(max(1, Int(w.rounded())), max(1, Int(h.rounded())))
    }

    private func resized(_ newWidth: Int, _ newHeight: Int) throws(ModelFailure) -> Samples {
        if newWidth == width, newHeight == height { return self }
        guard newWidth > 0, newHeight > 0 else { return self }
        try GeometryLimit.checkEnlargement(from: size, to: PixelSize(width: newWidth, height: newHeight))
        let (across, down) = (Taps(from: width, to: newWidth), Taps(from: height, to: newHeight))
        let width = width
        return readingLight { reader in
            filled(width: newWidth, height: newHeight) { row, y in
                var line = [SIMD4<Float>](repeating: SIMD4(), count: width)
                withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { light in
                    for (offset, weight) in down.weights(y).enumerated() {
                        reader.row(down.first(y) + offset, into: light.baseAddress!)
                        for x in 0..<width {
                            var colour = light[x] * (light[x].w * weight)
                            colour.w = light[x].w * weight
                            line[x] += colour
                        }
                    }
                }
                for x in 0..<newWidth {
                    var sum = SIMD4<Float>()
                    let first = across.first(x)
                    for (offset, weight) in across.weights(x).enumerated() { sum += line[first + offset] * weight }
                    let alpha = sum.w
                    row[x] = sum / max(alpha, 1e-6)
                    row[x].w = min(max(alpha, 0), 1)
                }
            }
        }
    }

    private func bordered(_ named: NamedColour, share: Double) throws(ModelFailure) -> Samples {
        let clamped = share.isFinite ? min(max(share, 0), 1) : 0
        let border = max(1, Int((clamped * Double(min(width, height))).rounded()))
        let (newWidth, newHeight) = (width + 2 * border, height + 2 * border)
        try GeometryLimit.check(Double(newWidth), Double(newHeight))
        let isGrey = named.red == named.green && named.red == named.blue
        let picture = isGrey ? self : inColours
        let fill = PixelBuffer(width: 1, height: 1, filledWith: [named.red, named.green, named.blue])
        var dot = Samples(view: fill, as: picture.colour)
        if picture.hasAlpha { dot = dot.withAlpha }
        return picture.placed(on: dot, width: newWidth, height: newHeight, x: border, y: border)
    }
}
