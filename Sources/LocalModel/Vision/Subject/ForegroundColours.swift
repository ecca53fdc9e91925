import Foundation

/// The colours of the subject alone, where its edge is mixed with the background.
enum ForegroundColours {
    /// Pixels with 0 < alpha <= 0.95 take colours from the sure subject nearby: the narrowest of five blurs that
    /// reaches it. All other pixels stay exactly as they are.
    static func estimated(_ picture: RGBPicture, alpha: Plane) throws -> RGBPicture {
        // The blurs widen with the picture; so they run on one reduced to a short side of 512 to 1023.
        let factor = max(1, min(picture.width, picture.height) / 512)
        let scale = max(1, Double(min(picture.width, picture.height)) / 512) / Double(factor)
        let known = BlockMeans(picture, factor: factor, linearLight: false) { alpha[$0] > 0.95 ? 1 : 0 }
        var found = Plane(width: known.width, height: known.height, channels: 4)
        for sigma in [1.5, 3, 6, 12, 24] {
            try Task.checkCancellation()
            let blurred = try known.plane.blurred(sigma: sigma * scale)
            for i in 0..<(known.width * known.height) where found[4 * i + 3] == 0 {
                let weight = blurred[4 * i + 3]
                guard weight > 0.02 else { continue }
                for c in 0..<3 { found[4 * i + c] = blurred[4 * i + c] / weight }
                found[4 * i + 3] = 1
            }
        }
        let ratio = 1 / Float(factor)
        let rows = RowEnlarger(found, toWidth: picture.width, ratioX: ratio, ratioY: ratio)
        var result = picture
        var narrow: [Float] = []
        var wide: [Float] = []
        for y in 0..<picture.height {
            let row = y * picture.width
            guard (0..<picture.width).contains(where: { alpha[row + $0] > 0 && alpha[row + $0] <= 0.95 }) else {
                continue
            }
            rows.wideRow(y, narrow: &narrow, into: &wide)
            for x in 0..<picture.width {
                let i = row + x
                let reached = wide[4 * x + 3]
                guard alpha[i] > 0, alpha[i] <= 0.95, reached > 0.01 else { continue }
                let own = (alpha[i] / 0.95) * (alpha[i] / 0.95)
                for c in 0..<3 {
                    let estimate = wide[4 * x + c] / reached
                    let mixed = estimate * (1 - own) + Float(picture.bytes[3 * i + c]) * own
                    result.bytes[3 * i + c] = UInt8(clamp(mixed + 0.5, 0, 255))
                }
            }
        }
        return result
    }
}

/// A picture reduced by a whole number: the sum of weighted colours and of weights in each block, over its size.
struct BlockMeans {
    let width: Int
    let height: Int
    /// Red, green and blue times the weight, then the weight. Colours are 0...255, or 0...1 in linear light.
    let plane: Plane

    init(_ picture: RGBPicture, factor: Int, linearLight: Bool, weight: (Int) -> Float) {
        width = (picture.width + factor - 1) / factor
        height = (picture.height + factor - 1) / factor
        var plane = Plane(width: width, height: height, channels: 4)
        let values = linearLight ? SRGB.linear : (0..<256).map { Float($0) }
        let blocksAcross = width
        plane.values.withUnsafeMutableBufferPointer { sums in
            picture.bytes.withUnsafeBufferPointer { bytes in
                for y in 0..<picture.height {
                    let high = min(factor, picture.height - y / factor * factor)
                    for x in 0..<picture.width {
                        let i = y * picture.width + x
                        let w = weight(i)
                        guard w > 0 else { continue }
                        let wide = min(factor, picture.width - x / factor * factor)
                        let share = w / Float(high * wide)
                        let block = 4 * (y / factor * blocksAcross + x / factor)
                        for c in 0..<3 { sums[block + c] += values[Int(bytes[3 * i + c])] * share }
                        sums[block + 3] += share
                    }
                }
            }
        }
        self.plane = plane
    }
}
