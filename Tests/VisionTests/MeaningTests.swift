import ImageModels
import Pictures
import Testing
import Vision
import Wording

/// What is meant is done, or nothing is.
struct MeaningTests {
    private let editor = KnowingEditor()
    private let orange = NamedColour(name: "orange", red: 0xF0, green: 0x7D, blue: 0x1A)

    /// The same woman twice, side by side.
    private func twoPeople() throws -> PixelBuffer {
        let one = try Photograph.astronaut.pixels()
        var bytes: [UInt8] = []
        for y in 0..<one.height {
            let row = one.bytes[(y * one.width * 3)..<((y + 1) * one.width * 3)]
            bytes += row + row
        }
        return PixelBuffer(width: 2 * one.width, height: one.height, channels: 3, bytes: bytes)
    }

    @Test(
        "With two people the one who is not told apart is asked for",
        arguments: [
            LocalEdit.recolour(.garment(.suit, of: .someone), to: .green), .recolour(.hair(of: .someone), to: .green),
            .sticker(of: .people(.someone)), .background(.transparent, behind: .people(.someone)),
        ]
    )
    func asksWhich(edit: LocalEdit) async throws {
        let picture = try twoPeople()
        await #expect {
            try await editor.apply(edit, to: picture)
        } throws: {
            guard case ModelFailure.declined(.which(let candidates)) = $0 else { return false }
            return candidates.map(\.words) == ["the left one", "the right one"] && candidates[0].x < 0.5
                && candidates[1].x > 0.5
        }
    }

    @Test("With one person, her suit is hers")
    func someoneAlone() async throws {
        let before = try Photograph.astronaut.pixels()
        let (_, her) = try await editor.apply(.recolour(.garment(.suit, of: .someone), to: .green), to: before)
        #expect(try #require(her).what == "suit of 1 person")
        let (_, sticker) = try await editor.apply(.sticker(of: .people(.someone)), to: before)
        #expect(try #require(sticker).what == "1 person")
    }

    @Test("The left person's suit is the left one's alone")
    func leftOne() async throws {
        let before = try twoPeople()
        let (after, _) = try await editor.apply(.recolour(.garment(.suit, of: .left), to: .green), to: before)
        #expect(after.pixel(140, 320) != before.pixel(140, 320))
        #expect(after.pixel(140 + 512, 320) == before.pixel(140 + 512, 320))
    }

    @Test("The colour that a garment is said to have is looked at")
    func saidColour() async throws {
        let before = try Photograph.astronaut.pixels()
        let (_, found) = try await editor.apply(
            .recolour(.garment(.suit, of: .all, now: orange), to: .green), to: before)
        #expect(try #require(found).share > 0.1)
        await #expect(throws: ModelFailure.self) {
            try await editor.apply(.recolour(.garment(.suit, of: .all, now: .darkBlue), to: .green), to: before)
        }
    }

    @Test("A thing that no network knows is what stands out, and never a person")
    func objects() async throws {
        let flower = try Photograph.flower.pixels()
        let (_, found) = try await editor.apply(.sticker(of: .object("dahlia")), to: flower)
        #expect(try #require(found).what == "main subject, taken to be the dahlia")
        let astronaut = try Photograph.astronaut.pixels()
        await #expect {
            try await editor.apply(.recolour(.object("balloon"), to: .green), to: astronaut)
        } throws: {
            guard case ModelFailure.declined(.notFound("balloon", _)) = $0 else { return false }
            return true
        }
    }

    @Test("What is certainly a cat is no rose, and may be called a pet")
    func contradictedObject() async throws {
        let cat = try Photograph.cat.pixels()
        await #expect {
            try await editor.apply(.recolour(.object("rose"), to: .green), to: cat)
        } throws: {
            guard case ModelFailure.declined(.notFound("rose", _)) = $0 else { return false }
            return true
        }
        let (_, found) = try await editor.apply(.sticker(of: .object("pet")), to: cat)
        #expect(try #require(found).what == "main subject, taken to be the pet")
    }

    @Test(
        "A jacket and a space suit are no dress: it is declined, with what to say instead",
        arguments: [Photograph.admiral, .astronaut])
    func otherGarment(photograph: Photograph) async throws {
        let before = try photograph.pixels()
        await #expect {
            try await editor.apply(.recolour(.garment(.dress, of: .all), to: .green), to: before)
        } throws: {
            guard case ModelFailure.declined(.unsure(let what, let advice)) = $0 else { return false }
            return what.hasPrefix("of the dress") && advice?.contains("clothes") == true
        }
        let (_, found) = try await editor.apply(
            .recolour(.garment(.clothes, of: .all), to: .green), to: before)
        #expect(try #require(found).what == "clothes of 1 person")
    }

    @Test("A person is not cut out of a picture of a cat")
    func noPerson() async throws {
        let cat = try Photograph.cat.pixels()
        await #expect(throws: ModelFailure.self) {
            try await editor.apply(.sticker(of: .people(.someone)), to: cat)
        }
    }

    @Test("A few soft pixels in an opaque picture do not make a cut-out")
    func opaqueAlpha() async throws {
        let plain = try Photograph.astronaut.pixels()
        var bytes: [UInt8] = []
        for i in 0..<plain.pixelCount { bytes += plain.bytes[(3 * i)..<(3 * i + 3)] + [i < 200 ? 128 : 255] }
        let picture = PixelBuffer(width: plain.width, height: plain.height, channels: 4, bytes: bytes)
        let (_, found) = try await editor.apply(.sticker(), to: picture)
        #expect(try #require(found).what == "1 person")
    }

    @Test("Hair of which it is not clear where it ends is left alone, and what was found of it is about a head")
    func unclearHair() async throws {
        let picture = try Photograph.cameraman.pixels()
        await #expect {
            try await editor.apply(.recolour(.hair(of: .all), to: .red), to: picture)
        } throws: {
            guard case ModelFailure.declined(.doubted(let doubt)) = $0 else { return false }
            let share = Double(doubt.found.values.count { $0 > 127 }) / Double(picture.pixelCount)
            return doubt.part == "hair" && 0.01...0.03 ~= share
        }
    }

    @Test("A wide crop through a person keeps the face")
    func cropKeepsFace() async throws {
        let picture = try Photograph.astronaut.pixels()
        let box = try #require(try await editor.subjectBox(in: picture, cropping: (512, 288)))
        // Eyes, mouth and chin; not the whole suit.
        #expect(box.y < 70 && box.y + box.height > 180 && box.y + box.height < 288)
        let cropped = try picture.applying(
            .crop(width: 16, height: 9), around: (box.x, box.y, box.x + box.width, box.y + box.height))
        #expect(cropped.height == 288)
        #expect(cropped.pixel(225, 20).count == 3)
    }
}
