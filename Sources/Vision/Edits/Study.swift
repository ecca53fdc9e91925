import ImageModels
import Pictures
import Wording

/// All that was found in one picture so far.
final class Study {
    /// Without alpha; transparent places are white.
    let picture: RGBPicture
    /// Whether the picture was cut out before; its alpha at the small size then.
    let cutOutMask: Bitmap?
    let scene: Scene
    private let networks: Networks
    private var subjects: [SubjectFinder.Wanted: Result<Subject, ModelFailure>] = [:]

    init(_ pixels: PixelBuffer, networks: Networks) throws {
        picture = RGBPicture(pixels)
        scene = try Scene(picture, networks: networks)
        self.networks = networks
        guard pixels.isCutOut else {
            cutOutMask = nil
            return
        }
        cutOutMask = try Plane(width: pixels.width, height: pixels.height) { Float(pixels.bytes[4 * $0 + 3]) / 255 }
            .resized(width: scene.width, height: scene.height, byArea: true).bitmap { $0 > 0.5 }
    }

    /// Finds the subject once. Throws `ModelFailure.declined`, each time again.
    func subject(_ wanted: SubjectFinder.Wanted) throws -> Subject {
        let wanted = wanted == .thing(.subject) ? .main : wanted
        if let known = subjects[wanted] { return try known.get() }
        do {
            let found = try find(wanted)
            subjects[wanted] = .success(found)
            return found
        } catch let failure as ModelFailure {
            subjects[wanted] = .failure(failure)
            throw failure
        }
    }

    private func find(_ wanted: SubjectFinder.Wanted) throws -> Subject {
        let finder = SubjectFinder(scene: scene, networks: networks)
        guard let cutOutMask else { return try finder.subject(wanted) }
        switch wanted {
        case .main, .thing(.subject):
            return Subject(kind: .cutOut, mask: cutOutMask, gates: nil)
        case .person, .people, .thing:
            do {
                let found = try finder.subject(wanted)
                let mask = found.mask.intersected(with: cutOutMask)
                return Subject(kind: found.kind, mask: mask, gates: found.gates)
            } catch ModelFailure.declined(.unsure) {
                return Subject(kind: .cutOut, mask: cutOutMask, gates: nil)
            }
        }
    }
}
