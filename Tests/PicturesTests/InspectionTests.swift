import Foundation
import Pictures
import TestSupport
import Testing

/// The fixtures are 96x64 with a red, a green, a blue and a white quarter.
private func fixture(_ name: String) throws -> Data {
    try Data(contentsOf: Repository.root.appendingPathComponent("Tests/PicturesTests/Fixtures/\(name)"))
}

private func isNear(_ pixels: PixelBuffer, _ x: Int, _ y: Int, _ colour: [Int], within limit: Int = 12) -> Bool {
    let start = (y * pixels.width + x) * pixels.channels
    return (0..<3).allSatisfy { abs(Int(pixels.bytes[start + $0]) - colour[$0]) <= limit }
}

private let corners = (red: [220, 30, 30], green: [30, 200, 40], blue: [30, 40, 210], white: [240, 240, 240])

@Suite struct InspectionTests {
    @Test(
        "Every format that designers have is known by its bytes and decoded",
        arguments: [
            ("corners.png", PictureFormat.png), ("corners.gif", .gif), ("corners.heic", .heic), ("corners.avif", .avif),
            ("corners.tif", .tiff), ("corners.webp", .webp), ("orientation-6.jpg", .jpeg), ("palette.png", .png),
            ("animated.gif", .gif),
        ])
    func everyFormatIsKnown(file: String, format: PictureFormat) throws {
        let picture = try Picture(inspecting: fixture(file))
        #expect(picture.format == format)
        #expect((picture.width, picture.height) == (96, 64))
        let pixels = try picture.pixels()
        #expect(pixels.channels == 3)
        #expect(isNear(pixels, 10, 10, corners.red, within: 24))
        #expect(isNear(pixels, 80, 10, corners.green, within: 24))
        #expect(isNear(pixels, 10, 50, corners.blue, within: 24))
        #expect(isNear(pixels, 80, 50, corners.white, within: 24))
    }

    @Test("An EXIF orientation is baked in", arguments: [2, 3, 6, 8])
    func orientationIsBakedIn(orientation: Int) throws {
        let picture = try Picture(inspecting: fixture("orientation-\(orientation).jpg"))
        #expect(picture.isTurned)
        #expect((picture.width, picture.height) == (96, 64))
        let pixels = try picture.pixels()
        #expect((pixels.width, pixels.height) == (96, 64))
        #expect(isNear(pixels, 10, 10, corners.red))
        #expect(isNear(pixels, 80, 10, corners.green))
        #expect(isNear(pixels, 10, 50, corners.blue))
    }

    @Test("A colour profile is converted to sRGB")
    func profileIsConverted() throws {
        // The profile says that the file's red is green and the other way round.
        let pixels = try Picture(inspecting: fixture("tagged-swapped.png")).pixels()
        #expect(pixels.bytes[0] < 90 && pixels.bytes[1] > 180)
        let right = 80 * 3
        #expect(pixels.bytes[right] > 160 && pixels.bytes[right + 1] < 90)
    }

    @Test("A picture tagged sRGB keeps its values bit for bit")
    func sRGBIsLeftAlone() throws {
        let tagged = try Picture(inspecting: fixture("tagged-srgb.png")).pixels()
        let plain = try Picture(inspecting: fixture("corners.png")).pixels()
        #expect(tagged == plain)
    }

    @Test("Grey, 16 bits, CMYK and grey with alpha all become colours that can be worked with")
    func otherColoursBecomeRGB() throws {
        let grey = try Picture(inspecting: fixture("grey.png")).pixels()
        #expect(grey.channels == 3 && grey.bytes[0] == grey.bytes[1] && grey.bytes[1] == grey.bytes[2])
        let deep = try Picture(inspecting: fixture("grey16.png")).pixels()
        #expect(abs(Int(deep.bytes[0]) - Int(grey.bytes[0])) <= 1)
        let cmyk = try Picture(inspecting: fixture("cmyk.jpg")).pixels()
        #expect(cmyk.channels == 3 && cmyk.bytes[0] > 150 && cmyk.bytes[1] < 120)
        let alpha = try Picture(inspecting: fixture("grey-alpha.png"))
        #expect(alpha.hasAlpha)
        #expect(try alpha.pixels().channels == 3, "an alpha that hides nothing is dropped")
    }

    @Test("Alpha is kept straight through a PNG")
    func alphaIsKept() throws {
        let pixels = SamplePictures.gradient(channels: 4)
        #expect(try pixels.picture().pixels() == pixels)
    }

