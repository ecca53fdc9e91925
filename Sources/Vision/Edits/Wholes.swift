import ImageModels
import Pictures
import Wording

/// What an instruction wants lifted off, found in a picture.
extension VisualEditor {
    /// The subject that is meant, how it is called, and what there is to say about it.
    ///
    /// Throws `ModelFailure.declined` where it is not there, where it is not clear which of several is meant, and where
    /// one person can't be parted from the others.
    func whole(_ whole: Whole, in study: Study) throws -> (Subject, what: String, note: String?) {
        switch whole {
        case .subject:
            let subject = try study.subject(.main)
            let faces = study.scene.faces.count
            return (subject, subject.kind == .person && faces > 0 ? people(faces) : subject.kind.words, nil)
        case .thing(let thing):
            let subject = try study.subject(.thing(thing))
            return (subject, subject.kind.words(calling: thing), nil)
        case .object(let noun):
            let subject = try named(noun) { try study.subject(.main) }
            if NounKind(of: noun) == .worn, subject.kind == .person || !study.scene.faces.isEmpty {
                throw ModelFailure.declined(
                    .unsure(
                        "where the \(noun) \(noun.isPlural ? "are" : "is"), which somebody may have on",
                        advice: Advice.markAndSay))
            }
            guard subject.kind.mayBeCalled(noun) else {
                throw ModelFailure.declined(.notFound(noun, advice: Advice.mayBeThere))
            }
            if try study.scene.showsAnother(than: NounKind(of: noun), in: subject.mask) {
                throw ModelFailure.declined(.unsure("what of the main subject is the \(noun)", advice: Advice.mark))
            }
            return (subject, "main subject, taken to be the \(noun)", nil)
        case .people(let which):
            try askWhich(which, in: study)
            let subject = try study.subject(.people)
            let faces = study.scene.faces
            guard faces.count > 1, which != .all, which != .both else {
                return (subject, people(max(1, faces.count)), nil)
            }
            return (try one(which, of: subject, in: study), "\(which.rawValue) person of \(faces.count)", nil)
        }
    }

    /// What is looked for by a name that no network knows is called by it in a refusal, and not by what it was taken for.
    private func named(_ noun: String, _ subject: () throws -> Subject) throws -> Subject {
        do {
            return try subject()
        } catch ModelFailure.declined(.unsure(let what, let advice)) {
            let end = noun.isPlural ? "end" : "ends"
            throw ModelFailure.declined(
                .unsure(what.replacing(#/^where the .*? ends/#, with: "where the \(noun) \(end)"), advice: advice))
        }
    }

    /// Throws `ModelFailure.declined` where one of several is meant and nothing tells which.
    func askWhich(_ people: People, in study: Study) throws {
        let scene = study.scene
        // Who says "left" sees two.
        if people.isOneOfSeveral, scene.faces.count == 1 {
            throw ModelFailure.declined(
                .unsure("which the \(people.rawValue) one is: one face shows clearly", advice: Advice.mark))
        }
        if people == .both, scene.faces.count != 2 {
            let count = scene.faces.count == 1 ? "one face shows" : "\(scene.faces.count) faces show"
            throw ModelFailure.declined(.unsure("who both of them are: \(count) clearly", advice: Advice.nameBoth))
        }
        guard people == .someone, scene.faces.count > 1 else { return }
        let everybody = try PeopleInScene(scene: scene, mask: Bitmap(width: scene.width, height: scene.height))
        // Of four or more the others have no name.
        let named: [People] = scene.faces.count == 2 ? [.left, .right] : [.left, .middle, .right, .biggest]
        var seen: Set<Int> = []
        let candidates = named.compactMap { which -> Candidate? in
            guard let index = everybody.chosen(which).first, seen.insert(index).inserted else { return nil }
            let face = scene.faces[index]
            let (w, h) = (Float(scene.width), Float(scene.height))
            // The whole head.
            let (x0, y0) = (max(0, face.x0 - 0.25 * face.width), max(0, face.y0 - 0.6 * face.height))
            let (x1, y1) = (min(w, face.x1 + 0.25 * face.width), min(h, face.y1 + 0.2 * face.height))
            return Candidate(
                words: which.words, x: Double(x0 / w), y: Double(y0 / h), width: Double((x1 - x0) / w),
                height: Double((y1 - y0) / h))
        }
        throw ModelFailure.declined(.which(candidates))
    }

    /// One person alone: only where nobody else is in the same piece of the mask, since nothing tells where people who
    /// touch each other part.
    private func one(_ which: People, of subject: Subject, in study: Study) throws -> Subject {
        let everybody = try PeopleInScene(scene: study.scene, mask: subject.mask)
        let parts = try subject.mask.components()
        func label(of face: Face) -> Int32 {
            let (x, y) = (
                clamp(Int(face.centreX), 0, subject.mask.width - 1),
                clamp(Int(face.centreY), 0, subject.mask.height - 1)
            )
            return parts.labels[y * subject.mask.width + x]
        }
        guard let index = everybody.chosen(which).first, case let own = label(of: everybody.faces[index]), own > 0,
            everybody.faces.indices.allSatisfy({ $0 == index || label(of: everybody.faces[$0]) != own })
        else {
            throw ModelFailure.declined(
                .unsure(
                    "where the \(which.rawValue) person ends", advice: Advice.mark)
            )
        }
        let mask = Bitmap(width: subject.mask.width, height: subject.mask.height) { parts.labels[$0] == own }
        return Subject(kind: .person, mask: mask, gates: subject.gates)
    }
}

extension People {
    /// Whether the word says that there are several.
    fileprivate var isOneOfSeveral: Bool { self == .left || self == .middle || self == .right }
}

extension Subject.Kind {
    /// Whether a thing that no network knows by name may be this one.
    fileprivate func mayBeCalled(_ noun: String) -> Bool {
        switch self {
        case .person: false
        case .thing(let thing): NounKind(of: noun).mayBe(NounKind(of: thing))
        case .salient, .cutOut: true
        }
    }
}

extension Scene {
    /// Whether a mask shows things of two classes, of which one can't be such a thing: a cat beside a mug.
    fileprivate func showsAnother(than noun: NounKind, in mask: Bitmap) throws -> Bool {
        var found: [Thing] = []
        for (index, thing) in ClassProbabilities.things.enumerated() where classes.shares[index] > 0.01 {
            guard let thing else { continue }
            let plane = try classes.plane(index, width: width, height: height)
            let shared = mask.values.indices.count { mask[$0] && plane[$0] > 0.5 }
            if 5 * shared > mask.area { found.append(thing) }
        }
        return found.count > 1
            && found.contains { $0 == .person ? noun != .likeness : !noun.mayBe(NounKind(of: $0)) }
    }
}

extension Whole {
    /// Whether a picture that was cut out before shows nothing else.
    var isAllThatIsThere: Bool {
        switch self {
        case .subject, .thing, .object, .people(.all): true
        case .people: false
        }
    }
}

extension PixelBuffer {
    /// Whether its alpha says where the subject ends. A few soft pixels in an opaque picture say nothing.
    var isCutOut: Bool {
        guard hasAlpha else { return false }
        var seenThrough = 0
        for i in 0..<pixelCount where bytes[4 * i + 3] < 128 { seenThrough += 1 }
        return seenThrough > max(1, pixelCount / 1000)
    }
}
