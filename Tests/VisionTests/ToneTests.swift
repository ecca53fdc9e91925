import Pictures
import TestSupport
import Testing
import Vision
import Wording

@Suite("Changes of tone")
struct ToneTests {
    /// Gradients, saturated colours, greys and some noise.
    static func chart(channels: Int = 3, width: Int = 96, height: Int = 64) -> PixelBuffer {
        var random = SeededGenerator(seed: 7)
        var bytes: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let ramp = UInt8(x * 255 / (width - 1))
                let other = UInt8(y * 255 / (height - 1))
                switch y % 4 {
                case 0: bytes += [ramp, ramp, ramp]
                case 1: bytes += [ramp, other, 255 - ramp]
                case 2: bytes += [other, ramp / 2, ramp]
                default: bytes += (0..<3).map { _ in UInt8.random(in: 0...255, using: &random) }
                }
                if channels == 4 { bytes.append(UInt8(truncatingIfNeeded: x &* 37 &+ y &* 11)) }
            }
        }
        return PixelBuffer(width: width, height: height, channels: channels, bytes: bytes)
    }

    private func mean(_ picture: PixelBuffer) -> Double {
        var sum = 0
        for i in 0..<picture.pixelCount {
            let start = i * picture.channels
            for byte in picture.bytes[start..<(start + 3)] { sum += Int(byte) }
        }
        return Double(sum) / Double(picture.pixelCount * 3)
    }

    private func spread(_ picture: PixelBuffer) -> Double {
        let mean = mean(picture)
        var sum = 0.0
        for byte in picture.bytes {
            let distance = Double(byte) - mean
            sum += distance * distance
        }
        return (sum / Double(picture.bytes.count)).squareRoot()
    }

    private func channelMean(_ picture: PixelBuffer, _ channel: Int) -> Double {
        var sum = 0
        for i in 0..<picture.pixelCount { sum += Int(picture.bytes[i * picture.channels + channel]) }
        return Double(sum) / Double(picture.pixelCount)
    }

    private func chroma(_ picture: PixelBuffer) -> Double {
        var sum = 0
        for i in 0..<picture.pixelCount {
            let start = i * picture.channels
            let pixel = picture.bytes[start..<(start + 3)]
            if let high = pixel.max(), let low = pixel.min() { sum += Int(high - low) }
        }
        return Double(sum) / Double(picture.pixelCount)
    }

    private func grey(_ value: UInt8) -> PixelBuffer {
        PixelBuffer(width: 40, height: 40, filledWith: [value, value, value])
    }

    @Test("alpha, size and channels stay", arguments: Tone.allCases)
    func alphaStays(_ tone: Tone) {
        let chart = Self.chart(channels: 4)
        let edited = chart.applying(tone, strength: Strength(1.5))
        #expect(edited.width == chart.width && edited.height == chart.height && edited.channels == 4)
        var differences = 0
        for at in stride(from: 3, to: chart.bytes.count, by: 4) where edited.bytes[at] != chart.bytes[at] {
            differences += 1
        }
        #expect(differences == 0)
    }

    @Test("the same input gives the same output, and a change", arguments: Tone.allCases)
    func deterministic(_ tone: Tone) {
        // Dull, and with a cast: something to do for what goes by the picture itself.
        let chart = Self.chart().applying(.lessContrast, strength: Strength(4)).applying(.warmer, strength: .normal)
        let edited = chart.applying(tone, strength: .normal)
        #expect(edited == chart.applying(tone, strength: .normal))
        #expect(edited != chart)
    }

    @Test("strength 0 changes nothing, absurd strengths do not crash", arguments: Tone.allCases)
    func extremes(_ tone: Tone) {
        let chart = Self.chart()
        #expect(chart.applying(tone, strength: Strength(0)) == chart)
        #expect(chart.applying(tone, strength: Strength(-3)) == chart)
        #expect(chart.applying(tone, strength: Strength(1e9)) == chart.applying(tone, strength: Strength(4)))
        _ = chart.applying(tone, strength: Strength(.nan))
        _ = chart.applying(tone, strength: Strength(.infinity))
        let dot = PixelBuffer(width: 1, height: 1, filledWith: [200, 30, 90])
        #expect(dot.applying(tone, strength: .normal).pixelCount == 1)
    }

    @Test("more of it does more")
    func monotone() {
        let chart = Self.chart()
        let steps = [0.5, 1, 2, 3].map { Strength($0) }
        func rises(_ tone: Tone, _ measure: (PixelBuffer) -> Double) -> Bool {
            var last = measure(chart)
            for step in steps {
                let value = measure(chart.applying(tone, strength: step))
                if value <= last { return false }
                last = value
            }
            return true
        }
        #expect(rises(.brighter, mean))
        #expect(rises(.darker) { -mean($0) })
        #expect(rises(.moreContrast, spread))
        #expect(rises(.lessContrast) { -spread($0) })
        #expect(rises(.moreSaturated, chroma))
        #expect(rises(.lessSaturated) { -chroma($0) })
        #expect(rises(.warmer) { channelMean($0, 0) - channelMean($0, 2) })
        #expect(rises(.cooler) { channelMean($0, 2) - channelMean($0, 0) })
        #expect(rises(.vignette) { -mean($0) })
        #expect(rises(.softer) { -spread($0) })
        #expect(rises(.sharper, spread))
    }

    @Test("middle grey stays with contrast", arguments: [Tone.moreContrast, .lessContrast], [0.5, 1.0, 2.0, 4.0])
    func middleGrey(_ tone: Tone, _ factor: Double) {
        let value = Int(grey(118).applying(tone, strength: Strength(factor)).bytes[0])
        #expect(abs(value - 118) <= 2)
    }

    @Test(
        "black, white and greys keep their neutrality",
        arguments: [
            Tone.brighter, .darker, .moreContrast, .lessContrast, .moreSaturated, .lessSaturated, .sharper, .softer,
            .blackAndWhite, .vignette, .grain, .invert, .posterise, .lighterShadows, .darkerHighlights, .moreClarity,
            .faded, .whiteBalance, .autoLevels, .autoEnhance, .blurred, .dehaze,
        ]
    )
    func neutral(_ tone: Tone) {
        for value: UInt8 in [0, 12, 60, 118, 200, 250, 255] {
            let edited = grey(value).applying(tone, strength: Strength(2))
            var isNeutral = true
            for i in 0..<edited.pixelCount {
                let pixel = edited.bytes[(i * 3)..<(i * 3 + 3)]
                if let high = pixel.max(), let low = pixel.min(), high - low > 1 { isNeutral = false }
            }
            #expect(isNeutral, "\(value)")
        }
    }

    @Test(
        "brightening and more contrast clip nothing that was not at the end",
        arguments: [Tone.brighter, .moreContrast]
    )
    func noClipping(_ tone: Tone) {
        for factor in [1.0, 2.0] {
            let value = grey(244).applying(tone, strength: Strength(factor)).bytes[0]
            #expect(value < 255 && value >= 244)
        }
        #expect(grey(255).applying(tone, strength: Strength(2)).bytes[0] == 255)
        #expect(grey(0).applying(tone, strength: Strength(2)).bytes[0] == 0)
    }

    @Test(
        "grey ramps stay in order",
        arguments: [Tone.brighter, .darker, .moreContrast, .lessContrast, .blackAndWhite, .sepia]
    )
    func ordered(_ tone: Tone) {
        for factor in [0.5, 1, 4.0] {
            let values = (0...255).map { grey(UInt8($0)).applying(tone, strength: Strength(factor)).bytes[1] }
            #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
        }
    }

    @Test("brighter and darker undo each other within a step or two")
    func undo() {
        for value: UInt8 in [20, 80, 140, 220] {
            let there = grey(value).applying(.brighter, strength: .normal)
            let back = Int(there.applying(.darker, strength: .normal).bytes[0])
            #expect(abs(back - Int(value)) <= 2)
        }
    }

    @Test("black and white has no colour, inverting twice changes nothing")
    func whole() {
        let chart = Self.chart()
        #expect(chroma(chart.applying(.blackAndWhite, strength: .normal)) == 0)
        #expect(chart.applying(.invert, strength: .normal).applying(.invert, strength: .normal) == chart)
        let levels = Set((0...255).map { grey(UInt8($0)).applying(.posterise, strength: .normal).bytes[0] })
        #expect((6...8).contains(levels.count))
    }

    @Test("a vignette leaves the middle alone and grain keeps the mean")
    func vignetteAndGrain() {
        let flat = PixelBuffer(width: 301, height: 201, filledWith: [128, 128, 128])
        let dark = flat.applying(.vignette, strength: .normal)
        #expect(dark.bytes[(100 * 301 + 150) * 3] >= 127)
        #expect(dark.bytes[0] < 100)
        let grainy = flat.applying(.grain, strength: .normal)
        #expect(abs(mean(grainy) - 128) < 0.5)
        #expect(spread(grainy) > 3 && spread(grainy) < 12)
    }

    @Test("colours of transparent pixels do not bleed into what is soft")
    func bleeding() {
        var picture = PixelBuffer(width: 40, height: 40, filledWith: [255, 0, 0, 255])
        for i in 0..<picture.pixelCount where i % 40 >= 20 {
            picture.bytes.replaceSubrange((i * 4)..<(i * 4 + 4), with: [0, 255, 0, 0])
        }
        let soft = picture.applying(.softer, strength: Strength(4))
        var green = 0
        for i in 0..<soft.pixelCount where i % 40 < 20 { green += Int(soft.bytes[i * 4 + 1]) }
        #expect(green == 0)
    }
}
