import Colorimetry
import Foundation
import Pictures
import Wording

/// A selection that is drawn from points of a face's mesh, at the picture's size, with soft edges.
struct PolygonMask {
    let width: Int
    let height: Int
    /// Pixels per pixel of the small picture, in which the points are.
    private let scale: SIMD2<Float>
    private var plane: Plane

    init(_ pixels: PixelBuffer, scene: Scene) {
        (width, height) = (pixels.width, pixels.height)
        scale = SIMD2(Float(width) / Float(scene.width), Float(height) / Float(scene.height))
        plane = Plane(width: width, height: height)
    }

    var alpha: Plane { plane }

    /// Selects what is inside, fading over `feather` small pixels on both sides of the outline.
    mutating func fill(_ points: [SIMD2<Float>], feather: Float) {
        let soft = max(1, feather * scale.x)
        let outline = points.map { $0 * scale }
        for (i, inside) in Self.distances(to: outline, reach: soft, width: width, height: height) {
            plane[i] = max(plane[i], min(1, max(0, 0.5 + inside / (2 * soft))))
        }
    }

    /// How far each pixel is inside an outline (below 0 outside), for those that are not farther out than `reach`.
    private static func distances(
        to outline: [SIMD2<Float>], reach: Float, width: Int, height: Int
    ) -> [(Int, Float)] {
        guard outline.count > 2 else { return [] }
        let (xs, ys) = (outline.map(\.x), outline.map(\.y))
        let box = PixelBox(
            x0: Int(xs.min()! - reach), y0: Int(ys.min()! - reach), x1: Int(xs.max()! + reach) + 1,
            y1: Int(ys.max()! + reach) + 1
        ).clipped(width: width, height: height)
        var result: [(Int, Float)] = []
        result.reserveCapacity(box.area)
        for y in box.y0..<box.y1 {
            for x in box.x0..<box.x1 {
                let at = SIMD2(Float(x) + 0.5, Float(y) + 0.5)
                var (nearest, isInside) = (Float.infinity, false)
                var previous = outline[outline.count - 1]
                for point in outline {
                    let (edge, to) = (point - previous, at - previous)
                    let along = min(1, max(0, (to * edge).sum() / max((edge * edge).sum(), 1e-6)))
                    let away = to - edge * along
                    nearest = min(nearest, (away * away).sum())
                    if (previous.y > at.y) != (point.y > at.y),
                        at.x < (point.x - previous.x) * (at.y - previous.y) / (point.y - previous.y) + previous.x
                    {
                        isInside.toggle()
                    }
                    previous = point
                }
                let distance = nearest.squareRoot()
                if isInside || distance <= reach { result.append((y * width + x, isInside ? distance : -distance)) }
            }
        }
        return result
    }

    /// Adds lips, teeth or eyes; `false` where they can't be seen. `face` is the face's width in small pixels.
    mutating func add(_ feature: Feature, of mesh: FaceMesh, width face: Float, in picture: RGBPicture) throws -> Bool {
        switch feature {
        case .lips:
            guard face * scale.x >= 36 else { return false }
            addLips(mesh, face: face, in: picture)
            return true
        case .teeth:
            guard face * scale.x >= 48 else { return false }
            return addTeeth(mesh, face: face, in: picture)
        case .eyes:
            guard face * scale.x >= 36 else { return false }
            for eye in MeshOutlines.eyes { fill(eye.map { mesh.points[$0] }, feather: 0.012 * face) }
            return true
        case .irises:
            guard face * scale.x >= 72 else { return false }
            // "The eyes" are both: one green eye and one brown one are not what was said.
            let irises = MeshOutlines.eyes.compactMap { eye in iris(of: eye.map { mesh.points[$0] }, in: picture) }
            guard irises.count == MeshOutlines.eyes.count else { return false }
            for (i, share) in irises.joined() { plane[i] = max(plane[i], share) }
            return true
        }
    }

    /// Between the lips' outer and inner outline.
    private mutating func addLips(_ mesh: FaceMesh, face: Float, in picture: RGBPicture) {
        let soft = max(1, 0.012 * face * scale.x)
        let outer = MeshOutlines.outerLips.map { mesh.points[$0] * scale }
        let inner = MeshOutlines.innerLips.map { mesh.points[$0] * scale }
        var mouth: [Int: Float] = [:]
        for (i, inside) in Self.distances(to: inner, reach: soft, width: width, height: height) {
            mouth[i] = min(1, max(0, 0.5 + inside / (2 * soft)))
        }
        for (i, inside) in Self.distances(to: outer, reach: soft, width: width, height: height) {
            let lips = min(1, max(0, 0.5 + inside / (2 * soft))) * (1 - (mouth[i] ?? 0))
            plane[i] = max(plane[i], lips)
        }
    }

