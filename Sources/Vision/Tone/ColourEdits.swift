import Colorimetry
import Foundation

/// What red, green and blue light are multiplied with for a shift of the white balance.
private func warmth(_ amount: Float) -> SIMD3<Float> {
    // Warmth takes away blue rather than adding red, which would turn pink; coolness the other way round.
    let (more, less): (Float, Float) = amount > 0 ? (0.13, 0.24) : (0.18, 0.17)
    let (red, blue) = (exp2f(more * amount), exp2f(-less * amount))
    let norm = 1 / (0.2126 * red + 0.7152 + 0.0722 * blue)
    return SIMD3(red, 1, blue) * norm
}

/// What a colour's chroma is multiplied with.
@inline(__always)
private func chromaScale(of lab: Lab, _ amount: Float) -> Float {
    if amount < 0 { return max(0, 1 + 0.25 * amount) }
    let chroma = lab.chroma
    let room = max(0, 1 - chroma * (1 / 0.25))
    // The cosine of the angle to the hue of skin, 0.88 rad.
    let skin = (lab.y * 0.637 + lab.z * 0.771) / max(chroma, 1e-5)
    let protection = max(0, (skin - 0.94) * (1 / 0.06)) * max(0, 1 - abs(chroma - 0.07) * 14)
    return 1 + 0.3 * amount * (0.12 + 0.88 * room) * (1 - 0.45 * protection)
}

extension ToneKernels {
    /// Scales each kind of light; luminance stays.
    private func multiplied(by gains: SIMD3<Float>) -> Self {
        mappingColours { light, _, _ in
            let moved = light * gains
            return moved * (SRGB.luminance(light) / max(SRGB.luminance(moved), 1e-6))
        }
    }

    private func mappingLab(_ change: @Sendable (inout Lab) -> Void) -> Self {
        mappingColours { light, _, _ in
            var lab = OKLab.fromLinear(light)
            change(&lab)
            return OKLab.toLinear(lab)
        }
    }

    /// A shift of the white balance: red and blue light are scaled against each other, luminance stays.
    ///
    /// White stays white, as no channel can go above it.
    func warmed(by amount: Float) -> Self { multiplied(by: warmth(amount)) }

    /// What the picture's light seems to have been becomes white ("shades of grey", Finlayson and Trezzi).
    ///
    /// What is white or nearly so becomes neutral at the most, and never the colour across: something orange that fills a picture is
    /// no orange light. At its white end, where a channel is clipped, nothing of the light's colour can be known: that is grey.
    func balanced(share: Float) -> Self {
        var (sum, count) = (SIMD3<Double>(), 0.0)
        var (whites, whiteCount, seen) = (SIMD3<Float>(), 0, 0)
        for colour in ReducedLight(self, longestSide: 256).colours {
            seen += 1
            if colour.max() > 0.55, colour.max() < 0.995, colour.min() > 0.55 * colour.max() {
                whites += colour
                whiteCount += 1
            }
            guard colour.max() < 0.95 && colour.max() > 0.004 else { continue }
            let cube = SIMD3<Double>(Double(colour.x), Double(colour.y), Double(colour.z))
            sum += cube * cube * cube
            count += 1
        }
        guard count > 0, sum.min() > 0 else { return self }
        let light = SIMD3(cbrt(sum.x / count), cbrt(sum.y / count), cbrt(sum.z / count))
        let grey = 0.2126 * light.x + 0.7152 * light.y + 0.0722 * light.z
        var gains = SIMD3<Float>()
        for c in 0..<3 { gains[c] = powf(Float(min(max(grey / light[c], 0.55), 1.8)), share) }
        if 200 * whiteCount > seen {
            // How far the way goes until whites have as much red as blue.
            let (now, change) = (logf(whites.x / whites.z), logf(gains.x / gains.z))
            let most = change * now < 0 ? min(1, abs(now) / abs(change)) : 0.15
            for c in 0..<3 { gains[c] = powf(gains[c], max(most, 0.15)) }
        }
        let all = gains
        return mappingColours { light, _, _ in
            let moved = light * all
            let brightness = SRGB.luminance(light)
            let balanced = moved * (brightness / max(SRGB.luminance(moved), 1e-6))
            let most = light.max()
            let clipped = clamp((most - 0.75) / 0.15, 0, 1) * clamp((light.min() / max(most, 1e-6) - 0.6) / 0.15, 0, 1)
            return balanced + (SIMD3(repeating: brightness) - balanced) * (clipped * share)
        }
    }

