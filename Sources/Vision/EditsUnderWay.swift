import Foundation
import ImageModels
import Pictures
import Wording

/// The edits of one instruction on their way through a picture, one after the other.
struct EditsUnderWay {
    /// The picture's own, as the edits so far have left them; what looks at the picture sees the view.
    private(set) var samples: Samples
    /// Only the picture as it was sent has a digest; what one edit leaves for the next has none.
    private var digest: String?
    private(set) var selection: Reply.Selection?
    /// Parts are looked for in the picture as it was before their colours were changed: in "make the orange parts green and
    /// the green parts blue" nothing is painted twice.
    private var seen: SeenPicture?
    /// The picture before turns that only repainted parts, with every pixel in the same place: what is not told by its colour is
    /// looked for there.
    private var unpainted: SeenPicture?
    private let repainted: RepaintedBefore?
    /// A look is several steps on one part, which is looked for once.
    private var lit: LitPart?

    private let editor: VisualEditor
    private let references: [PixelBuffer]
    private let region: PixelMask?
    private let whole: PixelSize?
    private let earlier: EarlierPictures
    let mending: Mending
    private let progress: @Sendable (ModelProgress) -> Void

    /// - Parameters:
    ///   - digest: the picture's as it was sent.
    ///   - unpainted: the picture before turns that only changed colours, if there is one; of another size it is not looked at.
    ///   - region: what was marked, in the picture's size; `nil` where nothing was.
    ///   - whole: the size of the picture that it is a region of.
    ///   - earlier: the pictures of the turns that led here, for what goes back to one.
    init(
        samples: Samples, digest: String, unpainted: Picture?, _ repainted: RepaintedBefore?, editor: VisualEditor,
        references: [PixelBuffer], region: PixelMask?,
        whole: PixelSize?, earlier: EarlierPictures, mending: Mending,
        progress: @escaping @Sendable (ModelProgress) -> Void
    ) {
        self.samples = samples
        self.digest = digest
        self.repainted = repainted
        if let unpainted, let pixels = try? unpainted.pixels(), pixels.width == samples.width,
            pixels.height == samples.height
        {
            self.unpainted = SeenPicture(pixels: pixels, digest: unpainted.sha256)
        }
        self.editor = editor
        self.references = references
        self.region = region
        self.whole = whole
        self.earlier = earlier
        self.mending = mending
        self.progress = progress
    }

    /// Carries an edit out, of which `following` come after it. Throws `ModelFailure.declined`; then nothing has changed.
    mutating func carryOut(_ edit: LocalEdit, before following: ArraySlice<LocalEdit>) async throws {
        do {
            try await carry(out: edit, before: following)
        } catch let refusal as ModelFailure {
            // "Her", of several people, is the one who is in what was marked.
            guard let region, case .declined(.which(let candidates)) = refusal else { throw refusal }
            let marked = candidates.filter { $0.lies(in: region) }
            guard marked.count == 1, let one = People.called(marked[0].words), let meant = edit.meaning(one) else {
                throw refusal
            }
            try await carry(out: meant, before: following)
        }
    }

