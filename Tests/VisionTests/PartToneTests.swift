import Foundation
import ImageModels
import Pictures
import TestSupport
import Testing
import Vision
import Wording

/// Light and colour of one part: what is not it stays bit for bit.
struct PartToneTests {
    /// The picture after an instruction, as the model carries it out, and what it selected.
    private func edited(
        _ instruction: String, _ picture: Picture
    ) async throws -> (PixelBuffer, Reply.Selection?) {
        let reply = try await BuiltInModel.knowing.edit(
            TurnRequest(instruction: instruction, picture: picture), progress: { _ in })
        return (try Picture(inspecting: reply.imageData).pixels(), reply.selection)
    }

    @Test("A brighter face leaves all but the face as it was")
    func face() async throws {
        let before = try Photograph.astronaut.pixels()
        let (after, found) = try await edited("brighten her face", before.picture())
        #expect(found?.what == "face")
        let cheek = (before.pixel(210, 130), after.pixel(210, 130))
        #expect(zip(cheek.0, cheek.1).allSatisfy { $0 < $1 })
        for (x, y) in [(20, 20), (225, 20), (225, 300), (400, 100), (120, 450)] {
            #expect(after.pixel(x, y) == before.pixel(x, y), "\(x), \(y)")
        }
        let share = after.shareOfDifferences(from: before)
        #expect(share > 0.01 && share < 0.05)
    }

    @Test("Eyes are both coloured, or where only one of them shows, none")
    func bothEyes() async throws {
        let (large, _) = try await edited("resize to 1024 px", Photograph.astronaut.pixels().picture())
        let (_, found) = try await edited("make her eyes blue", large.picture())
        #expect(found?.what == "irises of 1 person")
        var closed = large
        let skin = large.pixel(450, 262)
        for y in 185..<224 {
            for x in 462..<520 {
                for c in 0..<3 { closed.bytes[(y * closed.width + x) * closed.channels + c] = skin[c] }
            }
        }
        let picture = try closed.picture()
        await #expect(throws: ModelFailure.self) { try await edited("make her eyes blue", picture) }
    }

    @Test("At sixteen bits, every sample outside of the part stays, and those inside have steps of their own")
    func atDepth() async throws {
        let view = try Photograph.astronaut.pixels()
        let deep = try Samples(view).deepened()
        let reply = try await BuiltInModel.knowing.edit(
            TurnRequest(instruction: "darken her face", picture: try Picture(inspecting: deep.encodedAsPNG())),
            progress: { _ in })
        let after = try Picture(inspecting: reply.imageData).samples()
        #expect(after.colour.bits == 16)
        var (outside, fine) = (0, 0)
        after.read({ _ in }) { new in
            deep.read({ _ in }) { old in
                for y in 0..<after.height {
                    for x in 0..<after.width {
                        let at = (y * after.width + x) * 3
                        if x < 150 || x > 300 || y < 20 || y > 230 { outside += new[at] == old[at] ? 0 : 1 }
                        if new[at] != old[at], new[at] % 257 != 0 { fine += 1 }
                    }
                }
            }
        }
        #expect(outside == 0)
        #expect(fine > 500)
    }

    @Test("Red lips are the lips alone, teeth get whiter and not the lips")
    func mouth() async throws {
        let before = try Photograph.astronaut.pixels()
        let (lips, foundLips) = try await edited("make her lips red", before.picture())
        #expect(foundLips?.what == "lips of 1 person")
        let share = lips.shareOfDifferences(from: before)
        #expect(share > 0.0004 && share < 0.006)
        let (teeth, foundTeeth) = try await edited("whiten her teeth", before.picture())
        #expect(foundTeeth?.what == "teeth of 1 person")
        for i in 0..<before.pixelCount where lips.bytes[3 * i] != before.bytes[3 * i] {
            // Where the mouth is: nowhere else does either change anything.
            #expect((180...270).contains(i % 512) && (130...200).contains(i / 512))
            if i % 97 == 0 { break }
        }
        #expect(teeth.shareOfDifferences(from: before) < 0.004)
    }

    @Test("The background is all but the subject, and the subject all but the background")
    func background() async throws {
        let before = try Photograph.astronaut.pixels()
        let (grey, found) = try await edited("desaturate the background", before.picture())
        #expect(found?.what == "all but 1 person")
        #expect(grey.pixel(120, 450) == before.pixel(120, 450))
        let flag = grey.pixel(30, 200)
        #expect(Int(flag.max()!) - Int(flag.min()!) < 12)
        let (person, _) = try await edited("make everything black and white except the background", before.picture())
        #expect(person.pixel(30, 200) == before.pixel(30, 200))
        let suit = person.pixel(120, 400)
        #expect(Int(suit.max()!) - Int(suit.min()!) <= 2)
    }

