/// Counts of non-negative values in classes of about half a per cent, from which quantiles are read.
struct Quantiles {
    /// Classes: the exponent and the first seven bits after the point.
    static let shift: UInt32 = 16
    static let first: UInt32 = (127 - 30) << 7
    static let classes = 48 << 7

    private var counts: [Int32]
    private(set) var total: Int

    init() {
        counts = [Int32](repeating: 0, count: Quantiles.classes)
        total = 0
    }

    /// Of counts that are there.
    init(_ counts: UnsafeBufferPointer<Int32>) {
        self.counts = Array(counts)
        total = counts.reduce(0) { $0 + Int($1) }
    }

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

/// The value in the middle, the upper one of two; the values lie in another order afterwards (Hoare's selection).
package func upperMedian(of values: inout [Float]) -> Float {
    let middle = values.count / 2
    var (first, last) = (0, values.count - 1)
    while first < last {
        let pivot = values[(first + last) / 2]
        var (low, high) = (first, last)
        while low <= high {
            while values[low] < pivot { low += 1 }
            while values[high] > pivot { high -= 1 }
            if low <= high {
                values.swapAt(low, high)
                low += 1
                high -= 1
            }
        }
        if middle <= high {
            last = high
        } else if middle >= low {
            first = low
        } else {
            break
        }
    }
    return values[middle]
}
