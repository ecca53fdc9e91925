import CVision
import Colorimetry
import ImageModels
import Pictures
import Wording

extension VisualEditor {
    /// What was marked by hand and named besides: what was found there and is in doubt only at its end, else the main colour of
    /// what stands out there, or of a surface or a person that was marked; `nil` for what is no matter of colour, and where it
    /// can't be that part. Throws `ModelFailure.declined` where neither a thing nor a surface is clear.
    ///
    /// Of somebody's hair or clothes the face is none, nor is other skin.
    func marked(
        _ region: PixelMask, as target: Target, after refusal: ModelFailure, in study: Study
    ) throws -> PartSelection? {
        guard let (what, now) = target.named else { return nil }
        let scene = study.scene
        let marked = try region.plane.resized(width: scene.width, height: scene.height, byArea: true).bitmap {
            $0 > 0.5
        }
        // A thing that was named is nobody's face; what is called "it", and what belongs to a face, may be.
        let isOfSomebody = what.isEmpty || NounKind.isOfSomebody(what) || target.isToldByColourAlone
        let bare = target.part == nil && isOfSomebody ? nil : try MarkedPeople(scene, in: marked)
        if target.part == .hair, bare?.hasFaces == true {
            guard case .declined(.doubted(let doubt)) = refusal, doubt.found.width == scene.width else { return nil }
            let found = Bitmap(width: scene.width, height: scene.height) { doubt.found.values[$0] > 127 && marked[$0] }
            guard found.area > 0 else { return nil }
            let alpha = try Matte.alpha(of: found, small: scene.small, full: study.picture, radius: 0.004)
            return PartSelection(alpha: alpha, people: [], what: "hair in the region", note: nil)
        }
        let cloth = bare.map { marked.intersected(with: $0.skin.inverted) } ?? marked
        func unclear() -> ModelFailure {
            .declined(
                .unsure("what in the region is \(what.isEmpty ? "meant" : "the \(what)")", advice: Advice.markAlone))
        }
        let isSurface = NounKind.isSurface(what)
        let thing = target.part == nil && !isSurface ? try MarkedThing(scene, in: marked) : nil
        var isSomebody = false
        if let thing, now == nil {
            switch try thing.found() {
            case .thing(let mask):
                let own = mask.intersected(with: cloth)
                let found = Subject(kind: .salient, mask: own, gates: nil)
                // Glasses have a face behind them.
                guard try isOfSomebody || 2 * own.area > mask.area && thing.ends(own) else { throw unclear() }
                var selection = try parts(of: found, called: what, target.kind, now: nil, in: study)
                selection.what = "what stands out in the region" + (what.isEmpty ? "" : ", taken to be the \(what)")
                return selection
            case .surface: break
            case .person: isSomebody = true
            case .unclear: throw unclear()
            }
        }
        var mask = cloth
        if let subject = try? study.subject(.main).mask.intersected(with: cloth), 10 * subject.area > marked.area {
            mask = subject
        }
        if !isOfSomebody, target.part == nil, 2 * cloth.area < marked.area { throw unclear() }
        if isSomebody, !what.isEmpty, try thing?.ends(mask) == false { throw unclear() }
        let subject = Subject(kind: .salient, mask: mask, gates: nil)
        var selection = try parts(of: subject, called: what, now: now, in: study)
        selection.what = "main colour of the region" + (what.isEmpty ? "" : ", taken to be the \(what)")
        return selection
    }

    /// Whether a part that was found and is in doubt lies in what was marked, and is not what would be selected for it there: the
    /// jacket of somebody who was marked from head to foot is no hair.
    func contradicts(_ selection: PartSelection, _ refusal: ModelFailure, in region: PixelMask) throws -> Bool {
        guard case .declined(.doubted(let doubt)) = refusal else { return false }
        let (width, height) = (doubt.found.width, doubt.found.height)
        let marked = try region.plane.resized(width: width, height: height, byArea: true).bitmap { $0 > 0.5 }
        let found = Bitmap(width: width, height: height) { doubt.found.values[$0] > 127 }.intersected(with: marked)
        let selected = try selection.alpha.resized(width: width, height: height, byArea: true).bitmap { $0 > 0.5 }
        return found.area > 0 && 5 * found.intersected(with: selected).area < 2 * selected.area
    }
}

