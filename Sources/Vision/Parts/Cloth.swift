import Colorimetry
import Foundation
import Wording

/// The colours of a garment.
struct Cloth {
    private let clusters: ColourClusters
    private let isMember: [Bool]
    private let isCloseMember: [Bool]
    let colour: Lab
    /// A beige coat looks like skin: then only the neck can be told apart.
    let isLikeSkin: Bool

    init(learnt: [Int], of mask: GarmentMask) throws {
        let (face, skin, lab, width) = (mask.people.faces[mask.index], mask.skin, mask.people.lab, mask.people.width)
        clusters = try ColourClusters(learnt.map { lab[$0] })
        let colours = clusters.colours
        var weights = [Float](repeating: 0, count: colours.count)
        for i in learnt {
            let dx = (Float(i % width) - face.centreX) / face.width
            weights[clusters.index(of: lab[i])] += mask.garment.weight(
                across: dx, down: (Float(i / width) - face.y1) / face.height)
        }
        for k in colours.indices where skin.distance(colours[k]) < 6 && skin.lightnessDistance(colours[k]) < 0.3 {
            weights[k] *= 0.35
        }
        func weight(_ family: [Int]) -> Float { family.reduce(0) { $0 + weights[$1] } }
        var families = clusters.families
        if let now = mask.now {
            // A stripe or a print does not make a garment red.
            let most = families.map(weight).max() ?? 0
            families = families.filter { family in
                let sum = family.reduce(into: Lab.zero) { $0 += colours[$1] * weights[$1] }
                return weight(family) > 0.35 * most && now.describes(sum / max(weight(family), 1e-6))
            }
            guard !families.isEmpty else { throw PartMissing.notThatColour(now.name) }
        }
        var family = families[0]
        for other in families where weight(other) > weight(family) { family = other }
        let total = max(weight(family), 1e-6)
        let mean = family.reduce(into: Lab.zero) { $0 += colours[$1] * weights[$1] } / total
        colour = mean
        isLikeSkin = skin.distance(mean) < 10 && skin.lightnessDistance(mean) < 0.25
        isMember = colours.indices.map { family.contains($0) }
        isCloseMember = colours.indices.map { family.contains($0) && abs(colours[$0].x - mean.x) < 0.15 }
    }

    func contains(_ colour: Lab) -> Bool { isMember[clusters.index(of: colour)] }
    func containsClosely(_ colour: Lab) -> Bool { isCloseMember[clusters.index(of: colour)] }
}

extension Garment {
    /// How much a place tells of the garment's colour, by its distance from the body's middle and below the chin in sizes of the
    /// face: a shirt shows in the middle of the chest, a jacket on both sides of it.
    fileprivate func weight(across dx: Float, down dy: Float) -> Float {
        if isWornInside {
            let (x, y) = (dx / 0.6, (dy - 0.8) / 1.2)
            return expf(-x * x - y * y)
        }
        let x = opensInFront ? max(0, abs(dx) - 0.9) / 1.2 : dx / 1.6
        return expf(-x * x) * (opensInFront && abs(dx) < 0.5 ? 0.3 : 1)
    }
}
