/// The colours of a chest's middle and of its two sides.
package enum GarmentColours {
    /// Whether both sides are mostly in families of colours that the middle has, and the middle in theirs.
    ///
    /// - Parameters:
    ///   - counts: how many pixels of each colour there are in the middle and on either side.
    ///   - families: for each colour those that one would call the same.
    package static func areAlike(_ counts: [[Float]], families: [[Int]]) -> Bool {
        func isMostly(_ part: [Float], in other: [Float]) -> Bool {
            let (all, others) = (part.reduce(0, +), other.reduce(0, +))
            // Hardly anything is seen of one.
            guard all > 30, others > 30 else { return true }
            let kept = Set(other.indices.filter { other[$0] > 0.1 * others }.flatMap { families[$0] })
            return kept.reduce(Float(0)) { $0 + part[$1] } > 0.6 * all
        }
        return counts.dropFirst().allSatisfy { isMostly($0, in: counts[0]) && isMostly(counts[0], in: $0) }
    }
}
