import Foundation
import Pictures

extension PixelBuffer {
    /// What red, green and blue light are multiplied with.
    static func warmth(_ amount: Float) -> SIMD3<Float> {
        // Warmth takes away blue rather than adding red, which would turn pink; coolness the other way round.
        let (more, less): (Float, Float) = amount > 0 ? (0.13, 0.24) : (0.18, 0.17)
        let (red, blue) = (exp2f(more * amount), exp2f(-less * amount))
        let norm = 1 / (0.2126 * red + 0.7152 + 0.0722 * blue)
        return SIMD3(red, 1, blue) * norm
    }

    /// A shift of the white balance: red and blue light are scaled against each other, luminance stays.
    ///
    /// White stays white, as no channel can go above it.
    func warmed(by amount: Float) -> PixelBuffer {
        let gains = Self.warmth(amount)
        let (light, bytes) = (SRGB.linear, SRGB.bytes)
        return light.withUnsafeBufferPointer { light in
            bytes.withUnsafeBufferPointer { bytes in
                nonisolated(unsafe) let (light, table) = (light.baseAddress!, bytes.baseAddress!)
                return mappingPixels { pixel, _, _ in
                    let colour = SIMD3(light[Int(pixel[0])], light[Int(pixel[1])], light[Int(pixel[2])])
                    let before = SRGB.luminance(colour)
                    var moved = colour * gains
                    moved *= before / max(SRGB.luminance(moved), 1e-6)
                    let fitted = SRGB.fitted(moved, around: before)
                    pixel[0] = SRGB.byte(fitted.x, table)
                    pixel[1] = SRGB.byte(fitted.y, table)
                    pixel[2] = SRGB.byte(fitted.z, table)
                }
            }
        }
    }

    /// What a colour's chroma is multiplied with.
    @inline(__always)
    static func chromaScale(of lab: Lab, _ amount: Float) -> Float {
        if amount < 0 { return max(0, 1 + 0.25 * amount) }
        let chroma = lab.chroma
        let room = max(0, 1 - chroma * (1 / 0.25))
        // The cosine of the angle to the hue of skin, 0.88 rad.
        let skin = (lab.y * 0.637 + lab.z * 0.771) / max(chroma, 1e-5)
        let protection = max(0, (skin - 0.94) * (1 / 0.06)) * max(0, 1 - abs(chroma - 0.07) * 14)
        return 1 + 0.3 * amount * (0.12 + 0.88 * room) * (1 - 0.45 * protection)
    }

    /// Scales chroma in OKLab at the same lightness and hue.
    ///
    /// More: what is already strong gets less of it, and hues of skin get little more than half. Less: everything alike, down to grey
    /// at strength 4.
    func saturated(by amount: Float) -> PixelBuffer {
        let (light, bytes) = (SRGB.linear, SRGB.bytes)
        return light.withUnsafeBufferPointer { light in
            bytes.withUnsafeBufferPointer { bytes in
                nonisolated(unsafe) let (light, table) = (light.baseAddress!, bytes.baseAddress!)
                return mappingPixels { pixel, _, _ in
                    var lab = OKLab.fromLinear(
                        SIMD3(light[Int(pixel[0])], light[Int(pixel[1])], light[Int(pixel[2])])
                    )
                    let scale = Self.chromaScale(of: lab, amount)
                    lab.y *= scale
                    lab.z *= scale
                    let grey = lab.x
                    let fitted = SRGB.fitted(OKLab.toLinear(lab), around: min(grey * grey * grey, 1))
                    pixel[0] = SRGB.byte(fitted.x, table)
                    pixel[1] = SRGB.byte(fitted.y, table)
                    pixel[2] = SRGB.byte(fitted.z, table)
                }
            }
        }
    }
}
