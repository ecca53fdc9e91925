import CVision
import Colorimetry
import Foundation
import ImageModels
import Wording

/// "The red parts": everything of a colour as its name is commonly meant.
struct ColouredParts {
    let full: RGBPicture
    let family: ColourFamily

    /// How much of each pixel is meant, at the full size. Throws `ModelFailure.declined`.
    func alpha() throws -> Plane {
        let strengths = strengths()
        try Task.checkCancellation()
        let scale = min(1, Double(Scene.longestSide) / Double(max(full.width, full.height)))
        let small = try full.resized(
            width: max(1, Int((Double(full.width) * scale).rounded())),
            height: max(1, Int((Double(full.height) * scale).rounded()))
        )
        let found = try strengths.resized(width: small.width, height: small.height, byArea: true)
            .bitmap { $0 > 0.5 }.morphed(VisionClose, radius: 2)
        let parts = try found.components()
        let largest = parts.areas.dropFirst().max() ?? 0
        let least = max(30, 0.02 * Double(largest))
        let mask = Bitmap(width: small.width, height: small.height) {
            parts.labels[$0] > 0 && Double(parts.areas[Int(parts.labels[$0])]) > least
        }
        guard mask.share >= 0.002 else {
            throw ModelFailure.declined(.notFound("\(family.rawValue) parts", advice: nil))
        }
        try Task.checkCancellation()
        var alpha = try Matte.alpha(of: mask, small: small, full: full, radius: 0.004, epsilon: 4e-4)
        for i in alpha.values.indices { alpha[i] *= clamp(0.15 + 1.2 * strengths[i], 0, 1) }
        return alpha
    }

    /// How clearly each pixel is of the colour, 0...1.
    private func strengths() -> Plane {
        let decode = SRGB.linear
        return full.bytes.withUnsafeBufferPointer { bytes in
            Plane(width: full.width, height: full.height) { i in
                strength(
                    OKLab.fromLinear(
                        Lab(
                            decode[Int(bytes[3 * i])],
                            decode[Int(bytes[3 * i + 1])],
                            decode[Int(bytes[3 * i + 2])]
                        )
                    )
                )
            }
        }
    }

    private func strength(_ colour: Lab) -> Float {
        let chroma = colour.chroma
        guard let hues = family.hues else {
            let neutral = clamp((0.05 - chroma) / 0.02, 0, 1)
            let l = colour.x
            return switch family {
            case .black: neutral * clamp((0.38 - l) / 0.08, 0, 1)
            case .white: neutral * clamp((l - 0.80) / 0.06, 0, 1)
            default: neutral * clamp((0.85 - l) / 0.05, 0, 1) * clamp((l - 0.35) / 0.05, 0, 1)
            }
        }
        let floor = 0.06 * clamp(colour.x / 0.45, 0.45, 1)
        let vivid = clamp((chroma - floor) / 0.03, 0, 1)
        guard vivid > 0 else { return 0 }
        let middle = (hues.lowerBound + hues.upperBound) / 2
        let outside = hueDistance(colour.hue, middle) - (hues.upperBound - hues.lowerBound) / 2
        return clamp(1 - outside / 0.15, 0, 1) * vivid
    }
}

extension ColourFamily {
    /// Hues in OKLab, in radians; `nil` for the neutral ones.
    fileprivate var hues: ClosedRange<Float>? {
        switch self {
        case .red: 0.30...0.62
        case .orange: 0.62...1.20
        case .yellow: 1.30...1.95
        case .green: 1.95...2.9
        case .teal: 2.9...3.7
        case .blue: 3.9...4.95
        case .purple: 4.95...5.6
        case .pink: 5.6...6.58
        case .black, .white, .grey: nil
        }
    }
}
