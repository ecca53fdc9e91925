package import ImageModels
package import Pictures

/// What words name in a picture, without editing it.
package enum Selectable: Sendable, Equatable {
    case part(Target)
    case person, face, background
}

extension VisualEditor {
    /// How much each pixel belongs to what is named. Throws `ModelFailure.declined` where it can't be found surely.
    package func select(
        _ selectable: Selectable, in pixels: PixelBuffer, digest: String? = nil,
        step: @Sendable (String) -> Void = { _ in }
    ) async throws -> (PixelMask, Reply.Selection) {
        try Task.checkCancellation()
        let alpha: Plane
        let selection: Reply.Selection
        switch selectable {
        case .part(let target):
            let part = try part(meantBy: target, in: pixels, digest: digest, step: step)
            alpha = part.alpha
            selection = Reply.Selection(what: part.what, share: share(part.alpha), note: part.note)
        case .person:
            step("finding the person")
            let study = try study(pixels, digest: digest)
            let subject = try study.subject(.person)
            alpha = try matte(of: subject, in: study)
            selection = Reply.Selection(what: people(max(1, study.scene.faces.count)), share: share(alpha))
        case .background:
            let (cutout, subject) = try cutout(of: pixels, digest: digest, step: step)
            alpha = Plane(width: cutout.alpha.width, height: cutout.alpha.height) { 1 - cutout.alpha[$0] }
            selection = Reply.Selection(what: "all but \(subject.what)", share: share(alpha))
        case .face:
            step("finding the face")
            let study = try study(pixels, digest: digest)
            guard !study.scene.faces.isEmpty else {
                throw ModelFailure.declined(.notFound("face", advice: nil))
            }
            alpha = study.scene.faceOvals(width: pixels.width, height: pixels.height)
            selection = Reply.Selection(
                what: study.scene.faces.count == 1 ? "face" : "\(study.scene.faces.count) faces", share: share(alpha))
        }
        return (alpha.mask, selection)
    }
}

extension Scene {
    /// Ovals around the faces, from hairline to chin, at a picture's size.
    fileprivate func faceOvals(width: Int, height: Int) -> Plane {
        let (scaleX, scaleY) = (Float(self.width) / Float(width), Float(self.height) / Float(height))
        return Plane(width: width, height: height) { i in
            let (x, y) = ((Float(i % width) + 0.5) * scaleX, (Float(i / width) + 0.5) * scaleY)
            let isInside = faces.contains { face in
                // The detector's box ends at the brows; a face goes on above it.
                let (dx, dy) = (
                    (x - face.centreX) / (0.62 * face.width),
                    (y - face.centreY + 0.1 * face.height) / (0.78 * face.height)
                )
                return dx * dx + dy * dy <= 1
            }
            return isInside ? 1 : 0
        }
    }
}

extension Plane {
    fileprivate var mask: PixelMask {
        PixelMask(
            width: width, height: height, values: values.map { UInt8(max(0, min(255, ($0 * 255).rounded()))) })
    }
}
