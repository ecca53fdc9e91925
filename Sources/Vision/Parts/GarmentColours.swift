/// The colours of a chest's middle, of its two sides, and of the neck's foot.
package enum GarmentColours {
    /// Whether the middle is mostly in families of colours that both sides have, the sides in those of the middle, and the neck's foot
    /// in those of a side: neither a jacket beside a shirt, nor a tie on one, nor a collar under a sweater.
    ///
    /// One side alone may lie in the shade of an arm, or show what is printed there, and then the middle may have more that it has not. Limits
    /// from the cuts of 90 people: the sides of open jackets had 0.80 and 0.82 of colours that the middle had not, a sweater's side in shade 0.55 beside
    /// another of 0.2; the middle of a jersey had 0.50 of one side's and 0.04 of the other's, of open jackets 0.59 and more of both or 0.78 of one.
    ///
    /// - Parameters:
    ///   - counts: how many pixels of each colour there are in the middle, on either side, and where a collar beneath would show.
    ///   - families: for each colour those that one would call the same.
    package static func areAlike(_ counts: [[Float]], families: [[Int]]) -> Bool {
        let foreign = Foreign(counts, families)
        let middle = [1, 2].compactMap { foreign(0, to: $0) }
        let sides = [1, 2].compactMap { foreign($0, to: 0) }
        let most = middle.max() ?? 0
        return (most < 0.4 || most < 0.55 && middle.min() ?? 0 < 0.2) && sides.allSatisfy { $0 < 0.7 }
            && sides.min() ?? 0 < 0.4
            && !showsCollarBeneath(counts, families: families)
    }

    /// Whether the foot of the neck is in colours that neither side has: what is seen there is worn beneath. Shirts beneath jackets had
    /// 0.40 and more of such colours, shirts alone 0.20 at most, a jersey with a collar of its own 0.392.
    package static func showsCollarBeneath(_ counts: [[Float]], families: [[Int]]) -> Bool {
        guard counts.count > 3 else { return false }
        let foreign = Foreign(counts, families)
        return [1, 2].compactMap { foreign(3, to: $0) }.min() ?? 0 >= 0.395
    }

    /// How much of a part is in no family that another has; `nil` where hardly anything is seen of one.
    private struct Foreign {
        let counts: [[Float]]
        let families: [[Int]]
        let sums: [Float]

        init(_ counts: [[Float]], _ families: [[Int]]) {
            (self.counts, self.families) = (counts, families)
            sums = counts.map { $0.reduce(0, +) }
        }

        func callAsFunction(_ part: Int, to other: Int) -> Float? {
            guard sums[part] > 30, sums[other] > 30 else { return nil }
            let kept = Set(
                counts[other].indices.filter { counts[other][$0] > 0.1 * sums[other] }.flatMap { families[$0] })
            return 1 - kept.reduce(Float(0)) { $0 + counts[part][$1] } / sums[part]
        }
    }
}
