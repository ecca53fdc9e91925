import ImageModels
import Pictures
import Testing
import Vision
import Wording

/// Clothes, hair, things and colours.
struct RecolourTests {
    private let editor = KnowingEditor()
    private let redJacket = LocalEdit.recolour(.garment(.jacket, of: .all), to: .red)

    @Test("The astronaut's suit turns red, and nothing else changes by a bit")
    func suit() async throws {
        let before = try Photograph.astronaut.pixels()
        let (after, found) = try await editor.apply(redJacket, to: before)
        let selection = try #require(found)
        #expect(selection.what == "jacket of 1 person")
        #expect(selection.share > 0.17 && selection.share < 0.28)
        #expect(after.shareOfDifferences(from: before) < 0.26)
        // The flag, its red beside the sleeve, too, the face, the badge and the helmet.
        for (x, y) in [(20, 60), (8, 450), (4, 410), (230, 100), (175, 385), (400, 440), (450, 60)] {
            #expect(after.pixel(x, y) == before.pixel(x, y), "at \(x), \(y)")
        }
        let cloth = after.pixel(140, 320)
        #expect(Int(cloth[0]) > 2 * Int(cloth[1]) && Int(cloth[0]) > 2 * Int(cloth[2]))
        #expect(after.pixel(140, 320) != before.pixel(140, 320))
    }

    @Test("A darker blue is darker than what is there, and a lighter one lighter, whatever the name means by itself")
    func comparatives() async throws {
        let before = try Photograph.astronaut.pixels()
        func light(_ instruction: String, in pixels: PixelBuffer) async throws -> (Int, PixelBuffer) {
            guard let edit = try Grammar.parse(instruction, referenceCount: 0).first else { return (0, pixels) }
            let (after, _) = try await editor.apply(edit, to: pixels)
            let cloth = after.pixel(140, 320)
            return (Int(cloth[0]) + 2 * Int(cloth[1]) + Int(cloth[2]), after)
        }
        let (navy, dark) = try await light("make the suit midnight blue", in: before)
        let (darker, _) = try await light("make the suit a darker blue", in: dark)
        let (lighter, _) = try await light("make the suit a lighter blue", in: dark)
        let (named, _) = try await light("make the suit dark blue", in: dark)
        #expect(darker < navy && navy < lighter && navy < named)
        // Of another colour it is the one of that name.
        let (orange, _) = try await light("make the suit a darker blue", in: before)
        let (blue, _) = try await light("make the suit blue", in: before)
        #expect(orange < blue)
    }

    @Test("Hair can be recoloured without the face")
    func hair() async throws {
        let before = try Photograph.astronaut.pixels()
        let (after, found) = try await editor.apply(.recolour(.hair(of: .all), to: .darkBlue), to: before)
        let selection = try #require(found)
        #expect(selection.what == "hair of 1 person")
        #expect(selection.share > 0.015 && selection.share < 0.05)
        #expect(after.pixel(225, 115) == before.pixel(225, 115))
        let strand = after.pixel(225, 30)
        #expect(strand[2] > strand[0])
    }

    @Test("Hair of which one half lies in the shade is recoloured as a whole")
    func hairInTwoLights() async throws {
        let edit = LocalEdit.recolour(.hair(of: .all), to: .darkBlue)
        let whole = try Photograph.astronaut.pixels()
        func changed(_ after: PixelBuffer, from before: PixelBuffer) -> Set<Int> {
            Set(
                (0..<before.pixelCount).filter { i in
                    (0..<3).contains { abs(Int(after.bytes[3 * i + $0]) - Int(before.bytes[3 * i + $0])) > 2 }
                })
        }
        let hair = changed(try await editor.apply(edit, to: whole).0, from: whole)
        let middle = hair.map { $0 % whole.width }.sorted()[hair.count / 2]
        // The head alone.
        let (left, width, height) = (100, 260, 190)
        var bytes: [UInt8] = []
        var expected: Set<Int> = []
        for y in 0..<height {
            for x in left..<(left + width) {
                let i = y * whole.width + x
                if hair.contains(i) { expected.insert(bytes.count / 3) }
                let share = hair.contains(i) && x > middle ? 45 : 100
                bytes += whole.bytes[(3 * i)..<(3 * i + 3)].map { UInt8(Int($0) * share / 100) }
            }
        }
        let head = PixelBuffer(width: width, height: height, channels: 3, bytes: bytes)
        let found = changed(try await editor.apply(edit, to: head).0, from: head)
        let both = found.intersection(expected).count
        #expect(10 * both > 9 * expected.count)
        #expect(10 * both > 8 * found.count)
    }

