import Foundation
import Locality
import Pictures
import TestSupport
import Testing

/// The kernels against what they are defined to be, worked out pixel by pixel.
@Suite("Kernels") struct KernelTests {
    private static let threads = [1, 3]

    /// Scattered blobs, empty and full rows; sizes that no vector divides.
    private static func mask(_ width: Int, _ height: Int, seed: UInt64) -> MaskPlane {
        var draws = SeededGenerator(seed: seed)
        let mask = MaskPlane(width: width, height: height)
        for y in 0..<height where y % 5 != 0 {
            for x in 0..<width { mask.row(y)[x] = y % 11 == 3 || draws.next() % 13 == 0 ? 1 : 0 }
        }
        return mask
    }

    private static func plane(_ width: Int, _ height: Int, seed: UInt64) -> Plane {
        var draws = SeededGenerator(seed: seed)
        let plane = Plane(width: width, height: height)
        for i in 0..<plane.count { plane.values[i] = Float(draws.next() % 1000) / 1000 }
        return plane
    }

    @Test(
        "A mask grows by all places that its shape reaches", arguments: [1, 2, 3, 7, 8, 40, 200], threads)
    func dilation(radius: Int, threads: Int) {
        let mask = MaskPlane(width: 83, height: 41)
        for (x, y) in [(3, 4), (60, 20), (61, 20), (82, 40)] { mask.row(y)[x] = 1 }
        for isDisc in [false, true] {
            let shape: MaskPlane.Shape = isDisc ? .disc(radius) : .square(radius)
            let grown = mask.dilated(shape, Workers(threads: threads))
            for y in 0..<mask.height {
                for x in 0..<mask.width {
                    let isReached = (max(0, y - radius)...min(mask.height - 1, y + radius)).contains { line in
                        let dy = line - y
                        let reach = isDisc ? Int(Double(radius * radius - dy * dy).squareRoot().rounded()) : radius
                        return (max(0, x - reach)...min(mask.width - 1, x + reach)).contains {
                            mask.row(line)[$0] != 0
                        }
                    }
                    #expect((grown.row(y)[x] != 0) == isReached, "\(shape) at \(x), \(y)")
                }
            }
        }
    }

    @Test("Distances to a mask are Euclidean up to their reach, and the reach beyond it", arguments: threads)
    func distances(threads: Int) {
        let mask = KernelTests.mask(37, 29, seed: 4)
        for y in 8..<20 { for x in 0..<37 { mask.row(y)[x] = x == 30 && y == 9 ? 1 : 0 } }
        let reach = 6
        let distances = mask.distances(upTo: reach, Workers(threads: threads))
        for y in 0..<mask.height {
            for x in 0..<mask.width {
                var nearest = reach * reach
                for line in 0..<mask.height {
                    for column in 0..<mask.width where mask.row(line)[column] != 0 {
                        nearest = min(nearest, (column - x) * (column - x) + (line - y) * (line - y))
                    }
                }
                #expect(abs(distances.row(y)[x] - Float(nearest).squareRoot()) < 1e-5, "at \(x), \(y)")
            }
        }
    }

