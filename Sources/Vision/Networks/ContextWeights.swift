import CVision
import Foundation

/// The weights of a network that tells the class of each of 33 x 33 places from what is seen there and around it.
///
/// What its first layer makes of a place is averaged over squares around that and over all places: a second layer reads the class
/// from all of these.
package struct ContextWeights {
    private static let units = 32
    /// How many places wide the squares are.
    private static let widths = [5, 13]

    private let inputs: Int
    private let classes: Int
    private let means: [Float]
    private let scales: [Float]
    private let first: Layer
    private let second: Layer
    private let last: Layer

    /// Reads them in the order of the file, of which `file` gives the bytes.
    package init(_ file: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>, inputs: Int, classes: Int) {
        var values = PlaceWeights.Values(file)
        self.inputs = inputs
        self.classes = classes
        means = values.next(inputs)
        scales = values.next(inputs)
        first = Layer(inputs: inputs, units: Self.units, &values)
        second = Layer(inputs: Self.units * (2 + Self.widths.count), units: Self.units, &values)
        last = Layer(inputs: Self.units, units: classes, &values)
    }

    /// A plane of probabilities for each class; `seen` has a plane of all places for each input.
    package func classes(of seen: [Float]) -> [[Float]] {
        let side = PlaceSquare.side
        let places = side * side
        precondition(seen.count == inputs * places)
        var own = [Float](repeating: 0, count: places * Self.units)
        var values = [Float](repeating: 0, count: inputs)
        for place in 0..<places {
            for k in 0..<inputs { values[k] = clamp((seen[k * places + place] - means[k]) * scales[k], -5, 5) }
            let sums = first.sums(of: values)
            for u in 0..<Self.units { own[place * Self.units + u] = max(0, sums[u]) }
        }
        let around = Self.widths.map { Self.averages(of: own, width: $0) } + [Self.averages(of: own, width: 2 * side)]
        var planes = [[Float]](repeating: [Float](repeating: 0, count: places), count: classes)
        for place in 0..<places {
            let units = (place * Self.units)..<((place + 1) * Self.units)
            let inner = second.sums(of: ([own] + around).flatMap { $0[units] }).map { max(0, $0) }
            let sums = last.sums(of: inner)
            let greatest = sums.max() ?? 0
            let exponentials = sums.map { expf($0 - greatest) }
            let sum = exponentials.reduce(0, +)
            for c in 0..<classes { planes[c][place] = exponentials[c] / sum }
        }
        return planes
    }

    /// The mean of each unit over the square around each place, as far as that lies among the places.
    private static func averages(of values: [Float], width: Int) -> [Float] {
        let (side, reach) = (PlaceSquare.side, width / 2)
        /// Along rows or columns, one after the other.
        func averaged(_ from: [Float], step: Int, across: Int) -> [Float] {
            var result = from
            for line in 0..<side {
                for k in 0..<side {
                    let range = max(0, k - reach)...min(side - 1, k + reach)
                    for u in 0..<units {
                        var sum: Float = 0
                        for j in range { sum += from[(line * across + j * step) * units + u] }
                        result[(line * across + k * step) * units + u] = sum / Float(range.count)
                    }
                }
            }
            return result
        }
        return averaged(averaged(values, step: 1, across: side), step: side, across: 1)
    }

    /// One layer: a weight of each input for each unit, and what each unit begins with.
    private struct Layer {
        let units: Int
        let weights: [Float]
        let biases: [Float]

        init(inputs: Int, units: Int, _ values: inout PlaceWeights.Values) {
            self.units = units
            weights = values.next(inputs * units)
            biases = values.next(units)
        }

        func sums(of values: [Float]) -> [Float] {
            var sums = biases
            for (k, value) in values.enumerated() where value != 0 {
                for u in 0..<units { sums[u] += value * weights[k * units + u] }
            }
            return sums
        }
    }
}
