import Foundation
import ImageModels
import Locality
import Pictures
import Studio
import TerminalUI
import Vision
import Wording

/// The region that a designer names: numbers, a polygon's corners, a mask's path, or words for what the built-in model can
/// select; with "not" before it, all but that.
enum RegionChoice {
    /// Throws a `Refusal`, `PictureFailure` or `ModelFailure`, and what `url` throws for a path that may not be read.
    static func region(
        _ typed: String, in picture: Picture, models: Models, url: @Sendable (String) throws -> URL
    ) async throws -> (Region, Reply.Selection?) {
        if let rest = uninverted(typed), (try? mask(typed, url)) == nil {
            let (region, selection) = try await region(rest, in: picture, models: models, url: url)
            return (try region.inverted(in: picture.size), selection.map(leftOut))
        }
        if let box = try box(typed, in: picture.size) { return (Region(box: box), nil) }
        if let outline = Outline(typed, in: picture.size) {
            guard let region = Region(within: outline, in: picture.size, name: "a polygon") else {
                throw Refusal(
                    "That polygon encloses nothing of the picture, which is \(picture.size.width)x\(picture.size.height).",
                    next: "Corners are X,Y in pixels or percent: /region 100,80 300,80 250,200", exit: .usage)
            }
            return (region, nil)
        }
        if typed.range(
            of: #"^(?=.*(\p{Nd}|nan|inf)|[-+.,;\s]+$)"#
                + #"(nan|inf(inity)?|(?<=[\p{Nd}.])(e(?=[-+\p{Nd}])|\s?px)|[-+\p{Nd}.,;:%x\s])+$"#,
            options: [.regularExpression, .caseInsensitive]) != nil
        {
            throw Refusal(
                "\(Sanitising.line(typed, limit: 60)) is no place in the picture, which is \(picture.size.width)x\(picture.size.height).",
                next: "X,Y,WIDTH,HEIGHT or corners X,Y X,Y X,Y, in pixels or percent.", exit: .usage)
        }
        if let file = try mask(typed, url) {
            let drawn = DrawnMask(try PictureOpening.picture(at: file).pixels())
            let mask = drawn.mask
            let name = file.lastPathComponent
            let stretch = Double(mask.width * picture.height) / Double(max(1, mask.height * picture.width))
            guard (0.97...1.03).contains(stretch) else {
                throw Refusal(
                    "\(Sanitising.name(name)) is \(mask.width)x\(mask.height): of another shape than the picture, which is "
                        + "\(picture.width)x\(picture.height).",
                    kept: "Nothing was sent.", next: "Draw it on a picture of the same shape, of whatever size.",
                    exit: .badPicture)
            }
            guard let region = Region(selecting: mask, in: picture.size, name: name) else {
                throw Refusal(
                    "\(Sanitising.name(name)) selects nothing.",
                    next: "White, what is coloured, or a transparent hole is selected.",
                    exit: .badPicture)
            }
            return (region, reading(of: drawn, name: name, region, in: picture.size))
        }
        if DroppedPath.looksLikePath(typed), let path = DroppedPath.path(in: typed), DroppedPath.isPictureName(path) {
            throw Refusal(
                "There is no file \(Sanitising.name(path)).", kept: "No other region was set.",
                next: "Check the path; Tab completes it.", exit: .noInput)
        }
        try Refusal.refuse(keyIn: typed)
        let (mask, selection) = try await selection(of: typed, in: picture, models)
        // About one percent of the picture, so that what is selected can get a new outline.
        let grown = mask.grown(by: max(1, max(mask.width, mask.height) / 100))
        guard let region = Region(selecting: grown, in: picture.size, name: typed) else {
            throw ModelFailure.declined(.notFound(typed, advice: nil))
        }
        return (region, selection)
    }

    /// The file that a path is of, if it is there.
    private static func mask(_ typed: String, _ url: (String) throws -> URL) throws -> URL? {
        guard DroppedPath.looksLikePath(typed) else { return nil }
        let file = try url(DroppedPath.path(in: typed) ?? typed)
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }

    /// Whether what a region was chosen by is found anew on another picture: "jacket", "not jacket", "not 10%,10%,50%,50%".
    static func canSelect(_ name: String) -> Bool {
        guard let rest = uninverted(name) else { return BuiltInModel.canSelect(name) }
        return BuiltInModel.canSelect(rest) || isShares(rest)
    }

    private static let inverting = ["not ", "all but ", "everything but "]

    /// What all but it is the region, if it is named so.
    static func uninverted(_ name: String) -> String? {
        guard let word = inverting.first(where: name.lowercased().hasPrefix) else { return nil }
        let rest = DroppedPath.trimmed(String(name.dropFirst(word.count)))
        return rest.isEmpty ? nil : rest
    }

