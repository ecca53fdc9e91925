import ImageModels
import Pictures
import TestSupport
import Testing
import Wording

/// Nouns that nothing knows, in a region: what stands out there, a surface, or a refusal.
struct MarkedThingTests {
    private let editor = KnowingEditor()
    private static let gold = NamedColour(name: "gold", red: 212, green: 175, blue: 55)

    /// The picture after "make the NOUN gold" in a box.
    private func golden(
        _ noun: String, _ columns: Range<Int>, _ rows: Range<Int>, of picture: PixelBuffer
    ) async throws -> (PixelBuffer, Reply.Selection?) {
        let region = PixelMask(
            width: picture.width, height: picture.height,
            values: (0..<picture.pixelCount).map {
                columns.contains($0 % picture.width) && rows.contains($0 / picture.width) ? 255 : 0
            })
        return try await editor.apply(.recolour(.marked(noun), to: Self.gold), to: picture, region: region)
    }

    @Test("A pyramid with the sky around it is the pyramid, not the sky that is more of the region")
    func thing() async throws {
        let before = DrawnPyramid.pixels
        let (after, found) = try await golden("pyramid", 100..<300, 160..<320, of: before)
        #expect(found?.what.contains("taken to be the pyramid") == true)
        for (x, y) in [(195, 250), (160, 295), (230, 290)] {
            #expect(after.pixel(x, y) != before.pixel(x, y), "at \(x), \(y)")
        }
        for (x, y) in [(120, 180), (280, 180), (110, 280), (290, 280), (200, 312)] {
            #expect(after.pixel(x, y) == before.pixel(x, y), "at \(x), \(y)")
        }
    }

    @Test("A surface that is marked within itself is all of what is marked", arguments: ["air", "carpet"])
    func surface(_ noun: String) async throws {
        let before = DrawnPyramid.pixels
        let (after, found) = try await golden(noun, 30..<230, 20..<120, of: before)
        #expect(found?.what.contains("taken to be the \(noun)") == true)
        for (x, y) in [(60, 40), (200, 100), (130, 60)] {
            #expect(after.pixel(x, y) != before.pixel(x, y), "at \(x), \(y)")
        }
    }

    @Test("A thing that the rim of the region cuts through is asked to be marked alone")
    func cut() async throws {
        await #expect {
            try await golden("rosette", 128..<320, 85..<341, of: Photograph.flower.pixels())
        } throws: {
            guard case ModelFailure.declined(.unsure(let what, let advice?)) = $0 else { return false }
            return what.contains("rosette") && advice.contains("alone")
        }
    }

    @Test("Somebody's face is no thing that a noun names", arguments: ["glasses", "mask"])
    func face(_ noun: String) async throws {
        let before = try Photograph.astronaut.pixels()
        await #expect {
            try await golden(noun, 180..<270, 85..<140, of: before)
        } throws: {
            guard case ModelFailure.declined(.unsure(let what, let advice?)) = $0 else { return false }
            return what.contains(noun) && advice.contains("alone")
        }
        let (_, found) = try await golden("nose", 180..<270, 85..<140, of: before)
        #expect(found?.what.contains("taken to be the nose") == true)
    }

    @Test("Where two surfaces meet and nothing stands out, it is asked to be marked alone")
    func unclear() async throws {
        await #expect {
            try await golden("gizmo", 250..<350, 230..<345, of: DrawnPyramid.pixels)
        } throws: {
            guard case ModelFailure.declined(.unsure(let what, let advice?)) = $0 else { return false }
            return what.contains("gizmo") && advice.contains("alone")
        }
    }
}

/// A far pyramid on sand, before a sky that takes more room than it does; what stands out of the picture is a striped tower and
/// crates.
private enum DrawnPyramid {
    static let (width, height) = (640, 480)
    private static let before: [(x: Range<Int>, y: Range<Int>, colour: SIMD3<Double>)] = [
        (300..<410, 380..<460, SIMD3(40, 110, 60)), (20..<180, 350..<460, SIMD3(90, 60, 30)),
        (360..<450, 200..<400, SIMD3(40, 60, 110)), (400..<600, 60..<480, SIMD3(150, 40, 40)),
    ]

    static var pixels: PixelBuffer {
        PixelBuffer(width: width, height: height, grain: 10, seed: 11, drawing: colour)
    }

    private static func colour(_ x: Int, _ y: Int) -> SIMD3<Double> {
        if let thing = before.first(where: { $0.x.contains(x) && $0.y.contains(y) }) {
            return thing.colour * (x / 16 % 2 == 0 ? 0.8 : 1)
        }
        if (190..<305).contains(y), 10 * abs(x - 200) < 7 * (y - 190) {
            return x < 206 ? SIMD3(196, 158, 104) : SIMD3(128, 100, 66)
        }
        if y >= 300 { return SIMD3(222, 206, 170) }
        let t = Double(y) / 300
        return SIMD3(70, 130, 205) * (1 - t) + SIMD3(190, 215, 235) * t
    }
}
