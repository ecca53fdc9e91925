package import Colorimetry
import Foundation

/// One person's skin, learnt from the middle of the face; no fixed colour.
package struct SkinModel {
    let mean: Lab
    private let deviation: Lab

    package init(lab: [Lab], face: FaceCoordinates) {
        var inner = lab.indices.filter { face.isInEllipse($0, 0.30, 0.33, centre: 0.08) }.map { lab[$0] }
        if inner.count < 12 { inner = lab.indices.filter { face.isInEllipse($0, 0.45, 0.45) }.map { lab[$0] } }
        // Neither beard and eyes nor glare.
        let limits = quantiles(inner.map(\.x), [0.25, 0.95])
        let plain = inner.filter { $0.x > limits[0] && $0.x < limits[1] }
        let colours = plain.isEmpty ? inner : plain
        let centre = median(colours)
        mean = centre
        let spread = median(
            colours.map { colour in
                let d = colour - centre
                return Lab(abs(d.x), abs(d.y), abs(d.z))
            }
        )
        deviation = Lab(max(1.48 * spread.x, 0.06), max(1.48 * spread.y, 0.010), max(1.48 * spread.z, 0.010))
    }

    /// The squared distance of the chroma in deviations, normalised by lightness: skin in shade keeps a/L and b/L.
    @inline(__always)
    func distance(_ colour: Lab) -> Float {
        let k = powf(mean.x / max(colour.x, 0.12), 0.6)
        let a = (colour.y * k - mean.y) / deviation.y
        let b = (colour.z * k - mean.z) / deviation.z
        return a * a + b * b
    }

    /// The difference in lightness alone.
    @inline(__always)
    func lightnessDistance(_ colour: Lab) -> Float { abs(colour.x - mean.x) }
}
