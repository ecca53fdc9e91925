import CVision
package import Colorimetry
import Wording

/// The hair of one person.
package struct HairMask {
    let people: PeopleInScene
    let index: Int
    let skin: SkinModel
    /// The colour that it is said to have; `nil` if nothing is said.
    var now: NamedColour?

    var face: Face { people.faces[index] }
    var faceArea: Float { face.width * face.height }

    /// All of the hair, or nothing. Throws `PartMissing`, or `PartInDoubt`.
    func mask() throws -> Bitmap {
        var left: [(found: Found, doubt: PartMissing)] = []
        do {
            return try byColours(leaving: &left)
        } catch let doubt as PartInDoubt {
            // Colours take along what joins the hair in its colour: a beard, say.
            if let seen = try bySight(despite: doubt.reason) { return seen }
            for (found, reason) in left {
                if let sure = try confirmed(found, despite: reason) { return sure }
            }
            throw try withoutHat(doubt, found: left)
        } catch let missing as PartMissing where missing == .noHair || missing == .tooLittleHair {
            guard let seen = try bySight(despite: missing) else { throw missing }
            return seen
        }
    }

    /// A doubt of colours and edges whether it is a hat, put as it is where the network sees none. What that sees of the hair may be
    /// taken as found then.
    private func withoutHat(_ doubt: PartInDoubt, found: [(found: Found, doubt: PartMissing)]) throws -> PartInDoubt {
        guard doubt.reason == .maybeHat,
            try found.allSatisfy({ try !verdict(on: $0.found.mask).mayBeHat })
        else { return doubt }
        if let seen = try bySight(despite: .endsUnclear) {
            return try PartInDoubt(.endsUnclear, found: seen, on: people, index: index, isWhole: true)
        }
        return doubt.because(.hairLikeSkin)
    }

    /// As far as the rules of colour find it, and the network does not contradict. What they find and leave in doubt goes to `left`.
    private func byColours(leaving left: inout [(found: Found, doubt: PartMissing)]) throws -> Bitmap {
        let first = try found()
        do {
            return try whole(of: first)
        } catch let doubt as PartInDoubt {
            left.append((first, doubt.reason))
            guard doubt.reason == .endsUnclear || doubt.reason == .hairLikeSkin || doubt.reason == .maybeHat else {
                throw doubt
            }
            let second: Found
            do {
                second = try foundByColours()
            } catch is PartMissing {
                throw doubt
            }
            do {
                guard doubt.reason != .maybeHat else { throw doubt }
                return try whole(of: second)
            } catch let other as PartInDoubt {
                left.append((second, other.reason))
                throw doubt.reason == .maybeHat ? doubt : doubt.searchedAgain(other)
            } catch is PartMissing {
                throw doubt
            }
        }
    }

    private func whole(of first: Found) throws -> Bitmap {
        var found = first
        found.mask = try withCrown(first)
        do {
            try check(found, cut: first.mask)
        } catch let missing as PartMissing where !missing.isAbsence {
            throw try PartInDoubt(
                missing, found: found.mask, on: people, index: index, isWhole: isNearlyWhole(found))
        }
        if try verdict(on: found.mask).isAgainst {
            throw try PartInDoubt(
                .endsUnclear, found: found.mask, on: people, index: index, isWhole: isNearlyWhole(found))
        }
        return found.mask
    }

    /// What was found, where the network sees the same hair, whatever the colours leave in doubt.
    private func confirmed(_ found: Found, despite doubt: PartMissing) throws -> Bitmap? {
        let mask = try withCrown(found)
        guard Float(mask.area) >= 0.06 * faceArea, try verdict(on: mask).isFor(doubt) else { return nil }
        return mask
    }

    func verdict(on mask: Bitmap) throws -> HairVerdict {
        HairVerdict(of: mask, own: people.faces.count > 1 ? try ownPixels() : nil, by: try people.scene.head(of: index))
    }

    /// What seems to be hair, for telling other things from it, with what is known about it.
    package struct Found {
        var mask: Bitmap
        var own: Bitmap
        /// Whether a pixel looks like skin rather than like this hair.
        var isSkin: [Bool]
        var colour: Lab
        var ratios: [Float]
        var isUnlikeCloth: Bool
        var isByItsColours = false
        /// Whether it goes on in cloth of its colour, where it was cut off.
        var isCutShort = false

        package init(
            mask: Bitmap, own: Bitmap, isSkin: [Bool], colour: Lab, ratios: [Float], isUnlikeCloth: Bool,
            isByItsColours: Bool = false, isCutShort: Bool = false
        ) {
            self.mask = mask
            self.own = own
            self.isSkin = isSkin
            self.colour = colour
            self.ratios = ratios
            self.isUnlikeCloth = isUnlikeCloth
            self.isByItsColours = isByItsColours
            self.isCutShort = isCutShort
        }
    }

    /// Throws `PartMissing` where there is nothing on the head.
    func found() throws -> Found {
        let (w, h) = (people.width, people.height)
        let lab = people.lab
        let c = people.coordinates[index]
        let own = try ownPixels()
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
        if let now, !now.describes(hair) { throw PartMissing.notThatColour(now.name) }
        let spread = max(
            0.06,
            quantile(lab.indices.filter { top[$0] }.map { lab[$0].distance(to: hair) }, 0.7)
        )
        let ratios = ratios(own: own)
        // Where hair is as light as skin, colours don't tell them apart.
        let isDarker = hair.x < skin.mean.x - 0.08
        let isApart = abs(hair.x - skin.mean.x) > 0.08
        let isPlainSkin = lab.indices.map { i in
            let relative = skin.lightnessDistance(lab[i]) / 0.13
            let toSkin = (skin.distance(lab[i]) + relative * relative).squareRoot() / 2
            return isSkin[i] && lab[i].distance(to: hair) / spread >= toSkin
        }
        let looksLikeCloth = clothesLookLike(hair, own: own, isSkin: isSkin)
        let labels = try labels(
            own: own, isSkin: isSkin, isPlainSkin: isPlainSkin, top: top, hair: hair, spread: spread, ratios: ratios,
            isUnlikeCloth: !looksLikeCloth)
        // Clothes of other colours would only teach the cut what hair isn't.
        let near = Bitmap(width: w, height: h) { i in
            own[i] && (c.v[i] < 0.7 || lab[i].squaredDistance(to: hair) < 0.2 * 0.2 || isSkin[i])
        }
        var found = try people.scene.small.cut(labels, rounds: 5, inside: near).intersected(with: people.mask)
        if isApart {
            found = found.united(
                with: try restOfHead(own: own, isSkin: isSkin, ratios: ratios, hair: hair, beside: found))
        }
        // As wide as a strand where it is cut off from cloth of its colour.
        let cut = lab.indices.count { found[$0] && looksLikeCloth && c.v[$0] > 0.4 && c.v[$0] < 0.43 }
        let isCutShort = Float(cut) > 0.03 * face.height * 0.15 * face.width
        for i in 0..<(w * h) where isApart && isPlainSkin[i] || looksLikeCloth && c.v[i] > 0.4 { found[i] = false }
        // The cut stops at sides that are cropped shorter, and in shade: what goes on in the hair's colour is hair.
        let alike = Bitmap(width: w, height: h) { i in
            isDarker && own[i] && !isPlainSkin[i] && ratios[i] > 1.05 && ratios[i] < 1.6 && c.v[i] < 0.3
                && lab[i].squaredDistance(to: hair) < 0.1 * 0.1
        }
        let opened = try found.united(with: alike).morphed(VisionOpen, radius: 1)
        let parts = try opened.components()
        let touching = Set(top.values.indices.filter { top[$0] && parts.labels[$0] > 0 }.map { parts.labels[$0] })
        guard !touching.isEmpty else { throw PartMissing.noHair }
        var result = Bitmap(width: w, height: h) { i in
            let label = parts.labels[i]
            return touching.contains(label) && Float(parts.areas[Int(label)]) > 0.02 * faceArea
        }
        // A beard joins the hair at the temples.
        let chin = lab.indices.filter {
            own[$0] && ratios[$0] < 1 && abs(c.u[$0]) < 0.3 && c.v[$0] > 0.28 && c.v[$0] < 0.48
        }
        let isBearded =
            2 * chin.count { lab[$0].distance(to: hair) < min(0.2, lab[$0].distance(to: skin.mean)) } > chin.count
        if isBearded {
            for i in lab.indices where c.v[i] > 0.12 && ratios[i] < 1.3 && abs(c.u[i]) < 0.65 { result[i] = false }
        }
        return Found(
            mask: result, own: own, isSkin: isApart ? isPlainSkin : isSkin, colour: hair, ratios: ratios,
            isUnlikeCloth: !looksLikeCloth, isCutShort: isCutShort)
    }

    /// The person's pixels that are nearest to this face and on nobody else's.
    func ownPixels() throws -> Bitmap {
        var own = people.mask
        guard people.faces.count > 1 else { return own }
        own = own.intersected(with: try people.owned(by: index, shared: false))
        for other in people.faces.indices where other != index {
            let c = people.coordinates[other]
            for i in own.values.indices where c.isInEllipse(i, 0.5, 0.6) { own.values[i] = 0 }
        }
        return own
    }

    /// How far out each pixel near the face lies: below 1 within its outline.
    func ratios(own: Bitmap) -> [Float] {
        let c = people.coordinates[index]
        let mesh = people.scene.meshes[index]
        return own.values.indices.map { i in
            guard own[i], abs(c.u[i]) < 1.6, c.v[i] > -1.4, c.v[i] < 3.3 else { return .infinity }
            if let mesh { return mesh.ratio(x: i % people.width, y: i / people.width) }
            let (a, b) = (c.u[i] / 0.47, (c.v[i] - 0.03) / 0.56)
            return (a * a + b * b).squareRoot()
        }
    }

    /// What the hair is looked for on.
    func head(ratios: [Float]) -> Head {
        Head(
            lab: people.lab, body: people.mask, face: face, coordinates: people.coordinates[index], skin: skin,
            ratios: ratios)
    }

    /// How much of each pixel at the edge of this hair is hair.
    func share(of mask: Bitmap) throws -> HairShare {
        try HairShare(
            of: mask, on: head(ratios: ratios(own: ownPixels())), plain: people.scene.lab, belowBrows: belowBrows)
    }

    /// How far below the brows, in heights of the face.
    func belowBrows(_ i: Int) -> Float {
        people.scene.meshes[index]?.belowBrows(x: i % people.width, y: i / people.width)
            ?? people.coordinates[index].v[i] + 0.25
    }

    /// Labels for the cut; later rules overrule earlier ones.
    private func labels(
        own: Bitmap, isSkin: [Bool], isPlainSkin: [Bool], top: Bitmap, hair: Lab, spread: Float, ratios: [Float],
        isUnlikeCloth: Bool
    ) throws -> [UInt8] {
        let c = people.coordinates[index]
        let lab = people.lab
        let core = try people.mask.morphed(VisionErode, radius: 2)
        let sure = max(1.5 * spread, 0.14)
        return (0..<(people.width * people.height)).map { i in
            let (u, v) = (c.u[i], c.v[i])
            func isInRing(_ k: Float) -> Bool { ratios[i] < k }
            let isOnHead = c.isInEllipse(i, 1, 1, centre: -0.25)
            let isLong = abs(u) < 1.5 && v > -0.3 && v < 3.2
            guard own[i], isOnHead || isLong else { return CutLabel.background }
            let toSkin = skin.distance(lab[i])
            let lightness = skin.lightnessDistance(lab[i])
            let toHair = lab[i].squaredDistance(to: hair)
            let relative = lightness / 0.13
            let isCloser = toHair.squareRoot() / spread < (toSkin + relative * relative).squareRoot() / 2
            let isPlainSkin = isPlainSkin[i]

            var label = CutLabel.probablyBackground
            if isOnHead && v < 0.25 && (isCloser || !isSkin[i]) { label = CutLabel.probablyForeground }
            let isPlain = toSkin < 5 && lightness < 0.15 && !isCloser
            if isOnHead && !isInRing(1.3) && v < -0.2 && !isPlain { label = CutLabel.probablyForeground }
            if isLong && toHair < 0.16 * 0.16 && !isInRing(1) { label = CutLabel.probablyForeground }
            if isPlainSkin && isOnHead && (isInRing(1.25) || v > -0.2) { label = CutLabel.probablyBackground }
            if isLong && isUnlikeCloth && core[i] && toHair < 0.08 * 0.08 && !isSkin[i] && !isInRing(1.15) && v < 1.2 {
                label = CutLabel.foreground
            }
            if isInRing(1) {
                // A fringe lies on the forehead; skin shows through it.
                label = CutLabel.background
                if belowBrows(i) < -0.05 {
                    let isMixed = !isSkin[i] && hair.x < lab[i].x && lab[i].x < skin.mean.x - 0.1
                    if isMixed || isCloser && toHair < 0.18 * 0.18 { label = CutLabel.probablyForeground }
                    if isMixed && 2 * lab[i].x < hair.x + skin.mean.x { label = CutLabel.foreground }
                }
            } else if isPlainSkin && isInRing(1.1) {
                label = CutLabel.background
            }
            if top[i] && core[i] && toHair < sure * sure && !isInRing(1.12) { label = CutLabel.foreground }
            if isPlainSkin && v > 0.1 { label = CutLabel.background }
            // A beard.
            if v > 0.2 && v < 0.9 && (abs(u) < 0.28 || (abs(u) < 0.5 && isInRing(1.15))) {
                label = CutLabel.background
            }
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
}
