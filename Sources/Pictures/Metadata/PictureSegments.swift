package import Foundation

/// Where a picture's file says something besides its pixels.
package enum PictureSegments {
    /// The places of a JPEG's comments and applications' segments, of a PNG's chunks that are not what it is painted by, of a WebP's
    /// metadata, and of what follows their end; none in other formats.
    package static func besidePixels(of data: Data) -> [Range<Int>] {
        switch PictureFormat(magic: data) {
        case .jpeg: inJPEG(ByteReader(data: data))
        case .png: inPNG(ByteReader(data: data))
        case .webp: inWebP(ByteReader(data: data, isLittleEndian: true))
        default: []
        }
    }

    /// ITU T.81, B.1.1: markers and segments up to the first scan; an end of image within scans is the file's own.
    private static func inJPEG(_ reader: ByteReader) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var offset = 2
        while reader.uint8(at: offset) == 0xFF, let marker = reader.uint8(at: offset + 1),
            let length = reader.uint16(at: offset + 2), length >= 2, offset + 2 + length <= reader.count
        {
            let end = offset + 2 + length
            if (0xE0...0xEF).contains(marker) || marker == 0xFE { places.append(offset + 4..<end) }
            offset = end
            if marker == 0xDA { break }
        }
        let start = reader.data.startIndex
        guard offset < reader.count,
            let end = reader.data.range(of: Data([0xFF, 0xD9]), in: start + offset..<reader.data.endIndex)
        else { return places }
        if end.upperBound < reader.data.endIndex { places.append(end.upperBound - start..<reader.count) }
        return places
    }

    private static func inPNG(_ reader: ByteReader) -> [Range<Int>] {
        let painting: Set = ["IHDR", "PLTE", "tRNS", "IDAT", "fdAT", "zTXt", "iTXt", "iCCP"]
        var places: [Range<Int>] = []
        var offset = 8
        while let length = reader.uint32(at: offset), let name = reader.text(at: offset + 4, count: 4),
            length + 12 <= reader.count - offset
        {
            if length > 0, !painting.contains(name) { places.append(offset + 8..<offset + 8 + length) }
            offset += length + 12
            if name == "IEND" { break }
        }
        if offset < reader.count { places.append(offset..<reader.count) }
        return places
    }

    private static func inWebP(_ reader: ByteReader) -> [Range<Int>] {
        let painting: Set = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]
        let end = min(reader.count, (reader.uint32(at: 4) ?? 0) + 8)
        var places: [Range<Int>] = []
        var offset = 12
        while offset < end, let name = reader.text(at: offset, count: 4), let length = reader.uint32(at: offset + 4),
            length <= end - offset - 8
        {
            if length > 0, !painting.contains(name) { places.append(offset + 8..<offset + 8 + length) }
            offset += 8 + length + length % 2
        }
        if end < reader.count { places.append(end..<reader.count) }
        return places
    }
}
