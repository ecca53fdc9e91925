import Colorimetry

/// What shows that a selection is not all of the garment, or not it alone.
extension GarmentMask {
    /// Throws `PartMissing` for what is not all of the garment, or not the one that was named.
    func check(_ mask: Bitmap, isSkin: Bitmap, above lowest: Float) throws {
        let whole = people.mask.intersected(with: try people.others(than: index).inverted)
        let radius = max(2, Int(0.02 * face.width))
        let edge = try InnerEdge(of: mask, in: whole, lab: lab, radius: radius)
        let aboveHem = whole.intersected(with: bitmap { Float($0 / width) < lowest })
        let upper = try InnerEdge(of: mask, in: aboveHem, lab: lab, radius: radius)
        let chest = self.chest(without: isSkin)
        let covered = chest.intersected(with: mask).area
        if edge.share > 0.25 { throw PartMissing.endsUnclear }
        // The same cloth goes on where a long piece of the edge shows no step: a sleeve in other light, a shoulder under hair.
        let isJoined = isShared && people.faces.count > 1
        if Float(upper.longest) > (isJoined ? 1 : 0.5) * face.width { throw PartMissing.endsUnclear }
        // A shirt is seen in the middle of the chest; a jacket may be open there.
        if garment.isWornInside, Float(chest.area) > 0.02 * faceArea, 10 * covered < 7 * chest.area {
            throw PartMissing.endsUnclear
        }
    }

    /// The middle of the chest.
    func chest(without isSkin: Bitmap) -> Bitmap {
        bitmap {
            people.mask[$0] && own[$0] && abs(c.u[$0]) < 0.4 && c.v[$0] > 0.75 && c.v[$0] < 1.5 && !isSkin[$0]
        }
    }

    /// Throws `PartMissing` where something shows that it is not this person's garment and nothing else.
    func check(_ mask: Bitmap, of cloth: Cloth, pose: Pose?, hair: Bitmap?) throws {
        let faults = GarmentFaults(selection: mask, lab: lab, faceWidth: face.width)
        // Between neighbours who are both meant a line is no end.
        let isJoined = isShared && people.faces.count > 1
        if faults.hangs(from: face, at: c) { throw PartMissing.endsUnclear }
        if faults.straightCut(in: people.mask) > (isJoined ? 0.9 : 0.45) { throw PartMissing.endsUnclear }
        let skinShare = faults.share(nearer: neckColour() ?? skin.mean, than: cloth.colour) {
            skin.distance(lab[$0]) < 20
        }
        if skinShare > 0.15 { throw PartMissing.endsUnclear }
        // Hair hangs beside the chin and the neck.
        guard let strands = colour(of: hair) else { return }
        let hairShare = faults.share(nearer: strands, than: cloth.colour) { c.v[$0] < 1.2 }
        if hairShare > 0.4 { throw PartMissing.endsUnclear }
    }

    /// Whether most of what is worn on the chest is in it, and it ends at no ruler's line inside: no patch of it.
    func isNearlyWhole(_ mask: Bitmap, isSkin: Bitmap) -> Bool {
        let chest = lab.indices.filter {
            people.mask[$0] && own[$0] && abs(c.u[$0]) < 1.3 && c.v[$0] > 0.8 && c.v[$0] < 2.2 && !isSkin[$0]
        }
        let covered = Float(chest.count { mask[$0] }) / Float(max(1, chest.count))
        let cut = GarmentFaults(selection: mask, lab: lab, faceWidth: face.width).straightCut(in: people.mask)
        return covered > (garment.opensInFront ? 0.65 : 0.8) && cut < 0.4
    }

    /// Whether it ends at a neighbour who wears the same: nothing shows whose a sleeve between them is.
    func isNeighboursAsWell(_ mask: Bitmap) throws -> Bool {
        guard !isShared, people.faces.count > 1 else { return false }
        let edge = try InnerEdge(of: mask, in: people.mask, lab: lab, radius: max(2, Int(0.02 * face.width)))
        let alone = try InnerEdge(
            of: mask, in: people.mask.intersected(with: people.others(than: index).inverted), lab: lab,
            radius: max(2, Int(0.02 * face.width)))
        return Float(edge.longest - alone.longest) > 0.5 * face.width
    }

    /// Throws `PartMissing` where a hand lies in cloth that looks like skin: a beige jacket, a picture without colours.
    func checkHands(_ mask: Bitmap, of pose: Pose, cloth: Cloth) throws {
        guard cloth.isLikeSkin || hasNoColours else { return }
        let hands = Limbs(of: pose, face: face, width: width, height: height).hands
        for hand in hands where 4 * hand.intersected(with: mask).area > hand.area { throw PartMissing.endsUnclear }
    }

    /// Throws `PartMissing` where a picture has no colours and cloth is about as light as skin.
    func checkLightness(of cloth: Cloth) throws {
        if hasNoColours, abs(cloth.colour.x - skin.mean.x) < 0.25 { throw PartMissing.endsUnclear }
    }
}
