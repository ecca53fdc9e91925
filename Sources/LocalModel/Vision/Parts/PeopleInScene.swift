/// The people of a scene, with what every part of a person is found from. All at the small size.
struct PeopleInScene {
    let scene: Scene
    /// The mask of all of them.
    let mask: Bitmap
    /// The picture in OKLab with its noise smoothed away.
    let lab: [Lab]
    let coordinates: [FaceCoordinates]

    var faces: [Face] { scene.faces }
    var width: Int { scene.width }
    var height: Int { scene.height }

    init(scene: Scene, mask: Bitmap) throws {
        self.scene = scene
        self.mask = mask
        lab = try scene.smoothLab.get()
        coordinates = scene.faces.map { $0.coordinates(width: scene.width, height: scene.height) }
    }

    /// The faces meant, as indices; empty only if there is none at all.
    func chosen(_ people: People) -> [Int] {
        let fromLeft = faces.indices.sorted { faces[$0].centreX < faces[$1].centreX }
        guard !fromLeft.isEmpty else { return [] }
        return switch people {
        case .all: Array(faces.indices)
        case .left: [fromLeft[0]]
        case .middle: [fromLeft[(fromLeft.count - 1) / 2]]
        case .right: [fromLeft[fromLeft.count - 1]]
        case .biggest, .someone: [0]
        }
    }

    /// The pixels that may belong to a face: those it is nearest to. With `shared`, also those it is second nearest to
    /// by not much; neighbours in one cloth then join without a seam.
    func owned(by index: Int, shared: Bool) -> Bitmap {
        if faces.count == 1 { return Bitmap(width: width, height: height) { _ in true } }
        let tolerance: Float = shared ? 1.5 : 1.0001
        return Bitmap(width: width, height: height) { i in
            let own = distance(i, faces[index])
            return faces.allSatisfy { own <= tolerance * distance(i, $0) }
        }
    }

    private func distance(_ i: Int, _ face: Face) -> Float {
        let x = (Float(i % width) - face.centreX) / face.width
        let y = max(0, Float(i / width) - face.centreY) * 0.25 / face.width
        return (x * x + y * y).squareRoot()
    }
}
