import Colorimetry
import Testing
import Vision

/// What tells that a mask of hair is not all hair, or not all of the hair, on drawn heads: locks that were left out, patches in
/// another colour, a hat's line.
///
/// 200 x 240 pixels; the face is 80 wide and 100 high around (100, 120). Hair lies in a cap above it and hangs down on both sides.
struct HairOddityTests {
    private static let (width, height) = (200, 240)
    private static let hair = Lab(0.30, 0.01, 0.02)
    private static let ends = Lab(0.45, 0.02, 0.05)
    private static let skin = Lab(0.75, 0.05, 0.05)
    private static let cloth = Lab(0.55, -0.05, -0.10)

    private let face = Face(score: 1, x0: 60, y0: 70, x1: 140, y1: 170, eyes: ([80, 110], [120, 110]))

    private func ratio(_ x: Int, _ y: Int) -> Float {
        let (a, b) = (Float(x - 100) / 38, Float(y - 123) / 56)
        return (a * a + b * b).squareRoot()
    }

    private func isCap(_ x: Int, _ y: Int) -> Bool { ratio(x, y) > 1.05 && ratio(x, y) < 1.6 && y < 120 }

    private func isLock(_ x: Int, _ y: Int) -> Bool { y >= 100 && y < 225 && abs(abs(x - 100) - 55) < 12 }

    private func isHair(_ x: Int, _ y: Int) -> Bool { isCap(x, y) || isLock(x, y) }

    private func isBody(_ x: Int, _ y: Int) -> Bool {
        ratio(x, y) < 1.6 || isLock(x, y) || y >= 205 && abs(x - 100) < 80
    }

    private func bitmap(_ passes: (Int, Int) -> Bool) -> Bitmap {
        Bitmap(width: Self.width, height: Self.height) { passes($0 % Self.width, $0 / Self.width) }
    }

    /// The picture: hair with lighter ends over skin and cloth.
    private func picture(paint: (Int, Int) -> Lab? = { _, _ in nil }) -> [Lab] {
        (0..<(Self.width * Self.height)).map { i in
            let (x, y) = (i % Self.width, i / Self.width)
            if let colour = paint(x, y) { return colour }
            if isHair(x, y) { return y < 160 ? Self.hair : Self.ends }
            return y < 205 ? Self.skin : Self.cloth
        }
    }

    private func head(_ lab: [Lab]) -> Head {
        let coordinates = face.coordinates(width: Self.width, height: Self.height)
        let body = bitmap(isBody)
        let ratios = lab.indices.map { body[$0] ? ratio($0 % Self.width, $0 / Self.width) : .infinity }
        return Head(
            lab: lab, body: body, face: face, coordinates: coordinates, skin: SkinModel(lab: lab, face: coordinates),
            ratios: ratios)
    }

    private func locks(
        leftOutBy mask: (Int, Int) -> Bool, paint: (Int, Int) -> Lab? = { _, _ in nil }
    ) throws -> LeftOutLocks {
        let head = head(picture(paint: paint))
        let found = HairMask.Found(
            mask: bitmap(mask), own: bitmap(isBody), isSkin: [], colour: Self.hair, ratios: [], isUnlikeCloth: true)
        return try LeftOutLocks(of: found, on: head)
    }

    @Test("Hair that is whole leaves no lock out")
    func whole() throws {
        #expect(try locks(leftOutBy: isHair).share == 0)
    }

    @Test("A lock that was left out is told by colours that the hair has elsewhere, not the crown's alone")
    func lock() throws {
        let lower = try locks { x, y in isHair(x, y) && !(x < 100 && y >= 165) }
        #expect(lower.share > 0.12 && lower.isMuch)
        let ends = try locks { x, y in isHair(x, y) && !(x < 100 && y >= 210) }
        #expect(!ends.isMuch)
    }

