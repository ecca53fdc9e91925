import Foundation
import Pictures

/// What a pretended model paints: the picture that it was sent, resampled to the size asked for, with a disc of a colour
/// in its middle that the instruction decides.
struct PaintedPicture {
    let pixels: PixelBuffer

    init(over picture: PixelBuffer?, size: PixelSize, instruction: String) throws {
        var pixels = try picture?.scaled(to: size) ?? SamplePictures.gradient(width: size.width, height: size.height)
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in instruction.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let colour = (0..<3).map { UInt8(truncatingIfNeeded: hash >> ($0 * 16 + 8)) }
        let (width, height, channels) = (pixels.width, pixels.height, pixels.channels)
        let radius = min(width, height) / 5
        pixels.bytes.withUnsafeMutableBufferPointer { bytes in
            for y in (height / 2 - radius)..<(height / 2 + radius) {
                let dy = y - height / 2
                let half = Int(Double(radius * radius - dy * dy).squareRoot())
                for x in (width / 2 - half)..<(width / 2 + half) {
                    let at = (y * width + x) * channels
                    for c in 0..<3 { bytes[at + c] = UInt8((Int(bytes[at + c]) + 3 * Int(colour[c])) / 4) }
                    if channels == 4 { bytes[at + 3] = 255 }
                }
            }
        }
        self.pixels = pixels
    }

    var jpeg: Data { get throws { try pixels.encoded(as: PictureEncoding(format: .jpeg, quality: 92)) } }
    var png: Data { get throws { try pixels.encoded(as: .png) } }
}
