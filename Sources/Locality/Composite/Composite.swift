import Foundation
import Pictures

/// The received picture's changed part, laid onto the prior at the prior's own resolution.
struct Composite {
    let source: SamplingSource
    let alignment: Alignment
    let colour: ColourFit
    let membrane: Membrane?
    /// How much is taken over, 0...1, at the size at which the change was found; exactly 0 where nothing is.
    let alpha: Plane
    /// What a model made of places that are transparent.
    var matte: SIMD4<Float> = SIMD4(1, 1, 1, 0)
    var grain: Grain?
    let workers: Workers

    /// The prior with the change, and the number of pixels that were written.
    func applied(to prior: PixelBuffer, within box: Rectangle) throws -> PixelBuffer {
        var result = prior
        let grid = PixelSize(width: prior.width, height: prior.height)
        let (toX, toY) = (Float(alpha.width) / Float(grid.width), Float(alpha.height) / Float(grid.height))
        let coefficients = colour.vectors
        let channels = prior.channels
        // In bands, so that a cancelled turn ends soon, and the grain's planes stay small.
        let band = max(16, 1_000_000 / max(1, box.width))
        for top in stride(from: box.y, to: box.maxY, by: band) {
            try Task.checkCancellation()
            let lines = min(band, box.maxY - top)
            let part = Rectangle(x: box.x, y: top, width: box.width, height: lines)
            let texture = grain?.texture(of: prior, in: part, workers)
            result.bytes.withUnsafeMutableBufferPointer { bytes in
                let base = Shared(bytes.baseAddress!)
                workers.rows(lines, block: 16) { rows in
                    coefficients.withUnsafeBufferPointer { coefficients in
                        let c = coefficients.baseAddress!
                        withUnsafeTemporaryAllocation(
                            of: Float.self, capacity: 2 * box.width + 2 * max(1, alignment.columnsOfFlow)
                        ) { room in
                            let (px, py) = (room.baseAddress!, room.baseAddress! + box.width)
                            let flow = FlowRow(py + box.width, columns: alignment.columnsOfFlow)
                            for row in rows {
                                let y = top + row
                                let v = (Float(y) + 0.5) * toY - 0.5
                                alignment.fill(y, columns: box.x..<box.maxX, of: grid, x: px, y: py, row: flow)
                                var pixel = base.value + (y * grid.width + box.x) * channels
                                for i in 0..<box.width {
                                    defer { pixel += channels }
                                    let u = (Float(box.x + i) + 0.5) * toX - 0.5
                                    let share = alpha.bilinear(u, v)
                                    guard share > 0 else { continue }
                                    var colour = source.bicubic(px[i], py[i]) * (1 / 255)
                                    colour = polynomial(c, colour)
                                    if channels == 4 {
                                        // Below a quarter the model's colour is mostly what it put behind.
                                        guard pixel[3] >= 64 else { continue }
                                        let cover = Float(pixel[3]) * (1 / 255)
                                        colour = (colour - matte * (1 - cover)) / cover
                                    }
                                    if let membrane { colour += membrane.at(u, v) }
                                    if let texture { colour += texture.values[row * box.width + i] * grainShare(u, v) }
                                    colour.clamp(lowerBound: SIMD4(), upperBound: SIMD4(repeating: 1))
                                    for k in 0..<3 {
                                        let old = Float(pixel[k])
                                        pixel[k] = UInt8(old + (colour[k] * 255 - old) * share + 0.5)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return result
    }

    @inline(__always)
    private func grainShare(_ u: Float, _ v: Float) -> Float { grain?.agreement.bilinear(u, v) ?? 0 }

    @inline(__always)
    private func polynomial(_ c: UnsafePointer<SIMD4<Float>>, _ p: SIMD4<Float>) -> SIMD4<Float> {
        let (r, g, b) = (p[0], p[1], p[2])
        let first = c[0] + r * (c[1] + c[4] * r + c[7] * g)
        return first + g * (c[2] + c[5] * g + c[8] * b) + b * (c[3] + c[6] * b + c[9] * r)
    }
}

extension MaskPlane {
    /// How much is taken over around a mask: all within it, then less and less over a few pixels, and exactly nothing
    /// from there on.
    func feathered(over width: Int, _ workers: Workers) -> Plane {
        let out = distances(upTo: max(1, width), workers)
        let scale = 1 / Float(max(1, width))
        workers.rows(height) { rows in
            for i in (rows.lowerBound * self.width)..<(rows.upperBound * self.width) {
                let t = max(0, 1 - out.values[i] * scale)
                out.values[i] = t * t * (3 - 2 * t)
            }
        }
        return out
    }
}
