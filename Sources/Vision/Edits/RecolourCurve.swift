package import Colorimetry
import Foundation

/// Where the colours of one selection go: lightness along one monotone curve around the selection's median, hue and chroma to the
/// target's.
package struct RecolourCurve {
    /// The colours of one selection that the curve is built from.
    package struct Statistics {
        /// The median colour.
        var colour: Lab
        /// The median of `tone`.
        var tone: Float
        var chroma: Float
        /// Between the 5 % and 95 % quantiles of tone.
        var spread: Float
        /// The 90 % quantile of tone.
        var light: Float = 1

        package init(colour: Lab, tone: Float, chroma: Float, spread: Float, light: Float = 1) {
            self.colour = colour
            self.tone = tone
            self.chroma = chroma
            self.spread = spread
            self.light = light
        }
    }

    private let target: Lab
    private let statistics: Statistics
    /// How much of a pixel's tone comes from its neighbours: lifting dark cloth lifts its noise, too.
    let smoothing: Float
    private let centre: Float
    private let slope: Float
    /// A colour that stays darker than it was meant holds less of its chroma, else it is another colour.
    private let fullness: Float
    /// Blonde, beige and pastels are what they are by being light: half as light they are mustard and mud.
    private let isPale: Bool
    /// Blonde and beige besides are many shades from brown to cream rather than one yellow.
    private let isBlonde: Bool
    /// Dark hair made light keeps its shadows dark.
    private let isLifted: Bool

    /// Lightness with a toe: OKLab's is steepest at black, where a camera's noise is all there is to see.
    @inline(__always)
    static func tone(_ lightness: Float) -> Float { cbrtf(lightness * lightness * lightness + 0.003) }

    /// - Parameter isHair: light hair is many shades, from its own shadows up.
    package init(target: Lab, _ statistics: Statistics, isHair: Bool = false) {
        self.target = target
        self.statistics = statistics
        let own = statistics.tone
        let isNeutral = target.chroma <= 0.05
        isPale = !isNeutral && target.x > 0.62 && target.chroma < 0.13
        isBlonde = isPale && hueDistance(target.hue, 1.3) < 0.4
        isLifted = isHair && !isBlonde && target.x - own > 0.3
        let way: Float =
            isLifted
            ? 0.62 : isNeutral ? 0.88 : (target.x < own ? 0.85 : (isBlonde ? 0.86 : isPale ? 0.78 : 0.60))
        // White on dark cloth needs room above its middle for the folds that catch the light.
        let most: Float = isNeutral && target.x - own > 0.4 ? 0.82 : 0.90
        centre = clamp(own + way * (target.x - own), 0.14, most)
        fullness = target.x > own ? min(1, centre / target.x) : 1
        slope =
            isLifted
            ? clamp(0.42 / statistics.spread, 1, 2.8)
            : isBlonde && centre > own
                ? clamp(0.40 / statistics.spread, 0.9, 2.6)
                : centre > own
                    ? clamp(0.30 / statistics.spread, 0.75, 1.2 + 0.8 * clamp((centre - 0.25) / 0.15, 0, 1))
                    : clamp(0.28 / statistics.spread, 0.7, 1.6)
        smoothing = isLifted ? 0.3 : centre - own > 0.12 ? clamp(0.5 + 2 * (0.32 - own), 0.5, 0.8) : 0
    }

    /// How much of the change a tone takes, 0...1: what is lighter than nearly all of dark hair is skin that shows through, and would
    /// be a white rim.
    @inline(__always)
    func share(of tone: Float) -> Float {
        isLifted ? 1 - 0.9 * clamp((tone - statistics.light) / (0.6 * statistics.spread), 0, 1) : 1
    }

    func colour(tone: Float, chroma: Float) -> Lab {
        let x = ((isLifted ? min(tone, statistics.light) : tone) - statistics.tone) * slope
        let room = x > 0 ? 0.985 - centre : centre - 0.04
        let l = centre + room * tanhf(x / room)
        let full = target.chroma
        var c: Float
        if full < 0.05 {
            c = min(0.1 * chroma, 0.012) + min(full, 0.01)
        } else {
            // What is pale holds its colour in the shade, where it is a darker tone of it; else it is grey there.
            let (least, fall): (Float, Float) = isPale ? (0.9, 0.3) : (0.55, 0.8)
            let relative = statistics.chroma > 0.06 ? clamp(chroma / statistics.chroma, least, 1.2) : 1
            c = full * fullness * relative * powf(clamp(l / centre, 0.25, 1), fall)
            c *= 1 - 0.9 * clamp((l - 0.90) / 0.085, 0, 1)
        }
        if isPale { c *= 1 - 0.45 * clamp((l - target.x) / 0.2, 0, 1) }
        guard isBlonde else {
            let direction = SIMD2(target.y, target.z) / (full + 1e-9)
            return Lab(l, c * direction.x, c * direction.y)
        }
        let darkness = clamp((target.x - l) / 0.35, 0, 1)
        let hue = target.hue - 0.35 * darkness
        c *= 0.9
        return Lab(l, c * cosf(hue), c * sinf(hue))
    }

    /// How far a pixel is of the cloth's own colour, 0...1: what is lighter than it in another hue is skin, a cuff, a stripe.
    @inline(__always)
    package func belonging(of colour: Lab) -> Float {
        let own = statistics.colour
        guard colour.x > max(0.24, own.x + 0.08) else { return 1 }
        let d = colour - own
        let apart = (d.y * d.y + d.z * d.z).squareRoot()
        if own.chroma < 0.045 { return 1 - clamp((apart * (1 - litShare(of: colour)) - 0.04) / 0.03, 0, 1) }
        guard colour.chroma > 0.05 else { return 1 }
        return 1 - clamp((hueDistance(colour.hue, own.hue) - 0.7) / 0.4, 0, 1)
    }
    /// How far a colour is nearly black cloth of this hue where light falls on it, 0...1: ribs and folds are fuller there, and no stripes.
    @inline(__always)
    private func litShare(of colour: Lab) -> Float {
        let own = statistics.colour
        let hasHue = clamp((own.chroma - 0.012) / 0.008, 0, 1)
        let isNear = clamp((own.x + 0.3 - colour.x) / 0.08, 0, 1)
        return hasHue * isNear * (1 - clamp((hueDistance(colour.hue, own.hue) - 0.4) / 0.2, 0, 1))
    }
}
