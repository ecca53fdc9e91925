import Foundation
import Pictures
import TestSupport
import Testing

/// The right values were computed apart from the program, by matrices and by LittleCMS.
@Suite struct ColourReadingTests {
    private static let p3 = PictureColour(isGrey: false, bits: 8, profile: .displayP3)
    /// The card's numbers, read as another profile's.
    private func card(_ colour: PictureColour, channels: Int = 3, alpha: UInt8 = 255) throws -> Samples {
        let pixels = Files.card
        var bytes: [UInt8] = []
        for pixel in 0..<pixels.pixelCount {
            var values = Array(pixels.bytes[(pixel * 3)..<(pixel * 3 + 3)])
            if channels == 4 { values.append(alpha) }
            for value in values {
                bytes += colour.bits == 16 ? withUnsafeBytes(of: UInt16(value) * 257) { Array($0) } : [value]
            }
        }
        return Samples(width: 240, height: 160, channels: channels, colour: colour, bytes: bytes)
    }

    @Test(
        "A Display P3 picture is seen in sRGB, whatever file it is in",
        arguments: [PictureFormat.png, .tiff, .jpeg, .webp, .avif])
    func profileIsRead(format: PictureFormat) throws {
        let picture = try card(Self.p3).picture(as: PictureEncoding(format: format, quality: 100))
        #expect(picture.colour.profile.name == "Display P3")
        #expect(
            try picture.pixels().isNear([0, 163, 40], at: 45, 40, within: format == .avif || format == .webp ? 6 : 2))
        #expect(try picture.pixels().isNear([128, 128, 128], at: 120, 100, within: 3))
    }

    @Test("Alpha of 16 bits is scaled with the rest, with a profile and without", arguments: [true, false])
    func alphaIsScaled(isP3: Bool) throws {
        let colour = PictureColour(isGrey: false, bits: 16, profile: isP3 ? .displayP3 : .sRGB)
        for format in [PictureFormat.png, .tiff] {
            let picture = try card(colour, channels: 4, alpha: 48).picture(as: PictureEncoding(format: format))
            #expect(picture.colour == colour)
            #expect(try picture.pixels().at(45, 40)[3] == 48)
        }
        let tiff = try Picture(inspecting: Files.tiff([.init(bits: 16, alpha: 128)]))
        #expect(try tiff.pixels().at(120, 100) == [128, 128, 128, 128])
    }

    @Test("gAMA and cHRM of a PNG count where nothing better is told")
    func gammaIsRead() throws {
        let linear = try Picture(inspecting: Files.png(with: [("gAMA", Files.big(100_000))]))
        #expect(try linear.pixels().isNear([188, 188, 188], at: 120, 100))
        let p3 = [31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000].flatMap(Files.big)
        let wide = try Picture(inspecting: Files.png(with: [("gAMA", Files.big(45455)), ("cHRM", p3)]))
        #expect(try wide.pixels().isNear([0, 164, 35], at: 45, 40))
        let told = try Picture(inspecting: Files.png(with: [("sRGB", [0]), ("gAMA", Files.big(100_000))]))
        #expect(try told.pixels() == Files.card)
        #expect(told.colour.isPlain)
        let own = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000].flatMap(Files.big)
        #expect(
            try Picture(inspecting: Files.png(with: [("gAMA", Files.big(45455)), ("cHRM", own)])).pixels() == Files.card
        )
    }

    @Test("cICP goes before a profile, and a profile before sRGB")
    func precedenceIsTheSpecifications() throws {
        let icc = try #require(ColourProfile.displayP3.icc)
        let stored = try Files.png(with: [("cICP", [12, 13, 0, 1]), ("sRGB", [0])])
        #expect(try Picture(inspecting: stored).pixels().isNear([0, 163, 40], at: 45, 40))
        let tagged = try card(Self.p3).encoded(as: .png)
        #expect(tagged.range(of: Data("iCCP".utf8)) != nil && icc.count > 128)
        let both = try tagged.prefix(33) + chunk("cICP", [1, 13, 0, 1]) + tagged.dropFirst(33)
        #expect(try Picture(inspecting: Data(both)).pixels() == Files.card)
    }

    private func chunk(_ name: String, _ body: [UInt8]) throws -> Data {
        let plain = try Files.card.encoded(as: .png)
        let with = try Files.png(with: [(name, body)])
        return with.dropFirst(33).prefix(with.count - plain.count)
    }

    @Test("nclx of an AVIF is read where there is no profile")
    func nclxIsRead() throws {
        let fixture = "Tests/PicturesTests/Fixtures/corners.avif"
        var data = try Data(contentsOf: Repository.root.appendingPathComponent(fixture))
        let box = try #require(data.range(of: Data("colrnclx".utf8)))
        #expect(Array(data[box.upperBound..<(box.upperBound + 4)]) == [0, 1, 0, 13])
        #expect(try Picture(inspecting: data).colour.isPlain)
        data[box.upperBound + 1] = 12
        let wide = try Picture(inspecting: data)
        #expect(wide.colour.profile.name == "Display P3")
        #expect(try wide.pixels().isNear([0, 203, 0], at: 80, 10, within: 8))
    }

    @Test("An AVIF that is written is of sRGB, whether or not it says so")
    func writtenAVIF() throws {
        let data = try Files.card.encoded(as: PictureEncoding(format: .avif, quality: 100))
        #expect(try Picture(inspecting: data).colour.isPlain)
        // libheif 1.23 leaves out what is so without being said.
        guard let box = data.range(of: Data("colrnclx".utf8)) else { return }
        #expect(Array(data[box.upperBound..<(box.upperBound + 4)]) == [0, 1, 0, 13])
    }

    @Test("HLG is seen by its brightness, as BT.2100 has it, and its own numbers stay")
    func hlgByLuminance() throws {
        // Computed apart, from BT.2100's formulae: 1000 candelas, white at 203.
        for (own, seen) in [
            ([153, 115, 102], [188, 118, 108]), ([90, 128, 158], [46, 140, 176]), ([115, 140, 90], [108, 154, 92]),
            ([166, 128, 77], [215, 132, 75]), ([128, 128, 128], [137, 137, 137]),
        ] {
            let flat = PixelBuffer(width: 16, height: 16, filledWith: own.map { UInt8($0) })
            let picture = try Picture(inspecting: Files.png(flat, with: [("cICP", [9, 18, 0, 1])]))
            #expect(picture.remarks.contains(.highRange))
            let view = try picture.pixels()
            #expect(view.isNear(seen, at: 8, 8), "\(own): \(view.at(8, 8))")
            // As it goes into a session and out again.
            let samples = try picture.samples()
            let again = try samples.picture()
            #expect(try again.samples() == samples)
            #expect(again.colour == picture.colour)
            #expect(try again.pixels() == view)
            // A change in the view comes back as that.
            let other = PixelBuffer(width: 16, height: 16, filledWith: [60, 90, 120])
            #expect(samples.taking(other, over: view).view().isNear([60, 90, 120], at: 8, 8))
        }
    }

    @Test("Limited range is read as such: 16 is black, 235 is white")
    func limitedRange() throws {
        for (own, seen) in [(16, 0), (126, 128), (235, 255)] {
            let flat = PixelBuffer(width: 16, height: 16, filledWith: [UInt8](repeating: UInt8(own), count: 3))
            let picture = try Picture(inspecting: Files.png(flat, with: [("cICP", [1, 13, 0, 0])]))
            #expect(try picture.pixels().isNear([seen, seen, seen], at: 8, 8))
            #expect(try picture.samples().picture().pixels().isNear([seen, seen, seen], at: 8, 8))
        }
    }

    @Test("A profile that leads only away from its numbers is used, and its picture converted")
    func oneWayProfiles() throws {
        let picture = try Picture(inspecting: Files.tiff([.init(icc: OneWayProfile.scanner)]))
        #expect(picture.remarks.contains(.converted(from: .oneWayProfile)))
        #expect(picture.colour.bits == 16)
        #expect(picture.colour.profile.name == "ProPhoto RGB")
        let view = try picture.pixels()
        // 128 by a gamma of 1.8 is .289 of light, which is 146 of sRGB.
        #expect(view.isNear([146, 146, 146], at: 120, 100, within: 3), "\(view.at(120, 100))")
    }

    @Test("White of a deep AVIF is white")
    func whiteStaysWhite() throws {
        let colour = PictureColour(isGrey: false, bits: 16, profile: .sRGB)
        let white = Samples(
            width: 32, height: 32, channels: 3, colour: colour, bytes: [UInt8](repeating: 255, count: 32 * 32 * 6))
        let read = try white.picture(as: PictureEncoding(format: .avif, quality: 100)).samples()
        #expect(read.colour.bits == 16)
        #expect(read.bytes.withUnsafeBytes { $0.bindMemory(to: UInt16.self).allSatisfy { $0 > 65500 } })
    }

    /// What LittleCMS makes of these, relative colorimetric.
    @Test(
        "A Lab TIFF is read as LittleCMS reads it, by the white of D50, whatever profile lies in it",
        arguments: [8, 16], [false, true])
    func labIsRead(bits: Int, hasProfile: Bool) throws {
        let colours: [(lab: [Double], rgb: [Int])] = [
            ([53.6, 0, 0], [128, 128, 128]), ([50, 20, -30], [133, 108, 171]), ([60, -40, 40], [81, 162, 68]),
            ([80, 10, 70], [241, 190, 55]), ([100, 0, 0], [255, 255, 255]), ([0, 0, 0], [0, 0, 0]),
        ]
        var bytes: [UInt8] = []
        for colour in colours {
            let lightness = Int((colour.lab[0] / 100 * (bits == 8 ? 255 : 65535)).rounded())
            let others = colour.lab.dropFirst().map { Int($0) * (bits == 8 ? 1 : 256) }
            for number in [lightness] + others {
                bytes.append(UInt8(number & 255))
                if bits == 16 { bytes.append(UInt8(number >> 8 & 255)) }
            }
        }
        let pixels = PixelBuffer(width: colours.count, height: 1, filledWith: [0, 0, 0])
        let icc = hasProfile ? ColourProfile.displayP3.icc : nil
        let page = Files.Page(pixels: pixels, bits: bits, extra: [(262, 3, [8])], icc: icc, bytes: bytes)
        let picture = try Picture(inspecting: Files.tiff([page]))
        #expect(picture.remarks == [.converted(from: .lab)] && !picture.hasAlpha && picture.colour.bits == bits)
        let read = try picture.pixels()
        for (x, colour) in colours.enumerated() {
            #expect(read.isNear(colour.rgb, at: x, 0, within: 1), "\(colour.lab): \(read.at(x, 0))")
        }
    }

    @Test("A CMYK picture whose profile is for other channels is read without it, and that is told")
    func foreignProfile() throws {
        let page = Files.Page(
            pixels: PixelBuffer(width: 2, height: 1, filledWith: [0, 0, 0]), extra: [(262, 3, [5])],
            icc: ColourProfile.displayP3.icc, channels: 4, bytes: [0, 255, 255, 0, 0, 0, 0, 0])
        let picture = try Picture(inspecting: Files.tiff([page]))
        #expect(picture.remarks == [.converted(from: .cmyk), .profileIgnored])
        let read = try picture.pixels()
        #expect(read.at(0, 0)[0] > 150 && read.at(0, 0)[1] < 100 && read.at(1, 0).allSatisfy { $0 > 250 })
    }

    @Test("A floating point TIFF goes by its profile, else it is linear; it becomes one of 16 bits, and that is told")
    func floatsAreRead() throws {
        let linear = try Picture(inspecting: Files.tiff([.init(isFloat: true)]))
        #expect(linear.remarks == [.converted(from: .float)])
        #expect(linear.colour.bits == 16)
        #expect(try linear.pixels().isNear([188, 188, 188], at: 120, 100))
        let profiled = try Picture(inspecting: Files.tiff([.init(isFloat: true, icc: ColourProfile.displayP3.icc)]))
        #expect(try profiled.pixels().isNear([0, 163, 40], at: 45, 40))
    }

    @Test("A profile for other channels, or one that makes no sense, is ignored and told")
    func unfitProfilesAreIgnored() throws {
        let broken = try Picture(inspecting: Files.tiff([.init(icc: Data(repeating: 7, count: 200))]))
        #expect(broken.remarks.contains(.profileIgnored))
        #expect(try broken.pixels() == Files.card)
    }

    @Test("What becomes of a profile does not depend on its name")
    func namesDoNotCount() throws {
        let icc = try #require(ColourProfile.displayP3.icc)
        var renamed = icc
        let text = Data("D\0i\0s\0p\0l\0a\0y".utf8)
        if let range = renamed.range(of: text) {
            renamed.replaceSubrange(range, with: Data("s\0R\0G\0B\0 \0 \0 ".utf8))
        }
        #expect(renamed != icc)
        let picture = try Picture(inspecting: Files.tiff([.init(icc: renamed)]))
        #expect(try picture.pixels().isNear([0, 163, 40], at: 45, 40))
    }
}

