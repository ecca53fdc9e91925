public import Pictures

extension PixelBuffer {
    /// The numbers of the pixels, counted by rows, that are not as in another picture: all of them if that has another size or other
    /// channels.
    ///
    /// Tests are compiled without optimising, and would take seconds for a photograph.
    public func changedPixels(from other: PixelBuffer) -> [Int] {
        guard width == other.width, height == other.height, channels == other.channels else {
            return Array(0..<pixelCount)
        }
        return bytes.withUnsafeBufferPointer { own in
            other.bytes.withUnsafeBufferPointer { theirs in
                (0..<pixelCount).filter { index in
                    (index * channels..<(index + 1) * channels).contains { own[$0] != theirs[$0] }
                }
            }
        }
    }
}
