import ImageModels
import Pictures
import TestSupport
import Testing
import Vision
import Wording

/// Taking something out of a picture.
struct RemovalTests {
    private let editor = VisualEditor()

    /// Stripes on a slope of light, without noise: what is behind a hole in it is known.
    private func stripes(width: Int = 240, height: Int = 200) -> PixelBuffer {
        var bytes: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let stripe = (x + y / 2) / 6 % 2 == 0 ? 40 : 0
                let light = 90 + x / 4 + stripe
                bytes += [UInt8(light), UInt8(light - 10), UInt8(light / 2)]
            }
        }
        return PixelBuffer(width: width, height: height, channels: 3, bytes: bytes)
    }

    private func disc(_ x: Int, _ y: Int, _ radius: Int, _ width: Int, _ height: Int) -> PixelMask {
        PixelMask(
            width: width, height: height,
            values: (0..<(width * height)).map {
                let (dx, dy) = ($0 % width - x, $0 / width - y)
                return dx * dx + dy * dy <= radius * radius ? 255 : 0
            })
    }

    private func painted(_ picture: PixelBuffer, where mask: PixelMask) -> PixelBuffer {
        var result = picture
        for i in 0..<picture.pixelCount where mask.values[i] > 0 {
            result.bytes.replaceSubrange((3 * i)..<(3 * i + 3), with: [250, 20, 200])
        }
        return result
    }

    @Test("A disc on stripes gives way to stripes; nothing else changes, and twice is the same")
    func stripesGoOn() async throws {
        let truth = stripes()
        let mask = disc(120, 100, 18, 240, 200)
        let before = painted(truth, where: mask)
        let (after, found) = try await editor.remove(.marked("the disc"), marked: mask, of: nil, in: before)
        #expect(found?.what == "the region")
        var (error, count) = (0, 0)
        for i in 0..<before.pixelCount {
            if mask.values[i] == 0 {
                #expect(after.bytes[3 * i] == before.bytes[3 * i])
                if after.bytes[3 * i] != before.bytes[3 * i] { break }
            } else {
                error += abs(Int(after.bytes[3 * i]) - Int(truth.bytes[3 * i]))
                count += 1
            }
        }
        #expect(Double(error) / Double(count) < 9)
        let again = try await editor.remove(.marked("the disc"), marked: mask, of: nil, in: before).0
        #expect(again == after)
    }

    @Test("A smooth slope stays smooth")
    func slope() async throws {
        var truth = PixelBuffer(width: 200, height: 160, filledWith: [0, 0, 0])
        for i in 0..<truth.pixelCount {
            let value = UInt8(60 + i % 200 / 2 + i / 200 / 4)
            truth.bytes.replaceSubrange((3 * i)..<(3 * i + 3), with: [value, value, value + 10])
        }
        let mask = disc(90, 80, 20, 200, 160)
        let after = try await editor.remove(
            .marked("it"), marked: mask, of: nil, in: painted(truth, where: mask)
        ).0
        let errors = (0..<truth.pixelCount).filter { mask.values[$0] > 0 }
            .map { abs(Int(after.bytes[3 * $0]) - Int(truth.bytes[3 * $0])) }
        #expect(try #require(errors.max()) <= 24)
        #expect(Double(errors.reduce(0, +)) / Double(errors.count) < 6)
    }

    @Test("More than a tenth of the picture is refused, and of a region the picture counts that it is part of")
    func tooMuch() async throws {
        let picture = stripes()
        let mask = disc(120, 100, 60, 240, 200)
        await #expect {
            try await editor.remove(.marked("it"), marked: mask, of: nil, in: picture)
        } throws: {
            guard case ModelFailure.declined(.unsure("what is behind more than a tenth of the picture", _)) = $0 else {
                return false
            }
            return true
        }
        let whole = PixelSize(width: 2000, height: 1500)
        let (_, found) = try await editor.remove(.marked("it"), marked: mask, of: whole, in: picture)
        #expect(try #require(found).share < 0.01)
    }

    @Test("What borders on a face is refused; a spot in it is not")
    func faces() async throws {
        let astronaut = try Photograph.astronaut.pixels()
        let beside = disc(300, 130, 45, 512, 512)
        await #expect {
            try await editor.remove(.marked("it"), marked: beside, of: nil, in: astronaut)
        } throws: {
            guard case ModelFailure.declined(.unsure) = $0 else { return false }
            return true
        }
        let spot = disc(205, 130, 5, 512, 512)
        let (after, _) = try await editor.remove(
            .marked("the spot"), marked: spot, of: nil, in: painted(astronaut, where: spot))
        // Skin, not the colour of the spot.
        let pixel = after.pixel(205, 130)
        let skin = astronaut.pixel(205, 130)
        #expect(zip(pixel, skin).allSatisfy { abs(Int($0) - Int($1)) < 35 })
    }

    @Test("Without a region, what nothing can find is asked to be marked")
    func unmarked() async throws {
        await #expect {
            try await editor.remove(.marked("the lamp"), marked: nil, of: nil, in: stripes())
        } throws: {
            guard case ModelFailure.declined(.unsure("where the lamp is", let advice)) = $0 else { return false }
            return advice?.contains("/region") == true
        }
    }
}
