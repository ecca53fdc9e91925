import CVision
import Foundation

/// The weights of a network of one layer that tells the class of each place from what is seen there.
struct PlaceWeights {
    private static let units = 32

    private let inputs: Int
    private let classes: Int
    private let means: [Float]
    private let scales: [Float]
    private let first: [Float]
    private let biases: [Float]
    private let last: [Float]
    private let lastBiases: [Float]

    /// Reads them in the order of the file, of which `file` gives the bytes.
    init(_ file: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>, inputs: Int, classes: Int) {
        var size = 0
        let bytes = file(&size)
        let values = (0..<(size / 4)).map {
            Float(bitPattern: UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self).littleEndian)
        }
        var from = 0
        func next(_ count: Int) -> [Float] {
            defer { from += count }
            return Array(values[from..<(from + count)])
        }
        self.inputs = inputs
        self.classes = classes
        means = next(inputs)
        scales = next(inputs)
        first = next(inputs * Self.units)
        biases = next(Self.units)
        last = next(Self.units * classes)
        lastBiases = next(classes)
    }

    /// A plane of probabilities for each class; `seen` has a plane for each input.
    func classes(of seen: [Float], places: Int) -> [[Float]] {
        precondition(seen.count == inputs * places)
        var planes = [[Float]](repeating: [Float](repeating: 0, count: places), count: classes)
        var units = [Float](repeating: 0, count: Self.units)
        for place in 0..<places {
            for u in 0..<Self.units { units[u] = biases[u] }
            for k in 0..<inputs {
                let value = clamp((seen[k * places + place] - means[k]) * scales[k], -5, 5)
                for u in 0..<Self.units { units[u] += value * first[k * Self.units + u] }
            }
            var sums = lastBiases
            for u in 0..<Self.units where units[u] > 0 {
                for c in sums.indices { sums[c] += units[u] * last[u * sums.count + c] }
            }
            let greatest = sums.max() ?? 0
            let exponentials = sums.map { expf($0 - greatest) }
            let sum = exponentials.reduce(0, +)
            for c in sums.indices { planes[c][place] = exponentials[c] / sum }
        }
        return planes
    }
}
