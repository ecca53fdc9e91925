import Foundation

/// A JPEG's segments before its pixels.
struct JPEGFile {
    private struct Segment {
        let marker: Int
        /// With its marker and length.
        let range: Range<Int>
        let body: Data
    }

    private let data: Data
    private var segments: [Segment] = []
    /// Where the pixels' segments begin.
    private var rest = 2

    private static let exif = Data("Exif\0\0".utf8)
    private static let xmp = Data("http://ns.adobe.com/xap/1.0/\0".utf8)
    private static let extended = Data("http://ns.adobe.com/xmp/extension/\0".utf8)
    private static let photoshop = Data("Photoshop 3.0\0".utf8)
    private static let longestBody = 65_533

    init(_ data: Data) {
        self.data = data
        let reader = ByteReader(data: data)
        guard reader.uint16(at: 0) == 0xFFD8 else { return }
        var at = 2
        while segments.count < 10_000, reader.uint8(at: at) == 0xFF, let marker = reader.uint8(at: at + 1) {
            if marker == 0xFF {  // filling
                at += 1
                continue
            }
            guard marker >= 0xC0, marker != 0xDA, let length = reader.uint16(at: at + 2), length >= 2,
                let body = reader.bytes(at: at + 4, count: length - 2)
            else { break }
            segments.append(Segment(marker: marker, range: at..<(at + 2 + length), body: body))
            at += 2 + length
            rest = at
        }
    }

    private func bodies(_ marker: Int, _ signature: Data) -> [Data] {
        segments.filter { $0.marker == marker && $0.body.starts(with: signature) }
            .map { Data($0.body.dropFirst(signature.count)) }
    }

    /// The packet with its extension, wherever that stands.
    var packet: XMPPacket? {
        guard let main = bodies(0xE1, Self.xmp).first, let text = XMPPacket.decoded(main),
            let packet = XMPPacket(text)
        else { return nil }
        guard let name = packet.nameOfExtension?.uppercased() else { return packet }
        var parts: [Int: Data] = [:]
        var whole: Int?
        for body in bodies(0xE1, Self.extended) {
            let reader = ByteReader(data: body)
            guard reader.text(at: 0, count: 32)?.uppercased() == name, let length = reader.uint32(at: 32),
                let offset = reader.uint32(at: 36), length < 1 << 26
            else { continue }
            whole = length
            parts[offset] = Data(body.dropFirst(40))
        }
        var text8 = Data()
        for (offset, part) in parts.sorted(by: { $0.key < $1.key }) where offset == text8.count { text8 += part }
        guard let whole, text8.count == whole, let other = XMPPacket.decoded(text8) else { return packet }
        return packet.adding(extended: other)
    }

    /// What in its way of compressing can't be read here.
    var unreadable: PictureFailure.Way? {
        for segment in segments {
            switch segment.marker {
            case 0xC3, 0xC7, 0xCB, 0xCF: return .losslessJPEG
            case 0xC5, 0xC6, 0xCD, 0xCE: return .hierarchicalJPEG
            case 0xF7: return .jpegLS
            case 0xC0, 0xC1, 0xC2, 0xC9, 0xCA: return segment.body.first.flatMap { $0 == 8 ? nil : .bits(Int($0)) }
            default: break
            }
        }
        return nil
    }

    /// Whether it has, or is, a gain map as ISO 21496-1 has it.
    var hasGainMapOfISO: Bool { !bodies(0xE2, Data("urn:iso:std:iso:ts:21496:-1\0".utf8)).isEmpty }

    /// Further JPEGs in the file by its multi-picture index (CIPA DC-007).
    var others: [(data: Data, isThumbnail: Bool)] {
        let head = Data("MPF\0".utf8)
        guard let segment = segments.first(where: { $0.marker == 0xE2 && $0.body.starts(with: head) }),
            let index = TIFFDirectories(Data(segment.body.dropFirst(4)))?.chain.first,
            let list = index[0xB002], list.count >= 32
        else { return [] }
        // Places count from the index's own head; a directory's values are numbers of bytes, and stay in the file's order.
        let isLittle = segment.body.dropFirst(4).first == UInt8(ascii: "I")
        let entries = ByteReader(data: list.value, isLittleEndian: isLittle)
        let (file, origin) = (ByteReader(data: data), segment.range.lowerBound + 8)
        return (1..<min(list.count / 16, 64)).compactMap { number in
            guard let kind = entries.uint32(at: number * 16), let size = entries.uint32(at: number * 16 + 4),
                let offset = entries.uint32(at: number * 16 + 8), offset > 0,
                let bytes = file.bytes(at: origin + offset, count: size), bytes.starts(with: [0xFF, 0xD8])
            else { return nil }
            return (Data(bytes), (kind & 0xFF_FFFF) >> 16 == 1)
        }
    }

