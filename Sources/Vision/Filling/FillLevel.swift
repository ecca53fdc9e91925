import Foundation

/// One size of the picture under way.
struct FillLevel {
    private let width: Int
    private let height: Int
    /// Red, green and blue in 0...255; the fourth number is 1, so that weights add up there.
    private var pixels: [SIMD4<Float>]
    private let hole: [UInt8]
    private let barred: [UInt8]
    /// Where a patch that may be copied has its centre.
    private var isSource: [Bool] = []
    private var sources: [Int32] = []
    /// The centres of the patches that reach into the hole, from top to bottom.
    private var centres: [Int32] = []
    /// The source that each centre's patch is most like; -1 elsewhere.
    private var nearest: [Int32] = []
    private var costs: [Float] = []
    /// How far into the hole each pixel lies.
    private var depths: [Float] = []
    private var random = PlaceRandom()

    private static let radius = PatchFill.radius

    init(_ picture: RGBPicture, hole: Bitmap, barred: Bitmap) {
        let pixels = (0..<(picture.width * picture.height)).map { pixel -> SIMD4<Float> in
            let i = 3 * pixel
            let (red, green, blue) = (picture.bytes[i], picture.bytes[i + 1], picture.bytes[i + 2])
            return SIMD4(Float(red), Float(green), Float(blue), 1)
        }
        self.init(
            width: picture.width, height: picture.height, pixels: pixels, hole: hole.values, barred: barred.values)
    }

    private init(width: Int, height: Int, pixels: [SIMD4<Float>], hole: [UInt8], barred: [UInt8]) {
        (self.width, self.height, self.pixels, self.hole, self.barred) = (width, height, pixels, hole, barred)
        depths = Self.depths(of: hole, width, height)
    }

    /// Distances to the hole's edge, by steps along rows and columns.
    private static func depths(of hole: [UInt8], _ width: Int, _ height: Int) -> [Float] {
        var depths = hole.map { $0 == 0 ? Float(0) : 1e6 }
        for y in 0..<height {
            for x in 0..<width where depths[y * width + x] > 0 {
                let i = y * width + x
                if x > 0 { depths[i] = min(depths[i], depths[i - 1] + 1) }
                if y > 0 { depths[i] = min(depths[i], depths[i - width] + 1) }
            }
        }
        for y in (0..<height).reversed() {
            for x in (0..<width).reversed() where depths[y * width + x] > 0 {
                let i = y * width + x
                if x < width - 1 { depths[i] = min(depths[i], depths[i + 1] + 1) }
                if y < height - 1 { depths[i] = min(depths[i], depths[i + width] + 1) }
            }
        }
        return depths
    }

    /// Until the hole is about as wide as a patch.
    var isWorthHalving: Bool {
        min(width, height) >= 40 && (depths.max() ?? 0) > Float(Self.radius)
    }

    func halved() -> FillLevel {
        let (w, h) = ((width + 1) / 2, (height + 1) / 2)
        var pixels = [SIMD4<Float>](repeating: SIMD4(), count: w * h)
        var (hole, barred) = ([UInt8](repeating: 0, count: w * h), [UInt8](repeating: 0, count: w * h))
        for y in 0..<height {
            for x in 0..<width {
                let (from, to) = (y * width + x, y / 2 * w + x / 2)
                // What is known of a block is its colour; one that is half a hole is one.
                if self.hole[from] == 0 { pixels[to] += self.pixels[from] } else { hole[to] = 1 }
                if self.barred[from] != 0 { barred[to] = 1 }
            }
        }
        for i in pixels.indices where pixels[i].w > 0 { pixels[i] /= pixels[i].w }
        return FillLevel(width: w, height: h, pixels: pixels, hole: hole, barred: barred)
    }

