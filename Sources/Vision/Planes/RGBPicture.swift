import CVision
import Colorimetry
import Pictures

/// A picture without alpha, and the OpenCV operations on it.
package struct RGBPicture {
    let width: Int
    let height: Int
    var bytes: [UInt8]

    package init(width: Int, height: Int, bytes: [UInt8]) {
        precondition(bytes.count == width * height * 3)
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    /// Transparent places become white.
    init(_ pixels: PixelBuffer) {
        guard pixels.hasAlpha else {
            self.init(width: pixels.width, height: pixels.height, bytes: pixels.bytes)
            return
        }
        var bytes = [UInt8](repeating: 255, count: pixels.pixelCount * 3)
        for i in 0..<pixels.pixelCount {
            let alpha = Int(pixels.bytes[4 * i + 3])
            for c in 0..<3 {
                bytes[3 * i + c] = UInt8((Int(pixels.bytes[4 * i + c]) * alpha + 255 * (255 - alpha) + 127) / 255)
            }
        }
        self.init(width: pixels.width, height: pixels.height, bytes: bytes)
    }

    func resized(width newWidth: Int, height newHeight: Int) throws -> RGBPicture {
        if newWidth == width && newHeight == height { return self }
        var result = [UInt8](repeating: 0, count: newWidth * newHeight * 3)
        try vision(
            vision_resize_picture(
                bytes,
                Int32(width),
                Int32(height),
                &result,
                Int32(newWidth),
                Int32(newHeight)
            )
        )
        return RGBPicture(width: newWidth, height: newHeight, bytes: result)
    }

    func cropped(to box: PixelBox) -> RGBPicture {
        var result: [UInt8] = []
        result.reserveCapacity(box.area * 3)
        for y in box.y0..<box.y1 {
            let row = y * width
            result += bytes[(row + box.x0) * 3..<(row + box.x1) * 3]
        }
        return RGBPicture(width: box.width, height: box.height, bytes: result)
    }

    /// Left and right exchanged.
    func mirrored() -> RGBPicture {
        var result = self
        for y in 0..<height {
            for x in 0..<width {
                for c in 0..<3 { result.bytes[3 * (y * width + x) + c] = bytes[3 * (y * width + width - 1 - x) + c] }
            }
        }
        return result
    }

    func bilateral(diameter: Int, sigmaColour: Double, sigmaSpace: Double) throws -> RGBPicture {
        var result = self
        try vision(
            vision_bilateral_picture(
                bytes,
                Int32(width),
                Int32(height),
                Int32(diameter),
                sigmaColour,
                sigmaSpace,
                &result.bytes
            )
        )
        return result
    }

    /// Every pixel in OKLab.
    func lab() -> [Lab] {
        let decode = SRGB.linear
        return [Lab](unsafeUninitializedCapacity: width * height) { buffer, count in
            bytes.withUnsafeBufferPointer { bytes in
                for i in 0..<(width * height) {
                    buffer[i] = OKLab.fromLinear(
                        Lab(
                            decode[Int(bytes[3 * i])],
                            decode[Int(bytes[3 * i + 1])],
                            decode[Int(bytes[3 * i + 2])]
                        )
                    )
                }
            }
            count = width * height
        }
    }
}
