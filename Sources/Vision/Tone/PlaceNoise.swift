/// Noise that depends on the place alone.
enum PlaceNoise {
    /// Mixes the bits of a place; constants of the finaliser of MurmurHash3.
    @inline(__always)
    static func hash(_ x: Int, _ y: Int) -> UInt32 {
        var h = UInt32(truncatingIfNeeded: x) &* 0x9e37_79b1 ^ UInt32(truncatingIfNeeded: y) &* 0x85eb_ca77
        h ^= h >> 16
        h = h &* 0x85eb_ca6b
        h ^= h >> 13
        h = h &* 0xc2b2_ae35
        return h ^ h >> 16
    }

    /// 0..<1
    @inline(__always)
    static func uniform(_ x: Int, _ y: Int) -> Float { Float(hash(x, y) >> 8) * (1 / 16_777_216) }

    /// Nearly normal, with deviation 1: the sum of four bytes.
    @inline(__always)
    private static func normal(_ x: Int, _ y: Int) -> Float {
        let h = hash(x, y)
        let sum = (h & 255) + (h >> 8 & 255) + (h >> 16 & 255) + (h >> 24)
        return (Float(sum) - 510) * (1 / 147.8)
    }

    /// Smooth noise with deviation about 0.75: grains of about one unit.
    @inline(__always)
    static func grain(_ x: Float, _ y: Float) -> Float {
        let (column, row) = (Int(x), Int(y))
        let (u, v) = (x - Float(column), y - Float(row))
        // Shifting the grid by half a unit between pixels keeps fine grain from looking like pixels.
        let (p, q) = (0.25 + 0.5 * u, 0.25 + 0.5 * v)
        let top = normal(column, row) * (1 - p) + normal(column + 1, row) * p
        let bottom = normal(column, row + 1) * (1 - p) + normal(column + 1, row + 1) * p
        return (top * (1 - q) + bottom * q) * 1.2
    }
}
