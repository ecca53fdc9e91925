import ImageModels
import Pictures
import Testing
import Vision
import Wording

@Suite("Room around the picture")
struct CanvasTests {
    private let picture = ToneTests.chart(width: 90, height: 60)
    private let glass = ToneTests.chart(channels: 4, width: 40, height: 30)
    private let red = NamedColour(name: "red", red: 200, green: 32, blue: 42)

    private func shaped(_ canvas: Canvas, _ fill: CanvasFill? = nil, _ of: PixelBuffer? = nil) throws -> PixelBuffer {
        try (of ?? picture).applying(.canvas(canvas, filled: fill))
    }

    private func size(_ canvas: Canvas) throws -> [Int] {
        let result = try shaped(canvas)
        return [result.width, result.height]
    }

    private func pixel(_ picture: PixelBuffer, _ x: Int, _ y: Int) -> [UInt8] {
        Array(picture.bytes[((y * picture.width + x) * picture.channels)...].prefix(picture.channels))
    }

    @Test("a canvas of a ratio is the smallest that the picture fits on")
    func ratios() throws {
        #expect(try size(.ratio(width: 16, height: 9)) == [107, 60])
        #expect(try size(.ratio(width: 1, height: 1)) == [90, 90])
        #expect(try size(.ratio(width: 4, height: 5)) == [90, 113])
        #expect(throws: ModelFailure.self) { try size(.ratio(width: 3, height: 2)) }
        #expect(throws: ModelFailure.self) { try size(.ratio(width: 4, height: 5, at: [.left])) }
    }

    @Test("every pixel of the picture stays, where it is said to stand")
    func stays() throws {
        for (side, x) in [(nil, 8), (Side.left, 17), (.right, 0)] as [(Side?, Int)] {
            let wide = try shaped(.ratio(width: 16, height: 9, at: Set([side].compactMap(\.self))), .colour(red))
            for y in [0, 31, 59] {
                let row = wide.bytes[((y * 107 + x) * 3)...].prefix(270)
                #expect(Array(row) == Array(picture.bytes[(y * 270)...].prefix(270)))
            }
            #expect(pixel(wide, side == .right ? 106 : 0, 30) == [200, 32, 42])
        }
    }

    @Test("around the picture there may be the picture itself, so blurred that nothing in it is seen")
    func blurred() throws {
        let square = try shaped(.ratio(width: 1, height: 1), .blurred)
        #expect([square.width, square.height] == [90, 90])
        #expect(Array(square.bytes[(15 * 270)..<(75 * 270)]) == picture.bytes)
        #expect(pixel(square, 45, 0) != [255, 255, 255])
        for x in 1..<90 {
            let steps = zip(pixel(square, x, 3), pixel(square, x - 1, 3)).map { abs(Int($0) - Int($1)) }
            #expect(steps.allSatisfy { $0 < 24 })
        }
        #expect(throws: ModelFailure.self) { try shaped(.ratio(width: 1, height: 1), .blurred, glass) }
    }

    @Test("room is added on the sides that are named, and margins are alike all around")
    func room() throws {
        #expect(try size(.room([.left: .pixels(20)])) == [110, 60])
        #expect(try size(.room([.left: .share(0.1), .bottom: .share(0.5)])) == [99, 90])
        #expect(try size(.margin(.share(0.1))) == [102, 72])
        #expect(try size(.margin(.pixels(7))) == [104, 74])
        let left = try shaped(.room([.left: .pixels(20)]), .colour(red))
        #expect(pixel(left, 19, 5) == [200, 32, 42] && pixel(left, 20, 5) == pixel(picture, 0, 5))
        let below = try shaped(.room([.bottom: .pixels(5)]), .colour(red))
        #expect(Array(below.bytes.prefix(picture.bytes.count)) == picture.bytes)
    }

