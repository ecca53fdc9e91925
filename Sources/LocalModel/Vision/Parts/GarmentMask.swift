import CVision
import Foundation

/// The garment of one person: the largest family of cloth colours below the face.
struct GarmentMask {
    let people: PeopleInScene
    let index: Int
    let garment: Garment
    /// The colour that it is said to have; `nil` if nothing is said.
    let now: NamedColour?
    /// Pixels that may be this person's.
    let own: Bitmap
    /// Whether everybody is meant: what is a neighbour's is no mistake then.
    let isShared: Bool
    let skin: SkinModel

    private var face: Face { people.faces[index] }
    private var faceArea: Float { face.width * face.height }
    private var c: FaceCoordinates { people.coordinates[index] }
    private var lab: [Lab] { people.lab }
    private var width: Int { people.width }
    private var height: Int { people.height }

    /// Throws `PartMissing`.
    func mask() throws -> Bitmap {
        let heads = self.heads()
        let isSkin = bitmap { skin.distance(lab[$0]) < 8 && skin.lightnessDistance(lab[$0]) < 0.3 }
        let neckColour = self.neckColour()
        let neck = bitmap { i in
            guard c.v[i] < 1.25, abs(c.u[i]) < 0.8 else { return false }
            return isSkin[i] || neckColour.map { lab[i].distance(to: $0) < 0.08 } ?? false
        }
        var hair: Bitmap?
        do {
            hair = try HairMask(people: people, index: index, skin: skin).found().mask.morphed(VisionDilate, radius: 1)
        } catch is PartMissing {}
        let isHair = { (i: Int) in hair.map { $0[i] } ?? false }

        // The shoulder line slopes: people who lean have shoulders beside the face.
        var reach = bitmap { i in
            let line = clamp(0.42 - 0.7 * (abs(c.u[i]) - 0.4), -0.9, 0.42)
            return people.mask[i] && own[i] && !heads[i] && c.v[i] > line
                && abs(Float(i % width) - face.centreX) < 4.5 * face.width && !isHair(i)
        }
        let pose = try people.scene.poses.get()[index]
        var limit = face.y1 + garment.length * face.height
        var endsAtHips = false
        if let pose, pose.showsHips, garment.length <= 4 {
            limit = pose.hipLine + 0.7 * abs(pose.torso.y)
            endsAtHips = true
        }
        var mine = bitmap { reach[$0] && Float($0 / width) < limit }
        let learnt = mine.values.indices.filter { mine[$0] && !neck[$0] && c.v[$0] > 0.42 }
        guard !learnt.isEmpty, Float(learnt.count) >= 0.1 * faceArea else { throw PartMissing.tooLittleClothing }
        let cloth = try Cloth(learnt: learnt, of: self)
        if let pose {
            let limbs = limbs(of: pose, unlike: cloth).inverted
            reach = reach.intersected(with: limbs)
            mine = mine.intersected(with: limbs)
        }
        let skinBlobs = try isSkin.intersected(
            with: isSkin.morphed(VisionOpen, radius: max(1, Int(0.03 * face.width)))
        )

        func select(_ region: Bitmap, below limit: Float? = nil) -> Bitmap {
            bitmap { i in
                guard region[i], !neck[i], cloth.contains(lab[i]) else { return false }
                if let limit, Float(i / width) >= limit, abs(lab[i].x - cloth.colour.x) >= 0.22 { return false }
                return cloth.isLikeSkin || !skinBlobs[i]
            }
        }
        var selected = select(mine)
        if !endsAtHips, hasNoHem(at: limit, reach: reach, selected: selected, cloth: cloth) {
            mine = bitmap { reach[$0] && Float($0 / width) < face.y1 + 12 * face.height }
            selected = select(mine, below: limit)
        }
        dropStrandsAndStrangers(from: &mine, &selected, cloth: cloth, hair: hair)

        let radius = max(1, Int(0.03 * face.width))
        let opened = try selected.morphed(VisionOpen, radius: max(1, radius / 2))
        let core = try opened.morphed(VisionClose, radius: radius).morphed(VisionErode, radius: radius)
        let collar = self.collar(cloth: cloth, isHair: isHair, isSkin: isSkin)
        // Where a neighbour begins, colours decide.
        let others = try people.others(than: index)
        let rim = try others.morphed(VisionDilate, radius: max(1, Int(0.4 * face.width)))
        let labels = (0..<(width * height)).map { i -> UInt8 in
            if collar[i] { return CutLabel.probablyForeground }
            guard mine[i] || opened[i], !neck[i], !heads[i] else { return CutLabel.background }
            if !cloth.isLikeSkin && isSkin[i] && !opened[i] && mine[i] { return CutLabel.background }
            if core[i] && selected[i] && (isShared || !rim[i]) { return CutLabel.foreground }
            if opened[i] { return CutLabel.probablyForeground }
            let isFar = lab[i].squaredDistance(to: cloth.colour, weights: Lab(0.8, 2, 2)) > 0.35 * 0.35
            return isFar ? CutLabel.background : CutLabel.probablyBackground
        }
        let cut = try people.scene.small.cut(labels, rounds: 2, inside: people.mask)
            .intersected(with: mine.united(with: collar)).morphed(VisionOpen, radius: 1)
        // Holes smaller than a button are closed.
        var result = try cut.keeping { $1 > 0 && Float($0.areas[$1]) >= 0.04 * faceArea }
            .fillingHoles(below: 0.004 * Double(faceArea))
        // Where a hem may be is for the hem's line to tell.
        let lowest = pose.flatMap { endsAtHips ? min(limit, $0.hipLine - 0.1 * abs($0.torso.y)) : nil } ?? limit
        let raised = raisedShoulders(of: cloth, heads: heads, hair: hair)
        let room = bitmap { i in
            (reach[i] || raised[i]) && !neck[i] && !isSkin[i] && Float(i / width) < lowest
                && !(garment.opensInFront && abs(c.u[i]) < 0.6) && (isShared || !others[i])
        }
        result = try ClothGrowth(lab: lab, radius: max(2, Int(0.06 * face.width))).grown(from: result, within: room)
            .morphed(VisionOpen, radius: 1).united(with: result).fillingHoles(below: 0.004 * Double(faceArea))
        if garment.opensInFront { result = try withoutInsides(result) }
        if let pose { result = try onBody(result, of: pose) }
        if let pose, endsAtHips { result = try endingAtHem(result, of: pose) }
        if let pose { try checkHands(result, of: pose, cloth: cloth) }
        try checkLightness(of: cloth)
        guard Float(result.area) >= 0.07 * faceArea else { throw PartMissing.tooLittleClothing }
        try check(result, isSkin: isSkin, above: lowest)
        try check(result, of: cloth, pose: pose, hair: hair)
        let isOther = bitmap { own[$0] && people.mask[$0] && !isSkin[$0] && !isHair($0) && !heads[$0] }
        var signs = try WornSigns(
            of: result, lab: lab, isOther: isOther, isSkin: isSkin, pose: pose, face: face, at: c)
        signs.isWithoutColours = hasNoColours
        if let words = garment.contradiction(by: signs) { throw PartMissing.cutOtherwise(words) }
        return result
    }

