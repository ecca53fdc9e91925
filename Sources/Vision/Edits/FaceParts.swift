import CVision
import Colorimetry
import Foundation
import ImageModels
import Pictures
import Wording

/// Parts that are told by the mesh on a face, and the background.
extension VisualEditor {
    /// All but what stands out. Throws `ModelFailure.declined` as a cut-out does, and where there is none to be seen.
    func background(of pixels: PixelBuffer, digest: String?, step: (String) -> Void) throws -> PartSelection {
        guard !pixels.isCutOut else {
            let advice = "It is cut out already; give it a new one, such as \"replace the background with white\"."
            throw ModelFailure.declined(.notFound("background", advice: advice))
        }
        let (cutout, subject) = try cutout(of: pixels, digest: digest, step: step)
        return PartSelection(
            alpha: cutout.alpha.mapped { 1 - $0 }, people: [], what: "all but \(subject.what)", note: subject.note)
    }

    func face(
        of people: People, in pixels: PixelBuffer, digest: String?, step: (String) -> Void
    ) throws -> PartSelection {
        let (study, chosen) = try faces(of: people, in: pixels, digest: digest, step: step)
        step("finding the face")
        var shape = PolygonMask(pixels, scene: study.scene)
        for index in chosen {
            let face = study.scene.faces[index]
            shape.fill(study.scene.meshes[index]?.outline ?? face.oval, feather: 0.035 * face.width)
        }
        var alpha = shape.alpha
        if let rest = try restOfFaces(chosen, in: study) {
            let more = try Matte.alpha(of: rest, small: study.scene.small, full: study.picture, radius: 0.006)
            alpha = Plane(width: alpha.width, height: alpha.height) { max(alpha[$0], more[$0]) }
        }
        let what = chosen.count == 1 ? "face" : "\(chosen.count) faces"
        return PartSelection(alpha: alpha, people: [], what: what, note: nil)
    }

    /// Where a mesh ends below the hairline and before the ears: what goes on from the face in the skin's colour, above the jaw.
    private func restOfFaces(_ chosen: [Int], in study: Study) throws -> Bitmap? {
        let scene = study.scene
        let lab = try scene.smoothLab.get()
        var rest = Bitmap(width: scene.width, height: scene.height)
        let person = try scene.personCut()
        for index in chosen {
            guard let mesh = scene.meshes[index] else { continue }
            let face = scene.faces[index]
            let c = face.coordinates(width: scene.width, height: scene.height)
            let skin = SkinModel(lab: lab, face: c)
            let around = Bitmap(width: scene.width, height: scene.height) { i in
                guard person[i], c.v[i] < 0.3, c.isInEllipse(i, 0.85, 1, centre: -0.15) else { return false }
                let ratio = mesh.ratio(x: i % scene.width, y: i / scene.width)
                guard ratio < 1.75 else { return false }
                return ratio < 0.97 || skin.distance(lab[i]) < 9 && skin.lightnessDistance(lab[i]) < 0.24
            }
            let parts = try around.morphed(VisionOpen, radius: max(1, Int(0.02 * face.width))).components()
            let middle =
                clamp(Int(face.centreY), 0, scene.height - 1) * scene.width
                + clamp(Int(face.centreX), 0, scene.width - 1)
            let label = parts.labels[middle]
            guard label > 0 else { continue }
            for i in rest.values.indices where parts.labels[i] == label { rest[i] = true }
        }
        return rest.area > 0 ? rest : nil
    }

    /// Lips, teeth or eyes. Throws `ModelFailure.declined` where the face is too small or turned away, or where there is
    /// nothing of the kind in sight.
    func feature(
        _ feature: Feature, of people: People, in pixels: PixelBuffer, digest: String?, step: (String) -> Void
    ) throws -> PartSelection {
        let (study, chosen) = try faces(of: people, in: pixels, digest: digest, step: step)
        step("finding the \(feature.rawValue)")
        var shape = PolygonMask(pixels, scene: study.scene)
        var found = 0
        for index in chosen {
            try Task.checkCancellation()
            guard let mesh = study.scene.meshes[index],
                try shape.add(feature, of: mesh, width: study.scene.faces[index].width, in: study.picture)
            else { continue }
            found += 1
        }
        guard found > 0 else {
            let advice =
                feature == .teeth ? "Teeth have to be seen, in a face that is large enough." : Advice.mark
            throw ModelFailure.declined(
                .notFound(feature == .irises ? "both eyes, large enough and open" : feature.rawValue, advice: advice))
        }
        let note = found < chosen.count ? "\(found) of \(chosen.count) people" : nil
        return PartSelection(
            alpha: shape.alpha, people: [], what: "\(feature.rawValue) of \(self.people(found))", note: note)
    }

    private func faces(
        of people: People, in pixels: PixelBuffer, digest: String?, step: (String) -> Void
    ) throws -> (Study, [Int]) {
        step("looking at the picture")
        let study = try study(pixels, digest: digest)
        guard !study.scene.faces.isEmpty else {
            throw ModelFailure.declined(.notFound("face", advice: Advice.mark))
        }
        try askWhich(people, in: study)
        let everybody = try PeopleInScene(
            scene: study.scene, mask: Bitmap(width: study.scene.width, height: study.scene.height))
        return (study, everybody.chosen(people))
    }
}

extension Face {
    /// From hairline to chin, where no mesh was found: the detector's box ends at the brows.
    fileprivate var oval: [SIMD2<Float>] {
        (0..<36).map { step in
            let angle = Float(step) * .pi / 18
            return SIMD2(
                centreX + 0.56 * width * cosf(angle), centreY - 0.08 * height + 0.70 * height * sinf(angle))
        }
    }
}
