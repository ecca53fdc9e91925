import CVision

/// How probable hair, skin, what covers a head, and cloth are at each of 33 x 33 places around a face.
///
/// What DeepLab's hidden layers see in a square around the face tells them apart, where colours alone do not: a layer of our own
/// reads it off.
struct HeadProbabilities {
    static let side = SceneryProbabilities.side
    /// The classes in the order of the weights.
    enum Part: Int, CaseIterable {
        case other, hair, skin, hat, cloth
    }

    private static let weights = PlaceWeights(vision_hair_weights, inputs: 430, classes: Part.allCases.count)
    /// DeepLab's input.
    private static let pixels = 257

    /// The square, in pixels of the picture.
    private let left: Float
    private let top: Float
    private let size: Float
    /// A plane for each class.
    private let planes: [[Float]]

    init(around face: Face, in picture: RGBPicture, networks: Networks) throws {
        let unit = max(face.width, face.height)
        let corner = ((face.centreX - 1.4 * unit).rounded(.down), (face.centreY - 1.15 * unit).rounded(.down))
        (left, top, size) = (corner.0, corner.1, max(1, (2.8 * unit).rounded(.down)))
        let crop = try Self.square(of: picture, left: Int(left), top: Int(top), side: Int(size))
        let layers = try networks.hiddenLayers(in: crop)
        let colours = try SceneryProbabilities.colours(of: crop)
        let places = Self.side * Self.side
        var seen = layers.flatMap { $0 } + colours
        seen += (0..<places).map { abs(Float($0 % Self.side) / Float(Self.side - 1) * 2 - 1) }
        // How far each place is from the middle of the face in lightness, a and b.
        let middle = (13..<17).flatMap { y in (14..<19).map { y * Self.side + $0 } }
        for k in 0..<3 {
            let plane = colours[(k * places)..<((k + 1) * places)]
            let skin = middle.reduce(Float(0)) { $0 + colours[k * places + $1] } / Float(middle.count)
            seen += plane.map { $0 - skin }
        }
        planes = Self.weights.classes(of: seen, places: places)
    }

    /// Whether a place lies in a picture of this size.
    func isInside(_ place: Int, width: Int, height: Int) -> Bool {
        let x = left + (Float(place % Self.side) + 0.5) * size / Float(Self.side)
        let y = top + (Float(place / Self.side) + 0.5) * size / Float(Self.side)
        return x >= 0 && y >= 0 && x < Float(width) && y < Float(height)
    }

    func probability(of part: Part, at place: Int) -> Float { planes[part.rawValue][place] }

    /// How many pixels of the picture a place is wide.
    var place: Float { size / Float(Self.side) }

    /// The pixels of a picture of this size that lie in the square.
    func square(width: Int, height: Int) -> PixelBox {
        PixelBox(x0: Int(left), y0: Int(top), x1: Int(left + size), y1: Int(top + size)).clipped(width: width, height: height)
    }

    /// One class at each pixel of a picture of this size; beyond the square as at its edge.
    func plane(of part: Part, width: Int, height: Int) -> Plane {
        let values = planes[part.rawValue]
        let last = Float(Self.side - 1)
        func places(_ count: Int, from start: Float) -> [(at: Int, part: Float)] {
            (0..<count).map {
                let place = clamp((Float($0) + 0.5 - start) / self.place - 0.5, 0, last)
                let at = min(Self.side - 2, Int(place))
                return (at, place - Float(at))
            }
        }
        let (columns, rows) = (places(width, from: left), places(height, from: top))
        return Plane(width: width, height: height) { i in
            let ((column, x), (row, y)) = (columns[i % width], rows[i / width])
            let at = row * Self.side + column
            let upper = values[at] * (1 - x) + values[at + 1] * x
            let lower = values[at + Self.side] * (1 - x) + values[at + Self.side + 1] * x
            return upper * (1 - y) + lower * y
        }
    }

    /// The share of each place that a mask of the picture covers.
    func shares(of mask: Bitmap) -> [Float] {
        let steps = 8
        return (0..<(Self.side * Self.side)).map { place in
            var count = 0
            for k in 0..<(steps * steps) {
                let x = left + (Float(place % Self.side) + (Float(k % steps) + 0.5) / Float(steps)) * size / Float(Self.side)
                let y = top + (Float(place / Self.side) + (Float(k / steps) + 0.5) / Float(steps)) * size / Float(Self.side)
                guard x >= 0, y >= 0, x < Float(mask.width), y < Float(mask.height) else { continue }
                if mask[Int(y) * mask.width + Int(x)] { count += 1 }
            }
            return Float(count) / Float(steps * steps)
        }
    }

    /// The square in DeepLab's size, grey where the picture ends.
    private static func square(of picture: RGBPicture, left: Int, top: Int, side: Int) throws -> RGBPicture {
        var crop = RGBPicture(width: side, height: side, bytes: [UInt8](repeating: 127, count: side * side * 3))
        let columns = max(0, left)..<max(0, left, min(picture.width, left + side))
        for y in max(0, top)..<max(0, top, min(picture.height, top + side)) where !columns.isEmpty {
            let row = 3 * (y * picture.width + columns.lowerBound)
            let at = 3 * ((y - top) * side + columns.lowerBound - left)
            crop.bytes.replaceSubrange(at..<(at + 3 * columns.count), with: picture.bytes[row..<(row + 3 * columns.count)])
        }
        return try crop.resized(width: pixels, height: pixels)
    }
}
