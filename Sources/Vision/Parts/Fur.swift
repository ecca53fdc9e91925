import CVision
import Colorimetry

/// What of an animal's outline is painted: fur, feathers or scales in all their shades.
struct Fur {
    let scene: Scene
    /// The animal's outline.
    let mask: Bitmap
    /// What of it has its main colour.
    let mainColour: Bitmap

    /// The outline but for a beak, feet and the like, and for what lies in it beside the animal: a ball of wool, a branch.
    func mask(_ lab: [Lab]) throws -> Bitmap {
        let oddities = try oddities(lab).morphed(VisionOpen, radius: 1)
        let beside = try things()
        return Bitmap(width: mask.width, height: mask.height) {
            mask[$0] && (mainColour[$0] || !oddities[$0] && !beside[$0])
        }
    }

    /// A little of a strong colour on an animal of another; on one of several colours, as parrots are, none is odd.
    private func oddities(_ lab: [Lab]) throws -> Bitmap {
        let none = Bitmap(width: mask.width, height: mask.height)
        let members = mask.values.indices.filter { mask[$0] }
        let own = members.filter { mainColour[$0] }.map { lab[$0] }
        guard !own.isEmpty else { return none }
        let main = median(own)
        let clusters = try ColourClusters(members.map { lab[$0] })
        let isOdd = clusters.colours.map {
            $0.chroma > 0.09 && (main.chroma < 0.06 || hueDistance($0.hue, main.hue) > 1.1)
        }
        let odd = members.filter { isOdd[clusters.index(of: lab[$0])] }
        guard 8 * odd.count < members.count else { return none }
        var result = none
        for i in odd { result.values[i] = 1 }
        return result
    }

    /// Where the class network sees no animal, although it sees one where the main colour is.
    private func things() throws -> Bitmap {
        var animal = Plane(width: mask.width, height: mask.height) { _ in 0 }
        for (index, thing) in ClassProbabilities.things.enumerated() where scene.classes.shares[index] > 0.01 {
            guard let thing, NounKind(of: thing) == .animal else { continue }
            let own = try scene.classes.plane(index, width: mask.width, height: mask.height)
            for i in animal.values.indices { animal[i] += own[i] }
        }
        let members = mask.values.indices.filter { mainColour[$0] }
        let mean = members.reduce(Float(0)) { $0 + animal[$1] } / Float(max(1, members.count))
        guard mean > 0.7 else { return Bitmap(width: mask.width, height: mask.height) }
        return animal.bitmap { $0 < 0.25 }
    }
}
