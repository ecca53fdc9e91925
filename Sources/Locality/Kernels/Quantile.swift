/// Counts of non-negative values in classes of about half a per cent, from which quantiles are read.
struct Quantiles {
    /// Classes: the exponent and the first seven bits after the point.
    static let shift: UInt32 = 16
    static let first: UInt32 = (127 - 30) << 7
    static let classes = 48 << 7

    private var counts = [Int32](repeating: 0, count: Quantiles.classes)
    private(set) var total = 0

    @inline(__always)
    static func index(_ value: Float) -> Int {
        let bits = value.bitPattern >> shift
        return Int(min(max(bits, first) &- first, UInt32(classes - 1)))
    }

    /// The middle of a class.
    static func value(_ index: Int) -> Float {
        Float(bitPattern: (UInt32(index) + first) << shift | 0x8000)
    }

    @inline(__always)
    mutating func add(_ value: Float) {
        counts[Quantiles.index(value)] &+= 1
        total &+= 1
    }

    /// The value below which this share lies; 0 if there are none.
    func quantile(_ share: Double) -> Float {
        guard total > 0 else { return 0 }
        let wanted = share * Double(total)
        var seen = 0.0
        for (index, count) in counts.enumerated() where count > 0 {
            let next = seen + Double(count)
            if next >= wanted {
                let low = Float(bitPattern: (UInt32(index) + Quantiles.first) << Quantiles.shift)
                let high = Float(bitPattern: (UInt32(index) + Quantiles.first + 1) << Quantiles.shift)
                return low + (high - low) * Float((wanted - seen) / Double(count))
            }
            seen = next
        }
        return Quantiles.value(Quantiles.classes - 1)
    }
}
