import Foundation
import ImageModels
import Pictures
import TestSupport
import Testing
import Vision

/// What was asked for is to be seen afterwards where it was asked for, and nothing else is.
struct VisibleTests {
    private func reply(_ instruction: String, _ picture: Picture, in region: PixelMask? = nil) async throws -> Reply {
        var request = TurnRequest(instruction: instruction, picture: picture)
        if let region {
            var bytes: [UInt8] = []
            for value in region.values { bytes += [0, 0, 0, 255 - value] as [UInt8] }
            request.mask = try PixelBuffer(
                width: region.width, height: region.height, channels: 4, bytes: bytes
            ).picture()
        }
        return try await BuiltInModel.knowing.edit(request, progress: { _ in })
    }

    private func edited(_ instruction: String, _ pixels: PixelBuffer, in region: PixelMask? = nil) async throws
        -> PixelBuffer
    {
        try await Picture(inspecting: reply(instruction, pixels.picture(), in: region).imageData).pixels()
    }

    private func box(_ pixels: PixelBuffer, _ columns: Range<Int>, _ rows: Range<Int>) -> PixelMask {
        PixelMask(
            width: pixels.width, height: pixels.height,
            values: (0..<pixels.pixelCount).map {
                columns.contains($0 % pixels.width) && rows.contains($0 / pixels.width) ? 255 : 0
            })
    }