    /// `false` where there are too few.
    mutating func findSources() -> Bool {
        let r = Self.radius
        guard width > 2 * r, height > 2 * r else { return false }
        // Sums of what is in no source, over the rectangle above and left of each pixel.
        var sums = [Int32](repeating: 0, count: (width + 1) * (height + 1))
        var holes = sums
        for y in 0..<height {
            for x in 0..<width {
                let (i, at) = (y * width + x, (y + 1) * (width + 1) + x + 1)
                let isHole: Int32 = hole[i] != 0 ? 1 : 0
                let isBarred: Int32 = isHole != 0 || barred[i] != 0 ? 1 : 0
                sums[at] = isBarred + sums[at - 1] + sums[at - width - 1] - sums[at - width - 2]
                holes[at] = isHole + holes[at - 1] + holes[at - width - 1] - holes[at - width - 2]
            }
        }
        isSource = [Bool](repeating: false, count: width * height)
        for y in r..<(height - r) {
            for x in r..<(width - r) {
                let (low, high) = ((y - r) * (width + 1), (y + r + 1) * (width + 1))
                func count(_ sums: [Int32]) -> Int32 {
                    sums[high + x + r + 1] - sums[high + x - r] - sums[low + x + r + 1] + sums[low + x - r]
                }
                let i = y * width + x
                if count(sums) == 0 {
                    isSource[i] = true
                    sources.append(Int32(i))
                }
                if count(holes) > 0 { centres.append(Int32(i)) }
            }
        }
        nearest = [Int32](repeating: -1, count: width * height)
        costs = [Float](repeating: .infinity, count: width * height)
        return sources.count > 40
    }

    // MARK: Beginnings

    /// The coarsest level begins with what is nearest, and with chance.
    mutating func begin() {
        let order = hole.indices.filter { hole[$0] != 0 }.sorted {
            depths[$0] != depths[$1] ? depths[$0] < depths[$1] : $0 < $1
        }
        var known = hole.map { $0 == 0 }
        for i in order {
            var sum = SIMD4<Float>()
            let (x, y) = (i % width, i / width)
            for v in max(0, y - 1)...min(height - 1, y + 1) {
                for u in max(0, x - 1)...min(width - 1, x + 1) where known[v * width + u] {
                    sum += pixels[v * width + u]
                }
            }
            pixels[i] = sum.w > 0 ? sum / sum.w : SIMD4(128, 128, 128, 1)
            known[i] = true
        }
        for centre in centres { nearest[Int(centre)] = sources[random.below(sources.count)] }
    }

    /// A finer level begins with what the coarser one found.
    mutating func begin(from coarse: FillLevel) {
        for i in hole.indices where hole[i] != 0 {
            pixels[i] = coarse.pixels[i / width / 2 * coarse.width + i % width / 2]
        }
        let r = Self.radius
        for centre in centres {
            let (x, y) = (Int(centre) % width, Int(centre) / width)
            let (u, v) = (
                min(max(x / 2, r), coarse.width - 1 - r), min(max(y / 2, r), coarse.height - 1 - r)
            )
            let found = Int(coarse.nearest[v * coarse.width + u])
            var goal = -1
            if found >= 0 {
                let (s, t) = (
                    min(width - 1 - r, max(r, 2 * (found % coarse.width - u) + x)),
                    min(height - 1 - r, max(r, 2 * (found / coarse.width - v) + y))
                )
                if isSource[t * width + s] { goal = t * width + s }
            }
            nearest[Int(centre)] = goal >= 0 ? Int32(goal) : sources[random.below(sources.count)]
        }
        vote(isFirst: true)
    }

    // MARK: Rounds

    /// The sum of squared differences of two patches, or something above `limit`.
    @inline(__always)
    private static func cost(
        _ pixels: UnsafePointer<SIMD4<Float>>, _ width: Int, _ a: Int, _ b: Int, limit: Float
    ) -> Float {
        var sum: Float = 0
        for dy in -radius...radius {
            var row = SIMD4<Float>()
            let (p, q) = (pixels + a + dy * width, pixels + b + dy * width)
            for dx in -radius...radius {
                let difference = p[dx] - q[dx]
                row += difference * difference
            }
            sum += row.sum()
            if sum > limit { return sum }
        }
        return sum
    }

