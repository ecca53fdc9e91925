import ImageModels
import Pictures

/// What is declined before anything is sent, by what is known of a model.
enum Preflight {
    /// Throws `ModelFailure.declined`.
    static func check(_ request: TurnRequest, for profile: ModelProfile) throws(ModelFailure) {
        if request.picture == nil, !profile.generates { throw .declined(.onlyEdits) }
        if request.picture != nil, !profile.edits { throw .declined(.onlyGenerates) }
        guard request.references.count <= profile.references else {
            throw .declined(.tooManyReferences(count: request.references.count, limit: profile.references))
        }
        if let level = request.settings.thinking, !profile.thinking.contains(level.lowercased()) {
            throw .declined(.thinkingUnknown(level, known: profile.thinking))
        }
        if let quality = request.settings.quality, !profile.qualities.isEmpty, !profile.qualities.contains(quality) {
            throw .declined(.qualityUnknown(quality, known: profile.qualities))
        }
        if let format = request.settings.format, !profile.formats.contains(format) {
            throw .declined(.formatUnknown(format, known: profile.formats))
        }
        if request.settings.tier != nil, let service = profile.service, service != "google" {
            throw .declined(.noTiers(service: service))
        }
        switch profile.framing {
        case .asTheyAre: break
        case .sizes(let classes): try check(request, classes)
        case .anySize(let bounds):
            if let ratio = request.settings.ratio, max(ratio.value, 1 / ratio.value) > bounds.steepest {
                throw .declined(.ratioUnknown(ratio, known: []))
            }
        }
    }

    private static func check(
        _ request: TurnRequest, _ classes: [ModelProfile.SizeClass]
    ) throws(ModelFailure) {
        let name = request.settings.size ?? request.output?.sizeClass
        guard let sizeClass = name == nil ? classes.first : classes.first(where: { $0.name == name }) else {
            throw .declined(.sizeUnknown(name ?? "", known: classes.map(\.name)))
        }
        let known = sizeClass.shapes.map(\.ratio)
        if let ratio = request.settings.ratio ?? request.output?.ratio, !known.contains(ratio) {
            throw .declined(.ratioUnknown(ratio, known: known))
        }
    }
}
