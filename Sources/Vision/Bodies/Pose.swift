import Foundation

/// Where one person's body is, in pixels of the picture that it was found in.
struct Pose {
    /// A joint, and how surely it lies within the picture.
    struct Joint {
        let place: SIMD2<Float>
        let presence: Float
    }

    let shoulders: (Joint, Joint)
    let elbows: (Joint, Joint)
    let wrists: (Joint, Joint)
    /// The knuckles of the little finger and of the index finger of each hand.
    let knuckles: ([Joint], [Joint])
    let hips: (Joint, Joint)
    let knees: (Joint, Joint)
    let ankles: (Joint, Joint)
    /// How probably each place belongs to this person, neighbours left out; coarse.
    let body: Plane

    /// `nil` where the network sees nobody.
    ///
    /// A body is looked for in a square of 13 face heights, the face in its upper part.
    init?(of face: Face, in picture: RGBPicture, networks: Networks) throws {
        let side = 13 * face.height
        guard side >= 64 else { return nil }
        let scale = 256 / side
        let scaled = try picture.resized(
            width: max(1, Int((Float(picture.width) * scale).rounded())),
            height: max(1, Int((Float(picture.height) * scale).rounded())))
        let (scaleX, scaleY) = (
            Float(scaled.width) / Float(picture.width), Float(scaled.height) / Float(picture.height)
        )
        let left = Int((face.centreX * scaleX).rounded()) - 128
        let top = Int(((face.centreY + 4 * face.height) * scaleY).rounded()) - 128
        var crop = RGBPicture(width: 256, height: 256, bytes: [UInt8](repeating: 0, count: 256 * 256 * 3))
        let columns = max(0, -left)..<min(256, scaled.width - left)
        let rows = max(0, -top)..<min(256, scaled.height - top)
        guard !columns.isEmpty, !rows.isEmpty else { return nil }
        for y in rows {
            let from = 3 * ((y + top) * scaled.width + columns.lowerBound + left)
            let to = 3 * (y * 256 + columns.lowerBound)
            crop.bytes.replaceSubrange(
                to..<(to + 3 * columns.count), with: scaled.bytes[from..<(from + 3 * columns.count)])
        }
        let (points, probability, logits) = try networks.pose(in: crop)
        guard probability > 0.5, points.count == 39 * 5, logits.count == 256 * 256 else { return nil }
        func joint(_ k: Int) -> Joint {
            Joint(
                place: SIMD2(
                    (points[5 * k] + Float(left)) / scaleX, (points[5 * k + 1] + Float(top)) / scaleY),
                presence: 1 / (1 + expf(-clamp(points[5 * k + 4], -80, 80))))
        }
        shoulders = (joint(11), joint(12))
        elbows = (joint(13), joint(14))
        wrists = (joint(15), joint(16))
        knuckles = ([joint(17), joint(19)], [joint(18), joint(20)])
        hips = (joint(23), joint(24))
        knees = (joint(25), joint(26))
        ankles = (joint(27), joint(28))
        let small = Plane(width: 256, height: 256, values: logits.map { 1 / (1 + expf(-clamp($0, -80, 80))) })
        body = Plane(width: picture.width, height: picture.height) { i in
            let x = (Float(i % picture.width) + 0.5) * scaleX - Float(left) - 0.5
            let y = (Float(i / picture.width) + 0.5) * scaleY - Float(top) - 0.5
            guard x >= 0, y >= 0, x < 255, y < 255 else { return 0 }
            let (column, row) = (Int(x), Int(y))
            let (s, t) = (x - Float(column), y - Float(row))
            let k = row * 256 + column
            return (small[k] * (1 - s) + small[k + 1] * s) * (1 - t)
                + (small[k + 256] * (1 - s) + small[k + 257] * s) * t
        }
    }

    /// Whether both hips lie within the picture, as far as the network can tell.
    var showsHips: Bool { min(hips.0.presence, hips.1.presence) > 0.5 }

    /// Whether the knees are hardly lower than the hips.
    var sits: Bool { max(knees.0.place.y, knees.1.place.y) < hipLine + 0.7 * abs(torso.y) }

    /// The lower hip's row.
    var hipLine: Float { max(hips.0.place.y, hips.1.place.y) }

    /// From the middle of the shoulders to the middle of the hips.
    var torso: SIMD2<Float> {
        (hips.0.place + hips.1.place - shoulders.0.place - shoulders.1.place) / 2
    }

    /// How far down the torso a pixel lies: 0 at the shoulders, 1 at the hips.
    func downTorso(x: Int, y: Int) -> Float {
        let axis = torso
        let d = SIMD2(Float(x), Float(y)) - (shoulders.0.place + shoulders.1.place) / 2
        return (d * axis).sum() / max((axis * axis).sum(), 1)
    }
}
