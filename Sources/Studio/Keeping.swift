import Foundation
import ImageModels
import Locality
import Pictures
import Sessions

/// From a received picture to the one to keep: the model's own, or the prior with what the edit changed laid onto it.
struct Keeping: Sendable {
    /// The view of what the turn starts from.
    let prior: PixelBuffer
    /// What the turn starts from.
    let start: Picture
    var received: Picture
    var asked: JournalEvent.Asked
    let region: Region?
    /// Where the object lies that the instruction names.
    var hint: PixelMask?
    /// Takes out the ground of what came, for words that ask for it.
    var cutting: Studio.Cutting?
    /// The fingerprint of what the model was sent, where that was not the prior itself.
    var sent: Int?

    /// What is to be kept; `picture` is `nil` where it is the received one, byte for byte.
    struct Outcome: Sendable {
        var picture: Samples?
        var change: ChangeReport
        /// The model answered with the very picture that it was sent.
        var isUnchanged = false
        /// Where words asked for a picture without its ground, and the model did not give it.
        var cutOut: Reply.CutOut?
    }

    /// Runs beside the studio, so that other turns go on. Throws `CancellationError` or `PictureFailure`.
    @concurrent func outcome() async throws -> Outcome {
        let pixels = try received.pixels()
        // What was scaled for the model and came back as it was is the picture before.
        if let sent, sent == pixels.fingerprint {
            return Outcome(
                picture: try own(prior, share: nil), change: try ChangeReport(comparing: prior, with: prior),
                isUnchanged: true)
        }
        if asked.service != nil, asked.frame != nil, asked.crop == nil, asked.lock?.mode != .on,
            TransparencyWish.isIn(asked.instruction, asked.settings)
        {
            return try await withoutGround(pixels)
        }
        // A few pixels tell nothing of where an edit lies; within a region the rest was promised.
        if asked.lock != nil, received.isTiny(beside: asked.crop?.frame.sent ?? asked.frame?.sent) {
            guard asked.crop == nil else {
                return Outcome(
                    picture: try own(prior, share: nil), change: try ChangeReport(comparing: prior, with: prior))
            }
            return Outcome(picture: nil, change: try ChangeReport(comparing: prior, with: pixels))
        }
        let setting = asked.lock ?? LockSetting(mode: .off)
        // A journal that was made by others may tell of another picture than there is.
        if let crop = asked.crop, crop.fits(prior.size) {
            // A model that keeps the rest by itself has nothing to be aligned, and nothing of it is to be resampled.
            if asked.lock == nil, let laid = try crop.laid(pixels, onto: prior, mask: region?.mask) {
                return Outcome(picture: try own(laid.picture, share: nil), change: laid.report)
            }
            let stitched = try crop.stitched(pixels, onto: prior, mask: region?.mask, setting: setting)
            return Outcome(picture: try own(stitched.picture, share: stitched.mask), change: stitched.report)
        }
        guard let frame = asked.frame, frame.picture == prior.size else {
            let isBuiltIn = asked.model == ModelCatalogue.builtInID
            let change = try ChangeReport(comparing: prior, with: pixels, everyDifference: isBuiltIn)
            if hasLostTransparency(pixels), asked.crop == nil { return try await withoutSquares(pixels, change) }
            return Outcome(picture: nil, change: change)
        }
        let scope = InstructionScope(of: asked.instruction)
        let ground = Ground(of: prior, in: pixels, frame)
        let seen = ground?.shown(prior) ?? prior
        let result = try Lock().keep(
            prior: seen, received: pixels, frame: frame, setting: setting, hint: hint, scope: scope)
        if setting.mode == .auto, try isSameAgain(result), scope == .local || scope == .unknown {
            // What is there was painted anew and nothing more: the picture before is the better one.
            var change = try ChangeReport(comparing: prior, with: prior)
            change.drift = result.report.drift
            return Outcome(picture: try own(prior, share: nil), change: change, isUnchanged: true)
        }
        if !result.isLocked, hasLostTransparency(pixels) {
            var outcome = try await withoutSquares(pixels, result.report)
            if outcome.picture == nil, result.picture.size != received.size {
                outcome.picture = try own(result.picture, share: result.mask)
            }
            return outcome
        }
        let picture =
            result.isLocked ? ground?.restored(result.picture, from: seen, prior) ?? result.picture : result.picture
        let isReceived = picture.size == received.size && !result.isLocked
        return Outcome(picture: isReceived ? nil : try own(picture, share: result.mask), change: result.report)
    }

