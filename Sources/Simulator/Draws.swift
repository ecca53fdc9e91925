import Foundation

/// Random numbers that are the same each time (SplitMix64).
public struct Draws: Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    mutating func uniform(_ low: Float, _ high: Float) -> Float {
        low + (high - low) * Float(bits() >> 40) * (1 / 16_777_216)
    }

    mutating func around(_ amount: Float) -> Float { uniform(-amount, amount) }

    mutating func index(_ count: Int) -> Int { Int(bits() % UInt64(max(1, count))) }

    /// Nearly normal, with deviation 1: the sum of four 16-bit numbers.
    mutating func normal() -> Float {
        let z = bits()
        let sum = (z & 0xFFFF) + (z >> 16 & 0xFFFF) + (z >> 32 & 0xFFFF) + (z >> 48)
        return (Float(sum) - 131_070) * (1 / 37_837)
    }
}