    @Test(
        "Hair may hang on one side alone; where its colour lies on the other side, too, a shoulder was taken for hair")
    func oneSide() throws {
        let mask = { (x: Int, y: Int) in isHair(x, y) && !(x < 100 && y >= 160) }
        let swept = try locks(leftOutBy: mask) { x, y in x < 100 && y >= 160 ? Lab(0.9, 0, 0) : nil }
        #expect(swept.share == 0 && !swept.goesOnAcross && !swept.isMuch)
        let shoulder = try locks(leftOutBy: mask) { x, y in
            x < 100 && y >= 160 ? y < 205 ? Lab(0.9, 0, 0) : Self.ends : nil
        }
        #expect(shoulder.goesOnAcross && shoulder.isMuch)
        #expect(try !locks(leftOutBy: isHair).goesOnAcross && !locks(leftOutBy: isCap).goesOnAcross)
    }

    @Test("Where no hair hangs, what is of its colour below the face is clothes")
    func noLock() throws {
        let short = try locks(leftOutBy: isCap) { x, y in isLock(x, y) || y >= 205 ? Self.hair : nil }
        #expect(short.share == 0)
    }

    @Test("Cloth of the hair's colour is wide, and no lock")
    func cloth() throws {
        #expect(try !locks(leftOutBy: isHair) { _, y in y >= 205 ? Self.hair : nil }.isMuch)
    }

    @Test(
        "A white band in dark hair and a black dress below fair hair are patches in another colour; narrow lights are none"
    )
    func patches() throws {
        func odd(_ mask: (Int, Int) -> Bool, _ paint: (Int, Int) -> Lab?) throws -> OddPatches {
            try OddPatches(in: bitmap(mask), on: head(picture(paint: paint)))
        }
        #expect(try odd(isHair) { _, _ in nil }.share == 0)
        let band = try odd(isHair) { x, y in isCap(x, y) && y > 45 && y < 58 ? Lab(0.9, 0, 0) : nil }
        #expect(band.isMuch && !band.isLow)
        let fair = Lab(0.7, 0.02, 0.08)
        func isDress(_ x: Int, _ y: Int) -> Bool { y >= 205 && abs(x - 100) < 60 }
        let dress = try odd({ isHair($0, $1) || isDress($0, $1) }) { x, y in
            isDress(x, y) ? Lab(0.2, 0, 0) : isHair(x, y) ? fair : nil
        }
        #expect(dress.isMuch && dress.isLow)
        let lights = try odd(isHair) { x, y in isHair(x, y) && x % 8 == 0 ? Lab(0.9, 0, 0) : nil }
        #expect(lights.share == 0)
    }

    @Test("Where the cut goes through a cheek in shade no step shows; where hair ends at skin one does")
    func cheek() throws {
        func shade(_ x: Int) -> Lab { Self.skin - Lab(0.006, 0, 0) * Float(min(max(x - 90, 0), 40)) }
        let lab = picture { x, y in ratio(x, y) <= 1.05 ? shade(x) : nil }
        let whole = try EdgeOnFace(of: bitmap(isHair), on: head(lab), hairToSkin: 0.45)
        #expect(!whole.isMuch)
        let withCheek = bitmap { x, y in isHair(x, y) || x > 115 && ratio(x, y) < 1.1 }
        #expect(try EdgeOnFace(of: withCheek, on: head(lab), hairToSkin: 0.45).isMuch)
    }

    /// What lies above a line, dark over skin.
    private func edge(_ line: (Float) -> Float) -> LowerEdge? {
        func isAbove(_ x: Int, _ y: Int) -> Bool { Float(y) < line(Float(x - 100)) }
        return LowerEdge(
            of: bitmap(isAbove), lab: picture { isAbove($0, $1) ? Self.hair : Self.skin }, face: face)
    }

    @Test("A hat ends at one smooth line, level or in an arch; dark hair that ends as sharply goes around the temples")
    func hats() {
        #expect(edge { _ in 80 }?.isHats == true)
        #expect(edge { 70 + $0 * $0 / 80 }?.isHats == true)
        #expect(edge { abs($0) < 22 ? 66 : 88 }?.isHats == false)
        #expect(edge { 70 + 5 * ($0 / 4).rounded(.down).truncatingRemainder(dividingBy: 3) }?.isHats == false)
    }
}
