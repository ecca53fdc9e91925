import CVision
import Colorimetry
import Foundation

/// Where the network that tells cloth is sure, up to where the colours end: what is patterned, or worn before its own colour, has no
/// colours of its own to be found by.
extension GarmentMask {
    /// All cloth above the hips where that is one garment; `nil` where that is not sure.
    func maskByProbability() throws -> Bitmap? {
        guard now == nil, garment.length <= 4 else { return nil }
        let pose = try people.scene.poses.get()[index]
        var limit = face.y1 + garment.length * face.height
        if let pose, pose.showsHips { limit = pose.hipLine + 0.7 * abs(pose.torso.y) }
        let isSkin = bitmap { skin.distance(lab[$0]) < 8 && skin.lightnessDistance(lab[$0]) < 0.3 }
        var result = try cutByProbability(above: limit, isSkin: isSkin)
        var lowest = limit
        do {
            if let pose, pose.showsHips {
                result = try endingAtHem(result, of: pose)
                lowest = min(limit, pose.hipLine - 0.1 * abs(pose.torso.y))
            }
            guard Float(result.area) >= 0.25 * faceArea, try !isNeighboursAsWell(result) else { return nil }
        } catch is PartMissing {
            return nil
        }
        let verdict = try verdict(on: result, above: lowest)
        // Shoulders that it takes for cloth have skin's colour.
        guard verdict.isOfAll, verdict.skin < 0.15 || !isLikeSkin(result), try endsWithCloth(result),
            try isOneGarment(result), !hasNoColours || shareOfSkin(in: result) < 0.1
        else { return nil }
        // All cloth is a jacket where that is closed over the chest.
        let chest = self.chest(without: isSkin)
        if garment.opensInFront, 10 * chest.intersected(with: result).area < 7 * chest.area { return nil }
        return try contradiction(by: result, isSkin: isSkin, pose: pose) == nil ? result : nil
    }

    /// What was found by colours, where the network finds nearly the same: two ways to one end. `nil` where it does not.
    func mask(agreedTo found: Bitmap, isSkin: Bitmap, pose: Pose?) throws -> Bitmap? {
        guard garment.length <= 4, Float(found.area) >= 0.07 * faceArea else { return nil }
        // A jacket is what both find where a shirt was meant.
        let chest = self.chest(without: isSkin)
        if garment.isWornInside, Float(chest.area) > 0.02 * faceArea,
            2 * chest.intersected(with: found).area < chest.area
        {
            return nil
        }
        var limit = face.y1 + garment.length * face.height
        if let pose, pose.showsHips { limit = pose.hipLine + 0.7 * abs(pose.torso.y) }
        let cut = try cutByProbability(above: limit, isSkin: isSkin)
        // Without colours both take a neck along that is as light as the cloth.
        guard GarmentVerdict.isSame(found, cut), !hasNoColours || shareOfSkin(in: found) < 0.1 else { return nil }
        // All cloth is a jacket with the shirt beneath.
        if garment.isWornInside, let (counts, families) = try coloursOfChest(cut),
            GarmentColours.showsCollarBeneath(counts, families: families)
        {
            return nil
        }
        return try contradiction(by: found, isSkin: isSkin, pose: pose) == nil ? found : nil
    }

    private func contradiction(by mask: Bitmap, isSkin: Bitmap, pose: Pose?) throws -> String? {
        let hair = try people.scene.garments(of: index).plane(of: .hair, width: width, height: height)
        let heads = heads()
        let isOther = bitmap { own[$0] && people.mask[$0] && !isSkin[$0] && hair[$0] < 0.5 && !heads[$0] }
        var signs = try WornSigns(of: mask, lab: lab, isOther: isOther, isSkin: isSkin, pose: pose, face: face, at: c)
        signs.isWithoutColours = hasNoColours
        return garment.contradiction(by: signs)
    }

    /// GrabCut from the probabilities, which are as coarse as their places: of a pixel both what is seen there and its colours say what
    /// it is, so that a small piece of cloth is found that is sure nowhere.
    private func cutByProbability(above limit: Float, isSkin: Bitmap) throws -> Bitmap {
        let seen = try people.scene.garments(of: index)
        let cloth = seen.plane(of: .cloth, width: width, height: height, goesOn: true)
        let bare = seen.plane(of: .skin, width: width, height: height, goesOn: true)
        // The network of heads knows hair over cloth better.
        let strands = try people.scene.head(of: index)
        let square = strands.square.box(width: width, height: height)
        let onHead = strands.plane(of: .hair, width: width, height: height)
        var hair = seen.plane(of: .hair, width: width, height: height, goesOn: true)
        for y in square.y0..<square.y1 {
            for i in (y * width + square.x0)..<(y * width + square.x1) { hair[i] = max(hair[i], onHead[i]) }
        }
        let possible = try cloth.bitmap { $0 > 0.1 }
            .morphed(VisionDilate, radius: max(1, Int(0.3 * seen.square.place)))
        let heads = heads()
        let others = try people.others(than: index)
        let room = bitmap { i in
            let line = clamp(0.42 - 0.7 * (abs(c.u[i]) - 0.4), -0.9, 0.42)
            // Who leans forward has shoulders beside the face, which are seen to be cloth.
            let isHigh = c.v[i] > GarmentFaults.highestShoulder && cloth[i] > 0.6
            return people.mask[i] && own[i] && (isShared || !others[i]) && !heads[i] && (c.v[i] > line || isHigh)
                && Float(i / width) < limit
        }
        let labels = (0..<(width * height)).map { i -> UInt8 in
            guard room[i], possible[i] else { return CutLabel.background }
            if max(bare[i], hair[i]) > 0.85 || (isSkin[i] && bare[i] > 0.2) { return CutLabel.background }
            if cloth[i] > 0.85 { return CutLabel.foreground }
            return cloth[i] > 0.5 ? CutLabel.probablyForeground : CutLabel.probablyBackground
        }
        // Against whatever else is the most probable there.
        let logOdds = cloth.values.indices.map { i in
            let rest = max(bare[i], hair[i], 1 - cloth[i] - bare[i] - hair[i], 0.02)
            return Self.weightOfSight * logf(clamp(cloth[i] / rest, 0.02, 49))
        }
        // A print within it is filled, a hand before it is not.
        let cut = try people.scene.small.cut(
            labels, rounds: 2, inside: people.mask, logOdds: logOdds, mostUndecided: 40_000)
        return try pieces(of: cut.intersected(with: room).morphed(VisionOpen, radius: 1))
            .fillingHoles(below: 0.03 * Double(faceArea))
    }

