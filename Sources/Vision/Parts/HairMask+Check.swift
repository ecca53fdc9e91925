import CVision
import Colorimetry

extension HairMask {
    /// Whether what was found is hair for the most part and most of the hair, as far as can be seen: no bald head, no fringe alone.
    func isNearlyWhole(_ found: Found) throws -> Bool {
        let members = found.mask.values.indices.filter { found.mask[$0] }
        guard !members.isEmpty else { return false }
        let bare = members.count { skin.distance(people.lab[$0]) < 9 && skin.lightnessDistance(people.lab[$0]) < 0.2 }
        let left = try LeftOutHair(of: found, on: head(ratios: found.ratios))
        return 20 * bare < 3 * members.count && left.bare < 0.12 && left.rest < 0.4 && left.strands < 0.6
    }

    /// Throws `PartMissing` for what is no hair, or not all of it. `cut` is the mask before the crown was added, whose colours
    /// say nothing.
    func check(_ found: Found, cut: Bitmap) throws {
        let (mask, isSkin, hair, ratios) = (found.mask, found.isSkin, found.colour, found.ratios)
        let area = mask.area
        guard Float(area) >= 0.06 * faceArea, area > 0 else { throw PartMissing.tooLittleHair }
        let lab = people.lab
        let c = people.coordinates[index]
        let members = cut.values.indices.filter { cut[$0] }
        let distance = median(members.map { lab[$0] }).distance(to: skin.mean)
        let skinShare = Float(members.count { isSkin[$0] }) / Float(max(1, members.count))
        let leastDistance: Float = found.isByItsColours ? 0.12 : 0.045
        if skinShare > 0.62 && distance < 0.2 || distance < leastDistance || skinShare > 0.3 {
            throw PartMissing.hairLikeSkin
        }

        // A cap covers the forehead, and no hair of its colour hangs beside the face.
        let forehead = ratios.indices.filter { ratios[$0] < 0.95 && belowBrows($0) < -0.08 }
        let covered = forehead.count { lab[$0].distance(to: hair) < lab[$0].distance(to: skin.mean) }
        let beside = ratios.indices.filter { ratios[$0] > 1.03 && ratios[$0] < 1.35 && abs(c.v[$0] - 0.15) < 0.25 }
        let hairBeside = beside.count { mask[$0] }
        if forehead.count > 20, 4 * covered > 3 * forehead.count, 10 * hairBeside < 3 * beside.count {
            throw PartMissing.maybeHat
        }

        // A fringe may end at a line, too; then hair hangs beside the face.
        if 2 * hairBeside < beside.count, LowerEdge(of: mask, lab: lab, face: face)?.isHats == true {
            throw PartMissing.maybeHat
        }

        let head = head(ratios: found.ratios)
        let odd = try OddPatches(in: mask, on: head)
        if odd.isMuch { throw odd.isLow ? PartMissing.joinsClothes : .maybeHat }

        let left = try LeftOutHair(of: found, on: head)
        let reach = max(2, Int(0.02 * face.width))
        let edge = try InnerEdge(of: mask, in: people.mask, lab: lab, radius: reach)
        // Hair that is cropped short or curls fades into skin, which is no more hair.
        let butSkin = Bitmap(width: people.width, height: people.height) { i in
            people.mask[i] && (mask[i] || ratios[i] > 1.05 && !isSkin[i])
        }
        let besideSkin = try InnerEdge(of: mask, in: butSkin, lab: lab, radius: reach)
        let fades = besideSkin.share < 0.03 && (distance > 0.25 || distance > 0.2 && left.isNothing)
        if try left.isMuch || LeftOutLocks(of: found, on: head).isMuch
            || !fades && EdgeOnFace(of: mask, on: head, hairToSkin: distance).isMuch
        {
            throw PartMissing.endsUnclear
        }
        if found.isByItsColours {
            // Where skin begins the colours told; a hole in it is skin that they took for hair, or hair for skin. Between
            // braids other things show.
            let doubtful = Bitmap(width: people.width, height: people.height) {
                isSkin[$0] || lab[$0].distance(to: hair) < 0.2
            }
            let holes = try mask.morphed(VisionClose, radius: max(1, Int(0.12 * face.width)))
                .intersected(with: mask.inverted).intersected(with: found.own).morphed(VisionOpen, radius: 1)
                .intersected(with: doubtful)
            // Hair of skin's lightness has long edges that hardly show.
            let endsAtNoEdge = distance > 0.2 && edge.share > 0.25
            if besideSkin.share > 0.1 || Float(besideSkin.longest) > 0.45 * face.width || endsAtNoEdge
                || Float(holes.area) > 0.1 * Float(area)
            {
                throw PartMissing.endsUnclear
            }
            // A dress or a jacket as dark as the hair is of its colours, too.
            if head.breadthBelowEars(of: mask) > 1.85 { throw PartMissing.joinsClothes }
            return
        }
        // Long hair has long edges against skin and cloth; what lies on the head alone has none in doubt.
        let hangs = 10 * hairBeside > 3 * beside.count
        if edge.share > (fades ? 0.2 : hangs ? 0.15 : 0.11) || Float(besideSkin.longest) > 0.3 * face.width {
            throw PartMissing.endsUnclear
        }
    }
}