    /// Better sources for every patch: the neighbours' moved along, and some by chance around the best one.
    mutating func search(backwards: Bool, widest: Int) {
        let (width, height, r) = (width, height, Self.radius)
        let widest = min(max(width, height), widest)
        var random = random
        let step = backwards ? 1 : -1
        let order = backwards ? centres.reversed() : centres
        nearest.withUnsafeMutableBufferPointer { nearest in
            costs.withUnsafeMutableBufferPointer { costs in
                pixels.withUnsafeBufferPointer { pixels in
                    let base = pixels.baseAddress!
                    isSource.withUnsafeBufferPointer { isSource in
                        for centre in centres {
                            let c = Int(centre)
                            costs[c] = Self.cost(base, width, c, Int(nearest[c]), limit: .infinity)
                        }
                        for centre in order {
                            let c = Int(centre)
                            var (best, cost) = (Int(nearest[c]), costs[c])
                            for neighbour in [c + step, c + step * width] where nearest[neighbour] >= 0 {
                                let candidate = Int(nearest[neighbour]) + c - neighbour
                                guard isSource[candidate], candidate != best else { continue }
                                let found = Self.cost(base, width, c, candidate, limit: cost)
                                if found < cost { (best, cost) = (candidate, found) }
                            }
                            var reach = widest
                            while reach >= 1, cost > 0 {
                                let x = min(width - 1 - r, max(r, best % width + random.within(reach)))
                                let y = min(height - 1 - r, max(r, best / width + random.within(reach)))
                                reach /= 2
                                guard isSource[y * width + x] else { continue }
                                let found = Self.cost(base, width, c, y * width + x, limit: cost)
                                if found < cost { (best, cost) = (y * width + x, found) }
                            }
                            (nearest[c], costs[c]) = (Int32(best), cost)
                        }
                    }
                }
            }
        }
        self.random = random
    }

    /// Each pixel of the hole becomes the mean of what the patches over it say; those that fit well, and those near the
    /// edge, count for more.
    mutating func vote(isFirst: Bool = false) {
        let sums = votes(reach: 0, isFirst: isFirst)
        for i in hole.indices where hole[i] != 0 && sums[i].w > 0 { pixels[i] = sums[i] / sums[i].w }
    }

    /// What the patches say, for the hole and the pixels that are no farther from it than `reach`.
    private func votes(reach: Int, isFirst: Bool = false) -> [SIMD4<Float>] {
        var sums = [SIMD4<Float>](repeating: SIMD4(), count: width * height)
        var known = centres.map { costs[Int($0)] }.filter { $0.isFinite }
        known.sort()
        let usual = known.isEmpty ? 1 : max(known[known.count * 3 / 4], 1)
        let r = Self.radius
        for centre in centres {
            let c = Int(centre)
            let source = Int(nearest[c])
            let fit: Float = isFirst || !costs[c].isFinite ? 1 : max(expf(-costs[c] / (0.5 * usual)), 1e-6)
            let weight = fit * powf(1.3, -depths[c])
            for dy in -r...r {
                for dx in -r...r {
                    let i = c + dy * width + dx
                    guard hole[i] != 0 || reach > 0 else { continue }
                    sums[i] += pixels[source + dy * width + dx] * weight
                }
            }
        }
        return sums
    }

    // MARK: The end

    /// The filled picture. The step that is left along the edge, of light rather than of texture, is spread over the hole.
    func result(onto picture: RGBPicture) -> RGBPicture {
        let sums = votes(reach: 1)
        var steps = [SIMD4<Float>](repeating: SIMD4(), count: width * height)
        for i in hole.indices where hole[i] == 0 && sums[i].w > 0 {
            let (x, y) = (i % width, i / width)
            let isRim =
                (x > 0 && hole[i - 1] != 0) || (x < width - 1 && hole[i + 1] != 0) || (y > 0 && hole[i - width] != 0)
                || (y < height - 1 && hole[i + width] != 0)
            guard isRim else { continue }
            var step = pixels[i] - sums[i] / sums[i].w
            // More is another thing, not another light.
            guard max(abs(step.x), abs(step.y), abs(step.z)) < 24 else { continue }
            step.w = 1
            steps[i] = step
        }
        let spread = spreadOut(steps, width, height)
        var result = picture
        for i in hole.indices where hole[i] != 0 {
            for c in 0..<3 { result.bytes[3 * i + c] = UInt8(min(max(pixels[i][c] + spread[i][c], 0), 255) + 0.5) }
        }
        return result
    }
}
