import Foundation
import Pictures
import TestSupport
import Testing

@Suite struct SamplesTests {
    private static let deepP3 = PictureColour(isGrey: false, bits: 16, profile: .displayP3)

    /// Colours and depths that 8-bit sRGB can't show.
    private func wide(_ width: Int = 200, _ height: Int = 160, _ colour: PictureColour = deepP3) -> Samples {
        var random = SeededGenerator(seed: 3)
        let count = width * height * (colour.isGrey ? 1 : 3)
        let words = (0..<count).map { _ in UInt16(truncatingIfNeeded: random.next()) }
        return Samples(
            width: width, height: height, channels: colour.isGrey ? 1 : 3, colour: colour,
            bytes: words.withUnsafeBytes { Array($0) })
    }

    @Test(
        "A picture's own samples come back as they were, with profile and depth", arguments: [PictureFormat.png, .tiff])
    func ownSamplesAreKept(format: PictureFormat) throws {
        for colour in [
            Self.deepP3, .init(isGrey: true, bits: 16, profile: .sRGB), .init(isGrey: false, bits: 16, profile: .sRGB),
        ] {
            let samples = wide(60, 40, colour)
            let picture = try samples.picture(as: PictureEncoding(format: format))
            #expect(picture.colour == colour || format == .tiff)
            if picture.colour == colour { #expect(try picture.samples().bytes == samples.bytes) }
        }
    }

    @Test("What a view's change did not touch is the same sample; what it did is that colour")
    func changesAreWrittenBack() throws {
        let samples = wide()
        let view = samples.view()
        var changed = view
        for y in 40..<80 { for x in 50..<120 { changed.set(x, y, [30, 90, 200]) } }
        let result = samples.taking(changed, over: view)
        var touched = 0
        for pixel in 0..<samples.pixelCount {
            let (x, y) = (pixel % 200, pixel / 200)
            let same = samples.bytes[(pixel * 6)..<(pixel * 6 + 6)] == result.bytes[(pixel * 6)..<(pixel * 6 + 6)]
            if changed.at(x, y) == view.at(x, y) { #expect(same) } else { touched += 1 }
        }
        #expect(touched > 2700)
        let back = result.view()
        for y in 40..<80 { for x in 50..<120 { #expect(back.isNear([30, 90, 200], at: x, y)) } }
    }

    @Test("At a soft rim, colours beyond sRGB fade in the picture's own space, without a step")
    func rimsAreSoft() {
        // Full Display P3 red, which is beyond sRGB.
        let reds = [[UInt16]](repeating: [65535, 0, 0], count: 256).flatMap { $0 }
        let red = Samples(
            width: 256, height: 1, channels: 3, colour: Self.deepP3, bytes: reds.withUnsafeBytes { Array($0) })
        let view = red.view()
        var changed = view
        let share = PixelMask(width: 256, height: 1, values: (0...255).map { UInt8($0) })
        for x in 0..<256 {
            for (c, goal) in [20, 60, 220].enumerated() {
                let old = Double(view.bytes[x * 3 + c])
                changed.bytes[x * 3 + c] = UInt8(old + (Double(goal) - old) * Double(x) / 255 + 0.5)
            }
        }
        let result = red.taking(changed, over: view, share: share)
        let words = result.bytes.withUnsafeBytes { Array($0.bindMemory(to: UInt16.self)) }
        for x in 1..<256 { for c in 0..<3 { #expect(abs(Int(words[x * 3 + c]) - Int(words[x * 3 - 3 + c])) < 1600) } }
    }

    @Test("A grey picture stays grey while its edits are, and becomes one of colours with the first colour")
    func greyIsPromoted() {
        let grey = wide(64, 64, .init(isGrey: true, bits: 16, profile: .sRGB))
        let view = grey.view()
        var darker = view
        for i in 0..<300 { darker.bytes[i] = 10 }
        #expect(grey.taking(darker, over: view).channels == 1)
        var red = view
        red.set(5, 5, [200, 10, 10])
        let result = grey.taking(red, over: view)
        #expect(result.channels == 3)
        #expect(result.view().at(5, 5) == [200, 10, 10])
        #expect(result.view().at(6, 5) == view.at(6, 5))
    }

    @Test("Alpha comes with a view's, at the picture's own depth, and goes with it")
    func alphaComesAndGoes() {
        let samples = wide(32, 32)
        let view = samples.view()
        var holed = PixelBuffer(width: 32, height: 32, filledWith: [0, 0, 0, 255])
        holed.place(view, x: 0, y: 0)
        for i in 0..<32 { holed.bytes[i * 4 + 3] = 128 }
        let result = samples.taking(holed, over: view)
        #expect(result.channels == 4)
        #expect(result.view().at(3, 0)[3] == 128 && result.view().at(3, 1)[3] == 255)
        #expect(result.taking(view, over: result.view()).channels == 3)
    }
}
