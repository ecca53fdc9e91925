import Colorimetry
package import ImageModels
package import Pictures
package import Wording

/// The edits that depend on what is in the picture: recolouring, stickers and backgrounds.
///
/// Remembers what it found in the last few pictures, so a second instruction on the same picture takes about half the
/// time. Runs on a thread of its own and checks for cancellation between its steps.
package actor VisualEditor {
    private let executor = VisionExecutor()
    private var networks: Networks?
    /// The latest last.
    private var studies: [(digest: String, study: Study)] = []
    /// What is said of the selections of the edit under way.
    var mending = Mending()

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init() {}

    /// Carries out `.recolour`, `.sticker` or `.background`.
    ///
    /// What is recoloured is looked for in `seen`, the picture before other edits changed its colours, and takes its folds from
    /// `unpainted`.
    ///
    /// `digest` names that picture (any text that only equal pixels share); without it nothing is remembered. `step`
    /// hears a few words for a person as each step begins. `region` is what was marked by hand: what is named there needs no
    /// face, and is the main colour of what stands out where it can't be found otherwise. `mending` is what is said of what is
    /// selected besides. Throws `ModelFailure` or `CancellationError`.
    package func apply(
        _ edit: LocalEdit,
        to pixels: PixelBuffer,
        seen: PixelBuffer? = nil,
        from unpainted: Unpainted? = nil,
        digest: String? = nil,
        references: [PixelBuffer] = [],
        region: PixelMask? = nil,
        mending: Mending = Mending(),
        step: @Sendable (String) -> Void = { _ in }
    ) async throws -> (PixelBuffer, Reply.Selection?) {
        try Task.checkCancellation()
        self.mending = mending
        defer { self.mending = Mending() }
        switch edit {
        case .recolour(let target, let colour):
            return try recolour(
                target, to: colour, in: pixels, seen: seen ?? pixels, from: unpainted, digest: digest, region: region,
                step: step)
        case .sticker(let whole, let edge):
            let (cutout, selection) = try cutout(of: pixels, whole: whole, digest: digest, step: step)
            step("cutting out the sticker")
            return (try Sticker(cutout: cutout, edge: edge).made(), selection)
        case .background(let background, let whole):
            return try replaceBackground(
                background,
                behind: whole,
                of: pixels,
                digest: digest,
                references: references,
                step: step
            )
        case .tone, .tint, .duotone, .geometry, .crop, .straighten, .shadow, .remove, .selecting, .taking, .afterwards,
            .fading, .startingOver:
            throw ModelFailure.broken(detail: "not an edit of what is in the picture")
        }
    }

    // MARK: What is in the picture

    func study(_ pixels: PixelBuffer, digest: String?) throws -> Study {
        if let digest, let index = studies.firstIndex(where: { $0.digest == digest }) {
            let known = studies.remove(at: index)
            studies.append(known)
            return known.study
        }
        let networks = try self.networks ?? Networks()
        self.networks = networks
        let study = try Study(pixels, networks: networks)
        if let digest { studies = studies.suffix(2) + [(digest, study)] }
        return study
    }

    func matte(of subject: Subject, in study: Study) throws -> Plane {
        try Matte.alpha(of: subject.mask, small: study.scene.small, full: study.picture)
    }

    /// What is meant, lifted off; or the picture itself if it was cut out before.
    func cutout(
        of pixels: PixelBuffer,
        whole: Whole = .subject,
        digest: String?,
        step: (String) -> Void
    ) throws -> (Cutout, Reply.Selection) {
        guard mending.steps == 0 || !pixels.isCutOut else {
            throw ModelFailure.declined(.notFound("an edge that could be moved", advice: Advice.cutOutAlready))
        }
        if pixels.isCutOut, whole.isAllThatIsThere {
            let cutout = Cutout(cutOut: pixels)
            return (cutout, Reply.Selection(what: Subject.Kind.cutOut.words, share: share(cutout.alpha)))
        }
        step("looking at the picture")
        let study = try study(pixels, digest: digest)
        step("finding the subject")
        let (subject, what, note) = try self.whole(whole, in: study)
        if pixels.isCutOut {
            let cutout = Cutout(cutOut: pixels)
            return (cutout, Reply.Selection(what: Subject.Kind.cutOut.words, share: share(cutout.alpha)))
        }
        step("finding its edge")
        let alpha = try mended(matte(of: subject, in: study), in: study)
        let cutout = try Cutout(study.picture, alpha: alpha)
        return (cutout, Reply.Selection(what: what, share: share(alpha), note: note))
    }

    // MARK: Edits

    private func replaceBackground(
        _ background: Background,
        behind whole: Whole,
        of pixels: PixelBuffer,
        digest: String?,
        references: [PixelBuffer],
        step: (String) -> Void
    ) throws -> (PixelBuffer, Reply.Selection?) {
        if pixels.isCutOut {
            switch background {
            case .transparent, .blurred:
                let advice = "It is cut out already; give it a new one, such as \"replace the background with white\"."
                throw ModelFailure.declined(.notFound("background", advice: advice))
            case .studioWall, .colour, .gradient, .reference: break
            }
        }
        if case .reference(let index) = background, !references.indices.contains(index) {
            throw ModelFailure.declined(.incomplete(missing: "a picture for the background"))
        }
        let (cutout, selection) = try cutout(of: pixels, whole: whole, digest: digest, step: step)
        step("changing the background")
        let backdrop = Backdrop(cutout: cutout)
        let result: PixelBuffer =
            switch background {
            case .studioWall(let colour): try backdrop.studioWall(colour)
            case .colour(let colour): try backdrop.plain(colour)
            case .transparent: cutout.transparent()
            case .gradient(let top, let bottom): try backdrop.gradient(top, bottom)
            case .reference(let index): try backdrop.picture(references[index])
            case .blurred(let strength): try backdrop.blurred(strength)
            }
        return (result, selection)
    }

    private func recolour(
        _ target: Target,
        to colour: NamedColour,
        in pixels: PixelBuffer,
        seen: PixelBuffer,
        from unpainted: Unpainted?,
        digest: String?,
        region: PixelMask?,
        step: (String) -> Void
    ) throws -> (PixelBuffer, Reply.Selection?) {
        var selected: PartSelection
        do {
            selected = try mended(part(meantBy: target, in: seen, digest: digest, step: step), of: target) {
                try study(seen, digest: digest)
            }
            if !selected.endsAtEdges {
                let ends = target.isToldByColourAlone ? "\(selected.what) end: they go" : "main colour ends: it goes"
                throw ModelFailure.declined(
                    .unsure("where the \(ends) over into other colours", advice: Advice.mark))
            }
            // What stands out most is no drum because a drum was marked beside it.
            if case .object(let noun, _) = target, let region, !selected.lies(in: region) {
                throw ModelFailure.declined(.unsure("where the \(noun) is", advice: Advice.mark))
            }
        } catch let refusal as ModelFailure {
            guard refusal.saysUnfound, let region, !refusal.asksAboutOne(in: region),
                let found = try marked(region, as: target, after: refusal, in: study(seen, digest: digest)),
                try !contradicts(found, refusal, in: region)
            else { throw refusal }
            selected = found
        }
        if case .garment = target, colour.isNearlyWhite, selected.isDark {
            selected.addNote("white on dark cloth loses folds")
        }
        step("recolouring")
        try Task.checkCancellation()
        var isCloth = false
        var alone: RGBPicture?
        switch target {
        case .garment: isCloth = true
        // What lies behind single hairs keeps its colour.
        case .hair:
            alone = try ForegroundColours(
                estimatedIn: RGBPicture(unpainted?.pixels ?? pixels), alpha: selected.alpha
            ).whole()
        default: break
        }
        let result = try Recolour(to: colour).apply(
            to: pixels, from: unpainted, alpha: selected.alpha, people: selected.people, isCloth: isCloth, alone: alone)
        let selection = Reply.Selection(what: selected.what, share: share(selected.alpha), note: selected.note)
        return (result, selection)
    }

    func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }

    func share(_ alpha: Plane) -> Double {
        alpha.values.reduce(0) { $0 + Double($1) } / Double(alpha.values.count)
    }
}

extension NamedColour {
    fileprivate var isNearlyWhite: Bool {
        let lab = OKLab.of(self)
        return lab.x > 0.9 && lab.chroma < 0.05
    }
}