    @Test("With two people, the one who is not told apart is asked for")
    func asksWhich() async throws {
        let one = try Photograph.astronaut.pixels()
        var bytes: [UInt8] = []
        for y in 0..<one.height {
            let row = one.bytes[(y * one.width * 3)..<((y + 1) * one.width * 3)]
            bytes += row + row
        }
        let two = PixelBuffer(width: 2 * one.width, height: one.height, channels: 3, bytes: bytes)
        await #expect(throws: ModelFailure.self) { try await edited("brighten her face", two.picture()) }
        let (left, found) = try await edited("brighten the face of the woman on the left", two.picture())
        #expect(found?.what == "face")
        #expect(left.pixel(210, 130) != two.pixel(210, 130))
        #expect(left.pixel(210 + 512, 130) == two.pixel(210 + 512, 130))
    }

    @Test(
        "What is not there is not touched",
        arguments: [("brighten the face", "face"), ("whiten the teeth", "face"), ("make the lips red", "face")])
    func missing(_ instruction: String, _ what: String) async throws {
        let cat = try Photograph.cat.pixels().picture()
        await #expect {
            try await edited(instruction, cat)
        } throws: {
            guard case ModelFailure.declined(.notFound(what, _)) = $0 else { return false }
            return true
        }
    }
}

extension Samples {
    /// The same in sixteen bits.
    func deepened() throws -> Samples {
        let view = view()
        let colour = PictureColour(isGrey: false, bits: 16, profile: colour.profile)
        return Samples(view: view, as: colour)
    }

    func encodedAsPNG() throws -> Data { try encoded(as: PictureEncoding(format: .png)) }
}

/// Sky, grass and walls.
struct SceneryTests {
    private let editor = KnowingEditor()

    private func mask(_ scenery: Scenery, _ photograph: Photograph) async throws -> (PixelMask, PixelBuffer) {
        let picture = try photograph.pixels()
        return (try await editor.select(.part(.scenery(scenery)), in: picture).0, picture)
    }

    @Test("The sky behind a pagoda is the sky, and not the pagoda")
    func sky() async throws {
        let (mask, picture) = try await mask(.sky, .pagoda)
        func share(_ x: Int, _ y: Int) -> UInt8 { mask.values[y * picture.width + x] }
        #expect(share(20, 20) > 200 && share(600, 40) > 200)
        // So does it beside the trees on the left, where a roof parts it from the rest.
        #expect(share(32, 152) > 200 && share(68, 164) > 200)
        #expect(share(205, 200) < 50 && share(200, 400) < 50)
        // The lake in the haze below it is none, though no edge parts them but the horizon.
        #expect(share(450, 260) < 50 && share(500, 240) < 50 && share(480, 185) > 200)
    }

