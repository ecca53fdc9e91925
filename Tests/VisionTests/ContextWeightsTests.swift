import Foundation
import Testing
import Vision

/// The network that reads the class of a place from what is seen there and around it.
struct ContextWeightsTests {
    private let side = 33

    @Test("What is seen of a place counts as far as the square around it reaches")
    func square() {
        // What is seen goes to the first unit, its mean over five places to the first of the second layer, and that to the second class.
        let units = 32
        var values: [Float] = [0, 1]
        values += [1] + [Float](repeating: 0, count: units - 1) + [Float](repeating: 0, count: units)
        var second = [Float](repeating: 0, count: 4 * units * units)
        second[units * units] = 1
        values += second + [Float](repeating: 0, count: units)
        values += [0, 100] + [Float](repeating: 0, count: 2 * (units - 1)) + [0, -10]
        let weights = values.withUnsafeBytes { bytes in
            ContextWeights(
                {
                    $0.pointee = bytes.count
                    return bytes.bindMemory(to: UInt8.self).baseAddress!
                }, inputs: 1, classes: 2)
        }
        var seen = [Float](repeating: 0, count: side * side)
        seen[16 * side + 16] = 7
        let planes = weights.classes(of: seen)
        for place in seen.indices {
            let isNear = abs(place / side - 16) <= 2 && abs(place % side - 16) <= 2
            // At most five deviations count: a mean of 0.2.
            #expect(abs(planes[1][place] - (isNear ? 0.99995 : 0.00005)) < 0.0001)
        }
    }
}
