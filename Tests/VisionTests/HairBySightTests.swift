import CVision
import Colorimetry
import Testing
import Vision

/// Hair that is cut out from where the network sees it.
struct HairBySightTests {
    private static let (width, height) = (60, 40)

    /// The left two thirds in one colour, the rest in another one.
    private func picture(_ other: Lab) -> [Lab] {
        (0..<(Self.width * Self.height)).map { $0 % Self.width < 40 ? Lab(0.3, 0, 0.02) : other }
    }

    private func fading(selecting columns: Int, probability: (Int) -> Float, in lab: [Lab]) throws -> FadingEnd {
        let mask = Bitmap(width: Self.width, height: Self.height) { i in
            i % Self.width < columns && i % Self.width > 1 && i / Self.width > 1 && i / Self.width < Self.height - 2
        }
        let seen = (0..<(Self.width * Self.height)).map { mask[$0] ? 0.9 : probability($0 % Self.width) }
        return try FadingEnd(of: mask, by: seen, place: 2, lab: lab, faceWidth: 50)
    }

    @Test("Hair that ends at no step of colour, where the network does not see it end, is not all of it")
    func goesOn() throws {
        let even = picture(Lab(0.3, 0, 0.02))
        #expect(try fading(selecting: 25, probability: { _ in 0.5 }, in: even).isMuch)
    }

    @Test("It ends where its colour does, and where the network is sure that it does")
    func ends() throws {
        let even = picture(Lab(0.3, 0, 0.02))
        #expect(try !fading(selecting: 25, probability: { _ in 0.05 }, in: even).isMuch)
        let parted = picture(Lab(0.7, 0.05, 0.05))
        #expect(
            try fading(selecting: 40, probability: { _ in 0.5 }, in: parted).share
                < fading(selecting: 30, probability: { _ in 0.5 }, in: parted).share)
    }

    @Test(
        "Hair that reaches the last row that is looked at goes on below it, unless the picture ends there; a lock's end does not"
    )
    func lastRow() {
        func hangs(_ columns: Int, to bottom: Int) -> Bitmap {
            Bitmap(width: Self.width, height: Self.height) { $0 % Self.width < columns && $0 / Self.width < bottom }
        }
        #expect(hangs(20, to: 30).endsAtLine(above: 30, over: 15))
        #expect(!hangs(20, to: 25).endsAtLine(above: 30, over: 15))
        #expect(!hangs(8, to: 30).endsAtLine(above: 30, over: 15))
        #expect(!hangs(20, to: 40).endsAtLine(above: 40, over: 15))
    }

    /// Which pixels of a row of noise a cut makes foreground: the first four columns are, the last four are not.
    private func cut(_ light: (Int) -> Int, logOdds: [Float]?) -> [Bool] {
        let (width, height) = (24, 16)
        var labels = [UInt8](repeating: 2, count: width * height)
        var rgb: [UInt8] = []
        for i in labels.indices {
            let x = i % width
            if x < 4 { labels[i] = 1 }
            if x >= 20 { labels[i] = 0 }
            let grey = UInt8(light(x) + i * 7 % 5)
            rgb += [grey, grey, grey]
        }
        #expect(vision_grabcut(rgb, logOdds, Int32(width), Int32(height), &labels, 3, 12_000) == 0)
        return labels.map { $0 & 1 == 1 }
    }

    @Test("Where colours don't tell, a cut ends where the odds change", arguments: [8, 14])
    func odds(edge: Int) {
        let odds = (0..<(24 * 16)).map { Float($0 % 24 < edge ? 8 : -8) }
        let isForeground = cut({ _ in 100 }, logOdds: odds)
        for i in isForeground.indices { #expect(isForeground[i] == (i % 24 < edge)) }
    }

    @Test("Odds that say nothing leave a cut of two colours where they meet", arguments: [true, false])
    func noOdds(isEven: Bool) {
        let isForeground = cut(
            { $0 < 11 ? 40 : 200 }, logOdds: isEven ? [Float](repeating: 0, count: 24 * 16) : nil)
        for i in isForeground.indices { #expect(isForeground[i] == (i % 24 < 11)) }
    }
}
