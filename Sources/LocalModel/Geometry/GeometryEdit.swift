package import ImageModels
package import Pictures

extension PixelBuffer {
    /// The picture in another shape.
    ///
    /// - Parameter subject: what a crop should keep in sight, in pixels; the far sides are exclusive.
    /// - Throws: `ModelFailure.declined` where the result would be larger than `GeometryLimit` allows.
    package func applying(
        _ geometry: Geometry,
        around subject: (x0: Int, y0: Int, x1: Int, y1: Int)? = nil
    ) throws(ModelFailure) -> PixelBuffer {
        switch geometry {
        case .rotate(let degrees):
            return try rotated(by: degrees)
        case .flipHorizontally:
            return movingPixels(width: width, height: height) { x, y in (self.width - 1 - x, y) }
        case .flipVertically:
            return movingPixels(width: width, height: height) { x, y in (x, self.height - 1 - y) }
        case .crop(let ratioWidth, let ratioHeight):
            return cropped(to: ratioWidth, ratioHeight, around: subject)
        case .resize(let newWidth?, let newHeight?, _):
            return try cropped(to: newWidth, newHeight, around: subject).resized(newWidth, newHeight)
        case .resize(let newWidth, let newHeight, let longest):
            let goal =
                newWidth.map { Double($0) / Double(width) } ?? newHeight.map { Double($0) / Double(height) }
                ?? longest.map { Double($0) / Double(max(width, height)) } ?? 1
            return try scaled(by: goal)
        case .scale(let factor):
            return try scaled(by: factor)
        case .border(let colour, let share):
            return try bordered(colour, share: share)
        case .roundedCorners(let share):
            return roundingCorners(share: share)
        }
    }

    /// A picture whose every pixel is one of this picture's pixels.
    func movingPixels(width newWidth: Int, height newHeight: Int, from place: (Int, Int) -> (Int, Int)) -> PixelBuffer {
        var result = [UInt8](repeating: 0, count: newWidth * newHeight * channels)
        result.withUnsafeMutableBufferPointer { result in
            bytes.withUnsafeBufferPointer { source in
                var goal = 0
                for y in 0..<newHeight {
                    for x in 0..<newWidth {
                        let (fromX, fromY) = place(x, y)
                        let start = (fromY * width + fromX) * channels
                        for channel in 0..<channels { result[goal + channel] = source[start + channel] }
                        goal += channels
                    }
                }
            }
        }
        return PixelBuffer(width: newWidth, height: newHeight, channels: channels, bytes: result)
    }

    /// The largest part of a ratio, centred on the subject as far as the picture's edges allow. Of a subject that is
    /// too high for it, the top stays in sight: that is where heads are.
    func cropped(
        to ratioWidth: Int,
        _ ratioHeight: Int,
        around subject: (x0: Int, y0: Int, x1: Int, y1: Int)?
    ) -> PixelBuffer {
        let size = PixelSize(width: width, height: height)
        let box = Self.crop(of: size, to: ratioWidth, ratioHeight, around: subject)
        return cropped(x: box.x, y: box.y, width: box.width, height: box.height)
    }

    /// Where that part lies.
    static func crop(
        of size: PixelSize, to ratioWidth: Int, _ ratioHeight: Int,
        around subject: (x0: Int, y0: Int, x1: Int, y1: Int)?
    ) -> Rectangle {
        let (width, height) = (size.width, size.height)
        let ratio = Double(max(ratioWidth, 1)) / Double(max(ratioHeight, 1))
        var (newWidth, newHeight) = (width, height)
        if Double(width) > Double(height) * ratio {
            newWidth = min(width, max(1, Int((Double(height) * ratio).rounded())))
        } else {
            newHeight = min(height, max(1, Int((Double(width) / ratio).rounded())))
        }
        let (centreX, centreY) = subject.map { (($0.x0 + $0.x1) / 2, ($0.y0 + $0.y1) / 2) } ?? (width / 2, height / 2)
        let x = min(max(centreX - newWidth / 2, 0), width - newWidth)
        var top = centreY - newHeight / 2
        if let subject, subject.y0 < top { top = subject.y0 - newHeight / 20 }
        let y = min(max(top, 0), height - newHeight)
        return Rectangle(x: x, y: y, width: newWidth, height: newHeight)
    }
}

/// How large an edit may make a picture.
package enum GeometryLimit {
    package static let side = 16384
    package static let pixels = 200_000_000
    /// Beyond this nothing but blur is gained.
    package static let enlargement = 4.0

    static func checkEnlargement(from old: PixelSize, to new: PixelSize) throws(ModelFailure) {
        try check(Double(new.width), Double(new.height))
        let growth = max(Double(new.width) / Double(old.width), Double(new.height) / Double(old.height))
        guard growth <= enlargement + 0.01 else {
            throw .declined(.beyondMeans("enlarging more than \(Int(enlargement)) times"))
        }
    }

    static func check(_ width: Double, _ height: Double) throws(ModelFailure) {
        guard width <= Double(side), height <= Double(side), width * height <= Double(pixels) else {
            throw .declined(.beyondMeans("pictures of more than \(side) pixels a side or 200 megapixels"))
        }
    }
}
