import Colorimetry
import ImageModels
import Pictures
import Wording

/// What of a picture an instruction means: a part of somebody, a thing, a colour, a place.
extension VisualEditor {
    /// What of the picture a target means.
    func part(
        meantBy target: Target, in pixels: PixelBuffer, digest: String?, step: (String) -> Void
    ) throws -> PartSelection {
        switch target {
        case .coloured(let family):
            let study = family.mayBeSkin ? try study(pixels, digest: digest) : nil
            step("finding the \(family.rawValue) parts")
            let skin = try study.map { try Skin($0.scene, besides: family).mask }
            let parts = ColouredParts(full: study?.picture ?? RGBPicture(pixels), family: family, skin: skin)
            let (alpha, endsAtEdges) = try parts.selected()
            return PartSelection(
                alpha: alpha, people: [], what: "\(family.rawValue) parts", note: nil, endsAtEdges: endsAtEdges)
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
            let kind = NounKind(of: thing == .subject ? subject.kind.thing ?? thing : thing)
            return try parts(of: subject, called: subject.kind.words(calling: thing), kind, now: now, in: study)
        case .object(let noun, let now):
            step("looking at the picture")
            let study = try study(pixels, digest: digest)
            step("finding the \(noun)")
            let (subject, what, _) = try whole(.object(noun), in: study)
            if now == nil,
                try ThingParts(scene: study.scene, mask: subject.mask, now: nil, kind: NounKind(of: noun))
                    .isOfSeveralThings()
            {
                throw ModelFailure.declined(
                    .unsure("what of the main subject is the \(noun): several things stand out", advice: Advice.mark))
            }
            return try parts(of: subject, called: what, NounKind(of: noun), now: now, in: study)
        case .marked(let noun, _):
            throw ModelFailure.declined(.unsure("where the \(noun) is", advice: Advice.mark))
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
            // The subject shrinks where the background grows.
            mending.steps.negate()
            defer { mending.steps.negate() }
            return try background(of: pixels, digest: digest, step: step)
        case .scenery(let scenery):
            step("looking at the picture")
            let study = try study(pixels, digest: digest)
            step("finding the \(scenery.rawValue)")
            let mask = try SceneryMask(study.scene).mask(of: scenery)
            let alpha = try Matte.alpha(of: mask, small: study.scene.small, full: study.picture, radius: 0.004)
            return PartSelection(alpha: alpha, people: [], what: scenery.rawValue, note: nil)
        case .rest(let target):
            mending.steps.negate()
            defer { mending.steps.negate() }
            let part = try part(meantBy: target, in: pixels, digest: digest, step: step)
            // All but what is behind somebody is somebody.
            let what = part.what.hasPrefix("all but ") ? String(part.what.dropFirst(8)) : "all but \(part.what)"
            return PartSelection(
                alpha: part.alpha.mapped { 1 - $0 }, people: [], what: what, note: part.note)
        }
    }