    @Test("Runs and parts of a mask are those that a flood fill finds", arguments: [true, false])
    func components(diagonal: Bool) {
        let mask = KernelTests.mask(61, 33, seed: 9)
        let components = Components(mask, diagonal: diagonal)
        var seen = Set<Int>()
        var areas: [Double] = []
        for start in 0..<mask.count where mask.values[start] != 0 && !seen.contains(start) {
            var (waiting, area) = ([start], 0.0)
            seen.insert(start)
            while let i = waiting.popLast() {
                area += 1
                for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)]
                where diagonal || dx == 0 || dy == 0 {
                    let (x, y) = (i % 61 + dx, i / 61 + dy)
                    guard (0..<61).contains(x), (0..<33).contains(y), mask.row(y)[x] != 0 else { continue }
                    if seen.insert(y * 61 + x).inserted { waiting.append(y * 61 + x) }
                }
            }
            areas.append(area)
        }
        #expect(components.areas == areas, "in the order of their first pixels")
        let drawn = MaskPlane(width: 61, height: 33)
        components.draw(areas.map { _ in true }, on: drawn)
        #expect((0..<mask.count).allSatisfy { drawn.values[$0] == mask.values[$0] })
    }

    @Test("A blur is the weighted mean of the mirrored surroundings", arguments: [0.6, 0.8, 1, 1.5, 2, 4] as [Float])
    func gaussian(sigma: Float) {
        let plane = KernelTests.plane(43, 27, seed: 2)
        let blurred = plane.gaussian(sigma, Workers(threads: 2))
        let radius = Int((sigma * 3).rounded(.up))
        let weights = (-radius...radius).map { exp(-Double($0 * $0) / (2 * Double(sigma) * Double(sigma))) }
        let total = weights.reduce(0, +)
        for (x, y) in [(0, 0), (1, 25), (21, 13), (42, 26), (40, 3)] {
            var sum = 0.0
            for dy in -radius...radius {
                for dx in -radius...radius {
                    let value = plane.row(mirrored(y + dy, 27))[mirrored(x + dx, 43)]
                    sum += Double(value) * weights[dy + radius] * weights[dx + radius] / (total * total)
                }
            }
            #expect(abs(Double(blurred.row(y)[x]) - sum) < 1e-5, "at \(x), \(y)")
        }
    }

    @Test("A box's mean is the mean over its square", arguments: [1, 2, 4, 8])
    func box(radius: Int) {
        let plane = KernelTests.plane(43, 27, seed: 3)
        let means = plane.box(radius, Workers(threads: 2))
        for (x, y) in [(0, 0), (42, 26), (21, 13), (3, 24)] {
            var sum = 0.0
            for dy in -radius...radius {
                for dx in -radius...radius { sum += Double(plane.row(mirrored(y + dy, 27))[mirrored(x + dx, 43)]) }
            }
            #expect(abs(Double(means.row(y)[x]) - sum / Double((2 * radius + 1) * (2 * radius + 1))) < 1e-5)
        }
    }

    @Test("Colours between the pixels are the bicubic ones, also at the border and at whole places")
    func bicubic() {
        var draws = SeededGenerator(seed: 5)
        let picture = PixelBuffer(
            width: 23, height: 19, channels: 3, bytes: (0..<(23 * 19 * 3)).map { _ in UInt8(draws.next() % 256) })
        let source = SamplingSource(picture, Workers(threads: 1))
        // More than a block's worth, many of them whole numbers.
        let places = (0..<300).map { _ in (Float(draws.next() % 2800) / 100 - 2, Float(draws.next() % 48) / 2 - 2) }
        var (xs, ys) = (places.map(\.0), places.map(\.1))
        xs.replaceSubrange(0..<4, with: [0, 5, 22, 7])
        ys.replaceSubrange(0..<4, with: [0, 6, 18, 3.25])
        var colours = [SIMD4<Float>](repeating: SIMD4(), count: 300)
        source.sample(300, x: xs, y: ys, into: &colours)
        for i in 0..<300 {
            let (x, y) = (max(-1, min(23, xs[i])), max(-1, min(19, ys[i])))
            let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
            let (wx, wy) = (bicubicWeights(x - Float(left)), bicubicWeights(y - Float(top)))
            for channel in 0..<3 {
                var sum: Float = 0
                for j in 0..<4 {
                    for k in 0..<4 {
                        let (column, line) = (max(0, min(22, left - 1 + k)), max(0, min(18, top - 1 + j)))
                        sum += Float(picture.bytes[(line * 23 + column) * 3 + channel]) * wx[k] * wy[j]
                    }
                }
                #expect(abs(colours[i][channel] - sum) < 2e-3, "at \(x), \(y)")
            }
        }
    }

    @Test("Values at many places are those at each of them, also of a plane of one row or column")
    func bilinear() {
        var draws = SeededGenerator(seed: 6)
        for (width, height) in [(31, 17), (1, 9), (8, 1), (2, 2)] {
            let plane = KernelTests.plane(width, height, seed: 7)
            var xs = (0..<200).map { _ in Float(draws.next() % 400) / 10 - 4 }
            var ys = (0..<200).map { _ in Float(draws.next() % 50) / 2 - 3 }
            let (x, y) = (xs, ys)
            var values = [Float](repeating: 0, count: 200)
            plane.sample(200, x: &xs, y: &ys, into: &values)
            for i in 0..<200 {
                #expect(abs(values[i] - plane.bilinear(x[i], y[i])) < 1e-5, "\(width) x \(height) at \(x[i]), \(y[i])")
            }
        }
    }

    @Test("A plane that is enlarged has the values between its pixels")
    func enlarged() {
        let plane = KernelTests.plane(13, 7, seed: 8)
        let large = plane.enlarged(to: 50, 31, Workers(threads: 2))
        for y in 0..<31 {
            for x in 0..<50 {
                let value = plane.bilinear((Float(x) + 0.5) * 13 / 50 - 0.5, (Float(y) + 0.5) * 7 / 31 - 0.5)
                #expect(abs(large.row(y)[x] - value) < 1e-5)
            }
        }
    }

    @Test("The upper median is what sorting gives, with many equal values, too", arguments: [1, 2, 3, 10, 1001])
    func median(count: Int) {
        var draws = SeededGenerator(seed: UInt64(count))
        for range: UInt64 in [1, 3, 1000] {
            var values = (0..<count).map { _ in Float(draws.next() % range) }
            let expected = values.sorted()[count / 2]
            #expect(upperMedian(of: &values) == expected)
        }
    }

    @Test("Cube roots are good to six digits from black to beyond white")
    func cubeRoots() {
        for value in stride(from: Float(0.003), to: 1.3, by: 0.0007) {
            let exact = cbrt(Double(value))
            #expect(abs(Double(cubeRoot(value)) - exact) < 1e-6 * exact)
        }
    }

    @Test("Every block of rows is worked on once, on any number of threads", arguments: [1, 2, 3, 8])
    func rows(threads: Int) {
        let counts = MaskPlane(width: 1, height: 101)
        Workers(threads: threads).rows(101, block: 7) { rows in for y in rows { counts.values[y] += 1 } }
        #expect((0..<101).allSatisfy { counts.values[$0] == 1 })
    }
}

/// An index mirrored at the borders, which are not repeated.
private func mirrored(_ index: Int, _ count: Int) -> Int {
    let turn = 2 * (count - 1)
    let place = ((index % turn) + turn) % turn
    return place < count ? place : turn - place
}
