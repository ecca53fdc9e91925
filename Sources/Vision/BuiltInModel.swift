import Foundation
public import ImageModels
import Pictures
import Wording

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
        let region = try request.mask?.pixels().markedPlaces
        let repainted =
            request.whole == nil && edits.contains(where: \.looksForPart)
            ? Circumstances(referenceCount: 0, context).repainted : nil
        let unpainted = repainted.flatMap { try? request.pictureBefore?($0.first) }
        var way = EditsUnderWay(
            samples: try picture.samples(), digest: picture.sha256, unpainted: unpainted, repainted, editor: editor,
            references: try request.references.map { try $0.pixels() },
            region: region, whole: request.whole,
            earlier: EarlierPictures(request),
            mending: Mending(edits),
            progress: progress)
        for (index, edit) in edits.enumerated() {
            try Task.checkCancellation()
            do {
                try await way.carryOut(edit, before: edits[(index + 1)...])
            } catch ModelFailure.declined(let decline) {
                throw ModelFailure.declined(edit.advising(edits.asking(decline, at: index), isMarked: context.isMarked))
            }
        }
        let (samples, selection) = (way.samples, way.selection)
        guard way.mending == Mending() || selection != nil && !edits.contains(where: \.isFading) else {
            throw ModelFailure.declined(.notFound("a selection", advice: Advice.selectsNothing))
        }
        guard try SeenChange(from: picture.pixels(), to: samples.view(), in: region).isSeen(in: selection) else {
            if edits.allSatisfy(\.cutsOff) { throw ModelFailure.declined(.soAlready(advice: Advice.cutMore)) }
            let what = selection.map { "anything that would change visibly in what was selected (\($0.what))" }
            let advice =
                edits.contains(where: \.isFading)
                ? Advice.askForMoreOfIt
                : region != nil ? Advice.markElsewhere : selection == nil ? Advice.askForOther : Advice.askForMore
            throw ModelFailure.declined(
                .notFound(
                    (what ?? "anything that would change visibly") + (region == nil ? "" : " where it is marked"),
                    advice: advice))
        }
        try Task.checkCancellation()
        let metadata = try picture.metadata().kept(.usual)
        let data = try samples.encoded(as: PictureEncoding(format: .png, metadata: metadata))
        try Task.checkCancellation()
        return Reply(imageData: data, selection: selection)
    }
}
