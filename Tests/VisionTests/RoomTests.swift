import Foundation
import ImageModels
import Pictures
import TestSupport
import Testing
import Vision

/// Canvases, circles and duotones, from an instruction to a picture.
struct RoomTests {
    private func edited(_ instruction: String, _ pixels: PixelBuffer, mask: PixelBuffer? = nil) async throws
        -> PixelBuffer
    {
        let reply = try await BuiltInModel.knowing.edit(
            TurnRequest(instruction: instruction, picture: try pixels.picture(), mask: try mask?.picture()),
            progress: { _ in })
        return try Picture(inspecting: reply.imageData).pixels()
    }

    @Test("A canvas of another shape leaves the photograph as it is, in the middle")
    func canvas() async throws {
        let picture = try Photograph.astronaut.pixels()
        let wide = try await edited("extend the canvas to 16:9 with navy", picture)
        #expect(wide.width == 910 && wide.height == 512)
        #expect(wide.pixel(3, 3) == [20, 36, 92] && wide.pixel(907, 300) == [20, 36, 92])
        for (x, y) in [(0, 0), (511, 511), (230, 100)] { #expect(wide.pixel(x + 199, y) == picture.pixel(x, y)) }
        let white = try await edited("add 10 % on the left", picture)
        #expect(white.width == 563 && white.pixel(0, 200) == [255, 255, 255])
    }

    @Test("A cut-out on a white canvas is opaque, and stays one where no colour is said")
    func cutOut() async throws {
        var bytes: [UInt8] = []
        for y in 0..<120 {
            for x in 0..<120 {
                bytes += (30..<90).contains(x) && (30..<90).contains(y) ? [200, 40, 40, 255] : [0, 0, 0, 0]
            }
        }
        let cut = PixelBuffer(width: 120, height: 120, channels: 4, bytes: bytes)
        let white = try await edited("center it on a 200x160 white canvas", cut)
        #expect(white.width == 200 && white.height == 160 && !white.hasAlpha)
        #expect(white.pixel(45, 25) == [255, 255, 255] && white.pixel(100, 80) == [200, 40, 40])
        let clear = try await edited("center it on a 200x160 canvas", cut)
        #expect(clear.pixel(5, 5)[3] == 0 && clear.pixel(100, 80) == [200, 40, 40, 255])
    }

    @Test("A circle around the face holds it, and its corners are transparent")
    func circle() async throws {
        let picture = try Photograph.astronaut.pixels()
        let round = try await edited("crop to a circle around her face", picture)
        #expect(abs(round.width - round.height) <= 1 && round.width < 300)
        #expect(round.pixel(0, 0)[3] == 0 && round.pixel(round.width / 2, round.height / 2)[3] == 255)
        let whole = try await edited("make it round", picture)
        #expect(
            whole.width == 512 && whole.pixel(2, 2)[3] == 0
                && Array(whole.pixel(256, 256).prefix(3)) == picture.pixel(256, 256))
    }

    @Test("A duotone has two colours' hues and nothing else, on a part nothing but that")
    func duotone() async throws {
        let picture = try Photograph.flower.pixels()
        let toned = try await edited("duotone in black and white", picture)
        #expect(toned.pixelCount == picture.pixelCount)
        for at in stride(from: 0, to: toned.bytes.count, by: 997 * 3) {
            #expect(abs(Int(toned.bytes[at]) - Int(toned.bytes[at + 2])) <= 1)
        }
        let behind = try await edited("duotone the background in navy and peach", picture)
        #expect(behind.pixel(308, 222) == picture.pixel(308, 222) && behind.pixel(20, 20) != picture.pixel(20, 20))
    }

    @Test("Where a region is marked room and circles are declined, and a duotone is carried out")
    func region() async throws {
        let picture = try Photograph.astronaut.pixels()
        var mask = PixelBuffer(width: 512, height: 512, filledWith: [0, 0, 0, 255])
        for y in 100..<300 { for x in 100..<300 { mask.bytes[(y * 512 + x) * 4 + 3] = 0 } }
        for instruction in ["extend the canvas to 16:9", "add a 10 % margin", "crop to a circle"] {
            await #expect(throws: ModelFailure.self) { try await edited(instruction, picture, mask: mask) }
        }
        let toned = try await edited("duotone in navy and peach", picture, mask: mask)
        #expect(toned.width == 512 && toned.pixel(200, 200) != picture.pixel(200, 200))
    }

    @Test(
        "What can't be, or is so already, is declined in words",
        arguments: [
            ("extend the canvas to 1:1", "already"), ("extend the canvas to 20000x20000", "16384"),
            ("set the canvas size to 400x400", "smaller canvas"),
            ("pad to 4:5 with the background's colour", "one colour"),
            ("extend the canvas to 4:5 on the left", "the top or the bottom"),
            ("fit it into 4000x4000 with white", "4 times"),
        ])
    func declined(_ instruction: String, _ words: String) async throws {
        let picture = try Photograph.astronaut.pixels()
        do {
            _ = try await edited(instruction, picture)
            Issue.record("\(instruction) was carried out")
        } catch ModelFailure.declined(let decline) {
            #expect(String(describing: decline).contains(words), "\(decline)")
        }
    }

    @Test("A packshot's even ground goes on")
    func ground() async throws {
        var shot = PixelBuffer(width: 200, height: 100, filledWith: [236, 234, 230])
        for y in 30..<70 { for x in 80..<120 { shot.bytes[(y * 200 + x) * 3] = 20 } }
        let square = try await edited("extend the canvas to a square", shot)
        #expect(square.height == 200 && square.pixel(100, 3) == [236, 234, 230])
        #expect(try await edited("pad to a square with white", shot).pixel(100, 3) == [255, 255, 255])
    }
}
