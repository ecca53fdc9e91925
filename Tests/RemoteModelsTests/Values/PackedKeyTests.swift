import Foundation
import Pictures
import RemoteModels
import TestSupport
import Testing

@Suite("Keys are taken out of what is packed") struct PackedKeyTests {
    private static let secret = "sk-LEAKCANARY-0123456789abcdefXYZ"
    /// A refusal that says the key, packed by Python's gzip and zlib.
    private static let gzip = Compressed.data(
        "H4sIAAAAAAACA6tWSi0qyi9SslJQCslIVchOrVQoztb1cXX0dnb0cwyK1DUwNDI2MTUzt7BMTEpOSU2LiIxSyCxWyMvPS1XIT1PI"
            + "Ly0q1lFIzEsBipRkZOalK5QnFivkJqak6in4oYso1QIAdxcfn28AAAA=")
    private static let zlib = Compressed.data(
        "eJyrVkotKsovUrJSUArJSFXITq1UKM7W9XF19HZ29HMMitQ1MDQyNjE1M7ewTExKTklNi4iMUsgsVsjLz0tVyE9TyC8tKtZRSMxL"
            + "AYqUZGTmpSuUJxYr5CampOop+KGLKNUCAJ55JAY=")

    /// The same with windows of 512 bytes and of 4 KB, which zlib's head tells.
    private static let zlibInSmallWindows = [
        "GNOrVkotKsovUrKqVspNLS5OTE9VslLyzEvOLypKTS5RcAzwVMhOrVQoKMovy0xJTbFSKM7W9XF19HZ29HMMitQ1MDQyNjE1M7ewTExKTklNi4iM"
            + "0lMIBmquJEKlko5Scn4K0EITA8PaWgAWMirE",
        "SMerVkotKsovUrKqVspNLS5OTE9VslLyzEvOLypKTS5RcAzwVMhOrVQoKMovy0xJTbFSKM7W9XF19HZ29HMMitQ1MDQyNjE1M7ewTExKTklNi4iM"
            + "0lMIBmquJEKlko5Scn4K0EITA8PaWgAWMirE",
    ].map(Compressed.data)

