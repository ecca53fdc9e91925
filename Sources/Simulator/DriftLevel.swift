/// How much a simulated model changes what it was not asked to change.
public enum DriftLevel: String, Sendable, Codable, CaseIterable {
    case mild
    case typical
    case harsh
    /// As the image models of chats were seen to drift: hardly at all.
    case chat
    /// As editing models were seen to frame anew: zoomed by a few per cent, in either direction by itself.
    case reframed

    /// The greatest amounts; each re-rendering draws its own below them.
    struct Amounts: Sendable {
        /// Pixels; the zoom, and how much it differs between the directions; degrees.
        var shift: Float
        var scale: Float
        var anisotropy: Float
        var rotation: Float
        /// The deviation of a smooth shift, in pixels.
        var warp: Float
        var gain: Float
        /// Code values.
        var offset: Float
        var gamma: Float
        var saturation: Float
        /// Sigma in pixels, and how much is sharpened after that.
        var blur: Float
        var sharpening: Float
        /// How detail is drawn anew, how much grain is added, and slow wandering of colour, in code values.
        var detail: Float
        var texture: Float
        var wander: Float
        var quality: ClosedRange<Int>
    }

    var amounts: Amounts {
        switch self {
        case .mild:
            Amounts(
                shift: 1, scale: 0.003, anisotropy: 0.001, rotation: 0.02, warp: 0.25, gain: 0.012, offset: 1.5,
                gamma: 0.02, saturation: 0.02, blur: 0.35, sharpening: 0.25, detail: 0.20, texture: 1.2, wander: 0.6,
                quality: 92...97)
        case .typical:
            Amounts(
                shift: 3, scale: 0.010, anisotropy: 0.003, rotation: 0.05, warp: 0.45, gain: 0.025, offset: 3,
                gamma: 0.05, saturation: 0.05, blur: 0.55, sharpening: 0.45, detail: 0.35, texture: 2, wander: 1.2,
                quality: 85...93)
        case .chat:
            Amounts(
                shift: 0.1, scale: 0, anisotropy: 0, rotation: 0, warp: 0.1, gain: 0.012, offset: 1.5, gamma: 0.02,
                saturation: 0.02, blur: 0.35, sharpening: 0.25, detail: 0.2, texture: 1.2, wander: 0.6,
                quality: 92...97)
        case .reframed:
            Amounts(
                shift: 12, scale: 0.05, anisotropy: 0.03, rotation: 0, warp: 0.3, gain: 0.02, offset: 2, gamma: 0.03,
                saturation: 0.03, blur: 0.45, sharpening: 0.35, detail: 0.3, texture: 1.5, wander: 0.9,
                quality: 88...95)
        case .harsh:
            Amounts(
                shift: 8, scale: 0.020, anisotropy: 0.008, rotation: 0.15, warp: 0.90, gain: 0.05, offset: 6,
                gamma: 0.09, saturation: 0.10, blur: 0.80, sharpening: 0.7, detail: 0.50, texture: 3, wander: 2.2,
                quality: 78...88)
        }
    }
}
