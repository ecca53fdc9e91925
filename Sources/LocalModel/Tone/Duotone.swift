package import Pictures

/// Two colours along lightness, or three where the middle one is said: each place takes the colour for how light it is.
package struct Duotone: Sendable, Equatable {
    package var dark: NamedColour
    package var middle: NamedColour?
    package var light: NamedColour

    package init(dark: NamedColour, light: NamedColour) { (self.dark, self.light) = (dark, light) }

    /// "navy and peach": the darker of the two is that of the shadows.
    ///
    /// "Red and blue" are about as light as each other, and would leave little to be seen: what is a name becomes a darker one of its hue, as far
    /// below the other as shapes need. A colour that was said exactly stays.
    init(_ one: NamedColour, _ other: NamedColour) {
        let isDark = OKLab.of(one).x <= OKLab.of(other).x
        self.init(dark: isDark ? one : other, light: isDark ? other : one)
        var lab = OKLab.of(dark)
        let most = max(0.2, OKLab.of(light).x - Self.leastDifference)
        guard lab.x > most, !dark.isExact else { return }
        // Darker colours have less chroma to show.
        lab *= Lab(most / lab.x, (most / lab.x).squareRoot(), (most / lab.x).squareRoot())
        (dark.red, dark.green, dark.blue) = OKLab.bytes(of: lab)
    }

    private static let leastDifference: Float = 0.28

    /// "a navy duotone": ink on white paper, or a light colour on black.
    init(inkOf colour: NamedColour) {
        let isInk = OKLab.of(colour).x < 0.7
        self.init(dark: isInk ? colour : .pureBlack, light: isInk ? .pureWhite : colour)
    }

    /// "blue monochrome": from black over that colour, where something is as light as it, to white.
    init(shadesOf colour: NamedColour) {
        self.init(dark: .pureBlack, light: .pureWhite)
        middle = colour
    }
}

extension NamedColour {
    /// Whether it was said by numbers.
    fileprivate var isExact: Bool { name.contains { $0.isNumber } }
}

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
