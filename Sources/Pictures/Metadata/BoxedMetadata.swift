import Foundation

/// What a JPEG XL or a JPEG 2000 says besides its pixels, in boxes of its file that libvips does not read.
struct BoxedMetadata {
    /// From "Exif\0\0" on.
    private(set) var exif: Data?
    private(set) var xmp: Data?
    private(set) var iptc: Data?

    private static let head = Data("Exif\0\0".utf8)
    private static let exifNumber = Data("JpgTiffExif->JP2".utf8)
    private static let xmpNumber = Data([
        0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
    ])
    private static let iptcNumber = Data([
        0x33, 0xC7, 0xA4, 0xD2, 0xB8, 0x1D, 0x47, 0x23, 0xA0, 0xBA, 0xF1, 0xA3, 0xE0, 0x97, 0xAD, 0x38,
    ])
    private static let longest = 16 << 20

    init(_ data: Data) {
        let reader = ByteReader(data: data)
        var at = 0
        for _ in 0..<10_000 {
            guard let short = reader.uint32(at: at), let name = reader.text(at: at + 4, count: 4) else { return }
            let start = at + (short == 1 ? 16 : 8)
            let length = short == 1 ? reader.uint64(at: at + 8) : short == 0 ? data.count - at : short
            guard let length, length >= start - at, length <= data.count - at else { return }
            if length < Self.longest, let body = reader.bytes(at: start, count: at + length - start) {
                add(name, Data(body))
            }
            at += length
        }
    }

    private mutating func add(_ name: String, _ body: Data) {
        switch name {
        case "Exif":
            // How many bytes stand before it.
            guard let offset = ByteReader(data: body).uint32(at: 0), offset <= body.count - 4 else { return }
            exif = exif ?? Self.head + body.dropFirst(4 + offset)
        case "xml ": if Self.isXMP(body) { xmp = xmp ?? body }
        case "brob":
            let kind = String(decoding: body.prefix(4), as: UTF8.self)
            guard ["Exif", "xml "].contains(kind),
                let unpacked = Unpacking.brotli(Data(body.dropFirst(4)), limit: Self.longest)
            else { return }
            add(kind, unpacked)
        case "uuid":
            let rest = Data(body.dropFirst(16))
            switch Data(body.prefix(16)) {
            case Self.exifNumber: exif = exif ?? (rest.starts(with: Self.head) ? rest : Self.head + rest)
            case Self.xmpNumber: xmp = xmp ?? rest
            case Self.iptcNumber: iptc = iptc ?? rest
            default: break
            }
        default: break
        }
    }

    /// A JPEG 2000 may hold any XML.
    private static func isXMP(_ body: Data) -> Bool { body.prefix(4096).range(of: Data("adobe:ns:meta/".utf8)) != nil }
}
