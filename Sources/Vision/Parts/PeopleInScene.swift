import Colorimetry
import Wording

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
        case .all, .both: Array(faces.indices)
        case .left: [fromLeft[0]]
        case .middle: [fromLeft[(fromLeft.count - 1) / 2]]
        case .right: [fromLeft[fromLeft.count - 1]]
        case .biggest, .someone: [0]
        }
    }

    /// The pixels that may belong to a face: those it is nearest to. With `shared`, also those it is second nearest to
    /// by not much; neighbours in one cloth then join without a seam.
    ///
    /// Where the pose network tells people apart, it decides.
    func owned(by index: Int, shared: Bool) throws -> Bitmap {
        if faces.count == 1 { return Bitmap(width: width, height: height) { _ in true } }
        let tolerance: Float = shared ? 1.5 : 1.0001
        let bodies = try scene.poses.get().map { $0?.body }
        return Bitmap(width: width, height: height) { i in
            let own = distance(i, faces[index])
            let isNearest = faces.allSatisfy { own <= tolerance * distance(i, $0) }
            let lead = lead(of: index, at: i, bodies)
            if lead > 0.3 { return true }
            return isNearest && (shared || lead > -0.3)
        }
    }

    /// The pixels that are others' rather than this face's, as far as can be told.
    func others(than index: Int) throws -> Bitmap {
        if faces.count == 1 { return Bitmap(width: width, height: height) }
        return try owned(by: index, shared: false).inverted
    }

    /// By how much more probably a pixel is on this person's body than on anybody else's; 0 where nobody's is sure.
    private func lead(of index: Int, at i: Int, _ bodies: [Plane?]) -> Float {
        let own = bodies[index]?[i] ?? 0
        let other = bodies.indices.reduce(Float(0)) { $1 == index ? $0 : max($0, bodies[$1]?[i] ?? 0) }
        return max(own, other) > 0.5 ? own - other : 0
    }

    private func distance(_ i: Int, _ face: Face) -> Float {
        let x = (Float(i % width) - face.centreX) / face.width
        let y = max(0, Float(i / width) - face.centreY) * 0.25 / face.width
        return (x * x + y * y).squareRoot()
    }
}
