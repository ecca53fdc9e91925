import ImageModels
import LocalModel
import Pictures
import Testing

/// What tells one person, and one part of a person, from the next.
struct BodyTests {
    private let editor = VisualEditor()

    @Test("A cap is not hair: it is refused, with what to do")
    func cap() async throws {
        let admiral = try Photograph.admiral.pixels()
        await #expect {
            try await editor.apply(.recolour(.hair(of: .all), to: .red), to: admiral)
        } throws: { error in
            guard case ModelFailure.declined(.unsure(let what, let advice)) = error else { return false }
            return what.contains("hat") && advice?.contains("/region") == true
        }
    }

    @Test("Two people: the left one's suit is hers alone")
    func leftSuit() async throws {
        let before = try twoAstronauts()
        let (after, found) = try await editor.apply(.recolour(.garment(.suit, of: .left), to: .darkBlue), to: before)
        #expect(try #require(found).what == "suit of 1 person")
        let cloth = after.pixel(140, 320)
        #expect(cloth[2] > cloth[0])
        for x in stride(from: 520, to: 1020, by: 20) {
            #expect(after.pixel(x, 320) == before.pixel(x, 320), "at \(x)")
        }
    }

    @Test("A tie in the jacket's colour stays when the jacket changes")
    func tie() async throws {
        var before = try Photograph.admiral.pixels()
        // The jacket's colour once more, with white shirt all around it.
        let cloth = before.pixel(120, 520)
        for y in 462..<494 {
            for x in 247..<263 {
                for c in 0..<3 { before.bytes[3 * (y * before.width + x) + c] = cloth[c] }
            }
        }
        let (after, _) = try await editor.apply(.recolour(.garment(.jacket, of: .all), to: .red), to: before)
        #expect(after.pixel(120, 520) != before.pixel(120, 520))
        #expect(after.pixel(255, 478) == before.pixel(255, 478))
    }

    /// The astronaut, and beside her the astronaut again.
    private func twoAstronauts() throws -> PixelBuffer {
        let one = try Photograph.astronaut.pixels()
        let row = one.width * one.channels
        var bytes: [UInt8] = []
        for y in 0..<one.height {
            let pixels = one.bytes[(y * row)..<((y + 1) * row)]
            bytes += pixels
            bytes += pixels
        }
        return PixelBuffer(width: 2 * one.width, height: one.height, channels: one.channels, bytes: bytes)
    }
}
