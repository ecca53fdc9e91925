import ImageModels
import Pictures

extension VisualEditor {
    /// What was marked by hand and named besides: the main colour of what stands out there, or of all that was marked; `nil` for
    /// what is no matter of colour.
    func marked(_ region: PixelMask, as target: Target, in study: Study) throws -> PartSelection? {
        guard let (what, now) = target.named else { return nil }
        let scene = study.scene
        let marked = try Plane(width: region.width, height: region.height) { Float(region.values[$0]) / 255 }
            .resized(width: scene.width, height: scene.height, byArea: true).bitmap { $0 > 0.5 }
        var mask = marked
        if let subject = try? study.subject(.main).mask.intersected(with: marked), 10 * subject.area > marked.area {
            mask = subject
        }
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
        let marked = try Plane(width: region.width, height: region.height) { Float(region.values[$0]) / 255 }
            .resized(width: width, height: height, byArea: true).bitmap { $0 > 0.5 }
        let found = Bitmap(width: width, height: height) { doubt.found.values[$0] > 127 }.intersected(with: marked)
        let selected = try selection.alpha.resized(width: width, height: height, byArea: true).bitmap { $0 > 0.5 }
        return found.area > 0 && 5 * found.intersected(with: selected).area < 2 * selected.area
    }
}

extension Target {
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
        func place(_ share: Double, of whole: Int) -> Int { min(max(0, Int(saturating: share * Double(whole))), whole - 1) }
        let (column, row) = (place(x + width / 2, of: region.width), place(y + height / 2, of: region.height))
        return region.values[row * region.width + column] > 127
    }
}

extension PixelBuffer {
    /// Where a mask for models lets a picture change: where it is transparent.
    var markedPlaces: PixelMask? {
        guard hasAlpha else { return nil }
        return PixelMask(width: width, height: height, values: (0..<pixelCount).map { 255 - bytes[4 * $0 + 3] })
    }
}
