package import Foundation

/// A PNG, chunk by chunk.
package struct PNGFile {
    private struct Chunk {
        let name: String
        let range: Range<Int>
    }

    package static let signature = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])

    private let data: Data
    private var chunks: [Chunk] = []

    init(_ data: Data) {
        self.data = data
        let reader = ByteReader(data: data)
        var offset = 8
        while let length = reader.uint32(at: offset), let name = reader.text(at: offset + 4, count: 4),
            reader.bytes(at: offset, count: length + 12) != nil
        {
            chunks.append(Chunk(name: name, range: offset..<(offset + length + 12)))
            offset += length + 12
        }
    }

    /// The file with checksums that fit of the chunks in which something was overwritten; the same data where nothing was, and of
    /// what is no PNG.
    ///
    /// - Parameters:
    ///   - came: The file before that.
    ///   - isOverwritten: Whether something may have been overwritten before, in the file's base64: then those with marks of it.
    package static func withChecksums(of data: Data, changedFrom came: Data, orOverwritten isOverwritten: Bool = false)
        -> Data
    {
        guard data.starts(with: signature), isOverwritten || data != came else { return data }
        let painting: Set = ["IHDR", "PLTE", "tRNS", "IDAT", "fcTL", "fdAT"]
        let reader = ByteReader(data: data)
        let before = ByteReader(data: came)
        var mended = data
        for chunk in PNGFile(data).chunks {
            let checked = chunk.range.dropFirst(4).dropLast(4)
            guard let bytes = reader.bytes(at: checked.lowerBound, count: checked.count),
                bytes != before.bytes(at: checked.lowerBound, count: checked.count)
                    || isOverwritten && !painting.contains(chunk.name) && hasMarks(bytes)
            else { continue }
            var sum = Data()
            sum.append(big: crc(bytes))
            let place = mended.startIndex + checked.upperBound
            if mended[place..<(place + 4)] != sum { mended.replaceSubrange(place..<(place + 4), with: sum) }
        }
        return mended
    }

    /// Whether as much was overwritten as takes a key's part: by asterisks, blanks aside, or in base64, by nothing.
    private static func hasMarks(_ bytes: Data) -> Bool {
        var (asterisks, zeros) = (0, 0)
        for byte in bytes {
            zeros = byte == 0 ? zeros + 1 : 0
            switch byte {
            case UInt8(ascii: "*"): asterisks += 1
            case 0x20, 0x09, 0x0A, 0x0D: break
            default: asterisks = 0
            }
            if zeros >= leastMarks || asterisks >= leastMarks { return true }
        }
        return false
    }

    private static let leastMarks = 8

    /// Whether nothing in it tells more than its pixels.
    var holdsOnlyPixels: Bool {
        let plain: Set = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "sRGB", "gAMA", "cHRM", "pHYs", "bKGD", "sBIT"]
        return chunks.last.map { $0.name == "IEND" && $0.range.upperBound == data.count } == true
            && chunks.allSatisfy { plain.contains($0.name) }
    }

    /// Whether the mark stands that ends it.
    var hasEnd: Bool { chunks.last?.name == "IEND" }

    /// Whether what the pixels are packed in goes on to its end, which libspng does not ask. The last chunk may lack its own.
    var hasAllPixels: Bool {
        var packed = Data()
        for chunk in named where chunk.name == "IDAT" { packed.append(chunk.body) }
        let reader = ByteReader(data: data)
        let end = chunks.last?.range.upperBound ?? 8
        if reader.text(at: end + 4, count: 4) == "IDAT" { packed.append(data.dropFirst(end + 8)) }
        return Unpacking.zlib(packed, limit: Self.mostUnpacked) != nil
    }

    /// 200 megapixels of four channels of 16 bits.
    private static let mostUnpacked = 200_000_000 * 8 + (1 << 28)

    /// With EXIF and XMP before the pixels, where decoders look for them: ExifTool writes them behind. Also without what
    /// belongs before EXIF in a JPEG only. `nil` where they stand as they should.
    var withEarlyMetadata: Data? {
        guard let first = chunks.firstIndex(where: { $0.name == "IDAT" }) else { return nil }
        func body(_ chunk: Chunk) -> Data {
            let start = data.startIndex + chunk.range.lowerBound + 8
            return data[start..<(data.startIndex + chunk.range.upperBound - 4)]
        }
        let prefix = Data("Exif\0\0".utf8)
        func tells(_ chunk: Chunk) -> Bool {
            switch chunk.name {
            case "eXIf": true
            case "iTXt", "tEXt", "zTXt":
                body(chunk).starts(with: "XML:com.adobe.xmp\0".utf8) || body(chunk).starts(with: Self.profiles.utf8)
            default: false
            }
        }
        let late = chunks[first...].filter(tells)
        let isPrefixed = chunks.contains { $0.name == "eXIf" && body($0).starts(with: prefix) }
        guard !late.isEmpty || isPrefixed else { return nil }
        var out = Data(data.prefix(8))
        out.reserveCapacity(data.count)
        func add(_ chunk: Chunk) {
            if chunk.name == "eXIf", body(chunk).starts(with: prefix) {
                out.append(Self.chunk("eXIf", Data(body(chunk).dropFirst(prefix.count))))
            } else {
                out.append(
                    data[(data.startIndex + chunk.range.lowerBound)..<(data.startIndex + chunk.range.upperBound)])
            }
        }
        for chunk in chunks[..<first] { add(chunk) }
        for chunk in late { add(chunk) }
        for chunk in chunks[first...] where !tells(chunk) { add(chunk) }
        return out
    }

    /// Its chunks in their order.
    var named: [(name: String, body: Data)] {
        chunks.map { chunk in
            let start = data.startIndex + chunk.range.lowerBound + 8
            return (chunk.name, data[start..<(data.startIndex + chunk.range.upperBound - 4)])
        }
    }

    /// As it should be: with a resolution only where one is known, with EXIF of our own writing (from "Exif\0\0" on;
    /// `nil` leaves what is there), IPTC's records as ImageMagick and ExifTool keep them in a PNG, texts, and the four
    /// numbers of ITU-T H.273 for what no profile can say.
    func finished(_ metadata: PictureMetadata, exif: Data?, cicp: [UInt8]?) -> Data {
        var out = Data(capacity: data.count + 64 + 2 * (metadata.iptc?.data.count ?? 0) + (exif?.count ?? 0))
        out.append(data.prefix(8))
        var hasEXIF = false
        var start: Int?
        func flush(to end: Int) {
            if let from = start { out.append(data[(data.startIndex + from)..<(data.startIndex + end)]) }
            start = nil
        }
        var wroteBlocks = false
        for chunk in chunks {
            if chunk.name != "IHDR", let cicp, chunk.range.lowerBound == chunks.first?.range.upperBound {
                flush(to: chunk.range.lowerBound)
                out.append(PNGFile.chunk("cICP", Data(cicp)))
            }
            if chunk.name == "IDAT", !wroteBlocks {
                flush(to: chunk.range.lowerBound)
                if let exif { out.append(PNGFile.chunk("eXIf", Data(exif.dropFirst(6)))) }
                if let iptc = metadata.iptc?.photoshopResources.dropFirst(14), iptc.count < 1 << 20 {
                    out.append(PNGFile.profile("iptc", Data(iptc)))
                }
                for text in metadata.texts { out.append(PNGFile.chunk(of: text)) }
                wroteBlocks = true
            }
            // libspng writes the one across for both.
            if chunk.name == "pHYs", let (across, down) = metadata.resolutions {
                flush(to: chunk.range.lowerBound)
                let body = [across, down].reduce(into: Data()) { $0.append(big: Self.perMetre($1)) }
                out.append(PNGFile.chunk("pHYs", body + [1]))
            }
            let isLeftOut = chunk.name == "pHYs" || chunk.name == "eXIf" && (hasEXIF || exif != nil)
            if chunk.name == "eXIf" { hasEXIF = true }
            if isLeftOut {
                flush(to: chunk.range.lowerBound)
            } else if start == nil {
                start = chunk.range.lowerBound
            }
        }
        flush(to: chunks.last?.range.upperBound ?? 8)
        return out
    }

    private static func perMetre(_ perInch: Double) -> UInt32 {
        UInt32(exactly: (perInch / 0.0254).rounded()) ?? 0
    }

    package static func chunk(_ name: String, _ body: Data) -> Data {
        let named = Data(name.utf8) + body
        var chunk = Data()
        chunk.append(big: UInt32(truncatingIfNeeded: body.count))
        chunk.append(named)
        chunk.append(big: crc(named))
        return chunk
    }

    private static let profiles = "Raw profile type "

    /// ImageMagick's way: the block in hexadecimal digits.
    private static func profile(_ name: String, _ block: Data) -> Data {
        let digits = Array("0123456789abcdef".utf8)
        var body = Data("\(profiles)\(name)\0\n\(name)\n\(block.count)\n".utf8)
        for (index, byte) in block.enumerated() {
            body.append(digits[Int(byte >> 4)])
            body.append(digits[Int(byte & 15)])
            if index % 36 == 35 { body.append(0x0A) }
        }
        body.append(0x0A)
        return chunk("tEXt", body)
    }

    /// A block that ImageMagick or a likeness of it wrote.
    func profile(_ name: String) -> Data? {
        guard let text = texts.first(where: { $0.keyword == Self.profiles + name })?.text else { return nil }
        let lines = text.split(separator: "\n")
        guard lines.count > 2, let count = Int(lines[1].trimmingCharacters(in: .whitespaces)) else { return nil }
        let digits = lines.dropFirst(2).joined().utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count >= 2 else { return nil }
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        return bytes.count == count ? Data(bytes) : nil
    }

    private static let longestText = 4 << 20

    /// What its text chunks say, compressed or not: foreign text.
    var texts: [PictureMetadata.Text] {
        var texts: [PictureMetadata.Text] = []
        var length = 0
        for chunk in chunks where ["tEXt", "iTXt", "zTXt"].contains(chunk.name) && texts.count < 1000 {
            let body = Data(
                data[(data.startIndex + chunk.range.lowerBound + 8)..<(data.startIndex + chunk.range.upperBound - 4)])
            guard body.count < Self.longestText, let end = body.firstIndex(of: 0), end > 0,
                let keyword = String(data: body[..<end], encoding: .isoLatin1),
                let text = Self.text(chunk.name, body[(end + 1)...])
            else { continue }
            length += text.utf8.count
            guard length < 2 * Self.longestText else { break }
            texts.append(.init(keyword: keyword, text: text))
        }
        return texts
    }

    /// What stands behind the keyword of a text chunk.
    private static func text(_ name: String, _ body: Data) -> String? {
        switch name {
        case "tEXt": return String(data: body, encoding: .isoLatin1)
        case "zTXt":
            return Unpacking.zlib(Data(body.dropFirst()), limit: longestText).flatMap {
                String(data: $0, encoding: .isoLatin1)
            }
        default:
            // Before the text: whether and how it is compressed, the language, the keyword in it.
            let rest = body.dropFirst(2).split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
            guard let packed = body.first, rest.count == 3 else { return nil }
            let bytes = packed == 0 ? Data(rest[2]) : Unpacking.zlib(Data(rest[2]), limit: longestText)
            return bytes.flatMap { String(data: $0, encoding: .utf8) }
        }
    }

    private static func chunk(of text: PictureMetadata.Text) -> Data {
        let keyword = (text.keyword.data(using: .isoLatin1) ?? Data("Comment".utf8)).prefix(79)
        if let latin = text.text.data(using: .isoLatin1) { return chunk("tEXt", keyword + [0] + latin) }
        return chunk("iTXt", keyword + [0, 0, 0, 0, 0] + Data(text.text.utf8))
    }

    static func crc(_ data: Data) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return crc ^ 0xFFFF_FFFF
    }
}
