import CVision
import Foundation

/// Hair where the network that knows it is sure, up to where colours and edges end it.
extension HairMask {
    /// GrabCut from the probabilities of hair, which are as coarse as 33 x 33 places of a head. What the colours say of a pixel
    /// counts beside them: long hair on cloth of its colour ends where the network sees cloth, and hair before a dark room
    /// where it sees the room. `nil` where the network is not sure.
    func bySight(despite doubt: PartMissing) throws -> Bitmap? {
        let seen = try people.scene.head(of: index)
        let (w, h, c) = (people.width, people.height, people.coordinates[index])
        let probability = seen.plane(of: .hair, width: w, height: h)
        let square = seen.square.box(width: w, height: h)
        let several = people.faces.count > 1
        let own = try ownPixels()
        // The cut of the person loses dark hair before a dark room.
        let near = try own.morphed(VisionDilate, radius: max(1, Int(0.1 * face.width)))
        let others = several ? try people.owned(by: index, shared: false).inverted : Bitmap(width: w, height: h)
        func isInSquare(_ i: Int) -> Bool {
            square.x0..<square.x1 ~= i % w && square.y0..<square.y1 ~= i / w
        }
        let labels = (0..<(w * h)).map { i -> UInt8 in
            let p = probability[i]
            guard p >= 0.1, near[i], !others[i], isInSquare(i) else { return CutLabel.background }
            // Brows, eyes and beards are as dark as hair.
            if c.isInEllipse(i, 0.3, 0.3, centre: 0.15) || p < 0.6 && c.isInEllipse(i, 0.36, 0.36, centre: 0.13) {
                return CutLabel.background
            }
            return p > 0.7 ? CutLabel.foreground : p > 0.5 ? CutLabel.probablyForeground : CutLabel.probablyBackground
        }
        guard labels.contains(CutLabel.foreground) else { return nil }
        let logOdds = probability.values.map { p in
            let odds = clamp(p, 0.02, 0.98)
            return Self.weightOfSight * logf(odds / (1 - odds))
        }
        let cut = try people.scene.small.cut(labels, rounds: 3, logOdds: logOdds, mostUndecided: 40_000)
        let kept = Bitmap(width: w, height: h) { cut[$0] && (own[$0] || probability[$0] >= 0.5) }
        func mean(_ parts: Components) -> [Float] {
            var sums = [Float](repeating: 0, count: parts.areas.count)
            for i in 0..<(w * h) { sums[Int(parts.labels[i])] += probability[i] }
            return sums.indices.map { sums[$0] / Float(max(1, parts.areas[$0])) }
        }
        let pieces = try kept.morphed(VisionOpen, radius: 1).components(connectivity: 4)
        let certainty = mean(pieces)
        let hair = Bitmap(width: w, height: h) { i in
            let k = Int(pieces.labels[i])
            return k > 0 && Float(pieces.areas[k]) > 0.02 * faceArea && certainty[k] > 0.5
        }
        let rest = try hair.inverted.components(connectivity: 4)
        let likely = mean(rest)
        let mask = Bitmap(width: w, height: h) { i in
            let k = Int(rest.labels[i])
            return hair[i] || k > 0 && Float(rest.areas[k]) < 0.02 * faceArea && likely[k] > 0.35
        }
        guard Float(mask.area) >= 0.06 * faceArea, try verdict(on: mask).isSure(of: doubt),
            try !FadingEnd(
                of: mask, by: probability.values, place: seen.square.place, lab: people.lab, faceWidth: face.width
            ).isMuch,
            try !OddPatches(in: mask, on: head(ratios: [])).isMuch,
            !mask.endsAtLine(above: square.y1, over: 0.6 * face.width)
        else { return nil }
        // A shirt in the hair's colour, which the cut ran into: of the masks that nothing else lets go, and that were right, 0.06 at most.
        let cloth = seen.plane(of: .cloth, width: w, height: h)
        let clothes = mask.values.indices.count { mask[$0] && cloth[$0] > probability[$0] }
        guard Float(clothes) < 0.07 * Float(mask.area) else { return nil }
        let colour = median(people.lab.indices.filter { mask[$0] }.map { people.lab[$0] })
        if let now, !now.describes(colour) { return nil }
        return mask
    }

    /// By how much the odds of a place count beside the colours of a pixel.
    private static let weightOfSight: Float = 4
}
