import CVision
import Colorimetry
import ImageModels
import Wording

/// The part of a subject that "make the car blue" means: its dominant colour, or all of it when nothing dominates; of an animal
/// all shades of its fur.
struct ThingParts {
    let scene: Scene
    let mask: Bitmap
    /// The colour that it is said to have; `nil` if nothing is said.
    let now: NamedColour?
    var kind = NounKind.other

    func selected() throws -> Bitmap {
        let lab = try scene.smoothLab.get()
        let main = try mainColour(lab, in: withoutGround(lab))
        guard kind == .animal, now == nil else { return main }
        return try Fur(scene: scene, mask: mask, mainColour: main).mask(lab)
    }

    /// Without what lies behind and shows through, as cloth does between the handles of scissors: pieces of the one strong colour
    /// that is all around.
    private func withoutGround(_ lab: [Lab]) throws -> Bitmap {
        let near = try mask.morphed(VisionDilate, radius: 2)
        let ring = try mask.morphed(VisionDilate, radius: max(5, scene.shortSide / 20)).intersected(with: near.inverted)
        let around = lab.indices.filter { ring[$0] }.map { lab[$0] }
        guard around.count > 60, case let ground = median(around), ground.chroma > 0.06,
            around.count(where: { $0.distance(to: ground) < 0.1 }) * 5 > around.count * 4
        else { return mask }
        let shown = try Bitmap(width: mask.width, height: mask.height) {
            mask[$0] && lab[$0].distance(to: ground) < 0.08
        }.morphed(VisionOpen, radius: 2)
        // What is nearly all of the ground's colour is so itself.
        return 2 * shown.area < mask.area ? mask.intersected(with: shown.inverted) : mask
    }

    private func mainColour(_ lab: [Lab], in mask: Bitmap) throws -> Bitmap {
        let members = mask.values.indices.filter { mask[$0] }
        guard !members.isEmpty else { return mask }
        let clusters = try ColourClusters(members.map { lab[$0] })
        let colours = clusters.colours
        let labels = members.map { clusters.index(of: lab[$0]) }
        var shares = [Float](repeating: 0, count: colours.count)
        for label in labels { shares[label] += 1 / Float(members.count) }
        func share(_ family: [Int]) -> Float { family.reduce(0) { $0 + shares[$1] } }
        func chroma(_ family: [Int]) -> Float {
            family.reduce(0) { $0 + shares[$1] * colours[$1].chroma } / max(share(family), 1e-6)
        }
        var families = clusters.families
        if let now {
            families = families.filter { family in
                let mean = family.reduce(into: Lab.zero) { $0 += colours[$1] * shares[$1] } / max(share(family), 1e-6)
                return now.describes(mean)
            }
            guard families.contains(where: { share($0) > 0.05 }) else {
                throw ModelFailure.declined(.notFound("\(now.name) one", advice: Advice.whatElse))
            }
        }
        let vivid = families.filter { chroma($0) > 0.085 && share($0) > 0.12 }
        func score(_ family: [Int]) -> Float { share(family) * (vivid.isEmpty ? 1 : 1 + 4 * chroma(family)) }
        var best = vivid.first ?? families[0]
        for family in vivid.isEmpty ? families : vivid where score(family) > score(best) { best = family }
        if vivid.isEmpty && share(best) < 0.4 && now == nil { return mask }
        // A little colour on what is white nearly all over is its print or its seams. What is dark may be windows.
        if let plain = families.max(by: { share($0) < share($1) }), share(plain) > 0.6, share(best) < 0.3,
            plain.reduce(0, { $0 + shares[$1] * colours[$1].x }) > 0.75 * share(plain)
        {
            best = plain
        }
        if now == nil { best = best.withShades(of: colours) }
        var result = Bitmap(width: mask.width, height: mask.height)
        for (i, label) in zip(members, labels) where best.contains(label) { result.values[i] = 1 }
        let tidy = try result.morphed(VisionClose, radius: 3).morphed(VisionOpen, radius: 1)
        return try withoutOtherShades(tidy, lab: lab)
    }

