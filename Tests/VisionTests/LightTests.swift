import Pictures
import TestSupport
import Testing
import Vision
import Wording

/// Shadows, highlights and the ends of the scale; what goes by the picture itself; looks.
@Suite("Changes of light and colour")
struct LightTests {
    /// Left half dark, right half light, each with a fine pattern.
    private func halves() -> PixelBuffer {
        var bytes: [UInt8] = []
        for y in 0..<80 {
            for x in 0..<160 {
                let value = (x < 80 ? 45 : 205) + ((x + y) % 4 < 2 ? 8 : -8)
                bytes += [UInt8(value), UInt8(value), UInt8(value)]
            }
        }
        return PixelBuffer(width: 160, height: 80, channels: 3, bytes: bytes)
    }

    private func mean(_ picture: PixelBuffer, left: Bool) -> Double {
        var (sum, count) = (0, 0)
        for y in 0..<picture.height {
            for x in left ? 10..<70 : 90..<150 {
                sum += Int(picture.bytes[(y * picture.width + x) * 3])
                count += 1
            }
        }
        return Double(sum) / Double(count)
    }

    private func grey(_ value: UInt8) -> PixelBuffer {
        PixelBuffer(width: 40, height: 40, filledWith: [value, value, value])
    }

    @Test(
        "Shadows and highlights move their own half, and hardly the other",
        arguments: [
            (Tone.lighterShadows, true, true), (.darkerShadows, true, false), (.lighterHighlights, false, true),
            (.darkerHighlights, false, false),
        ])
    func halves(_ tone: Tone, _ isLeft: Bool, _ goesUp: Bool) {
        let (before, after) = (halves(), halves().applying(tone, strength: .normal))
        let own = mean(after, left: isLeft) - mean(before, left: isLeft)
        #expect(goesUp ? own > 6 : own < -6)
        #expect(abs(mean(after, left: !isLeft) - mean(before, left: !isLeft)) < 2.5)
    }

    @Test("Lifted shadows keep the contrast that is in them")
    func contrastInShadows() {
        func spread(_ picture: PixelBuffer) -> Int {
            let values = (10..<70).map { Int(picture.bytes[(40 * 160 + $0) * 3]) }
            return values.max()! - values.min()!
        }
        #expect(spread(halves().applying(.lighterShadows, strength: .normal)) >= spread(halves()))
    }

    @Test("The ends of the scale move where they are, and stay in order")
    func ends() {
        #expect(grey(0).applying(.lighterBlacks, strength: .normal).bytes[0] > 8)
        #expect(grey(250).applying(.lighterBlacks, strength: .normal).bytes[0] == 250)
        #expect(grey(20).applying(.darkerBlacks, strength: .normal).bytes[0] < 14)
        #expect(grey(255).applying(.darkerWhites, strength: .normal).bytes[0] < 245)
        #expect(grey(40).applying(.darkerWhites, strength: .normal).bytes[0] >= 39)
        for tone: Tone in [
            .lighterBlacks, .darkerBlacks, .lighterWhites, .darkerWhites, .lighterMidtones, .darkerMidtones, .faded,
        ] {
            for factor in [1.0, 4.0] {
                let values = (0...255).map { grey(UInt8($0)).applying(tone, strength: Strength(factor)).bytes[0] }
                #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "\(tone)")
            }
        }
    }

    @Test("White balance takes a cast away, and leaves what has none")
    func whiteBalance() {
        var random = SeededGenerator(seed: 5)
        var (plain, warm): ([UInt8], [UInt8]) = ([], [])
        for _ in 0..<3000 {
            let value = Int.random(in: 30...200, using: &random)
            plain += [UInt8(value), UInt8(value), UInt8(value)]
            warm += [UInt8(value * 11 / 10), UInt8(value), UInt8(value * 85 / 100)]
        }
        func cast(_ picture: PixelBuffer) -> Int {
            (0..<picture.pixelCount).reduce(0) { $0 + Int(picture.bytes[3 * $1]) - Int(picture.bytes[3 * $1 + 2]) }
                / picture.pixelCount
        }
        let casted = PixelBuffer(width: 60, height: 50, channels: 3, bytes: warm)
        #expect(cast(casted) > 22)
        #expect(abs(cast(casted.applying(.whiteBalance, strength: .normal))) < 6)
        let neutral = PixelBuffer(width: 60, height: 50, channels: 3, bytes: plain)
        #expect(neutral.applying(.whiteBalance, strength: .normal) == neutral)
    }

