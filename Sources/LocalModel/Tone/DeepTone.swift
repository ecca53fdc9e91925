import Foundation
package import Pictures

extension Samples {
    /// The picture with its tone changed, at its own depth and in its own colours: what `PixelBuffer.applying` does with
    /// 8-bit sRGB, computed from light.
    package func applying(_ tone: Tone, strength: Strength) -> Samples {
        if isPlain { return Samples(view().applying(tone, strength: strength)) }
        let amount = strength.factor.isFinite ? Float(min(max(strength.factor, 0), 4)) : 1
        guard amount > 0 else { return self }
        switch tone {
        case .brighter: return mappingLuminance(Curve.brightness(stops: 0.5 * amount))
        case .darker: return mappingLuminance(Curve.brightness(stops: -0.5 * amount))
        case .moreContrast: return mappingLuminance(Curve.contrast(amount))
        case .lessContrast: return mappingLuminance(Curve.contrast(-amount))
        case .posterise: return mappingLuminance(Curve.posterisation(amount))
        case .warmer: return inColours.warmed(by: amount)
        case .cooler: return inColours.warmed(by: -amount)
        case .moreSaturated: return colour.isGrey ? self : saturated(by: amount)
        case .lessSaturated: return colour.isGrey ? self : saturated(by: -amount)
        case .blackAndWhite: return toned(Curve.blackAndWhite, share: min(amount, 1))
        case .sepia: return inColours.toned(Curve.sepia, share: min(amount, 1))
        case .invert: return mappingEncoded { value, _, _ in SIMD4(repeating: 1) - value }
        case .sharper: return sharpened(by: amount)
        case .softer: return softened(by: amount)
        case .vignette: return vignetted(by: amount)
        case .grain: return grained(by: amount)
        }
    }

    private func mapping(
        _ change: @Sendable (_ light: SIMD3<Float>, _ x: Int, _ y: Int) -> SIMD3<Float>
    ) -> Samples {
        let width = width
        return mappingLight { row, y in
            for x in 0..<width {
                let changed = change(SIMD3(row[x].x, row[x].y, row[x].z), x, y)
                row[x] = SIMD4(changed.x, changed.y, changed.z, row[x].w)
            }
        }
    }

    /// By sRGB's numbers, 0...1, which for colours beyond sRGB go on in the same way.
    private func mappingEncoded(
        _ change: @Sendable (_ value: SIMD4<Float>, _ x: Int, _ y: Int) -> SIMD4<Float>
    ) -> Samples {
        mapping { light, x, y in
            let value = SIMD4(DeepSRGB.encoded(light.x), DeepSRGB.encoded(light.y), DeepSRGB.encoded(light.z), 0)
            let changed = change(value, x, y)
            return SIMD3(DeepSRGB.linear(changed.x), DeepSRGB.linear(changed.y), DeepSRGB.linear(changed.z))
        }
    }

    private func mappingLuminance(_ curve: [Float]) -> Samples {
        mapping { light, _, _ in
            let before = max(0, SRGB.luminance(light))
            let place = min(1, before).squareRoot() * Float(Curve.size)
            let index = min(Int(place), Curve.size - 1)
            let after = curve[index] + (curve[index + 1] - curve[index]) * (place - Float(index))
            let ratio = min(after / max(before, 1e-6), 6)
            return light * ratio + SIMD3(repeating: max(0, after - before * ratio))
        }
    }

    private func warmed(by amount: Float) -> Samples {
        let gains = PixelBuffer.warmth(amount)
        return mapping { light, _, _ in
            let moved = light * gains
            return moved * (SRGB.luminance(light) / max(SRGB.luminance(moved), 1e-6))
        }
    }

    private func saturated(by amount: Float) -> Samples {
        mapping { light, _, _ in
            var lab = OKLab.fromLinear(light)
            let scale = PixelBuffer.chromaScale(of: lab, amount)
            lab.y *= scale
            lab.z *= scale
            return OKLab.toLinear(lab)
        }
    }

