import CVision

/// The hair of one person.
struct HairMask {
    let people: PeopleInScene
    let index: Int
    let skin: SkinModel

    private var face: Face { people.faces[index] }
    private var faceArea: Float { face.width * face.height }

    /// Throws `PartMissing`.
    func mask() throws -> Bitmap {
        let (w, h) = (people.width, people.height)
        let lab = people.lab
        let c = people.coordinates[index]
        let own = ownPixels()
        let isSkin = (0..<(w * h)).map { skin.distance(lab[$0]) < 9 && skin.lightnessDistance(lab[$0]) < 0.25 }

        // What lies on top of the head is hair, unless it is plainly skin.
        let top = Bitmap(width: w, height: h) { i in
            guard own[i], abs(c.u[i]) < 0.55, c.v[i] < -0.56, c.isInEllipse(i, 0.75, 0.9, centre: -0.25) else {
                return false
            }
            return !(skin.distance(lab[i]) < 4 && skin.lightnessDistance(lab[i]) < 0.12)
        }
        guard Float(top.area) >= max(1, 0.04 * faceArea) else { throw PartMissing.noHair }
        let hair = median(lab.indices.filter { top[$0] }.map { lab[$0] })
        let spread = max(
            0.06,
            quantile(lab.indices.filter { top[$0] }.map { lab[$0].distance(to: hair) }, 0.7)
        )
        let labels = try labels(own: own, isSkin: isSkin, top: top, hair: hair, spread: spread)
        var found = try people.scene.small.cut(labels, rounds: 5, inside: own).intersected(with: people.mask)
        if clothesLookLike(hair, own: own, isSkin: isSkin) {
            for i in 0..<(w * h) where c.v[i] > 0.4 { found.values[i] = 0 }
        }
        let opened = try found.morphed(VisionOpen, radius: 1)
        let parts = try opened.components()
        let touching = Set(top.values.indices.filter { top[$0] && parts.labels[$0] > 0 }.map { parts.labels[$0] })
        guard !touching.isEmpty else { throw PartMissing.noHair }
        let result = Bitmap(width: w, height: h) { i in
            let label = parts.labels[i]
            return touching.contains(label) && Float(parts.areas[Int(label)]) > 0.02 * faceArea
        }
        try check(result, isSkin: isSkin)
        return result
    }

    /// The person's pixels that are nearest to this face and on nobody else's.
    private func ownPixels() -> Bitmap {
        var own = people.mask
        guard people.faces.count > 1 else { return own }
        own = own.intersected(with: people.owned(by: index, shared: false))
        for other in people.faces.indices where other != index {
            let c = people.coordinates[other]
            for i in own.values.indices where c.isInEllipse(i, 0.5, 0.6) { own.values[i] = 0 }
        }
        return own
    }

    /// Labels for the cut; later rules overrule earlier ones.
    private func labels(own: Bitmap, isSkin: [Bool], top: Bitmap, hair: Lab, spread: Float) throws -> [UInt8] {
        let c = people.coordinates[index]
        let lab = people.lab
        let core = try people.mask.morphed(VisionErode, radius: 2)
        let sure = max(1.5 * spread, 0.14)
        return (0..<(people.width * people.height)).map { i in
            let (u, v) = (c.u[i], c.v[i])
            func isInRing(_ k: Float) -> Bool { c.isInEllipse(i, 0.47 * k, 0.56 * k, centre: 0.03) }
            let isOnHead = c.isInEllipse(i, 1, 1, centre: -0.25)
            let isLong = abs(u) < 1.2 && v > -0.3 && v < 1.7
            guard own[i], isOnHead || isLong else { return CutLabel.background }
            let toSkin = skin.distance(lab[i])
            let lightness = skin.lightnessDistance(lab[i])
            let toHair = lab[i].squaredDistance(to: hair)
            let relative = lightness / 0.13
            let isCloser = toHair.squareRoot() / spread < (toSkin + relative * relative).squareRoot() / 2
            let isPlainSkin = isSkin[i] && !isCloser

            var label = CutLabel.probablyBackground
            if isOnHead && v < 0.25 && (isCloser || !isSkin[i]) { label = CutLabel.probablyForeground }
            let isPlain = toSkin < 5 && lightness < 0.15 && !isCloser
            if isOnHead && !isInRing(1.3) && v < -0.2 && !isPlain { label = CutLabel.probablyForeground }
            if isLong && toHair < 0.16 * 0.16 && !isInRing(1) { label = CutLabel.probablyForeground }
            if isPlainSkin && isOnHead && (isInRing(1.25) || v > -0.2) { label = CutLabel.probablyBackground }
            if isInRing(1) || (isPlainSkin && isInRing(1.1)) { label = CutLabel.background }
            if top[i] && core[i] && toHair < sure * sure && !isInRing(1.12) { label = CutLabel.foreground }
            if isPlainSkin && v > 0.1 { label = CutLabel.background }
            if abs(u) < 0.5 && v > 0.2 { label = CutLabel.background }  // a beard
            return label
        }
    }

    private func clothesLookLike(_ hair: Lab, own: Bitmap, isSkin: [Bool]) -> Bool {
        let c = people.coordinates[index]
        let torso = own.values.indices.filter {
            own[$0] && abs(c.u[$0]) < 0.9 && c.v[$0] > 1 && c.v[$0] < 2.2 && !isSkin[$0]
        }
        return torso.count > 50 && median(torso.map { people.lab[$0] }).distance(to: hair) < 0.12
    }

    private func check(_ mask: Bitmap, isSkin: [Bool]) throws {
        let area = mask.area
        guard Float(area) >= 0.06 * faceArea, area > 0 else { throw PartMissing.tooLittleHair }
        let members = mask.values.indices.filter { mask[$0] }
        let distance = median(members.map { people.lab[$0] }).distance(to: skin.mean)
        let skinShare = Float(members.count { isSkin[$0] }) / Float(area)
        if (skinShare > 0.62 && distance < 0.2) || distance < 0.045 { throw PartMissing.hairLikeSkin }
    }
}