    @Test("a canvas of so many pixels leaves the picture as large as it is, or scales it where that is said")
    func pixels() throws {
        #expect(try size(.size(width: 200, height: 100, .never)) == [200, 100])
        #expect(try size(.size(width: 200, height: nil, .never)) == [200, 60])
        #expect(throws: ModelFailure.self) { try size(.size(width: 80, height: 100, .never)) }
        #expect(try size(.size(width: 45, height: 45, .down)) == [45, 45])
        let small = try shaped(.size(width: 200, height: 200, .down), .colour(red))
        #expect(pixel(small, 54, 100) == [200, 32, 42] && pixel(small, 55, 70) == pixel(picture, 0, 0))
        let low = try shaped(.size(width: 200, height: 200, .down, at: [.top]), .colour(red))
        #expect(low.cropped(x: 55, y: 140, width: 90, height: 60) == picture)
        let corner = try shaped(.size(width: 200, height: 200, .down, at: [.bottom, .left]), .colour(red))
        #expect(corner.cropped(x: 110, y: 0, width: 90, height: 60) == picture)
        let large = try shaped(.size(width: 180, height: 200, .both), .colour(red))
        #expect(pixel(large, 90, 39) == [200, 32, 42] && pixel(large, 90, 41) != [200, 32, 42])
        #expect(throws: ModelFailure.self) { try size(.size(width: 2000, height: 2000, .both)) }
    }

    @Test("what is beyond the largest picture is declined")
    func limits() {
        for canvas in [
            Canvas.size(width: 20_000, height: 100, .never), .size(width: 16_384, height: 16_384, .never),
            .room([.left: .pixels(16_384)]), .margin(.pixels(9000)), .ratio(width: 1, height: 1000),
        ] {
            #expect(throws: ModelFailure.self) { try size(canvas) }
        }
    }

    @Test(
        "where no colour is said, white surrounds a picture, one colour along its border goes on, and a cut-out stays one"
    )
    func usual() throws {
        #expect(pixel(try shaped(.margin(.pixels(9))), 0, 0) == [255, 255, 255])
        let flat = PixelBuffer(width: 40, height: 30, filledWith: [20, 40, 60])
        #expect(pixel(try shaped(.margin(.pixels(9)), nil, flat), 0, 0) == [20, 40, 60])
        let cut = PixelBuffer(width: 40, height: 30, filledWith: [20, 40, 60, 0])
        let wider = try shaped(.margin(.pixels(9)), nil, cut)
        #expect(wider.channels == 4 && pixel(wider, 0, 0)[3] == 0)
    }

    @Test("only the sides that grow have to have one colour")
    func oneSide() throws {
        var half = PixelBuffer(width: 40, height: 30, filledWith: [20, 40, 60])
        for y in 0..<30 { for x in 30..<40 { half.bytes[(y * 40 + x) * 3] = UInt8(8 * y) } }
        #expect(pixel(try shaped(.room([.left: .pixels(5)]), .ofBorder, half), 0, 0) == [20, 40, 60])
        #expect(throws: ModelFailure.self) { try shaped(.room([.right: .pixels(5)]), .ofBorder, half) }
    }

    @Test("a colour lies behind what is transparent, too")
    func behind() throws {
        let framed = try shaped(.margin(.pixels(4)), .colour(red), glass)
        #expect(framed.channels == 3)
        var clear = glass
        for i in 0..<clear.pixelCount { clear.bytes[4 * i + 3] = i % 2 == 0 ? 0 : 255 }
        let laid = try shaped(.margin(.pixels(4)), .colour(red), clear)
        #expect(pixel(laid, 4, 4) == [200, 32, 42])
        #expect(pixel(laid, 5, 4) == Array(pixel(clear, 1, 0).prefix(3)))
        let open = try shaped(.margin(.pixels(4)), .transparent)
        #expect(open.channels == 4 && pixel(open, 0, 0)[3] == 0 && pixel(open, 4, 4) == pixel(picture, 0, 0) + [255])
    }