    @Test("What would change nothing in the region is declined, whatever it changes elsewhere")
    func nothingInRegion() async throws {
        let bytes = (0..<(80 * 60)).flatMap { $0 % 80 < 40 ? [UInt8](repeating: 200, count: 3) : [20, 40, 160] }
        let halves = PixelBuffer(width: 80, height: 60, channels: 3, bytes: bytes)
        let (left, right) = (box(halves, 0..<36, 0..<60), box(halves, 44..<80, 0..<60))
        _ = try await edited("make the blue parts green", halves, in: right)
        await #expect {
            try await edited("make the blue parts green", halves, in: left)
        } throws: {
            guard case ModelFailure.declined(.notFound(let what, let advice?)) = $0 else { return false }
            return what.contains("blue parts") && what.contains("marked") && advice.contains("/region")
        }
    }

    @Test("A spot that is taken away is done, however little of the rest of what is marked can be seen to change")
    func spot() async throws {
        var bytes: [UInt8] = []
        for i in 0..<(120 * 90) { for c in 0..<3 { bytes.append(UInt8(120 + (i * 7 + c * 3 + i / 120 * 5) % 3)) } }
        var picture = PixelBuffer(width: 120, height: 90, channels: 3, bytes: bytes)
        for y in 43..<47 { for x in 58..<62 { for c in 0..<3 { picture.bytes[(y * 120 + x) * 3 + c] = 30 } } }
        let after = try await edited("remove it", picture, in: box(picture, 45..<75, 33..<57))
        #expect(after.pixel(60, 45).allSatisfy { $0 > 110 })
    }

    @Test("Where no part is named, what nobody would see is declined, too")
    func nothingAtAll() async throws {
        let white = PixelBuffer(width: 40, height: 30, filledWith: [255, 255, 255])
        for instruction in ["make it warmer", "sharpen it", "make it less saturated"] {
            await #expect {
                try await edited(instruction, white)
            } throws: {
                guard case ModelFailure.declined(.notFound(_, .some)) = $0 else { return false }
                return true
            }
        }
    }

    @Test("What has lost its colours can't be kept in colour: that is declined, with the way back")
    func coloursAreGone() async throws {
        let grey = try await edited("make it black and white", Photograph.astronaut.pixels())
        await #expect {
            try await edited("make everything black and white except the jacket", grey)
        } throws: {
            guard case ModelFailure.declined(.notFound(let what, let advice?)) = $0 else { return false }
            return what.contains("colours") && advice.contains("/undo")
        }
    }

    @Test("A tint of the background keeps what is to be seen in it")
    func tintedBackground() async throws {
        let before = try Photograph.astronaut.pixels()
        let after = try await edited("give the background a blue tint", before)
        // Stripes stay stripes; the suit stays bit for bit.
        let (dark, light) = (after.pixel(20, 60), after.pixel(95, 250))
        #expect(after.pixel(140, 320) == before.pixel(140, 320))
        #expect(dark != light && after.pixel(330, 40) != before.pixel(330, 40))
    }

    @Test("What is nearly black becomes the colour that is named when it is made lighter, not that of its noise")
    func lighterBlue() async throws {
        let before = try await edited("make the suit #17161f", Photograph.astronaut.pixels())
        let after = try await edited("make the suit a lighter blue", before)
        let cloth = after.pixel(140, 320).map(Int.init)
        #expect(cloth[2] > cloth[1] + 25 && cloth[1] >= cloth[0])
    }

    @Test("A face in a region is no hair and no garment")
    func faceInRegion() async throws {
        let before = try Photograph.astronaut.pixels()
        let region = box(before, 150..<300, 60..<260)
        let after = try? await edited("make the dress green", before, in: region)
        for (x, y) in [(210, 130), (250, 120), (225, 165)] {
            #expect((after ?? before).pixel(x, y) == before.pixel(x, y), "at \(x), \(y)")
        }
        // What can't be told from a hat is no hair in a region either.
        let admiral = try Photograph.admiral.pixels()
        await #expect(throws: ModelFailure.self) {
            try await edited("make the hair green", admiral, in: box(admiral, 120..<390, 0..<330))
        }
    }

    @Test("Of two people, one in orange and one in tan, the orange jacket is the orange one")
    func orangeOne() async throws {
        let one = try Photograph.astronaut.pixels()
        let tan = try await edited("make the jacket #c08c62", one)
        var bytes: [UInt8] = []
        for y in 0..<one.height {
            let row = (y * one.width * 3)..<((y + 1) * one.width * 3)
            bytes += one.bytes[row] + tan.bytes[row]
        }
        let two = PixelBuffer(width: 2 * one.width, height: one.height, channels: 3, bytes: bytes)
        let after = try await edited("make the orange jacket green, taking the jacket as found", two)
        #expect(after.pixel(140, 320) != two.pixel(140, 320))
        #expect(after.pixel(140 + 512, 320) == two.pixel(140 + 512, 320))
    }

    @Test("A face that is less red is still skin, up to the hairline")
    func lessRed() async throws {
        let before = try Photograph.astronaut.pixels()
        let after = try await edited("make her face less red", before)
        #expect(after.shareOfDifferences(from: before) > 0.002)
        for (x, y) in [(205, 135), (245, 140), (222, 175)] {
            let (old, new) = (before.pixel(x, y).map(Int.init), after.pixel(x, y).map(Int.init))
            #expect(new[0] - new[1] <= old[0] - old[1], "at \(x), \(y)")
            #expect(new[0] > new[1] + 8 && new[1] > new[2], "at \(x), \(y): \(new)")
        }
    }

    @Test("Something orange that fills a picture is no orange light: what is white beside it stays white")
    func whiteBalance() async throws {
        let bytes = (0..<(120 * 90)).flatMap { i -> [UInt8] in
            let (x, y) = (i % 120, i / 120)
            return (x - 60) * (x - 60) + (y - 45) * (y - 45) < 400
                ? [248, 240, 232] : [UInt8(160 + (x * 7 + y * 3) % 40), UInt8(70 + x % 20), 30]
        }
        let before = PixelBuffer(width: 120, height: 90, channels: 3, bytes: bytes)
        let after = try await edited("fix the white balance", before)
        let white = after.pixel(60, 45).map(Int.init)
        #expect(white.max()! - white.min()! <= 6, "\(white)")
        // What a blue light lies on is still taken for blue.
        let blue = (0..<(120 * 90)).flatMap { i -> [UInt8] in
            let level = Double(40 + (i % 120) + (i / 120) % 30)
            return [UInt8(0.75 * level), UInt8(0.9 * level), UInt8(1.1 * level)]
        }
        let balanced = try await edited(
            "fix the white balance", PixelBuffer(width: 120, height: 90, channels: 3, bytes: blue))
        let grey = balanced.pixel(60, 45).map(Int.init)
        #expect(grey.max()! - grey.min()! < 12, "\(grey)")
    }

    @Test("Hair that is made silver keeps its shadows dark")
    func silver() async throws {
        let before = try Photograph.astronaut.pixels()
        let after = try await edited("make the hair silver", before)
        var light: [Int] = []
        for i in 0..<before.pixelCount where after.bytes[3 * i] != before.bytes[3 * i] {
            light.append(Int(after.bytes[3 * i + 1]))
        }
        light.sort()
        #expect(light[light.count * 19 / 20] - light[light.count / 20] > 90)
    }
}
