import CPlanes
package import Pictures

/// A picture, or part of one, from which values between the pixels are taken.
package final class SamplingSource: @unchecked Sendable {
    let size: PixelSize
    /// The part that is here.
    let part: Rectangle
    /// Red, green, blue, 0...255, and nothing.
    private let pixels: UnsafeMutablePointer<SIMD4<Float>>

    package init(_ picture: PixelBuffer, part: Rectangle? = nil, _ workers: Workers) {
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

    /// The colours at places in this picture's whole coordinates, bicubic (Keys, a = -0.75); beyond the border the border's.
    package func sample(
        _ count: Int, x px: UnsafePointer<Float>, y py: UnsafePointer<Float>,
        into out: UnsafeMutablePointer<SIMD4<Float>>
    ) {
        let size = Int(PLANES_BLOCK)
        let colours = UnsafeRawPointer(pixels).assumingMemoryBound(to: Float.self)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * size) { places in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { outside in
                let (x, y) = (places.baseAddress!, places.baseAddress! + size)
                for start in stride(from: 0, to: count, by: size) {
                    let length = min(size, count - start)
                    for i in 0..<length {
                        x[i] = max(-1, min(Float(self.size.width), px[start &+ i])) - Float(part.x)
                        y[i] = max(-1, min(Float(self.size.height), py[start &+ i])) - Float(part.y)
                    }
                    let target = UnsafeMutableRawPointer(out + start).assumingMemoryBound(to: Float.self)
                    planes_bicubic(
                        colours, Int32(part.width), Int32(part.height), x, y, Int32(length), target,
                        outside.baseAddress!)
                    for i in 0..<length where outside[i] != 0 { out[start + i] = atBorder(x[i], y[i]) }
                }
            }
        }
    }

    private func atBorder(_ x: Float, _ y: Float) -> SIMD4<Float> {
        let (left, top) = (Int(x + 4) - 4, Int(y + 4) - 4)
        let (wx, wy) = (bicubicWeights(x - Float(left)), bicubicWeights(y - Float(top)))
        var sum = SIMD4<Float>()
        for j in 0..<4 {
            let row = pixels + max(0, min(part.height - 1, top - 1 + j)) * part.width
            for i in 0..<4 { sum += row[max(0, min(part.width - 1, left - 1 + i))] * (wx[i] * wy[j]) }
        }
        return sum
    }
}
