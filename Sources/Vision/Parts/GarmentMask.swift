import CVision
import Colorimetry
import Wording

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

    var face: Face { people.faces[index] }
    var faceArea: Float { face.width * face.height }
    var c: FaceCoordinates { people.coordinates[index] }
    var lab: [Lab] { people.lab }
    var width: Int { people.width }
    var height: Int { people.height }

    /// Throws `PartMissing`, or `PartInDoubt`.
    func mask() throws -> Bitmap {
        do {
            let (mask, isAll) = try maskByColours()
            return isAll ? mask : try maskByProbability() ?? mask
        } catch let doubt as PartInDoubt {
            if let all = try maskByProbability() { return all }
            guard let found = doubt.byColours else { throw doubt }
            let isSkin = bitmap { skin.distance(lab[$0]) < 8 && skin.lightnessDistance(lab[$0]) < 0.3 }
            let pose = try people.scene.poses.get()[index]
            guard let agreed = try mask(agreedTo: found, isSkin: isSkin, pose: pose) else { throw doubt }
            return agreed
        }
    }

    /// Where cloth may be on this person. The shoulder line slopes: people who lean have shoulders beside the face.
    private func reach(without heads: Bitmap, hair: Bitmap?) -> Bitmap {
        bitmap { i in
            let line = clamp(0.42 - 0.7 * (abs(c.u[i]) - 0.4), -0.9, 0.42)
            return people.mask[i] && own[i] && !heads[i] && c.v[i] > line
                && abs(Float(i % width) - face.centreX) < 4.5 * face.width && hair?[i] != true
        }
    }

    /// With whether the network sees no more of it.
    private func maskByColours() throws -> (mask: Bitmap, isAll: Bool) {
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

        var reach = reach(without: heads, hair: hair)
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
        if let found = hair {
            hair = try withoutCloth(found, cloth)
            reach = self.reach(without: heads, hair: hair)
            mine = bitmap { reach[$0] && Float($0 / width) < limit }
        }
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
        var result = try pieces(of: cut)
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
        let hanging = try HangingHair(of: self, in: result, found: hair, isSkin: isSkin, pose: pose)
        result = try result.intersected(with: hanging.mask.inverted).morphed(VisionOpen, radius: 1)
        let isNeighbours = try isNeighboursAsWell(result)
        let isOnHat = try verdict(on: result, above: lowest).isOnHat
        let isWhole = !isNeighbours && !isOnHat && !hanging.isLikeCloth && isNearlyWhole(result, isSkin: isSkin)
        // Whether only what is asked last, of edges and colours, speaks against it.
        var isOwn = false
        do {
            if isNeighbours || isOnHat { throw PartMissing.endsUnclear }
            if let pose, endsAtHips { result = try endingAtHem(result, of: pose) }
            guard Float(result.area) >= 0.07 * faceArea else { throw PartMissing.tooLittleClothing }
            if hanging.isLikeCloth { throw PartMissing.endsUnclear }
            if let pose { try checkHands(result, of: pose, cloth: cloth) }
            try checkLightness(of: cloth)
            isOwn = true
            try check(result, isSkin: isSkin, above: lowest)
            try check(result, of: cloth, pose: pose, hair: hair)
            // The network was taught what is worn above the hips.
            if garment.length <= 4, try verdict(on: result, above: lowest).isAgainst { throw PartMissing.endsUnclear }
        } catch let missing as PartMissing where !missing.isAbsence {
            var doubt = try PartInDoubt(missing, found: result, on: people, index: index, isWhole: isWhole)
            doubt.byColours = isOwn ? result : nil
            throw doubt
        }
        let isOther = bitmap { own[$0] && people.mask[$0] && !isSkin[$0] && !isHair($0) && !heads[$0] }
        var signs = try WornSigns(
            of: result, lab: lab, isOther: isOther, isSkin: isSkin, pose: pose, face: face, at: c)
        signs.isWithoutColours = hasNoColours
        if let words = garment.contradiction(by: signs) { throw PartMissing.cutOtherwise(words) }
        return (result, try verdict(on: result, above: lowest).isAll)
    }

    /// What the network sees of a mask of it, and of cloth beside it above a row. A jacket may be open in the middle.
    func verdict(on mask: Bitmap, above lowest: Float) throws -> GarmentVerdict {
        let others = try people.others(than: index)
        let room = bitmap { i in
            own[i] && !others[i] && Float(i / width) < lowest && !(garment.opensInFront && abs(c.u[i]) < 0.7)
        }
        return GarmentVerdict(
            of: mask, own: room, by: try people.scene.garments(of: index), hat: try hat(in: mask))
    }

    /// What of a mask probably covers the head, as a share of the face.
    private func hat(in mask: Bitmap) throws -> Float {
        // Only what lies as high may be one.
        let high = mask.values.indices.filter { mask[$0] && c.v[$0] < 0.3 && abs(c.u[$0]) < 1.4 }
        guard Float(high.count) > 0.015 * faceArea else { return 0 }
        let seen = try people.scene.head(of: index).plane(of: .hat, width: width, height: height)
        return Float(high.count { seen[$0] > 0.5 }) / faceArea
    }

    /// The median of hair that was found, if any was.
    func colour(of hair: Bitmap?) -> Lab? {
        guard let hair, hair.area > 0 else { return nil }
        return median(lab.indices.filter { hair[$0] }.map { lab[$0] })
    }

    func bitmap(where passes: (Int) -> Bool) -> Bitmap { Bitmap(width: width, height: height, where: passes) }

    /// Beside the jaw only what looks like the cloth stays, and no strand of hair.
    func dropStrandsAndStrangers(
        from mine: inout Bitmap,
        _ selected: inout Bitmap,
        cloth: Cloth,
        hair: Bitmap?
    ) {
        var strand: Lab?
        // Short hair leaves no strands beside the jaw, but a collar may be as dark.
        if let hair, let colour = colour(of: hair), colour.distance(to: cloth.colour) > 0.06,
            hair.values.indices.contains(where: { hair[$0] && c.v[$0] > 0.3 && abs(c.u[$0]) < 1.3 })
        {
            strand = colour
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

    var hasNoColours: Bool {
        quantile(lab.indices.filter { people.mask[$0] }.map { lab[$0].chroma }, 0.95) < 0.02
    }
}

extension Garment {
    /// How far it may reach below the chin, in face heights.
    var length: Float {
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
