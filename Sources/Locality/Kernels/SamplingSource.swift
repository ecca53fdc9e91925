import Pictures

/// A picture, or part of one, from which values between the pixels are taken.
final class SamplingSource: @unchecked Sendable {
    let size: PixelSize
    /// The part that is here.
    let part: Rectangle
    /// Red, green, blue, 0...255, and nothing.
    private let pixels: UnsafeMutablePointer<SIMD4<Float>>

    init(_ picture: PixelBuffer, part: Rectangle? = nil, _ workers: Workers) {
        size = PixelSize(width: picture.width, height: picture.height)
        let part = part ?? Rectangle(x: 0, y: 0, width: picture.width, height: picture.height)
        self.part = part
        pixels = .allocate(capacity: part.width * part.height)
        let target = Shared(pixels)
        let channels = picture.channels
        picture.bytes.withUnsafeBufferPointer { bytes in
            let base = Shared(bytes.baseAddress!)
            workers.rows(part.height) { rows in
                for y in rows {
                    var source = base.value + ((part.y + y) * picture.width + part.x) * channels
                    let out = target.value + y * part.width
                    for x in 0..<part.width {
                        out[x] = SIMD4(Float(source[0]), Float(source[1]), Float(source[2]), 0)
                        source += channels
                    }
                }
            }
        }
    }

    deinit { pixels.deallocate() }

    /// Bicubic (Keys, a = -0.75), in this picture's whole coordinates; beyond the border the border's pixels.
    @inline(__always)
    func bicubic(_ x: Float, _ y: Float) -> SIMD4<Float> {
        let (cx, cy) = (
            max(-1, min(Float(size.width), x)) - Float(part.x), max(-1, min(Float(size.height), y)) - Float(part.y)
        )
        let (left, top) = (Int(cx + 4) - 4, Int(cy + 4) - 4)
        let (wx, wy) = (bicubicWeights(cx - Float(left)), bicubicWeights(cy - Float(top)))
        if left >= 1, top >= 1, left + 2 < part.width, top + 2 < part.height {
            var p = UnsafePointer(pixels) + (top - 1) * part.width + left - 1
            var sum = line(p, wx) * wy[0]
            p += part.width
            sum += line(p, wx) * wy[1]
            p += part.width
            sum += line(p, wx) * wy[2]
            p += part.width
            return sum + line(p, wx) * wy[3]
        }
        return atBorder(left, top, wx, wy)
    }

    @inline(__always)
    private func line(_ p: UnsafePointer<SIMD4<Float>>, _ w: SIMD4<Float>) -> SIMD4<Float> {
        p[0] * w[0] + p[1] * w[1] + p[2] * w[2] + p[3] * w[3]
    }

    @inline(never)
    private func atBorder(_ left: Int, _ top: Int, _ wx: SIMD4<Float>, _ wy: SIMD4<Float>) -> SIMD4<Float> {
        var sum = SIMD4<Float>()
        for j in 0..<4 {
            let row = pixels + max(0, min(part.height - 1, top - 1 + j)) * part.width
            for i in 0..<4 { sum += row[max(0, min(part.width - 1, left - 1 + i))] * (wx[i] * wy[j]) }
        }
        return sum
    }
}
