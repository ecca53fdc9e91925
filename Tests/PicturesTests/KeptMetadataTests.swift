import Foundation
import Pictures
import TestSupport
import Testing

/// What a file says goes on whatever format it goes into, and what no longer holds does not.
@Suite struct KeptMetadataTests {
    private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

    private static func packet(_ description: String) -> String {
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"\(rdf)\">\(description)</rdf:RDF></x:xmpmeta>"
    }

    private static func segment(_ marker: UInt8, _ body: Data) -> Data {
        Data([0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 255)]) + body
    }

    private static func xmp(_ text: String) -> Data {
        segment(0xE1, Data("http://ns.adobe.com/xap/1.0/\0".utf8) + Data(text.utf8))
    }

    private static func jpeg(_ segments: [Data]) throws -> Data {
        let plain = try Files.card.encoded(as: PictureEncoding(format: .jpeg))
        return plain.prefix(2) + segments.reduce(Data(), +) + plain.dropFirst(2)
    }

    private static let captions: Data = {
        var records = Data()
        for (tag, text) in [
            (80, "A Byline"), (110, "A Credit"), (116, "A Right"), (120, "A Caption"), (25, "one"), (25, "two"),
        ] {
            records += [0x1C, 2, UInt8(tag), 0, UInt8(text.utf8.count)] + Data(text.utf8)
        }
        return records
    }()

    private static var captioned: Data {
        get throws {
            let resources =
                Data("Photoshop 3.0\0".utf8) + Data("8BIM".utf8) + [4, 4, 0, 0, 0, 0, 0, UInt8(captions.count)]
            return try jpeg([segment(0xED, resources + captions + Data(count: captions.count % 2))])
        }
    }

    @Test(
        "IPTC's captions go into every format: as records, or as XMP where it has none",
        arguments: PictureEncoding.writable)
    func captionsGoOn(format: PictureFormat) throws {
        let kept = try Picture(inspecting: Self.captioned).metadata().kept(.usual)
        let out = try Files.card.picture(as: PictureEncoding(format: format, metadata: kept))
        if format == .tiff || format == .jpeg {
            #expect(out.data.range(of: Self.captions) != nil)
        } else {
            let xmp = try #require(try out.metadata().xmp)
            for text in ["A Byline", "A Credit", "A Right", "A Caption", "<rdf:li>one</rdf:li><rdf:li>two</rdf:li>"] {
                #expect(xmp.contains(text), "\(format): \(text)")
            }
        }
        // From there into a JPEG, as records or as XMP.
        let again = try Files.card.picture(as: PictureEncoding(format: .jpeg, metadata: out.metadata().kept(.usual)))
        #expect(again.data.range(of: Data("A Caption".utf8)) != nil)
    }

    @Test("A TIFF's captions become a JPEG's")
    func captionsOfATIFF() throws {
        let words = (Self.captions + Data(count: -Self.captions.count & 3)).map { Int($0) }
        let data = Files.tiff([.init(extra: [(33723, 7, words)])])
        let kept = try Picture(inspecting: data).metadata().kept(.usual)
        let out = try Files.card.encoded(as: PictureEncoding(format: .jpeg, metadata: kept))
        let records = try #require(out.range(of: Self.captions))
        #expect(out[..<records.lowerBound].suffix(12).starts(with: Data("8BIM".utf8)))
    }

    @Test(
        "An XMP packet of more than 64 KB goes into a JPEG in two parts and comes back whole", arguments: [true, false])
    func longPackets(isAttribute: Bool) throws {
        let long = String(repeating: "z", count: 150_000)
        let description =
            isAttribute
            ? "<rdf:Description rdf:about=\"\" xmlns:d=\"urn:d\" d:long=\"\(long)\" xmlns:c=\"urn:c\" c:credit=\"A Credit\"/>"
            : "<rdf:Description rdf:about=\"\" xmlns:d=\"urn:d\" xmlns:c=\"urn:c\"><d:long>\(long)</d:long>"
                + "<c:credit>A Credit</c:credit></rdf:Description>"
        let encoding = PictureEncoding(format: .jpeg, xmp: Self.packet(description))
        let picture = try Files.card.picture(as: encoding)
        #expect(picture.data.range(of: Data("http://ns.adobe.com/xmp/extension/\0".utf8)) != nil)
        let read = try #require(try picture.metadata().xmp)
        #expect(read.contains(long) && read.contains("A Credit") && !read.contains("HasExtendedXMP"))
        // Into a format that takes it in one part.
        let kept = try picture.metadata().kept(.usual)
        #expect(
            try Files.card.picture(as: PictureEncoding(format: .png, metadata: kept)).metadata().xmp?.contains(long)
                == true)
    }

    @Test("An extension that stands before the packet that names it is read")
    func extensionBefore() throws {
        let name = "0123456789ABCDEF0123456789ABCDEF"
        let main = Self.packet(
            "<rdf:Description rdf:about=\"\" xmlns:n=\"http://ns.adobe.com/xmp/note/\" n:HasExtendedXMP=\"\(name)\"/>")
        let other = Data(Self.packet("<rdf:Description rdf:about=\"\" xmlns:c=\"urn:c\" c:credit=\"Far Away\"/>").utf8)
        func part(_ range: Range<Int>) -> Data {
            let head = Data("http://ns.adobe.com/xmp/extension/\0\(name)".utf8) + Files.big(other.count)
            return Self.segment(0xE1, head + Files.big(range.lowerBound) + other[range])
        }
        let data = try Self.jpeg([part(50..<other.count), part(0..<50), Self.xmp(main)])
        let read = try Picture(inspecting: data).metadata()
        #expect(read.xmp?.contains("Far Away") == true)
        let kept = try #require(read.kept(.usual).xmp)
        #expect(kept.contains("Far Away") && !kept.contains(name))
    }

    @Test(
        "What a packet claims of gain maps, films and directories is taken out, whatever prefix it has",
        arguments: [
            PictureMetadata.Keeping.usual, .all,
        ])
    func claimsAreTakenOut(keeping: PictureMetadata.Keeping) throws {
        let data = try Self.jpeg([
            Self.xmp(
                Self.packet(
                    """
                    <rdf:Description rdf:about="" xmlns:h="http://ns.adobe.com/hdr-gain-map/1.0/" h:Version="1.0"
                     xmlns:G="http://ns.google.com/photos/1.0/camera/" G:MicroVideo="1" G:MotionPhotoVersion="1"
                     G:Burst="kept" xmlns:K="http://ns.google.com/photos/1.0/container/"
                     xmlns:I="http://ns.google.com/photos/1.0/container/item/" xmlns:c="urn:c" c:credit="A Credit">
                     <K:Directory><rdf:Seq><rdf:li rdf:parseType="Resource"><K:Item I:Semantic="GainMap"/></rdf:li></rdf:Seq>
                     </K:Directory></rdf:Description>
                    """))
        ])
        let picture = try Picture(inspecting: data)
        #expect(picture.remarks.contains(.companion(.gainMap)) && picture.remarks.contains(.companion(.film)))
        let out = try Files.card.picture(
            as: PictureEncoding(format: .jpeg, metadata: picture.metadata().kept(keeping)))
        let kept = try #require(try out.metadata().xmp)
        for claim in ["h:Version", "MicroVideo", "MotionPhoto", "Directory", "GainMap"] {
            #expect(!kept.contains(claim))
        }
        #expect(kept.contains("A Credit") && kept.contains("G:Burst"))
        #expect(!out.remarks.contains(.companion(.gainMap)))
    }

    @Test("A packet that is not well-formed does not go along: nobody could say what is private in it")
    func brokenPackets() throws {
        let data = try Self.jpeg([Self.xmp("<x:xmpmeta><rdf:RDF><broken GPSLatitude=\"1\">")])
        #expect(try Picture(inspecting: data).metadata().kept(.usual).xmp == nil)
    }

    @Test(
        "Unequal resolutions stay, and change places with a picture that lies on its side",
        arguments: [PictureFormat.png, .tiff, .jpeg])
    func unequalResolutions(format: PictureFormat) throws {
        let fax = Files.tiff([.init(extra: [(282, 5, [204, 1]), (283, 5, [98, 1]), (296, 3, [2])])])
        let kept = try Picture(inspecting: fax).metadata().kept(.usual)
        #expect(kept.facts.first?.value == "204 x 98 dpi")
        let read = try Files.card.picture(as: PictureEncoding(format: format, metadata: kept)).metadata()
        #expect(read.resolution.map { Int($0.rounded()) } == 204)
        #expect(read.resolutionDown.map { Int($0.rounded()) } == 98)
        let turned = Files.tiff([
            .init(extra: [(274, 3, [6]), (282, 5, [204, 1]), (283, 5, [98, 1]), (296, 3, [2])])
        ])
        #expect(try Picture(inspecting: turned).metadata().resolution.map { Int($0.rounded()) } == 98)
    }

    @Test("All is all: a PNG's texts, a JPEG's comments and a maker's notes")
    func allIsAll() throws {
        let texts = try Files.png(with: [
            ("tEXt", Array("parameters\0a prompt".utf8)), ("iTXt", Array("Title\0\0\0\0\0Tïtle".utf8)),
        ])
        let all = try Picture(inspecting: texts).metadata().kept(.all)
        for format in PictureEncoding.writable {
            let out = try Files.card.encoded(as: PictureEncoding(format: format, metadata: all))
            #expect(
                out.range(of: Data("a prompt".utf8)) != nil
                    || out.range(of: "a prompt".data(using: .utf16LittleEndian)!) != nil, "\(format)")
        }
        let usual = try Files.card.encoded(
            as: PictureEncoding(format: .png, metadata: Picture(inspecting: texts).metadata().kept(.usual)))
        #expect(usual.range(of: Data("a prompt".utf8)) == nil)

        let commented = try Self.jpeg([Self.segment(0xFE, Data("a comment".utf8))])
        let comment = try Picture(inspecting: commented).metadata().kept(.all)
        for format in [PictureFormat.jpeg, .png] {
            let out = try Files.card.encoded(as: PictureEncoding(format: format, metadata: comment))
            #expect(out.range(of: Data("a comment".utf8)) != nil)
        }
    }

    @Test(
        "A comment goes behind the one that EXIF has already, and is not said twice",
        arguments: [PictureFormat.tiff, .webp, .avif])
    func commentsTogether(format: PictureFormat) throws {
        let own = Data("ASCII\0\0\0EXIF's own".utf8)
        func little(_ number: Int, _ count: Int) -> Data { Data((0..<count).map { UInt8(number >> (8 * $0) & 255) }) }
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: Int) -> Data {
            little(tag, 2) + little(type, 2) + little(count, 4) + little(value, 4)
        }
        var tiff = Data("II".utf8) + [42, 0, 8, 0, 0, 0]
        tiff += little(1, 2) + entry(34665, 4, 1, 26) + little(0, 4)
        tiff += little(1, 2) + entry(37510, 7, own.count, 44) + little(0, 4) + own
        let data = try Self.jpeg([
            Self.segment(0xE1, Data("Exif\0\0".utf8) + tiff), Self.segment(0xFE, Data("a comment".utf8)),
            Self.segment(0xFE, Data("EXIF's own".utf8)),
        ])
        let all = try Picture(inspecting: data).metadata().kept(.all)
        let out = try Files.card.encoded(as: PictureEncoding(format: format, metadata: all))
        #expect(out.range(of: Data("ASCII\0\0\0EXIF's own\na comment".utf8)) != nil)
    }

    /// A block with one maker's note at a place of its own.
    @Test(
        "A maker's notes stay at the place that their own pointers count from",
        arguments: [PictureFormat.jpeg, .png, .webp, .avif])
    func makersNotes(format: PictureFormat) throws {
        func little(_ number: Int, _ count: Int) -> Data { Data((0..<count).map { UInt8(number >> (8 * $0) & 255) }) }
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: Int) -> Data {
            little(tag, 2) + little(type, 2) + little(count, 4) + little(value, 4)
        }
        let note = Data("MAKER'S NOTES".utf8)
        var tiff = Data("II".utf8) + [42, 0, 8, 0, 0, 0]
        tiff += little(1, 2) + entry(34665, 4, 1, 26) + little(0, 4)
        tiff += little(1, 2) + entry(37500, 7, note.count, 100) + little(0, 4)
        tiff += Data(count: 100 - tiff.count) + note
        let data = try Self.jpeg([Self.segment(0xE1, Data("Exif\0\0".utf8) + tiff)])
        let metadata = try Picture(inspecting: data).metadata()
        let out = try Files.card.encoded(as: PictureEncoding(format: format, metadata: metadata.kept(.all)))
        let place = try #require(out.range(of: note)).lowerBound
        #expect(out[(place - 100)..<place].starts(with: Data("II".utf8) + [42, 0]))
        let usual = try Files.card.encoded(as: PictureEncoding(format: format, metadata: metadata.kept(.usual)))
        #expect(usual.range(of: note) == nil)
    }
}
