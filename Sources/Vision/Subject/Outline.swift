import ImageModels
import Wording

/// What stands out in a picture, by the network that knows no classes.
struct Outline {
    /// How probably each place belongs to it, at the small size.
    let probability: Plane
    /// The probable places, before the cut.
    let probable: Bitmap

    init(scene: Scene, networks: Networks) throws {
        try Task.checkCancellation()
        probability = try networks.outlineProbability(in: scene.small)
            .resized(width: scene.width, height: scene.height).mapped { clamp($0, 0, 1) }
        probable = probability.bitmap { $0 > 0.5 }
    }

    /// Agreement with another mask: what both cover over what either covers.
    func agreement(with other: Bitmap) -> Double {
        let both = probable.intersected(with: other).area
        return Double(both) / Double(max(1, probable.united(with: other).area))
    }

    /// The share of another mask that it covers.
    func share(of other: Bitmap) -> Double {
        Double(probable.intersected(with: other).area) / Double(max(1, other.area))
    }
}

extension SubjectFinder {
    /// What stands out, called by its class only where the class network is sure of it.
    ///
    /// Throws `ModelFailure.declined` where the network wavers, or where nothing stands out from the rest.
    func outlined(_ outline: Outline) throws -> Subject {
        let edge = try scene.small.cut(outline.probability)
        // The colours may move its edge a little; where they would move it far, they mislead.
        let cut = try Bitmap(width: edge.width, height: edge.height) {
            outline.probability[$0] > 0.8 || (edge[$0] && outline.probability[$0] > 0.2)
        }.tidied()
        let parts = try cut.components()
        let largest = Double(parts.areas.dropFirst().max() ?? 0)
        let kept = parts.areas.indices.map { $0 > 0 && Double(parts.areas[$0]) >= 0.1 * largest }
        let mask = Bitmap(width: cut.width, height: cut.height) { kept[Int(parts.labels[$0])] }
        let gates = try Gates(scene: scene, probability: outline.probability, mask: mask)
        guard gates.areaIsSensible, gates.passesForOutline else {
            throw ModelFailure.declined(.notFound("a clear subject", advice: Advice.whatElse))
        }
        let kind = try sureClass(of: mask)
        if case .thing(let thing) = kind, try isSmallPart(mask, of: thing) {
            throw ModelFailure.declined(.notFound("a clear subject", advice: Advice.whatElse))
        }
        return Subject(kind: kind, mask: mask, gates: gates)
    }

    /// Whether a mask is less than a quarter of the thing of its class that it lies in: the tongue of a dog in a strange
    /// colour stands out, and is not what the picture is about.
    private func isSmallPart(_ mask: Bitmap, of thing: Thing) throws -> Bool {
        guard let index = ClassProbabilities.things.firstIndex(of: thing) else { return false }
        let things = try scene.classes.plane(index, width: scene.width, height: scene.height).bitmap { $0 > 0.5 }
            .components()
        var shared = [Int](repeating: 0, count: things.areas.count)
        for i in mask.values.indices where mask[i] { shared[Int(things.labels[i])] += 1 }
        let whole = shared.indices.dropFirst().max { shared[$0] < shared[$1] }
        return whole.map { 4 * mask.area < Int(things.areas[$0]) } ?? false
    }

    /// The class of nearly all of a mask; the plain subject where there is none.
    func sureClass(of mask: Bitmap) throws -> Subject.Kind {
        let shares = scene.classes.shares
        guard let index = shares.indices.dropFirst().max(by: { shares[$0] < shares[$1] }),
            let thing = ClassProbabilities.things[index], thing != .person
        else { return .salient }
        let plane = try scene.classes.plane(index, width: scene.width, height: scene.height)
        let members = mask.values.indices.filter { mask[$0] }
        let mean = members.reduce(0) { $0 + Double(plane[$1]) } / Double(max(1, members.count))
        return mean > 0.85 ? .thing(thing) : .salient
    }
}
