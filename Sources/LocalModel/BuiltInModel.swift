import Foundation
public import ImageModels
import Pictures

/// The model that is always there: no key, no network.
///
/// It understands a small grammar, and declines what it does not understand wholly. The same picture and instruction
/// give the same picture, pixel for pixel; what an edit does not touch stays bit for bit as it was.
public final class BuiltInModel: ImageModel {
    public let profile = ModelProfile(
        id: ModelCatalogue.builtInID, shortName: "local", framing: .asTheyAre, masks: true)
    let editor = VisualEditor()

    public init() {}

    public func edit(
        _ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void
    ) async throws -> Reply {
        let edits = try Grammar.parse(request.instruction, referenceCount: request.references.count)
        guard let picture = request.picture else { throw ModelFailure.declined(.onlyEdits) }
        // Its own samples; what looks at the picture sees the view.
        var samples = try picture.samples()
        let references = try request.references.map { try $0.pixels() }
        var selection: Reply.Selection?
        let region = try request.mask?.pixels().markedPlaces
        // Only the picture as it was sent has a digest; what one edit leaves for the next has none.
        var digest: String? = picture.sha256
        let steps = edits.reduce(0) { if case .selecting(let steps) = $1 { $0 + steps } else { $0 } }
        // Parts are looked for in the picture as it was before their colours were changed: in "make the orange parts green and
        // the green parts blue" nothing is painted twice.
        var seen: SeenPicture?
        // A look is several steps on one part, which is looked for once.
        var lit: LitPart?
        for (index, edit) in edits.enumerated() {
            try Task.checkCancellation()
            if edit.keepsPlaces, seen == nil, edits[(index + 1)...].contains(where: \.looksForPart) {
                seen = SeenPicture(pixels: samples.view(), digest: digest)
            }
            do {
                switch edit {
                case .recolour:
                    let view = samples.view()
                    let (edited, selected) = try await editor.apply(
                        edit, to: view, seen: seen?.pixels, digest: seen == nil ? digest : seen?.digest, region: region,
                        steps: steps, step: { progress(.step($0)) })
                    samples = samples.taking(edited, over: view)
                    selection = selected ?? selection
                case .sticker, .background:
                    let view = samples.view()
                    let (edited, selected) = try await editor.apply(
                        edit, to: view, digest: digest, references: references, region: region,
                        steps: steps, step: { progress(.step($0)) })
                    samples = samples.taking(edited, over: view)
                    selection = selection.joined(with: selected)
                case .tone(let tone, let strength, let target):
                    lit = try await part(
                        target, lit, steps, in: seen ?? SeenPicture(pixels: samples.view(), digest: digest), progress)
                    let changed = samples.applying(
                        tone, strength: target == nil ? strength : tone.strength(onPart: strength))
                    samples = lit.map { samples.taking(changed, where: $0.mask) } ?? changed
                    selection = selection.joined(with: lit?.selection)
                case .tint(let colour, let strength, let target):
                    lit = try await part(
                        target, lit, steps, in: seen ?? SeenPicture(pixels: samples.view(), digest: digest), progress)
                    let changed = samples.tinted(
                        colour, strength: target == nil ? strength : Strength(1.7 * strength.factor))
                    samples = lit.map { samples.taking(changed, where: $0.mask) } ?? changed
                    selection = selection.joined(with: lit?.selection)
                case .remove(let removed):
                    let view = samples.view()
                    let (edited, selected) = try await editor.remove(
                        removed, marked: region?.width == view.width && region?.height == view.height ? region : nil,
                        of: request.whole, in: view, digest: digest, steps: steps, step: { progress(.step($0)) })
                    samples = samples.taking(edited, over: view)
                    selection = selection.joined(with: selected)
                case .crop(let focus, let width, let height):
                    progress(.step("finding what to crop to"))
                    let ratio = width.flatMap { width in height.map { (width, $0) } }
                    let box = try await editor.crop(to: focus, ratio: ratio, in: samples.view(), digest: digest)
                    samples = samples.cropped(x: box.x, y: box.y, width: box.width, height: box.height)
                case .straighten:
                    progress(.step("looking for the horizon"))
                    samples = try samples.applying(.rotate(-(try samples.view().lean())))
                case .shadow(let strength):
                    progress(.step("casting the shadow"))
                    let view = samples.view()
                    samples = samples.taking(try DropShadow(strength).under(view), over: view)
                case .selecting: continue
                case .afterwards: seen = nil
                case .geometry(let geometry):
                    progress(.step("changing the shape"))
                    var box: (x0: Int, y0: Int, x1: Int, y1: Int)?
                    if let size = geometry.cropSize(width: samples.width, height: samples.height),
                        let found = try await editor.subjectBox(in: samples.view(), digest: digest, cropping: size)
                    {
                        box = (found.x, found.y, found.x + found.width, found.y + found.height)
                    }
                    samples = try samples.applying(geometry, around: box)
                }
            } catch ModelFailure.declined(let decline) {
                throw ModelFailure.declined(edit.advising(decline))
            }
            digest = nil
            if !edit.isOfLight { lit = nil }
            if !edit.keepsPlaces { seen = nil }
        }
        guard steps == 0 || selection != nil else {
            throw ModelFailure.declined(.notFound("a selection", advice: Advice.selectsNothing))
        }
        if let selection, edits.allSatisfy(\.keepsPlaces), try !samples.view().isSeenToDiffer(from: picture.pixels()) {
            throw ModelFailure.declined(
                .notFound("anything in the \(selection.what) that would change visibly", advice: Advice.askForMore))
        }
        try Task.checkCancellation()
        let metadata = try picture.metadata().kept(.usual)
        let data = try samples.encoded(as: PictureEncoding(format: .png, metadata: metadata))
        try Task.checkCancellation()
        return Reply(imageData: data, selection: selection)
    }

