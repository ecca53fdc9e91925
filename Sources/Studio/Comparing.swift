public import Foundation
import Locality
public import Pictures
import Sessions

extension Studio {
    /// Where a turn changed its picture, to be looked at.
    public struct Comparison: Sendable {
        public let overlay: PixelBuffer
        /// Where the overlay is kept in the session's folder.
        public let file: URL
    }

    /// Compares a turn's picture with the one that it started from, and keeps the overlay in the session's folder.
    public func comparison(of turn: Int) throws -> Comparison {
        let after = try picture(turn).pixels()
        let before = try picture(session.asked(turn).parent).pixels()
        guard let mask = try ChangeOverlay.mask(comparing: before, with: after) else {
            // Of another size, all of it is new.
            let all = PixelMask(
                width: after.width, height: after.height, values: [UInt8](repeating: 255, count: after.pixelCount))
            return try kept(ChangeOverlay.picture(of: after, changed: all), of: turn)
        }
        return try kept(ChangeOverlay.picture(of: after, changed: mask), of: turn)
    }

    private func kept(_ overlay: PixelBuffer, of turn: Int) throws -> Comparison {
        Comparison(overlay: overlay, file: try writer.keepChangePicture(try overlay.picture(), of: turn))
    }
}
