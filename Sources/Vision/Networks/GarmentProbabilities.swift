import CVision

/// How probable cloth, skin and hair are at each of 33 x 33 places below a face.
///
/// What DeepLab's hidden layers see in a square from the head down to the picture's end, or to the knees, tells them apart: a layer of
/// our own reads it off.
struct GarmentProbabilities {
    /// The classes in the order of the weights.
    enum Part: Int, CaseIterable {
        case other, cloth, skin, hair
    }

    private static let weights = PlaceWeights(vision_garment_weights, inputs: 431, classes: Part.allCases.count)

    let square: PlaceSquare
    /// A plane for each class.
    private let planes: [[Float]]

    init(below face: Face, in picture: RGBPicture, networks: Networks) throws {
        let unit = max(face.width, face.height)
        let top = (face.centreY - 0.9 * unit).rounded(.down)
        let size = max(1, min(max(Float(picture.height) - top, 2.8 * unit), 6.5 * unit).rounded(.down))
        let square = PlaceSquare(left: face.centreX - size / 2, top: top, size: size)
        self.square = square
        let crop = try square.crop(of: picture)
        let layers = try networks.hiddenLayers(in: crop)
        let colours = try SceneryProbabilities.colours(of: crop)
        let places = PlaceSquare.side * PlaceSquare.side
        let offsets = (0..<places).map { (square.middle(of: $0) - SIMD2(face.centreX, face.centreY)) / unit }
        var seen = layers.flatMap { $0 } + colours
        seen += offsets.map { abs($0.x) }
        seen += offsets.map(\.y)
        // How far each place is from the middle of the face in lightness, a and b.
        let middle = offsets.indices.filter { abs(offsets[$0].x) < 0.3 && abs(offsets[$0].y) < 0.3 }
        for k in 0..<3 {
            let plane = colours[(k * places)..<((k + 1) * places)]
            let skin = middle.reduce(Float(0)) { $0 + colours[k * places + $1] } / Float(max(1, middle.count))
            seen += plane.map { $0 - skin }
        }
        planes = Self.weights.classes(of: seen, places: places)
    }

    func probability(of part: Part, at place: Int) -> Float { planes[part.rawValue][place] }

    /// One class at the picture's size; outside the square, which an arm may reach out of, 0, or as at its edge where it goes on.
    func plane(of part: Part, width: Int, height: Int, goesOn: Bool = false) -> Plane {
        square.plane(of: planes[part.rawValue], width: width, height: height, goesOn: goesOn)
    }
}