    /// Without pieces that are small beside a face. Where hair parts a garment of which little shows, the smaller piece is kept, too, if
    /// it is seen to be cloth.
    func pieces(of cut: Bitmap) throws -> Bitmap {
        let parts = try cut.components()
        let largest = Float(parts.areas.dropFirst().max() ?? 0)
        guard 0.1 * largest < 0.04 * faceArea, garment.length <= 4 else {
            return try cut.keeping { $1 > 0 && Float($0.areas[$1]) >= 0.04 * faceArea }
        }
        let cloth = try people.scene.garments(of: index).plane(of: .cloth, width: width, height: height)
        var sums = [Float](repeating: 0, count: parts.areas.count)
        for i in cloth.values.indices { sums[Int(parts.labels[i])] += cloth[i] }
        return bitmap { i in
            let k = Int(parts.labels[i])
            guard k > 0 else { return false }
            let area = Float(parts.areas[k])
            return area >= 0.04 * faceArea || area >= 0.1 * largest && sums[k] > 0.5 * area
        }
    }

    /// By how much the odds of a place count beside the colours of a pixel.
    private static let weightOfSight: Float = 2

    /// Whether its own colour is nearly the face's.
    private func isLikeSkin(_ mask: Bitmap) -> Bool {
        median(lab.indices.filter { mask[$0] }.map { lab[$0] }).distance(to: skin.mean) < 0.15
    }

    /// What is nearer to skin than to the mask's own colour: without colours a neck is hardly told from cloth.
    private func shareOfSkin(in mask: Bitmap) -> Float {
        let own = median(lab.indices.filter { mask[$0] }.map { lab[$0] })
        return GarmentFaults(selection: mask, lab: lab, faceWidth: face.width).share(nearer: skin.mean, than: own)
    }

    /// Whether a step of colour shows wherever cloth is seen on the other side, too.
    private func endsWithCloth(_ mask: Bitmap) throws -> Bool {
        let cloth = try people.scene.garments(of: index).plane(of: .cloth, width: width, height: height)
        let whole = try people.mask.intersected(with: people.others(than: index).inverted)
        let edge = try InnerEdge(
            of: mask, in: bitmap { mask[$0] || (whole[$0] && cloth[$0] > 0.6) }, lab: lab,
            radius: max(2, Int(0.02 * face.width)))
        return edge.share < 0.25 && Float(edge.longest) < 0.5 * face.width
    }

    /// Whether both sides of the chest are in the colours of its middle, and what lies at the neck in those of the sides: neither a
    /// jacket's are those of the shirt beneath, nor a shirt's those of a tie.
    private func isOneGarment(_ mask: Bitmap) throws -> Bool {
        guard let (counts, families) = try coloursOfChest(mask) else { return false }
        return GarmentColours.areAlike(counts, families: families)
    }

    /// How many pixels of each colour of a chest there are in its middle, on either side and at the neck's foot, and which colours one would
    /// call the same; `nil` where little of a chest is in the mask.
    private func coloursOfChest(_ mask: Bitmap) throws -> (counts: [[Float]], families: [[Int]])? {
        func part(_ i: Int) -> Int? {
            let aside = abs(c.u[i])
            if aside < 0.25, c.v[i] > 0.6 { return 0 }
            return aside > 0.6 && c.v[i] > 0.6 ? c.u[i] < 0 ? 1 : 2 : nil
        }
        let chest = lab.indices.filter { mask[$0] && c.v[$0] > 0.45 && c.v[$0] < 2.6 && abs(c.u[$0]) < 1.9 }
        guard chest.count(where: { c.v[$0] > 0.6 }) > 50 else { return nil }
        let clusters = try ColourClusters(chest.map { lab[$0] })
        var counts = [[Float]](repeating: [Float](repeating: 0, count: clusters.colours.count), count: 4)
        for i in chest {
            let colour = clusters.index(of: lab[i])
            if let part = part(i) { counts[part][colour] += 1 }
            if abs(c.u[i]) < 0.4, c.v[i] < 1 { counts[3][colour] += 1 }
        }
        return (counts, clusters.families)
    }
}
