import Foundation

/// IPTC's older captions (Information Interchange Model 4): records as they stand in a TIFF, and within Photoshop's
/// resources in a JPEG.
struct IPTCRecords: Sendable, Equatable {
    /// The records one after the other, each with its tag.
    let data: Data

    private static let signature = Data("Photoshop 3.0\0".utf8)
    private static let resource = 0x0404

    /// Of records, or of Photoshop's resources with or without their signature; `nil` where there are none.
    init?(_ block: Data) {
        var block = Data(block)
        if block.starts(with: Self.signature) { block = Data(block.dropFirst(Self.signature.count)) }
        if block.first != 0x1C {
            guard let found = Self.resource(in: block) else { return nil }
            block = found
        }
        // A TIFF counts in numbers of four bytes, and programs leave more room behind.
        guard let end = Self.records(in: block).last?.end, end > 0 else { return nil }
        data = Data(block.prefix(end))
    }

    /// What a JPEG's segment holds.
    var photoshopResources: Data {
        var out = Self.signature + Data("8BIM".utf8)
        out.append(big: UInt16(Self.resource))
        out.append(contentsOf: [0, 0])
        out.append(big: UInt32(truncatingIfNeeded: data.count))
        return out + data + Data(count: data.count % 2)
    }

    private static func resource(in block: Data) -> Data? {
        let reader = ByteReader(data: block)
        var at = 0
        while let name = reader.text(at: at, count: 4), ["8BIM", "MeSa", "AgHg", "PHUT", "DCSR"].contains(name),
            let id = reader.uint16(at: at + 4), let length = reader.uint8(at: at + 6)
        {
            let start = at + 6 + (length + 2) / 2 * 2
            guard let size = reader.uint32(at: start) else { return nil }
            if id == resource { return reader.bytes(at: start + 4, count: size).map { Data($0) } }
            at = start + 4 + size + size % 2
        }
        return nil
    }

    private static func records(in block: Data) -> [(record: Int, tag: Int, value: Data, end: Int)] {
        let reader = ByteReader(data: block)
        var records: [(record: Int, tag: Int, value: Data, end: Int)] = []
        var at = 0
        while reader.uint8(at: at) == 0x1C, let record = reader.uint8(at: at + 1), let tag = reader.uint8(at: at + 2),
            var length = reader.uint16(at: at + 3), records.count < 4096
        {
            var start = at + 5
            if length & 0x8000 != 0 {
                // The length of the length, for what is longer than 32 KB.
                guard length & 0x7FFF == 4, let long = reader.uint32(at: start) else { break }
                (length, start) = (long, start + 4)
            }
            guard let value = reader.bytes(at: start, count: length) else { break }
            at = start + length
            records.append((record, tag, value, at))
        }
        return records
    }
}

extension IPTCRecords {
    private enum Shape { case text, alternatives, sequence, bag }

    /// By number in the second record: what XMP calls it (IPTC's mapping of its Photo Metadata Standard).
    private static let properties: [Int: (name: String, shape: Shape)] = [
        5: ("dc:title", .alternatives), 25: ("dc:subject", .bag), 40: ("photoshop:Instructions", .text),
        80: ("dc:creator", .sequence), 85: ("photoshop:AuthorsPosition", .text), 90: ("photoshop:City", .text),
        92: ("Iptc4xmpCore:Location", .text), 95: ("photoshop:State", .text), 100: ("Iptc4xmpCore:CountryCode", .text),
        101: ("photoshop:Country", .text), 103: ("photoshop:TransmissionReference", .text),
        105: ("photoshop:Headline", .text), 110: ("photoshop:Credit", .text), 115: ("photoshop:Source", .text),
        116: ("dc:rights", .alternatives), 120: ("dc:description", .alternatives),
        122: ("photoshop:CaptionWriter", .text),
    ]

    /// The same as XMP: for files that have no place for the records. What a packet says already stands.
    func asXMP(beside packet: XMPPacket) -> String? {
        let records = Self.records(in: data)
        let isUTF8 = records.contains { $0.record == 1 && $0.tag == 90 && $0.value.elementsEqual([0x1B, 0x25, 0x47]) }
        var values: [Int: [String]] = [:]
        for record in records where record.record == 2 && Self.properties[record.tag] != nil {
            let text = String(data: record.value, encoding: .utf8)
            let old = isUTF8 ? nil : String(data: record.value, encoding: .isoLatin1)
            guard let text = (text ?? old)?.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else {
                continue
            }
            values[record.tag, default: []].append(text)
        }
        var told: [String] = []
        for (tag, texts) in values.sorted(by: { $0.key < $1.key }) {
            guard let (name, shape) = Self.properties[tag], !packet.contains(name) else { continue }
            let items = texts.map { XMPPacket.escaped($0) }
            func list(_ kind: String, _ attributes: String = "") -> String {
                "<rdf:\(kind)>" + items.map { "<rdf:li\(attributes)>\($0)</rdf:li>" }.joined() + "</rdf:\(kind)>"
            }
            let value =
                switch shape {
                case .text: items[0]
                case .alternatives: "<rdf:Alt><rdf:li xml:lang=\"x-default\">\(items[0])</rdf:li></rdf:Alt>"
                case .sequence: list("Seq")
                case .bag: list("Bag")
                }
            told.append("<\(name)>\(value)</\(name)>")
        }
        guard !told.isEmpty else { return nil }
        let namespaces = ["dc", "photoshop", "Iptc4xmpCore"].map { " xmlns:\($0)=\"\(XMPPacket.namespaces[$0]!)\"" }
        return "<rdf:Description xmlns:rdf=\"\(XMPOutline.rdf)\" rdf:about=\"\"\(namespaces.joined())>"
            + told.joined(separator: "\n") + "</rdf:Description>"
    }
}

extension XMPPacket {
    /// Text as XML has it; characters that XML 1.0 forbids are left out.
    package static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\t", "\n", "\r": out.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value & 0xFFFE == 0xFFFE: continue
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
