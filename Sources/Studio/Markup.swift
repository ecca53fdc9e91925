import Locality
import Pictures

/// A drawing over the picture that is sent, which shows a model the region that is meant: its outline, and nothing else.
package enum Markup {
    /// What is said beside it, so that the outline is not painted.
    package static let words = " The red outline only marks the part that is meant; it is no part of the picture."

    /// Of the longer side, and no less than two pixels.
    private static let width = 0.006

    /// Red where the region ends, transparent elsewhere. `isInside` by rows.
    static func drawing(around isInside: [Bool], size: PixelSize) throws(PictureFailure) -> Picture {
        let (width, height) = (size.width, size.height)
        let reach = max(2, Int(Double(max(width, height)) * Self.width))
        let steps = [-reach, 0, reach]
        var bytes = [UInt8](repeating: 0, count: width * height * 4)
        for y in 0..<height {
            for x in 0..<width where isInside[y * width + x] {
                let isEdge = steps.contains { down in
                    steps.contains { right in
                        let (column, row) = (x + right, y + down)
                        return column < 0 || row < 0 || column >= width || row >= height
                            || !isInside[row * width + column]
                    }
                }
                guard isEdge else { continue }
                let place = (y * width + x) * 4
                (bytes[place], bytes[place + 3]) = (255, 255)
            }
        }
        return try PixelBuffer(width: width, height: height, channels: 4, bytes: bytes).picture()
    }
}
