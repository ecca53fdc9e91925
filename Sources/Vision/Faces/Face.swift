import Foundation

/// A face, and coordinates that hang on it.
package struct Face: Equatable {
    let score: Float
    let x0: Float
    let y0: Float
    let x1: Float
    let y1: Float
    /// How far the line through the eyes leans, in radians, at most 0.7 either way.
    let roll: Float

    var width: Float { x1 - x0 }
    var height: Float { y1 - y0 }
    var centreX: Float { (x0 + x1) / 2 }
    var centreY: Float { (y0 + y1) / 2 }
    var area: Float { width * height }

    /// `eyes` are the two eyes in either order.
    package init(score: Float, x0: Float, y0: Float, x1: Float, y1: Float, eyes: (SIMD2<Float>, SIMD2<Float>)) {
        self.score = score
        self.x0 = x0
        self.y0 = y0
        self.x1 = x1
        self.y1 = y1
        let line = eyes.0.x > eyes.1.x ? eyes.0 - eyes.1 : eyes.1 - eyes.0
        roll = clamp(atan2f(line.y, line.x), -0.7, 0.7)
    }

    /// The whole pixels of the box, within a picture.
    func box(width: Int, height: Int) -> PixelBox {
        PixelBox(x0: Int(max(0, x0)), y0: Int(max(0, y0)), x1: Int(max(0, x1)), y1: Int(max(0, y1)))
            .clipped(width: width, height: height)
    }

    /// Overlap of the boxes: what both cover over what either covers.
    func overlap(with other: Face) -> Float {
        let w = max(0, min(x1, other.x1) - max(x0, other.x0))
        let h = max(0, min(y1, other.y1) - max(y0, other.y0))
        let both = w * h
        return both / max(area + other.area - both, 1e-6)
    }

    /// Every pixel in face coordinates.
    package func coordinates(width: Int, height: Int) -> FaceCoordinates {
        var u = [Float](repeating: 0, count: width * height)
        var v = u
        let c = cosf(roll)
        let s = sinf(roll)
        for y in 0..<height {
            let dy = Float(y) - centreY
            for x in 0..<width {
                let dx = Float(x) - centreX
                u[y * width + x] = (c * dx + s * dy) / self.width
                v[y * width + x] = (c * dy - s * dx) / self.height
            }
        }
        return FaceCoordinates(u: u, v: v)
    }
}

/// Pixels in face coordinates: u to the right in face widths and v down in face heights from the box's centre, the
/// head's roll removed. The chin is at v = 0.5, the hairline at about -0.53, the crown at about -0.8.
package struct FaceCoordinates {
    let u: [Float]
    let v: [Float]

    /// Whether the pixel is inside an ellipse around (0, centre) with these half axes.
    @inline(__always)
    func isInEllipse(_ i: Int, _ halfWidth: Float, _ halfHeight: Float, centre: Float = 0) -> Bool {
        let a = u[i] / halfWidth
        let b = (v[i] - centre) / halfHeight
        return a * a + b * b < 1
    }
}
