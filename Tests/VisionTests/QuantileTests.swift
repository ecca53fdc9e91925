import TestSupport
import Testing
import Vision

@Suite("Quantiles") struct QuantileTests {
    @Test("They are those of the sorted values, interpolated between neighbours", arguments: [1, 2, 3, 10, 1000, 4097])
    func sorted(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let shares: [Float] = [0.05, 0.5, 0.95, 0.9, 0, 1, 0.12]
        let various = (0..<count).map { _ in Float.random(in: -1...1, using: &random) }
        let few = (0..<count).map { _ in Float(Int.random(in: 0...3, using: &random)) }
        for values in [various, few, various.sorted(), various.sorted(by: >), few.sorted()] {
            let sorted = values.sorted()
            let expected = shares.map { share in
                let position = share * Float(count - 1)
                let below = min(Int(position), count - 1)
                return sorted[below] + (sorted[min(below + 1, count - 1)] - sorted[below]) * (position - Float(below))
            }
            #expect(quantiles(values, shares) == expected)
        }
        #expect(quantiles([], shares) == shares.map { _ in 0 })
    }
}
