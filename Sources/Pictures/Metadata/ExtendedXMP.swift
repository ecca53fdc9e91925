import CLibcrypto
import Foundation

/// XMP in two parts, as a JPEG needs it where a packet is longer than a segment (XMP specification, part 3, 1.1.3.1).
struct ExtendedXMP {
    var main: String
    var extended: String
    /// MD5 of the extended part: 32 digits, which the main part names.
    var digest: String

    /// What fits into a segment beside its signature.
    static let longestMain = 65_502

    /// `nil` where the packet fits as it is, or where it can't be brought to fit.
    init?(_ packet: XMPPacket) {
        let packet = packet.withoutPadding
        let bytes = Array(packet.text.utf8)
        guard bytes.count > Self.longestMain, let outline = XMPOutline(bytes) else { return nil }
        var parts: [(range: Range<Int>, description: Int, isAttribute: Bool)] = []
        for index in outline.descriptions {
            for attribute in outline.elements[index].attributes
            where attribute.declares == nil && attribute.namespace != XMPOutline.rdf {
                parts.append((attribute.range, index, true))
            }
        }
        let descriptions = Set(outline.descriptions)
        for element in outline.elements {
            if let parent = element.parent, descriptions.contains(parent) {
                parts.append((element.range, parent, false))
            }
        }
        // The longest first, until the rest fits with the attribute that names the other part.
        var room = bytes.count + 200 - Self.longestMain
        var moved: [(range: Range<Int>, description: Int, isAttribute: Bool)] = []
        for part in parts.sorted(by: { $0.range.count > $1.range.count }) where room > 0 {
            moved.append(part)
            room -= part.range.count
        }
        guard room <= 0 else { return nil }
        var text = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"\(XMPOutline.rdf)\">"
        for index in outline.descriptions {
            let own = moved.filter { $0.description == index }.sorted { $0.range.lowerBound < $1.range.lowerBound }
            guard !own.isEmpty else { continue }
            let scope = outline.elements[index].scope.filter { $0.key != "rdf" && $0.key != "x" }
                .sorted { $0.key < $1.key }
                .map { " xmlns\($0.key.isEmpty ? "" : ":" + $0.key)=\"\($0.value)\"" }.joined()
            func joined(_ isAttribute: Bool) -> String {
                own.filter { $0.isAttribute == isAttribute }.map { String(decoding: bytes[$0.range], as: UTF8.self) }
                    .joined()
            }
            text += "<rdf:Description rdf:about=\"\"\(scope)\(joined(true))>\(joined(false))</rdf:Description>"
        }
        extended = text + "</rdf:RDF></x:xmpmeta>"
        digest = Self.md5(Data(extended.utf8))
        main =
            packet.cutting(moved.map(\.range), out: bytes).adding(
                "<rdf:Description rdf:about=\"\" xmlns:xmpNote=\"http://ns.adobe.com/xmp/note/\" "
                    + "xmpNote:HasExtendedXMP=\"\(digest)\"/>"
            ).text
    }

    private static func md5(_ data: Data) -> String {
        var digest = [UInt8](repeating: 0, count: 16)
        _ = data.withUnsafeBytes { EVP_Digest($0.baseAddress, $0.count, &digest, nil, EVP_md5(), nil) }
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }
}

extension XMPPacket {
    /// The digest by which it names its other part.
    var nameOfExtension: String? {
        let bytes = Array(text.utf8)
        for element in XMPOutline(bytes)?.elements ?? [] {
            if element.namespace == Self.namespaces["xmpNote"], element.name == "HasExtendedXMP" {
                return String(decoding: bytes[element.content], as: UTF8.self)
            }
            for attribute in element.attributes
            where attribute.namespace == Self.namespaces["xmpNote"] && attribute.name == "HasExtendedXMP" {
                return String(decoding: bytes[attribute.value], as: UTF8.self)
            }
        }
        return nil
    }

    /// With what its other part says.
    func adding(extended text: String) -> XMPPacket {
        let bytes = Array(text.utf8)
        guard let outline = XMPOutline(bytes) else { return self }
        var packet = without(["xmpNote:HasExtendedXMP"])
        for index in outline.descriptions {
            let element = outline.elements[index]
            let declared = Set(element.attributes.compactMap(\.declares))
            let missing = element.scope.filter { !declared.contains($0.key) }.sorted { $0.key < $1.key }
                .map { " xmlns\($0.key.isEmpty ? "" : ":" + $0.key)=\"\($0.value)\"" }.joined()
            packet = packet.adding(
                String(decoding: bytes[element.range.lowerBound..<element.endOfAttributes], as: UTF8.self) + missing
                    + String(decoding: bytes[element.endOfAttributes..<element.range.upperBound], as: UTF8.self))
        }
        return packet
    }

    /// Without the blanks that programs leave at a packet's end for writing into it.
    var withoutPadding: XMPPacket {
        guard let end = text.range(of: "<?xpacket end", options: .backwards) else { return self }
        var packet = self
        var head = text[..<end.lowerBound]
        while let last = head.last, last.isWhitespace { head.removeLast() }
        packet.text = head + "\n" + text[end.lowerBound...]
        return packet
    }
}
