import CVision

/// Where the network that tells cloth is sure, up to where the colours end: what is patterned, or worn before its own colour, has no
/// colours of its own to be found by.
extension GarmentMask {
    /// All cloth above the hips where that is one garment; `nil` where that is not sure.
    func maskByProbability() throws -> Bitmap? {
        guard now == nil, garment.length <= 4, !garment.opensInFront else { return nil }
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
        guard try verdict(on: result, above: lowest).isOfAll, try endsWithCloth(result), try isOneGarment(result),
            !hasNoColours || shareOfSkin(in: result) < 0.1
        else { return nil }
        let hair = try people.scene.garments(of: index).plane(of: .hair, width: width, height: height)
        let heads = heads()
        let isOther = bitmap { own[$0] && people.mask[$0] && !isSkin[$0] && hair[$0] < 0.5 && !heads[$0] }
        var signs = try WornSigns(of: result, lab: lab, isOther: isOther, isSkin: isSkin, pose: pose, face: face, at: c)
        signs.isWithoutColours = hasNoColours
        return garment.contradiction(by: signs) == nil ? result : nil
    }

    /// GrabCut from the probabilities, which are as coarse as their places: what lies within one of where the network changes its mind
    /// is decided by colours.
    private func cutByProbability(above limit: Float, isSkin: Bitmap) throws -> Bitmap {
        let seen = try people.scene.garments(of: index)
        let cloth = seen.plane(of: .cloth, width: width, height: height)
        let bare = seen.plane(of: .skin, width: width, height: height)
        let hair = seen.plane(of: .hair, width: width, height: height)
        let place = max(2, Int(0.75 * seen.square.size / Float(PlaceSquare.side)))
        let sure = try cloth.bitmap { $0 <= 0.7 }.morphed(VisionDilate, radius: place).inverted
        let possible = try cloth.bitmap { $0 > 0.3 }.morphed(VisionDilate, radius: place)
        let heads = heads()
        let others = try people.others(than: index)
        let room = bitmap { i in
            let line = clamp(0.42 - 0.7 * (abs(c.u[i]) - 0.4), -0.9, 0.42)
            return people.mask[i] && own[i] && (isShared || !others[i]) && !heads[i] && c.v[i] > line && Float(i / width) < limit
        }
        let labels = (0..<(width * height)).map { i -> UInt8 in
            guard room[i], possible[i] else { return CutLabel.background }
            if max(bare[i], hair[i]) > 0.6 || (isSkin[i] && bare[i] > 0.2) { return CutLabel.background }
            if sure[i] { return CutLabel.foreground }
            return cloth[i] > 0.5 ? CutLabel.probablyForeground : CutLabel.probablyBackground
        }
        // A print within it is filled, a hand before it is not.
        return try people.scene.small.cut(labels, rounds: 2, inside: people.mask).intersected(with: room)
            .morphed(VisionOpen, radius: 1).keeping { $1 > 0 && Float($0.areas[$1]) >= 0.04 * faceArea }
            .fillingHoles(below: 0.03 * Double(faceArea))
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
            of: mask, in: bitmap { mask[$0] || (whole[$0] && cloth[$0] > 0.45) }, lab: lab,
            radius: max(2, Int(0.02 * face.width)))
        return edge.share < 0.25 && Float(edge.longest) < 0.5 * face.width
    }

    /// Whether both sides of the chest are in the colours of its middle: neither a jacket's are those of the shirt beneath, nor a
    /// shirt's those of a tie.
    private func isOneGarment(_ mask: Bitmap) throws -> Bool {
        let chest = lab.indices.filter { mask[$0] && c.v[$0] > 0.6 && c.v[$0] < 2.6 && abs(c.u[$0]) < 1.9 }
        guard chest.count > 50 else { return false }
        let clusters = try ColourClusters(chest.map { lab[$0] })
        var counts = [[Float]](repeating: [Float](repeating: 0, count: clusters.colours.count), count: 3)
        for i in chest where abs(c.u[i]) < 0.25 || abs(c.u[i]) > 0.6 {
            counts[abs(c.u[i]) < 0.25 ? 0 : c.u[i] < 0 ? 1 : 2][clusters.index(of: lab[i])] += 1
        }
        return GarmentColours.areAlike(counts, families: clusters.families)
    }
}
