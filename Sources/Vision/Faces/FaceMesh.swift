import Foundation

/// The outline of a face by the points of a mesh, in pixels of the picture that it was found in.
struct FaceMesh {
    /// All points of the mesh, by MediaPipe's numbers.
    let points: [SIMD2<Float>]
    /// From the middle of the forehead, clockwise as one looks at the picture.
    let outline: [SIMD2<Float>]
    private let centre: SIMD2<Float>
    /// The outline's distance from the centre in each of 360 directions.
    private let reach: [Float]
    /// The line through the brows: a point, and the direction down the face.
    private let brow: SIMD2<Float>
    private let down: SIMD2<Float>

    /// The points of MediaPipe's mesh that follow the outline, and those above the eyes.
    private static let outlinePoints = [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
        150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
    ]
    private static let browPoints = [105, 66, 107, 334, 296, 336]

    /// `nil` where the network sees no face.
    init?(of face: Face, in picture: RGBPicture, networks: Networks) throws {
        let side = 1.5 * max(face.width, face.height)
        guard side >= 12 else { return nil }
        let across = SIMD2(cosf(face.roll), sinf(face.roll)) * (side / 192)
        let below = SIMD2(-across.y, across.x)
        let middle = SIMD2(face.centreX, face.centreY)
        func place(_ x: Float, _ y: Float) -> SIMD2<Float> { middle + across * (x - 96) + below * (y - 96) }
        var crop = RGBPicture(width: 192, height: 192, bytes: [UInt8](repeating: 0, count: 192 * 192 * 3))
        for y in 0..<192 {
            for x in 0..<192 {
                let at = place(Float(x) + 0.5, Float(y) + 0.5)
                let (left, top) = (Int((at.x - 0.5).rounded(.down)), Int((at.y - 0.5).rounded(.down)))
                guard left >= 0, top >= 0, left + 1 < picture.width, top + 1 < picture.height else { continue }
                let (s, t) = (at.x - 0.5 - Float(left), at.y - 0.5 - Float(top))
                let k = 3 * (top * picture.width + left)
                for c in 0..<3 {
                    func value(_ offset: Int) -> Float { Float(picture.bytes[k + offset + c]) }
                    let upper = value(0) * (1 - s) + value(3) * s
                    let lower = value(3 * picture.width) * (1 - s) + value(3 * picture.width + 3) * s
                    crop.bytes[3 * (y * 192 + x) + c] = UInt8(clamp(upper * (1 - t) + lower * t + 0.5, 0, 255))
                }
            }
        }
        let (points, logit) = try networks.faceMesh(in: crop)
        guard logit > 0, points.count >= 3 * 468 else { return nil }
        self.points = (0..<468).map { place(points[3 * $0], points[3 * $0 + 1]) }
        let outline = Self.outlinePoints.map { place(points[3 * $0], points[3 * $0 + 1]) }
        let centre = outline.reduce(SIMD2<Float>(), +) / Float(outline.count)
        self.outline = outline
        self.centre = centre
        let brows = Self.browPoints.map { place(points[3 * $0], points[3 * $0 + 1]) }
        brow = brows.reduce(SIMD2<Float>(), +) / Float(brows.count)
        let axis = outline[18] - outline[0]
        down = axis / max((axis.x * axis.x + axis.y * axis.y).squareRoot(), 1e-3)
        reach = (0..<360).map { Self.reach(of: outline, from: centre, degrees: Float($0)) }
    }

    /// Where the ray from the centre leaves the outline.
    private static func reach(of outline: [SIMD2<Float>], from centre: SIMD2<Float>, degrees: Float) -> Float {
        let direction = SIMD2(cosf(degrees * .pi / 180), sinf(degrees * .pi / 180))
        var farthest: Float = 1
        for k in outline.indices {
            let (a, b) = (outline[k] - centre, outline[(k + 1) % outline.count] - centre)
            let edge = b - a
            let cross = direction.x * edge.y - direction.y * edge.x
            guard abs(cross) > 1e-6 else { continue }
            let along = (a.x * edge.y - a.y * edge.x) / cross
            let share = (a.x * direction.y - a.y * direction.x) / cross
            if along > 0, share >= 0, share <= 1 { farthest = max(farthest, along) }
        }
        return farthest
    }

    /// Around both eyes with their lids and what lies between them; the brows are above it.
    var eyes: [SIMD2<Float>] {
        let (right, left) = (points[33], points[263])
        let opening = SIMD2(
            points[33].x - points[133].x + points[362].x - points[263].x,
            points[33].y - points[133].y + points[362].y - points[263].y)
        let width = (opening * opening).sum().squareRoot() / 2
        let (above, below) = (down * (-0.36 * width), down * (0.45 * width))
        return [right + above, left + above, left + below, right + below]
    }

    /// The distance of a pixel from the face's centre as a share of the outline's in that direction: below 1 inside.
    func ratio(x: Int, y: Int) -> Float {
        let d = SIMD2(Float(x) + 0.5, Float(y) + 0.5) - centre
        let degrees = Int(atan2f(d.y, d.x) * 180 / .pi + 360.5) % 360
        return (d.x * d.x + d.y * d.y).squareRoot() / reach[degrees]
    }

    /// How far below the brows a pixel lies, in heights of the face; negative on the forehead.
    func belowBrows(x: Int, y: Int) -> Float {
        let d = SIMD2(Float(x) + 0.5, Float(y) + 0.5) - brow
        let axis = outline[18] - outline[0]
        return (d.x * down.x + d.y * down.y) / max((axis.x * axis.x + axis.y * axis.y).squareRoot(), 1)
    }
}
