import CVision
import Foundation
import Pictures

/// The subject with a white border, as if it were cut from paper; transparent around it.
struct Sticker {
    let cutout: Cutout

    func made() throws -> PixelBuffer {
        let short = Float(cutout.shortSide)
        let border = max(3, 0.022 * short)
        let pad = Int(2 * border + 0.03 * short)
        let (w, h) = (cutout.width, cutout.height)
        // Where the frame cut the subject off, the sticker ends in a straight edge.
        let standsOnFrame = (0..<w).contains { cutout.alpha[(h - 1) * w + $0] > 0.5 }
        let (width, height) = (w + 2 * pad, h + pad + (standsOnFrame ? 0 : pad))

        var alpha = Plane(width: width, height: height)
        for y in 0..<h {
            let from = y * w
            alpha.values.replaceSubrange(
                ((y + pad) * width + pad)..<((y + pad) * width + pad + w),
                with: cutout.alpha.values[from..<(from + w)]
            )
        }
        let distance = try distanceToOutline(alpha, shortSide: short)
        try Task.checkCancellation()
        let rows = RowEnlarger(distance, toWidth: width, height: height)
        let scale = Float(width) / Float(distance.width)
        var bytes = [UInt8](repeating: 255, count: width * height * 4)
        var narrow: [Float] = []
        var far: [Float] = []
        for y in 0..<height {
            rows.wideRow(y, narrow: &narrow, into: &far)
            for x in 0..<width {
                let i = y * width + x
                // A soft edge of about two pixels.
                bytes[4 * i + 3] = UInt8(clamp((border - far[x] * scale) / 2 + 0.5, 0, 1) * 255 + 0.5)
                let a = alpha[i]
                guard a > 0 else { continue }
                let from = 3 * ((y - pad) * w + x - pad)
                for c in 0..<3 {
                    bytes[4 * i + c] = UInt8(
                        clamp(Float(cutout.foreground.bytes[from + c]) * a + 255 * (1 - a) + 0.5, 0, 255)
                    )
                }
            }
        }
        return PixelBuffer(width: width, height: height, channels: 4, bytes: bytes)
    }

    /// How far each pixel is from a smoothed outline in which gaps and holes are closed; 0 inside.
    ///
    /// At a short side of at most 1024 and in its pixels: the outline is smoother than that anyway.
    private func distanceToOutline(_ alpha: Plane, shortSide: Float) throws -> Plane {
        let scale = min(1, 1024 / shortSide)
        let short = shortSide * scale
        let reduced =
            scale < 1
            ? try alpha.resized(
                width: Int((Float(alpha.width) * scale).rounded()),
                height: Int((Float(alpha.height) * scale).rounded()),
                byArea: true
            ) : alpha
        var shape = reduced.bitmap { $0 > 0.5 }
        // Closing, by distances: as exact as with an ellipse, and fast for wide ones.
        let gap = Float(Int(0.024 * short))
        let grown = try shape.inverted.distances(exact: true).bitmap { $0 <= gap }
        shape = try grown.distances(exact: true).bitmap { $0 > gap }.united(with: shape)
        let least = 0.015 * Float(shape.area)
        let holes = try shape.inverted.keeping(connectivity: 4) { parts, label in
            label > 0 && label != Int(parts.labels[0]) && Float(parts.areas[label]) < least
        }
        shape = shape.united(with: holes)
        let smooth = try Plane(width: shape.width, height: shape.height) { Float(shape.values[$0]) }
            .blurred(sigma: max(1, 0.004 * Double(short))).bitmap { $0 > 0.5 }
        return try smooth.inverted.distances(exact: true)
    }
}
