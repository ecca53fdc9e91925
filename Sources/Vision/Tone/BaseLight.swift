import Colorimetry

/// How bright it is around each pixel, with edges kept and without what is fine, by sRGB's numbers.
///
/// A guided filter that is guided by the brightness itself (He, Sun and Tang), fitted on a reduced picture and applied to
/// each pixel's own brightness: no halos, and little memory for large pictures.
struct BaseLight: Sendable {
    private let width: Int
    private let height: Int
    /// Reduced pixels per pixel.
    private let ratio: SIMD2<Float>
    /// Slope and offset at each reduced pixel.
    private let lines: [SIMD2<Float>]

    private static let longestSide = 512

    /// `radius` is a share of the short side; what differs by less than the root of `epsilon` counts as fine.
    init(_ picture: some ToneKernels, radius: Float = 0.03, epsilon: Float = 0.012) {
        let small = ReducedLight(picture, longestSide: Self.longestSide)
        let luma = TonePlane(width: small.width, height: small.height, values: small.lumas)
        let side = max(1, Int(radius * Float(min(small.width, small.height))))
        let mean = luma.averaged(radius: side)
        let squares = TonePlane(width: small.width, height: small.height, values: luma.values.map { $0 * $0 })
            .averaged(radius: side)
        var (slopes, offsets) = (mean, mean)
        for i in mean.values.indices {
            let variance = max(0, squares.values[i] - mean.values[i] * mean.values[i])
            slopes.values[i] = variance / (variance + epsilon)
            offsets.values[i] = mean.values[i] * (1 - slopes.values[i])
        }
        (slopes, offsets) = (slopes.averaged(radius: side), offsets.averaged(radius: side))
        lines = zip(slopes.values, offsets.values).map { SIMD2($0, $1) }
        (width, height) = (small.width, small.height)
        ratio = SIMD2(Float(small.width) / Float(picture.width), Float(small.height) / Float(picture.height))
    }

    @inline(__always)
    func value(_ x: Int, _ y: Int, luma: Float) -> Float {
        let line = bilinear(lines, width, height, x, y, ratio)
        return min(1, max(0, line.x * luma + line.y))
    }
}

/// A value between four of a smaller picture's, for a pixel of the larger one.
@inline(__always)
func bilinear<Value: SIMD>(
    _ values: [Value], _ width: Int, _ height: Int, _ x: Int, _ y: Int, _ ratio: SIMD2<Float>
) -> Value where Value.Scalar == Float {
    let u = min(max(0, (Float(x) + 0.5) * ratio.x - 0.5), Float(width - 1))
    let v = min(max(0, (Float(y) + 0.5) * ratio.y - 0.5), Float(height - 1))
    let (left, top) = (Int(u), Int(v))
    let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
    let (s, t) = (u - Float(left), v - Float(top))
    return values.withUnsafeBufferPointer { values in
        let upper = values[top * width + left] * (1 - s) + values[top * width + right] * s
        let lower = values[bottom * width + left] * (1 - s) + values[bottom * width + right] * s
        return upper * (1 - t) + lower * t
    }
}

/// A picture's light by the mean of square blocks, weighted by alpha; the fourth number is the mean alpha.
struct ReducedLight: Sendable {
    let width: Int
    let height: Int
    /// The side of a block.
    let block: Int
    /// Not yet divided by alpha.
    var light: [SIMD4<Float>]

    init(_ picture: some ToneKernels, longestSide: Int) {
        let longest = max(picture.width, picture.height)
        self.init(picture, block: max(1, (longest + longestSide - 1) / longestSide))
    }

    init(_ picture: some ToneKernels, block: Int) {
        let (full, columns) = (picture.width, (picture.width + block - 1) / block)
        let rows = (picture.height + block - 1) / block
        var light = [SIMD4<Float>](repeating: SIMD4(), count: columns * rows)
        light.withUnsafeMutableBufferPointer { light in
            nonisolated(unsafe) let light = light
            picture.readingRows { row, y in
                let goal = y / block * columns
                for x in 0..<full {
                    var pixel = row[x] * row[x].w
                    pixel.w = row[x].w
                    light[goal + x / block] += pixel
                }
            }
        }
        for y in 0..<rows {
            let high = min(block, picture.height - y * block)
            for x in 0..<columns {
                light[y * columns + x] /= Float(high * min(block, full - x * block))
            }
        }
        (width, height, self.block, self.light) = (columns, rows, block, light)
    }

    /// The colour of each block.
    var colours: [SIMD3<Float>] {
        light.map { $0.w > 1e-4 ? SIMD3($0.x, $0.y, $0.z) / $0.w : SIMD3() }
    }

    /// The brightness of each, by sRGB's numbers.
    var lumas: [Float] { colours.map { SRGB.encode(SRGB.luminance($0)) } }

    /// Blurs by a Gaussian; `sigma` in blocks.
    func blurred(sigma: Float) -> ReducedLight {
        var result = self
        for c in 0..<4 {
            let plane = TonePlane(width: width, height: height, values: light.map { $0[c] }).blurred(sigma: sigma)
            for i in light.indices { result.light[i][c] = plane.values[i] }
        }
        return result
    }
}
