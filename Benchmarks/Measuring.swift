import Foundation

/// Times of several runs of one thing, in milliseconds.
struct Times {
    let values: [Double]

    /// Runs something once to warm up, then times it.
    init(_ runs: Int, _ work: () async throws -> Void) async throws {
        try await work()
        var values: [Double] = []
        for _ in 0..<runs {
            let start = ContinuousClock.now
            try await work()
            values.append((ContinuousClock.now - start).milliseconds)
        }
        self.values = values.sorted()
    }

    init(values: [Double]) {
        self.values = values.sorted()
    }

    var median: Double { values[values.count / 2] }

    func line(_ name: String) -> String {
        func number(_ value: Double) -> String { String(format: "%8.1f", value) }
        let padded = name + String(repeating: " ", count: max(1, 52 - name.count))
        guard !values.isEmpty else { return padded + "    none" }
        return "\(padded)\(number(values[0]))\(number(median))\(number(values[values.count - 1]))"
    }

    static let heading = "ms" + String(repeating: " ", count: 50) + "     min  median     max"
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) * 1e-15
    }
}