    /// The part that a change of light is confined to; `nil` for the whole picture.
    private func part(
        _ target: Target?, _ last: LitPart?, _ steps: Int, in seen: SeenPicture,
        _ progress: @escaping @Sendable (ModelProgress) -> Void
    ) async throws -> LitPart? {
        guard let target else {
            progress(.step("changing the tone"))
            return nil
        }
        if let last, last.target == target { return last }
        let (mask, selection) = try await editor.select(
            .part(target), in: seen.pixels, digest: seen.digest, steps: steps, step: { progress(.step($0)) })
        progress(.step("changing its tone"))
        return LitPart(target: target, mask: mask, selection: selection)
    }
}

/// A picture that parts are looked for in, and its digest if it has one.
private struct SeenPicture {
    var pixels: PixelBuffer
    var digest: String?
}

/// A part that was found for a change of light.
private struct LitPart {
    var target: Target
    var mask: PixelMask
    var selection: Reply.Selection
}

extension Reply.Selection? {
    /// Both, where one instruction selected two parts; shares are added up, as parts lie beside each other.
    fileprivate func joined(with other: Reply.Selection?) -> Reply.Selection? {
        guard let self, let other, self.what != other.what else { return other ?? self }
        if self.what.components(separatedBy: " and ").contains(other.what) { return self }
        let notes = [self.note, other.note].compactMap(\.self).joined(separator: "\n")
        return Reply.Selection(
            what: "\(self.what) and \(other.what)", share: min(1, self.share + other.share),
            note: notes.isEmpty ? nil : notes)
    }
}

extension PixelBuffer {
    /// Whether a good part of the pixels that differ do so by more than two levels of 255, which is about what an eye sees.
    fileprivate func isSeenToDiffer(from other: PixelBuffer) -> Bool {
        guard width == other.width, height == other.height, channels == other.channels else { return true }
        var (changed, seen) = (0, 0)
        for i in 0..<pixelCount {
            let most = (channels * i..<channels * (i + 1)).reduce(0) {
                max($0, abs(Int(bytes[$1]) - Int(other.bytes[$1])))
            }
            if most > 0 { changed += 1 }
            if most > 2 { seen += 1 }
        }
        return 4 * seen > changed
    }
}

extension LocalEdit {
    /// Whether every pixel stays where it is and what it shows.
    fileprivate var isOfLight: Bool {
        switch self {
        case .tone, .tint, .selecting: true
        default: false
        }
    }

    /// Whether only colours change, so that what was seen before is where it was.
    fileprivate var keepsPlaces: Bool {
        switch self {
        case .recolour, .tone, .tint, .selecting: true
        default: false
        }
    }

    /// Whether it has to be told where what it changes is.
    fileprivate var looksForPart: Bool {
        switch self {
        case .recolour, .tone(_, _, .some), .tint(_, _, .some): true
        default: false
        }
    }
}
