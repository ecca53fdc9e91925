/// The colours of a chest's middle, of its two sides, and of the neck's foot.
package enum GarmentColours {
    /// Whether the middle is mostly in families of colours that both sides have, the sides in those of the middle, and the neck's foot
    /// in those of a side: neither a jacket beside a shirt, nor a tie on one, nor a collar under a sweater.
    ///
    /// One side alone may lie in the shade of an arm, or show what is printed there. Limits from the cuts of 90 people: the sides of open
    /// jackets had 0.80 and 0.82 of colours that the middle had not, a sweater's side in shade 0.55 beside another of 0.2; at the foot of the neck
    /// shirts beneath jackets had 0.42 and more of colours that neither side had, shirts alone 0.20 at most.
    ///
    /// - Parameters:
    ///   - counts: how many pixels of each colour there are in the middle, on either side, and where a collar beneath would show.
    ///   - families: for each colour those that one would call the same.
    package static func areAlike(_ counts: [[Float]], families: [[Int]]) -> Bool {
        let sums = counts.map { $0.reduce(0, +) }
        /// How much of a part is in no family that another has; `nil` where hardly anything is seen of one.
        func foreign(_ part: Int, to other: Int) -> Float? {
            guard sums[part] > 30, sums[other] > 30 else { return nil }
            let kept = Set(counts[other].indices.filter { counts[other][$0] > 0.1 * sums[other] }.flatMap { families[$0] })
            return 1 - kept.reduce(Float(0)) { $0 + counts[part][$1] } / sums[part]
        }
        let middle = [1, 2].compactMap { foreign(0, to: $0) }
        let sides = [1, 2].compactMap { foreign($0, to: 0) }
        let neck = counts.count > 3 ? [1, 2].compactMap { foreign(3, to: $0) } : []
        return middle.allSatisfy { $0 < 0.4 } && sides.allSatisfy { $0 < 0.7 } && sides.min() ?? 0 < 0.4
            && neck.min() ?? 0 < 0.35
    }
}
