package import ImageModels
package import Pictures
package import Wording

/// What words name in a picture, without editing it.
package enum Selectable: Sendable, Equatable {
    case part(Target)
    case person, face, background
}

extension VisualEditor {
    /// How much each pixel belongs to what is named. Throws `ModelFailure.declined` where it can't be found surely.
    package func select(
        _ selectable: Selectable, in pixels: PixelBuffer, digest: String? = nil, mending: Mending = Mending(),
        step: @Sendable (String) -> Void = { _ in }
    ) async throws -> (PixelMask, Reply.Selection) {
        try Task.checkCancellation()
        self.mending = mending
        defer { self.mending = Mending() }
        let alpha: Plane
        let selection: Reply.Selection
        switch selectable {
        case .part(let target):
            let part = try mended(part(meantBy: target, in: pixels, digest: digest, step: step), of: target) {
                try study(pixels, digest: digest)
            }
            alpha = part.alpha
            selection = Reply.Selection(what: part.what, share: share(part.alpha), note: part.note)
        case .person:
            step("finding the person")
            let study = try study(pixels, digest: digest)
            let subject = try study.subject(.person)
            alpha = try matte(of: subject, in: study)
            selection = Reply.Selection(what: people(max(1, study.scene.faces.count)), share: share(alpha))
        case .background:
            let background = try background(of: pixels, digest: digest, step: step)
            alpha = background.alpha
            selection = Reply.Selection(what: background.what, share: share(alpha))
        case .face:
            let face = try face(of: .all, in: pixels, digest: digest, step: step)
            alpha = face.alpha
            selection = Reply.Selection(what: face.what, share: share(alpha), note: face.note)
        }
        return (alpha.mask, selection)
    }
}

extension Plane {
    fileprivate var mask: PixelMask {
        PixelMask(
            width: width, height: height, values: values.map { UInt8(max(0, min(255, ($0 * 255).rounded()))) })
    }
}
