import Foundation
import Pictures
import TestSupport
import Testing

@Suite struct MetadataTests {
    private static func text(_ text: String) -> [Int] { Array((text + "\0").utf8).map { Int($0) } }

    /// A scan at 300 dpi whose file tells its maker, and where it was taken.
    private var scan: Data {
        Files.tiff([
            .init(extra: [
                (282, 5, [300, 1]), (283, 5, [300, 1]), (296, 3, [2]), (315, 2, Self.text("An Artist")),
                (33432, 2, Self.text("(c) A Studio")), (271, 2, Self.text("Maker")), (42033, 2, Self.text("SN 12345")),
                (700, 1, Array(Self.packet.utf8).map { Int($0) }),
            ])
        ])
    }

    private static let packet = """
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="48,8.5N"
        xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="A Credit">
        <exif:GPSLongitude>11,34.5E</exif:GPSLongitude></rdf:Description></rdf:RDF></x:xmpmeta>
        """

    @Test(
        "Resolution, artist, copyright and credit go into every format; position and serial number do not",
        arguments: PictureEncoding.writable)
    func usualIsKept(format: PictureFormat) throws {
        let picture = try Picture(inspecting: scan)
        let kept = try picture.metadata().kept(.usual)
        let out = try picture.samples().picture(as: PictureEncoding(format: format, metadata: kept))
        let read = try out.metadata()
        #expect(read.resolution.map { abs($0 - 300) < 0.5 } == true)
        let facts = Dictionary(read.facts.map { ($0.name, $0.value) }) { $1 }
        #expect(facts["artist"] == "An Artist")
        #expect(facts["copyright"] == "(c) A Studio")
        #expect(facts["camera"] == "Maker")
        #expect(read.xmp?.contains("A Credit") == true)
        #expect(!read.hasPosition)
        #expect(out.data.range(of: Data("SN 12345".utf8)) == nil)
        #expect(out.size == picture.size)
    }

    @Test("All is all, and none leaves the resolution")
    func keepingIsChosen() throws {
        let metadata = try Picture(inspecting: scan).metadata()
        #expect(metadata.hasPosition)
        let all = try Files.card.picture(as: PictureEncoding(format: .tiff, metadata: metadata.kept(.all)))
        #expect(all.data.range(of: Data("SN 12345".utf8)) != nil)
        #expect(try all.metadata().hasPosition)
        let none = metadata.kept(.none)
        #expect(none.facts.map(\.name) == ["resolution"])
    }

    @Test("Where nothing is known, no resolution is told", arguments: PictureEncoding.writable)
    func nothingIsInvented(format: PictureFormat) throws {
        let data = try Files.card.encoded(as: PictureEncoding(format: format))
        let resolution = try Picture(inspecting: data).metadata().resolution
        #expect(resolution == nil || abs(resolution! - 72) < 0.5)
        if format == .png { #expect(data.range(of: Data("pHYs".utf8)) == nil) }
    }

    @Test("A JPEG's 72 dots to the inch stay where its head tells them")
    func toldResolutionStays() throws {
        let data = try Files.card.encoded(as: PictureEncoding(format: .jpeg))
        #expect(try Picture(inspecting: data).metadata().resolution == nil)
        let head = Data([0xFF, 0xE0, 0, 16] + Array("JFIF\0".utf8) + [1, 1, 1, 0, 72, 0, 72, 0, 0])
        let told = try Picture(inspecting: Data(data.prefix(2)) + head + Data(data.dropFirst(2))).metadata().resolution
        #expect(told.map { Int($0.rounded()) } == 72)
    }

    @Test("What a PNG's text chunks tell of its maker goes on")
    func textChunksAreRead() throws {
        let author = Array("Author\0An Artist".utf8)
        let rights = Array("Copyright\0\0\0en\0\0© A Studio".utf8)
        let picture = try Picture(inspecting: Files.png(with: [("tEXt", author), ("iTXt", rights)]))
        let facts = try Dictionary(picture.metadata().kept(.usual).facts.map { ($0.name, $0.value) }) { $1 }
        #expect(facts["artist"] == "An Artist")
        #expect(facts["copyright"] == "© A Studio")
    }

    @Test("A format's limits are told in its own words")
    func limitsAreTold() {
        let long = PixelBuffer(width: 17_000, height: 2, filledWith: [1, 2, 3])
        #expect(throws: PictureFailure.beyondFormat(.avif, side: 17_000, limit: 16_384)) {
            try long.encoded(as: PictureEncoding(format: .avif))
        }
    }
}