    @Test("samples of 16 bits in other colours and greys stay what they are")
    func deep() throws {
        for isGrey in [true, false] {
            let colour = PictureColour(isGrey: isGrey, bits: 16, profile: isGrey ? .sRGB : .displayP3)
            let grey = PixelBuffer(
                width: 30, height: 20, channels: 3,
                bytes: (0..<600).flatMap { [UInt8](repeating: UInt8($0 % 251), count: 3) })
            let deep = Samples(view: grey, as: colour)
            let white = NamedColour(name: "white", red: 255, green: 255, blue: 255)
            let wide = try deep.applying(.canvas(.room([.left: .pixels(10)]), filled: .colour(white)))
            #expect(wide.width == 40 && wide.colour == deep.colour)
            #expect(wide.cropped(x: 10, y: 0, width: 30, height: 20) == deep)
            #expect(wide.view().bytes.prefix(3).allSatisfy { $0 == 255 })
            let tinted = try deep.applying(.canvas(.margin(.pixels(2)), filled: .colour(red)))
            #expect(tinted.colour.bits == 16 && !tinted.colour.isGrey)
            let first: [UInt8] = Array(tinted.view().bytes.prefix(3))
            #expect(abs(Int(first[0]) - 200) <= 1 && abs(Int(first[1]) - 32) <= 1 && abs(Int(first[2]) - 42) <= 1)
            let open = try deep.applying(.canvas(.margin(.pixels(2)), filled: .transparent))
            #expect(open.hasAlpha && open.colour == deep.colour)
            #expect(open.cropped(x: 2, y: 2, width: 30, height: 20).withoutAlpha == deep)
        }
    }

    @Test("at sixteen bits the picture stays sample for sample on itself blurred, which has steps of its own")
    func blurredAtDepth() throws {
        let colour = PictureColour(isGrey: false, bits: 16, profile: .displayP3)
        let deep = Samples(view: picture, as: colour)
        let square = try deep.applying(.canvas(.ratio(width: 1, height: 1, at: []), filled: .blurred))
        #expect(square.colour == colour && [square.width, square.height] == [90, 90])
        #expect(square.cropped(x: 0, y: 15, width: 90, height: 60) == deep)
        var between = 0
        square.read({ _ in }) { samples in
            for at in 0..<(15 * 90 * 3) where samples[at] % 257 != 0 { between += 1 }
        }
        #expect(between > 15 * 90, "\(between) of \(15 * 90 * 3)")
    }

    @Test("a border's own colour is its very samples")
    func ownSamples() throws {
        let colour = PictureColour(isGrey: false, bits: 16, profile: .displayP3)
        let deep = Samples(view: PixelBuffer(width: 20, height: 20, filledWith: [11, 90, 200]), as: colour)
        let wide = try deep.applying(.canvas(.margin(.pixels(3)), filled: .ofBorder))
        #expect(wide.cropped(x: 0, y: 0, width: 1, height: 1) == deep.cropped(x: 0, y: 0, width: 1, height: 1))
    }

    @Test("what room added is trimmed again, on each side by its own colour")
    func trimming() throws {
        #expect(
            try shaped(.room([.left: .pixels(20), .top: .pixels(3)]), .colour(red)).applying(.trimBorder(nil))
                == picture)
        let bars = try shaped(
            .room([.top: .pixels(9), .bottom: .pixels(9)]),
            .colour(NamedColour(name: "black", red: 0, green: 0, blue: 0)))
        let framed = try bars.applying(
            .canvas(.margin(.pixels(5)), filled: .colour(NamedColour(name: "white", red: 255, green: 255, blue: 255))))
        let white = CanvasFill.colour(NamedColour(name: "white", red: 255, green: 255, blue: 255))
        #expect(try framed.applying(.trimBorder(white)) == bars)
        #expect(throws: ModelFailure.self) { try bars.applying(.trimBorder(white)) }
        #expect(throws: ModelFailure.self) { try picture.applying(.trimBorder(nil)) }
        #expect(throws: ModelFailure.self) {
            try PixelBuffer(width: 9, height: 9, filledWith: [1, 2, 3]).applying(.trimBorder(nil))
        }
        let cut = try shaped(.margin(.pixels(6)), .transparent)
        #expect(try cut.applying(.trimBorder(.transparent)).width == 90)
    }

    @Test("corners are rounded by pixels, and by half of the short side they are a circle")
    func corners() throws {
        let flat = PixelBuffer(width: 80, height: 60, filledWith: [9, 9, 9])
        #expect(try flat.applying(.roundedCorners(.pixels(18))) == flat.applying(.roundedCorners(.share(0.3))))
        #expect(try flat.applying(.roundedCorners(.pixels(30))) == flat.applying(.roundedCorners(.share(0.5))))
        #expect(throws: ModelFailure.self) { try flat.applying(.roundedCorners(.pixels(31))) }
        let top = try flat.applying(.roundedCorners(.pixels(18), of: .top))
        #expect(pixel(top, 0, 0)[3] == 0 && pixel(top, 79, 0)[3] == 0)
        #expect(pixel(top, 0, 59)[3] == 255 && pixel(top, 79, 59)[3] == 255)
        let round = try PixelBuffer(width: 100, height: 100, filledWith: [9, 9, 9]).applying(
            .roundedCorners(.share(0.5)))
        var inside = 0.0
        for at in stride(from: 3, to: round.bytes.count, by: 4) { inside += Double(round.bytes[at]) / 255 }
        #expect(abs(inside - 2500 * Double.pi) < 15)
    }
}