    /// What is light and has little colour between the lips; the tongue and the gums have colour, the gap is dark.
    private mutating func addTeeth(_ mesh: FaceMesh, face: Float, in picture: RGBPicture) -> Bool {
        let soft = max(1, 0.01 * face * scale.x)
        let inner = MeshOutlines.innerLips.map { mesh.points[$0] * scale }
        let mouth = Self.distances(to: inner, reach: 0, width: width, height: height)
        guard Float(mouth.count) > 0.006 * face * face * scale.x * scale.y else { return false }
        let colours = mouth.map { picture.labColour($0.0) }
        let bright = quantile(colours.map(\.x), 0.9)
        var chosen: [(Int, Float)] = []
        for ((i, inside), colour) in zip(mouth, colours) {
            let light = min(1, max(0, (colour.x - 0.62 * bright) / (0.16 * bright)))
            // Gums and lips are redder than any tooth.
            let pale = min(1, max(0, (0.062 - colour.y) / 0.022))
            chosen.append((i, light * pale * min(1, inside / soft)))
        }
        let sum = chosen.reduce(0) { $0 + $1.1 }
        guard bright > 0.45, sum > 0.18 * Float(mouth.count) else { return false }
        for (i, share) in chosen { plane[i] = max(plane[i], share) }
        return true
    }

    /// The darkest disc of an iris's size near the middle of an eye, without lids and glints.
    private func iris(of eye: [SIMD2<Float>], in picture: RGBPicture) -> [(Int, Float)]? {
        let outline = eye.map { $0 * scale }
        let inside = Self.distances(to: outline, reach: 0, width: width, height: height)
        let (low, high) = (outline.map(\.x).min()!, outline.map(\.x).max()!)
        let centre = outline.reduce(SIMD2<Float>(), +) / Float(outline.count)
        // An iris is 11.7 mm wide and the slit between the lids about 30.
        let radius = 0.205 * (high - low)
        guard radius >= 2.5, inside.count > 12 else { return nil }
        let lights = inside.map { (i: $0.0, light: picture.labColour($0.0).x) }
        func mean(around x: Float) -> Float {
            var (sum, count): (Float, Float) = (0, 0)
            for pixel in lights {
                let d = SIMD2(Float(pixel.i % width) + 0.5 - x, Float(pixel.i / width) + 0.5 - centre.y)
                if (d * d).sum() < radius * radius { (sum, count) = (sum + pixel.light, count + 1) }
            }
            return count > 0 ? sum / count : 1
        }
        // The white beside it has to show: what is as dark all over is a squint or a shadow.
        let ends = quantiles(lights.map(\.light), [0.1, 0.85])
        guard ends[1] - ends[0] > 0.15 else { return nil }
        let places = stride(from: centre.x - 0.15 * (high - low), through: centre.x + 0.15 * (high - low), by: 1)
        guard let place = places.min(by: { mean(around: $0) < mean(around: $1) }) else { return nil }
        return zip(inside, lights).map { point, pixel in
            let (i, depth) = point
            let d = SIMD2(Float(i % width) + 0.5 - place, Float(i / width) + 0.5 - centre.y)
            let edge = min(1, max(0, (radius - (d * d).sum().squareRoot()) / max(1, 0.2 * radius)))
            // Neither lid nor glint; and an iris shows through its colour.
            let dark = min(1, max(0, (0.55 * ends[0] + 0.45 * ends[1] - pixel.light) / 0.06))
            return (i, 0.55 * dark * edge * min(1, depth / max(1, 0.2 * radius)))
        }
    }
}

/// The points of MediaPipe's mesh along parts of a face.
private enum MeshOutlines {
    static let outerLips = [
        61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
    ]
    static let innerLips = [
        78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191,
    ]
    static let eyes = [
        [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
        [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
    ]
}

extension RGBPicture {
    /// One pixel in OKLab.
    fileprivate func labColour(_ i: Int) -> Lab {
        OKLab.fromLinear(
            SIMD3(
                SRGB.linear[Int(bytes[3 * i])], SRGB.linear[Int(bytes[3 * i + 1])], SRGB.linear[Int(bytes[3 * i + 2])]))
    }
}
