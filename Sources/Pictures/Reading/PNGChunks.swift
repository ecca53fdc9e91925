import Foundation

/// What a PNG says before its pixels.
struct PNGChunks {
    var colourType = 2
    /// Of an animated PNG.
    var frames: Int?
    /// Primaries, transfer and matrix by ITU-T H.273, and whether all values are used.
    var cicp: [Int]?
    var hasProfile = false
    var isSRGB = false
    /// Where the chunk stands that says so, all of it.
    var sRGB: Range<Int>?
    var hasResolution = false
    var gamma: Double?
    /// White, red, green and blue: x and y each.
    var chromaticities: [Double]?

    init(_ data: Data) {
        let reader = ByteReader(data: data)
        colourType = reader.uint8(at: 25) ?? 2
        var offset = 8
        // A file may have very many chunks; what counts here stands among the first.
        for _ in 0..<10_000 {
            guard let length = reader.uint32(at: offset), let name = reader.text(at: offset + 4, count: 4),
                name != "IDAT", reader.bytes(at: offset + 8, count: length) != nil
            else { return }
            let start = offset + 8
            defer { offset = start + length + 4 }
            // Decoders pass over a chunk that is damaged and not needed.
            if Self.told.contains(name), let body = reader.bytes(at: offset + 4, count: length + 4),
                reader.uint32(at: start + length) != Int(PNGFile.crc(body))
            {
                continue
            }
            switch name {
            case "acTL": frames = reader.uint32(at: start)
            case "cICP": if length == 4 { cicp = (0..<4).compactMap { reader.uint8(at: start + $0) } }
            case "iCCP": hasProfile = true
            case "pHYs": hasResolution = length == 9 && reader.uint8(at: start + 8) == 1
            case "sRGB":
                isSRGB = true
                sRGB = offset..<(start + length + 4)
            case "gAMA": gamma = reader.uint32(at: start).map { Double($0) / 100_000 }
            case "cHRM":
                let values = (0..<8).compactMap { reader.uint32(at: start + 4 * $0) }
                if length == 32, values.count == 8 { chromaticities = values.map { Double($0) / 100_000 } }
            default: break
            }
        }
    }

    /// Short ones that tell colours or a size.
    private static let told: Set = ["acTL", "cICP", "pHYs", "sRGB", "gAMA", "cHRM"]
}