    /// Whether what would be painted are several large pieces of different hues, as a guitar and the drums beside it are.
    func isOfSeveralThings() throws -> Bool {
        guard kind != .animal else { return false }
        let lab = try scene.smoothLab.get()
        let parts = try mainColour(lab, in: withoutGround(lab)).components()
        let largest = parts.areas.dropFirst().max() ?? 0
        var colours: [[Lab]] = Array(repeating: [], count: parts.areas.count)
        for (i, label) in parts.labels.enumerated() where label > 0 && 4 * parts.areas[Int(label)] > largest {
            colours[Int(label)].append(lab[i])
        }
        let hues = colours.filter { !$0.isEmpty }.map { median($0) }.filter { $0.chroma > 0.06 }.map(\.hue)
        return hues.contains { hue in hues.contains { hueDistance(hue, $0) > 0.25 } }
    }

    /// Whether what would be painted ends at edges within the thing, rather than in patches where its colours go over into each other.
    ///
    /// By 30 tools and buildings: where three buildings were painted in patches the outline without a step is four times as long as
    /// what was painted is wide and more, of all others 1.2 times at most.
    func endsAtEdges(_ parts: Bitmap) throws -> Bool {
        let inner = try mask.morphed(VisionErode, radius: 6)
        let weak = try parts.stepsOfColour(in: scene.lab, within: inner).count { $0 < 0.07 }
        let width = Float(max(1, parts.area)).squareRoot()
        return Float(weak) < 2.5 * width
    }

    /// Whether what would be painted is what a thing holds rather than the thing: the coffee in a white cup, which is nowhere at
    /// the outline.
    func isWithin(_ parts: Bitmap) throws -> Bool {
        let inner = try mask.morphed(VisionErode, radius: 3)
        // Where the picture's frame cuts it off there is no outline.
        let frame = max(3, scene.shortSide / 60)
        let rim = Bitmap(width: mask.width, height: mask.height) { i in
            let (x, y) = (i % mask.width, i / mask.width)
            return mask[i] && !inner[i] && min(x, y, mask.width - 1 - x, mask.height - 1 - y) > frame
        }
        let reaching = try parts.morphed(VisionDilate, radius: 2).intersected(with: rim)
        return rim.area > 20 && 5 * reaching.area < rim.area
    }

    /// Without separate pieces of another shade: the coffee in a red cup is as red as brown is, and no cup.
    private func withoutOtherShades(_ mask: Bitmap, lab: [Lab]) throws -> Bitmap {
        let parts = try mask.components()
        guard parts.areas.count > 2,
            let largest = parts.areas.indices.dropFirst().max(by: { parts.areas[$0] < parts.areas[$1] })
        else { return mask }
        var colours = [[Lab]](repeating: [], count: parts.areas.count)
        for i in mask.values.indices where parts.labels[i] > 0 { colours[Int(parts.labels[i])].append(lab[i]) }
        let main = median(colours[largest])
        let kept = parts.areas.indices.map { k in
            k > 0 && median(colours[k]).squaredDistance(to: main, weights: Lab(0.5, 2, 2)) < 0.12 * 0.12
        }
        return Bitmap(width: mask.width, height: mask.height) { kept[Int(parts.labels[$0])] }
    }
}

extension [Int] {
    /// With the clusters that are the same colour in the shade, where chroma and lightness go down together.
    fileprivate func withShades(of colours: [Lab]) -> [Int] {
        var (all, open) = (self, self)
        while let k = open.popLast() {
            let own = colours[k]
            guard own.chroma > 0.045 else { continue }
            for (j, other) in colours.enumerated() where !all.contains(j) && other.chroma > 0.02 {
                let fullness = other.chroma / Swift.max(other.x, 0.01) / (own.chroma / Swift.max(own.x, 0.01))
                guard other.x < own.x, fullness > 0.6, fullness < 1.7, hueDistance(own.hue, other.hue) < 0.5 else {
                    continue
                }
                all.append(j)
                open.append(j)
            }
        }
        return all
    }
}