    @Test("What lies between strands is painted by how much of it is hair")
    func sharesOfHair() async throws {
        let edit = LocalEdit.recolour(.hair(of: .all), to: .darkBlue)
        let before = try Photograph.astronaut.pixels()
        let after = try await editor.apply(edit, to: before).0
        var bytes = before.bytes
        for i in 0..<before.pixelCount where after.pixel(i % 512, i / 512) != before.pixel(i % 512, i / 512) {
            for c in 0..<3 { bytes[3 * i + c] = UInt8(Int(bytes[3 * i + c]) * 60 / 100) }
        }
        // Forehead that shows through the fringe, and the same with as much hair over it.
        let skin = before.pixel(225, 110)
        for (x, share) in [(208, 0), (232, 50)] {
            for (dx, dy) in (-4...4).flatMap({ dx in (-4...4).map { (dx, $0) } }) where dx * dx + dy * dy < 25 {
                let i = 3 * ((69 + dy) * before.width + x + dx)
                for c in 0..<3 {
                    bytes[i + c] = UInt8((Int(bytes[i + c]) * share + Int(skin[c]) * (100 - share)) / 100)
                }
            }
        }
        let parted = PixelBuffer(width: before.width, height: before.height, channels: 3, bytes: bytes)
        let found = try await editor.apply(edit, to: parted).0
        func change(_ x: Int) -> Int {
            (-2...2).flatMap { dx in (-2...2).map { (x + dx, 69 + $0) } }.reduce(0) { sum, place in
                let (old, new) = (parted.pixel(place.0, place.1), found.pixel(place.0, place.1))
                return sum + max(0, Int(old[0]) - Int(new[0]))
            }
        }
        let (hair, half, forehead) = (change(220), change(232), change(208))
        #expect(hair > 25 * 10)
        #expect(4 * forehead < hair)
        #expect(half > 2 * forehead && half > 25 * 5)
        #expect(found.pixel(225, 115) == parted.pixel(225, 115))
    }

    @Test("A second portrait: the admiral's jacket, not her face")
    func admiral() async throws {
        let before = try Photograph.admiral.pixels()
        let (after, _) = try await editor.apply(redJacket, to: before)
        #expect(after.pixel(255, 260) == before.pixel(255, 260))
        let cloth = after.pixel(120, 520)
        #expect(Int(cloth[0]) > 2 * Int(cloth[1]))
    }

    @Test("The same instruction gives the same picture, remembered or not")
    func deterministic() async throws {
        let before = try Photograph.astronaut.pixels()
        let (first, _) = try await editor.apply(redJacket, to: before)
        let (again, _) = try await editor.apply(redJacket, to: before)
        let (fresh, _) = try await VisualEditor().apply(redJacket, to: before)
        #expect(first == again)
        #expect(first == fresh)
    }

