import Foundation
import ImageModels
import Pictures

extension PixelBuffer {
    /// Turns clockwise.
    ///
    /// Multiples of 90° move pixels unchanged. Up to 15° counts as straightening: the result is the largest upright
    /// rectangle of the turned picture. Beyond, the picture grows and its corners become transparent.
    func rotated(by degrees: Double) throws(ModelFailure) -> PixelBuffer {
        guard degrees.isFinite else { return self }
        var turn = degrees.truncatingRemainder(dividingBy: 360)
        if turn < 0 { turn += 360 }
        switch turn {
        case 0: return self
        case 90: return movingPixels(width: height, height: width) { x, y in (y, self.height - 1 - x) }
        case 180:
            return movingPixels(width: width, height: height) { x, y in (self.width - 1 - x, self.height - 1 - y) }
        case 270: return movingPixels(width: height, height: width) { x, y in (self.width - 1 - y, x) }
        default: break
        }
        let radians = turn * .pi / 180
        if min(turn, 360 - turn) <= 15 {
            let (newWidth, newHeight) = inscribed(radians)
            return turned(radians, width: newWidth, height: newHeight, hasAlpha: hasAlpha)
        }
        let (w, h, s, c) = (Double(width), Double(height), abs(sin(radians)), abs(cos(radians)))
        let (wide, high) = ((w * c + h * s).rounded(.up), (w * s + h * c).rounded(.up))
        try GeometryLimit.check(wide, high)
        return turned(radians, width: Int(wide), height: Int(high), hasAlpha: true)
    }

    /// The largest upright rectangle inside the turned picture.
    private func inscribed(_ radians: Double) -> (Int, Int) {
        let (s, c) = (abs(sin(radians)), abs(cos(radians)))
        let (long, short) = (Double(max(width, height)), Double(min(width, height)))
        var (w, h): (Double, Double)
        if short <= 2 * s * c * long || abs(s - c) < 1e-9 {
            let half = short / 2
            (w, h) = width >= height ? (half / s, half / c) : (half / c, half / s)
        } else {
            let spread = c * c - s * s
            w = (Double(width) * c - Double(height) * s) / spread
            h = (Double(height) * c - Double(width) * s) / spread
        }
        w = w.rounded(.down)
        h = h.rounded(.down)
        return (min(max(Int(w), 1), width), min(max(Int(h), 1), height))
    }

    /// Samples with a Catmull-Rom spline over 4 by 4 pixels, weighted by alpha.
    private func turned(_ radians: Double, width newWidth: Int, height newHeight: Int, hasAlpha: Bool) -> PixelBuffer {
        let out = hasAlpha ? 4 : 3
        var result = [UInt8](repeating: 0, count: newWidth * newHeight * out)
        let (s, c) = (Float(sin(radians)), Float(cos(radians)))
        let (centreX, centreY) = (Float(width) / 2 - 0.5, Float(height) / 2 - 0.5)
        bytes.withUnsafeBufferPointer { source in
            for y in 0..<newHeight {
                let dy = Float(y) - (Float(newHeight) / 2 - 0.5)
                for x in 0..<newWidth {
                    let dx = Float(x) - (Float(newWidth) / 2 - 0.5)
                    let (fromX, fromY) = (c * dx + s * dy + centreX, c * dy - s * dx + centreY)
                    let coverage = Self.cover(fromX, width) * Self.cover(fromY, height)
                    if coverage <= 0, hasAlpha { continue }
                    let colour = sample(source, fromX, fromY)
                    let goal = (y * newWidth + x) * out
                    for channel in 0..<3 { result[goal + channel] = UInt8(min(max(colour[channel], 0), 255) + 0.5) }
                    if hasAlpha { result[goal + 3] = UInt8(min(max(colour.w * coverage, 0), 255) + 0.5) }
                }
            }
        }
        return PixelBuffer(width: newWidth, height: newHeight, channels: out, bytes: result)
    }

    /// How much of a pixel at this place lies inside.
    private static func cover(_ place: Float, _ side: Int) -> Float {
        min(max(place + 1, 0), 1) * min(max(Float(side) - place, 0), 1)
    }

    private func sample(_ source: UnsafeBufferPointer<UInt8>, _ x: Float, _ y: Float) -> SIMD4<Float> {
        let (column, row) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
        let (acrossWeights, downWeights) = (Self.spline(x - Float(column)), Self.spline(y - Float(row)))
        var sum = SIMD4<Float>()
        for j in 0..<4 {
            let line = min(max(row + j - 1, 0), height - 1) * width
            for i in 0..<4 {
                let at = (line + min(max(column + i - 1, 0), width - 1)) * channels
                let alpha: Float = channels == 4 ? Float(source[at + 3]) : 255
                let weight = acrossWeights[i] * downWeights[j] * alpha
                sum += SIMD4(Float(source[at]), Float(source[at + 1]), Float(source[at + 2]), 1) * weight
            }
        }
        guard sum.w > 0.5 else { return SIMD4() }
        return SIMD4(sum.x / sum.w, sum.y / sum.w, sum.z / sum.w, sum.w)
    }

    private static func spline(_ t: Float) -> SIMD4<Float> {
        let (t2, t3) = (t * t, t * t * t)
        return SIMD4(
            -0.5 * t + t2 - 0.5 * t3,
            1 - 2.5 * t2 + 1.5 * t3,
            0.5 * t + 2 * t2 - 1.5 * t3,
            -0.5 * t2 + 0.5 * t3
        )
    }
}
