import CVision
import Colorimetry
import Foundation
import ImageModels
import Pictures
import Wording

/// The subject with a border, white where nothing else is said, as if it were cut from paper; transparent around it.
struct Sticker {
    let cutout: Cutout
    var edge = StickerEdge()

    func made() throws -> PixelBuffer {
        let short = Float(cutout.shortSide)
        let border: Float =
            switch edge.width {
            case .share(let share): max(3, Float(share) * short)
            case .pixels(let pixels): Float(max(1, pixels))
            }
        let most = cutout.shortSide / 5
        guard border <= max(3, Float(most)) else {
            throw ModelFailure.declined(
                .incomplete(
                    missing: "a border of at most \(most) px, a fifth of the picture's short side",
                    example: "turn it into a sticker with a \(most) px border"))
        }
        let paper = SIMD3(Float(edge.colour.red), Float(edge.colour.green), Float(edge.colour.blue))
        let (w, h) = (cutout.width, cutout.height)
        // Around the outline as it was reduced there are whole pixels, too.
        let scale = min(1, 1024 / short)
        let reducedPad = Int((2 * border + 0.03 * short) * scale)
        let pad = Int((Float(reducedPad) / scale).rounded())
        // Where the frame cut the subject off, the sticker ends in a straight edge.
        let standsOnFrame = (0..<w).contains { cutout.alpha[(h - 1) * w + $0] > 0.5 }
        let (width, height) = (w + 2 * pad, h + pad + (standsOnFrame ? 0 : pad))

        let distance = try distanceToOutline(
            reducedAlpha(scale: scale, pad: reducedPad, foot: standsOnFrame ? 0 : reducedPad))
        try Task.checkCancellation()
        let rows = RowEnlarger(distance, toWidth: width, height: height)
        let enlarged = Float(width) / Float(distance.width)
        var bytes = [UInt8](repeating: 255, count: width * height * 4)
        var colours = cutout.foreground.rows()
        var narrow: [Float] = []
        var far: [Float] = []
        for y in 0..<height {
            rows.wideRow(y, narrow: &narrow, into: &far)
            let isInside = y >= pad && y < pad + h
            if isInside { colours.move(to: y - pad) }
            for x in 0..<width {
                let i = y * width + x
                // A soft edge of about two pixels.
                for c in 0..<3 { bytes[4 * i + c] = UInt8(paper[c]) }
                bytes[4 * i + 3] = UInt8(clamp((border - far[x] * enlarged) / 2 + 0.5, 0, 1) * 255 + 0.5)
                guard isInside, x >= pad, x < pad + w else { continue }
                let a = cutout.alpha[(y - pad) * w + x - pad]
                guard a > 0 else { continue }
                for c in 0..<3 {
                    bytes[4 * i + c] = UInt8(
                        clamp(Float(colours.bytes[3 * (x - pad) + c]) * a + paper[c] * (1 - a) + 0.5, 0, 255)
                    )
                }
            }
        }
        return PixelBuffer(width: width, height: height, channels: 4, bytes: bytes)
    }

    /// The alpha at a short side of at most 1024, with room around it: the sticker's outline is smoother than that anyway.
    private func reducedAlpha(scale: Float, pad: Int, foot: Int) throws -> Plane {
        let reduced =
            scale < 1
            ? try cutout.alpha.resized(
                width: Int((Float(cutout.width) * scale).rounded()),
                height: Int((Float(cutout.height) * scale).rounded()),
                byArea: true) : cutout.alpha
        var padded = Plane(width: reduced.width + 2 * pad, height: reduced.height + pad + foot)
        for y in 0..<reduced.height {
            let (from, to) = (y * reduced.width, (y + pad) * padded.width + pad)
            padded.values.replaceSubrange(
                to..<(to + reduced.width), with: reduced.values[from..<(from + reduced.width)])
        }
        return padded
    }

    /// How far each pixel is from a smoothed outline in which gaps and holes are closed, in its pixels; 0 inside.
    private func distanceToOutline(_ alpha: Plane) throws -> Plane {
        let short = min(1024, Float(cutout.shortSide))
        var shape = alpha.bitmap { $0 > 0.5 }
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
