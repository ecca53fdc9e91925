import Foundation
import Pictures

/// A subject lifted off its background.
struct Cutout {
    /// The whole picture.
    let picture: RGBPicture
    /// How opaque the subject is at each pixel, 0...1.
    let alpha: Plane
    /// The subject's own colours along its edge.
    let foreground: ForegroundColours

    var width: Int { picture.width }
    var height: Int { picture.height }
    var shortSide: Int { min(width, height) }

    init(_ picture: RGBPicture, alpha: Plane) throws {
        self.picture = picture
        self.alpha = alpha
        foreground = try ForegroundColours(estimatedIn: picture, alpha: alpha)
    }

    /// A picture that was cut out before: its alpha is the subject.
    init(cutOut pixels: PixelBuffer) {
        precondition(pixels.hasAlpha)
        var bytes = [UInt8](repeating: 0, count: pixels.pixelCount * 3)
        for i in 0..<pixels.pixelCount {
            for c in 0..<3 { bytes[3 * i + c] = pixels.bytes[4 * i + c] }
        }
        picture = RGBPicture(width: pixels.width, height: pixels.height, bytes: bytes)
        alpha = Plane(width: pixels.width, height: pixels.height) { Float(pixels.bytes[4 * $0 + 3]) / 255 }
        foreground = ForegroundColours(of: picture, alpha: alpha)
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
        var colours = foreground.rows()
        for y in 0..<height {
            colours.move(to: y)
            for x in 0..<width {
                let i = y * width + x
                for c in 0..<3 { bytes[4 * i + c] = colours.bytes[3 * x + c] }
                bytes[4 * i + 3] = UInt8(alpha[i] * 255 + 0.5)
            }
        }
        return PixelBuffer(width: width, height: height, channels: 4, bytes: bytes)
    }

    /// The subject over a background that is given row by row: three values of 0...1 a pixel.
    func over(_ background: (_ y: Int, _ row: inout [Float]) -> Void) throws -> PixelBuffer {
        var bytes = [UInt8](repeating: 0, count: width * height * 3)
        var colours = foreground.rows()
        var row = [Float](repeating: 0, count: width * 3)
        for y in 0..<height {
            if y % 256 == 0 { try Task.checkCancellation() }
            background(y, &row)
            colours.move(to: y)
            for x in 0..<width {
                let a = alpha[y * width + x]
                for c in 0..<3 {
                    let own = colours.bytes[3 * x + c]
                    bytes[3 * (y * width + x) + c] =
                        a < 1 ? UInt8(clamp(Float(own) * a + row[3 * x + c] * 255 * (1 - a) + 0.5, 0, 255)) : own
                }
            }
        }
        return PixelBuffer(width: width, height: height, channels: 3, bytes: bytes)
    }
}
