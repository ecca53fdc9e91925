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
        let region = try request.mask.map { try $0.pixels().changeable }
        // Only the picture as it was sent has a digest; what one edit leaves for the next has none.
        var digest: String? = picture.sha256
        for edit in edits {
            try Task.checkCancellation()
            switch edit {
            case .recolour, .sticker, .background:
                let view = samples.view()
                let (edited, selected) = try await editor.apply(
                    edit, to: view, digest: digest, references: references, region: region,
                    step: { progress(.step($0)) })
                samples = samples.taking(edited, over: view)
                selection = selected ?? selection
            case .tone(let tone, let strength):
                progress(.step("changing the tone"))
                samples = samples.applying(tone, strength: strength)
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
            digest = nil
        }
        try Task.checkCancellation()
        let metadata = try picture.metadata().kept(.usual)
        let data = try samples.encoded(as: PictureEncoding(format: .png, metadata: metadata))
        try Task.checkCancellation()
        return Reply(imageData: data, selection: selection)
    }
}
