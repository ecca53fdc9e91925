import Foundation
import ImageModels
import Pictures
import Testing
import Vision
import Wording

/// Animals, which are all shades of their fur, and colours that somebody's skin has by the way.
struct AnimalTests {
    private let editor = KnowingEditor()

    /// A shaded disc that stands out, of several colours from top to bottom.
    private func disc(_ bands: [(upTo: Int, colour: SIMD3<Double>)]) -> PixelBuffer {
        PixelBuffer(width: 320, height: 320, grain: 6, seed: 5) { x, y in
            let (u, v) = (Double(x - 160), Double(y - 160))
            guard u * u + v * v < 120 * 120, let band = bands.first(where: { y < $0.upTo }) else {
                return SIMD3(70, 110, 80)
            }
            return band.colour * (1 - (u * u + v * v) / 90_000)
        }
    }

    private func isBlue(_ pixel: [UInt8]) -> Bool { Int(pixel[2]) > Int(pixel[0]) + 20 }

    @Test("An animal is painted in all shades of its fur, a thing in its main colour")
    func shades() async throws {
        let before = disc([(170, SIMD3(235, 130, 40)), (320, SIMD3(240, 238, 230))])
        let (fish, found) = try await editor.apply(.recolour(.object("fish"), to: .darkBlue), to: before)
        #expect(isBlue(fish.pixel(160, 100)) && isBlue(fish.pixel(160, 230)))
        #expect(try #require(found).what == "main subject, taken to be the fish")
        let (ball, _) = try await editor.apply(.recolour(.object("ball"), to: .darkBlue), to: before)
        #expect(isBlue(ball.pixel(160, 100)))
        #expect(ball.pixel(160, 230) == before.pixel(160, 230))
    }

    @Test("A beak in a strong colour stays, bit for bit")
    func beak() async throws {
        let white = SIMD3<Double>(240, 238, 230)
        let before = disc([(215, white), (235, SIMD3(240, 120, 20)), (320, white)])
        let (after, _) = try await editor.apply(.recolour(.object("duck"), to: .darkBlue), to: before)
        #expect(isBlue(after.pixel(160, 130)) && isBlue(after.pixel(160, 260)))
        #expect(after.pixel(160, 225) == before.pixel(160, 225))
    }

    @Test("What is painted for less than half of its outline says so")
    func lessThanHalf() async throws {
        let before = disc([
            (130, SIMD3(230, 60, 50)), (190, SIMD3(240, 238, 230)), (320, SIMD3(60, 60, 62)),
        ])
        let (_, found) = try await editor.apply(.recolour(.object("ball"), to: .darkBlue), to: before)
        #expect(try #require(found).note?.contains("% of what stands out") == true)
    }

    @Test("A thing whose colours go over into each other is not painted in patches")
    func patches() async throws {
        let before = PixelBuffer(width: 320, height: 320, grain: 6, seed: 5) { x, y in
            let (u, v) = (Double(x - 160), Double(y - 160))
            guard u * u + v * v < 120 * 120 else { return SIMD3(70, 90, 200) }
            let share = 0.5 + 0.5 * sin(Double(x) / 11) * sin(Double(y) / 11)
            return SIMD3(200, 115, 50) * share + SIMD3(125, 120, 116) * (1 - share)
        }
        await #expect {
            try await editor.apply(.recolour(.object("building"), to: .darkBlue), to: before)
        } throws: {
            guard case ModelFailure.declined(.unsure(let what, _)) = $0 else { return false }
            return what.contains("goes over into other colours")
        }
    }

    @Test("The orange parts are the suit, and not the face")
    func skin() async throws {
        let before = try Photograph.astronaut.pixels()
        let (after, _) = try await editor.apply(.recolour(.coloured(.orange), to: .darkBlue), to: before)
        #expect(after.pixel(140, 320) != before.pixel(140, 320))
        for (x, y) in [(225, 115), (205, 130), (240, 130)] {
            #expect(after.pixel(x, y) == before.pixel(x, y), "at \(x), \(y)")
        }
    }

    @Test("Where nothing but skin has a colour, it is declined and said to be skin")
    func nothingButSkin() async throws {
        let face = try Photograph.astronaut.pixels().cropped(x: 150, y: 0, width: 150, height: 165)
        await #expect {
            try await editor.apply(.recolour(.coloured(.orange), to: .darkBlue), to: face)
        } throws: {
            guard case ModelFailure.declined(.notFound(let what, let advice)) = $0 else { return false }
            return what == "orange parts other than skin" && advice?.contains("skin") == true
        }
    }
}
