/// The value below which a share `q` of the values lies, interpolated between neighbours; 0 for no values.
func quantile(_ values: [Float], _ q: Float) -> Float {
    quantiles(values, [q])[0]
}

func quantiles(_ values: [Float], _ shares: [Float]) -> [Float] {
    guard !values.isEmpty else { return shares.map { _ in 0 } }
    let sorted = values.sorted()
    return shares.map { q in
        let position = q * Float(sorted.count - 1)
        let below = min(Int(position), sorted.count - 1)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (position - Float(below))
    }
}

func median(_ values: [Float]) -> Float { quantile(values, 0.5) }

/// The median of every channel.
func median(_ values: [Lab]) -> Lab {
    Lab(median(values.map(\.x)), median(values.map(\.y)), median(values.map(\.z)))
}

func clamp<T: Comparable>(_ value: T, _ low: T, _ high: T) -> T { min(max(value, low), high) }
