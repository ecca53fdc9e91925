import Foundation
import Wording

/// DeepLab's answer: for each of 257 x 257 places the probabilities of the 21 classes of PASCAL VOC.
struct ClassProbabilities {
    static let count = 21
    static let person = 15
    static let side = 257
    /// The classes in the network's order; the first is the background.
    static let things: [Thing?] = [
        nil, .aeroplane, .bicycle, .bird, .boat, .bottle, .bus, .car, .cat, .chair, .cow, .table, .dog, .horse,
        .motorbike, .person, .plant, .sheep, .sofa, .train, .monitor,
    ]

    /// A plane for each class.
    private let planes: [[Float]]
    /// The share of the picture where each class is the most probable.
    let shares: [Double]

    init(logits: [Float]) {
        let places = Self.side * Self.side
        var values = logits
        var wins = [Int](repeating: 0, count: Self.count)
        values.withUnsafeMutableBufferPointer { values in
            for i in 0..<places {
                var best = 0
                for k in 1..<Self.count where values[k * places + i] > values[best * places + i] { best = k }
                wins[best] += 1
                let greatest = values[best * places + i]
                var sum: Float = 0
                for k in 0..<Self.count {
                    let e = expf(values[k * places + i] - greatest)
                    values[k * places + i] = e
                    sum += e
                }
                for k in 0..<Self.count { values[k * places + i] /= sum }
            }
        }
        planes = (0..<Self.count).map { Array(values[($0 * places)..<(($0 + 1) * places)]) }
        shares = wins.map { Double($0) / Double(places) }
    }

    /// One class at another size.
    func plane(_ index: Int, width: Int, height: Int) throws -> Plane {
        try Plane(width: Self.side, height: Self.side, values: planes[index])
            .resized(width: width, height: height).mapped { clamp($0, 0, 1) }
    }

    /// Anything but the background.
    func anything(width: Int, height: Int) throws -> Plane {
        try plane(0, width: width, height: height).mapped { 1 - $0 }
    }
}
