import Colorimetry
import Pictures

extension PixelBuffer: ToneKernels {
    var isGrey: Bool { false }
    var inColours: PixelBuffer { self }

    func readingRows(_ body: (_ row: UnsafePointer<SIMD4<Float>>, _ y: Int) -> Void) {
        let (width, channels) = (width, channels)
        SRGB.linear.withUnsafeBufferPointer { light in
            bytes.withUnsafeBufferPointer { bytes in
                withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { row in
                    for y in 0..<height {
                        var at = y * width * channels
                        for x in 0..<width {
                            row[x] = SIMD4(
                                light[Int(bytes[at])], light[Int(bytes[at + 1])], light[Int(bytes[at + 2])],
                                channels == 4 ? Float(bytes[at + 3]) * (1 / 255) : 1)
                            at += channels
                        }
                        body(UnsafePointer(row.baseAddress!), y)
                    }
                }
            }
        }
    }

    func mappingColours(
        _ change: @Sendable (_ light: SIMD3<Float>, _ x: Int, _ y: Int) -> SIMD3<Float>
    ) -> PixelBuffer {
        SRGB.linear.withUnsafeBufferPointer { light in
            SRGB.bytes.withUnsafeBufferPointer { bytes in
                let (light, table) = (light.baseAddress!, bytes.baseAddress!)
                return mappingPixels { pixel, x, y in
                    let colour = SIMD3(light[Int(pixel[0])], light[Int(pixel[1])], light[Int(pixel[2])])
                    let moved = change(colour, x, y)
                    let fitted = SRGB.fitted(moved, around: min(max(SRGB.luminance(moved), 0), 1))
                    for c in 0..<3 { pixel[c] = SRGB.byte(fitted[c], table) }
                }
            }
        }
    }

    func mappingEncoded(
        _ change: @Sendable (_ value: SIMD3<Float>, _ x: Int, _ y: Int) -> SIMD3<Float>
    ) -> PixelBuffer {
        mappingPixels { pixel, x, y in
            let value = change(SIMD3(Float(pixel[0]), Float(pixel[1]), Float(pixel[2])) * (1 / 255), x, y)
            for c in 0..<3 { pixel[c] = UInt8(min(max(value[c], 0), 1) * 255 + 0.5) }
        }
    }

    /// Calls `change` with every pixel and its place; it may write the first three channels.
    private func mappingPixels(_ change: (_ pixel: UnsafeMutablePointer<UInt8>, _ x: Int, _ y: Int) -> Void)
        -> PixelBuffer
    {
        var result = self
        let (width, height, channels) = (width, height, channels)
        result.bytes.withUnsafeMutableBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            for y in 0..<height {
                var pixel = base + y * width * channels
                for x in 0..<width {
                    change(pixel, x, y)
                    pixel += channels
                }
            }
        }
        return result
    }
}
