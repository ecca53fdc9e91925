import CPlanes
import CVision
import Foundation

/// Places of one picture that look like places of another, and the zooms and the shift that most of them agree on.
///
/// However much of a picture was painted anew, what was not has its features where it had them; a bold edit adds
/// disagreeing ones, which don't count.
struct FeatureMatches {
    struct Match {
        var from: (x: Double, y: Double)
        var to: (x: Double, y: Double)
    }

    private(set) var matches: [Match] = []

    private static let most = 1200

    /// The planes are luma, 0...255.
    init(from first: Plane, to second: Plane, _ workers: Workers) {
        let sides = [first, second]
        let found = [Features(), Features()]
        workers.rows(2, block: 1) { rows in
            for side in rows { found[side].find(in: sides[side], most: FeatureMatches.most) }
        }
        let (a, b) = (found[0], found[1])
        guard a.count >= 8, b.count >= 8 else { return }
        var (nearest, distance, next) = (
            [Int32](repeating: 0, count: a.count), [Int32](repeating: 0, count: a.count),
            [Int32](repeating: 0, count: a.count)
        )
        nearest.withUnsafeMutableBufferPointer { nearest in
            distance.withUnsafeMutableBufferPointer { distance in
                next.withUnsafeMutableBufferPointer { next in
                    let targets = Shared((nearest.baseAddress!, distance.baseAddress!, next.baseAddress!))
                    workers.rows(a.count, block: 300) { rows in
                        let (start, bytes) = (rows.lowerBound, Int(VISION_DESCRIPTOR))
                        a.descriptors.withUnsafeBufferPointer { first in
                            planes_nearest(
                                first.baseAddress! + start * bytes, Int32(rows.count), b.descriptors,
                                Int32(b.count), targets.value.0 + start, targets.value.1 + start,
                                targets.value.2 + start)
                        }
                    }
                }
            }
        }
        for i in 0..<a.count where Double(distance[i]) < 0.85 * Double(next[i]) {
            let j = Int(nearest[i])
            matches.append(Match(from: a.place(i), to: b.place(j)))
        }
    }

    /// Zooms along both axes and a shift: a model that frames anew does it with either zoom by itself, and does not turn.
    struct Zooms {
        var x = (zoom: 1.0, shift: 0.0)
        var y = (zoom: 1.0, shift: 0.0)

        func distance(_ match: Match) -> Double {
            let (u, v) = (
                x.zoom * match.from.x + x.shift - match.to.x, y.zoom * match.from.y + y.shift - match.to.y
            )
            return u * u + v * v
        }
    }

    /// What most agree on within two pixels, and how many do; `nil` where too few do. `isPossible` says which zooms are.
    func consensus(least side: Double, isPossible: (Zooms) -> Bool) -> (zooms: Zooms, count: Int)? {
        guard matches.count >= 8 else { return nil }
        let apart = side * 0.1
        var best: (zooms: Zooms, count: Int)?
        var state: UInt64 = 1
        func draw() -> Int {
            // Knuth's linear congruential generator: the same draws each time.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(matches.count))
        }
        for _ in 0..<1500 {
            let (a, b) = (matches[draw()], matches[draw()])
            let (dx, dy) = (b.from.x - a.from.x, b.from.y - a.from.y)
            guard abs(dx) > apart, abs(dy) > apart else { continue }
            var zooms = Zooms()
            zooms.x.zoom = (b.to.x - a.to.x) / dx
            zooms.y.zoom = (b.to.y - a.to.y) / dy
            zooms.x.shift = a.to.x - zooms.x.zoom * a.from.x
            zooms.y.shift = a.to.y - zooms.y.zoom * a.from.y
            guard isPossible(zooms) else { continue }
            let count = matches.count { zooms.distance($0) < 4 }
            if count > best?.count ?? 7 { best = (zooms, count) }
        }
        guard var (zooms, count) = best else { return nil }
        for _ in 0..<3 {
            let agreeing = matches.filter { zooms.distance($0) < 4 }
            guard let x = FeatureMatches.line(agreeing.map { ($0.from.x, $0.to.x) }),
                let y = FeatureMatches.line(agreeing.map { ($0.from.y, $0.to.y) })
            else { break }
            zooms = Zooms(x: x, y: y)
            count = matches.count { zooms.distance($0) < 4 }
        }
        return count >= 8 && isPossible(zooms) ? (zooms, count) : nil
    }

    /// The straight line of least squares.
    private static func line(_ pairs: [(Double, Double)]) -> (zoom: Double, shift: Double)? {
        let count = Double(pairs.count)
        guard count >= 4 else { return nil }
        let (mx, my) = (pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count)
        let (xx, xy) = pairs.reduce((0.0, 0.0)) {
            ($0.0 + ($1.0 - mx) * ($1.0 - mx), $0.1 + ($1.0 - mx) * ($1.1 - my))
        }
        guard xx > 1 else { return nil }
        return (xy / xx, my - xy / xx * mx)
    }
}

/// The features of one picture.
private final class Features: @unchecked Sendable {
    private var places: [Float] = []
    private(set) var descriptors: [UInt8] = []
    private(set) var count = 0

    func place(_ index: Int) -> (x: Double, y: Double) { (Double(places[2 * index]), Double(places[2 * index + 1])) }

    /// Finds none in a picture that is too small for them.
    func find(in plane: Plane, most: Int) {
        let grey = (0..<plane.count).map { UInt8(max(0, min(255, plane.values[$0] + 0.5))) }
        places = [Float](repeating: 0, count: 2 * most)
        descriptors = [UInt8](repeating: 0, count: Int(VISION_DESCRIPTOR) * most)
        var found: Int32 = 0
        let result = vision_features(
            grey, Int32(plane.width), Int32(plane.height), Int32(most), &places, &descriptors, &found)
        count = result == 0 ? Int(found) : 0
    }
}
