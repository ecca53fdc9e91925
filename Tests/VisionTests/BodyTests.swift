import Foundation
import ImageModels
import Pictures
import Testing
import Wording

/// What tells one person, and one part of a person, from the next.
struct BodyTests {
    private let editor = KnowingEditor()

    @Test("A cap is not hair: it is refused, with what to do")
    func cap() async throws {
        let admiral = try Photograph.admiral.pixels()
        await #expect {
            try await editor.apply(.recolour(.hair(of: .all), to: .red), to: admiral)
        } throws: { error in
            // Nobody takes it as found: that would paint the cap.
            guard case ModelFailure.declined(.unsure(let what, let advice?)) = error else { return false }
            return what.contains("hat") && advice.contains("/region")
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

    @Test("A jacket of which only the sides show is not the wide shirt between them")
    func jacketBesideShirt() async throws {
        var whole = try Photograph.admiral.pixels()
        for y in 380..<whole.height {
            for x in 165..<345 {
                for (c, value) in [240, 238, 232].enumerated() {
                    whole.bytes[whole.channels * (y * whole.width + x) + c] = UInt8(value)
                }
            }
        }
        let row = whole.width * whole.channels
        var rows: [UInt8] = []
        for y in 0..<560 {
            let start = y * row + 110 * whole.channels
            rows += whole.bytes[start..<(start + 280 * whole.channels)]
        }
        let before = PixelBuffer(width: 280, height: 560, channels: whole.channels, bytes: rows)
        let (after, _) = try await editor.apply(.recolour(.garment(.jacket, of: .all), to: .red), to: before)
        #expect(after.pixel(40, 480) != before.pixel(40, 480))
        #expect(after.pixel(145, 500) == before.pixel(145, 500))
    }

    @Test("Inside a region drawn by hand a garment needs no face")
    func regionWithoutFace() async throws {
        let whole = try Photograph.astronaut.pixels()
        let row = whole.width * whole.channels
        let before = PixelBuffer(
            width: whole.width, height: 312, channels: whole.channels, bytes: Array(whole.bytes[(200 * row)...]))
        let edit = LocalEdit.recolour(.garment(.suit, of: .all), to: .darkBlue)
        await #expect(throws: ModelFailure.self) { try await editor.apply(edit, to: before) }
        let region = PixelMask(
            width: before.width, height: before.height,
            values: (0..<before.pixelCount).map { (70..<350).contains($0 % before.width) ? 255 : 0 })
        let (after, found) = try await editor.apply(edit, to: before, region: region)
        #expect(try #require(found).what.contains("suit"))
        let cloth = after.pixel(140, 120)
        #expect(cloth[2] > cloth[0])
        for x in [20, 40, 60, 360, 400, 460] { #expect(after.pixel(x, 120) == before.pixel(x, 120), "at \(x)") }
    }

    @Test("With one face in sight nobody is the left one or the right one", arguments: [People.left, .middle, .right])
    func oneOfOne(people: People) async throws {
        let before = try Photograph.admiral.pixels()
        await #expect {
            try await editor.apply(.recolour(.garment(.jacket, of: people), to: .red), to: before)
        } throws: { error in
            guard case ModelFailure.declined(.unsure(let what, let advice)) = error else { return false }
            return what.contains("the \(people.rawValue) one") && advice?.contains("/region") == true
        }
    }

    @Test("With one face in sight there are not both of them")
    func bothOfOne() async throws {
        let before = try Photograph.admiral.pixels()
        await #expect {
            try await editor.apply(.recolour(.garment(.jacket, of: .both), to: .red), to: before)
        } throws: { error in
            guard case ModelFailure.declined(.unsure(let what, _)) = error else { return false }
            return what.contains("both")
        }
    }

    @Test("In a picture without colours a jacket as light as skin is not told from it, one far from it is")
    func withoutColours() async throws {
        var grey = try Photograph.admiral.pixels()
        for i in 0..<grey.pixelCount {
            let at = grey.channels * i
            let light = (0..<3).reduce(0) { $0 + Int(grey.bytes[at + $1]) * [30, 59, 11][$1] } / 100
            for c in 0..<3 { grey.bytes[at + c] = UInt8(light) }
        }
        let jacket = LocalEdit.recolour(.garment(.jacket, of: .all), to: .red)
        let (after, _) = try await editor.apply(jacket, to: grey)
        let cloth = after.pixel(120, 520)
        #expect(cloth[0] > cloth[2])
        // What the jacket is, as light as the face.
        var light = grey
        for i in 0..<grey.pixelCount {
            let (x, y) = (i % grey.width, i / grey.width)
            guard after.pixel(x, y) != grey.pixel(x, y) else { continue }
            for c in 0..<3 {
                light.bytes[grey.channels * i + c] = UInt8(150 + Int(grey.bytes[grey.channels * i + c]) / 4)
            }
        }
        await #expect(throws: ModelFailure.self) { try await editor.apply(jacket, to: light) }
    }

    @Test("A drawn person is no garment that lies there alone; one that does is taken")
    func drawnPerson() async throws {
        let edit = LocalEdit.recolour(.garment(.shirt, of: .all), to: .darkBlue)
        func drawing(
            of shapes: [(x: Int, y: Int, rx: Int, ry: Int, colour: [UInt8])], on ground: [UInt8] = [207, 110, 205]
        ) -> PixelBuffer {
            var bytes: [UInt8] = []
            for i in 0..<(400 * 460) {
                let (x, y) = (i % 400, i / 400)
                let top = shapes.last { shape in
                    let (dx, dy) = (Double(x - shape.x) / Double(shape.rx), Double(y - shape.y) / Double(shape.ry))
                    return pow(dx, 4) + pow(dy, 4) < 1
                }
                bytes += top?.colour ?? ground
            }
            return PixelBuffer(width: 400, height: 460, channels: 3, bytes: bytes)
        }
        let shirt = (x: 200, y: 400, rx: 130, ry: 60, colour: [UInt8]([222, 88, 30]))
        let woman = drawing(of: [
            (200, 175, 110, 155, [75, 55, 35]), (200, 300, 25, 60, [225, 195, 150]),
            (200, 190, 65, 100, [235, 205, 160]),
            (175, 178, 10, 8, [40, 30, 30]), (225, 178, 10, 8, [40, 30, 30]), (200, 248, 15, 8, [200, 30, 40]), shirt,
        ])
        await #expect(throws: ModelFailure.self) { try await editor.apply(edit, to: woman) }
        let alone = drawing(of: [(200, 230, 130, 120, shirt.colour)], on: [240, 240, 240])
        let (after, _) = try await editor.apply(edit, to: alone)
        #expect(after.pixel(200, 230)[2] > after.pixel(200, 230)[0])
    }

    @Test("Coffee is not its cup")
    func coffeeInCup() async throws {
        let before = try Photograph.coffee.pixels()
        let (after, _) = try await editor.apply(.recolour(.object("cup"), to: .darkBlue), to: before)
        #expect(after.pixel(290, 150) == before.pixel(290, 150))
        let saucer = after.pixel(140, 250)
        #expect(saucer[2] > saucer[0])
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