    /// Captions, which may be longer than a segment.
    var iptc: IPTCRecords? {
        let bodies = bodies(0xED, Self.photoshop)
        return bodies.isEmpty ? nil : IPTCRecords(bodies.reduce(Data(), +))
    }

    /// Comments: foreign text.
    var comments: [String] {
        segments.filter { $0.marker == 0xFE }.compactMap { segment in
            let bytes = Data(segment.body.reversed().drop { $0 == 0 }.reversed())
            return String(data: bytes, encoding: .utf8) ?? String(data: bytes, encoding: .isoLatin1)
        }.filter { !$0.isEmpty }
    }

    /// The resolution that its head tells in a unit.
    var hasDensity: Bool {
        segments.first.map { $0.marker == 0xE0 && $0.body.starts(with: Data("JFIF\0".utf8)) } == true
            && [1, 2].contains(segments.first?.body.dropFirst(7).first ?? 0)
    }

    /// With other blocks before its pixels: EXIF (from "Exif\0\0" on; `nil` leaves what is there), captions, an XMP
    /// packet in as many segments as it needs, and comments. What fits into no segment is left out.
    func finished(
        exif: Data?, iptc: IPTCRecords?, xmp: String?, comments: [String], density: (Double, Double)?
    ) -> Data {
        guard !segments.isEmpty else { return data }
        var out = Data(capacity: data.count + (xmp?.utf8.count ?? 0) + 70_000)
        out.append(contentsOf: [0xFF, 0xD8])
        func append(_ marker: UInt8, _ body: Data) {
            guard body.count <= Self.longestBody else { return }
            out.append(contentsOf: [0xFF, marker])
            out.append(big: UInt16(body.count + 2))
            out.append(body)
        }
        var kept = segments
        if let head = kept.first, head.marker == 0xE0 {
            kept.removeFirst()
            var body = Data(head.body)
            if body.count >= 12 {
                // Without a resolution its numbers are a ratio of 1 to 1, in no unit.
                var told: [UInt8] = [0, 0, 1, 0, 1]
                if let density {
                    let dots = [density.0, density.1].map { UInt16(max(1, min(65535, $0.rounded()))) }
                    told = [1] + dots.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
                }
                body.replaceSubrange(7..<12, with: told)
            }
            append(0xE0, body)
        }
        if let exif {
            kept.removeAll { $0.marker == 0xE1 && $0.body.starts(with: Self.exif) }
            append(0xE1, exif)
        } else if let own = kept.firstIndex(where: { $0.marker == 0xE1 && $0.body.starts(with: Self.exif) }) {
            append(0xE1, Data(kept.remove(at: own).body))
        }
        if let xmp {
            let packet = XMPPacket(xmp)
            if let parts = packet.flatMap({ ExtendedXMP($0) }) {
                append(0xE1, Self.xmp + Data(parts.main.utf8))
                let text = Data(parts.extended.utf8)
                var at = 0
                while at < text.count {
                    let part = text[at..<min(text.count, at + 65_000)]
                    var body = Self.extended + Data(parts.digest.utf8)
                    body.append(big: UInt32(truncatingIfNeeded: text.count))
                    body.append(big: UInt32(truncatingIfNeeded: at))
                    append(0xE1, body + part)
                    at = part.endIndex
                }
            } else {
                let fits = xmp.utf8.count <= ExtendedXMP.longestMain
                append(0xE1, Self.xmp + Data((fits ? xmp : packet?.withoutPadding.text ?? xmp).utf8))
            }
        }
        if let iptc { append(0xED, iptc.photoshopResources) }
        for segment in kept { append(UInt8(segment.marker), Data(segment.body)) }
        for comment in comments {
            var text = Array(comment.utf8)[...]
            while !text.isEmpty {
                append(0xFE, Data(text.prefix(Self.longestBody)))
                text = text.dropFirst(Self.longestBody)
            }
        }
        out.append(data[(data.startIndex + rest)...])
        return out
    }
}

extension XMPPacket {
    /// A packet's text, in UTF-8 or, as a TIFF may have it, in UTF-16; `nil` for what is neither, or too long.
    static func decoded(_ data: Data) -> String? {
        guard data.count < 1 << 24 else { return nil }
        let bytes = Data(data.reversed().drop { $0 == 0 }.reversed())
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
            return String(data: data, encoding: .utf16)
        }
        if data.starts(with: [0x3C, 0]) { return String(data: data, encoding: .utf16LittleEndian) }
        if data.starts(with: [0, 0x3C]) { return String(data: data, encoding: .utf16BigEndian) }
        return String(data: bytes, encoding: .utf8)
    }
}