    private mutating func carry(out edit: LocalEdit, before following: ArraySlice<LocalEdit>) async throws {
        if region != nil || whole != nil, edit.concernsShape {
            throw ModelFailure.declined(
                .unsure("what becomes of the rest, as only a region is marked", advice: Advice.leaveRegion))
        }
        if edit.keepsPlaces, seen == nil, following.contains(where: \.looksForPart) {
            seen = SeenPicture(pixels: samples.view(), digest: digest)
        }
        let seen = edit.tellsByColour ? seen : unpainted ?? seen
        switch edit {
        case .recolour:
            let view = samples.view()
            let (edited, selected) = try await editor.apply(
                edit, to: view, seen: seen?.pixels, from: source(of: edit, for: view),
                digest: seen == nil ? digest : seen?.digest,
                region: region,
                mending: mending, step: { [progress] in progress(.step($0)) })
            samples = samples.taking(edited, over: view)
            selection = selection.joined(with: selected)
        case .sticker, .background:
            let view = samples.view()
            let (edited, selected) = try await editor.apply(
                edit, to: view, digest: digest, references: references, region: region,
                mending: mending, step: { [progress] in progress(.step($0)) })
            samples = samples.taking(edited, over: view)
            selection = selection.joined(with: selected)
        case .tone(let tone, let strength, let target):
            if tone == .blackAndWhite, case .rest? = target, !samples.view().hasColours {
                // What is to keep its colours has none any more.
                throw ModelFailure.declined(.notFound("colours to keep", advice: Advice.hasNoColours))
            }
            lit = try await part(target, in: seen)
            let changed = samples.applying(
                tone, strength: target == nil ? strength : tone.strength(onPart: strength))
            samples = lit.map { samples.taking(changed, where: $0.mask) } ?? changed
            selection = selection.joined(with: lit?.selection)
        case .tint(let colour, let strength, let target):
            lit = try await part(target, in: seen)
            let changed = samples.tinted(
                colour, strength: target == nil ? strength : Strength(1.7 * strength.factor),
                ofSkin: target?.isFace == true)
            samples = lit.map { samples.taking(changed, where: $0.mask) } ?? changed
            selection = selection.joined(with: lit?.selection)
        case .duotone(let duotone, let strength, let target):
            lit = try await part(target, in: seen)
            let changed = samples.applying(duotone, strength: strength)
            samples = lit.map { samples.taking(changed, where: $0.mask) } ?? changed
            selection = selection.joined(with: lit?.selection)
        case .remove(let removed):
            let view = samples.view()
            let (edited, selected) = try await editor.remove(
                removed, marked: region?.width == view.width && region?.height == view.height ? region : nil,
                of: whole, in: view, digest: digest, mending: mending, step: { [progress] in progress(.step($0)) })
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
        case .selecting, .taking: return
        case .afterwards: (self.seen, unpainted) = (nil, nil)
        case .fading(let turn, let share):
            progress(.step("mixing it with the picture before"))
            let before = try earlier.before(turn)
            let full = try earlier.after(turn) ?? samples
            let changed = full.changedShare(from: before)
            samples = try before.mixed(with: full, share: share)
            selection =
                changed < 0.9
                ? Reply.Selection(
                    what: "what had changed, now at \(Int((100 * share).rounded())) % of it", share: changed) : nil
        case .startingOver(let turn):
            samples = try earlier.before(turn)
            digest = try earlier.digest(before: turn)
            return
        case .geometry(let geometry):
            progress(.step("changing the shape"))
            // A product may reach to the picture's edges, and gets its margin all the same.
            if case .trimBorder = geometry, case .geometry(.canvas)? = following.first {
                samples = (try? samples.applying(geometry)) ?? samples
                break
            }
            var box: (x0: Int, y0: Int, x1: Int, y1: Int)?
            if let size = geometry.cropSize(width: samples.width, height: samples.height),
                let found = try await editor.subjectBox(in: samples.view(), digest: digest, cropping: size)
            {
                box = (found.x, found.y, found.x + found.width, found.y + found.height)
            }
            samples = try samples.applying(geometry, around: box)
        }
        digest = nil
        if !edit.isOfLight { lit = nil }
        if !edit.keepsPlaces { (self.seen, unpainted) = (nil, nil) }
    }

    /// Where a part that is recoloured takes its folds from, if not from the picture as it is. What is said to be darker or
    /// lighter is so than it is now.
    private func source(of edit: LocalEdit, for view: PixelBuffer) -> Unpainted? {
        guard case .recolour(let target, let colour) = edit, colour.comparison == nil, !edit.tellsByColour,
            let unpainted,
            let repainted, repainted.keepsLight, unpainted.pixels.channels == view.channels
        else { return nil }
        return Unpainted(pixels: unpainted.pixels, isSamePart: repainted.targets.contains(target))
    }

    /// The part that a change of light is confined to; `nil` for the whole picture.
    private func part(_ target: Target?, in seen: SeenPicture?) async throws -> LitPart? {
        guard let target else {
            progress(.step("changing the tone"))
            return nil
        }
        if let lit, lit.target == target { return lit }
        if case .marked(let noun, _) = target, let region {
            let share = region.values.reduce(0) { $0 + Double($1) } / Double(255 * max(1, region.values.count))
            return LitPart(
                target: target, mask: region,
                selection: Reply.Selection(what: "the region, taken to be the \(noun)", share: share))
        }
        let seen = seen ?? SeenPicture(pixels: samples.view(), digest: digest)
        let (mask, selection) = try await editor.select(
            .part(target), in: seen.pixels, digest: seen.digest, mending: mending,
            step: { [progress] in progress(.step($0)) })
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

extension Target {
    fileprivate var isFace: Bool {
        if case .face = self { true } else { false }
    }
}

extension Reply.Selection? {
    /// Both, where two parts were selected for one thing; shares are added up, as parts lie beside each other.
    func joined(with other: Reply.Selection?) -> Reply.Selection? {
        guard let self, let other, self.what != other.what else { return other ?? self }
        if self.what.components(separatedBy: " and ").contains(other.what) { return self }
        let notes = [self.note, other.note].compactMap(\.self).joined(separator: "\n")
        return Reply.Selection(
            what: "\(self.what) and \(other.what)", share: min(1, self.share + other.share),
            note: notes.isEmpty ? nil : notes)
    }
}

extension LocalEdit {
    /// Whether every pixel stays where it is and what it shows.
    fileprivate var isOfLight: Bool {
        switch self {
        case .tone, .tint, .duotone, .selecting, .taking: true
        default: false
        }
    }

    /// Whether it is of the whole picture by what it is: its size, its frame, what of it is there at all.
    fileprivate var concernsShape: Bool {
        switch self {
        case .sticker, .background(.transparent, _), .crop, .straighten, .shadow: true
        case .geometry(let geometry): geometry != .flipHorizontally && geometry != .flipVertically
        default: false
        }
    }

    /// Whether it has to be told where what it changes is.
    var looksForPart: Bool {
        switch self {
        case .recolour, .tone(_, _, .some), .tint(_, _, .some), .duotone(_, _, .some): true
        default: false
        }
    }
}
