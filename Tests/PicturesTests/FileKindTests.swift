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
        for (extra, way) in [
            ((258, 3, [16, 16, 16]), PictureFailure.Way.float(bits: 16)),
            ((258, 3, [64, 64, 64]), .float(bits: 64)),
        ] {
            let data = Files.tiff([.init(isFloat: true, extra: [extra])])
            #expect(throws: PictureFailure.unreadable(.tiff, way)) { try Picture(inspecting: data) }
        }
        let odd = Files.tiff([.init(extra: [(259, 3, [34712])])])
        #expect(throws: PictureFailure.unreadable(.tiff, .compression(34712))) { try Picture(inspecting: odd) }
    }

    @Test("Frames of an animated PNG are frames, and only the first can be opened")
    func animatedPNG() throws {
        let data = try Files.png(with: [("acTL", Files.big(3) + Files.big(0))])
        #expect(try Picture(inspecting: data).remarks == [.pages(3, taken: 1, isAnimation: true)])
        #expect(throws: PictureFailure.onlyFirstFrame(.png)) { try Picture(inspecting: data, page: 2) }
    }

    @Test("A sequence of AVIF pictures tells how many they are")
    func avifSequence() throws {
        func box(_ name: String, _ body: Data) -> Data { Data(Files.big(body.count + 8)) + Data(name.utf8) + body }
        let sizes = box("stsz", Data(count: 8) + Files.big(5))
        let track = ["stbl", "minf", "mdia", "trak", "moov"].reduce(sizes) { box($1, $0) }
        let data = try Files.card.encoded(as: PictureEncoding(format: .avif)) + track
        #expect(try Picture(inspecting: data).remarks == [.pages(5, taken: 1, isAnimation: true)])
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
