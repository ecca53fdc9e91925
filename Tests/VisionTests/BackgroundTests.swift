import ImageModels
import Pictures
import Testing
import Wording

/// Stickers and backgrounds.
struct BackgroundTests {
    private let editor = KnowingEditor()

    @Test("A sticker has a white border, is transparent around it, and stands on the frame that cut it off")
    func sticker() async throws {
        let before = try Photograph.astronaut.pixels()
        let (sticker, found) = try await editor.apply(.sticker(), to: before)
        #expect(try #require(found).what == "1 person")
        #expect(sticker.channels == 4)
        #expect(sticker.width > before.width && sticker.height > before.height)
        #expect(sticker.pixel(2, 2)[3] == 0)
        let pad = (sticker.width - before.width) / 2
        // Down from the top in the middle of the head: nothing, then white border, then hair.
        let column = (0..<(pad + 60)).map { sticker.pixel(225 + pad, $0) }
        let border = try #require(column.firstIndex { $0[3] == 255 })
        #expect(border > 2)
        #expect(column[border + 3] == [255, 255, 255, 255])
        #expect(column.contains { $0[3] == 255 && $0[0] < 160 })
        #expect(sticker.pixel(256 + pad, sticker.height - 1)[3] == 255)
    }

    /// A dark disc of 100 px in the middle of white.
    private var disc: PixelBuffer {
        let side = 300
        var picture = PixelBuffer(width: side, height: side, filledWith: [255, 255, 255])
        for y in 0..<side {
            for x in 0..<side where (x - 150) * (x - 150) + (y - 150) * (y - 150) <= 100 * 100 {
                picture.bytes.replaceSubrange((3 * (y * side + x))..<(3 * (y * side + x) + 3), with: [20, 60, 90])
            }
        }
        return picture
    }

    @Test("A sticker's border has the colour and the width that are said", arguments: [8, 24, 60])
    func stickerEdge(_ width: Int) async throws {
        let pink = NamedColour(name: "pink", red: 240, green: 120, blue: 170)
        let (sticker, _) = try await editor.apply(
            .sticker(edge: StickerEdge(colour: pink, width: .pixels(width))), to: disc)
        // From the left into the middle: nothing, then the border, then the disc.
        let row = (0..<(sticker.width / 2)).map { sticker.pixel($0, sticker.height / 2) }
        let (first, disc) = (row.firstIndex { $0[3] >= 128 }, row.firstIndex { $0[0] < 130 && $0[3] == 255 })
        let (outer, inner) = (try #require(first), try #require(disc))
        #expect(outer > 0 && abs(inner - outer - width) <= 2, "\(inner - outer) px")
        #expect(row[0][3] == 0)
        #expect(row[(outer + 3)..<(inner - 2)].allSatisfy { $0 == [240, 120, 170, 255] })
        #expect(row[inner + 4] == [20, 60, 90, 255])
    }

    @Test("A sticker's border that is wider than a fifth of the short side is declined with the widest that there is")
    func stickerEdgeTooWide() async throws {
        for width in [Extent.pixels(61), .share(0.21)] {
            await #expect {
                try await editor.apply(.sticker(edge: StickerEdge(width: width)), to: disc)
            } throws: {
                guard case ModelFailure.declined(.incomplete(let missing, let example)) = $0 else { return false }
                return missing.contains("at most 60 px") && example == "turn it into a sticker with a 60 px border"
            }
        }
    }

    @Test("A drawing on one even colour is all that has another one, and no hole in it")
    func drawing() async throws {
        let side = 400
        var bytes = [UInt8](repeating: 255, count: 3 * side * side)
        for i in 0..<(side * side) {
            let (x, y) = (i % side - 200, i / side - 200)
            // A red ring, and a thin blue line below it.
            if (60 * 60...110 * 110).contains(x * x + y * y) { (bytes[3 * i + 1], bytes[3 * i + 2]) = (30, 40) }
            if abs(x) < 120, abs(y - 150) < 3 { (bytes[3 * i], bytes[3 * i + 1]) = (30, 60) }
        }
        let picture = PixelBuffer(width: side, height: side, channels: 3, bytes: bytes)
        let (cut, found) = try await editor.apply(.background(.transparent), to: picture)
        #expect(try #require(found).what == "main subject")
        #expect(cut.pixel(200, 200)[3] < 20 && cut.pixel(20, 20)[3] == 0)
        #expect(cut.pixel(285, 200)[3] == 255 && cut.pixel(200, 350)[3] > 200)
    }

    @Test("What stands out of an animal in a strange colour, as its tongue does, is not the subject: all of it is")
    func strangeColour() async throws {
        let before = try Photograph.cat.pixels()
        var (green, _) = try await editor.apply(.recolour(.thing(.cat), to: .green), to: before)
        for y in 140..<200 {
            let row = (3 * (y * before.width + 190))..<(3 * (y * before.width + 250))
            green.bytes.replaceSubrange(row, with: before.bytes[row])
        }
        let (_, found) = try await editor.apply(.sticker(), to: green)
        #expect(try #require(found).share > 0.5, "\(String(describing: found))")
    }