@Suite("Duotones")
struct DuotoneTests {
    private let navy = NamedColour(name: "navy", red: 20, green: 36, blue: 92)
    private let peach = NamedColour(name: "peach", red: 247, green: 192, blue: 154)

    private func toned(_ duotone: Duotone, _ value: [UInt8], strength: Double = 1) -> [UInt8] {
        let dot = Samples(PixelBuffer(width: 1, height: 1, filledWith: value))
        return dot.applying(duotone, strength: Strength(strength)).view().bytes
    }

    @Test("black becomes the dark colour and white the light one, and lightness goes up between")
    func ends() {
        let duotone = Duotone(dark: navy, light: peach)
        #expect(toned(duotone, [0, 0, 0]) == [20, 36, 92])
        #expect(toned(duotone, [255, 255, 255]) == [247, 192, 154])
        var before = 0
        for value in stride(from: UInt8(0), through: 250, by: 10) {
            let green = Int(toned(duotone, [value, value, value])[1])
            #expect(green >= before)
            before = green
        }
    }

    @Test("only lightness counts, and half of it is half way")
    func lightness() {
        let duotone = Duotone(dark: navy, light: peach)
        let all = PixelBuffer(width: 96, height: 64, channels: 3, bytes: ToneTests.chart().bytes)
        let once = Samples(all).applying(duotone, strength: .normal)
        let grey = Samples(all).applying(.blackAndWhite, strength: .normal)
        #expect(once.view().bytes.count == grey.view().bytes.count)
        #expect(toned(duotone, [0, 0, 0], strength: 0.5) == [10, 18, 46])
        #expect(Samples(all).applying(duotone, strength: Strength(0)) == Samples(all))
    }

    @Test("shades of a colour go from black over that colour to white, in 16 bits as in 8")
    func shades() throws {
        var duotone = Duotone(
            dark: NamedColour(name: "black", red: 0, green: 0, blue: 0),
            light: NamedColour(name: "white", red: 255, green: 255, blue: 255))
        duotone.middle = NamedColour(name: "blue", red: 31, green: 79, blue: 210)
        #expect(toned(duotone, [0, 0, 0]) == [0, 0, 0])
        #expect(toned(duotone, [255, 255, 255]) == [255, 255, 255])
        let chart = ToneTests.chart()
        let deep = Samples(
            view: chart, as: PictureColour(isGrey: false, bits: 16, profile: Samples(chart).colour.profile))
        let (eight, sixteen) = (
            Samples(chart).applying(duotone, strength: .normal), deep.applying(duotone, strength: .normal)
        )
        #expect(sixteen.colour == deep.colour)
        let differences = zip(eight.view().bytes, sixteen.view().bytes).map { abs(Int($0) - Int($1)) }
        #expect(differences.allSatisfy { $0 <= 2 })
    }

    @Test("alpha stays, and a grey picture gets colours")
    func channels() throws {
        let glass = ToneTests.chart(channels: 4, width: 50, height: 41)
        let toned = Samples(glass).applying(Duotone(dark: navy, light: peach), strength: .normal).view()
        let alphas = stride(from: 3, to: glass.bytes.count, by: 4)
        #expect(alphas.allSatisfy { toned.bytes[$0] == glass.bytes[$0] })
        let grey = Samples(
            width: 2, height: 1, channels: 1, colour: PictureColour(isGrey: true, bits: 8, profile: .sRGB),
            bytes: [0, 255])
        #expect(
            grey.applying(Duotone(dark: navy, light: peach), strength: .normal).view().bytes.prefix(3) == [20, 36, 92])
    }
}
