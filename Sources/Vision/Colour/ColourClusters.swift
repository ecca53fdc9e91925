import CVision
import Colorimetry

/// Colours of some pixels gathered into a few (k-means in OKLab with lightness halved).
struct ColourClusters {
    private static let weights = Lab(0.5, 1, 1)
    private let centres: [Lab]
    /// The clusters' colours.
    let colours: [Lab]

    init(_ colours: [Lab], count: Int = 6, limit: Int = 12_000) throws {
        let stride = max(1, colours.count / limit)
        var samples: [Float] = []
        for i in Swift.stride(from: 0, to: colours.count, by: stride) {
            let scaled = colours[i] * Self.weights
            samples += [scaled.x, scaled.y, scaled.z]
        }
        let sampleCount = samples.count / 3
        let k = min(count, sampleCount)
        var labels = [Int32](repeating: 0, count: sampleCount)
        var found = [Float](repeating: 0, count: k * 3)
        try vision(vision_kmeans(samples, Int32(sampleCount), 3, Int32(k), 30, 2, 0, &labels, &found))
        centres = (0..<k).map { Lab(found[3 * $0], found[3 * $0 + 1], found[3 * $0 + 2]) }
        self.colours = centres.map { $0 / Self.weights }
    }

    /// The nearest cluster.
    @inline(__always)
    func index(of colour: Lab) -> Int {
        let scaled = colour * Self.weights
        var best = 0
        var least = Float.infinity
        for (i, centre) in centres.enumerated() {
            let d = scaled - centre
            let distance = (d * d).sum()
            if distance < least {
                least = distance
                best = i
            }
        }
        return best
    }

    /// How far the nearest cluster is: lightness as it is, chroma doubled.
    @inline(__always)
    func distance(to colour: Lab) -> Float {
        let scaled = colour * Self.weights
        var least = Float.infinity
        for centre in centres {
            let d = scaled - centre
            least = min(least, (d * d).sum())
        }
        return 2 * least.squareRoot()
    }

    /// For every cluster, the clusters that one would call the same colour: near in hue, or all neutral.
    var families: [[Int]] {
        colours.map { own in
            colours.indices.filter { j in
                let other = colours[j]
                let lightness = abs(own.x - other.x)
                if own.chroma > 0.045 {
                    return other.chroma > 0.03 && hueDistance(own.hue, other.hue) < 0.5 && lightness < 0.40
                }
                let d = own - other
                return other.chroma <= 0.06 && lightness < 0.25 && (d.y * d.y + d.z * d.z).squareRoot() < 0.05
            }
        }
    }
}
