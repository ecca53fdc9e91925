extension PixelMask {
    /// The mask at another size, interpolated between the middles of its pixels.
    public func scaled(to size: PixelSize) -> PixelMask {
        guard size.width != width || size.height != height else { return self }
        let scaleX = Float(width) / Float(size.width)
        let scaleY = Float(height) / Float(size.height)
        // Each column's two neighbours and the share of the right one, once for all rows.
        let columns = (0..<size.width).map { x -> (Int, Int, Float) in
            let at = max(0, min(Float(width - 1), (Float(x) + 0.5) * scaleX - 0.5))
            return (Int(at), min(width - 1, Int(at) + 1), at - Float(Int(at)))
        }
        let scaled = [UInt8](unsafeUninitializedCapacity: size.width * size.height) { out, count in
            values.withUnsafeBufferPointer { values in
                for y in 0..<size.height {
                    let at = max(0, min(Float(height - 1), (Float(y) + 0.5) * scaleY - 0.5))
                    let (upper, lower) = (Int(at) * width, min(height - 1, Int(at) + 1) * width)
                    let below = at - Float(Int(at))
                    for (x, (left, right, share)) in columns.enumerated() {
                        let top = Float(values[upper + left]) * (1 - share) + Float(values[upper + right]) * share
                        let bottom = Float(values[lower + left]) * (1 - share) + Float(values[lower + right]) * share
                        out[y * size.width + x] = UInt8(top * (1 - below) + bottom * below + 0.5)
                    }
                }
            }
            count = size.width * size.height
        }
        return PixelMask(width: size.width, height: size.height, values: scaled)
    }

    /// The mask as a grey picture: white is selected.
    public var picture: PixelBuffer {
        PixelBuffer(width: width, height: height, channels: 3, bytes: values.flatMap { [$0, $0, $0] })
    }

    /// What a picture selects: its transparency where it has any, else how bright it is.
    public init(from picture: PixelBuffer) {
        let channels = picture.channels
        let hasTransparency = picture.isTransparent
        let values = (0..<picture.pixelCount).map { pixel -> UInt8 in
            let i = pixel * channels
            if hasTransparency { return picture.bytes[i + 3] }
            let red = Int(picture.bytes[i]) * 77
            let green = Int(picture.bytes[i + 1]) * 150
            let blue = Int(picture.bytes[i + 2]) * 29
            return UInt8((red + green + blue) >> 8)
        }
        self.init(width: picture.width, height: picture.height, values: values)
    }
}
