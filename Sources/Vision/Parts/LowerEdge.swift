package import Colorimetry
import Foundation

/// How what covers a head ends above the face, from temple to temple.
///
/// A hat ends at one line. Hair ends over a width, in single hairs and skin between them, and where it ends at once, as short dark
/// hair does, it goes around the temples and to a point: its line is no smooth one.
package struct LowerEdge {
    /// The median step of colour (OKLab) across the edge, a seventh of a face's height to either side.
    let step: Float
    /// The step that four fifths of the edge show within a twenty-fifth of a face's height, as a share of `step`.
    let sharpness: Float
    /// Within what of one smooth curve (of the fourth degree) four fifths of the edge lie, in heights of the face.
    let roughness: Float

    /// Whether it is that of a hat. Limits from some 70 photographs: hats are sharp by 0.75 and more, and rough by 0.006 to 0.021; hair below
    /// 0.63 where it is a clear step from the skin at all, or rough by 0.024 and more.
    package var isHats: Bool {
        sharpness > 0.7 && (step > 0.3 && roughness < 0.0225 || step > 0.12 && roughness < 0.012)
    }

    /// `nil` where too little of an edge is seen.
    package init?(of mask: Bitmap, lab: [Lab], face: Face) {
        let (c, s) = (cosf(face.roll), sinf(face.roll))
        func index(_ u: Float, _ v: Float) -> Int? {
            let (dx, dy) = (u * face.width, v * face.height)
            let (x, y) = (Int(face.centreX + c * dx - s * dy), Int(face.centreY + s * dx + c * dy))
            guard x >= 0, y >= 0, x < mask.width, y < mask.height else { return nil }
            return y * mask.width + x
        }
        var places: [(u: Float, v: Float)] = []
        var near: [Float] = []
        var far: [Float] = []
        for k in -20...20 {
            let u = Float(k) * 0.021
            guard
                let v = stride(from: Float(0.12), to: -1, by: -0.01).first(where: { v in
                    index(u, v).map { mask[$0] } ?? false
                }),
                let above = index(u, v - 0.14), let below = index(u, v + 0.14),
                let justAbove = index(u, v - 0.04), let justBelow = index(u, v + 0.04)
            else { continue }
            places.append((u, v))
            near.append(lab[justAbove].distance(to: lab[justBelow]))
            far.append(lab[above].distance(to: lab[below]))
        }
        guard near.count >= 20 else { return nil }
        step = median(far)
        sharpness = quantile(near, 0.2) / max(step, 0.01)
        roughness = quantile(Self.residuals(places).map { abs($0) }, 0.8)
    }

    /// What is left of each place's height when the nearest curve of the fourth degree is taken away.
    private static func residuals(_ places: [(u: Float, v: Float)]) -> [Float] {
        func product(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
        var left = places.map(\.v)
        var basis: [[Float]] = []
        for degree in 0...4 {
            var column = places.map { powf($0.u / 0.42, Float(degree)) }
            for other in basis {
                let share = product(column, other)
                column = zip(column, other).map { $0 - share * $1 }
            }
            let length = product(column, column).squareRoot()
            guard length > 1e-4 else { continue }
            column = column.map { $0 / length }
            let share = product(left, column)
            left = zip(left, column).map { $0 - share * $1 }
            basis.append(column)
        }
        return left
    }
}
