import CVision
import Colorimetry
import Foundation
import ImageModels
import Wording

/// "The red parts": everything of a colour as its name is commonly meant, but somebody's skin, which is of one by the way.
struct ColouredParts {
    let full: RGBPicture
    let family: ColourFamily
    /// Where somebody's skin is, at the small size; `nil` where none can be of the colour.
    let skin: Bitmap?

    /// How much of each pixel is meant, at the full size, and whether they end at edges rather than go over into other colours. Throws
    /// `ModelFailure.declined`.
    func selected() throws -> (alpha: Plane, endsAtEdges: Bool) {
        let scale = min(1, Double(Scene.longestSide) / Double(max(full.width, full.height)))
        let small = try full.resized(
            width: max(1, Int((Double(full.width) * scale).rounded())),
            height: max(1, Int((Double(full.height) * scale).rounded()))
        )
        let all = try strengths().resized(width: small.width, height: small.height, byArea: true)
            .bitmap { $0 > 0.5 }.morphed(VisionClose, radius: 2)
        try Task.checkCancellation()
        let bare = skin.map { all.intersected(with: $0.inverted) } ?? all
        let isBarely = bare.area < all.area
        let missing = ModelFailure.declined(
            .notFound(
                "\(family.rawValue) parts" + (isBarely ? " other than skin" : ""),
                advice: isBarely ? Advice.markNotSkin : nil))
        guard bare.share >= 0.002 else { throw missing }
        let lab = small.lab()
        // The rims of a face and of hands are no other parts, nor is a little hair whose shade is skin's colour.
        let isOther = 3 * bare.area > all.area && bare.share >= 0.02 || 4 * vivid(bare, lab).area > bare.area
        guard !isBarely || isOther else { throw missing }
        let found = try clear(bare, lab)
        let parts = try found.components()
        let largest = parts.areas.dropFirst().max() ?? 0
        let least = max(30, 0.02 * Double(largest))
        let mask = Bitmap(width: small.width, height: small.height) {
            parts.labels[$0] > 0 && Double(parts.areas[Int(parts.labels[$0])]) > least
        }
        guard mask.share >= 0.002 else { throw missing }
        try Task.checkCancellation()
        var alpha = try Matte.alpha(of: mask, small: small, full: full, radius: 0.004, epsilon: 4e-4)
        full.bytes.withUnsafeBufferPointer { bytes in
            for i in alpha.values.indices where alpha[i] > 0 {
                alpha[i] *= clamp(0.15 + 1.2 * strength(colour(bytes, i)), 0, 1)
            }
        }
        let edge = try mask.stepOfColour(in: lab)
        // What fills the picture ends nowhere, and nobody looks where a little glow ends.
        let hasNone = edge.weak == 1 && edge.step == 0
        return (alpha, hasNone || mask.share < 0.01 || edge.weak < 0.55)
    }

    /// What is clearly of the colour, where anything is: beside an orange chair a wooden floor is none of the orange parts.
    private func clear(_ found: Bitmap, _ lab: [Lab]) throws -> Bitmap {
        let clear = vivid(found, lab)
        guard clear.share >= 0.003, 20 * clear.area > found.area else { return found }
        func fullness(_ colour: Lab) -> Float { colour.chroma / max(0.2, colour.x) }
        let least = 0.35 * median(clear.values.indices.filter { clear[$0] }.map { fullness(lab[$0]) })
        let full = Bitmap(width: found.width, height: found.height) { found[$0] && fullness(lab[$0]) > least }
        let parts = try full.morphed(VisionOpen, radius: 1).morphed(VisionClose, radius: 2).components()
        var clearAreas = [Int](repeating: 0, count: parts.areas.count)
        for i in clear.values.indices where clear[i] { clearAreas[Int(parts.labels[i])] += 1 }
        return Bitmap(width: found.width, height: found.height) {
            let k = Int(parts.labels[$0])
            return k > 0 && found[$0] && 40 * clearAreas[k] > Int(parts.areas[k])
        }
    }

    /// What of it is of the colour beyond doubt; nothing of black, white and grey.
    private func vivid(_ found: Bitmap, _ lab: [Lab]) -> Bitmap {
        guard let hues = family.hues else { return Bitmap(width: found.width, height: found.height) }
        return Bitmap(width: found.width, height: found.height) {
            found[$0] && lab[$0].chroma > 0.12 && hues.contains(lab[$0].hue, within: 0.08)
        }
    }

    /// How clearly each pixel is of the colour, 0...1.
    private func strengths() -> Plane {
        full.bytes.withUnsafeBufferPointer { bytes in
            Plane(width: full.width, height: full.height) { strength(colour(bytes, $0)) }
        }
    }

    private func colour(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> Lab {
        let decode = SRGB.linear
        return OKLab.fromLinear(
            Lab(decode[Int(bytes[3 * i])], decode[Int(bytes[3 * i + 1])], decode[Int(bytes[3 * i + 2])]))
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
        var outside = hueDistance(colour.hue, middle) - (hues.upperBound - hues.lowerBound) / 2
        // A strong amber is an orange, a pale one is sand.
        if family == .orange, colour.hue > middle { outside -= 0.12 * clamp((chroma - 0.1) / 0.04, 0, 1) }
        return clamp(1 - outside / 0.15, 0, 1) * vivid
    }
}

extension ColourFamily {
    /// Whether skin or lips may be called so.
    var mayBeSkin: Bool { self == .red || self == .orange || self == .yellow || self == .pink }

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

extension ClosedRange<Float> {
    /// Whether a hue lies in it, or so far beyond.
    fileprivate func contains(_ hue: Float, within slack: Float) -> Bool {
        hueDistance(hue, (lowerBound + upperBound) / 2) < (upperBound - lowerBound) / 2 + slack
    }
}
