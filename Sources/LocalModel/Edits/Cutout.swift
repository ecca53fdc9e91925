import Foundation
import Pictures

/// A subject lifted off its background.
struct Cutout {
    /// The whole picture.
    let picture: RGBPicture
    /// How opaque the subject is at each pixel, 0...1.
    let alpha: Plane
    /// The picture with the subject's own colours along its edge.
    let foreground: RGBPicture

    var width: Int { picture.width }
    var height: Int { picture.height }
    var shortSide: Int { min(width, height) }

    init(_ picture: RGBPicture, alpha: Plane) throws {
        self.picture = picture
        self.alpha = alpha
        foreground = try ForegroundColours.estimated(picture, alpha: alpha)
    }

    /// A picture that was cut out before: its alpha is the subject.
    init(cutOut pixels: PixelBuffer) {
        precondition(pixels.hasAlpha)
        var bytes = [UInt8](repeating: 0, count: pixels.pixelCount * 3)
        for i in 0..<pixels.pixelCount {
            for c in 0..<3 { bytes[3 * i + c] = pixels.bytes[4 * i + c] }
        }
        picture = RGBPicture(width: pixels.width, height: pixels.height, bytes: bytes)
        foreground = picture
        alpha = Plane(width: pixels.width, height: pixels.height) { Float(pixels.bytes[4 * $0 + 3]) / 255 }
    }

    /// The alpha with a longest side of at most `longest`.
    func reducedAlpha(longest: Int) throws -> Plane {
        let scale = min(1, Double(longest) / Double(max(width, height)))
        return try alpha.resized(
            width: max(1, Int((Double(width) * scale).rounded())),
            height: max(1, Int((Double(height) * scale).rounded())),
            byArea: true
        )
    }

    /// The subject alone.
    func transparent() -> PixelBuffer {
        var bytes = [UInt8](repeating: 0, count: width * height * 4)
        for i in 0..<(width * height) {
            for c in 0..<3 { bytes[4 * i + c] = foreground.bytes[3 * i + c] }
            bytes[4 * i + 3] = UInt8(alpha[i] * 255 + 0.5)
        }
        return PixelBuffer(width: width, height: height, channels: 4, bytes: bytes)
    }

    /// The subject over a background that is given row by row: three values of 0...1 a pixel.
    func over(_ background: (_ y: Int, _ row: inout [Float]) -> Void) throws -> PixelBuffer {
        var bytes = foreground.bytes
        var row = [Float](repeating: 0, count: width * 3)
        for y in 0..<height {
            if y % 256 == 0 { try Task.checkCancellation() }
            background(y, &row)
            for x in 0..<width {
                let a = alpha[y * width + x]
                guard a < 1 else { continue }
                for c in 0..<3 {
                    let k = 3 * (y * width + x) + c
                    bytes[k] = UInt8(
                        clamp(Float(foreground.bytes[k]) * a + row[3 * x + c] * 255 * (1 - a) + 0.5, 0, 255)
                    )
                }
            }
        }
        return PixelBuffer(width: width, height: height, channels: 3, bytes: bytes)
    }
}