    /// The name of all but what a name stands for.
    static func inverted(_ name: String) -> String { uninverted(name) ?? inverting[0] + name }

    /// What a name by shares of a picture says; `nil` for any other.
    static func box(named name: String, in picture: PixelSize) -> Rectangle? {
        guard isShares(name) else { return nil }
        return try? box(name, in: picture)
    }

    private static func isShares(_ name: String) -> Bool {
        let parts = name.split(separator: ",", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { $0.hasSuffix("%") && Double($0.dropLast())?.isFinite == true }
    }

    /// What the built-in model selects. Throws a `Refusal` that offers to draw it where it does not see it well.
    private static func selection(
        of typed: String, in picture: Picture, _ models: Models
    ) async throws -> (PixelMask, Reply.Selection) {
        do {
            return try await models.local.selection(of: typed, in: picture)
        } catch ModelFailure.declined(let decline) {
            switch decline {
            case .unsure, .notFound, .notUnderstood, .mistyped:
                throw Refusal(
                    Message(decline).what, kept: "No other region was set.",
                    next:
                        "Say where it is: X,Y,WIDTH,HEIGHT in pixels or percent; /region alone draws it in the picture."
                )
            default: throw ModelFailure.declined(decline)
            }
        }
    }

    /// What is said of a mask that is not the usual white on black.
    private static func reading(of drawn: DrawnMask, name: String, _ region: Region, in size: PixelSize) -> Reply
        .Selection?
    {
        let note: String
        switch drawn.kind {
        case .brightness: return nil
        case .colour: note = "What is coloured in it is the region."
        case .opaque: note = "What is not transparent in it is the region."
        case .hole: note = "The transparent hole in it is the region."
        }
        return .init(what: name, share: drawn.mask.share, note: note + turningRound)
    }

    private static let turningRound = " /region invert turns it round."

    /// The same, said of what the region leaves out.
    private static func leftOut(_ selection: Reply.Selection) -> Reply.Selection {
        var selection = selection
        selection.note = selection.note?.replacing("is the region." + turningRound, with: "is left out.")
        return selection
    }

    /// Places what a step was confined to on another picture: numbers keep their share of it, and what was selected by a
    /// word is selected anew.
    static func placing(
        models: Models, url: @escaping @Sendable (String) throws -> URL
    ) -> Step.Placing {
        { confinement, picture in
            switch confinement {
            case .typed(let text): return try await region(text, in: picture, models: models, url: url).0
            case .placed(let placed, let size):
                if placed.mask != nil, let name = placed.name, canSelect(name) {
                    return try await region(name, in: picture, models: models, url: url).0
                }
                return placed.moved(from: size, to: picture.size)
            }
        }
    }

    /// "100,80,400,300" in pixels or "10%,5%,50%,50%"; `nil` for text that is no four numbers.
    private static func box(_ typed: String, in picture: PixelSize) throws -> Rectangle? {
        let parts = typed.split(whereSeparator: { ", x".contains($0) }).map(String.init)
        guard parts.count == 4 else { return nil }
        var numbers: [Int] = []
        for (index, part) in parts.enumerated() {
            let whole = index % 2 == 0 ? picture.width : picture.height
            if part.hasSuffix("%") {
                guard let percent = Double(part.dropLast()), !percent.isNaN else { return nil }
                numbers.append(Int(saturating: percent / 100 * Double(whole)))
            } else {
                guard let number = Int(part) else { return nil }
                numbers.append(number)
            }
        }
        let box = Rectangle(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
        let whole = Rectangle(x: 0, y: 0, width: picture.width, height: picture.height)
        guard box.width > 0, box.height > 0, numbers.allSatisfy({ $0.magnitude <= PixelSize.longestSide }),
            !box.intersection(whole).isEmpty
        else {
            throw Refusal(
                "\(Sanitising.line(typed, limit: 60)) does not lie in the picture, which is \(picture.width)x\(picture.height).",
                next: "X,Y,WIDTH,HEIGHT in pixels or percent.", exit: .usage)
        }
        return box.intersection(whole)
    }
}

extension Region {
    /// All but this. Throws a `Refusal` where that is nothing.
    func inverted(in picture: PixelSize) throws -> Region {
        if let name, let rest = RegionChoice.uninverted(name), let box = RegionChoice.box(named: rest, in: picture) {
            return Region(box: box)
        }
        let name = name ?? (mask == nil ? box.shares(of: picture) : nil)
        guard
            let inverted = Region(
                selecting: selected(in: picture).inverted, in: picture, name: name.map(RegionChoice.inverted))
        else {
            throw Refusal("Nothing lies outside the region.", next: "/region off", exit: .usage)
        }
        return inverted
    }
}
