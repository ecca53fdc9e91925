import CVision
import Colorimetry
import Wording

/// Where somebody's skin is: faces, and what of people has the colour of one.
struct Skin {
    let mask: Bitmap

    /// Skin as it is commonly lit; red hair and caps are redder.
    private static let hues: ClosedRange<Float> = 0.65...1.2
    private static let chromas: ClosedRange<Float> = 0.025...0.115

    /// - Parameter family: what is looked for beside it; what is red is hardly skin in the shade.
    init(_ scene: Scene, besides family: ColourFamily) throws {
        let (w, h) = (scene.width, scene.height)
        let none = Bitmap(width: w, height: h)
        guard !scene.faces.isEmpty || scene.classes.shares[ClassProbabilities.person] >= 0.01 else {
            mask = none
            return
        }
        let lab = try scene.smoothLab.get()
        // A hand reaches out of what the network is sure of.
        let people = try scene.personProbability.bitmap { $0 > 0.4 }
            .morphed(VisionDilate, radius: max(2, scene.shortSide / 80))
        var skin = none
        for (index, face) in scene.faces.enumerated() {
            let c = face.coordinates(width: w, height: h)
            let model = SkinModel(lab: lab, face: c)
            for i in skin.values.indices where !skin[i] {
                let isNear = abs(c.u[i]) < 1.6 && abs(c.v[i]) < 1.6
                if isNear {
                    let ratio = scene.meshes[index]?.ratio(x: i % w, y: i / w)
                    // Seen from the side, a mesh goes on beyond the nose.
                    if ratio.map({ $0 < 1.04 }) ?? c.isInEllipse(i, 0.5, 0.62), scene.personProbability[i] > 0.3 {
                        skin[i] = true
                        continue
                    }
                }
                guard people[i] || isNear && c.isInEllipse(i, 0.8, 1.5, centre: 0.1) else { continue }
                skin[i] = model.distance(lab[i]) < 12 && model.lightnessDistance(lab[i]) < 0.4 && model.isAsPale(lab[i])
            }
        }
        // Shade makes skin fuller than it is in the middle of the face; so it is said to be where nobody wears anything orange.
        let isCommon = lab.indices.map { people[$0] && Self.hues.contains(lab[$0].hue) && !skin[$0] }
        let pale = lab.indices.filter { isCommon[$0] && Self.chromas.contains(lab[$0].chroma) }
        let strong = lab.indices.count { isCommon[$0] && lab[$0].chroma > Self.chromas.upperBound }
        if family == .orange || family == .yellow, 2 * strong < pale.count {
            for i in pale { skin[i] = true }
        }
        mask = try skin.morphed(VisionClose, radius: 2).morphed(VisionDilate, radius: 1)
    }
}

extension SkinModel {
    /// Whether a colour is no fuller than skin in any light, and about of its hue: a red cap is nearly skin's colour in deep shade.
    fileprivate func isAsPale(_ colour: Lab) -> Bool {
        let fullness = colour.chroma / max(colour.x, 0.05) / (mean.chroma / max(mean.x, 0.05))
        return fullness < 1.6 && hueDistance(colour.hue, mean.hue) < 0.3
    }
}
