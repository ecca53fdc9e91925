import Foundation
import ImageModels
import Pictures
import Synchronization
import TestSupport
import Vision
import Wording

/// The editor, which knows from one test to the next what it found in a photograph: most of an edit's time goes there.
/// That what is remembered gives the same picture is a test of its own.
struct KnowingEditor {
    /// The digests of the photographs that were asked for last, and who knows them: each takes 200 MB.
    private static let knowing = Mutex<[(digest: String, editor: VisualEditor)]>([])
    private static let mostKnown = 3
    private static let photographs = Result {
        Set(try Photograph.allCases.map { Picture.sha256(of: Data(try $0.pixels().bytes)) })
    }

    /// For what is no photograph, or no longer as it was: known for as long as a test takes.
    private let own = VisualEditor()

    /// Who knows these pixels, and by what name.
    private func knowing(_ pixels: PixelBuffer) throws -> (VisualEditor, digest: String) {
        let digest = Picture.sha256(of: Data(pixels.bytes))
        guard try Self.photographs.get().contains(digest) else { return (own, digest) }
        let editor = Self.knowing.withLock { known in
            let place = known.firstIndex { $0.digest == digest }
            let editor = place.map { known.remove(at: $0).editor } ?? VisualEditor()
            known = known.suffix(Self.mostKnown - 1) + [(digest, editor)]
            return editor
        }
        return (editor, digest)
    }

    func apply(
        _ edit: LocalEdit, to pixels: PixelBuffer, references: [PixelBuffer] = [], region: PixelMask? = nil
    ) async throws -> (PixelBuffer, Reply.Selection?) {
        let (editor, digest) = try knowing(pixels)
        return try await editor.apply(edit, to: pixels, digest: digest, references: references, region: region)
    }

    func subjectBox(
        in pixels: PixelBuffer, cropping size: (width: Int, height: Int)? = nil
    ) async throws -> (x: Int, y: Int, width: Int, height: Int)? {
        let (editor, digest) = try knowing(pixels)
        return try await editor.subjectBox(in: pixels, digest: digest, cropping: size)
    }

    func select(_ selectable: Selectable, in pixels: PixelBuffer) async throws -> (PixelMask, Reply.Selection) {
        let (editor, digest) = try knowing(pixels)
        return try await editor.select(selectable, in: pixels, digest: digest)
    }

    func crop(
        to focus: Focus, ratio: (width: Int, height: Int)?, in pixels: PixelBuffer
    ) async throws -> Rectangle {
        let (editor, digest) = try knowing(pixels)
        return try await editor.crop(to: focus, ratio: ratio, in: pixels, digest: digest)
    }
}

extension BuiltInModel {
    /// One that knows from one test to the next what it found in the last pictures.
    static let knowing = BuiltInModel()
}
