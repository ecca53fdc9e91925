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
        let places = alignment.places(of: box.x..<box.maxX, in: grid)
        // In bands, so that a cancelled turn ends soon, and the grain's planes stay small.
        let band = max(16, 1_000_000 / max(1, box.width))
        for top in stride(from: box.y, to: box.maxY, by: band) {
            try Task.checkCancellation()
            let part = Rectangle(x: box.x, y: top, width: box.width, height: min(band, box.maxY - top))
            let texture = grain?.texture(of: prior, in: part, workers)
            result.bytes.withUnsafeMutableBufferPointer { bytes in
                let base = Shared(bytes.baseAddress!)
                workers.rows(part.height, block: 16) { rows in
                    for row in rows {
                        let pixels = base.value + ((top + row) * grid.width + box.x) * prior.channels
                        lay(top + row, of: grid, places, texture?.row(row), from: box.x, onto: pixels, prior.channels)
                    }
                }
            }
        }
        return result
    }

    /// Lays one row's part of the change, which begins at a column, onto the prior's pixels.
    private func lay(
        _ y: Int, of grid: PixelSize, _ places: Alignment.Places, _ texture: UnsafeMutablePointer<Float>?,
        from column: Int, onto pixels: UnsafeMutablePointer<UInt8>, _ channels: Int
    ) {
        let (toX, toY) = (Float(alpha.width) / Float(grid.width), Float(alpha.height) / Float(grid.height))
        let v = (Float(y) + 0.5) * toY - 0.5
        let count = places.count
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * count + places.room) { room in
            let (px, py, shares) = (room.baseAddress!, room.baseAddress! + count, room.baseAddress! + 2 * count)
            for i in 0..<count { shares[i] = alpha.bilinear((Float(column + i) + 0.5) * toX - 0.5, v) }
            guard let first = (0..<count).first(where: { shares[$0] > 0 }) else { return }
            let end = 1 + (first..<count).last { shares[$0] > 0 }!
            places.fill(y, x: px, y: py, room: shares + count)
            withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: end - first) { colours in
                source.sample(end - first, x: px + first, y: py + first, into: colours.baseAddress!)
                let known = colour.known
                colour.vectors.withUnsafeBufferPointer { coefficients in
                    for i in first..<end where shares[i] > 0 {
                        let u = (Float(column + i) + 0.5) * toX - 0.5
                        var colour = ColourFit.corrected(
                            colours[i - first] * (1 / 255), coefficients.baseAddress!, known)
                        let pixel = pixels + i * channels
                        if channels == 4 {
                            // Below a quarter the model's colour is mostly what it put behind.
                            guard pixel[3] >= 64 else { continue }
                            let cover = Float(pixel[3]) * (1 / 255)
                            colour = (colour - matte * (1 - cover)) / cover
                        }
                        if let membrane { colour += membrane.at(u, v) }
                        if let texture { colour += texture[i] * grainShare(u, v) }
                        colour = lesser(greater(colour, SIMD4()), SIMD4(repeating: 1))
                        for k in 0..<3 {
                            let old = Float(pixel[k])
                            pixel[k] = UInt8(old + (colour[k] * 255 - old) * shares[i] + 0.5)
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private func grainShare(_ u: Float, _ v: Float) -> Float { grain?.agreement.bilinear(u, v) ?? 0 }
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