    @Test("Levels reach from black to white, and one tone stays what it is")
    func levels() {
        var dull = PixelBuffer(width: 100, height: 60, filledWith: [0, 0, 0])
        for i in 0..<dull.pixelCount {
            let value = UInt8(50 + i % 100)
            dull.bytes.replaceSubrange((3 * i)..<(3 * i + 3), with: [value, value, value])
        }
        let values = dull.applying(.autoLevels, strength: .normal).bytes
        #expect(values.min()! <= 4 && values.max()! >= 240)
        #expect(grey(90).applying(.autoLevels, strength: .normal) == grey(90))
    }

    @Test("Haze that was added goes away again for the most part")
    func haze() {
        let chart = ToneTests.chart(width: 120, height: 90)
        func spread(_ picture: PixelBuffer) -> Double {
            let mean = Double(picture.bytes.reduce(0) { $0 + Int($1) }) / Double(picture.bytes.count)
            return picture.bytes.reduce(0) { $0 + abs(Double($1) - mean) } / Double(picture.bytes.count)
        }
        let hazy = chart.applying(.haze, strength: Strength(2))
        #expect(spread(hazy) < 0.7 * spread(chart))
        #expect(spread(hazy.applying(.dehaze, strength: Strength(1.5))) > 1.2 * spread(hazy))
    }

    @Test("Pixels are squares of one colour, and a wide blur has no edge left")
    func pixelsAndBlur() {
        let chart = ToneTests.chart(width: 200, height: 160)
        let squares = chart.applying(.pixelated, strength: Strength(2))
        for i in 1..<9 { #expect(Array(squares.bytes[(3 * i)..<(3 * i + 3)]) == Array(squares.bytes[0..<3])) }
        #expect(Array(chart.bytes[3..<6]) != Array(chart.bytes[0..<3]))
        var edge = PixelBuffer(width: 400, height: 300, filledWith: [20, 20, 20])
        for i in 0..<edge.pixelCount where i % 400 >= 200 {
            edge.bytes.replaceSubrange((3 * i)..<(3 * i + 3), with: [220, 220, 220])
        }
        let soft = edge.applying(.blurred, strength: Strength(3))
        let row = (0..<400).map { Int(soft.bytes[(150 * 400 + $0) * 3]) }
        #expect(zip(row, row.dropFirst()).allSatisfy { $1 - $0 < 25 && $1 >= $0 - 1 })
    }

    @Test("At its own depth each tone does what it does to the view", arguments: Tone.allCases)
    func depths(_ tone: Tone) {
        let chart = ToneTests.chart(width: 64, height: 48)
        let deep = Samples(
            view: chart, as: PictureColour(isGrey: false, bits: 16, profile: Samples(chart).colour.profile))
        let view = deep.applying(tone, strength: .normal).view()
        let plain = chart.applying(tone, strength: .normal)
        let differences = zip(view.bytes, plain.bytes).map { abs(Int($0) - Int($1)) }.sorted()
        // What does not fit into sRGB is cut channel by channel there, and moved towards grey at depth.
        #expect(differences[differences.count * 98 / 100] <= 5, "\(tone)")
    }

    @Test("A tint shifts greys towards its colour, and leaves black and white")
    func tint() {
        let blue = NamedColour(name: "blue", red: 0x1F, green: 0x4F, blue: 0xD2)
        func tinted(_ value: UInt8) -> [UInt8] {
            Array(Samples(grey(value)).tinted(blue, strength: .normal).view().bytes[0..<3])
        }
        let middle = tinted(120)
        #expect(Int(middle[2]) - Int(middle[0]) > 12)
        #expect(tinted(255).allSatisfy { $0 > 248 } && tinted(0).allSatisfy { $0 < 6 })
    }

    @Test("Less green takes green away, and makes nothing magenta")
    func lessGreen() throws {
        guard
            case .tint(let less, let strength, nil)? = try Grammar.parse("remove the green cast", referenceCount: 0)
                .first
        else {
            Issue.record("no tint")
            return
        }
        let greenish = PixelBuffer(width: 1, height: 1, filledWith: [112, 126, 112])
        let after = Samples(greenish).tinted(less, strength: strength).view().bytes
        #expect(abs(Int(after[1]) - Int(after[0])) < 6, "\(after)")
        #expect(Samples(grey(120)).tinted(less, strength: strength).view().bytes == grey(120).bytes)
    }
}
