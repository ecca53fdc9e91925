import Foundation

/// How what covers a head ends above the face, from temple to temple.
///
/// A hat ends at one line. Hair ends over a width, in single hairs and skin between them.
struct LowerEdge {
    /// The median step of colour (OKLab) across the edge, a seventh of a face's height to either side.
    let step: Float
    /// The step that four fifths of the edge show within a twenty-fifth of a face's height, as a share of `step`.
    let sharpness: Float

    /// Whether it is that of a hat. Limits from fifteen photographs: hats 0.76 to 0.96, hair below 0.63 where it is a clear
    /// step from the skin at all.
    var isSharp: Bool { step > 0.3 && sharpness > 0.7 }

    /// `nil` where too little of an edge is seen.
    init?(of mask: Bitmap, lab: [Lab], face: Face) {
        let (c, s) = (cosf(face.roll), sinf(face.roll))
        func index(_ u: Float, _ v: Float) -> Int? {
            let (dx, dy) = (u * face.width, v * face.height)
            let (x, y) = (Int(face.centreX + c * dx - s * dy), Int(face.centreY + s * dx + c * dy))
            guard x >= 0, y >= 0, x < mask.width, y < mask.height else { return nil }
            return y * mask.width + x
        }
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
            near.append(lab[justAbove].distance(to: lab[justBelow]))
            far.append(lab[above].distance(to: lab[below]))
        }
        guard near.count >= 20 else { return nil }
        step = median(far)
        sharpness = quantile(near, 0.2) / max(step, 0.01)
    }
}
