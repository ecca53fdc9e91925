import Foundation
import Pictures
import TestSupport
import Testing

/// What lies beside a picture in its file, and files that are written in ways that few programs write.
@Suite struct CompanionTests {
    private static func segment(_ marker: UInt8, _ body: Data) -> Data {
        Data([0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 255)]) + body
    }

    private static func jpeg(_ segments: [Data] = []) throws -> Data {
        let plain = try Files.card.encoded(as: PictureEncoding(format: .jpeg))
        return plain.prefix(2) + segments.reduce(Data(), +) + plain.dropFirst(2)
    }

    private static func box(_ name: String, _ body: Data) -> Data {
        Data(Files.big(body.count + 8)) + Data(name.utf8) + body
    }

    /// A JPEG with others behind it, each with its kind in the index.
    private static func several(_ others: [(jpeg: Data, kind: Int)]) throws -> Data {
        func index(_ places: [Int]) -> Data {
            var body = Data("MPF\0MM\0*".utf8) + Files.big(8)
            body += [0, 2, 0xB0, 0x01, 0, 4] + Files.big(1) + Files.big(others.count + 1)
            body += [0xB0, 0x02, 0, 7] + Files.big(16 * (others.count + 1)) + Files.big(38) + Files.big(0)
            body += Files.big(0x0003_0000) + Files.big(0) + Files.big(0) + Files.big(0)
            for (other, place) in zip(others, places) {
                body += Files.big(other.kind) + Files.big(other.jpeg.count) + Files.big(place) + Files.big(0)
            }
            return segment(0xE2, body)
        }
        let length = try jpeg([index(others.map { _ in 0 })]).count
        // Places count from the index's own head, 10 bytes behind the file's.
        var place = length - 10
        let places = others.map { other in
            defer { place += other.jpeg.count }
            return place
        }
        return try jpeg([index(places)]) + others.reduce(Data()) { $0 + $1.jpeg }
    }

    @Test("A JPEG of several pictures tells how many; a larger thumbnail is none")
    func severalPictures() throws {
        let other = try Self.jpeg()
        let stereo = try Picture(inspecting: Self.several([(other, 0x0002_0002)]))
        #expect(stereo.remarks == [.pictures(2)])
        #expect(try stereo.pixels() == Picture(inspecting: other).pixels())
        #expect(try Picture(inspecting: Self.several([(other, 0x0001_0001)])).remarks.isEmpty)
    }

    @Test("A gain map of ISO 21496-1 is told as one, and is no second picture")
    func gainMapOfISO() throws {
        let mark = Self.segment(0xE2, Data("urn:iso:std:iso:ts:21496:-1\0".utf8) + Data(count: 4))
        let data = try Self.several([(Self.jpeg([mark]), 0)])
        #expect(try Picture(inspecting: data).remarks == [.companion(.gainMap)])
    }

    @Test(
        "Depths beside a JPEG are told",
        arguments: [
            "xmlns:c=\"http://ns.google.com/photos/1.0/container/item/\" c:Semantic=\"Depth\"",
            "xmlns:g=\"http://ns.google.com/photos/1.0/depthmap/\" g:Format=\"RangeInverse\"",
        ])
    func depths(attributes: String) throws {
        let packet =
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
            + "<rdf:Description rdf:about=\"\" \(attributes)/></rdf:RDF></x:xmpmeta>"
        let data = try Self.jpeg([Self.segment(0xE1, Data("http://ns.adobe.com/xap/1.0/\0\(packet)".utf8))])
        #expect(try Picture(inspecting: data).remarks == [.companion(.depthMap)])
    }

    @Test("A JPEG whose data end within a scan is refused, also where the mark at its end was put behind")
    func cutWithEnd() throws {
        let data = try SamplePictures.gradient(width: 320, height: 240).encoded(as: PictureEncoding(format: .jpeg))
        #expect(throws: PictureFailure.self) {
            try Picture(inspecting: data.prefix(data.count * 2 / 3) + [0xFF, 0xD9])
        }
        // What is odd and takes nothing away is none of that.
        #expect(try Picture(inspecting: data + Data(count: 3000)).remarks.isEmpty)
    }

    @Test("JPEGs that can't be read are told by their kind, not called damage")
    func rareJPEGs() throws {
        let data = try Self.jpeg()
        let frame = try #require(data.firstRange(of: [0xFF, 0xC0, 0, 17, 8]))
        func changed(_ offset: Int, _ byte: UInt8) -> Data {
            var out = data
            out[frame.lowerBound + offset] = byte
            return out
        }
        for (bytes, way) in [
            (changed(4, 12), PictureFailure.Way.bits(12)), (changed(1, 0xC3), .losslessJPEG),
            (changed(1, 0xF7), .jpegLS),
            (changed(1, 0xC5), .hierarchicalJPEG),
        ] {
            #expect(throws: PictureFailure.unreadable(.jpeg, way)) { try Picture(inspecting: bytes) }
        }
    }

    @Test("TIFFs that can't be read, or would be read wrongly, are told by what they are")
    func rareTIFFs() throws {
        for (page, way) in [
            (Files.Page(extra: [(262, 3, [9])]), PictureFailure.Way.profileLab),
            (Files.Page(extra: [(259, 3, [6]), (262, 3, [6])]), .oldJPEG),
        ] {
            #expect(throws: PictureFailure.unreadable(.tiff, way)) { try Picture(inspecting: Files.tiff([page])) }
        }
    }

    @Test("A TIFF with a video's colours, of which each stands for four pixels, is read rightly or told")
    func fewerColourSamples() throws {
        // Four times brightness, blue and red of #C81E14.
        let block: [UInt8] = [80, 80, 80, 80, 94, 214]
        let bytes = (0..<(Files.card.pixelCount / 4)).flatMap { _ in block }
        // Whole numbers by themselves: black, white, and the middle of what is no colour.
        let range = [0, 1, 255, 1, 128, 1, 255, 1, 128, 1, 255, 1]
        let page = Files.Page(extra: [(262, 3, [6]), (530, 3, [2, 2]), (532, 5, range)], bytes: bytes)
        do {
            let picture = try Picture(inspecting: Files.tiff([page]))
            #expect(!picture.hasAlpha && picture.remarks.isEmpty)
            #expect(try picture.pixels().isNear([200, 30, 20], at: 99, 77, within: 3))
        } catch {
            // By libvips before 8.16.
            #expect(error == .unreadable(.tiff, .fewerColourSamples))
        }
    }

    @Test("A TIFF's palette is told as converted")
    func palette() throws {
        let colours = (0..<768).map { $0 * 85 }
        let bytes = [UInt8](repeating: 7, count: Files.card.pixelCount)
        let page = Files.Page(extra: [(262, 3, [3]), (320, 3, colours)], channels: 1, bytes: bytes)
        #expect(try Picture(inspecting: Files.tiff([page])).remarks == [.converted(from: .palette)])
    }

    @Test("A chunk whose check sum is wrong tells no colours")
    func damagedChunk() throws {
        var data = try Files.png(with: [("gAMA", Files.big(100_000))])
        #expect(try Picture(inspecting: data).colour.profile.isSRGB == false)
        let chunk = try #require(data.range(of: Data("gAMA".utf8)))
        data[chunk.upperBound + 5] ^= 1
        #expect(try Picture(inspecting: data).colour.isPlain)
    }

    @Test("An AVIF whose colours are multiplied with their alpha is divided by it")
    func premultipliedAVIF() throws {
        var pixels = PixelBuffer(width: 64, height: 48, filledWith: [100, 50, 20, 128])
        pixels.set(0, 0, [100, 50, 20, 127])
        var data = try pixels.encoded(as: PictureEncoding(format: .avif, lossless: true))
        let before = try Picture(inspecting: data).pixels().at(30, 30)
        // The reference to the alpha's item, named anew in place: what it says stays well-formed.
        let reference = try #require(data.range(of: Data("auxl".utf8)))
        let list = data[..<reference.lowerBound].range(of: Data("iref".utf8), options: .backwards)
        #expect(list != nil)
        let size = 14
        let again = Self.box("prem", Data(data[(reference.upperBound)..<(reference.upperBound + size - 8)]))
        let meta = try #require(data.range(of: Data("meta".utf8)))
        let place = reference.lowerBound - 4 + size
        data.insert(contentsOf: again, at: place)
        func grow(_ start: Int) {
            let at = start - 4
            let old = data[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
            data.replaceSubrange(at..<(at + 4), with: Files.big(old + again.count))
        }
        grow(meta.lowerBound)
        grow(try #require(list).lowerBound)
        // All offsets of items move along.
        let offsets = try #require(data.range(of: Data("iloc".utf8)))
        let count = Int(data[offsets.upperBound + 6]) << 8 | Int(data[offsets.upperBound + 7])
        for index in 0..<count {
            let at = offsets.upperBound + 8 + 18 * index + 10
            let old = data[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
            data.replaceSubrange(at..<(at + 4), with: Files.big(old + again.count))
        }
        let after = try Picture(inspecting: data).pixels().at(30, 30)
        for c in 0..<3 { #expect(abs(after[c] - min(255, before[c] * 255 / 128)) <= 2, "\(before) \(after)") }
        #expect(after[3] == before[3])
    }

    @Test(
        "Pictures and drawings of other programs are told by name",
        arguments: [
            ("8BPS\0\u{1}\0\0\0\0\0\0\0\u{3}", "Photoshop"), ("%!PS-Adobe-3.0 EPSF-3.0\n", "EPS"),
            ("gimp xcf file\0", "GIMP"), ("SIMPLE  =                    T", "FITS"), ("P6\n16 12\n255\n", "PPM"),
            ("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n", "HDR"), ("qoif\0\0\0\u{10}", "QOI"),
            ("\0\0\u{2}\0\0\0\0\0\0\0\0\0\u{10}\0\u{10}\0\u{18}\0", "Targa"),
            ("\0\0\u{2}\0\u{1}\0\u{20}\u{20}\0\0", "CUR"),
        ])
    func foreignKinds(head: String, name: String) throws {
        #expect {
            try Picture(inspecting: Data(head.utf8) + Data(count: 40))
        } throws: { error in
            guard case PictureFailure.notAPicture(.foreign(let kind)) = error else { return false }
            return kind.contains(name)
        }
    }

    @Test("What only begins like another program's picture is still what it is")
    func likenesses() {
        for text in ["BMW and other cars\n", "Plain words\n"] {
            #expect(throws: PictureFailure.notAPicture(.text)) { try Picture(inspecting: Data(text.utf8)) }
        }
    }
}
