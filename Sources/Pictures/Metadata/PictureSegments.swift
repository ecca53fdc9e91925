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

    /// ITU T.81, B.1: segments before the scans and between them, each marker behind any number of fill bytes.
    private static func inJPEG(_ reader: ByteReader) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var offset = 2
        while var marker = reader.uint8(at: offset + 1), reader.uint8(at: offset) == 0xFF {
            while marker == 0xFF, let next = reader.uint8(at: offset + 2) { (offset, marker) = (offset + 1, next) }
            if marker == 0xD9 {
                if offset + 2 < reader.count { places.append(offset + 2..<reader.count) }
                return places
            }
            guard let length = reader.uint16(at: offset + 2), length >= 2 else { break }
            let end = min(offset + 2 + length, reader.count)
            if (0xE0...0xEF).contains(marker) || marker == 0xFE, offset + 4 < end { places.append(offset + 4..<end) }
            offset = marker == 0xDA ? endOfScan(from: end, reader) : end
        }
        return places
    }

    /// Where a marker stands that is none of a scan's own: not a stuffed byte, and no restart.
    private static func endOfScan(from start: Int, _ reader: ByteReader) -> Int {
        reader.data.withUnsafeBytes { bytes in
            var place = start
            while place + 1 < bytes.count {
                if bytes[place] == 0xFF, bytes[place + 1] != 0, !(0xD0...0xD7).contains(bytes[place + 1]) { return place }
                place += 1
            }
            return bytes.count
        }
    }

    private static func inPNG(_ reader: ByteReader) -> [Range<Int>] {
        let painting: Set = ["IHDR", "PLTE", "tRNS", "IDAT", "fdAT"]
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
        let painting: Set = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"]
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