    /// Scales chroma in OKLab at the same lightness and hue.
    ///
    /// More: what is already strong gets less of it, and hues of skin get little more than half. Less: everything alike, down to grey
    /// at strength 4.
    func saturated(by amount: Float) -> Self {
        mappingLab { lab in
            let scale = chromaScale(of: lab, amount)
            lab.y *= scale
            lab.z *= scale
        }
    }

    /// The light of an hour before sunset: gold in what is lit, less in shadow, the middle a little lighter.
    func golden(by amount: Float) -> Self {
        warmed(by: 0.9 * amount).mappingLab { lab in
            let lit = min(1, max(0, (lab.x - 0.2) * (1 / 0.5))) * min(1, max(0, (1.02 - lab.x) * 5))
            lab.x += 0.025 * amount * 4 * lab.x * max(0, 1 - lab.x)
            lab.y += 0.008 * amount * lit
            lab.z += 0.026 * amount * lit
        }
    }

    /// Teal in the shadows, orange in what is lit.
    func splitToned(by amount: Float) -> Self {
        mappingLab { lab in
            let dark = max(0, 1 - lab.x * (1 / 0.6)) * min(1, lab.x * 8)
            let lit = min(1, max(0, (lab.x - 0.45) * (1 / 0.35))) * min(1, max(0, (1.02 - lab.x) * 4))
            lab.y += amount * (0.016 * lit - 0.030 * dark)
            lab.z += amount * (0.032 * lit - 0.022 * dark)
        }
    }

    /// Less yellow, and lighter: for teeth, linen, paper.
    func whitened(by amount: Float) -> Self {
        let kept = max(0.1, 1 - 0.5 * amount)
        return mappingLab { lab in
            lab.y *= kept
            lab.z *= lab.z > 0 ? kept * kept : kept
            lab.x += 0.05 * amount * min(1, max(0, lab.x - 0.25) * 4) * max(0, 1 - lab.x) * 2.5
        }
    }

    /// Shifts all colours towards one; greys get the most of it, black and white none.
    ///
    /// Where a colour is taken away (`takesAway`), each gives up as much of it as it has, and goes no further: less green is not
    /// magenta. Skin (`ofSkin`) gives up less than half, and of red nothing of its yellow: without either it is a mask.
    func tinted(towards goal: Lab, by amount: Float, takesAway: Bool = false, ofSkin: Bool = false) -> Self {
        let chroma = max(goal.chroma, 1e-4)
        // Grey has no hue to shift towards: it takes colours away.
        let (reach, kept) = (min(0.055, 0.4 * chroma) * amount, max(0, 1 - 0.22 * amount))
        let direction = SIMD2(goal.y, goal.z) / chroma
        return mappingLab { lab in
            let middle = min(1, 3.2 * max(0, lab.x) * max(0, 1.02 - lab.x))
            if takesAway {
                if ofSkin, direction.x < -0.7 {
                    let least = max(0.55 * lab.y, 0.6 * lab.z)
                    lab.y = max(lab.y - 0.4 * reach * middle, min(lab.y, least))
                    return
                }
                let has = max(0, -(direction.x * lab.y + direction.y * lab.z))
                let given = min(ofSkin ? 0.4 * has : has, reach * middle)
                lab.y += direction.x * given
                lab.z += direction.y * given
                return
            }
            lab.y = lab.y * kept + direction.x * reach * middle
            lab.z = lab.z * kept + direction.y * reach * middle
        }
    }

    /// Replaces each colour by the table's colour for its luminance.
    func printed(_ colours: [UInt8], share: Float) -> Self {
        mappingEncoded { value, _, _ in
            let light = SIMD3(DeepSRGB.linear(value.x), DeepSRGB.linear(value.y), DeepSRGB.linear(value.z))
            let place = min(1, max(0, SRGB.luminance(light))).squareRoot() * Float(Curve.size)
            let index = min(Int(place), Curve.size - 1)
            let between = place - Float(index)
            var goal = SIMD3<Float>()
            for channel in 0..<3 {
                let (low, high) = (Float(colours[index * 3 + channel]), Float(colours[index * 3 + 3 + channel]))
                goal[channel] = (low + (high - low) * between) / 255
            }
            return value * (1 - share) + goal * share
        }
    }
}
