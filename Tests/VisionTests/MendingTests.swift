import ImageModels
import Pictures
import TestSupport
import Testing
import Vision
import Wording

/// Selections that are made larger or smaller, and places of a landscape.
struct MendingTests {
    private let editor = VisualEditor()

    private func selected(_ steps: Int) async throws -> PixelMask {
        let picture = try Photograph.astronaut.pixels()
        return try await editor.select(
            .part(.whole(.subject)), in: picture, digest: "astronaut", mending: Mending(steps: steps)
        ).0
    }

    @Test("Each step more selects all that was selected and more of the rest; each step less, less")
    func steps() async throws {
        let (less, usual, more) = (try await selected(-2), try await selected(0), try await selected(2))
        func sum(_ mask: PixelMask) -> Int { mask.values.reduce(0) { $0 + Int($1) } }
        #expect(sum(less) < sum(usual) && sum(usual) < sum(more))
        #expect(zip(usual.values, more.values).allSatisfy { $0 <= $1 })
        #expect(zip(less.values, usual.values).allSatisfy { $0 <= $1 })
        // A few steps stay near the outline.
        #expect(Double(sum(more)) < 1.4 * Double(sum(usual)))
    }

    @Test("What selects nothing can't select more")
    func nothing() async throws {
        let picture = try Picture(inspecting: SamplePictures.photograph("astronaut.png"))
        let request = TurnRequest(instruction: "make it warmer, selecting more", picture: picture)
        await #expect(throws: ModelFailure.self) { try await BuiltInModel().edit(request, progress: { _ in }) }
    }

    /// Sky, a line of hills, and below them what `colour` and `ripple` make.
    private func landscape(
        _ colour: (Int, Int, Int), ripple: Int, sky: (Int, Int, Int) = (150, 190, 235)
    ) -> PixelBuffer {
        let (w, h) = (480, 320)
        var bytes: [UInt8] = []
        var noise: UInt32 = 7
        for y in 0..<h {
            let wave = (y * 2_654_435 % 17 - 8) * ripple / 8
            for x in 0..<w {
                noise = noise &* 1_664_525 &+ 1_013_904_223
                let grain = Int(noise >> 29) - 4
                let shown: (Int, Int, Int)
                let hills = 130 - (x * x / 1000) % 20
                if y < hills {
                    shown = sky
                } else if y < 150 {
                    shown = (70, 60, 50)
                } else {
                    shown = (colour.0 + wave, colour.1 + wave, colour.2 + wave)
                }
                for value in [shown.0, shown.1, shown.2] { bytes.append(UInt8(max(0, min(255, value + grain)))) }
            }
        }
        return PixelBuffer(width: w, height: h, channels: 3, bytes: bytes)
    }

    @Test("Blue that is rippled along, below a sky, is water")
    func water() async throws {
        let mask = try await editor.select(.part(.scenery(.water)), in: landscape((30, 80, 140), ripple: 10)).0
        func value(_ x: Int, _ y: Int) -> UInt8 { mask.values[y * mask.width + x] }
        #expect(value(240, 250) > 200)
        #expect(value(240, 40) < 20)
    }

    @Test("Earth is no water, and neither is a blue backdrop without a sky")
    func noWater() async throws {
        let earth = landscape((120, 90, 60), ripple: 10)
        await #expect(throws: ModelFailure.self) { try await editor.select(.part(.scenery(.water)), in: earth) }
        let backdrop = PixelBuffer(
            width: 320, height: 240, channels: 3, bytes: (0..<(320 * 240)).flatMap { _ -> [UInt8] in [40, 80, 160] })
        await #expect(throws: ModelFailure.self) { try await editor.select(.part(.scenery(.water)), in: backdrop) }
    }

    @Test("Rough green from the foot up is grass; smooth green is not")
    func grass() async throws {
        let lawn = landscape((70, 120, 40), ripple: 14)
        let mask = try await editor.select(.part(.scenery(.grass)), in: lawn).0
        #expect(mask.values[250 * mask.width + 240] > 200)
        #expect(mask.values[40 * mask.width + 240] < 20)
        let wall = PixelBuffer(
            width: 320, height: 240, channels: 3, bytes: (0..<(320 * 240)).flatMap { _ -> [UInt8] in [70, 130, 50] })
        await #expect(throws: ModelFailure.self) { try await editor.select(.part(.scenery(.grass)), in: wall) }
    }
}
