import Foundation
import Pictures
import Wording

extension Samples: GeometryKernels {
    func turned(_ plan: RotationPlan) -> Samples {
        let source = plan.growsAlpha ? withAlpha : self
        return source.read({ source.turned($0, plan) }, { source.turned($0, plan) })
    }

    /// Nothing but alpha changes, which the view tells as well.
    func roundingCorners(share: Double, of corners: Corners) -> Samples {
        let view = view()
        return taking(view.roundingCorners(share: share, of: corners), over: view)
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

    func resampled(_ newWidth: Int, _ newHeight: Int) -> Samples {
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

    var seen: PixelBuffer { view() }

    func bordered(_ named: NamedColour, by border: Int) -> Samples {
        let picture = showing(named)
        var dot = picture.dot(of: named)
        if picture.hasAlpha { dot = dot.withAlpha }
        return picture.placed(on: dot, width: width + 2 * border, height: height + 2 * border, x: border, y: border)
    }

    func on(_ ground: CanvasGround, of size: PixelSize, x: Int, y: Int) -> Samples {
        switch ground {
        case .transparent:
            let picture = withAlpha
            return picture.placed(
                on: picture.empty(width: 1, height: 1), width: size.width, height: size.height, x: x, y: y)
        case .pixel(let fromX, let fromY):
            let dot = cropped(x: fromX, y: fromY, width: 1, height: 1)
            return placed(on: dot, width: size.width, height: size.height, x: x, y: y)
        case .colour(let named):
            let picture = showing(named)
            let dot = picture.dot(of: named)
            return picture.over(dot).placed(on: dot, width: size.width, height: size.height, x: x, y: y)
        case .blurred:
            let there = placed(
                on: cropped(x: 0, y: 0, width: 1, height: 1), width: size.width, height: size.height, x: x, y: y)
            var inside = [UInt8](repeating: 0, count: size.width * size.height)
            for row in y..<(y + height) {
                inside.replaceSubrange(
                    (row * size.width + x)..<(row * size.width + x + width), with: repeatElement(255, count: width))
            }
            return blurred(covering: size).taking(
                there, where: PixelMask(width: size.width, height: size.height, values: inside))
        }
    }

    /// As much of it as a ground of this size shows, blurred until nothing in it draws the eye.
    private func blurred(covering size: PixelSize) -> Samples {
        let box = self.size.crop(to: size.width, size.height, around: nil)
        // What is blurred so much has no more detail than this.
        let scale = min(1, 480 / Double(max(size.width, size.height)))
        let (wide, high) = (max(1, Int(Double(size.width) * scale)), max(1, Int(Double(size.height) * scale)))
        return cropped(x: box.x, y: box.y, width: box.width, height: box.height).resampled(wide, high)
            .applying(.blurred, strength: Strength(3.5)).resampled(size.width, size.height)
    }

    /// Itself, in three channels where a colour needs them.
    private func showing(_ named: NamedColour) -> Samples {
        named.red == named.green && named.red == named.blue ? self : inColours
    }

    /// One pixel of a colour, in this picture's own colours and without alpha.
    private func dot(of named: NamedColour) -> Samples {
        let fill = PixelBuffer(width: 1, height: 1, filledWith: [named.red, named.green, named.blue])
        return Samples(view: fill, as: colour).withoutAlpha
    }

    /// Opaque, with one pixel's colour behind what was transparent.
    private func over(_ dot: Samples) -> Samples {
        guard hasAlpha else { return self }
        var out = withoutAlpha
        let (channels, colours, count) = (channels, colours, pixelCount)
        func mix<Sample: SampleValue>(
            _ source: UnsafeBufferPointer<Sample>, _ behind: [Sample], _ goal: UnsafeMutableBufferPointer<Sample>
        ) {
            for pixel in 0..<count {
                let alpha = UInt64(source[pixel * channels + colours])
                guard alpha < UInt64(Sample.max) else { continue }
                let most = UInt64(Sample.max)
                for c in 0..<colours {
                    let sum = UInt64(source[pixel * channels + c]) * alpha + UInt64(behind[c]) * (most - alpha)
                    goal[pixel * colours + c] = Sample((sum + most / 2) / most)
                }
            }
        }
        read(
            { source in
                let behind = dot.read({ Array($0) }, { _ in [] })
                out.write({ mix(source, behind, $0) }, { _ in })
            },
            { source in
                let behind = dot.read({ _ in [] }, { Array($0) })
                out.write({ _ in }, { mix(source, behind, $0) })
            })
        return out
    }
}