/// A scanner's profile with a table from its numbers to CIE Lab and none back: grey along the diagonal, by a gamma of 1.8.
private enum OneWayProfile {
    static let scanner: Data = {
        func big(_ number: Int, _ count: Int) -> Data {
            Data((0..<count).map { UInt8(number >> (8 * (count - 1 - $0)) & 255) })
        }
        func fixed(_ number: Double) -> Data { big(Int((number * 65536).rounded()) & 0xFFFF_FFFF, 4) }
        let grid = 17
        var table = Data("mft2".utf8) + Data(count: 4) + [3, 3, UInt8(grid), 0]
        for value in [1.0, 0, 0, 0, 1, 0, 0, 0, 1] { table += fixed(value) }
        table += big(2, 2) + big(2, 2)
        for _ in 0..<3 { table += big(0, 2) + big(65535, 2) }
        for red in 0..<grid {
            for green in 0..<grid {
                for blue in 0..<grid {
                    let value = pow(Double(red + green + blue) / Double(3 * (grid - 1)), 1.8)
                    let light = value > 216.0 / 24389 ? 116 * cbrt(value) - 16 : 24389.0 / 27 * value
                    table += big(Int((light / 100 * 65280).rounded()), 2) + big(32768, 2) + big(32768, 2)
                }
            }
        }
        for _ in 0..<3 { table += big(0, 2) + big(65535, 2) }
        let white = Data("XYZ ".utf8) + Data(count: 4) + fixed(0.9642) + fixed(1) + fixed(0.8249)
        let tags = [("A2B0", table), ("wtpt", white)]
        var directory = big(tags.count, 4)
        var values = Data()
        for (name, value) in tags {
            directory += Data(name.utf8) + big(128 + 4 + 12 * tags.count + values.count, 4) + big(value.count, 4)
            values += value + Data(count: -value.count & 3)
        }
        var head = Data(count: 128)
        func put(_ bytes: Data, _ place: Int) { head.replaceSubrange(place..<(place + bytes.count), with: bytes) }
        put(big(128 + directory.count + values.count, 4), 0)
        put(Data([2, 0x40]), 8)
        for (text, place) in [("scnr", 12), ("RGB ", 16), ("Lab ", 20), ("acsp", 36)] { put(Data(text.utf8), place) }
        put(fixed(0.9642) + fixed(1) + fixed(0.8249), 68)
        return head + directory + values
    }()
}
