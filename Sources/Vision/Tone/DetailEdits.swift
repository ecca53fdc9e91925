import Foundation

/// What is added to a pixel whose brightness differs so much from its surroundings', both of 255.
@inline(__always)
private func sharpening(_ detail: Float, _ amount: Float) -> Float {
    let limit = 10 + 6 * amount
    // Below about 1 of 255 it is noise.
    let certainty = min(max((abs(detail) - 0.6) * 0.5, 0), 1)
    let wanted = 0.8 * amount * detail * certainty
    return wanted / (1 + abs(wanted) / limit)
}

/// Edits that look at neighbours or at the place.
extension ToneKernels {
    /// A plane of numbers that are computed from each pixel's light and alpha.
    private func plane(_ value: (SIMD4<Float>) -> Float) -> TonePlane {
        var values = [Float](repeating: 0, count: width * height)
        let width = width
        readingRows { row, y in
            for x in 0..<width { values[y * width + x] = value(row[x]) }
        }
        return TonePlane(width: width, height: height, values: values)
    }

    /// An unsharp mask on brightness alone, so that edges get no colour; fine noise is left alone and halos are limited.
    func sharpened(by amount: Float) -> Self {
        let luma = plane {
            255
                * (0.2126 * DeepSRGB.encoded($0.x) + 0.7152 * DeepSRGB.encoded($0.y)
                    + 0.0722 * DeepSRGB.encoded($0.z))
        }
        let blurred = luma.blurred(sigma: max(0.8, 0.0015 * shortSide))
        let width = width
        return mappingEncoded { value, x, y in
            let detail = luma.values[y * width + x] - blurred.values[y * width + x]
            return value + SIMD3(repeating: sharpening(detail, amount) / 255)
        }
    }

    /// More of what differs from its wider surroundings, in the midtones; less of it below 0.
    func clearer(by amount: Float) -> Self {
        let base = BaseLight(self, radius: 0.02, epsilon: 0.02)
        return mappingEncoded { value, x, y in
            let luma = min(1, max(0, 0.2126 * value.x + 0.7152 * value.y + 0.0722 * value.z))
            let middle = 0.35 + 2.6 * luma * (1 - luma)
            let detail = luma - base.value(x, y, luma: luma)
            return value + SIMD3(repeating: 0.5 * amount * detail * middle)
        }
    }

    /// A Gaussian blur in linear light; colours of transparent pixels do not bleed in. A wide one is made on a reduced
    /// picture, where nobody sees the difference.
    func softened(sigma: Float) -> Self {
        let block = max(1, Int(sigma / 4))
        guard block > 1 else { return finelySoftened(sigma: sigma) }
        let soft = ReducedLight(self, block: block).blurred(sigma: sigma / Float(block))
        let ratio = SIMD2(repeating: 1 / Float(block))
        return mappingColours { light, x, y in
            let colour = bilinear(soft.light, soft.width, soft.height, x, y, ratio)
            return colour.w > 1e-4 ? SIMD3(colour.x, colour.y, colour.z) / colour.w : light
        }
    }

    private func finelySoftened(sigma: Float) -> Self {
        let weights = hasAlpha ? plane { $0.w }.blurred(sigma: sigma) : nil
        let isWeighted = weights != nil
        let planes = (0..<3).map { channel in
            plane { $0[channel] * (isWeighted ? $0.w : 1) }.blurred(sigma: sigma)
        }
        let width = width
        return mappingColours { light, x, y in
            let at = y * width + x
            let weight = weights?.values[at] ?? 1
            guard weight > 1e-4 else { return light }
            return SIMD3(planes[0].values[at], planes[1].values[at], planes[2].values[at]) / weight
        }
    }

    /// Squares of one colour.
    func pixelated(side: Float) -> Self {
        let squares = ReducedLight(self, block: max(2, Int(side)))
        let (colours, width, block) = (squares.colours, squares.width, squares.block)
        return mappingColours { _, x, y in colours[y / block * width + x / block] }
    }

    /// Darkens towards the corners in linear light, as a lens does; half a step of noise keeps skies from banding.
    func vignetted(by amount: Float) -> Self {
        let (centreX, centreY) = (Float(width - 1) / 2, Float(height - 1) / 2)
        let reach = 1 / (centreX * centreX + centreY * centreY + 1e-6)
        let depth = 0.42 * amount
        return mappingColours { light, x, y in
            let (dx, dy) = (Float(x) - centreX, Float(y) - centreY)
            let square = (dx * dx + dy * dy) * reach
            let fall = 1 + depth * square * square.squareRoot()
            let dither = 1 + (PlaceNoise.uniform(x, y) - 0.5) * 0.008
            return light * min(1, dither / (fall * fall))
        }
    }

    /// Noise in brightness, strongest in the midtones; its grains grow with the picture.
    func grained(by amount: Float) -> Self {
        let scale = max(1, shortSide / 1100)
        let strength = 0.035 * amount
        return mappingEncoded { value, x, y in
            let grey = min(1, max(0, 0.2126 * value.x + 0.7152 * value.y + 0.0722 * value.z))
            let weight = 0.25 + 3 * grey * (1 - grey)
            let change = PlaceNoise.grain(Float(x) / scale, Float(y) / scale) * strength * weight
            return value + SIMD3(repeating: change)
        }
    }
}