    /// Throws `PartMissing` for what is not all of the garment, or not the one that was named.
    private func check(_ mask: Bitmap, isSkin: Bitmap, above lowest: Float) throws {
        let whole = people.mask.intersected(with: try people.others(than: index).inverted)
        let radius = max(2, Int(0.02 * face.width))
        let edge = try InnerEdge(of: mask, in: whole, lab: lab, radius: radius)
        let aboveHem = whole.intersected(with: bitmap { Float($0 / width) < lowest })
        let upper = try InnerEdge(of: mask, in: aboveHem, lab: lab, radius: radius)
        let chest = lab.indices.filter {
            people.mask[$0] && own[$0] && abs(c.u[$0]) < 0.4 && c.v[$0] > 0.75 && c.v[$0] < 1.5 && !isSkin[$0]
        }
        let covered = chest.count { mask[$0] }
        if edge.share > 0.25 { throw PartMissing.endsUnclear }
        // The same cloth goes on where a long piece of the edge shows no step: a sleeve in other light, a shoulder under hair.
        let isJoined = isShared && people.faces.count > 1
        if Float(upper.longest) > (isJoined ? 1 : 0.5) * face.width { throw PartMissing.endsUnclear }
        // A shirt is seen in the middle of the chest; a jacket may be open there.
        if garment.isWornInside, Float(chest.count) > 0.02 * faceArea, 10 * covered < 7 * chest.count {
            throw PartMissing.endsUnclear
        }
    }

