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
        var values = Values(file)
        self.inputs = inputs
        self.classes = classes
        means = values.next(inputs)
        scales = values.next(inputs)
        first = values.next(inputs * Self.units)
        biases = values.next(Self.units)
        last = values.next(Self.units * classes)
        lastBiases = values.next(classes)
    }

    /// The numbers of a file of weights, read one after the other.
    struct Values {
        private let all: [Float]
        private var from = 0

        init(_ file: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>) {
            var size = 0
            let bytes = file(&size)
            all = (0..<(size / 4)).map {
                Float(
                    bitPattern: UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)
                        .littleEndian)
            }
        }

        mutating func next(_ count: Int) -> [Float] {
            defer { from += count }
            return Array(all[from..<(from + count)])
        }
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
