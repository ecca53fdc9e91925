import CVision

/// Where a garment ends.
extension GarmentMask {
    /// Whether the same cloth goes on across the limit, as with a suit: then there is no hem to stop at.
    func hasNoHem(at limit: Float, reach: Bitmap, selected: Bitmap, cloth: Cloth) -> Bool {
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

    /// A jacket without what shows in its opening in the jacket's colour: a tie, its stripes, a shirt.
    func withoutInsides(_ mask: Bitmap) throws -> Bitmap {
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
    func endingAtHem(_ mask: Bitmap, of pose: Pose) throws -> Bitmap {
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
    func onBody(_ mask: Bitmap, of pose: Pose) throws -> Bitmap {
        let parts = try mask.components()
        var sums = [Float](repeating: 0, count: parts.areas.count)
        for i in lab.indices where mask[i] { sums[Int(parts.labels[i])] += pose.body[i] }
        return bitmap { i in
            let k = Int(parts.labels[i])
            return k > 0 && sums[k] > 0.2 * Float(parts.areas[k])
        }
    }
}
