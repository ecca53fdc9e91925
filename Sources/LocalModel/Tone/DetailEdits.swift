import Foundation
import Pictures

extension PixelBuffer {
    private var shortSide: Float { Float(min(width, height)) }

    /// What is added to a pixel whose brightness differs so much from its surroundings', both of 255.
    @inline(__always)
    static func sharpening(_ detail: Float, _ amount: Float) -> Float {
        let limit = 10 + 6 * amount
        // Below about 1 of 255 it is noise.
        let certainty = min(max((abs(detail) - 0.6) * 0.5, 0), 1)
        let wanted = 0.8 * amount * detail * certainty
        return wanted / (1 + abs(wanted) / limit)
    }

    /// An unsharp mask on brightness alone, so that edges get no colour; fine noise is left alone and halos are limited.
    func sharpened(by amount: Float) -> PixelBuffer {
        let luma = luma
        let blurred = luma.blurred(sigma: max(0.8, 0.0015 * shortSide))
        return luma.values.withUnsafeBufferPointer { sharp in
            blurred.values.withUnsafeBufferPointer { soft in
                nonisolated(unsafe) let (sharp, soft) = (sharp, soft)
                let width = width
                return mappingPixels { pixel, x, y in
                    let detail = sharp[y * width + x] - soft[y * width + x]
                    let change = Self.sharpening(detail, amount)
                    for channel in 0..<3 {
                        pixel[channel] = UInt8(min(max(Float(pixel[channel]) + change, 0), 255) + 0.5)
                    }
                }
            }
        }
    }

    private var luma: TonePlane {
        var values = [Float](repeating: 0, count: pixelCount)
        bytes.withUnsafeBufferPointer { bytes in
            for i in 0..<pixelCount {
                let at = i * channels
                values[i] =
                    0.2126 * Float(bytes[at]) + 0.7152 * Float(bytes[at + 1]) + 0.0722 * Float(bytes[at + 2])
            }
        }
        return TonePlane(width: width, height: height, values: values)
    }

    /// A Gaussian blur in linear light; colours of transparent pixels do not bleed in.
    func softened(by amount: Float) -> PixelBuffer {
        let sigma = max(0.6, 0.0015 * shortSide) * amount
        let light = SRGB.linear
        var result = self
        let coverage = hasAlpha ? alphaPlane : nil
        let weights = coverage?.blurred(sigma: sigma)
        for channel in 0..<3 {
            var plane = TonePlane(width: width, height: height, values: [Float](repeating: 0, count: pixelCount))
            for i in 0..<pixelCount {
                plane.values[i] = light[Int(bytes[i * channels + channel])] * (coverage?.values[i] ?? 1)
            }
            let blurred = plane.blurred(sigma: sigma)
            for i in 0..<pixelCount {
                let weight = weights?.values[i] ?? 1
                guard weight > 1e-4 else { continue }
                result.bytes[i * channels + channel] = SRGB.byte(blurred.values[i] / weight)
            }
        }
        return result
    }

    private var alphaPlane: TonePlane {
        let values = (0..<pixelCount).map { Float(bytes[$0 * channels + 3]) / 255 }
        return TonePlane(width: width, height: height, values: values)
    }

    /// Darkens towards the corners in linear light, as a lens does; half a step of noise keeps skies from banding.
    func vignetted(by amount: Float) -> PixelBuffer {
        let (light, bytes) = (SRGB.linear, SRGB.bytes)
        let (centreX, centreY) = (Float(width - 1) / 2, Float(height - 1) / 2)
        let reach = 1 / (centreX * centreX + centreY * centreY + 1e-6)
        let depth = 0.42 * amount
        return light.withUnsafeBufferPointer { light in
            bytes.withUnsafeBufferPointer { bytes in
                nonisolated(unsafe) let (light, table) = (light.baseAddress!, bytes.baseAddress!)
                return mappingPixels { pixel, x, y in
                    let (dx, dy) = (Float(x) - centreX, Float(y) - centreY)
                    let square = (dx * dx + dy * dy) * reach
                    let fall = 1 + depth * square * square.squareRoot()
                    let dither = 1 + (PlaceNoise.uniform(x, y) - 0.5) * 0.008
                    let gain = dither / (fall * fall)
                    for channel in 0..<3 {
                        pixel[channel] = min(pixel[channel], SRGB.byte(light[Int(pixel[channel])] * gain, table))
                    }
                }
            }
        }
    }

    /// Noise in brightness, strongest in the midtones; its grains grow with the picture.
    func grained(by amount: Float) -> PixelBuffer {
        let scale = max(1, shortSide / 1100)
        let strength = 0.035 * amount * 255
        return mappingPixels { pixel, x, y in
            let value = (0.2126 * Float(pixel[0]) + 0.7152 * Float(pixel[1]) + 0.0722 * Float(pixel[2])) / 255
            let weight = 0.25 + 3 * value * (1 - value)
            let change = PlaceNoise.grain(Float(x) / scale, Float(y) / scale) * strength * weight
            for channel in 0..<3 {
                pixel[channel] = UInt8(min(max(Float(pixel[channel]) + change, 0), 255) + 0.5)
            }
        }
    }
}
