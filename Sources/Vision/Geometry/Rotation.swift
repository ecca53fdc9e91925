import Foundation
import ImageModels
import Pictures
import Wording

extension PixelBuffer {
    func turned(_ plan: RotationPlan) -> PixelBuffer {
        let hasAlpha = hasAlpha || plan.growsAlpha
        let out = hasAlpha ? 4 : 3
        let (newWidth, newHeight) = (plan.width, plan.height)
        var result = [UInt8](repeating: 0, count: newWidth * newHeight * out)
        bytes.withUnsafeBufferPointer { source in
            for y in 0..<newHeight {
                for x in 0..<newWidth {
                    let (fromX, fromY, coverage) = plan.place(x, y)
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

    private func sample(_ source: UnsafeBufferPointer<UInt8>, _ x: Float, _ y: Float) -> SIMD4<Float> {
        let (column, row) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
        let (acrossWeights, downWeights) = (
            RotationPlan.spline(x - Float(column)), RotationPlan.spline(y - Float(row))
        )
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
}

/// Where each pixel of a picture that is turned by other than right angles comes from.
struct RotationPlan: Sendable {
    let width: Int
    let height: Int
    /// Whether corners become transparent.
    let growsAlpha: Bool
    private let old: PixelSize
    private let (sine, cosine): (Float, Float)

    /// - Parameter turn: degrees clockwise, 0..<360.
    init(of old: PixelSize, by turn: Double) throws(ModelFailure) {
        let radians = turn * .pi / 180
        (sine, cosine) = (Float(sin(radians)), Float(cos(radians)))
        self.old = old
        growsAlpha = min(turn, 360 - turn) > 15
        if growsAlpha {
            let (w, h, s, c) = (Double(old.width), Double(old.height), abs(sin(radians)), abs(cos(radians)))
            let (wide, high) = ((w * c + h * s).rounded(.up), (w * s + h * c).rounded(.up))
            try GeometryLimit.check(wide, high)
            (width, height) = (Int(wide), Int(high))
        } else {
            (width, height) = Self.inscribed(radians, old)
        }
    }

    /// The largest upright rectangle inside the turned picture.
    private static func inscribed(_ radians: Double, _ old: PixelSize) -> (Int, Int) {
        let (width, height) = (old.width, old.height)
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

    /// The place in the old picture, and how much of a pixel there lies inside.
    @inline(__always)
    func place(_ x: Int, _ y: Int) -> (x: Float, y: Float, cover: Float) {
        let dy = Float(y) - (Float(height) / 2 - 0.5)
        let dx = Float(x) - (Float(width) / 2 - 0.5)
        let fromX = cosine * dx + sine * dy + (Float(old.width) / 2 - 0.5)
        let fromY = cosine * dy - sine * dx + (Float(old.height) / 2 - 0.5)
        return (fromX, fromY, Self.cover(fromX, old.width) * Self.cover(fromY, old.height))
    }

    private static func cover(_ place: Float, _ side: Int) -> Float {
        min(max(place + 1, 0), 1) * min(max(Float(side) - place, 0), 1)
    }

    static func spline(_ t: Float) -> SIMD4<Float> {
        let (t2, t3) = (t * t, t * t * t)
        return SIMD4(
            -0.5 * t + t2 - 0.5 * t3,
            1 - 2.5 * t2 + 1.5 * t3,
            0.5 * t + 2 * t2 - 1.5 * t3,
            -0.5 * t2 + 0.5 * t3
        )
    }
}
