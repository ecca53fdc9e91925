/// A square of a picture, in pixels, in which DeepLab's hidden layers see 33 x 33 places.
struct PlaceSquare {
    static let side = SceneryProbabilities.side
    /// DeepLab's input.
    private static let pixels = 257

    let left: Float
    let top: Float
    let size: Float

    /// - Parameters:
    ///   - size: at least one pixel is taken.
    init(left: Float, top: Float, size: Float) {
        (self.left, self.top, self.size) = (left.rounded(.down), top.rounded(.down), max(1, size.rounded(.down)))
    }

    /// The middle of a place.
    func middle(of place: Int) -> SIMD2<Float> {
        let step = size / Float(Self.side)
        return SIMD2(left + (Float(place % Self.side) + 0.5) * step, top + (Float(place / Self.side) + 0.5) * step)
    }

    /// Whether a place lies in a picture of this size.
    func isInside(_ place: Int, width: Int, height: Int) -> Bool {
        let at = middle(of: place)
        return at.x >= 0 && at.y >= 0 && at.x < Float(width) && at.y < Float(height)
    }

    /// The share of each place that a mask of the picture covers.
    func shares(of mask: Bitmap) -> [Float] {
        let steps = 8
        return (0..<(Self.side * Self.side)).map { place in
            var count = 0
            for k in 0..<(steps * steps) {
                let x =
                    left + (Float(place % Self.side) + (Float(k % steps) + 0.5) / Float(steps)) * size
                    / Float(Self.side)
                let y =
                    top + (Float(place / Self.side) + (Float(k / steps) + 0.5) / Float(steps)) * size / Float(Self.side)
                guard x >= 0, y >= 0, x < Float(mask.width), y < Float(mask.height) else { continue }
                if mask[Int(y) * mask.width + Int(x)] { count += 1 }
            }
            return Float(count) / Float(steps * steps)
        }
    }

    /// How many pixels of the picture a place is wide.
    var place: Float { size / Float(Self.side) }

    /// The pixels of a picture of this size that lie in it.
    func box(width: Int, height: Int) -> PixelBox {
        PixelBox(x0: Int(left), y0: Int(top), x1: Int(left + size), y1: Int(top + size)).clipped(
            width: width, height: height)
    }

    /// A value of each place as a plane of the picture; outside the square 0, or as at its edge where it goes on.
    func plane(of values: [Float], width: Int, height: Int, goesOn: Bool = false) -> Plane {
        let last = Float(Self.side - 1)
        return Plane(width: width, height: height) { i in
            let x = (Float(i % width) + 0.5 - left) / size * Float(Self.side) - 0.5
            let y = (Float(i / width) + 0.5 - top) / size * Float(Self.side) - 0.5
            guard goesOn || x > -0.5 && y > -0.5 && x < last + 0.5 && y < last + 0.5 else { return 0 }
            let (u, v) = (clamp(x, 0, last), clamp(y, 0, last))
            let (column, row) = (min(Int(u), Self.side - 2), min(Int(v), Self.side - 2))
            let (s, t) = (u - Float(column), v - Float(row))
            let k = row * Self.side + column
            return (values[k] * (1 - s) + values[k + 1] * s) * (1 - t)
                + (values[k + Self.side] * (1 - s) + values[k + Self.side + 1] * s) * t
        }
    }

    /// It in DeepLab's size, grey where the picture ends.
    func crop(of picture: RGBPicture) throws -> RGBPicture {
        let (left, top, side) = (Int(left), Int(top), Int(size))
        var crop = RGBPicture(width: side, height: side, bytes: [UInt8](repeating: 127, count: side * side * 3))
        let columns = max(0, left)..<max(0, left, min(picture.width, left + side))
        for y in max(0, top)..<max(0, top, min(picture.height, top + side)) where !columns.isEmpty {
            let row = 3 * (y * picture.width + columns.lowerBound)
            let at = 3 * ((y - top) * side + columns.lowerBound - left)
            crop.bytes.replaceSubrange(
                at..<(at + 3 * columns.count), with: picture.bytes[row..<(row + 3 * columns.count)])
        }
        return try crop.resized(width: Self.pixels, height: Self.pixels)
    }
}