    @Test("Without a face there is no jacket and no hair, and the advice says what to try")
    func noFace() async throws {
        let cat = try Photograph.cat.pixels()
        for edit in [redJacket, .recolour(.hair(of: .all), to: .red)] {
            await #expect {
                try await editor.apply(edit, to: cat)
            } throws: { error in
                guard case ModelFailure.declined(.notFound("face", let advice)) = error else { return false }
                return advice?.contains("parts red") == true
            }
        }
    }

    @Test("A person who is to be blue gets blue clothes, not a blue face")
    func personMeansClothes() async throws {
        let before = try Photograph.astronaut.pixels()
        let (after, found) = try await editor.apply(.recolour(.thing(.subject), to: .darkBlue), to: before)
        #expect(try #require(found).what == "clothes of 1 person")
        #expect(after.pixel(225, 115) == before.pixel(225, 115))
        #expect(after.pixel(140, 320) != before.pixel(140, 320))
    }

    @Test("A thing that is not there is not recoloured")
    func noSuchThing() async throws {
        let cat = try Photograph.cat.pixels()
        await #expect {
            try await editor.apply(.recolour(.thing(.car), to: .red), to: cat)
        } throws: {
            guard case ModelFailure.declined(.notFound("car", _)) = $0 else { return false }
            return true
        }
    }

    @Test("A white ball with red seams is its white, and a red van with white windows its red")
    func ballWithSeams() async throws {
        func drawing(seams: Int) throws -> PixelBuffer {
            var bytes: [UInt8] = []
            for i in 0..<(320 * 320) {
                let (x, y) = (i % 320 - 160, i / 320 - 160)
                // Shaded as a ball is, so that it is no flat disc.
                let shade = 225 - (x * x + y * y) / 500
                if x * x + y * y > 120 * 120 {
                    bytes += [70, 110, 80]
                } else if abs(abs(x) - 60) < seams {
                    bytes += [UInt8(shade - 20), 25, 30]
                } else {
                    bytes += [UInt8(shade), UInt8(shade), UInt8(shade - 4)]
                }
            }
            return PixelBuffer(width: 320, height: 320, channels: 3, bytes: bytes)
        }
        let edit = LocalEdit.recolour(.object("ball"), to: .darkBlue)
        let ball = try drawing(seams: 8)
        let (after, _) = try await editor.apply(edit, to: ball)
        let (white, seam) = (after.pixel(160, 160), after.pixel(220, 160))
        #expect(Int(white[2]) > Int(white[0]) + 40, "\(white)")
        #expect(seam == ball.pixel(220, 160))
        let van = try drawing(seams: 40)
        let (painted, _) = try await editor.apply(edit, to: van)
        #expect(painted.pixel(220, 160)[2] > painted.pixel(220, 160)[0])
        #expect(painted.pixel(160, 160) == van.pixel(160, 160))
    }

    @Test("What lies in deep shade is painted with the rest of a thing of one colour")
    func shade() async throws {
        let before = PixelBuffer(width: 320, height: 320, grain: 6, seed: 3) { x, y in
            let (u, v) = (x - 160, y - 160)
            if u * u + v * v > 120 * 120 { return SIMD3(120, 150, 190) }
            return v < 45 ? SIMD3(225, 150, 80) : SIMD3(62, 36, 15)
        }
        let (after, _) = try await editor.apply(.recolour(.object("ball"), to: .green), to: before)
        for (x, y) in [(160, 100), (160, 250), (120, 230)] {
            let pixel = after.pixel(x, y)
            #expect(pixel[1] > pixel[0], "\(pixel) at \(x), \(y)")
        }
    }

    @Test(
        "What the network takes for another thing at a second look is not what it is called",
        arguments: [
            (0.0011, 0.857, true), (0.323, 0.589, true), (0.757, 0.056, false), (0.658, 0.112, false),
            (0.3, 0.1, false),
        ])
    func another(own: Float, other: Float, isDenied: Bool) {
        var odds = [Float](repeating: 0, count: 21)
        (odds[13], odds[12]) = (own, other)
        #expect((SecondOpinion(odds, of: .horse).denial == .dog) == isDenied)
    }

    @Test("The red parts of a cup turn green, and its white inside stays bit for bit")
    func redParts() async throws {
        let before = try Photograph.coffee.pixels()
        let (after, found) = try await editor.apply(.recolour(.coloured(.red), to: .green), to: before)
        #expect(try #require(found).what == "red parts")
        #expect(after.pixel(290, 60) == before.pixel(290, 60))
        let saucer = after.pixel(140, 250)
        #expect(saucer[1] > saucer[0])
    }

    /// The colours of an orange half and a green one, after an instruction.
    private func halves(after instruction: String) async throws -> (orange: [UInt8], green: [UInt8]) {
        var bytes: [UInt8] = []
        for _ in 0..<120 {
            for x in 0..<160 { bytes += x < 80 ? [230, 120, 30] : [30, 140, 60] }
        }
        let picture = try PixelBuffer(width: 160, height: 120, channels: 3, bytes: bytes).picture()
        let reply = try await BuiltInModel.knowing.edit(
            TurnRequest(instruction: instruction, picture: picture), progress: { _ in })
        let after = try Picture(inspecting: reply.imageData).pixels()
        return (after.pixel(30, 60), after.pixel(130, 60))
    }

    @Test("Colours change places: what \u{201C}and\u{201D} joins is looked for in the picture as it was")
    func swap() async throws {
        let (left, right) = try await halves(after: "make the orange parts green and the green parts blue")
        #expect(left[1] > left[0] && left[1] > left[2])
        #expect(right[2] > right[0] && right[2] > right[1])
    }

    @Test("\u{201C}Then\u{201D} means the parts that have the colour by then")
    func afterwards() async throws {
        let (left, right) = try await halves(after: "make the orange parts green, then make the green parts blue")
        for colour in [left, right] { #expect(colour[2] > colour[0] && colour[2] > colour[1]) }
    }

    @Test("What nobody would see is declined")
    func unseen() async throws {
        let bytes = (0..<(80 * 60)).flatMap { $0 % 80 < 40 ? [UInt8](repeating: 200, count: 3) : [20, 40, 120] }
        let picture = try PixelBuffer(width: 80, height: 60, channels: 3, bytes: bytes).picture()
        func edited(_ text: String) async throws -> Reply {
            try await BuiltInModel.knowing.edit(TurnRequest(instruction: text, picture: picture), progress: { _ in })
        }
        _ = try await edited("make the blue parts brighter by 10 %")
        await #expect {
            try await edited("make the blue parts brighter by 1 %")
        } throws: { error in
            guard case ModelFailure.declined(.notFound(let what, advice: .some)) = error else { return false }
            return what.contains("blue parts")
        }
    }

    @Test("A colour that is nowhere is declined")
    func noSuchColour() async throws {
        let grey = PixelBuffer(width: 40, height: 30, filledWith: [128, 128, 128])
        await #expect(throws: ModelFailure.self) {
            try await editor.apply(.recolour(.coloured(.red), to: .green), to: grey)
        }
    }

    @Test("A picture that is cut out keeps its alpha when it is recoloured")
    func keepsAlpha() async throws {
        let (cutout, _) = try await editor.apply(.background(.transparent), to: Photograph.astronaut.pixels())
        let (after, _) = try await editor.apply(redJacket, to: cutout)
        #expect(after.channels == 4)
        for i in 0..<cutout.pixelCount where after.bytes[4 * i + 3] != cutout.bytes[4 * i + 3] {
            Issue.record("alpha changed at \(i)")
            break
        }
        #expect(after.shareOfDifferences(from: cutout) > 0.15)
    }
}
