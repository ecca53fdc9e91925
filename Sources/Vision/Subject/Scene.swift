import Colorimetry
import Foundation
import Pictures

/// What the networks see in a picture. Everything here is at the small size, where all masks are found.
final class Scene {
    /// The longest side of the small picture.
    static let longestSide = 640

    let small: RGBPicture
    /// The full picture's size.
    let fullWidth: Int
    let fullHeight: Int
    let classes: ClassProbabilities
    /// The selfie network's answer at the small size.
    let selfie: Plane
    /// The faces that count: on a person, not far behind the others. The largest first.
    let faces: [Face]
    /// The outline of each face; `nil` where it was not found.
    let meshes: [FaceMesh?]
    let personProbability: Plane
    /// What the selfie network says of the windows around the faces; 1 elsewhere.
    let secondLook: Plane
    /// The small picture in OKLab, and the same with its noise smoothed away.
    let lab: [Lab]
    private(set) lazy var smoothLab = Result { try small.bilateral(diameter: 5, sigmaColour: 12, sigmaSpace: 3).lab() }

    /// The body below each face, looked for when it is first needed; `nil` where none was found.
    private(set) lazy var poses = Result { try faces.map { try Pose(of: $0, in: small, networks: networks) } }

    /// How probable each kind of scenery is, looked for when it is first needed.
    private(set) lazy var scenery = Result { try SceneryProbabilities(in: small, networks: networks) }

    private let networks: Networks
    private var knownPersonCut: Bitmap?
    private var knownHeads: [Int: HeadProbabilities] = [:]
    private var knownGarments: [Int: GarmentProbabilities] = [:]

    var width: Int { small.width }
    var height: Int { small.height }
    var shortSide: Int { min(width, height) }

    init(_ full: RGBPicture, networks: Networks) throws {
        self.networks = networks
        fullWidth = full.width
        fullHeight = full.height
        let scale = min(1, Double(Self.longestSide) / Double(max(full.width, full.height)))
        small = try full.resized(
            width: max(1, Int((Double(full.width) * scale).rounded())),
            height: max(1, Int((Double(full.height) * scale).rounded()))
        )
        let (w, h) = (small.width, small.height)
        lab = small.lab()
        try Task.checkCancellation()
        classes = try networks.classes(in: small)
        try Task.checkCancellation()
        selfie = try networks.personProbability(in: small).resized(width: w, height: h).mapped { clamp($0, 0, 1) }
        let found = try FaceDetector(networks: networks).faces(in: small)
        let person = try PersonProbability(small: small, classes: classes, selfie: selfie, networks: networks)
        let all = try person.look(around: found)
        let onPeople = found.filter { face in
            let box = face.box(width: w, height: h)
            guard box.area > 0, face.width >= 10, mean(all.probability, in: box) > 0.5 else { return false }
            return face.score >= 0.7 || mean(person.deepLab, in: box) > 0.25
        }
        (personProbability, secondLook) = onPeople.count < found.count ? try person.look(around: onPeople) : all
        let bySize = onPeople.sorted { $0.area > $1.area }
        let best = onPeople.map(\.score).max() ?? 0
        faces = bySize.filter { face in
            // A crowd far behind does not count.
            face.width > 0.28 * bySize[0].width && (face.score >= 0.6 || face.score == best)
        }
        let picture = small
        meshes = try faces.map { try FaceMesh(of: $0, in: picture, networks: networks) }
    }

    /// What is seen around one of the faces; kept once it was looked for.
    func head(of index: Int) throws -> HeadProbabilities {
        if let known = knownHeads[index] { return known }
        let head = try HeadProbabilities(around: faces[index], in: small, networks: networks)
        knownHeads[index] = head
        return head
    }

    /// What is seen below one of the faces; kept once it was looked for.
    func garments(of index: Int) throws -> GarmentProbabilities {
        if let known = knownGarments[index] { return known }
        let garments = try GarmentProbabilities(below: faces[index], in: small, networks: networks)
        knownGarments[index] = garments
        return garments
    }

    /// How probably each place of a box belongs to what stands out there; 0 outside of it.
    func outline(within box: PixelBox) throws -> Plane {
        let near = try networks.outlineProbability(in: small.cropped(to: box)).resized(
            width: box.width, height: box.height)
        return Plane(width: width, height: height) { i in
            let (x, y) = (i % width - box.x0, i / width - box.y0)
            guard x >= 0, y >= 0, x < box.width, y < box.height else { return 0 }
            return clamp(near[y * box.width + x], 0, 1)
        }
    }

    /// The people, cut out by their probability and by colour; kept once it was found.
    func personCut() throws -> Bitmap {
        if let knownPersonCut { return knownPersonCut }
        let cut = try small.cut(personProbability)
        knownPersonCut = cut
        return cut
    }
}

/// The mean of a plane within a box.
private func mean(_ plane: Plane, in box: PixelBox) -> Float {
    var sum: Float = 0
    for y in box.y0..<box.y1 {
        for x in box.x0..<box.x1 { sum += plane[y * plane.width + x] }
    }
    return sum / Float(max(1, box.area))
}
