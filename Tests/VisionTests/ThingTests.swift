import ImageModels
import Pictures
import Testing
import Vision
import Wording

/// Things that no network knows by name.
struct ThingTests {
    private let editor = KnowingEditor()

    /// Discs within each other that stand out, the largest first.
    private func discs(_ discs: [(radius: Double, colour: SIMD3<Double>)]) -> PixelBuffer {
        PixelBuffer(width: 320, height: 320, grain: 6, seed: 5) { x, y in
            let (u, v) = (Double(x - 160), Double(y - 160))
            let own = discs.last { u * u + v * v < $0.radius * $0.radius }
            return own.map { $0.colour * (1 - (u * u + v * v) / 90_000) } ?? SIMD3(70, 110, 80)
        }
    }

    @Test("What a cup holds is not the cup")
    func content() async throws {
        let cup = discs([(120, SIMD3(240, 238, 232)), (90, SIMD3(120, 66, 30))])
        await #expect {
            try await editor.apply(.recolour(.object("cup"), to: .darkBlue), to: cup)
        } throws: {
            guard case ModelFailure.declined(.unsure(let what, _)) = $0 else { return false }
            return what.contains("what it holds")
        }
        // A plate with a red rim is red where it ends.
        let plate = discs([(120, SIMD3(190, 40, 36)), (60, SIMD3(240, 238, 232))])
        let (after, _) = try await editor.apply(.recolour(.object("plate"), to: .darkBlue), to: plate)
        #expect(after.pixel(160, 60) != plate.pixel(160, 60))
        #expect(after.pixel(160, 160) == plate.pixel(160, 160))
    }

    @Test("A hat by itself is painted; where somebody is, it may be on them and is not looked for")
    func worn() async throws {
        let hat = discs([(120, SIMD3(190, 40, 36))])
        let (after, found) = try await editor.apply(.recolour(.object("hat"), to: .darkBlue), to: hat)
        #expect(after.pixel(160, 160) != hat.pixel(160, 160))
        #expect(found?.what == "main subject, taken to be the hat")
        let astronaut = try Photograph.astronaut.pixels()
        await #expect {
            try await editor.apply(.recolour(.object("gloves"), to: .darkBlue), to: astronaut)
        } throws: {
            guard case ModelFailure.declined(.unsure(let what, _)) = $0 else { return false }
            return what == "where the gloves are, which somebody may have on"
        }
    }
}