    /// Whether the picture before could be seen through, and what a service sent can't.
    private func hasLostTransparency(_ pixels: PixelBuffer) -> Bool {
        asked.service != nil && prior.hasTransparency && !pixels.hasTransparency
    }

    /// The picture without the squares that a model painted where it was transparent; as it came where there are none.
    private func withoutSquares(_ pixels: PixelBuffer, _ change: ChangeReport) async throws -> Outcome {
        guard let board = Chequerboard(in: pixels) else {
            return Outcome(picture: nil, change: change, cutOut: .lost)
        }
        let matte = try? await cutting?(received)?.pixels()
        try Task.checkCancellation()
        guard let cut = board.removed(sparing: matte) else {
            return Outcome(picture: nil, change: change, cutOut: .nothingLeft)
        }
        let picture = (asked.frame?.picture == prior.size ? asked.frame?.undone(on: cut) : nil) ?? cut
        var after = try ChangeReport(comparing: prior, with: picture)
        after.aside = change.aside
        return Outcome(picture: try own(picture, share: nil), change: after, cutOut: .chequers)
    }

    /// Whether no place was found that changed, all colours are what they were, and the same is drawn.
    private func isSameAgain(_ result: LockResult) throws -> Bool {
        guard result.report.aside == .nothingLocal, let drift = result.report.drift, drift.colour < 0.008 else {
            return false
        }
        let again = try result.picture.scaled(to: prior.size)
        guard let likeness = try ChangeReport(comparing: prior, with: again).received else { return false }
        return likeness.ssim > 0.85
    }

    /// What was changed in the view, in the picture's own samples.
    private func own(_ view: PixelBuffer, share: PixelMask?) throws -> Samples {
        if start.colour.isPlain { return Samples(view) }
        try Task.checkCancellation()
        return try start.samples().taking(view, over: prior, share: share)
    }

    /// The picture with a real alpha channel: the model's own, or by taking out what it painted as the ground. The lock
    /// stands aside: the whole ground is what was asked to go.
    private func withoutGround(_ pixels: PixelBuffer) async throws -> Outcome {
        var (cut, how): (PixelBuffer, Reply.CutOut?) = (pixels, nil)
        if !pixels.hasTransparency {
            let matte = try? await cutting?(received)?.pixels()
            try Task.checkCancellation()
            let board = Chequerboard(in: pixels)
            if let without = board?.removed(sparing: matte) {
                (cut, how) = (without, .chequers)
            } else if let matte, matte.size == pixels.size, matte.hasTransparency, !matte.isAsGoodAsEmpty {
                (cut, how) = (matte, pixels.isPlain(outside: matte) ? .ground : .scene)
            } else {
                how = board != nil || matte?.isAsGoodAsEmpty == true ? .nothingLeft : .nothing
            }
        }
        let picture = (asked.frame?.picture == prior.size ? asked.frame?.undone(on: cut) : nil) ?? cut
        var change = try ChangeReport(comparing: prior, with: picture)
        change.aside = .asked
        let isReceived = cut == pixels && picture.size == received.size
        return Outcome(picture: isReceived ? nil : try own(picture, share: nil), change: change, cutOut: how)
    }
}

extension Picture {
    /// Whether it has less than a sixteenth of each side of what was sent: no model paints so little of a picture.
    func isTiny(beside sent: PixelSize?) -> Bool {
        guard let sent else { return false }
        return 16 * width < sent.width && 16 * height < sent.height
    }
}

extension PixelBuffer {
    /// The same for the same pixels, in one run of the program.
    var fingerprint: Int {
        var hasher = Hasher()
        hasher.combine([width, height, channels])
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    var size: PixelSize { PixelSize(width: width, height: height) }
}
