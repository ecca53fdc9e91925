import Foundation
import Pictures
import TestSupport
import Testing

@Suite struct FileKindTests {
    @Test("A page that is a thumbnail is not taken for the picture, and pages are told", arguments: [true, false])
    func thumbnailsArePassedOver(isMarked: Bool) throws {
        let small = try Files.card.scaled(to: PixelSize(width: 60, height: 40))
        let thumbnail = Files.Page(pixels: small, extra: isMarked ? [(254, 4, [1])] : [])
        let data = Files.tiff([thumbnail, .init()])
        let picture = try Picture(inspecting: data)
        #expect(picture.size == PixelSize(width: 240, height: 160))
        #expect(picture.remarks == [.pages(2, taken: 2, isAnimation: false)])
        #expect(try picture.pixels() == Files.card)
        #expect(try Picture(inspecting: data, page: 1).size == PixelSize(width: 60, height: 40))
        #expect(throws: PictureFailure.noSuchPage(3, count: 2)) { try Picture(inspecting: data, page: 3) }
    }

    @Test(
        "A page that no file has is told as that, whatever the number and the samples",
        arguments: [Int.min, -1, 0, 2, .max])
    func absurdPages(_ page: Int) throws {
        let pixels = PixelBuffer(width: 6, height: 4, filledWith: [9, 8, 7])
        let packed = Self.packed([Int](repeating: 7, count: 6 * 4 * 3), bits: 12, perRow: 6 * 3)
        for file in [Files.Page(pixels: pixels), Files.Page(pixels: pixels, bits: 12, bytes: packed)] {
            let data = Files.tiff([file])
            #expect(throws: PictureFailure.noSuchPage(page, count: 1)) { try Picture(inspecting: data, page: page) }
        }
    }

    @Test("Frames of an animation are told, and one can be chosen", arguments: [PictureFormat.gif, .webp])
    func framesAreTold(format: PictureFormat) throws {
        let frames = try Animation(
            of: [Files.card, PixelBuffer(width: 240, height: 160, filledWith: [250, 250, 250])], longestSide: 240,
            milliseconds: 100)
        let data = try frames.encoded(as: PictureEncoding(format: format, lossless: true))
        #expect(try Picture(inspecting: data).remarks.contains(.pages(2, taken: 1, isAnimation: true)))
        #expect(try Picture(inspecting: data, page: 2).pixels().isNear([250, 250, 250], at: 45, 40, within: 8))
    }

    /// A GIF of four colours (black, red, green, blue) whose frames are each of one of them.
    private static func gif(
        _ width: Int, _ height: Int, _ frames: [(area: Rectangle, colour: Int, disposal: Int)]
    ) -> Data {
        var data = Data("GIF89a".utf8)
        func add(_ numbers: [Int]) {
            for number in numbers { data.append(contentsOf: [UInt8(number & 255), UInt8(number >> 8)]) }
        }
        add([width, height])
        data.append(contentsOf: [0x91, 0, 0, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255])
        for frame in frames {
            data.append(contentsOf: [0x21, 0xF9, 4, UInt8(frame.disposal << 2), 10, 0, 0, 0, 0x2C])
            add([frame.area.x, frame.area.y, frame.area.width, frame.area.height])
            data.append(contentsOf: [0, 2])
            // Codes of three bits: the table is cleared before each two pixels, and so never grows.
            var codes: [Int] = []
            for pixel in 0..<frame.area.area {
                if pixel % 2 == 0 { codes.append(4) }
                codes.append(frame.colour)
            }
            codes.append(5)
            var (bits, count, bytes): (Int, Int, [UInt8]) = (0, 0, [])
            for code in codes {
                bits |= code << count
                count += 3
                while count >= 8 {
                    bytes.append(UInt8(bits & 255))
                    (bits, count) = (bits >> 8, count - 8)
                }
            }
            if count > 0 { bytes.append(UInt8(bits & 255)) }
            for start in stride(from: 0, to: bytes.count, by: 255) {
                let block = bytes[start..<min(bytes.count, start + 255)]
                data.append(UInt8(block.count))
                data.append(contentsOf: block)
            }
            data.append(0)
        }
        data.append(0x3B)
        return data
    }

