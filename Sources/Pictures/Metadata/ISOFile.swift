import Foundation

/// An AVIF that libheif has written, whose EXIF block is put in place of the one that libvips made of its tags.
struct ISOFile {
    private let data: Data
    private let reader: ByteReader

    init(_ data: Data) {
        self.data = data
        reader = ByteReader(data: data)
    }

    /// With another EXIF block: a TIFF's head and directories. It goes to the end of the file, in a box of its own; the
    /// one before becomes noughts. What is written otherwise than libheif writes it stays as it is.
    func with(exif: Data) -> Data {
        let boxes = ISOBoxes(data)
        guard let items = boxes.body(of: "iinf"), let places = boxes.body(of: "iloc"),
            let item = item("Exif", in: items), let entry = entry(of: item, in: places)
        else { return data }
        var out = data
        // The block begins with how many bytes lie before the TIFF's head.
        let block = Data(count: 4) + exif
        var box = Data()
        box.append(big: UInt32(truncatingIfNeeded: block.count + 8))
        box.append(Data("mdat".utf8))
        let place = data.count + box.count
        guard place + block.count < 1 << 31, place > entry.base else { return data }
        var told = Data()
        told.append(big: UInt32(truncatingIfNeeded: place - entry.base))
        told.append(big: UInt32(truncatingIfNeeded: block.count))
        // Nothing of the one before stays.
        if let old = reader.uint32(at: entry.place), let length = reader.uint32(at: entry.place + 4),
            reader.bytes(at: entry.base + old, count: length) != nil
        {
            let start = out.startIndex + entry.base + old
            let range = start..<(start + length)
            out.replaceSubrange(range, with: Data(count: length))
        }
        let numbers = out.startIndex + entry.place
        out.replaceSubrange(numbers..<(numbers + 8), with: told)
        return out + box + block
    }

    /// The number of the item of a kind.
    private func item(_ kind: String, in body: Range<Int>) -> Int? {
        let start = body.lowerBound
        var at = start + (reader.uint8(at: start) == 0 ? 6 : 8)
        while at < body.upperBound, let size = reader.uint32(at: at), size >= 20 {
            if reader.text(at: at + 4, count: 4) == "infe", reader.uint8(at: at + 8) == 2,
                reader.text(at: at + 16, count: 4) == kind
            {
                return reader.uint16(at: at + 12)
            }
            at += size
        }
        return nil
    }

    /// Where an item's offset and length stand, of four bytes each, and what the offset counts from: libheif writes the
    /// whole place there.
    private func entry(of item: Int, in body: Range<Int>) -> (place: Int, base: Int)? {
        let start = body.lowerBound
        guard let version = reader.uint8(at: start), version < 2, reader.uint8(at: start + 4) == 0x44,
            let sizes = reader.uint8(at: start + 5), let count = reader.uint16(at: start + 6)
        else { return nil }
        let (width, index) = (sizes >> 4, version == 1 ? sizes & 15 : 0)
        guard width == 0 || width == 4 else { return nil }
        var at = start + 8
        for _ in 0..<min(count, 4096) {
            guard at < body.upperBound, let id = reader.uint16(at: at) else { return nil }
            at += 2
            if version == 1 {
                if id == item, reader.uint16(at: at).map({ $0 & 15 }) != 0 { return nil }
                at += 2
            }
            at += 2
            guard let base = width == 4 ? reader.uint32(at: at) : 0 else { return nil }
            at += width
            guard let extents = reader.uint16(at: at) else { return nil }
            at += 2
            if id == item { return extents == 1 ? (at + index, base) : nil }
            at += extents * (index + 8)
        }
        return nil
    }
}
