/// Chance that is always the same (SplitMix64).
struct PlaceRandom {
    private var state: UInt64 = 7

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int(next() >> 33) % max(1, count) }
    /// -reach...reach
    mutating func within(_ reach: Int) -> Int { below(2 * reach + 1) - reach }
}
