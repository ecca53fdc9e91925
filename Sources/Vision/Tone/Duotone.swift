import Colorimetry
package import Pictures
package import Wording

extension Duotone {
    /// sRGB's numbers over the square root of luminance.
    fileprivate var table: [SIMD3<Float>] {
        let (low, high) = (OKLab.of(dark), OKLab.of(light))
        let centre = middle.map { OKLab.of($0) }
        // What is as light as the colour has just that; nearly black and nearly white ones leave room for both ends.
        let place = min(max(centre?.x ?? 0.5, 0.15), 0.85)
        return (0...Curve.size).map { index in
            let root = Float(index) / Float(Curve.size)
            let lightness = OKLab.fromLinear(SIMD3(repeating: root * root)).x
            let lab: Lab
            if let centre {
                lab =
                    lightness < place
                    ? low + (centre - low) * (lightness / place)
                    : centre + (high - centre) * ((lightness - place) / (1 - place))
            } else {
                // A little of an S: two colours have less room for what lies between than black and white.
                let curved = lightness * lightness * (3 - 2 * lightness)
                lab = low + (high - low) * (lightness + 0.4 * (curved - lightness))
            }
            return DeepSRGB.encoded(OKLab.inGamut(lab))
        }
    }
}

extension ToneKernels {
    /// Each colour becomes the duotone's for its luminance; below share 1 the two are mixed.
    func duotoned(_ duotone: Duotone, share: Float) -> Self {
        let table = duotone.table
        return inColours.mappingEncoded { value, _, _ in
            let light = SIMD3(DeepSRGB.linear(value.x), DeepSRGB.linear(value.y), DeepSRGB.linear(value.z))
            let place = min(1, max(0, SRGB.luminance(light))).squareRoot() * Float(Curve.size)
            let index = min(Int(place), Curve.size - 1)
            let goal = table[index] + (table[index + 1] - table[index]) * (place - Float(index))
            return value + (goal - value) * share
        }
    }
}

extension Samples {
    /// The picture in a duotone's colours, at its own depth.
    package func applying(_ duotone: Duotone, strength: Strength) -> Samples {
        let share = min(strength.clamped, 1)
        guard share > 0 else { return self }
        return isPlain ? Samples(view().duotoned(duotone, share: share)) : duotoned(duotone, share: share)
    }
}
