import Pictures

/// A smooth correction inside the changed area that makes its rim meet the prior's colours: the difference on a ring of six
/// pixels around it, carried inside by normalised convolution from fine to coarse and back (pull-push).
///
/// It carries drift only. What differs more on the ring than drift can is more of the edit, or the old thing itself, and
/// would tint what is new; where most of the ring is such, there is no correction.
struct Membrane: @unchecked Sendable {
    /// The upper left corner of the part that is known.
    private let origin: (x: Float, y: Float)
    /// That part at half the size; colours 0...1.
    private let red: Plane
    private let green: Plane
    private let blue: Plane

    /// `part`: where it is wanted; `most`: how much of a channel drift can be, 0...1. `nil` where there is no ring to go by.
    init?(
        _ prior: RGBPlanes, _ received: RGBPlanes, around core: MaskPlane, within part: Rectangle, valid: MaskPlane,
        most: Float, _ workers: Workers
    ) {
        let ring = core.dilated(.disc(6), workers)
        // A little more than what is wanted, for interpolation, from an even place on.
        let (left, top) = (max(0, part.x - 8) / 2 * 2, max(0, part.y - 8) / 2 * 2)
        let (right, bottom) = (min(core.width, part.maxX + 8), min(core.height, part.maxY + 8))
        origin = (Float(left), Float(top))
        let (columns, lines) = ((right - left + 1) / 2, (bottom - top + 1) / 2)
        var levels = [Level(columns, lines)]
        let first = levels[0]
        let pairs = [(prior.red, received.red), (prior.green, received.green), (prior.blue, received.blue)]
        workers.rows(lines) { rows in
            for line in rows {
                for y in (top + 2 * line)..<min(bottom, top + 2 * line + 2) {
                    let (r, c, v) = (ring.row(y), core.row(y), valid.row(y))
                    for x in left..<right where r[x] != 0 && c[x] == 0 && v[x] != 0 {
                        let i = line * columns + (x - left) / 2
                        first.all.values[i] += 0.25
                        let difference = SIMD4(
                            pairs[0].0.row(y)[x] - pairs[0].1.row(y)[x], pairs[1].0.row(y)[x] - pairs[1].1.row(y)[x],
                            pairs[2].0.row(y)[x] - pairs[2].1.row(y)[x], 0)
                        guard max(abs(difference[0]), abs(difference[1]), abs(difference[2])) < most else { continue }
                        first.weight.values[i] += 0.25
                        for k in 0..<3 { first.sums[k].values[i] += 0.25 * difference[k] }
                    }
                }
            }
        }
        while min(levels.last!.weight.width, levels.last!.weight.height) > 2 {
            levels.append(levels.last!.halved(workers))
        }
        guard var field = levels.last?.means(blended: nil, workers),
            (0..<levels.last!.all.count).contains(where: { levels.last!.weight.values[$0] > 0 })
        else { return nil }
        for level in levels.dropLast().reversed() { field = level.means(blended: field, workers) }
        red = field[0]
        green = field[1]
        blue = field[2]
    }

    /// The correction at a place in pixels of the size at which the change was found.
    @inline(__always)
    func at(_ x: Float, _ y: Float) -> SIMD4<Float> {
        let (u, v) = ((x - origin.x + 0.5) * 0.5 - 0.5, (y - origin.y + 0.5) * 0.5 - 0.5)
        return SIMD4(red.bilinear(u, v), green.bilinear(u, v), blue.bilinear(u, v), 0)
    }

    private struct Level {
        let sums: [Plane]
        /// The ring that agrees, and all of it.
        let weight: Plane
        let all: Plane

        init(_ width: Int, _ height: Int) {
            sums = (0..<3).map { _ in Plane(width: width, height: height, filledWith: 0) }
            weight = Plane(width: width, height: height, filledWith: 0)
            all = Plane(width: width, height: height, filledWith: 0)
        }

        private init(sums: [Plane], weight: Plane, all: Plane) {
            self.sums = sums
            self.weight = weight
            self.all = all
        }

        func halved(_ workers: Workers) -> Level {
            Level(sums: sums.map { $0.halved(workers) }, weight: weight.halved(workers), all: all.halved(workers))
        }

        /// The known means, and between them those of the coarser level.
        func means(blended coarse: [Plane]?, _ workers: Workers) -> [Plane] {
            let (width, height) = (weight.width, weight.height)
            return sums.enumerated().map { channel, sum in
                let out = Plane(width: width, height: height)
                workers.rows(height) { rows in
                    for y in rows {
                        for x in 0..<width {
                            let i = y * width + x
                            let (w, ring) = (weight.values[i], all.values[i])
                            let own = w > 1e-6 ? sum.values[i] / w * min(1, 2 * w / ring) : 0
                            guard let coarse else {
                                out.values[i] = own
                                continue
                            }
                            let trust = min(1, ring * 4)
                            let from = trust < 1 ? coarse[channel].bilinear(Float(x) * 0.5, Float(y) * 0.5) : 0
                            out.values[i] = own * trust + from * (1 - trust)
                        }
                    }
                }
                return out
            }
        }
    }
}
