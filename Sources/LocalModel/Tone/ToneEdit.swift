package import Pictures

extension PixelBuffer {
    /// The picture with its tone changed; alpha stays as it is, and the same input gives the same output.
    ///
    /// What strength 1 is, and so the percentage that the bare word stands for ("20 %" is strength 1 unless said):
    /// brighter and darker half a stop at middle grey; contrast a slope of 1.25 there; warmer and cooler about
    /// 700 K; saturation a quarter more chroma; sharper 80 % of the detail again (50 %), softer a blur of 0.15 % of
    /// the short side (50 %); a vignette takes one stop from the corners (50 %); grain 3.5 % of full scale (50 %);
    /// posterise six levels of lightness (50 %). Black and white and sepia are whole at 1 (100 %) and blend below it;
    /// invert is always whole. Strengths are clamped to 0...4.
    package func applying(_ tone: Tone, strength: Strength) -> PixelBuffer {
        let amount = strength.factor.isFinite ? Float(min(max(strength.factor, 0), 4)) : 1
        guard amount > 0 else { return self }
        switch tone {
        case .brighter: return mappingLuminance(Curve.brightness(stops: 0.5 * amount))
        case .darker: return mappingLuminance(Curve.brightness(stops: -0.5 * amount))
        case .moreContrast: return mappingLuminance(Curve.contrast(amount))
        case .lessContrast: return mappingLuminance(Curve.contrast(-amount))
        case .warmer: return warmed(by: amount)
        case .cooler: return warmed(by: -amount)
        case .moreSaturated: return saturated(by: amount)
        case .lessSaturated: return saturated(by: -amount)
        case .blackAndWhite: return toned(Curve.blackAndWhite, share: min(amount, 1))
        case .sepia: return toned(Curve.sepia, share: min(amount, 1))
        case .invert: return mappingBytes(Curve.inversion)
        case .posterise: return mappingLuminance(Curve.posterisation(amount))
        case .sharper: return sharpened(by: amount)
        case .softer: return softened(by: amount)
        case .vignette: return vignetted(by: amount)
        case .grain: return grained(by: amount)
        }
    }

    /// Calls `change` with every pixel and its place; it may write the first three channels.
    func mappingPixels(
        _ change: @Sendable (_ pixel: UnsafeMutablePointer<UInt8>, _ x: Int, _ y: Int) -> Void
    ) -> PixelBuffer {
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

    private func mappingBytes(_ table: [UInt8]) -> PixelBuffer {
        table.withUnsafeBufferPointer { table in
            nonisolated(unsafe) let table = table
            return mappingPixels { pixel, _, _ in
                for channel in 0..<3 { pixel[channel] = table[Int(pixel[channel])] }
            }
        }
    }
}
