extension PixelBuffer {
    /// Draws the rim of what a mask of this size selects in a box, or of the box, as thick as a 350th of the longer side.
    public mutating func outline(_ box: Rectangle, _ mask: PixelMask?, _ colour: [UInt8]) {
        let thick = max(1, max(width, height) / 350)
        func selects(_ x: Int, _ y: Int) -> Bool {
            guard x >= box.x, y >= box.y, x < box.maxX, y < box.maxY else { return false }
            return (mask?.values[y * width + x] ?? 255) >= 128
        }
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX where selects(x, y) {
                guard
                    !selects(x - thick, y) || !selects(x + thick, y) || !selects(x, y - thick) || !selects(x, y + thick)
                else { continue }
                let pixel = (y * width + x) * channels
                for c in 0..<3 { bytes[pixel + c] = colour[c] }
                if hasAlpha { bytes[pixel + 3] = 255 }
            }
        }
    }

    /// Draws a cross, white within black, at a place in pixels of the picture that this shows.
    public mutating func mark(x across: Double, y down: Double, of picture: PixelSize) {
        let x = Int(across / Double(picture.width) * Double(width))
        let y = Int(down / Double(picture.height) * Double(height))
        let reach = max(3, max(width, height) / 40)
        let thick = max(0, reach / 12)
        for (grown, value) in [(thick + max(1, reach / 12), UInt8(0)), (thick, 255)] {
            for offset in -reach...reach {
                for side in -grown...grown {
                    for (u, v) in [(x + offset, y + side), (x + side, y + offset)] {
                        guard u >= 0, v >= 0, u < width, v < height else { continue }
                        for c in 0..<3 { bytes[(v * width + u) * channels + c] = value }
                        if hasAlpha { bytes[(v * width + u) * channels + 3] = 255 }
                    }
                }
            }
        }
    }
}