    /// Throws `PartMissing` where something shows that it is not this person's garment and nothing else.
    private func check(_ mask: Bitmap, of cloth: Cloth, pose: Pose?, hair: Bitmap?) throws {
        let faults = GarmentFaults(selection: mask, lab: lab, faceWidth: face.width)
        // Between neighbours who are both meant a line is no end.
        let isJoined = isShared && people.faces.count > 1
        if faults.hangs(from: face, at: c) { throw PartMissing.endsUnclear }
        if faults.straightCut(in: people.mask) > (isJoined ? 0.9 : 0.45) { throw PartMissing.endsUnclear }
        let skinShare = faults.share(nearer: neckColour() ?? skin.mean, than: cloth.colour) { skin.distance(lab[$0]) < 20 }
        if skinShare > 0.15 { throw PartMissing.endsUnclear }
        guard let hair else { return }
        // Hair hangs beside the chin and the neck.
        let strands = median(lab.indices.filter { hair[$0] }.map { lab[$0] })
        let hairShare = faults.share(nearer: strands, than: cloth.colour) { c.v[$0] < 1.2 }
        if hairShare > 0.4 { throw PartMissing.endsUnclear }
    }

    private func bitmap(where passes: (Int) -> Bool) -> Bitmap { Bitmap(width: width, height: height, where: passes) }

    /// The colour right below the chin where it is skin; it may be lit otherwise than the face.
    private func neckColour() -> Lab? {
        guard let mesh = people.scene.meshes[index] else { return nil }
        let below = lab.indices.filter { i in
            guard people.mask[i], abs(c.u[i]) < 0.2, c.v[i] > 0.5, c.v[i] < 0.85 else { return false }
            return mesh.ratio(x: i % width, y: i / width) > 1.05
        }
        guard below.count > 20 else { return nil }
        let colour = median(below.map { lab[$0] })
        return skin.distance(colour) < 20 && skin.lightnessDistance(colour) < 0.3 ? colour : nil
    }

    /// The own head and, smaller, everybody's.
    private func heads() -> Bitmap {
        let mesh = people.scene.meshes[index]
        var result = bitmap { i in
            guard c.isInEllipse(i, 0.72, 0.82, centre: -0.18) else { return false }
            // A collar comes near to the jaw; the mesh tells where that ends.
            guard let mesh, c.v[i] > 0.1 else { return true }
            return mesh.ratio(x: i % width, y: i / width) < 1.08
        }
        for (k, other) in people.coordinates.enumerated() where k != index || mesh == nil {
            for i in result.values.indices where other.isInEllipse(i, 0.66, 0.74, centre: -0.12) {
                result.values[i] = 1
            }
        }
        return result
    }

    /// Whether the same cloth goes on across the limit, as with a suit: then there is no hem to stop at.
    private func hasNoHem(at limit: Float, reach: Bitmap, selected: Bitmap, cloth: Cloth) -> Bool {
        let row = Int(limit)
        guard row >= 0, row < height - 2 else { return false }
        let strip = max(3, Int(0.3 * face.height))
        let below = row..<min(height, row + strip)
        let above = max(0, row - strip)..<row
        var crossing = 0
        for i in (below.lowerBound * width)..<(below.upperBound * width) {
            if reach[i] && cloth.containsClosely(lab[i]) { crossing += 1 }
        }
        var before = 0
        for i in (above.lowerBound * width)..<(above.upperBound * width) { before += Int(selected.values[i]) }
        guard before > 0 else { return false }
        return Float(crossing) / Float(below.count) > 0.6 * Float(before) / Float(above.count)
    }

    /// Where shoulders may be besides, beside the face of somebody who leans towards the camera: closely of the cloth's colour,
    /// which must not be the hair's.
    private func raisedShoulders(of cloth: Cloth, heads: Bitmap, hair: Bitmap?) -> Bitmap {
        let hairs = hair.flatMap { hair in
            hair.area > 0 ? median(lab.indices.filter { hair[$0] }.map { lab[$0] }) : nil
        }
        guard hairs.map({ $0.distance(to: cloth.colour) > 0.15 }) ?? true else {
            return bitmap { _ in false }
        }
        return bitmap { i in
            people.mask[i] && own[i] && !heads[i] && c.v[i] > GarmentFaults.highestShoulder && abs(c.u[i]) < 3
                && hair?[i] != true && cloth.containsClosely(lab[i])
        }
    }

