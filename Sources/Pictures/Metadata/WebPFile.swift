import Foundation

/// A WebP's chunks.
struct WebPFile {
    private let data: Data

    init(_ data: Data) { self.data = data }

    /// With another EXIF block in place of the one that is there: a TIFF's head and directories.
    func with(exif: Data) -> Data {
        let reader = ByteReader(data: data, isLittleEndian: true)
        guard reader.text(at: 0, count: 4) == "RIFF", reader.text(at: 8, count: 4) == "WEBP" else { return data }
        var out = Data(data.prefix(12))
        out.reserveCapacity(data.count + exif.count)
        var at = 12
        while let name = reader.text(at: at, count: 4), let size = reader.uint32(at: at + 4),
            let chunk = reader.bytes(at: at, count: 8 + size)
        {
            if name == "EXIF" {
                out.append(contentsOf: Data("EXIF".utf8))
                out.append(little: UInt32(truncatingIfNeeded: exif.count))
                out.append(exif)
                out.append(Data(count: exif.count % 2))
            } else {
                out.append(chunk)
                out.append(Data(count: size % 2))
            }
            at += 8 + size + size % 2
        }
        var size = Data()
        size.append(little: UInt32(truncatingIfNeeded: out.count - 8))
        out.replaceSubrange(4..<8, with: size)
        return out
    }
}
