extension PixelMask {
    /// All of a box that lies in the picture.
    public init(box: Rectangle, in picture: PixelSize) {
        var values = [UInt8](repeating: 0, count: picture.width * picture.height)
        values.withUnsafeMutableBufferPointer { values in
            for y in box.y..<box.maxY {
                values[y * picture.width + box.x..<y * picture.width + box.maxX].update(repeating: 255)
            }
        }
        self.init(width: picture.width, height: picture.height, values: values)
    }

    /// How much of the picture it selects, 0...1.
    public var share: Double {
        Double(values.reduce(0) { $0 + Int($1) }) / 255 / Double(values.count)
    }

    /// Whether it selects at least half of a place, which is given in pixels of a picture that may be of another size.
    public func selects(_ place: (x: Int, y: Int), of picture: PixelSize) -> Bool {
        guard place.x >= 0, place.y >= 0, place.x < picture.width, place.y < picture.height else { return false }
        let (x, y) = (place.x * width / picture.width, place.y * height / picture.height)
        return values[y * width + x] >= 128
    }

    /// Selects wholly what it selects by half at least, and nothing else.
    public var hardened: PixelMask {
        PixelMask(width: width, height: height, values: values.map { $0 >= 128 ? 255 : 0 })
    }

    /// What both select, of two of the same size.
    public func intersection(_ other: PixelMask) -> PixelMask {
        PixelMask(width: width, height: height, values: zip(values, other.values).map { min($0, $1) })
    }

    /// What either selects, of two of the same size.
    public func union(_ other: PixelMask) -> PixelMask {
        PixelMask(width: width, height: height, values: zip(values, other.values).map { max($0, $1) })
    }

    /// The same within a larger picture, its left upper corner at that of `place`.
    public func placed(at place: Rectangle, in picture: PixelSize) -> PixelMask {
        var all = [UInt8](repeating: 0, count: picture.width * picture.height)
        for y in 0..<height {
            let start = (place.y + y) * picture.width + place.x
            all.replaceSubrange(start..<start + width, with: values[y * width..<(y + 1) * width])
        }
        return PixelMask(width: picture.width, height: picture.height, values: all)
    }

    /// Grown by so many pixels to each side.
    public func grown(by radius: Int) -> PixelMask {
        func spread(_ values: [UInt8], count: Int, stride: Int, lines: Int, lineStride: Int) -> [UInt8] {
            [UInt8](unsafeUninitializedCapacity: values.count) { out, written in
                values.withUnsafeBufferPointer { values in
                    for line in 0..<lines {
                        let start = line * lineStride
                        for i in 0..<count {
                            var most: UInt8 = 0
                            for j in max(0, i - radius)...min(count - 1, i + radius) {
                                most = max(most, values[start + j * stride])
                            }
                            out[start + i * stride] = most
                        }
                    }
                }
                written = values.count
            }
        }
        let across = spread(values, count: width, stride: 1, lines: height, lineStride: width)
        return PixelMask(
            width: width, height: height,
            values: spread(across, count: height, stride: width, lines: width, lineStride: 1))
    }
}
