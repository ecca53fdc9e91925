import Foundation
import Pictures

/// What a pretended model paints: the picture that it was sent, resampled to the size asked for, with a disc of a colour
/// in its middle that the instruction decides, and a small one far from it where the instruction speaks of a spot.
struct PaintedPicture {
    let pixels: PixelBuffer

    init(over picture: PixelBuffer?, size: PixelSize, instruction: String) throws {
        var pixels = try picture?.scaled(to: size) ?? SamplePictures.gradient(width: size.width, height: size.height)
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in instruction.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let colour = (0..<3).map { UInt8(truncatingIfNeeded: hash >> ($0 * 16 + 8)) }
        let (width, height, channels) = (pixels.width, pixels.height, pixels.channels)
        func paint(x centreX: Int, y centreY: Int, radius: Int) {
            pixels.bytes.withUnsafeMutableBufferPointer { bytes in
                for y in (centreY - radius)..<(centreY + radius) {
                    let dy = y - centreY
                    let half = Int(Double(radius * radius - dy * dy).squareRoot())
                    for x in (centreX - half)..<(centreX + half) {
                        let at = (y * width + x) * channels
                        for c in 0..<3 { bytes[at + c] = UInt8((Int(bytes[at + c]) + 3 * Int(colour[c])) / 4) }
                        if channels == 4 { bytes[at + 3] = 255 }
                    }
                }
            }
        }
        paint(x: width / 2, y: height / 2, radius: min(width, height) / 5)
        if instruction.contains("spot") { paint(x: width * 7 / 8, y: height * 7 / 8, radius: min(width, height) / 60) }
        self.pixels = pixels
    }

    /// The disc alone, before nothing.
    var discAlone: PixelBuffer {
        var bytes = [UInt8](repeating: 0, count: pixels.width * pixels.height * 4)
        let radius = min(pixels.width, pixels.height) / 5
        for y in 0..<pixels.height {
            for x in 0..<pixels.width {
                let (dx, dy) = (x - pixels.width / 2, y - pixels.height / 2)
                guard dx * dx + dy * dy < radius * radius else { continue }
                let (from, to) = ((y * pixels.width + x) * pixels.channels, (y * pixels.width + x) * 4)
                for c in 0..<3 { bytes[to + c] = pixels.bytes[from + c] }
                bytes[to + 3] = 255
            }
        }
        return PixelBuffer(width: pixels.width, height: pixels.height, channels: 4, bytes: bytes)
    }

    var jpeg: Data { get throws { try pixels.encoded(as: PictureEncoding(format: .jpeg, quality: 92)) } }
    var png: Data { get throws { try pixels.encoded(as: .png) } }
}