/// The people whose faces were marked.
private struct MarkedPeople {
    /// Their faces, and what goes on from there in the skin's colour.
    let skin: Bitmap
    let hasFaces: Bool

    init(_ scene: Scene, in marked: Bitmap) throws {
        let lab = try scene.smoothLab.get()
        var skin = Bitmap(width: scene.width, height: scene.height)
        var hasFaces = false
        for (index, face) in scene.faces.enumerated() {
            let c = face.coordinates(width: scene.width, height: scene.height)
            let model = SkinModel(lab: lab, face: c)
            var (all, seen) = (0, 0)
            for i in skin.values.indices where abs(c.u[i]) < 1.6 && abs(c.v[i]) < 1.6 {
                let ratio = scene.meshes[index]?.ratio(x: i % scene.width, y: i / scene.width)
                let isFace = ratio.map { $0 < 1.04 } ?? c.isInEllipse(i, 0.5, 0.62)
                if isFace {
                    all += 1
                    if marked[i] { seen += 1 }
                }
                let isSkin = model.distance(lab[i]) < 9 && model.lightnessDistance(lab[i]) < 0.3
                if isFace || isSkin && c.isInEllipse(i, 0.8, 1.5, centre: 0.1) { skin[i] = true }
            }
            hasFaces = hasFaces || 4 * seen > all
        }
        self.skin = try skin.morphed(VisionDilate, radius: 1)
        self.hasFaces = hasFaces
    }
}

extension PixelMask {
    fileprivate var plane: Plane { Plane(width: width, height: height) { Float(values[$0]) / 255 } }
}

extension Target {
    fileprivate var kind: NounKind {
        switch self {
        case .thing(let thing, _): NounKind(of: thing)
        case .object(let noun, _), .marked(let noun, _): NounKind(of: noun)
        default: .other
        }
    }

    /// How it is called, and the colour that it is said to have.
    fileprivate var named: (String, NamedColour?)? {
        switch self {
        case .garment(let garment, _, let now): (garment.rawValue, now)
        case .hair(_, let now): ("hair", now)
        case .thing(let thing, let now): (thing.rawValue, now)
        case .object(let noun, let now), .marked(let noun, let now): (noun, now)
        case .coloured(let family): ("\(family.rawValue) parts", nil)
        case .face, .feature, .whole, .background, .scenery, .rest: nil
        }
    }
}

extension ModelFailure {
    /// Whether what was named could not be found, or not surely.
    var saysUnfound: Bool {
        switch self {
        case .declined(.unsure), .declined(.doubted), .declined(.notFound), .declined(.which): true
        default: false
        }
    }
}

extension ModelFailure {
    /// Whether it asks which one is meant, and somebody is in what was marked.
    func asksAboutOne(in region: PixelMask) -> Bool {
        if case .declined(.which(let candidates)) = self { candidates.contains { $0.lies(in: region) } } else { false }
    }
}

extension Candidate {
    /// Whether the middle of it was marked.
    func lies(in region: PixelMask) -> Bool {
        func place(_ share: Double, of whole: Int) -> Int {
            min(max(0, Int(saturating: share * Double(whole))), whole - 1)
        }
        let (column, row) = (place(x + width / 2, of: region.width), place(y + height / 2, of: region.height))
        return region.values[row * region.width + column] > 127
    }
}

extension PartSelection {
    /// Whether it was marked, but for what a mark drawn by hand leaves out.
    func lies(in region: PixelMask) -> Bool {
        let (width, height) = (alpha.width, alpha.height)
        var (all, inside): (Double, Double) = (0, 0)
        for i in alpha.values.indices where alpha[i] > 0 {
            all += Double(alpha[i])
            let (x, y) = (i % width * region.width / width, i / width * region.height / height)
            if region.values[y * region.width + x] > 127 { inside += Double(alpha[i]) }
        }
        return 20 * inside > 17 * all
    }
}

extension PixelBuffer {
    /// Where a mask for models lets a picture change: where it is transparent.
    var markedPlaces: PixelMask? {
        guard hasAlpha else { return nil }
        return PixelMask(width: width, height: height, values: (0..<pixelCount).map { 255 - bytes[4 * $0 + 3] })
    }
}