    @Test("Where no frame of a GIF has drawn yet, it is transparent, as viewers show it")
    func gifIsTransparentAround() throws {
        let data = Self.gif(
            40, 30,
            [
                (Rectangle(x: 10, y: 6, width: 20, height: 10), 1, 2),
                (Rectangle(x: 2, y: 2, width: 10, height: 10), 2, 1),
                (Rectangle(x: 0, y: 0, width: 40, height: 30), 3, 1),
            ])
        let first = try Picture(inspecting: data)
        #expect(first.size == PixelSize(width: 40, height: 30) && first.hasAlpha)
        let pixels = try first.pixels()
        #expect(pixels.at(15, 10) == [255, 0, 0, 255] && pixels.at(9, 6)[3] == 0 && pixels.at(30, 15)[3] == 0)
        // The second clears the first one's place.
        let second = try Picture(inspecting: data, page: 2).pixels()
        #expect(second.at(5, 5) == [0, 255, 0, 255] && second.at(20, 10)[3] == 0 && second.at(11, 8)[3] == 255)
        // The third covers all.
        #expect(
            try Picture(inspecting: data, page: 3).pixels()
                == PixelBuffer(width: 40, height: 30, filledWith: [0, 0, 255]))
        let whole = Self.gif(40, 30, [(Rectangle(x: 0, y: 0, width: 40, height: 30), 1, 1)])
        #expect(try !Picture(inspecting: whole).hasAlpha)
    }

    @Test("Of an animated PNG the first frame is the picture, also where another picture stands for it")
    func apngOpensItsFirstFrame() throws {
        func chunks(_ pixels: PixelBuffer) throws -> [(name: String, body: Data)] {
            let data = try pixels.encoded(as: .png)
            var (offset, chunks): (Int, [(name: String, body: Data)]) = (8, [])
            while offset + 12 <= data.count {
                let length = data[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
                let name = String(decoding: data[(offset + 4)..<(offset + 8)], as: UTF8.self)
                chunks.append((name, data[(offset + 8)..<(offset + 8 + length)]))
                offset += 12 + length
            }
            return chunks
        }
        func control(_ number: Int, _ area: Rectangle) -> Data {
            let numbers = [number, area.width, area.height, area.x, area.y]
            return Data(numbers.flatMap { Files.big($0) } + [0, 10, 0, 100, 0, 0])
        }
        func animation(_ area: Rectangle) throws -> Data {
            let frame = PixelBuffer(width: area.width, height: area.height, filledWith: [255, 0, 0])
            let bodies = try chunks(frame).filter { $0.name == "IDAT" }.map(\.body)
            var out = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            for chunk in try chunks(Files.card) {
                if chunk.name == "IEND" {
                    out += Files.chunk("fcTL", control(0, area))
                    for (index, body) in bodies.enumerated() {
                        out += Files.chunk("fdAT", Data(Files.big(index + 1)) + body)
                    }
                }
                out += Files.chunk(chunk.name, chunk.body)
                if chunk.name == "IHDR" { out += Files.chunk("acTL", Data(Files.big(1) + Files.big(0))) }
            }
            return out
        }
        let all = try Picture(inspecting: animation(Rectangle(x: 0, y: 0, width: 240, height: 160)))
        #expect(try all.pixels() == PixelBuffer(width: 240, height: 160, filledWith: [255, 0, 0]))
        let part = try Picture(inspecting: animation(Rectangle(x: 20, y: 10, width: 100, height: 50)))
        #expect(part.size == PixelSize(width: 240, height: 160))
        let pixels = try part.pixels()
        #expect(pixels.at(20, 10) == [255, 0, 0, 255] && pixels.at(119, 59) == [255, 0, 0, 255])
        #expect(pixels.at(19, 10)[3] == 0 && pixels.at(120, 59)[3] == 0)
    }

    @Test("Camera raw files are refused by name")
    func rawIsRefused() throws {
        let small = try Files.card.scaled(to: PixelSize(width: 60, height: 40))
        let preview = Files.tiff([.init(pixels: small, extra: [(254, 4, [1])])])
        #expect(throws: PictureFailure.cameraRaw("")) { try Picture(inspecting: preview) }
        let dng = Files.tiff([.init(pixels: small, extra: [(254, 4, [1]), (50706, 1, [1, 4, 0, 0])])])
        #expect(throws: PictureFailure.cameraRaw("DNG")) { try Picture(inspecting: dng) }
        let maker = Array("NIKON CORPORATION\0".utf8).map { Int($0) }
        let nef = Files.tiff([.init(pixels: small, extra: [(254, 4, [1]), (271, 2, maker)])])
        #expect(throws: PictureFailure.cameraRaw("NEF")) { try Picture(inspecting: nef) }
        for (head, name) in [
            ("FUJIFILMCCD-RAW 0201", "RAF"), ("\0\0\0\u{18}ftypcrx \0\0\0\u{1}crx isom", "CR3"),
            ("IIRO\u{8}\0\0\0", "ORF"),
            ("IIU\0\u{18}\0\0\0", "RW2"),
        ] {
            #expect(throws: PictureFailure.cameraRaw(name)) {
                try Picture(inspecting: Data(head.utf8) + Data(count: 64))
            }
        }
    }

    @Test("A file that lacks nothing but the mark at its end opens, with a remark; one that lacks rows does not")
    func missingEndIsTold() throws {
        let jpeg = try SamplePictures.gradient(width: 320, height: 240).encoded(as: PictureEncoding(format: .jpeg))
        let open = try Picture(inspecting: jpeg.dropLast(2))
        #expect(open.remarks == [.noEndMark(.jpeg)])
        #expect(try open.pixels() == Picture(inspecting: jpeg).pixels())
        #expect(throws: PictureFailure.self) { try Picture(inspecting: Data(jpeg.dropLast(jpeg.count / 2))) }
        for missing in [3, 4, 10, 40] {
            #expect(throws: PictureFailure.self) { try Picture(inspecting: Data(jpeg.dropLast(missing))) }
        }
    }

    @Test("A PNG without the chunk that ends it opens, and that is told")
    func pngWithoutEnd() throws {
        let png = try Files.card.encoded(as: .png)
        let open = try Picture(inspecting: png.dropLast(12))
        #expect(open.remarks == [.noEndMark(.png)])
        #expect(try open.pixels() == Files.card)
        #expect(try Picture(inspecting: png).remarks.isEmpty)
    }

    @Test("Channels that are neither colours nor alpha are left out, and that is told")
    func furtherChannels() throws {
        func file(_ kinds: [Int]) -> Data {
            // The card's three channels, and further ones of 0, 50, 100 ….
            var bytes: [UInt8] = []
            for pixel in 0..<Files.card.pixelCount {
                bytes += Files.card.bytes[(pixel * 3)..<(pixel * 3 + 3)]
                for index in kinds.indices { bytes.append(UInt8(50 * (index + 1))) }
            }
            return Files.tiff([.init(extra: [(338, 3, kinds)], channels: kinds.count + 3, bytes: bytes)])
        }
        let spots = try Picture(inspecting: file([0, 0]))
        #expect(spots.remarks == [.channelsLeftOut(2)])
        #expect(!spots.hasAlpha)
        #expect(try spots.pixels() == Files.card)
        let alpha = try Picture(inspecting: file([0, 2]))
        #expect(alpha.remarks == [.channelsLeftOut(1)])
        #expect(try alpha.pixels().at(45, 40) == [40, 160, 60, 100])
        #expect(try Picture(inspecting: file([2])).remarks.isEmpty)
    }

    @Test("What a TIFF is written with that can't be read is told by name, not called damage")
    func unreadableTIFFs() throws {
        let odd = Files.tiff([.init(extra: [(259, 3, [34712])])])
        #expect(throws: PictureFailure.unreadable(.tiff, .compression(34712))) { try Picture(inspecting: odd) }
        let narrow = Files.tiff([.init(isFloat: true, extra: [(258, 3, [24, 24, 24])])])
        #expect(throws: PictureFailure.unreadable(.tiff, .float(bits: 24))) { try Picture(inspecting: narrow) }
    }

    /// Numbers of so many bits one after the other, the highest bit first.
    private static func packed(_ numbers: [Int], bits: Int, perRow: Int) -> [UInt8] {
        var out: [UInt8] = []
        for start in stride(from: 0, to: numbers.count, by: perRow) {
            var (kept, held) = (0, 0)
            for number in numbers[start..<(start + perRow)] {
                kept = kept << bits | number
                held += bits
                while held >= 8 {
                    held -= 8
                    out.append(UInt8(kept >> held & 255))
                }
                kept &= (1 << held) - 1
            }
            if held > 0 { out.append(UInt8(kept << (8 - held) & 255)) }
        }
        return out
    }

    @Test("TIFFs of 10, 12 and 14 bits open as 16, with all that they say", arguments: [10, 12, 14], [1, 3])
    func packedBits(bits: Int, channels: Int) throws {
        let (width, height, most) = (23, 17, 1 << bits - 1)
        let numbers = (0..<(width * height * channels)).map { $0 == 0 ? most : $0 * 7919 % (most + 1) }
        let blank = PixelBuffer(width: width, height: height, filledWith: [0, 0, 0])
        let page = Files.Page(
            pixels: blank, bits: bits,
            extra: [(262, 3, [channels == 1 ? 1 : 2]), (282, 5, [300, 1]), (283, 5, [300, 1]), (296, 3, [2])],
            channels: channels, bytes: Self.packed(numbers, bits: bits, perRow: width * channels))
        let small = Files.Page(pixels: PixelBuffer(width: 5, height: 4, filledWith: [1, 2, 3]))
        for (pages, number) in [([page], nil), ([small, page], 2)] as [([Files.Page], Int?)] {
            let picture = try Picture(inspecting: Files.tiff(pages), page: number)
            #expect(picture.size == PixelSize(width: width, height: height))
            #expect(picture.colour.bits == 16 && picture.colour.isGrey == (channels == 1))
            #expect(try picture.metadata().resolution == 300)
            let samples = try picture.samples().read({ _ in [] }, { $0.map { Int($0) } })
            #expect(samples == numbers.map { ($0 * 65535 + most / 2) / most })
        }
        // A strip that is shorter than its rows.
        let cut = Files.tiff([
            .init(
                pixels: PixelBuffer(width: width, height: height * 900, filledWith: [0, 0, 0]), bits: bits,
                extra: page.extra, channels: channels, bytes: page.bytes)
        ])
        #expect(throws: PictureFailure.self) { try Picture(inspecting: cut) }
    }

    @Test("TIFFs whose channels stand apart in tiles, and grey with alpha apart, open as they are")
    func planes() throws {
        let (width, height) = (20, 18)
        func value(_ x: Int, _ y: Int, _ plane: Int) -> Int {
            x < width && y < height ? (x * 11 + y * 3 + plane * 50) % 256 : 0
        }
        let blank = PixelBuffer(width: width, height: height, filledWith: [0, 0, 0])
        var (bytes, offsets): ([UInt8], [Int]) = ([], [])
        for plane in 0..<3 {
            for top in [0, 16] {
                for left in [0, 16] {
                    offsets.append(8 + bytes.count)
                    for y in 0..<16 { for x in 0..<16 { bytes.append(UInt8(value(left + x, top + y, plane))) } }
                }
            }
        }
        let tiled = Files.tiff([
            .init(
                pixels: blank,
                extra: [
                    (284, 3, [2]), (322, 3, [16]), (323, 3, [16]), (324, 4, offsets),
                    (325, 4, [Int](repeating: 256, count: 12)),
                ], bytes: bytes)
        ])
        let pixels = try Picture(inspecting: tiled).pixels()
        #expect(
            (0..<3).allSatisfy { pixels.at(19, 17)[$0] == value(19, 17, $0) && pixels.at(3, 2)[$0] == value(3, 2, $0) })

        var apart: [UInt8] = []
        for plane in 0..<2 { for y in 0..<height { for x in 0..<width { apart.append(UInt8(value(x, y, plane))) } } }
        let grey = Files.tiff([
            .init(
                pixels: blank,
                extra: [
                    (262, 3, [1]), (284, 3, [2]), (338, 3, [2]), (273, 4, [8, 8 + width * height]),
                    (279, 4, [width * height, width * height]),
                ], channels: 2, bytes: apart)
        ])
        let picture = try Picture(inspecting: grey)
        #expect(picture.colour.isGrey && picture.hasAlpha)
        #expect(try picture.pixels().at(7, 9) == [value(7, 9, 0), value(7, 9, 0), value(7, 9, 0), value(7, 9, 1)])
    }

    @Test("Floating point of 16 and 64 bits is converted as that of 32 is", arguments: [16, 64])
    func otherFloats(bits: Int) throws {
        let numbers: [Double] = [0, 1, 0.5, 0.25, 0.125, 1 / 1024, 3.0e-6, -1, 7, 0.75, 0.999, 0.1]
        func word(_ number: Double) -> UInt64 {
            guard bits == 16 else { return number.bitPattern }
            let single = Float(number)
            if single == 0 { return 0 }
            let exponent = Int(single.exponent) + 15
            let sign: UInt64 = single < 0 ? 0x8000 : 0
            if exponent <= 0 { return sign | UInt64((abs(single) * 16_777_216).rounded()) }
            return sign | UInt64(exponent) << 10 | UInt64(single.significandBitPattern >> 13)
        }
        let bytes = numbers.flatMap { number -> [UInt8] in
            let word = word(number)
            return (0..<(bits / 8)).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
        }
        let page = Files.Page(
            pixels: PixelBuffer(width: 4, height: 1, filledWith: [0, 0, 0]), isFloat: true,
            extra: [(258, 3, [bits, bits, bits])], bytes: bytes)
        let picture = try Picture(inspecting: Files.tiff([page]))
        #expect(picture.remarks == [.converted(from: .float)])
        let samples = try picture.samples().read({ _ in [] }, { $0.map { Double($0) / 65535 } })
        for (sample, number) in zip(samples, numbers) {
            #expect(abs(sample - min(1, max(0, number))) < 0.0005, "\(number): \(sample)")
        }
    }

    @Test("Frames of an animated PNG are frames; one that is not there can't be opened")
    func animatedPNG() throws {
        let data = try Files.png(with: [("acTL", Files.big(3) + Files.big(0))])
        #expect(try Picture(inspecting: data).remarks == [.pages(3, taken: 1, isAnimation: true)])
        #expect(throws: PictureFailure.self) { try Picture(inspecting: data, page: 2) }
        #expect(throws: PictureFailure.noSuchPage(4, count: 3)) { try Picture(inspecting: data, page: 4) }
    }

    @Test("A frame of an animated PNG can be chosen: as viewers show it, with the frames below", arguments: [0, 1, 2])
    func chosenFrame(disposal: UInt8) throws {
        let canvas = PixelBuffer(width: 40, height: 30, filledWith: [10, 20, 200, 255])
        let clear = PixelBuffer(width: 20, height: 10, filledWith: [200, 0, 0, 128])
        let dot = PixelBuffer(width: 4, height: 4, filledWith: [0, 250, 0, 255])
        func chunks(_ pixels: PixelBuffer) throws -> [(name: String, body: Data)] {
            let data = try pixels.encoded(as: .png)
            var (offset, chunks): (Int, [(name: String, body: Data)]) = (8, [])
            while offset + 12 <= data.count {
                let length = data[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
                let name = String(decoding: data[(offset + 4)..<(offset + 8)], as: UTF8.self)
                chunks.append((name, data[(offset + 8)..<(offset + 8 + length)]))
                offset += 12 + length
            }
            return chunks
        }
        var number = 0
        func control(_ area: Rectangle, _ disposal: UInt8, _ blending: UInt8) -> Data {
            defer { number += 1 }
            let numbers = [number, area.width, area.height, area.x, area.y]
            return Data(numbers.flatMap { Files.big($0) } + [0, 10, 0, 100, disposal, blending])
        }
        var out = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        for chunk in try chunks(canvas) {
            if chunk.name == "IDAT" {
                out += Files.chunk("fcTL", control(Rectangle(x: 0, y: 0, width: 40, height: 30), 0, 0))
            }
            if chunk.name == "IEND" {
                for (pixels, x, y, after) in [(clear, 10, 10, disposal), (dot, 30, 20, 0)] {
                    let area = Rectangle(x: x, y: y, width: pixels.width, height: pixels.height)
                    out += Files.chunk("fcTL", control(area, after, 1))
                    for part in try chunks(pixels) where part.name == "IDAT" {
                        out += Files.chunk("fdAT", Data(Files.big(number)) + part.body)
                        number += 1
                    }
                }
                out += Files.chunk("tEXt", Data("Author\0Anna".utf8))
            }
            out += Files.chunk(chunk.name, chunk.body)
            if chunk.name == "IHDR" {
                out += Files.chunk("acTL", Data(Files.big(3) + Files.big(0)))
                out += Files.chunk("pHYs", Data(Files.big(11811) + Files.big(11811) + [1]))
            }
        }
        let second = try Picture(inspecting: out, page: 2)
        #expect(second.remarks == [.pages(3, taken: 2, isAnimation: true)] && second.chosenPage == 2)
        #expect(try second.metadata().resolution == 300)
        #expect(try second.pixels().isNear([105, 10, 100], at: 15, 12, within: 1))
        #expect(try second.pixels().at(5, 5) == [10, 20, 200])
        let third = try Picture(inspecting: out, page: 3).pixels()
        #expect(third.isNear([0, 250, 0], at: 31, 21, within: 0) && third.isNear([10, 20, 200], at: 5, 5, within: 0))
        switch disposal {
        case 1: #expect(third.at(15, 12)[3] == 0)
        case 2: #expect(third.at(15, 12) == [10, 20, 200])
        default: #expect(third.isNear([105, 10, 100], at: 15, 12, within: 1))
        }
    }

    @Test("EXIF of a PNG counts also behind the pixels, and with what a JPEG has before it")
    func lateEXIF() throws {
        let turned: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
        let plain = try Files.card.encoded(as: .png)
        let late = plain.dropLast(12) + Files.chunk("eXIf", Data(turned)) + plain.suffix(12)
        let prefixed = try Files.png(with: [("eXIf", Array("Exif\0\0".utf8) + turned)])
        for data in [late, prefixed] {
            let picture = try Picture(inspecting: data)
            #expect(picture.size == PixelSize(width: 160, height: 240) && picture.isTurned)
        }
    }

    @Test("White of a JPEG 2000 of 12 bits is white")
    func whiteOfJPEG2000() throws {
        let picture = try Picture(
            inspecting: Data(
                contentsOf: Repository.root.appendingPathComponent("Tests/PicturesTests/Fixtures/grey12.jp2")))
        let samples = try picture.samples().read({ _ in [] }, { $0.map { Int($0) } })
        #expect(picture.colour.bits == 16 && picture.colour.isGrey)
        #expect(samples[8 + 3] == 0 && samples[8 + 4] == 65535 && abs(samples[0] - 1000 * 65535 / 4095) <= 1)
    }

    @Test("JPEG XL and JPEG 2000 keep what stands in boxes of their own: EXIF, XMP and IPTC")
    func boxes() throws {
        func fixture(_ name: String) throws -> Data {
            try Data(contentsOf: Repository.root.appendingPathComponent("Tests/PicturesTests/Fixtures/\(name)"))
        }
        func box(_ name: String, _ body: Data) -> Data { Data(Files.big(body.count + 8)) + Data(name.utf8) + body }
        let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        let dc = "http://purl.org/dc/elements/1.1/"
        let xmp = Data(
            """
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="\(rdf)"><rdf:Description rdf:about="" \
            xmlns:dc="\(dc)" dc:source="a source"/></rdf:RDF></x:xmpmeta>
            """.utf8)
        // Artist: "Anna Artist".
        let exif =
            Data([0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x3B, 0, 2, 0, 0, 0, 12, 0, 0, 0, 26, 0, 0, 0, 0])
            + Data("Anna Artist\0".utf8)
        let xmpNumber = Data([
            0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
        ])
        let jxl =
            box("JXL ", Data([0x0D, 0x0A, 0x87, 0x0A])) + box("ftyp", Data("jxl \0\0\0\0jxl ".utf8))
            + box("Exif", Data(count: 4) + exif) + box("xml ", xmp) + box("jxlc", try fixture("three-frames.jxl"))
        let jp2 =
            try fixture("grey12.jp2") + box("uuid", Data("JpgTiffExif->JP2".utf8) + exif) + box("uuid", xmpNumber + xmp)
        for data in [jxl, jp2] {
            let metadata = try Picture(inspecting: data).metadata().kept(.usual)
            #expect(metadata.xmp?.contains("a source") == true)
            let png = try Files.card.picture(as: PictureEncoding(format: .png, metadata: metadata)).data
            #expect(png.range(of: Data("Anna Artist".utf8)) != nil)
        }
    }

    @Test(
        "What only stands for a picture is told as that, and so are drawings",
        arguments: [
            ("version https://git-lfs.github.com/spec/v1\noid", "a pointer of Git LFS"),
            ("data:image/png;base64,iVBO", "a picture as text (base64)"),
            ("\0\u{05}\u{16}\u{07}\0\u{2}\0\0Mac OS X", "what macOS keeps beside a file (\u{201C}._\u{2026}\u{201D})"),
        ])
    func standIns(text: String, name: String) {
        #expect(throws: PictureFailure.notAPicture(.standIn(name))) { try Picture(inspecting: Data(text.utf8)) }
    }

    @Test("A drawing is known also behind long comments")
    func longSVG() {
        let text = "<?xml version=\"1.0\"?><!--\(String(repeating: " long", count: 400))--><svg></svg>"
        #expect(throws: PictureFailure.notAPicture(.svg)) { try Picture(inspecting: Data(text.utf8)) }
        #expect(throws: PictureFailure.notAPicture(.text)) { try Picture(inspecting: Data("{\\rtf1 words}".utf8)) }
    }

    @Test("A sequence of AVIF pictures tells how many they are")
    func avifSequence() throws {
        let file = Repository.root.appendingPathComponent("Tests/PicturesTests/Fixtures/three-frames.avif")
        let picture = try Picture(inspecting: Data(contentsOf: file))
        #expect(picture.size == PixelSize(width: 64, height: 48))
        #expect(picture.remarks == [.pages(3, taken: 1, isAnimation: true)])
    }

    @Test("Colours that are multiplied with their alpha are divided by it once")
    func associatedAlpha() throws {
        for bits in [8, 16] {
            let pixels = PixelBuffer(width: 8, height: 6, filledWith: [64, 32, 16])
            let page = Files.Page(pixels: pixels, bits: bits, extra: [(338, 3, [1])], alpha: 128)
            let view = try Picture(inspecting: Files.tiff([page])).pixels()
            #expect(view.isNear([128, 64, 32, 128], at: 3, 3, within: 1), "\(bits): \(view.at(3, 3))")
        }
    }

    @Test("Colours of floating point are divided by their alpha as others are")
    func associatedFloats() throws {
        // 0.25 of light by an alpha of a half: a half of light.
        let page = Files.Page(
            pixels: PixelBuffer(width: 8, height: 6, filledWith: [64, 32, 16]), isFloat: true, extra: [(338, 3, [1])],
            alpha: 128)
        let view = try Picture(inspecting: Files.tiff([page])).pixels()
        #expect(view.isNear([188, 137, 99, 128], at: 3, 3, within: 2), "\(view.at(3, 3))")
    }

    @Test("A mask of ones and noughts selects wholly")
    func labelMask() {
        var picture = PixelBuffer(width: 40, height: 30, filledWith: [0, 0, 0])
        for y in 10..<20 { for x in 10..<30 { picture.set(x, y, [1, 1, 1]) } }
        #expect(DrawnMask(picture).mask.values[15 * 40 + 20] == 255)
    }

    @Test("Masks are read by one rule, whatever they are drawn with")
    func masksAreRead() {
        func mask(_ ground: [UInt8], _ brush: [UInt8]) -> PixelMask {
            var picture = PixelBuffer(width: 40, height: 30, filledWith: ground)
            for y in 10..<20 { for x in 10..<30 { picture.set(x, y, brush) } }
            return DrawnMask(picture).mask
        }
        let box = Rectangle(x: 10, y: 10, width: 20, height: 10)
        for (ground, brush) in [
            ([0, 0, 0], [255, 255, 255]), ([0, 0, 0], [255, 0, 0]), ([255, 255, 255], [255, 0, 0]),
            ([0, 0, 0], [0, 0, 255]), ([0, 0, 0, 255], [0, 0, 0, 0]), ([200, 90, 30, 255], [0, 0, 0, 0]),
            ([0, 0, 0, 0], [255, 255, 255, 255]), ([0, 0, 0, 0], [0, 0, 0, 255]),
        ] as [([UInt8], [UInt8])] {
            let mask = mask(ground, brush)
            #expect(mask.bounds == box, "\(ground) \(brush)")
            #expect(mask.values[15 * 40 + 20] == 255)
            #expect(mask.inverted.values[0] == 255 && mask.inverted.values[15 * 40 + 20] == 0)
        }
    }
}
