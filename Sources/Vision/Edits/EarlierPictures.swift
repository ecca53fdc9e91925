import ImageModels
import Pictures

/// The pictures of the turns that led to the one at hand, for what weakens a turn or does it otherwise.
struct EarlierPictures {
    private let pictureBefore: (@Sendable (Int) throws -> Picture)?
    private let count: Int

    init(_ request: TurnRequest) {
        (pictureBefore, count) = (request.pictureBefore, request.earlier.count)
    }

    /// The samples that a turn was carried out on. Throws `ModelFailure.declined` where they can't be had.
    func before(_ turn: Int) throws -> Samples { try picture(before: turn).samples() }

    func digest(before turn: Int) throws -> String { try picture(before: turn).sha256 }

    /// What a turn made; `nil` where that is the picture at hand.
    func after(_ turn: Int) throws -> Samples? {
        turn + 1 < count ? try before(turn + 1) : nil
    }

    private func picture(before turn: Int) throws -> Picture {
        guard (0..<count).contains(turn), let picture = try? pictureBefore?(turn) else {
            throw ModelFailure.declined(
                .notFound("the picture from before, which it would be mixed with", advice: Advice.isNotThereAnyMore))
        }
        return picture
    }
}

extension Samples {
    /// This picture with so much of what another of the same size has otherwise.
    func mixed(with changed: Samples, share: Double) throws -> Samples {
        guard size == changed.size, hasAlpha == changed.hasAlpha, colour.bits == changed.colour.bits else {
            throw ModelFailure.declined(
                .beyondMeans("taking back a part of what was done", advice: Advice.isNotThereAnyMore))
        }
        let mask = PixelMask(
            width: width, height: height,
            values: [UInt8](repeating: UInt8((255 * min(max(share, 0), 1)).rounded()), count: pixelCount))
        return taking(changed, where: mask)
    }

    /// The share of pixels that another picture of the same size has otherwise.
    func changedShare(from before: Samples) -> Double {
        let (old, new) = (before.view(), view())
        guard old.bytes.count == new.bytes.count, old.channels == new.channels else { return 1 }
        let channels = old.channels
        let changed = (0..<old.pixelCount).count { pixel in
            (channels * pixel..<channels * (pixel + 1)).contains { old.bytes[$0] != new.bytes[$0] }
        }
        return Double(changed) / Double(max(1, old.pixelCount))
    }
}
