import CVision

/// How probable hair, skin, what covers a head, and cloth are at each of 33 x 33 places around a face.
///
/// What DeepLab's hidden layers see in a square around the face tells them apart, where colours alone do not: a network of our
/// own reads it off. The square is looked at twice, the second time mirrored.
struct HeadProbabilities {
    /// The classes in the order of the weights.
    enum Part: Int, CaseIterable {
        case other, hair, skin, hat, cloth
    }

    private static let weights = ContextWeights(vision_hair_weights, inputs: 430, classes: Part.allCases.count)
    let square: PlaceSquare
    /// A plane for each class.
    private let planes: [[Float]]

    init(around face: Face, in picture: RGBPicture, networks: Networks) throws {
        let unit = max(face.width, face.height)
        square = PlaceSquare(left: face.centreX - 1.4 * unit, top: face.centreY - 1.15 * unit, size: 2.8 * unit)
        let crop = try square.crop(of: picture)
        let seen = try Self.classes(in: crop, networks)
        let mirrored = try Self.classes(in: crop.mirrored(), networks).map(Self.mirrored)
        planes = zip(seen, mirrored).map { zip($0, $1).map { ($0 + $1) / 2 } }
    }

    /// A plane of probabilities for each class.
    private static func classes(in crop: RGBPicture, _ networks: Networks) throws -> [[Float]] {
        let layers = try networks.hiddenLayers(in: crop)
        let colours = try SceneryProbabilities.colours(of: crop)
        let side = PlaceSquare.side
        let places = side * side
        var seen = layers.flatMap { $0 } + colours
        seen += (0..<places).map { abs(Float($0 % side) / Float(side - 1) * 2 - 1) }
        // How far each place is from the middle of the face in lightness, a and b.
        let middle = (13..<17).flatMap { y in (14..<19).map { y * side + $0 } }
        for k in 0..<3 {
            let plane = colours[(k * places)..<((k + 1) * places)]
            let skin = middle.reduce(Float(0)) { $0 + colours[k * places + $1] } / Float(middle.count)
            seen += plane.map { $0 - skin }
        }
        return weights.classes(of: seen)
    }

    private static func mirrored(_ plane: [Float]) -> [Float] {
        let side = PlaceSquare.side
        return plane.indices.map { plane[$0 - $0 % side + side - 1 - $0 % side] }
    }

    func probability(of part: Part, at place: Int) -> Float { planes[part.rawValue][place] }

    /// One class at each pixel of a picture of this size; beyond the square as at its edge.
    func plane(of part: Part, width: Int, height: Int) -> Plane {
        square.plane(of: planes[part.rawValue], width: width, height: height, goesOn: true)
    }
}
