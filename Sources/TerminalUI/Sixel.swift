import CChafa
import Pictures

/// Sixels, by libchafa.
enum Sixel {
    /// The picture pixel for pixel, from the cursor on; up to five rows of pixels are cut off. `nil` where it is too
    /// large or too small.
    static func shown(_ pixels: PixelBuffer) -> String? {
        let text = pixels.bytes.withUnsafeBufferPointer { bytes in
            rc_sixels(bytes.baseAddress!, Int32(pixels.width), Int32(pixels.height), Int32(pixels.channels))
        }
        guard let text else { return nil }
        defer { rc_free(text) }
        return String(cString: text)
    }

    /// The longest side of what is drawn.
    static let limit = 4000
}
