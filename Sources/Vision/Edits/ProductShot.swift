import CVision
import Colorimetry
import ImageModels

extension VisualEditor {
    /// A garment that lies or hangs there alone: what stands out before one plain colour, where nothing is in sight that is
    /// known by name. `nil` in any other picture, which may show anything but clothes.
    func productShot(in study: Study) throws -> Subject? {
        guard study.scene.classes.shares.dropFirst().reduce(0, +) < 0.02 else { return nil }
        let subject: Subject
        do { subject = try study.subject(.main) } catch ModelFailure.declined { return nil }
        guard subject.kind == .salient else { return nil }
        let near = try subject.mask.morphed(VisionDilate, radius: 6)
        let lab = study.scene.lab
        let around = lab.indices.filter { !near[$0] }
        guard 10 * around.count > lab.count else { return nil }
        let colour = median(around.map { lab[$0] })
        let alike = around.count { lab[$0].distance(to: colour) < 0.1 }
        return 10 * alike >= 9 * around.count ? subject : nil
    }

    /// Whether nearly all of a product has one hue: a person who is drawn has hair and a face besides.
    func isOneCloth(_ part: Bitmap, of product: Subject, in study: Study) throws -> Bool {
        let lab = try study.scene.smoothLab.get()
        let members = lab.indices.filter { product.mask[$0] }
        let tints = members.map { SIMD3(0, lab[$0].y, lab[$0].z) / max(0.2, lab[$0].x) }
        let tint = median(tints)
        let alike = tints.count { $0.distance(to: tint) < 0.1 }
        return 10 * part.area > 7 * product.mask.area && 10 * alike > 9 * members.count
    }
}
