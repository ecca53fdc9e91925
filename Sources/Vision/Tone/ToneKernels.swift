import Colorimetry
package import Pictures
package import Wording

/// A picture whose tone can be changed: 8-bit sRGB as it is seen, or samples in their own colours and depth.
///
/// What differs between the two is how a pixel is read and written. Every kernel is written once, over these.
protocol ToneKernels {
    var width: Int { get }
    var height: Int { get }
    var hasAlpha: Bool { get }
    /// Whether its samples can show no colours.
    var isGrey: Bool { get }
    /// The same picture in three channels.
    var inColours: Self { get }

    /// Calls `body` with each row's light (linear sRGB, beyond 0 and 1 where the picture's own colours go further) and
    /// alpha.
    func readingRows(_ body: (_ row: UnsafePointer<SIMD4<Float>>, _ y: Int) -> Void)
    /// The picture with each pixel's light changed; what its colours can't show is moved towards grey of the same
    /// brightness. Alpha stays.
    func mappingColours(_ change: @Sendable (_ light: SIMD3<Float>, _ x: Int, _ y: Int) -> SIMD3<Float>) -> Self
    /// By sRGB's numbers, 0...1; each channel is kept within them by itself.
    func mappingEncoded(_ change: @Sendable (_ value: SIMD3<Float>, _ x: Int, _ y: Int) -> SIMD3<Float>) -> Self
}

extension ToneKernels {
    /// The one table from words to kernels.
    ///
    /// What strength 1 is, and so the percentage that the bare word stands for ("20 %" is strength 1 unless said):
    /// brighter and darker half a stop at middle grey; contrast a slope of 1.25 there; warmer and cooler about
    /// 700 K; saturation a quarter more chroma; shadows a stop and a half and highlights half a stop at their ends, and black and white points
    /// 6 % and 8 % of the scale; midtones a gamma of 1.2; sharper 80 % of the detail again (50 %), softer a blur of 0.15 %
    /// of the short side (50 %), blurred one of 1.2 % (50 %), pixels of 3 % (50 %); clarity half of what differs from the
    /// surroundings again; a vignette takes one stop from the corners (50 %); grain 3.5 % of full scale (50 %);
    /// posterise six levels of lightness (50 %); haze taken away or added as far as it can be seen (50 %). Black and
    /// white, sepia, white balance and what is automatic are whole at 1 (100 %) and blend below it; invert is always
    /// whole. Strengths are clamped to 0...4.
    func toned(_ tone: Tone, strength: Strength) -> Self {
        let amount = strength.clamped
        guard amount > 0 else { return self }
        switch tone {
        case .brighter: return mappingLuminance(Curve.brightness(stops: 0.5 * amount))
        case .darker: return mappingLuminance(Curve.brightness(stops: -0.5 * amount))
        case .moreContrast: return mappingLuminance(Curve.contrast(amount))
        case .lessContrast: return mappingLuminance(Curve.contrast(-amount))
        case .lighterMidtones: return mappingLuminance(Curve.gamma(1 + 0.2 * Double(amount)))
        case .darkerMidtones: return mappingLuminance(Curve.gamma(1 / (1 + 0.2 * Double(amount))))
        case .lighterWhites: return mappingLuminance(Curve.whites(0.08 * Double(amount)))
        case .darkerWhites: return mappingLuminance(Curve.whites(-0.08 * Double(amount)))
        case .lighterBlacks: return mappingLuminance(Curve.blacks(0.06 * Double(amount)))
        case .darkerBlacks: return mappingLuminance(Curve.blacks(-0.06 * Double(amount)))
        case .lighterShadows: return shadows(movedBy: amount)
        case .darkerShadows: return shadows(movedBy: -amount)
        case .lighterHighlights: return highlights(movedBy: amount)
        case .darkerHighlights: return highlights(movedBy: -amount)
        case .posterise: return mappingLuminance(Curve.posterisation(amount))
        case .faded: return faded(by: amount)
        case .warmer: return inColours.warmed(by: amount)
        case .cooler: return inColours.warmed(by: -amount)
        case .golden: return inColours.golden(by: amount)
        case .tealAndOrange: return inColours.splitToned(by: amount)
        case .moreSaturated: return isGrey ? self : saturated(by: amount)
        case .lessSaturated: return isGrey ? self : saturated(by: -amount)
        case .whiter: return whitened(by: amount)
        case .blackAndWhite: return printed(Curve.blackAndWhite, share: min(amount, 1))
        case .sepia: return inColours.printed(Curve.sepia, share: min(amount, 1))
        case .invert: return mappingEncoded { value, _, _ in SIMD3(repeating: 1) - value }
        case .whiteBalance: return isGrey ? self : balanced(share: min(amount, 1))
        case .autoLevels: return levelled(share: min(amount, 1))
        case .autoEnhance: return enhanced(share: min(amount, 1))
        case .sharper: return sharpened(by: amount)
        case .softer: return softened(sigma: max(0.6, 0.0015 * shortSide) * amount)
        case .blurred: return softened(sigma: max(1.5, 0.012 * shortSide) * amount)
        case .pixelated: return pixelated(side: max(3, 0.03 * shortSide * amount))
        case .moreClarity: return clearer(by: amount)
        case .lessClarity: return clearer(by: -min(amount, 2))
        case .dehaze: return dehazed(by: amount)
        case .haze: return hazed(by: amount)
        case .vignette: return vignetted(by: amount)
        case .grain: return grained(by: amount)
        }
    }

    var shortSide: Float { Float(min(width, height)) }
}

extension Strength {
    /// 0...4; 1 for what is no number.
    var clamped: Float { factor.isFinite ? Float(min(max(factor, 0), 4)) : 1 }
}

extension PixelBuffer {
    /// The picture with its tone changed; alpha stays as it is, and the same input gives the same output.
    package func applying(_ tone: Tone, strength: Strength) -> PixelBuffer { toned(tone, strength: strength) }
}

extension Samples {
    /// The picture with its tone changed, at its own depth and in its own colours.
    package func applying(_ tone: Tone, strength: Strength) -> Samples {
        isPlain ? Samples(view().toned(tone, strength: strength)) : toned(tone, strength: strength)
    }

    /// The picture with its colours shifted towards one, at its own depth; of faces (`ofSkin`) only as far as skin stays skin.
    package func tinted(_ colour: NamedColour, strength: Strength, ofSkin: Bool = false) -> Samples {
        let amount = strength.clamped
        guard amount > 0 else { return self }
        let goal = OKLab.of(colour)
        return isPlain
            ? Samples(view().tinted(towards: goal, by: amount, takesAway: colour.takesAway, ofSkin: ofSkin))
            : inColours.tinted(towards: goal, by: amount, takesAway: colour.takesAway, ofSkin: ofSkin)
    }
}
