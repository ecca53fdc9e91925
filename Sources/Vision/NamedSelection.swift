import Foundation
public import ImageModels
public import Pictures
import Wording

/// Finding what words name in a picture: for regions, and for knowing where an edit is expected.
extension BuiltInModel {
    /// Pixels of the picture that is looked at; a larger one is looked at smaller.
    private static let mostPixels = 2_000_000

    /// What words name: "jacket", "the left woman's hair", "person", "face", "background", "car", and several together: "hair
    /// and face".
    ///
    /// The mask may be smaller than the picture. Throws `ModelFailure.declined` for words that name nothing that can be
    /// selected, and where it can't be found surely.
    public func selection(of words: String, in picture: Picture) async throws -> (PixelMask, Reply.Selection) {
        do {
            return try await selectionOrDoubt(of: words, in: picture)
        } catch ModelFailure.declined(.doubted(let doubt)) {
            // What is said of an instruction's selections can't be said of a name.
            throw ModelFailure.declined(doubt.declined)
        }
    }

    private func selectionOrDoubt(of words: String, in picture: Picture) async throws -> (PixelMask, Reply.Selection) {
        let pixels = try picture.pixels().limited(to: Self.mostPixels)
        let digest = picture.sha256 + "-small"
        let parts = try Selectable.all(naming: words)
        let (alone, first) = try await editor.select(parts[0], in: pixels, digest: digest)
        var (mask, selection): (PixelMask, Reply.Selection?) = (alone, first)
        for part in parts.dropFirst() {
            let (other, found) = try await editor.select(part, in: pixels, digest: digest)
            for index in mask.values.indices { mask.values[index] = max(mask.values[index], other.values[index]) }
            selection = selection.joined(with: found)
        }
        return (mask, selection ?? first)
    }

    /// Whether words name something that could be selected in some picture.
    public static func canSelect(_ words: String) -> Bool { (try? Selectable.all(naming: words)) != nil }

    /// Where the first thing lies that an instruction names; all of the picture, as a mask of one pixel, for a change of tone such
    /// as "make it warmer"; `nil` where it names nothing that can be selected surely.
    public func selection(namedIn instruction: String, in picture: Picture) async -> PixelMask? {
        let edits = (try? Grammar.parse(instruction, referenceCount: 0)) ?? []
        let isTone = edits.allSatisfy {
            switch $0 {
            case .tone(_, _, nil), .tint(_, _, nil): true
            default: false
            }
        }
        if !edits.isEmpty, isTone { return PixelMask(width: 1, height: 1, values: [255]) }
        guard let selectable = Selectable(namedIn: instruction),
            let pixels = try? picture.pixels().limited(to: Self.mostPixels)
        else { return nil }
        return try? await editor.select(selectable, in: pixels, digest: picture.sha256 + "-small").0
    }
}

extension Selectable {
    /// One thing, or several of which each is named: "hair and face", "hair, jacket". Throws `ModelFailure.declined`.
    static func all(naming words: String) throws -> [Selectable] {
        if let one = try? Selectable(naming: words) { return [one] }
        let parts = words.replacing(/\s+(?:and|&)\s+/.ignoresCase(), with: ",").split(separator: ",")
        guard parts.count > 1 else { return [try Selectable(naming: words)] }
        return try parts.map { try Selectable(naming: $0.trimmingCharacters(in: .whitespaces)) }
    }

    /// Throws `ModelFailure.declined`.
    private init(naming words: String) throws {
        let plain = words.lowercased().split(whereSeparator: \.isWhitespace).filter { $0 != "the" && $0 != "a" }
        switch plain.joined(separator: " ") {
        case "person", "people", "man", "woman", "child", "body": self = .person
        case "face", "faces": self = .face
        case "background", "backdrop", "surroundings": self = .background
        default:
            // What can be recoloured or lit can be selected.
            let recoloured = (try? Grammar.parse("make \(words) red", referenceCount: 0)) ?? []
            let darkened = (try? Grammar.parse("darken \(words)", referenceCount: 0)) ?? []
            if recoloured.count == 1, case .recolour(let target, _) = recoloured[0] {
                self = .part(target)
            } else if darkened.count == 1, case .tone(_, _, let target?) = darkened[0] {
                self = .part(target)
            } else {
                throw ModelFailure.declined(.notUnderstood(words: words.split(separator: " ").map(String.init)))
            }
        }
    }

    /// The first thing that an instruction names; `nil` if it names none.
    init?(namedIn instruction: String) {
        switch try? Grammar.parse(instruction, referenceCount: 0).first {
        case .recolour(let target, _)?, .tone(_, _, let target?)?, .tint(_, _, let target?)?:
            self = .part(target)
            return
        default: break
        }
        let words = instruction.lowercased().split { !$0.isLetter }.map(String.init)
        let nouns = Set(Grammar.garmentNames + Grammar.thingNames)
        for word in words where nouns.contains(word) {
            if let found = try? Selectable(naming: word) {
                self = found
                return
            }
        }
        return nil
    }
}

extension PixelBuffer {
    fileprivate func limited(to pixels: Int) throws(PictureFailure) -> PixelBuffer {
        guard pixelCount > pixels else { return self }
        let factor = (Double(pixels) / Double(pixelCount)).squareRoot()
        return try fitted(longestSide: Int(Double(max(width, height)) * factor))
    }
}
