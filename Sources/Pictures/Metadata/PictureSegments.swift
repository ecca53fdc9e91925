package import Foundation

/// Where a picture's file says something besides its pixels.
package enum PictureSegments {
    /// The places of all that a JPEG, a PNG or a WebP has besides what it is painted by, each of one or several pieces that
    /// belong together; of other formats the whole, or where it begins and ends.
    package static func besidePixels(of data: Data) -> [[Range<Int>]] {
        let places: [Range<Int>]
        switch PictureFormat(magic: data) {
        case .jpeg: places = inJPEG(ByteReader(data: data))
        case .png: return PNGOutline(ByteReader(data: data)).besidePixels
        case .webp: places = inWebP(ByteReader(data: data, isLittleEndian: true))
        case .some where data.count > 2 * mostAtEnds:
            places = [0..<mostAtEnds, data.count - mostAtEnds..<data.count]
        default: places = [0..<data.count]
        }
        return places.map { [$0] }
    }

    /// Where among some bytes a PNG has its pixels, wherever it begins, in their order.
    package static func pixelsOfPNGs(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        guard let base = bytes.baseAddress else { return [] }
        let data = Data(bytesNoCopy: UnsafeMutableRawPointer(mutating: base), count: bytes.count, deallocator: .none)
        var (pixels, allowance, next) = ([Range<Int>](), PNGOutline.mostUnpacked, 0)
        while let found = data[next...].range(of: PNGFile.signature) {
            let png = PNGOutline(ByteReader(data: data), from: found.lowerBound, unpacking: &allowance)
            pixels += png.pixels
            next = png.end
        }
        return pixels
    }

    /// In bytes, of a format whose parts are not told apart.
    private static let mostAtEnds = 1 << 19
    /// Of what a picture is painted by its end may be something else that decoders pass over.
    static let tail = 1 << 14

    /// ITU T.81, B.1: segments before the scans and between them, each marker behind any number of fill bytes.
    private static func inJPEG(_ reader: ByteReader) -> [Range<Int>] {
        var places: [Range<Int>] = []
        func add(_ start: Int, _ end: Int) { if start < end { places.append(start..<end) } }
        var offset = 2
        while offset < reader.count {
            guard reader.uint8(at: offset) == 0xFF, var marker = reader.uint8(at: offset + 1) else {
                // What decoders pass over.
                let next = endOfScan(from: offset, reader)
                add(offset, next)
                guard next > offset else { break }
                offset = next
                continue
            }
            while marker == 0xFF, let next = reader.uint8(at: offset + 2) { (offset, marker) = (offset + 1, next) }
            if marker == 0xD9 {
                add(offset + 2, reader.count)
                return places
            }
            guard let length = reader.uint16(at: offset + 2), length >= 2 else {
                add(offset, reader.count)
                return places
            }
            let end = min(offset + 2 + length, reader.count)
            add(offset + 4, end)
            offset = end
            if marker == 0xDA {
                offset = endOfScan(from: end, reader)
                add(max(end, offset - tail), offset)
            }
        }
        return places
    }

    /// Where a marker stands that is none of a scan's own: not a stuffed byte, and no restart.
    private static func endOfScan(from start: Int, _ reader: ByteReader) -> Int {
        reader.data.withUnsafeBytes { bytes in
            var place = start
            while place + 1 < bytes.count {
                if bytes[place] == 0xFF, bytes[place + 1] != 0, !(0xD0...0xD7).contains(bytes[place + 1]) {
                    return place
                }
                place += 1
            }
            return bytes.count
        }
    }

    private static func inWebP(_ reader: ByteReader) -> [Range<Int>] {
        let end = min(reader.count, (reader.uint32(at: 4) ?? 0) + 8)
        var places = inWebP(reader, from: 12, to: end)
        if end < reader.count { places.append(end..<reader.count) }
        return places
    }

    /// Among chunks, a frame's own among them; what is no chunk as well.
    private static func inWebP(_ reader: ByteReader, from start: Int, to end: Int) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var offset = start
        while offset < end, let name = reader.text(at: offset, count: 4), let length = reader.uint32(at: offset + 4),
            length <= end - offset - 8
        {
            let body = offset + 8..<offset + 8 + length
            switch name {
            case "VP8 ", "VP8L", "ALPH": places.append(max(body.lowerBound, body.upperBound - tail)..<body.upperBound)
            case "ANMF": places += inWebP(reader, from: min(body.lowerBound + 16, body.upperBound), to: body.upperBound)
            default: places.append(body)
            }
            offset += 8 + length + length % 2
        }
        if offset < end { places.append(offset..<end) }
        return places.filter { !$0.isEmpty }
    }
}