    @Test("The digest is the SHA-256 of the bytes")
    func digestIsSHA256() {
        #expect(
            Picture.sha256(of: Data("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test(
        "What is no picture is refused, and called what it looks like",
        arguments: [
            ("hello, this is text\n", PictureFailure.Guess.text), ("{\"error\": {\"code\": 400}}", .json),
            ("<!DOCTYPE html><html></html>", .html), ("<?xml version=\"1.0\"?><svg></svg>", .svg), ("%PDF-1.7", .pdf),
            ("PK\u{3}\u{4}rest", .zip), ("\u{1}\u{2}\u{3}", .unknown),
        ])
    func foreignBytesAreRefused(text: String, guess: PictureFailure.Guess) {
        #expect(throws: PictureFailure.notAPicture(guess)) { try Picture(inspecting: Data(text.utf8)) }
    }

    @Test("Nothing at all is refused as empty")
    func emptyIsRefused() {
        #expect(throws: PictureFailure.empty) { try Picture(inspecting: Data()) }
    }

    @Test(
        "A picture that was cut short is refused, wherever it was cut",
        arguments: [
            "corners.png", "orientation-6.jpg", "corners.webp", "corners.heic", "corners.avif", "corners.tif",
            "corners.gif",
        ])
    func truncatedIsRefused(file: String) throws {
        let data = try fixture(file)
        for share in [0.3, 0.6, 0.9] {
            let cut = data.prefix(Int(Double(data.count) * share))
            do {
                // A decoder that has all rows may not miss what comes behind them; but it is told.
                let picture = try Picture(inspecting: Data(cut))
                #expect(picture.remarks == [.noEndMark(picture.format)], "\(file) at \(share)")
                #expect(try picture.pixels() == Picture(inspecting: data).pixels(), "\(file) at \(share)")
            } catch {}
        }
    }

    @Test("A picture that was cut short is refused each time, also when many are looked at at once")
    func truncatedIsRefusedEachTime() async throws {
        let data = try fixture("corners.tif")
        let cut = data.prefix(data.count * 9 / 10)
        let accepted = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask { (0..<200).count { _ in (try? Picture(inspecting: cut)) != nil } }
            }
            return await group.reduce(0, +)
        }
        #expect(accepted == 0)
    }

    @Test("A large photograph that lost its last quarter is refused", arguments: [PictureFormat.png, .jpeg, .webp])
    func truncatedPhotographIsRefused(format: PictureFormat) throws {
        let data = try SamplePictures.gradient(width: 900, height: 700).encoded(as: .init(format: format))
        #expect(throws: PictureFailure.self) { try Picture(inspecting: data.prefix(data.count * 3 / 4)) }
    }

    @Test("A picture that says it is enormous is refused before it is decoded")
    func bombIsRefused() throws {
        // A PNG header that declares 50000x50000, with a right checksum and no pixels.
        var data = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13])
        let header = Data("IHDR".utf8) + Data([0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50, 8, 2, 0, 0, 0])
        data += header + crc(header) + Data([0, 0, 0, 0]) + Data("IDAT".utf8) + crc(Data("IDAT".utf8))
        #expect(throws: PictureFailure.self) { try Picture(inspecting: data) }
        let small = try SamplePictures.gradient(width: 40, height: 30).encoded(as: .png)
        #expect(throws: PictureFailure.tooLarge(width: 40, height: 30, limit: 1000)) {
            try Picture(inspecting: small, limits: PictureLimits(pixels: 1000, bytes: 1 << 20))
        }
    }

    @Test("Random damage never crashes the inspection")
    func damageNeverCrashes() throws {
        var random = SeededGenerator(seed: 7)
        for name in [
            "corners.png", "orientation-6.jpg", "corners.webp", "corners.heic", "corners.avif", "corners.tif",
            "corners.gif",
        ] {
            let data = try fixture(name)
            for _ in 0..<60 {
                var damaged = data
                for _ in 0..<(1 + Int(random.next() % 8)) {
                    damaged[Int(random.next() % UInt64(data.count))] = UInt8(truncatingIfNeeded: random.next())
                }
                // Either a picture or a refusal; both are fine.
                if let picture = try? Picture(inspecting: damaged) { _ = try? picture.pixels() }
            }
        }
    }

    private func crc(_ data: Data) -> Data {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        crc ^= 0xFFFF_FFFF
        return Data([UInt8(crc >> 24), UInt8(crc >> 16 & 255), UInt8(crc >> 8 & 255), UInt8(crc & 255)])
    }
}
