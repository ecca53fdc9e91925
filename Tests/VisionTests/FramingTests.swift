import Foundation
import ImageModels
import Pictures
import TestSupport
import Testing
import Vision
import Wording

/// Crops to somebody, shadows, and the horizon.
struct FramingTests {
    private let editor = KnowingEditor()

    @Test("A crop to the face holds the face and little else; head and shoulders hold more")
    func faces() async throws {
        let picture = try Photograph.astronaut.pixels()
        let face = try await editor.crop(to: .face(of: .all), ratio: nil, in: picture)
        #expect(face.x < 190 && face.maxX > 255 && face.y < 60 && face.maxY > 185)
        #expect(face.area < 512 * 512 / 4)
        let bust = try await editor.crop(to: .headAndShoulders(of: .all), ratio: nil, in: picture)
        #expect(bust.area > face.area && bust.intersection(face) == face && bust.maxY < 420)
        let square = try await editor.crop(to: .face(of: .all), ratio: (1, 1), in: picture)
        #expect(abs(square.width - square.height) <= 1 && square.intersection(face).area > face.area * 9 / 10)
    }

    @Test("A crop that keeps a head in is as large as the shape allows, and goes as far as the head takes")
    func head() async throws {
        let picture = try Photograph.astronaut.pixels()
        let face = try await editor.crop(to: .face(of: .all), ratio: nil, in: picture)
        let wide = try await editor.crop(to: .most(withHeadOf: .all), ratio: (16, 9), in: picture)
        #expect(wide.width == 512 && wide.height == 288 && wide.y <= face.y + 12)
        let size = PixelSize(width: 400, height: 300)
        let below = (x0: 100, y0: 150, x1: 200, y1: 300)
        #expect(try size.crop(to: (4, 1), around: below, with: (120, 10, 160, 60)).y == 10)
        #expect(throws: ModelFailure.self) { try size.crop(to: (4, 1), around: below, with: (120, 10, 160, 200)) }
    }

    @Test("A crop to the subject lies around it, within the picture")
    func subject() async throws {
        let picture = try Photograph.flower.pixels()
        let box = try await editor.crop(to: .whole(.subject), ratio: nil, in: picture)
        #expect(box.lies(in: PixelSize(width: picture.width, height: picture.height)))
        #expect(box.area > picture.pixelCount / 20)
    }

    @Test("No face, no crop to one")
    func noFace() async throws {
        let cat = try Photograph.cat.pixels()
        await #expect(throws: ModelFailure.self) {
            try await editor.crop(to: .face(of: .all), ratio: nil, in: cat)
        }
    }

    @Test("A shadow falls below and to the right of what is cut out, and needs something cut out")
    func shadow() async throws {
        var bytes: [UInt8] = []
        for y in 0..<200 {
            for x in 0..<200 {
                let isInside = (60..<140).contains(x) && (60..<140).contains(y)
                bytes += isInside ? [200, 40, 40, 255] : [0, 0, 0, 0]
            }
        }
        let cut = try PixelBuffer(width: 200, height: 200, channels: 4, bytes: bytes).picture()
        let reply = try await BuiltInModel.knowing.edit(
            TurnRequest(instruction: "add a drop shadow", picture: cut), progress: { _ in })
        let after = try Picture(inspecting: reply.imageData).pixels()
        let pad = (after.width - 200) / 2
        #expect(pad > 0 && after.channels == 4)
        #expect(after.pixel(100 + pad, 100 + pad) == [200, 40, 40, 255])
        let (below, above) = (after.pixel(100 + pad, 142 + pad)[3], after.pixel(100 + pad, 57 + pad)[3])
        #expect(below > 30 && below < 200 && below > above)
        #expect(after.pixel(1, 1)[3] == 0)
        let opaque = try Photograph.cat.pixels().picture()
        await #expect(throws: ModelFailure.self) {
            try await BuiltInModel.knowing.edit(
                TurnRequest(instruction: "add a drop shadow", picture: opaque), progress: { _ in })
        }
    }

    /// Sky above, sea below a line that leans by some degrees clockwise; a little noise.
    private func horizon(_ degrees: Double) -> PixelBuffer {
        var random = SeededGenerator(seed: 3)
        let slope = tan(degrees * .pi / 180)
        var bytes: [UInt8] = []
        for y in 0..<300 {
            for x in 0..<400 {
                let isSky = Double(y) < 140 + (Double(x) - 200) * slope
                let noise = Int.random(in: -4...4, using: &random)
                bytes += (isSky ? [170, 200, 235] : [40, 80, 110]).map { UInt8($0 + noise) }
            }
        }
        return PixelBuffer(width: 400, height: 300, channels: 3, bytes: bytes)
    }

    @Test("A horizon's lean is found to a third of a degree", arguments: [-6.0, -2, 0, 1.5, 4, 9])
    func lean(_ degrees: Double) throws {
        #expect(abs(try horizon(degrees).lean() - degrees) <= 0.34)
    }

    @Test("Two towers that lean inwards, as seen from below, are no lean of the picture")
    func perspective() throws {
        var bytes: [UInt8] = []
        for y in 0..<300 {
            for x in 0..<400 {
                let inwards = Double(300 - y) * tan(6 * Double.pi / 180)
                let isTower = abs(Double(x) - 60 - inwards) < 10 || abs(Double(x) - 340 + inwards) < 9
                bytes += isTower ? [90, 80, 70] : [170, 200, 235]
            }
        }
        #expect(throws: ModelFailure.self) {
            try PixelBuffer(width: 400, height: 300, channels: 3, bytes: bytes).lean()
        }
    }

    @Test("Where nothing is level, nothing is turned")
    func noHorizon() throws {
        var random = SeededGenerator(seed: 4)
        let noise = PixelBuffer(
            width: 200, height: 150, channels: 3,
            bytes: (0..<(200 * 150 * 3)).map { _ in UInt8.random(in: 0...255, using: &random) })
        #expect(throws: ModelFailure.self) { try noise.lean() }
        #expect(throws: ModelFailure.self) {
            try PixelBuffer(width: 200, height: 150, filledWith: [90, 90, 90]).lean()
        }
    }
}
