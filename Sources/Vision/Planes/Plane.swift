import CVision
import ImageModels

/// One or more floats a pixel, interleaved; rows from top to bottom without gaps.
package struct Plane {
    let width: Int
    let height: Int
    let channels: Int
    package var values: [Float]

    init(width: Int, height: Int, channels: Int = 1, values: [Float]) {
        precondition(values.count == width * height * channels)
        self.width = width
        self.height = height
        self.channels = channels
        self.values = values
    }

    init(width: Int, height: Int, channels: Int = 1, filledWith value: Float = 0) {
        self.init(
            width: width,
            height: height,
            channels: channels,
            values: [Float](repeating: value, count: width * height * channels)
        )
    }

    /// One channel, each value from its pixel's index.
    package init(width: Int, height: Int, _ value: (Int) -> Float) {
        let values = [Float](unsafeUninitializedCapacity: width * height) { buffer, count in
            for i in 0..<(width * height) { buffer[i] = value(i) }
            count = width * height
        }
        self.init(width: width, height: height, values: values)
    }

    package subscript(i: Int) -> Float {
        get { values[i] }
        set { values[i] = newValue }
    }

    func mapped(_ transform: (Float) -> Float) -> Plane {
        Plane(width: width, height: height, channels: channels, values: values.map(transform))
    }

    /// The pixels whose (single) value passes.
    func bitmap(where passes: (Float) -> Bool) -> Bitmap {
        Bitmap(width: width, height: height) { passes(values[$0]) }
    }

    func cropped(to box: PixelBox) -> Plane {
        var result: [Float] = []
        result.reserveCapacity(box.area * channels)
        for y in box.y0..<box.y1 {
            let row = y * width
            result += values[(row + box.x0) * channels..<(row + box.x1) * channels]
        }
        return Plane(width: box.width, height: box.height, channels: channels, values: result)
    }

    // MARK: OpenCV

    /// Bilinear, or by the mean of the pixels covered.
    func resized(width newWidth: Int, height newHeight: Int, byArea: Bool = false) throws -> Plane {
        var result = Plane(width: newWidth, height: newHeight, channels: channels)
        try vision(
            vision_resize_plane(
                values,
                Int32(width),
                Int32(height),
                Int32(channels),
                &result.values,
                Int32(newWidth),
                Int32(newHeight),
                byArea ? 1 : 0
            )
        )
        return result
    }

    func blurred(sigma: Double) throws -> Plane {
        var result = self
        try vision(
            vision_gaussian(values, Int32(width), Int32(height), Int32(channels), sigma, &result.values)
        )
        return result
    }

    func boxFiltered(radius: Int) throws -> Plane {
        var result = self
        try vision(
            vision_box(values, Int32(width), Int32(height), Int32(channels), Int32(radius), &result.values)
        )
        return result
    }

    func dilated(radius: Int) throws -> Plane {
        var result = self
        try vision(vision_dilate_plane(values, Int32(width), Int32(height), Int32(radius), &result.values))
        return result
    }

    func bilateral(diameter: Int, sigmaValue: Double, sigmaSpace: Double) throws -> Plane {
        var result = self
        try vision(
            vision_bilateral_plane(
                values,
                Int32(width),
                Int32(height),
                Int32(diameter),
                sigmaValue,
                sigmaSpace,
                &result.values
            )
        )
        return result
    }
}

/// Turns a failed call of CVision into an error.
func vision(_ status: Int32) throws {
    if status != 0 { throw ModelFailure.broken(detail: String(cString: vision_error())) }
}
