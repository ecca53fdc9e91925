package import ImageModels
package import Pictures

/// The edits that depend on what is in the picture: recolouring, stickers and backgrounds.
///
/// Remembers what it found in the last few pictures, so a second instruction on the same picture takes about half the
/// time. Runs on a thread of its own and checks for cancellation between its steps.
package actor VisualEditor {
    private let executor = VisionExecutor()
    private var networks: Networks?
    /// The latest last.
    private var studies: [(digest: String, study: Study)] = []

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init() {}

    /// Carries out `.recolour`, `.sticker` or `.background`.
    ///
    /// `digest` names the picture (any text that only equal pixels share); without it nothing is remembered. `step`
    /// hears a few words for a person as each step begins. `region` is what was marked by hand: what is named there needs no
    /// face, and is the main colour of what stands out where it can't be found otherwise. Throws `ModelFailure` or `CancellationError`.
    package func apply(
        _ edit: LocalEdit,
        to pixels: PixelBuffer,
        digest: String? = nil,
        references: [PixelBuffer] = [],
        region: PixelMask? = nil,
        step: @Sendable (String) -> Void = { _ in }
    ) async throws -> (PixelBuffer, Reply.Selection?) {
        try Task.checkCancellation()
        switch edit {
        case .recolour(let target, let colour):
            return try recolour(target, to: colour, in: pixels, digest: digest, region: region, step: step)
        case .sticker(let whole):
            let (cutout, selection) = try cutout(of: pixels, whole: whole, digest: digest, step: step)
            step("cutting out the sticker")
            return (try Sticker(cutout: cutout).made(), selection)
        case .background(let background, let whole):
            return try replaceBackground(
                background,
                behind: whole,
                of: pixels,
                digest: digest,
                references: references,
                step: step
            )
        case .tone, .tint, .geometry, .crop, .straighten, .shadow, .remove:
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
        let alpha = try matte(of: subject, in: study)
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
        digest: String?,
        region: PixelMask?,
        step: (String) -> Void
    ) throws -> (PixelBuffer, Reply.Selection?) {
        var selected: PartSelection
        do {
            selected = try part(meantBy: target, in: pixels, digest: digest, step: step)
        } catch let refusal as ModelFailure {
            guard refusal.saysUnfound, let region,
                let found = try marked(region, as: target, in: study(pixels, digest: digest))
            else { throw refusal }
            selected = found
        }
        if case .garment = target, colour.isNearlyWhite, selected.isDark {
            selected.addNote("white on dark cloth loses folds")
        }
        step("recolouring")
        try Task.checkCancellation()
        let result = try Recolour(to: colour).apply(to: pixels, alpha: selected.alpha, people: selected.people)
        let selection = Reply.Selection(what: selected.what, share: share(selected.alpha), note: selected.note)
        return (result, selection)
    }

    /// What of the picture a target means.
    func part(
        meantBy target: Target, in pixels: PixelBuffer, digest: String?, step: (String) -> Void
    ) throws -> PartSelection {
        switch target {
        case .coloured(let family):
            step("finding the \(family.rawValue) parts")
            let alpha = try ColouredParts(full: RGBPicture(pixels), family: family).alpha()
            return PartSelection(alpha: alpha, people: [], what: "\(family.rawValue) parts", note: nil)
        case .thing(let thing, let now):
            step("looking at the picture")
            let study = try study(pixels, digest: digest)
            step("finding the \(thing.rawValue)")
            let subject = try study.subject(.thing(thing))
            if subject.kind == .person, !study.scene.faces.isEmpty {
                // Nobody wants a blue face.
                var clothes = try part(
                    "clothes", garment: .clothes, of: .all, now: now, in: pixels, digest: digest, step: step)
                clothes.addNote("taken to mean the clothes")
                return clothes
            }
            return try parts(of: subject, called: subject.kind.words, now: now, in: study)
        case .object(let noun, let now):
            step("looking at the picture")
            let study = try study(pixels, digest: digest)
            step("finding the \(noun)")
            let (subject, what, _) = try whole(.object(noun), in: study)
            return try parts(of: subject, called: what, now: now, in: study)
        case .hair(let people, let now):
            return try part("hair", garment: nil, of: people, now: now, in: pixels, digest: digest, step: step)
        case .garment(let garment, let people, let now):
            return try part(
                garment.rawValue, garment: garment, of: people, now: now, in: pixels, digest: digest, step: step)
        case .face(let people):
            return try face(of: people, in: pixels, digest: digest, step: step)
        case .feature(let feature, let people):
            return try self.feature(feature, of: people, in: pixels, digest: digest, step: step)
        case .whole(let whole):
            let (cutout, found) = try cutout(of: pixels, whole: whole, digest: digest, step: step)
            return PartSelection(alpha: cutout.alpha, people: [], what: found.what, note: found.note)
        case .background:
            return try background(of: pixels, digest: digest, step: step)
        case .scenery(let scenery):
            step("looking at the picture")
            let study = try study(pixels, digest: digest)
            step("finding the \(scenery.rawValue)")
            let mask = try SceneryMask(study.scene).mask(of: scenery)
            let alpha = try Matte.alpha(of: mask, small: study.scene.small, full: study.picture, radius: 0.004)
            return PartSelection(alpha: alpha, people: [], what: scenery.rawValue, note: nil)
        case .rest(let target):
            let part = try part(meantBy: target, in: pixels, digest: digest, step: step)
            return PartSelection(
                alpha: part.alpha.mapped { 1 - $0 }, people: [], what: "all but \(part.what)", note: part.note)
        }
    }

    /// The main colour of a thing, or the colour that it is said to have.
    func parts(
        of subject: Subject, called what: String, now: NamedColour?, in study: Study
    ) throws -> PartSelection {
        let parts = try ThingParts(scene: study.scene, mask: subject.mask, now: now).selected()
        let alpha = try matte(ofParts: parts, of: subject, in: study, radius: 0.004, band: 2)
        let isWhole = parts.values == subject.mask.values
        return PartSelection(
            alpha: alpha, people: [], what: isWhole ? what : "main colour of the \(what)", note: nil)
    }

    /// Hair (no garment), or a garment, of the people meant.
    private func part(
        _ word: String,
        garment: Garment?,
        of people: People,
        now: NamedColour?,
        in pixels: PixelBuffer,
        digest: String?,
        step: (String) -> Void
    ) throws -> PartSelection {
        step("looking at the picture")
        let study = try study(pixels, digest: digest)
        guard !study.scene.faces.isEmpty else {
            guard garment != nil, people == .all, let product = try productShot(in: study) else {
                throw ModelFailure.declined(.notFound("face", advice: Advice.whatElse))
            }
            return try parts(of: product, called: "main subject, taken to be the \(word)", now: now, in: study)
        }
        try askWhich(people, in: study)
        step("finding the person")
        let subject = try study.subject(.person)
        step("finding the \(word)")
        let everybody = try PeopleInScene(scene: study.scene, mask: subject.mask)
        // Colours are learnt from all that the cut took along; what is selected is the people's own.
        let theirOwn = try subject.mask.withoutIntruders(in: study.scene)
        let intruders = subject.mask.intersected(with: theirOwn.inverted)
        let chosen = everybody.chosen(people)
        var masks: [Bitmap] = []
        var reason: PartMissing?
        for index in chosen {
            try Task.checkCancellation()
            do {
                masks.append(
                    try mask(
                        of: garment, now: now, index: index, in: everybody,
                        shared: chosen.count == everybody.faces.count
                    )
                    .intersected(with: intruders.inverted)
                )
            } catch let missing as PartMissing {
                // Nobody wants two of three jackets red; one whose jacket is out of sight has none.
                guard missing.isAbsence || chosen.count == 1 else {
                    throw ModelFailure.declined(
                        .unsure("everybody's \(word): \(missing.words)", advice: Advice.namePerson))
                }
                reason = missing
            }
        }
        guard let first = masks.first else {
            let advice =
                switch reason {
                case .endsUnclear, .maybeHat: Advice.mark
                default: everybody.faces.count > 1 ? Advice.namePerson : Advice.whatElse
                }
            throw ModelFailure.declined(.unsure("\(word): \((reason ?? .noHair).words)", advice: advice))
        }
        let all = masks.dropFirst().reduce(first) { $0.united(with: $1) }
        let isHair = garment == nil
        let alpha = try matte(
            ofParts: all,
            of: Subject(kind: subject.kind, mask: subject.mask.united(with: all), gates: subject.gates),
            in: study,
            radius: isHair ? 0.006 : 0.004,
            band: isHair ? 3 : 2
        )
        let isDark = median(all.values.indices.filter { all[$0] }.map { everybody.lab[$0].x }) < 0.45
        let count = masks.count < chosen.count ? "\(masks.count) of \(chosen.count) people" : self.people(masks.count)
        var selection = PartSelection(
            alpha: alpha,
            people: masks,
            what: "\(word) of \(count)",
            note: nil,
            isDark: isDark
        )
        if masks.count < chosen.count, let reason {
            selection.addNote("recoloured \(masks.count) of \(chosen.count) people; for the others \(reason.words)")
        } else if chosen.count > 1 {
            selection.addNote(
                "\(chosen.count) people found; clothes and hair work best on one: say left, right or biggest"
            )
        }
        return selection
    }

    private func mask(
        of garment: Garment?, now: NamedColour?, index: Int, in people: PeopleInScene, shared: Bool
    ) throws -> Bitmap {
        guard people.faces[index].width >= 16 else { throw PartMissing.faceTooSmall }
        let skin = SkinModel(lab: people.lab, face: people.coordinates[index])
        guard let garment else { return try HairMask(people: people, index: index, skin: skin, now: now).mask() }
        let own = try people.owned(by: index, shared: shared)
        return try GarmentMask(
            people: people, index: index, garment: garment, now: now, own: own, isShared: shared, skin: skin
        ).mask()
    }

    /// The matte of a part, which may reach hardly beyond the subject's.
    private func matte(
        ofParts parts: Bitmap,
        of subject: Subject,
        in study: Study,
        radius: Double,
        band: Float
    ) throws -> Plane {
        var alpha = try Matte.alpha(
            of: parts,
            small: study.scene.small,
            full: study.picture,
            radius: radius,
            band: band
        )
        let whole = try matte(of: subject, in: study)
        for i in alpha.values.indices where alpha[i] > 0 { alpha[i] = min(alpha[i], min(1, 1.1 * whole[i])) }
        return alpha
    }

    func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }

    func share(_ alpha: Plane) -> Double {
        alpha.values.reduce(0) { $0 + Double($1) } / Double(alpha.values.count)
    }
}

/// What a recolour is confined to, found.
struct PartSelection {
    var alpha: Plane
    /// The selection of each person, at the small size.
    var people: [Bitmap]
    var what: String
    var note: String?
    var isDark = false

    mutating func addNote(_ text: String) { note = note.map { "\($0); \(text)" } ?? text }
}

extension NamedColour {
    fileprivate var isNearlyWhite: Bool {
        let lab = OKLab.of(self)
        return lab.x > 0.9 && lab.chroma < 0.05
    }
}
