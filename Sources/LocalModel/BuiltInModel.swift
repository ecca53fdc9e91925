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
        let context = ReadingContext(
            isMarked: request.mask != nil || request.whole != nil, earlier: request.earlier)
        let edits = try Grammar.parse(request.instruction, referenceCount: request.references.count, in: context)
        guard let picture = request.picture else { throw ModelFailure.declined(.onlyEdits) }
        var way = EditsUnderWay(
            samples: try picture.samples(), digest: picture.sha256, editor: editor,
            references: try request.references.map { try $0.pixels() },
            region: try request.mask?.pixels().markedPlaces, whole: request.whole,
            mending: Mending(edits),
            progress: progress)
        for (index, edit) in edits.enumerated() {
            try Task.checkCancellation()
            do {
                try await way.carryOut(edit, before: edits[(index + 1)...])
            } catch ModelFailure.declined(let decline) {
                throw ModelFailure.declined(edit.advising(edits.asking(decline, at: index)))
            }
        }
        let (samples, selection) = (way.samples, way.selection)
        guard way.mending == Mending() || selection != nil else {
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