    private static func redaction() throws -> KeyRedaction { KeyRedaction([try #require(APIKey(secret))]) }

    private static func redacted(_ data: Data) throws -> Data {
        var data = data
        try redaction().redact(&data)
        return data
    }

    @Test("In base64, wherever in it that begins, twice over, in lines, with slashes escaped, in hexadecimal digits")
    func inTexts() throws {
        for packed in [Self.gzip, Self.zlib] + Self.zlibInSmallWindows {
            for lead in 0..<4 {
                let base64 = (Data("jpg".utf8.prefix(lead)) + packed).base64EncodedString()
                let lines = (Data("jpg".utf8.prefix(lead)) + packed)
                    .base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
                let forms = [
                    base64, Data(base64.utf8).base64EncodedString(), base64.replacing("/", with: "\\/"),
                    base64.replacing("+", with: "-").replacing("/", with: "_"), lines.replacing("\n", with: "\\n"),
                    packed.map { String(format: "%02x", Int($0)) }.joined(),
                ]
                for form in forms {
                    let whole = "{\"debug\":\"\(form)\",\"rest\":1}"
                    let clean = try Self.redaction().redacted(whole)
                    #expect(clean.utf8.count == whole.utf8.count)
                    #expect(clean.hasPrefix("{\"debug\":\"") && clean.hasSuffix("\",\"rest\":1}"))
                    // Nothing of it is left that could be put together again.
                    let same = zip(whole, clean).count { $0 == $1 }
                    #expect(same < 60, "\(whole) -> \(clean)")
                }
            }
        }
    }

    @Test("Among bytes, within another stream, and where its end is missing")
    func amongBytes() throws {
        let words = Data("and so on, ".utf8)
        for packed in [Self.gzip, Self.zlib, Compressed.stored(words + Self.gzip), Self.gzip.dropLast(30)] {
            let clean = try Self.redacted(Data([0xFF, 0xFE]) + packed)
            #expect(clean.count == packed.count + 2 && clean.prefix(2) == Data([0xFF, 0xFE]))
            #expect(clean.dropFirst(2).allSatisfy { $0 == UInt8(ascii: "*") || [9, 10, 13, 32].contains($0) })
        }
    }

    @Test("In base64 as long as a picture's")
    func long() throws {
        let noise = Compressed.stored(Data((0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }))
        // Members that follow each other are one stream.
        let base64 = (noise + Self.gzip).base64EncodedString()
        #expect(base64.utf8.count > 1 << 16)
        let clean = try Self.redaction().redacted("{\"log\":\"\(base64)\"}")
        #expect(clean.hasPrefix("{\"log\":\"AAAA") && clean.hasSuffix("\"}") && !clean.contains(base64.suffix(60)))
    }

    @Test("A picture that is packed stays, whatever it says; what a picture has packed inside is not touched")
    func pictures() throws {
        let plain = try SamplePictures.gradient(width: 20, height: 20).encoded(as: .png)
        let saying = plain.prefix(plain.count - 12) + PNGFile.chunk("tEXt", Data("Comment\0\(Self.secret)".utf8))
        let packed = Compressed.stored(saying + plain.suffix(12))
        let hidden = plain.prefix(plain.count - 12) + PNGFile.chunk("zTXt", Data("Comment\0\0".utf8) + Self.zlib)
        #expect(try Self.redacted(hidden + plain.suffix(12)) == hidden + plain.suffix(12))
        let text = try Self.redacted(Data("{\"data\":\"\((hidden + plain.suffix(12)).base64EncodedString())\"}".utf8))
        #expect(text.range(of: Data((hidden + plain.suffix(12)).base64EncodedString().utf8)) != nil)
        // Only the key goes, as from any bytes.
        #expect(try Self.redacted(packed).starts(with: packed.prefix(60)))
    }

    @Test("A PNG's packed texts and profile are packed anew without it, and it stays a picture; what is cut goes")
    func packedInPNG() throws {
        let plain = try SamplePictures.gradient(width: 20, height: 20).encoded(as: .png)
        let behindHead = 8 + 25
        func saying(_ chunks: Data...) -> Data {
            chunks.reduce(plain.prefix(behindHead), +) + plain.dropFirst(behindHead)
        }
        let texts = PNGFile.chunk("zTXt", Data("Comment\0\0".utf8) + Self.zlib)
        let xmp = PNGFile.chunk("iTXt", Data("XML:com.adobe.xmp\0\u{1}\0en\0\0".utf8) + Self.zlib)
        let profile = PNGFile.chunk("iCCP", Data("sRGB\0\0".utf8) + Self.zlib)
        let unpacked = PNGFile.chunk("iTXt", Data("Comment\0\0\0\0\0said plainly".utf8))
        let cut = PNGFile.chunk("zTXt", Data("Title\0\0".utf8) + Self.zlib.dropLast(20))
        var clean = saying(unpacked, profile, texts, xmp, cut)
        try Self.redaction().redact(picture: &clean)
        #expect(clean != saying(unpacked, profile, texts, xmp, cut))
        var said: [Data] = []
        let same = PNGFile.withPacked(of: clean) { packed in
            said.append(packed)
            return nil
        }
        #expect(same == clean && said.count == 3)
        for each in said {
            #expect(each.range(of: Data(Self.secret.utf8)) == nil && each.range(of: Data("****".utf8)) != nil)
        }
        #expect(clean.range(of: unpacked) != nil && clean.range(of: Data("Title".utf8)) == nil)
        #expect(try Picture(inspecting: clean).pixels().bytes == SamplePictures.gradient(width: 20, height: 20).bytes)
        // Without a key nothing of it is written anew.
        let other = saying(PNGFile.chunk("zTXt", Data("Comment\0\0".utf8) + Self.zlib))
        var kept = other
        KeyRedaction([try #require(APIKey("sk-another-qwertzuiopasdfghjklyx"))]).redact(picture: &kept)
        #expect(kept == other)
    }

    @Test("What is packed in a JPEG's comments, in a PNG's or WebP's other chunks, and behind their end goes as well")
    func packedBesidePixels() throws {
        let gradient = SamplePictures.gradient(width: 20, height: 20)
        let png = try gradient.encoded(as: .png)
        let jpeg = try gradient.encoded(as: PictureEncoding(format: .jpeg, quality: 90))
        let webp = try gradient.encoded(as: PictureEncoding(format: .webp, quality: 90))
        func segment(_ marker: UInt8, _ said: Data) -> Data {
            let length = said.count + 2
            return Data([0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)]) + said
        }
        func chunk(_ said: Data) -> Data {
            var length = Data()
            for shift in [0, 8, 16, 24] { length.append(UInt8(truncatingIfNeeded: said.count >> shift)) }
            return Data("EXIF".utf8) + length + said + Data(count: said.count % 2)
        }
        var longer = webp + chunk(Self.zlib)
        let size = longer.count - 8
        for (index, shift) in [0, 8, 16, 24].enumerated() {
            longer[4 + index] = UInt8(truncatingIfNeeded: size >> shift)
        }
        let plainText = PNGFile.chunk("iTXt", Data("Comment\0\0\0\0\0".utf8) + Self.zlib)
        func inJPEG(_ said: Data) -> Data { Data(jpeg.prefix(2)) + said + Data(jpeg.dropFirst(2)) }
        func inPNG(_ chunk: Data) -> Data { Data(png.prefix(33)) + chunk + Data(png.dropFirst(33)) }
        var pictures: [Data] = [inJPEG(segment(0xFE, Self.zlib)), inPNG(plainText), longer]
        pictures.append(inJPEG(Data([0xFF, 0xFF]) + segment(0xFE, Self.zlib)))
        pictures.append(inJPEG(segment(0xED, Data([0xFF, 0xD8, 0xFF]) + Self.zlib)))
        pictures.append(inJPEG(segment(0xEC, Data("XYZ\0".utf8) + Self.zlib)))
        pictures.append(Data(jpeg.dropLast(2)) + segment(0xFE, Self.zlib) + Data(jpeg.suffix(2)))
        pictures.append(inPNG(PNGFile.chunk("prVt", Self.zlib)))
        for picture in [jpeg, png, webp] { pictures.append(picture + Self.zlib) }
        for (index, picture) in pictures.enumerated() {
            var clean = Data(picture)
            try Self.redaction().redact(picture: &clean)
            #expect(clean.count == picture.count && clean.range(of: Self.zlib.prefix(40)) == nil, "\(index)")
            #expect(try Picture(inspecting: clean).size == PixelSize(width: 20, height: 20), "\(index)")
            let chunks = PNGFile.withChecksums(of: clean, changedFrom: Data())
            #expect(chunks == clean, "\(index)")
        }
        var damaged = inPNG(PNGFile.chunk("prVt", Data("said".utf8)))
        damaged[33 + 8 + 4] ^= 1
        for picture in [png, jpeg, webp, damaged] {
            var clean = picture
            try Self.redaction().redact(picture: &clean)
            #expect(clean == picture)
        }
    }

    private static func bytes(_ numbers: UInt32...) -> Data {
        numbers.reduce(into: Data()) { data, number in
            for shift in [24, 16, 8, 0] { data.append(UInt8(truncatingIfNeeded: number >> shift)) }
        }
    }

    @Test("What is packed behind a PNG's signature within something else goes, its pixels stay")
    func behindSignatures() throws {
        let png = try SamplePictures.gradient(width: 20, height: 20).encoded(as: .png)
        let jpeg = try SamplePictures.gradient(width: 20, height: 20).encoded(
            as: PictureEncoding(format: .jpeg, quality: 90))
        let saying = png.prefix(33) + PNGFile.chunk("zTXt", Data("Comment\0\0".utf8) + Self.zlib) + png.dropFirst(33)
        let pretended =
            png.prefix(33) + PNGFile.chunk("IDAT", Self.zlib) + PNGFile.chunk("IEND", Data())
        for inner in [saying, png.prefix(8) + Self.zlib, pretended] {
            let length = inner.count + 2
            let segment = Data([0xFF, 0xFE, UInt8(length >> 8), UInt8(length & 0xFF)]) + inner
            let files: [Data] = [
                Data("XXXX".utf8) + inner, Data("PK\u{3}\u{4}".utf8) + Data(count: 26) + inner,
                jpeg.prefix(2) + segment,
                jpeg.prefix(2) + segment + jpeg.dropFirst(2), jpeg + inner, Data("GIF89a".utf8) + inner,
            ]
            for (index, file) in files.enumerated() {
                var clean = Data(file)
                #expect(try Self.redaction().redact(picture: &clean))
                #expect(clean.count == file.count && clean.range(of: Self.zlib.prefix(40)) == nil, "\(index)")
                // Its own pixels stay as they are.
                if inner == saying { #expect(clean.range(of: png.dropFirst(33)) != nil, "\(index)") }
            }
        }
        // In other bytes as well, which are gone over before anybody knows what they are.
        for inner in [saying, png.prefix(8) + Self.zlib, pretended] {
            #expect(try Self.redacted(Data("XXXX".utf8) + inner).range(of: Self.zlib.prefix(40)) == nil)
        }
    }

    @Test(
        "What is called pixels and is none is looked into: frames of nothing, what follows pixels, palettes, ends of scans"
    )
    func pretendedPixels() throws {
        let gradient = SamplePictures.gradient(width: 20, height: 20)
        let png = try gradient.encoded(as: .png)
        let jpeg = try gradient.encoded(as: PictureEncoding(format: .jpeg, quality: 90))
        func inPNG(_ chunks: Data...) -> Data { chunks.reduce(png.prefix(33), +) + png.dropFirst(33) }
        let frame = PNGFile.chunk("fdAT", Self.bytes(1) + Self.zlib)
        let control = PNGFile.chunk("acTL", Self.bytes(2, 0))
        let size = PNGFile.chunk("fcTL", Self.bytes(0, 20, 20, 0, 0) + Data(count: 6))
        var pictures: [Data] = [inPNG(frame), inPNG(control, frame), inPNG(control, size, frame)]
        pictures.append(png.dropLast(12) + PNGFile.chunk("IDAT", Self.zlib) + png.suffix(12))
        pictures.append(inPNG(PNGFile.chunk("PLTE", Self.zlib + Data(count: (3 - Self.zlib.count % 3) % 3))))
        pictures.append(inPNG(PNGFile.chunk("tRNS", Self.zlib)))
        pictures.append(jpeg.dropLast(2) + Self.zlib + jpeg.suffix(2))
        pictures.append(jpeg.prefix(2) + Data([0xFF, 0xFE, 0xFF, 0xFF]) + Self.zlib + jpeg.dropFirst(2))
        pictures.append(jpeg.prefix(2) + Self.zlib + jpeg.dropFirst(2))
        for (index, picture) in pictures.enumerated() {
            var clean = Data(picture)
            #expect(try Self.redaction().redact(picture: &clean))
            #expect(clean.count == picture.count && clean.range(of: Self.zlib.prefix(40)) == nil, "\(index)")
            if index < 4 { #expect(clean.range(of: png[33..<(png.count - 12)]) != nil, "\(index)") }
            #expect(PNGFile.withChecksums(of: clean, changedFrom: Data()) == clean, "\(index)")
        }
        // One that stands for two chunks is seen as a whole.
        let parted =
            png.prefix(33) + PNGFile.chunk("IDAT", Self.zlib.prefix(20))
            + PNGFile.chunk("IDAT", Self.zlib.dropFirst(20)) + PNGFile.chunk("IEND", Data())
        var clean = parted
        #expect(try Self.redaction().redact(picture: &clean))
        #expect(clean.range(of: Self.zlib.dropFirst(20).prefix(40)) == nil)
    }

    @Test(
        "A picture without a key stays as it came, whatever its checksums are",
        arguments: ["tEXt", "iTXt", "eXIf", "caBX"])
    func wrongChecksums(_ name: String) throws {
        let png = try SamplePictures.gradient(width: 20, height: 20).encoded(as: .png)
        for said in [Data("Comment\0\0\0\0\0said".utf8), Data("Comment\0************".utf8), Data(count: 40)] {
            var chunk = PNGFile.chunk(name, said)
            chunk[chunk.count - 1] ^= 1
            let came = png.prefix(33) + chunk + png.dropFirst(33)
            var clean = came
            #expect(try !Self.redaction().redact(picture: &clean))
            #expect(clean == came)
        }
    }

    @Test("A few bytes that stand for gigabytes, and heads without end, are not gone on with for long")
    func bombs() throws {
        let heads = Data((0..<2_000_000).map { $0.isMultiple(of: 2) ? 0x78 : 0x9C })
        let gzipHeads = Data((0..<200_000).flatMap { _ in [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] as [UInt8] })
        let clock = ContinuousClock()
        for bytes in [heads, heads.prefix(40_000).base64EncodedData(), gzipHeads] {
            var clean = Data()
            let spent = try clock.measure { clean = try Self.redacted(bytes) }
            #expect(clean == bytes)
            #expect(spent < .seconds(5))
        }
    }
}
