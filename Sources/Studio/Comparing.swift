public import Foundation
import Locality
public import Pictures
import Sessions

extension Studio {
    /// Two pictures and where they differ, to be looked at.
    public struct Comparison: Sendable {
        public let before: PixelBuffer
        public let after: PixelBuffer
        /// The turns that they are of; 0 for the starting picture.
        public let turns: (before: Int, after: Int)
        /// The picture after, with what is new in full light. `nil` for two turns' pictures of different sizes.
        public let overlay: PixelBuffer?
        /// How much of the picture visibly differs, 0...1; `nil` like `overlay`.
        public let share: Double?
        /// Where the overlay is kept in the session's folder.
        public let file: URL?
    }

    /// Compares any two turns' pictures.
    public func comparison(of earlier: Int, with later: Int) throws -> Comparison {
        let (before, after) = (try picture(earlier).pixels(), try picture(later).pixels())
        let mask = try ChangeOverlay.mask(comparing: before, with: after)
        return Comparison(
            before: before, after: after, turns: (earlier, later),
            overlay: mask.map { ChangeOverlay.picture(of: after, changed: $0) }, share: mask?.selectedShare, file: nil)
    }

    /// Compares a turn's picture with the one that it started from, and keeps the overlay in the session's folder.
    public func comparison(of turn: Int) throws -> Comparison {
        let parent = try session.asked(turn).parent
        let (before, after) = (try picture(parent).pixels(), try picture(turn).pixels())
        // Of another size, all of it is new.
        let mask =
            try ChangeOverlay.mask(comparing: before, with: after)
            ?? PixelMask(
                width: after.width, height: after.height, values: [UInt8](repeating: 255, count: after.pixelCount))
        var places: [ChangedPlace] = []
        if case .answered(let answered) = try session.ending(of: turn) { places = answered.change?.places ?? [] }
        let overlay = ChangeOverlay.picture(of: after, changed: mask, lettered: places.map(\.box))
        return Comparison(
            before: before, after: after, turns: (parent, turn), overlay: overlay, share: mask.selectedShare,
            file: try writer.keepChangePicture(try overlay.picture(), of: turn))
    }
}

extension PixelMask {
    /// How many of its pixels are selected at all, 0...1.
    fileprivate var selectedShare: Double {
        Double(values.reduce(into: 0) { count, value in if value > 0 { count += 1 } }) / Double(values.count)
    }
}