    @Test("The trees beside a pagoda are told from it, the sky and the lake")
    func trees() async throws {
        let (mask, picture) = try await mask(.trees, .pagoda)
        func share(_ x: Int, _ y: Int) -> UInt8 { mask.values[y * picture.width + x] }
        for (x, y) in [(40, 350), (600, 380), (600, 250), (480, 400)] { #expect(share(x, y) > 200, "at \(x), \(y)") }
        for (x, y) in [(205, 200), (600, 40), (450, 260)] { #expect(share(x, y) < 50, "at \(x), \(y)") }
    }

    @Test("A night sky ends where the towers stand, and not where it is darker")
    func nightSky() async throws {
        let (mask, picture) = try await mask(.sky, .rocket)
        for (x, y) in [(150, 60), (300, 30), (540, 8)] {
            #expect(mask.values[y * picture.width + x] > 200, "at \(x), \(y)")
        }
    }

    @Test(
        "Where there is none, nothing is taken for one",
        arguments: [
            (Scenery.sky, Photograph.coffee), (.sky, .cat), (.sky, .admiral), (.grass, .astronaut), (.grass, .coffee),
            (.sky, .astronaut), (.grass, .pagoda), (.grass, .raccoon), (.water, .cat), (.water, .rocket),
            (.wall, .pagoda),
            (.trees, .cat), (.trees, .coffee), (.trees, .astronaut),
        ])
    func none(_ scenery: Scenery, _ photograph: Photograph) async throws {
        await #expect(throws: ModelFailure.self) { try await mask(scenery, photograph) }
    }

    @Test("A sky ends at the hills and goes on beyond a pole; a white house before it stays", arguments: [false, true])
    func drawnSky(isGrey: Bool) async throws {
        let scene = DrawnScene(isGrey: isGrey, hasHouse: !isGrey, hasPole: isGrey)
        let mask = try await editor.select(.part(.scenery(.sky)), in: scene.pixels).0
        func share(_ x: Int, _ y: Int) -> UInt8 { mask.values[y * DrawnScene.width + x] }
        for (x, y) in [(10, 10), (200, 60), (470, 120), (90, 130), (30, 130)] {
            #expect(share(x, y) > 200, "\(x), \(y)")
        }
        for (x, y) in [(10, 300), (240, 200), (60, 165), (460, 172)] { #expect(share(x, y) < 50, "\(x), \(y)") }
        guard !isGrey else { return }
        for (x, y) in [(310, 100), (345, 200), (410, 110), (360, 70)] { #expect(share(x, y) < 50, "\(x), \(y)") }
    }

    @Test("A sky that pales behind a palace goes on between its towers down to the garden")
    func palingSky() async throws {
        let mask = try await editor.select(.part(.scenery(.sky)), in: DrawnPalace.pixels).0
        func share(_ x: Int, _ y: Int) -> UInt8 { mask.values[y * DrawnPalace.width + x] }
        for (x, y) in [(20, 60), (320, 40), (25, 310), (175, 310), (465, 310), (615, 300)] {
            #expect(share(x, y) > 200, "\(x), \(y)")
        }
        for (x, y) in [(71, 300), (320, 160), (320, 320), (511, 200), (20, 350), (465, 360)] {
            #expect(share(x, y) < 50, "\(x), \(y)")
        }
    }

    @Test("A small kite in the sky keeps its colours")
    func kite() async throws {
        var pixels = DrawnPalace.pixels
        for y in 58..<83 {
            for x in 168..<193 where abs(x - 180) + abs(y - 70) < 12 {
                for (c, value) in (x > 180 ? [240, 150, 60] : [200, 90, 160] as [UInt8]).enumerated() {
                    pixels.bytes[(y * pixels.width + x) * 3 + c] = value
                }
            }
        }
        let mask = try await editor.select(.part(.scenery(.sky)), in: pixels).0
        func share(_ x: Int, _ y: Int) -> UInt8 { mask.values[y * DrawnPalace.width + x] }
        for (x, y) in [(175, 70), (185, 70)] { #expect(share(x, y) < 50, "\(x), \(y)") }
        for (x, y) in [(150, 70), (210, 70), (180, 40), (180, 100)] { #expect(share(x, y) > 200, "\(x), \(y)") }
    }

    @Test("A lawn ends at the house that stands on it, and a lake at its far bank", arguments: [Scenery.grass, .water])
    func drawnLand(_ scenery: Scenery) async throws {
        let scene = DrawnScene(hasHouse: scenery == .grass, hasLake: scenery == .water)
        let mask = try await editor.select(.part(.scenery(scenery)), in: scene.pixels).0
        func share(_ x: Int, _ y: Int) -> UInt8 { mask.values[y * DrawnScene.width + x] }
        for (x, y) in [(10, 310), (240, 200), (470, 250), (120, 190)] { #expect(share(x, y) > 200, "\(x), \(y)") }
        for (x, y) in [(10, 10), (200, 100), (60, 162)] { #expect(share(x, y) < 50, "\(x), \(y)") }
        if scenery == .grass { #expect(share(345, 215) < 50) }
    }

    @Test("A drawn lawn is no water, a lake no lawn, and neither has a wall")
    func drawnOtherwise() async throws {
        for (scene, scenery) in [
            (DrawnScene(), Scenery.water), (DrawnScene(hasLake: true), .grass), (DrawnScene(), .wall),
            (DrawnScene(hasLake: true), .wall),
        ] {
            await #expect(throws: ModelFailure.self, "\(scenery)") {
                try await editor.select(.part(.scenery(scenery)), in: scene.pixels)
            }
        }
    }

    @Test("The wall behind an admiral is neither the admiral nor her flag")
    func wall() async throws {
        let (mask, picture) = try await mask(.wall, .admiral)
        func share(_ x: Int, _ y: Int) -> UInt8 { mask.values[y * picture.width + x] }
        #expect(share(450, 60) > 200 && share(490, 200) > 200)
        #expect(share(250, 150) < 50 && share(250, 450) < 50 && share(40, 200) < 50)
    }

    @Test("Parts that are named together are selected together", arguments: ["hair and face", "face, hair"])
    func together(_ words: String) async throws {
        let model = BuiltInModel.knowing
        let picture = try Picture(inspecting: SamplePictures.photograph("astronaut.png"))
        let hair = try await model.selection(of: "hair", in: picture)
        let face = try await model.selection(of: "face", in: picture)
        let both = try await model.selection(of: words, in: picture)
        #expect(both.0.values == zip(hair.0.values, face.0.values).map { max($0, $1) })
        #expect(both.1.share > max(hair.1.share, face.1.share) && both.1.what.contains(" and "))
        await #expect(throws: ModelFailure.self) { try await model.selection(of: "hair and nonsense", in: picture) }
    }
}

/// A view: a sky that pales to the horizon, hills, and a lawn or a lake before them.
private struct DrawnScene {
    static let (width, height) = (480, 320)
    private static let horizon = 170
    var isGrey = false
    var hasHouse = false
    var hasPole = false
    var hasLake = false

    var pixels: PixelBuffer {
        var state: UInt32 = 7
        func random() -> Double {
            state = state &* 1_664_525 &+ 1_013_904_223
            return Double(state >> 8) / Double(1 << 24) - 0.5
        }
        var bytes: [UInt8] = []
        var wave = 0.0
        for y in 0..<Self.height {
            for x in 0..<Self.width {
                var colour = land(x, y, random())
                if hasLake, y >= Self.horizon {
                    // Waves are longer along than up.
                    if x % 12 == 0 { wave = random() }
                    colour = SIMD3(40, 90, 120) + 40 * wave
                }
                colour += 4 * random()
                for c in 0..<3 { bytes.append(UInt8(min(255, max(0, colour[c])))) }
            }
        }
        return PixelBuffer(width: Self.width, height: Self.height, channels: 3, bytes: bytes)
    }

    private func land(_ x: Int, _ y: Int, _ random: Double) -> SIMD3<Double> {
        if hasHouse, (300..<420).contains(x), (90..<230).contains(y) {
            let isWindow = (120..<150).contains(y) && ((320..<345).contains(x) || (375..<400).contains(x))
            return isWindow ? SIMD3(60, 70, 80) : SIMD3(238, 236, 230)
        }
        if hasHouse, (50..<90).contains(y), 2 * abs(x - 360) < 4 * (y - 50) - 20 { return SIMD3(120, 60, 50) }
        if hasPole, (119..<124).contains(x), (20..<200).contains(y) { return SIMD3(60, 50, 45) }
        if y >= Self.horizon { return SIMD3(86, 128, 48) + SIMD3(40, 50, 25) * random }
        let hill = Self.horizon - 14 - Int(12 * sin(Double(x) / 50) + 6 * sin(Double(x) / 17))
        if y >= hill { return SIMD3(58, 78, 60) }
        let t = Double(y) / Double(Self.horizon)
        let (top, foot): (SIMD3<Double>, SIMD3<Double>) =
            isGrey ? (SIMD3(150, 152, 156), SIMD3(205, 206, 208)) : (SIMD3(70, 120, 200), SIMD3(190, 215, 240))
        return top * (1 - t) + foot * t
    }
}

/// A palace with four towers before a sky that is nearly white where it meets the garden.
private enum DrawnPalace {
    static let (width, height) = (640, 480)
    private static let garden = 330

    static var pixels: PixelBuffer {
        PixelBuffer(width: width, height: height, grain: 8, seed: 7, drawing: colour)
    }

    private static func colour(_ x: Int, _ y: Int) -> SIMD3<Double> {
        let wall = SIMD3<Double>(180, 150, 120)
        let isWindow = (240..<300).contains(y) && (225..<420).contains(x) && (x - 225) % 40 < 18
        if isWindow { return wall * 0.6 }
        let isTower = (150..<340).contains(y) && [60, 120, 500, 570].contains { ($0..<($0 + 22)).contains(x) }
        let isHall = (200..<340).contains(y) && (210..<430).contains(x)
        let (across, up) = (Double(x - 320) / 60, Double(y - 175) / 65)
        if isTower || isHall || across * across + up * up < 1 { return wall }
        if y >= garden { return SIMD3(70, 105, 50) }
        let t = pow(Double(y) / Double(garden), 0.8)
        return SIMD3(60, 110, 190) * (1 - t) + SIMD3(215, 225, 235) * t
    }
}