    /// Beside the jaw only what looks like the cloth stays, and no strand of hair.
    private func dropStrandsAndStrangers(
        from mine: inout Bitmap,
        _ selected: inout Bitmap,
        cloth: Cloth,
        hair: Bitmap?
    ) {
        var strand: Lab?
        // Short hair leaves no strands beside the jaw, but a collar may be as dark.
        if let hair, hair.values.indices.contains(where: { hair[$0] && c.v[$0] > 0.3 && abs(c.u[$0]) < 1.3 }) {
            let colour = median(lab.indices.filter { hair[$0] }.map { lab[$0] })
            if colour.distance(to: cloth.colour) > 0.06 { strand = colour }
        }
        for i in lab.indices where abs(c.u[i]) < 1.3 {
            let isUnderChin = c.isInEllipse(i, 0.66, 0.74, centre: -0.12)
            guard c.v[i] < 0.42 || isUnderChin else { continue }
            // Cloth in the shade of a chin is cloth.
            let isInShade = lab[i].x < cloth.colour.x && cloth.contains(lab[i]) && c.v[i] > 0
            let toCloth = lab[i].squaredDistance(to: cloth.colour, weights: isInShade ? Lab(0.4, 2, 2) : Lab(1, 2, 2))
            var isOut = toCloth > 0.11 * 0.11
            // Skin in the shade of the chin.
            if isUnderChin, !cloth.isLikeSkin, lab[i].x > 0.5 * skin.mean.x, skin.distance(lab[i]) < 16,
                lab[i].distance(to: cloth.colour) > 0.06
            {
                isOut = true
            }
            if let strand {
                let toHair = lab[i].squaredDistance(to: strand)
                if toHair < toCloth && toHair < 0.2 * 0.2 { isOut = true }
            }
            if isOut {
                mine.values[i] = 0
                selected.values[i] = 0
            }
        }
    }

    /// Hands, and what is worn on the legs, in the colours that they have here: a hand in the shade is not the face's colour, and
    /// dark trousers are nearly that of a dark shirt's folds.
    private func limbs(of pose: Pose, unlike cloth: Cloth) -> Bitmap {
        let limbs = Limbs(of: pose, face: face, width: width, height: height)
        var result = bitmap { _ in false }
        func add(_ place: (Int) -> Bool, of colour: Lab) {
            guard colour.distance(to: cloth.colour) > 0.06 else { return }
            for i in lab.indices where place(i) && lab[i].distance(to: colour) < lab[i].distance(to: cloth.colour) {
                result[i] = true
            }
        }
        for hand in limbs.hands where !cloth.isLikeSkin {
            let seen = lab.indices.filter {
                hand[$0] && people.mask[$0] && skin.distance(lab[$0]) < 16 && skin.lightnessDistance(lab[$0]) < 0.4
                    && lab[$0].distance(to: cloth.colour) > 0.06
            }
            // A dark cuff is nearer to a dark hand than to bright cloth, but has not its hue.
            if 6 * seen.count > hand.area {
                add({ hand[$0] && skin.distance(lab[$0]) < 20 }, of: median(seen.map { lab[$0] }))
            }
        }
        guard garment.length <= 4 else { return result }
        let hips = pose.hipLine - 0.1 * abs(pose.torso.y)
        let legs = lab.indices.filter { i in
            limbs.legs[i] && people.mask[i] && own[i] && !limbs.hands.contains { $0[i] }
        }
        if Float(legs.count) > 0.1 * faceArea {
            add({ limbs.legs[$0] || Float($0 / width) > hips }, of: median(legs.map { lab[$0] }))
        }
        return result
    }

