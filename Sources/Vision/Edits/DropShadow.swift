import Foundation
import ImageModels
import Pictures
import Wording

/// A soft shadow below and to the right of what is cut out, in a picture that grows by as much as the shadow needs.
struct DropShadow {
    private let strength: Double

    init(_ strength: Strength) { self.strength = min(max(strength.factor, 0.1), 2) }

    /// Throws `ModelFailure.declined` for a picture in which nothing is cut out.
    func under(_ pixels: PixelBuffer) throws -> PixelBuffer {
        guard pixels.isCutOut else {
            throw ModelFailure.declined(
                .notFound("cut-out", advice: "A shadow falls from what is cut out: first \"remove the background\"."))
        }
        let short = Double(min(pixels.width, pixels.height))
        let (sigma, right, down) = (max(1, 0.018 * short), Int(0.012 * short), Int(0.022 * short))
        let pad = Int(2.5 * sigma) + max(right, down)
        let (width, height) = (pixels.width + 2 * pad, pixels.height + 2 * pad)
        try GeometryLimit.check(Double(width), Double(height))
        var shape = Plane(width: width, height: height)
        for y in 0..<pixels.height {
            for x in 0..<pixels.width {
                shape[(y + pad + down) * width + x + pad + right] =
                    Float(pixels.bytes[(y * pixels.width + x) * 4 + 3]) / 255
            }
        }
        let soft = try shape.blurred(sigma: sigma)
        let depth = Float(min(0.9, 0.42 * strength))
        var bytes = [UInt8](repeating: 0, count: width * height * 4)
        for y in 0..<height {
            for x in 0..<width {
                let shade = soft[y * width + x] * depth
                let (at, u, v) = ((y * width + x) * 4, x - pad, y - pad)
                guard (0..<pixels.width).contains(u), (0..<pixels.height).contains(v),
                    case let from = (v * pixels.width + u) * 4, pixels.bytes[from + 3] > 0
                else {
                    bytes[at + 3] = UInt8(shade * 255 + 0.5)
                    continue
                }
                // The picture over its shadow, which is black.
                let own = Float(pixels.bytes[from + 3]) / 255
                let alpha = own + shade * (1 - own)
                for c in 0..<3 { bytes[at + c] = UInt8(Float(pixels.bytes[from + c]) * own / alpha + 0.5) }
                bytes[at + 3] = UInt8(alpha * 255 + 0.5)
            }
        }
        return PixelBuffer(width: width, height: height, channels: 4, bytes: bytes)
    }
}