    private func toned(_ colours: [UInt8], share: Float) -> Samples {
        mappingEncoded { value, _, _ in
            let light = SIMD3(DeepSRGB.linear(value.x), DeepSRGB.linear(value.y), DeepSRGB.linear(value.z))
            let place = min(1, max(0, SRGB.luminance(light))).squareRoot() * Float(Curve.size)
            let index = min(Int(place), Curve.size - 1)
            let between = place - Float(index)
            var goal = SIMD4<Float>()
            for channel in 0..<3 {
                let (low, high) = (Float(colours[index * 3 + channel]), Float(colours[index * 3 + 3 + channel]))
                goal[channel] = (low + (high - low) * between) / 255
            }
            return value + (goal - value) * share
        }
    }

    // MARK: With neighbours

    /// A plane of numbers that are computed from each pixel's light.
    private func plane(_ value: (SIMD4<Float>) -> Float) -> TonePlane {
        var values = [Float](repeating: 0, count: pixelCount)
        readingLight { reader in
            withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { row in
                for y in 0..<height {
                    reader.row(y, into: row.baseAddress!)
                    for x in 0..<width { values[y * width + x] = value(row[x]) }
                }
            }
        }
        return TonePlane(width: width, height: height, values: values)
    }

    private var shortSide: Float { Float(min(width, height)) }

    private func sharpened(by amount: Float) -> Samples {
        let luma = plane {
            255
                * (0.2126 * DeepSRGB.encoded($0.x) + 0.7152 * DeepSRGB.encoded($0.y)
                    + 0.0722 * DeepSRGB.encoded($0.z))
        }
        let blurred = luma.blurred(sigma: max(0.8, 0.0015 * shortSide))
        let width = width
        return mappingEncoded { value, x, y in
            let detail = luma.values[y * width + x] - blurred.values[y * width + x]
            return value + SIMD4(repeating: PixelBuffer.sharpening(detail, amount) / 255)
        }
    }

    private func softened(by amount: Float) -> Samples {
        let sigma = max(0.6, 0.0015 * shortSide) * amount
        let weights = hasAlpha ? plane { $0.w }.blurred(sigma: sigma) : nil
        let planes = (0..<3).map { channel in
            plane { $0[channel] * (weights == nil ? 1 : $0.w) }.blurred(sigma: sigma)
        }
        let width = width
        return mappingLight { row, y in
            for x in 0..<width {
                let at = y * width + x
                let weight = weights?.values[at] ?? 1
                guard weight > 1e-4 else { continue }
                row[x] = SIMD4(
                    planes[0].values[at] / weight, planes[1].values[at] / weight, planes[2].values[at] / weight,
                    row[x].w)
            }
        }
    }

    private func vignetted(by amount: Float) -> Samples {
        let (centreX, centreY) = (Float(width - 1) / 2, Float(height - 1) / 2)
        let reach = 1 / (centreX * centreX + centreY * centreY + 1e-6)
        let depth = 0.42 * amount
        return mapping { light, x, y in
            let (dx, dy) = (Float(x) - centreX, Float(y) - centreY)
            let square = (dx * dx + dy * dy) * reach
            let fall = 1 + depth * square * square.squareRoot()
            let dither = 1 + (PlaceNoise.uniform(x, y) - 0.5) * 0.008
            return light * min(1, dither / (fall * fall))
        }
    }

    private func grained(by amount: Float) -> Samples {
        let scale = max(1, shortSide / 1100)
        let strength = 0.035 * amount
        return mappingEncoded { value, x, y in
            let grey = min(1, max(0, 0.2126 * value.x + 0.7152 * value.y + 0.0722 * value.z))
            let weight = 0.25 + 3 * grey * (1 - grey)
            let change = PlaceNoise.grain(Float(x) / scale, Float(y) / scale) * strength * weight
            return value + SIMD4(repeating: change)
        }
    }
}

/// Between light and sRGB's numbers without steps, and beyond 0 and 1.
enum DeepSRGB {
    private static let size = 16384
    private static let linearTable: [Float] = (0...size + 1).map { Float(SRGB.linear(Double($0) / Double(size))) }

    static func encoded(_ light: Float) -> Float {
        if light < 0 { return light * 12.92 }
        return light <= 1 ? SRGB.encode(light) : 1 + (light - 1) * 0.44
    }

    static func linear(_ value: Float) -> Float {
        if value < 0 { return value / 12.92 }
        if value > 1 { return 1 + (value - 1) / 0.44 }
        let place = value * Float(size)
        let index = Int(place)
        return linearTable[index] + (linearTable[index + 1] - linearTable[index]) * (place - Float(index))
    }
}