    /// A jacket without what shows in its opening in the jacket's colour: a tie, its stripes, a shirt.
    private func withoutInsides(_ mask: Bitmap) throws -> Bitmap {
        let gaps = try bitmap {
            people.mask[$0] && own[$0] && !mask[$0] && abs(c.u[$0]) < 0.7 && c.v[$0] > 0.45 && c.v[$0] < 4
        }.morphed(VisionOpen, radius: max(1, Int(0.02 * face.width))).components()
        // It begins high on the chest; a badge or a hand lies elsewhere.
        var isOpening = [Bool](repeating: false, count: gaps.areas.count)
        for i in lab.indices where abs(c.u[i]) < 0.25 && c.v[i] < 1.6 { isOpening[Int(gaps.labels[i])] = true }
        isOpening[0] = false
        var result = mask
        for y in 0..<height {
            let row = y * width
            let open = (0..<width).filter { isOpening[Int(gaps.labels[row + $0])] }
            guard let left = open.first, let right = open.last else { continue }
            for x in left...right { result[row + x] = false }
        }
        return result
    }

    /// Without trousers of nearly its colour, where the line between them can be seen. Throws `PartMissing`.
    private func endingAtHem(_ mask: Bitmap, of pose: Pose) throws -> Bitmap {
        let torso = abs(pose.torso.y)
        let lowest = Float((mask.values.lastIndex(of: 1) ?? 0) / width)
        guard lowest > pose.hipLine + 0.15 * torso else { return mask }
        // A shirt ends at a belt above the hips, a jacket below them.
        for from: Float in [-0.2, 0.05] {
            let hem = HemLine(
                of: mask, lab: lab, from: Int(pose.hipLine + from * torso), to: Int(pose.hipLine + 0.7 * torso))
            if let hem, hem.isClear { return hem.above(mask) }
        }
        // Of somebody who sits, the legs begin where the hips are.
        guard lowest < pose.hipLine + (pose.sits ? 0.25 : 0.6) * torso else { throw PartMissing.endsUnclear }
        return mask
    }

    /// Without pieces that lie on nobody's body: what stands behind in the cloth's colour.
    private func onBody(_ mask: Bitmap, of pose: Pose) throws -> Bitmap {
        let parts = try mask.components()
        var sums = [Float](repeating: 0, count: parts.areas.count)
        for i in lab.indices where mask[i] { sums[Int(parts.labels[i])] += pose.body[i] }
        return bitmap { i in
            let k = Int(parts.labels[i])
            return k > 0 && sums[k] > 0.2 * Float(parts.areas[k])
        }
    }

    /// Throws `PartMissing` where a hand lies in cloth that looks like skin: a beige jacket, a picture without colours.
    private func checkHands(_ mask: Bitmap, of pose: Pose, cloth: Cloth) throws {
        guard cloth.isLikeSkin || hasNoColours else { return }
        let hands = Limbs(of: pose, face: face, width: width, height: height).hands
        for hand in hands where 4 * hand.intersected(with: mask).area > hand.area { throw PartMissing.endsUnclear }
    }

    private var hasNoColours: Bool {
        quantile(lab.indices.filter { people.mask[$0] }.map { lab[$0].chroma }, 0.95) < 0.02
    }

    /// Throws `PartMissing` where a picture has no colours and cloth is about as light as skin.
    private func checkLightness(of cloth: Cloth) throws {
        if hasNoColours, abs(cloth.colour.x - skin.mean.x) < 0.25 { throw PartMissing.endsUnclear }
    }

    /// A collar beside the jaw.
    private func collar(cloth: Cloth, isHair: (Int) -> Bool, isSkin: Bitmap) -> Bitmap {
        let others = people.coordinates.indices.filter { $0 != index }.map { people.coordinates[$0] }
        return bitmap { i in
            people.mask[i] && own[i] && c.v[i] > 0.12 && c.v[i] < 0.7 && abs(c.u[i]) > 0.42 && abs(c.u[i]) < 0.9
                && !isHair(i) && !isSkin[i] && lab[i].squaredDistance(to: cloth.colour) < 0.08 * 0.08
                && !others.contains { $0.isInEllipse(i, 0.66, 0.74, centre: -0.12) }
        }
    }
}

extension Garment {
    /// How far it may reach below the chin, in face heights.
    fileprivate var length: Float {
        switch self {
        case .jacket, .blazer, .shirt, .tShirt, .top, .sweater, .hoodie: 4
        case .coat: 6.5
        case .suit, .dress, .clothes, .outfit: 12
        }
    }

    /// Something else is worn under it, and may show in the middle.
    var opensInFront: Bool { self == .jacket || self == .blazer || self == .coat || self == .suit }

    /// Worn under a jacket: its colour is learnt in the middle of the chest.
    var isWornInside: Bool { self == .shirt || self == .tShirt || self == .top }
}
