import Pictures

extension PixelBuffer {
    /// Moves each pixel's luminance along the curve; hue and the proportions of the channels stay, and what would not
    /// fit is moved towards grey of the same luminance.
    func mappingLuminance(_ curve: [Float]) -> PixelBuffer {
        let (light, bytes) = (SRGB.linear, SRGB.bytes)
        return curve.withUnsafeBufferPointer { curve in
            light.withUnsafeBufferPointer { light in
                bytes.withUnsafeBufferPointer { bytes in
                    nonisolated(unsafe) let (curve, light, table) = (curve, light.baseAddress!, bytes.baseAddress!)
                    return mappingPixels { pixel, _, _ in
                        let colour = SIMD3(light[Int(pixel[0])], light[Int(pixel[1])], light[Int(pixel[2])])
                        let before = SRGB.luminance(colour)
                        let place = before.squareRoot() * Float(Curve.size)
                        let index = min(Int(place), Curve.size - 1)
                        let after = curve[index] + (curve[index + 1] - curve[index]) * (place - Float(index))
                        // Lifted shadows get grey rather than a colour cast out of noise.
                        let ratio = min(after / max(before, 1e-6), 6)
                        let moved = colour * ratio + SIMD3(repeating: max(0, after - before * ratio))
                        let fitted = SRGB.fitted(moved, around: min(after, 1))
                        pixel[0] = SRGB.byte(fitted.x, table)
                        pixel[1] = SRGB.byte(fitted.y, table)
                        pixel[2] = SRGB.byte(fitted.z, table)
                    }
                }
            }
        }
    }

    /// Replaces each colour by the table's colour for its luminance.
    func toned(_ colours: [UInt8], share: Float) -> PixelBuffer {
        let light = SRGB.linear
        return colours.withUnsafeBufferPointer { colours in
            light.withUnsafeBufferPointer { light in
                nonisolated(unsafe) let (colours, light) = (colours, light)
                return mappingPixels { pixel, _, _ in
                    let colour = SIMD3(light[Int(pixel[0])], light[Int(pixel[1])], light[Int(pixel[2])])
                    let root = min(SRGB.luminance(colour), 1).squareRoot()
                    let index = Int(root * Float(Curve.size) + 0.5) * 3
                    for channel in 0..<3 {
                        let old = Float(pixel[channel])
                        pixel[channel] = UInt8(old + (Float(colours[index + channel]) - old) * share + 0.5)
                    }
                }
            }
        }
    }
}
