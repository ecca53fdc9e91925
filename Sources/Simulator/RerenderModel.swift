public import ImageModels
import Pictures
import Vision

/// A stand-in for a remote model, for tests and for seeing the lock at work: the built-in model's edit of the framed
/// picture, painted anew with drift.
public final class RerenderModel: ImageModel {
    public let profile: ModelProfile
    private let level: DriftLevel
    private let inner = BuiltInModel()

    public init(level: DriftLevel = .typical) {
        let square = ModelProfile.SizeClass.Shape(ratio: AspectRatio(1, 1), size: PixelSize(width: 1024, height: 1024))
        let lite = ModelCatalogue.standard["lite"]?.profile(through: nil).framing
        profile = ModelProfile(
            id: "rerender", shortName: "rerender",
            framing: lite ?? .sizes([ModelProfile.SizeClass(name: "1K", shapes: [square])]))
        self.level = level
    }

    /// The same picture, instruction and seed give the same reply; without a seed, the picture and the instruction do.
    public func edit(
        _ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void
    ) async throws -> Reply {
        guard let sent = request.picture else { throw ModelFailure.declined(.onlyEdits) }
        var reply = try await inner.edit(request, progress: progress)
        var pixels = try Picture(inspecting: reply.imageData).pixels()
        pixels = pixels.onWhite()
        if pixels.width != sent.width || pixels.height != sent.height,
            case .sizes(let classes) = profile.framing, let sizes = classes.first?.shapes.map(\.size)
        {
            // The edit changed the shape; a model answers in one of its own.
            let frame = Frame(fitting: PixelSize(width: pixels.width, height: pixels.height), into: sizes)
            pixels = try frame.applied(to: pixels)
        }
        progress(.step("painting it anew"))
        let seed = request.settings.seed.map { UInt64(bitPattern: Int64($0)) } ?? seed(of: sent, request.instruction)
        reply.imageData = try Rerendering(level: level, seed: seed).applied(to: pixels)
        return reply
    }

    private func seed(of picture: Picture, _ instruction: String) -> UInt64 {
        // FNV-1a over the digest and the words.
        (picture.sha256 + instruction).utf8.reduce(0xcbf2_9ce4_8422_2325) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
    }
}

extension PixelBuffer {
    /// Without alpha, transparent places white.
    func onWhite() -> PixelBuffer {
        guard hasAlpha else { return self }
        var out = [UInt8](repeating: 0, count: pixelCount * 3)
        for i in 0..<pixelCount {
            let alpha = Int(bytes[4 * i + 3])
            for c in 0..<3 { out[3 * i + c] = UInt8((Int(bytes[4 * i + c]) * alpha + 255 * (255 - alpha) + 127) / 255) }
        }
        return PixelBuffer(width: width, height: height, channels: 3, bytes: out)
    }
}