    /// The main colour of a thing, or the colour that it is said to have; all of an animal.
    func parts(
        of subject: Subject, called what: String, _ kind: NounKind = .other, now: NamedColour?, in study: Study
    ) throws -> PartSelection {
        let thing = ThingParts(scene: study.scene, mask: subject.mask, now: now, kind: kind)
        let parts = try thing.selected()
        if now == nil, try thing.isWithin(parts) {
            throw ModelFailure.declined(
                .unsure(
                    "whether what it holds is meant: the main colour is nowhere at the outline of the \(what)",
                    advice: Advice.mark))
        }
        let alpha = try matte(ofParts: parts, of: subject, in: study, radius: 0.004, band: 2)
        let isWhole = parts.values == subject.mask.values || kind == .animal && now == nil
        var selection = PartSelection(
            alpha: alpha, people: [], what: isWhole ? what : "main colour of the \(what)", note: nil,
            endsAtEdges: try isWhole || now != nil || thing.endsAtEdges(parts))
        if now == nil, 2 * parts.area < subject.mask.area {
            let percent = Int((100 * Double(parts.area) / Double(subject.mask.area)).rounded())
            selection.addNote(
                "that is \(percent) % of what stands out; for its other colours name them, such as \"make the white parts red\""
            )
        }
        return selection
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
            let garment = try ThingParts(scene: study.scene, mask: product.mask, now: now).selected()
            guard try isOneCloth(garment, of: product, in: study) else {
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
        var chosen = everybody.chosen(people)
        if let garment, let now, chosen.count > 1 {
            let wearing = try everybody.wearing(garment, most: now, of: chosen)
            chosen = wearing.isEmpty ? chosen : wearing
        }
        var masks: [Bitmap] = []
        var shares: [HairShare] = []
        var reason: PartMissing?
        var doubt: PartMissing?
        for index in chosen {
            try Task.checkCancellation()
            do {
                guard everybody.faces[index].width >= 16 else { throw PartMissing.faceTooSmall }
                let skin = SkinModel(lab: everybody.lab, face: everybody.coordinates[index])
                guard let garment else {
                    let hair = HairMask(people: everybody, index: index, skin: skin, now: now)
                    let mask = try taking(&doubt) { try hair.mask() }.intersected(with: intruders.inverted)
                    masks.append(mask)
                    shares.append(try hair.share(of: mask))
                    continue
                }
                let isShared = chosen.count == everybody.faces.count
                let own = try everybody.owned(by: index, shared: isShared)
                let cloth = GarmentMask(
                    people: everybody, index: index, garment: garment, now: now, own: own, isShared: isShared,
                    skin: skin)
                masks.append(try taking(&doubt) { try cloth.mask() }.intersected(with: intruders.inverted))
            } catch let missing as PartMissing {
                // Nobody wants two of three jackets red; one whose jacket is out of sight has none.
                guard missing.isAbsence || chosen.count == 1 else {
                    throw ModelFailure.declined(
                        .unsure(
                            "of everybody's \(word): \((doubt ?? missing).words)",
                            advice: Advice.namePerson(of: everybody.faces.count)))
                }
                reason = missing
            }
        }
        let isHair = garment == nil
        guard let first = masks.first else {
            let reason = reason ?? .noHair
            throw ModelFailure.declined(
                .unsure("of the \(word): \(reason.words)", advice: reason.advice(faces: everybody.faces.count)))
        }
        let all = masks.dropFirst().reduce(first) { $0.united(with: $1) }
        let named = garment.map(PersonPart.garment) ?? .hair
        if let doubt, !mending.taken.contains(named) {
            let whose = chosen.count == 1 ? "of the \(word)" : "of everybody's \(word)"
            throw ModelFailure.declined(
                .doubted(
                    Doubt(
                        what: "\(whose): \(doubt.words)",
                        advice: chosen.count == 1
                            ? doubt.advice(faces: everybody.faces.count) : Advice.namePerson(of: everybody.faces.count),
                        part: word, acceptance: named.acceptance, found: all.pixelMask)))
        }
        var alpha = try matte(
            ofParts: all,
            of: Subject(kind: subject.kind, mask: subject.mask.united(with: all), gates: subject.gates),
            in: study,
            radius: isHair ? 0.006 : 0.004,
            band: isHair ? 3 : 2
        )
        for share in shares { try share.write(into: &alpha, of: study.picture) }
        if isHair { alpha = alpha.without(eyesOf: chosen, in: study, of: pixels) }
        // A hundredth of hair is skin or wall, which would only turn a shade towards the new colour.
        if isHair { alpha = alpha.mapped { max(0, ($0 - 0.01) / 0.99) } }
        let isDark = median(all.values.indices.filter { all[$0] }.map { everybody.lab[$0].x }) < 0.45
        let count = masks.count < chosen.count ? "\(masks.count) of \(chosen.count) people" : self.people(masks.count)
        var selection = PartSelection(
            alpha: alpha,
            people: masks,
            what: "\(word) of \(count)",
            note: nil,
            isDark: isDark
        )
        if let doubt { selection.addNote("taken as found, though \(doubt.words)") }
        if masks.count < chosen.count, let reason {
            selection.addNote("recoloured \(masks.count) of \(chosen.count) people; for the others \(reason.words)")
        } else if chosen.count > 1 {
            selection.addNote(
                "\(chosen.count) people found; clothes and hair work best on one: say left, right or biggest"
            )
        }
        return selection
    }

    /// What was found, also where it is in doubt; then `doubt` becomes the reason, unless there is one already.
    private func taking(_ doubt: inout PartMissing?, _ find: () throws -> Bitmap) throws -> Bitmap {
        do {
            return try find()
        } catch let inDoubt as PartInDoubt {
            guard let found = inDoubt.found else { throw inDoubt.reason }
            doubt = doubt ?? inDoubt.reason
            return found
        }
    }

    /// The matte of a part, which may reach hardly beyond the subject's.
    private func matte(
        ofParts parts: Bitmap, of subject: Subject, in study: Study, radius: Double, band: Float
    ) throws -> Plane {
        try Matte.alpha(
            of: parts, small: study.scene.small, full: study.picture, radius: radius, band: band, within: subject.mask)
    }
}

extension PeopleInScene {
    /// Those of several people whose garment has a colour as much as any of theirs has: beside a white shirt a pale blue one is
    /// none.
    fileprivate func wearing(_ garment: Garment, most now: NamedColour, of chosen: [Int]) throws -> [Int] {
        let goal = OKLab.of(now)
        var distances: [(index: Int, distance: Float)] = []
        for index in chosen where faces[index].width >= 16 {
            let skin = SkinModel(lab: lab, face: coordinates[index])
            let cloth = GarmentMask(
                people: self, index: index, garment: garment, now: now, own: try owned(by: index, shared: false),
                isShared: false, skin: skin)
            var found: Bitmap?
            do {
                found = try cloth.mask()
            } catch let doubt as PartInDoubt {
                found = doubt.found
            } catch is PartMissing {}
            let colours = found.map { found in lab.indices.filter { found[$0] }.map { lab[$0] } } ?? []
            guard !colours.isEmpty else { continue }
            // How light it is says less: one stands in the light and another in the shade.
            distances.append((index, median(colours).squaredDistance(to: goal, weights: Lab(0.3, 2, 2)).squareRoot()))
        }
        let nearest = distances.map(\.distance).min() ?? 0
        return distances.filter { $0.distance < nearest + 0.04 }.map(\.index)
    }
}

extension PartMissing {
    fileprivate func advice(faces: Int) -> String {
        switch self {
        case .endsUnclear, .joinsClothes, .maybeHat: Advice.mark
        case .cutOtherwise: Advice.nameGarment
        case .notThatColour: Advice.leaveColour
        default: faces > 1 ? Advice.namePerson(of: faces) : Advice.whatElse
        }
    }
}

extension Bitmap {
    fileprivate var pixelMask: PixelMask {
        PixelMask(width: width, height: height, values: values.map { $0 == 0 ? 0 : 255 })
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
    /// Whether another colour would end where something ends.
    var endsAtEdges = true

    mutating func addNote(_ text: String) { note = note.map { "\($0); \(text)" } ?? text }
}

extension Plane {
    /// Dark eyes below a fringe are as dark as hair, and no place of 33 x 33 is small enough to tell them.
    fileprivate func without(eyesOf people: [Int], in study: Study, of pixels: PixelBuffer) -> Plane {
        var eyes = PolygonMask(pixels, scene: study.scene)
        for index in people {
            guard let mesh = study.scene.meshes[index] else { continue }
            eyes.fill(mesh.eyes, feather: 0.02 * study.scene.faces[index].width)
        }
        let open = eyes.alpha
        return Plane(width: width, height: height) { self[$0] * (1 - open[$0]) }
    }
}