    @Test("A wall behind a sticker keeps the sticker's border")
    func stickerThenWall() async throws {
        let (sticker, _) = try await editor.apply(.sticker(), to: Photograph.astronaut.pixels())
        let (wall, found) = try await editor.apply(.background(.studioWall(nil)), to: sticker)
        #expect(try #require(found).what == "cut-out")
        #expect(wall.channels == 3)
        #expect(wall.width == sticker.width && wall.height == sticker.height)
        for i in 0..<sticker.pixelCount where sticker.bytes[4 * i + 3] == 255 {
            if wall.bytes[3 * i] != sticker.bytes[4 * i] || wall.bytes[3 * i + 2] != sticker.bytes[4 * i + 2] {
                Issue.record("the sticker changed at \(i)")
                break
            }
        }
        // No shadow comes in at the top although the sticker touches the bottom.
        let corner = wall.pixel(5, 2)
        #expect(corner[0] > 200)
    }

    @Test("A flag that reaches in behind a red jacket is left out; a coat at the frame's edge stays")
    func intrudersAreLeftOut() async throws {
        let (jacket, _) = try await editor.apply(
            .recolour(.garment(.jacket, of: .all), to: .red), to: Photograph.astronaut.pixels())
        let (cutOut, _) = try await editor.apply(.background(.colour(.green)), to: jacket)
        let green: [UInt8] = [0x1F, 0x8A, 0x3B]
        for (x, y) in [(6, 380), (10, 400), (5, 330)] { #expect(cutOut.pixel(x, y) == green, "flag at \(x), \(y)") }
        #expect(cutOut.pixel(120, 450) == jacket.pixel(120, 450))
        let cameraman = try Photograph.cameraman.pixels()
        let (coat, _) = try await editor.apply(.background(.colour(.green)), to: cameraman)
        for (x, y) in [(10, 400), (10, 440), (20, 480)] {
            #expect(coat.pixel(x, y) == cameraman.pixel(x, y), "coat at \(x), \(y)")
        }
    }

    @Test("The subject is bit for bit the same on every background")
    func subjectStays() async throws {
        let before = try Photograph.astronaut.pixels()
        let backgrounds: [Background] = [
            .studioWall(nil), .studioWall(.green), .colour(.green), .gradient(.red, .darkBlue), .reference(0),
            .blurred(.normal),
        ]
        for background in backgrounds {
            let (after, _) = try await editor.apply(
                .background(background),
                to: before,
                references: [Photograph.flower.pixels()]
            )
            #expect(after.channels == 3)
            for (x, y) in [(225, 115), (175, 385), (250, 470)] {
                #expect(after.pixel(x, y) == before.pixel(x, y), "\(background) at \(x), \(y)")
            }
            #expect(after.pixel(330, 60) != before.pixel(330, 60), "\(background)")
        }
    }

    @Test("A plain background is exactly the colour that was named")
    func plainColour() async throws {
        let (after, _) = try await editor.apply(.background(.colour(.green)), to: Photograph.flower.pixels())
        #expect(after.pixel(5, 5) == [0x1F, 0x8A, 0x3B])
    }

    @Test("A reference that was not given is named as what is missing")
    func missingReference() async throws {
        let picture = try Photograph.flower.pixels()
        await #expect {
            try await editor.apply(.background(.reference(0)), to: picture)
        } throws: {
            guard case ModelFailure.declined(.incomplete) = $0 else { return false }
            return true
        }
    }

    @Test("A picture without a clear subject is left alone", arguments: [Photograph.rocket])
    func refusesScenes(photograph: Photograph) async throws {
        let picture = try photograph.pixels()
        await #expect {
            try await editor.apply(.sticker(), to: picture)
        } throws: {
            guard case ModelFailure.declined = $0 else { return false }
            return true
        }
    }

    @Test("Animals, objects and buildings are found", arguments: [Photograph.cat, .coffee, .flower, .raccoon, .pagoda])
    func findsThings(photograph: Photograph) async throws {
        let (cutout, found) = try await editor.apply(.background(.transparent), to: photograph.pixels())
        let share = try #require(found).share
        #expect(share > 0.2 && share < 0.85)
        #expect(cutout.channels == 4)
    }

    @Test("A cut-out has no background to blur")
    func noBackground() async throws {
        let (cutout, _) = try await editor.apply(.background(.transparent), to: Photograph.flower.pixels())
        await #expect {
            try await editor.apply(.background(.blurred(.normal)), to: cutout)
        } throws: {
            guard case ModelFailure.declined(.notFound("background", _)) = $0 else { return false }
            return true
        }
    }

    @Test("The box around the subject holds it")
    func subjectBox() async throws {
        let box = try #require(try await editor.subjectBox(in: Photograph.flower.pixels()))
        #expect(box.x < 200 && box.x + box.width > 430 && box.y < 120)
        #expect(try await editor.subjectBox(in: Photograph.rocket.pixels()) == nil)
    }

    @Test(
        "Tiny and odd pictures are refused or edited, never a crash",
        arguments: [(1, 1), (2, 1), (3, 400), (700, 9)]
    )
    func oddSizes(width: Int, height: Int) async throws {
        let picture = PixelBuffer(width: width, height: height, filledWith: [10, 200, 30])
        for edit in [LocalEdit.sticker(), .background(.blurred(.normal)), .recolour(.coloured(.green), to: .red)] {
            do {
                _ = try await editor.apply(edit, to: picture)
            } catch is ModelFailure {}
        }
    }
}
