import Foundation

/// The first frame of an animated PNG whose main picture is not one of the frames: viewers show the frame, and the main
/// picture only stands for it where animations aren't known.
struct APNGFrame {
    /// The frame as a PNG of its own.
    let data: Data
    /// Where it lies on the animation's canvas, which is transparent elsewhere.
    let area: Rectangle
    let canvas: PixelSize
    var isWhole: Bool { area.width == canvas.width && area.height == canvas.height }

    /// `nil` for every other file, and where the frame's place makes no sense.
    init?(_ data: Data) {
        guard PNGChunks(data).frames != nil else { return nil }
        let chunks = PNGFile(data).named
        guard let main = chunks.firstIndex(where: { $0.name == "IDAT" }),
            let control = chunks.firstIndex(where: { $0.name == "fcTL" }), main < control,
            let header = chunks.first?.body, chunks.first?.name == "IHDR", header.count == 13
        else { return nil }
        let head = ByteReader(data: header)
        let place = ByteReader(data: chunks[control].body)
        guard let across = head.uint32(at: 0), let down = head.uint32(at: 4), let width = place.uint32(at: 4),
            let height = place.uint32(at: 8), let x = place.uint32(at: 12), let y = place.uint32(at: 16),
            width > 0, height > 0, x + width <= across, y + height <= down
        else { return nil }
        let parts = chunks[(control + 1)...].prefix { $0.name != "fcTL" }.filter { $0.name == "fdAT" }
        guard !parts.isEmpty else { return nil }
        var out = Data(data.prefix(8))
        var own = Data()
        own.append(big: UInt32(truncatingIfNeeded: width))
        own.append(big: UInt32(truncatingIfNeeded: height))
        out.append(PNGFile.chunk("IHDR", own + header.dropFirst(8)))
        for (index, chunk) in chunks.enumerated() {
            switch chunk.name {
            case "IHDR", "acTL", "fcTL", "fdAT": break
            case "IDAT":
                // Before the pixels of each part stands its number.
                if index == main { for part in parts { out.append(PNGFile.chunk("IDAT", part.body.dropFirst(4))) } }
            default: out.append(PNGFile.chunk(chunk.name, chunk.body))
            }
        }
        self.data = out
        area = Rectangle(x: x, y: y, width: width, height: height)
        canvas = PixelSize(width: across, height: down)
    }
}
