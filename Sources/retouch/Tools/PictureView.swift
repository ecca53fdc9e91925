import ModelContextProtocol
import Pictures

/// A picture as it is shown in an answer: small enough for whoever reads it.
enum PictureView {
    static let longestSide = 1024
    /// A lossless view of more bytes is made smaller.
    private static let mostBytes = 1_000_000

    /// `nil` where none is wanted.
    static func of(_ pixels: @autoclosure () throws -> PixelBuffer, longestSide: Int) throws -> ToolResult.Image? {
        guard longestSide > 0 else { return nil }
        let pixels = try pixels().fitted(longestSide: min(longestSide, Self.longestSide))
        guard pixels.isTransparent else {
            let data = try pixels.encoded(as: PictureEncoding(format: .jpeg, quality: 85))
            return .init(data, type: PictureFormat.jpeg.mediaType)
        }
        var view = pixels
        while true {
            let data = try view.encoded(as: .png)
            let side = max(view.width, view.height)
            guard data.count > mostBytes, side > 256 else { return .init(data, type: PictureFormat.png.mediaType) }
            view = try pixels.fitted(longestSide: side * 3 / 4)
        }
    }
}
