extension PixelBuffer {
    /// Pictures side by side, scaled to one height, with transparent gaps; `nil` for none.
    public static func row(of pictures: [PixelBuffer], height: Int, gap: Int) -> PixelBuffer? {
        let scaled = pictures.compactMap { picture in
            try? picture.scaled(
                to: PixelSize(width: max(1, picture.width * height / picture.height), height: height))
        }
        guard !scaled.isEmpty else { return nil }
        let width = scaled.reduce(gap * (scaled.count - 1)) { $0 + $1.width }
        var row = PixelBuffer(
            width: width, height: height, channels: 4, bytes: [UInt8](repeating: 0, count: width * height * 4))
        var left = 0
        for picture in scaled {
            for y in 0..<height {
                for x in 0..<picture.width {
                    let from = (y * picture.width + x) * picture.channels
                    let to = (y * width + left + x) * 4
                    for c in 0..<3 { row.bytes[to + c] = picture.bytes[from + c] }
                    row.bytes[to + 3] = picture.hasAlpha ? picture.bytes[from + 3] : 255
                }
            }
            left += picture.width + gap
        }
        return row
    }
}
