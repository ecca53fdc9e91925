import Foundation

/// A PNG that libvips has written, chunk by chunk.
struct PNGFile {
    private struct Chunk {
        let name: String
        let range: Range<Int>
    }

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

    /// Whether nothing in it tells more than its pixels.
    var holdsOnlyPixels: Bool {
        let plain: Set = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "sRGB", "gAMA", "cHRM", "pHYs", "bKGD", "sBIT"]
        return chunks.last.map { $0.name == "IEND" && $0.range.upperBound == data.count } == true
            && chunks.allSatisfy { plain.contains($0.name) }
    }

    /// As it should be: with a resolution only where one is known, EXIF once, and IPTC's block as ImageMagick and ExifTool
    /// keep it in a PNG.
    func finished(_ metadata: PictureMetadata) -> Data {
        var out = Data(capacity: data.count + 64 + 2 * (metadata.iptc?.count ?? 0))
        out.append(data.prefix(8))
        var hasEXIF = false
        var start: Int?
        func flush(to end: Int) {
            if let from = start { out.append(data[(data.startIndex + from)..<(data.startIndex + end)]) }
            start = nil
        }
        var wroteIPTC = false
        for chunk in chunks {
            if chunk.name == "IDAT", !wroteIPTC {
                flush(to: chunk.range.lowerBound)
                if let iptc = metadata.iptc, iptc.count < 1 << 20 { out.append(PNGFile.text(of: iptc)) }
                wroteIPTC = true
            }
            let isLeftOut = chunk.name == "pHYs" && metadata.resolution == nil || chunk.name == "eXIf" && hasEXIF
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

    private static let keyword = "Raw profile type iptc"

    private static func text(of iptc: Data) -> Data {
        let hex = iptc.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        var body = Data((keyword + "\0\niptc\n\(iptc.count)\n").utf8)
        var rest = hex[...]
        while !rest.isEmpty {
            body.append(contentsOf: rest.prefix(72).utf8)
            body.append(0x0A)
            rest = rest.dropFirst(72)
        }
        let named = Data("tEXt".utf8) + body
        var chunk = Data()
        chunk.append(big: UInt32(truncatingIfNeeded: body.count))
        chunk.append(named)
        chunk.append(big: crc(named))
        return chunk
    }

    /// IPTC's block of a PNG of our own making.
    var iptc: Data? {
        for chunk in chunks where chunk.name == "tEXt" {
            let body = data[
                (data.startIndex + chunk.range.lowerBound + 8)..<(data.startIndex + chunk.range.upperBound - 4)]
            guard body.starts(with: Data(Self.keyword.utf8)), body.count < 1 << 22 else { continue }
            let lines = String(decoding: body.dropFirst(Self.keyword.utf8.count + 1), as: UTF8.self)
                .split(separator: "\n")
            guard lines.count > 2, let count = Int(lines[1].trimmingCharacters(in: .whitespaces)) else { continue }
            let digits = lines.dropFirst(2).joined().utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
            let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
            if bytes.count == count { return Data(bytes) }
        }
        return nil
    }

    /// What its text chunks say under a keyword: foreign text. What is compressed is left out.
    func text(_ keyword: String) -> String? {
        for chunk in chunks where chunk.name == "tEXt" || chunk.name == "iTXt" {
            let body = data[
                (data.startIndex + chunk.range.lowerBound + 8)..<(data.startIndex + chunk.range.upperBound - 4)]
            let parts = body.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].elementsEqual(keyword.utf8), parts[1].count < 1 << 16 else { continue }
            if chunk.name == "tEXt" { return String(data: Data(parts[1]), encoding: .isoLatin1) }
            // Before the text: whether and how it is compressed, the language, the keyword in it.
            let rest = parts[1].dropFirst(2).split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
            if parts[1].first == 0, rest.count == 3 { return String(data: Data(rest[2]), encoding: .utf8) }
        }
        return nil
    }

    private static func crc(_ data: Data) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return crc ^ 0xFFFF_FFFF
    }
}
