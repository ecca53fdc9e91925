public import Foundation

/// Pictures that follow one another in one file and run for ever.
public struct Animation: Sendable {
    /// All of one size and number of channels.
    public let frames: [PixelBuffer]
    /// How long each is shown.
    public let milliseconds: [Int]

    /// The formats that it can be written in.
    public static let writable: [PictureFormat] = [.webp, .gif]

    /// Pictures of any size, each in the middle of a canvas that takes the largest, which is scaled to a longest side.
    ///
    /// Where any of them has alpha, the canvas is transparent, else white. The last picture is shown twice as long.
    public init(of pictures: [PixelBuffer], longestSide: Int, milliseconds: Int) throws(PictureFailure) {
        precondition(!pictures.isEmpty)
        let width = pictures.map(\.width).max() ?? 1
        let height = pictures.map(\.height).max() ?? 1
        let scale = min(1, Double(longestSide) / Double(max(width, height)))
        func scaled(_ side: Int) -> Int { max(1, Int((Double(side) * scale).rounded())) }
        let colour: [UInt8] = pictures.contains(where: \.hasAlpha) ? [255, 255, 255, 0] : [255, 255, 255]
        let canvas = PixelBuffer(width: scaled(width), height: scaled(height), filledWith: colour)
        var frames: [PixelBuffer] = []
        for picture in pictures {
            let size = PixelSize(width: scaled(picture.width), height: scaled(picture.height))
            var frame = canvas
            frame.place(
                try picture.scaled(to: size), x: (canvas.width - size.width) / 2, y: (canvas.height - size.height) / 2)
            frames.append(frame)
        }
        self.frames = frames
        self.milliseconds = frames.indices.map { $0 == frames.count - 1 ? 2 * milliseconds : milliseconds }
    }

    /// Throws `PictureFailure.cannotEncode` for a format that has no animations.
    public func encoded(as encoding: PictureEncoding) throws(PictureFailure) -> Data {
        try VipsImage.animation(of: frames, milliseconds: milliseconds, as: encoding)
    }
}

extension PixelBuffer {
    /// Puts another picture's pixels, alpha included, over this one's at a place where they fit. A picture without alpha
    /// counts as opaque; where only the other one has alpha, it is laid over what is there.
    public mutating func place(_ other: PixelBuffer, x: Int, y: Int) {
        precondition(x >= 0 && y >= 0 && x + other.width <= width && y + other.height <= height)
        for line in 0..<other.height {
            for column in 0..<other.width {
                let from = (line * other.width + column) * other.channels
                let to = ((y + line) * width + x + column) * channels
                let alpha = other.hasAlpha ? Int(other.bytes[from + 3]) : 255
                if hasAlpha {
                    for c in 0..<3 { bytes[to + c] = other.bytes[from + c] }
                    bytes[to + 3] = UInt8(alpha)
                } else {
                    for c in 0..<3 {
                        let mixed = Int(other.bytes[from + c]) * alpha + Int(bytes[to + c]) * (255 - alpha)
                        bytes[to + c] = UInt8((mixed + 127) / 255)
                    }
                }
            }
        }
    }
}
