import Colorimetry
import Testing
import Vision
import Wording

/// What of a head's hair is left out, and how much of a pixel is hair, on drawn heads.
///
/// 200 x 240 pixels; the face is 80 wide and 100 high around (100, 120), skin inside its outline, dark hair in a cap above it.
struct HairGatesTests {
    private static let (width, height) = (200, 240)
    private static let hair = Lab(0.30, 0.01, 0.01)
    private static let skin = Lab(0.75, 0.05, 0.05)
    private static let wall = Lab(0.90, 0, 0)
    private static let cloth = Lab(0.55, -0.05, -0.10)

    private let face = Face(score: 1, x0: 60, y0: 70, x1: 140, y1: 170, eyes: ([80, 110], [120, 110]))

    /// Distance from the face's centre, 1 on its outline.
    private func ratio(_ x: Int, _ y: Int) -> Float {
        let (a, b) = (Float(x - 100) / 38, Float(y - 123) / 56)
        return (a * a + b * b).squareRoot()
    }

    private func isHair(_ x: Int, _ y: Int) -> Bool { ratio(x, y) > 1.05 && ratio(x, y) < 1.6 && y < 120 }

    private func isBody(_ x: Int, _ y: Int) -> Bool { ratio(x, y) < 1.6 && y < 175 || y >= 175 && abs(x - 100) < 90 }

    private func picture() -> [Lab] {
        (0..<(Self.width * Self.height)).map { i in
            let (x, y) = (i % Self.width, i / Self.width)
            if isHair(x, y) { return Self.hair }
            if ratio(x, y) < 1.6 && y < 175 { return Self.skin }
            return isBody(x, y) ? Self.cloth : Self.wall
        }
    }

    private func bitmap(_ passes: (Int, Int) -> Bool) -> Bitmap {
        Bitmap(width: Self.width, height: Self.height) { passes($0 % Self.width, $0 / Self.width) }
    }

    private func head(_ lab: [Lab]) -> Head {
        let coordinates = face.coordinates(width: Self.width, height: Self.height)
        let body = bitmap(isBody)
        return Head(
            lab: lab, body: body, face: face, coordinates: coordinates, skin: SkinModel(lab: lab, face: coordinates),
            ratios: ratios())
    }

    private func ratios() -> [Float] {
        let body = bitmap(isBody)
        return (0..<(Self.width * Self.height)).map { body[$0] ? ratio($0 % Self.width, $0 / Self.width) : .infinity }
    }

    /// What is left out by a mask of the hair, less what `except` takes away, in a picture that `paint` has changed.
    private func leftOut(
        isCutShort: Bool = false, colour: Lab = Self.hair, except: (Int, Int) -> Bool = { _, _ in false },
        paint: (Int, Int) -> Lab? = { _, _ in nil }
    ) throws -> LeftOutHair {
        var lab = picture()
        for i in lab.indices { lab[i] = paint(i % Self.width, i / Self.width) ?? lab[i] }
        let head = head(lab)
        let found = HairMask.Found(
            mask: bitmap { isHair($0, $1) && !except($0, $1) }, own: bitmap(isBody),
            isSkin: lab.map {
                let d = $0 - Self.skin
                return (d * d).sum() < 0.01
            }, colour: colour, ratios: ratios(),
            isUnlikeCloth: true,
            isCutShort: isCutShort)
        return try LeftOutHair(of: found, on: head)
    }

    @Test("A mask of all the hair leaves nothing out")
    func nothing() throws {
        let left = try leftOut()
        #expect(left.bare == 0 && left.rest < 0.02 && left.joining == 0 && left.strands == 0)
        #expect(!left.isMuch && left.isNothing)
    }

    @Test("Half a crown that was left out is too much, whatever its colour")
    func bareCrown() throws {
        for colour in [Self.hair, Lab(0.6, 0, 0), Lab(0.6, 0.1, -0.1)] {
            let left = try leftOut(
                except: { x, _ in x > 100 }, paint: { x, y in x > 100 && isHair(x, y) ? colour : nil })
            #expect(left.bare > 0.4 && left.bare < 0.6)
            #expect(left.isMuch)
        }
    }

    @Test("A forehead that goes on above the mesh is no hair left out")
    func highForehead() throws {
        func isHigh(_ x: Int, _ y: Int) -> Bool { ratio(x, y) < 1.4 && abs(x - 100) < 25 && y < 100 }
        let left = try leftOut(except: isHigh, paint: { isHigh($0, $1) ? Self.skin : nil })
        #expect(left.bare < 0.02 && !left.isMuch)
        // Skin's colour that joins no forehead is a light on the hair, or a hand.
        func isApart(_ x: Int, _ y: Int) -> Bool {
            ratio(x, y) > 1.3 && ratio(x, y) < 1.55 && abs(x - 100) < 45 && y < 100
        }
        let light = try leftOut(except: isApart, paint: { isApart($0, $1) ? Self.skin : nil })
        #expect(light.bare > 0.3 && light.isMuch)
    }

    @Test(
        "What of ginger hair is in skin's colour and ends with the head is no forehead; a bald man's dark hair ends as it does"
    )
    func skinColouredSide() throws {
        let ginger = Lab(0.58, 0.05, 0.07)
        func isSide(_ x: Int, _ y: Int) -> Bool { x > 110 && isHair(x, y) && y < 110 }
        func left(_ colour: Lab) throws -> LeftOutHair {
            try leftOut(
                colour: colour, except: isSide,
                paint: { isSide($0, $1) ? Self.skin : isHair($0, $1) ? colour : nil })
        }
        let side = try left(ginger)
        #expect(side.rim > 0.2 && side.bare < 0.05 && side.isMuch)
        let bald = try left(Self.hair)
        #expect(bald.rim == 0 && !bald.isMuch)
    }

    @Test("A side in another light is left out, and told by its area")
    func side() throws {
        func isSide(_ x: Int, _ y: Int) -> Bool { x > 137 && isHair(x, y) }
        let left = try leftOut(except: isSide, paint: { isSide($0, $1) ? Lab(0.55, -0.01, 0) : nil })
        #expect(left.rest > 0.05 && left.joining == 0)
    }

    @Test(
        "Strands of the hair's colour count, joined or not; cloth in its colour is wide, and a tie lies below the chin")
    func strands() throws {
        func isJoining(_ x: Int, _ y: Int) -> Bool { abs(x - 155) < 6 && y >= 100 && y < 235 }
        let joining = try leftOut(paint: { isJoining($0, $1) && isBody($0, $1) ? Self.hair : nil })
        #expect(joining.joining > 0.05)
        func isBraid(_ x: Int, _ y: Int) -> Bool { abs(x - 155) < 6 && y >= 185 }
        let braid = try leftOut(paint: { isBraid($0, $1) ? Self.hair : nil })
        #expect(braid.joining == 0 && braid.strands > 0.05)
        #expect(!braid.isNothing)
        func isBeard(_ x: Int, _ y: Int) -> Bool { ratio(x, y) > 1.12 && ratio(x, y) < 1.3 && y > 145 && y < 190 }
        let beard = try leftOut(paint: { isBeard($0, $1) ? Self.hair : nil })
        #expect(beard.strands == 0 && !beard.isMuch)
        let tie = try leftOut(paint: { abs($0 - 100) < 6 && $1 >= 185 ? Self.hair : nil })
        #expect(tie.joining == 0 && tie.strands == 0)
        let coat = try leftOut(paint: { $1 >= 180 && isBody($0, $1) ? Self.hair : nil })
        #expect(coat.strands < 0.05 && !coat.isMuch)
    }

    @Test("Hair that was cut off from cloth of its colour is never all of it")
    func cutShort() throws {
        #expect(try leftOut(isCutShort: true).isMuch)
    }

    @Test(
        "Hair that hangs beside the neck is as broad as a head; a dress as dark as the hair, taken with it, is as broad as shoulders"
    )
    func breadth() {
        let head = head(picture())
        #expect(head.breadthBelowEars(of: bitmap(isHair)) == 0)
        let hanging = bitmap { x, y in isHair(x, y) || y >= 100 && y < 230 && abs(abs(x - 100) - 55) < 14 }
        #expect(abs(head.breadthBelowEars(of: hanging) - 1.7) < 0.06)
        let dress = bitmap { x, y in hanging[y * Self.width + x] || y > 180 && abs(x - 100) < 85 }
        #expect(abs(head.breadthBelowEars(of: dress) - 2.1) < 0.06)
        // A speck far out is neither.
        let speck = bitmap { x, y in isHair(x, y) || y >= 200 && y < 203 && (x < 20 || x > 180) }
        #expect(head.breadthBelowEars(of: speck) == 0)
    }

    // MARK: Shares

    /// The share of each pixel, where the picture is the drawn one changed by `paint`; masks are those of the drawn one.
    private func shares(paint: (Int, Int) -> Lab? = { _, _ in nil }) throws -> Plane {
        var lab = picture()
        for i in lab.indices { lab[i] = paint(i % Self.width, i / Self.width) ?? lab[i] }
        let mask = bitmap(isHair)
        let share = try HairShare(of: mask, on: head(lab), plain: lab) { Float($0 / Self.width - 105) / 100 }
        var alpha = Plane(width: Self.width, height: Self.height) { mask[$0] ? 1 : 0 }
        let bytes = lab.flatMap { colour -> [UInt8] in
            let linear = OKLab.inGamut(colour)
            return (0..<3).map { UInt8(min(max(SRGB.encode(linear[$0]) * 255 + 0.5, 0), 255)) }
        }
        try share.write(into: &alpha, of: RGBPicture(width: Self.width, height: Self.height, bytes: bytes))
        return alpha
    }

    /// Between hair and another colour.
    private func mixed(_ share: Float, with other: Lab) -> Lab { Self.hair * share + other * (1 - share) }

    @Test("Whole hair counts whole; wall, skin and cloth count nothing")
    func plainShares() throws {
        let alpha = try shares()
        func at(_ x: Int, _ y: Int) -> Float { alpha[y * Self.width + x] }
        #expect(at(100, 45) > 0.95 && at(55, 90) > 0.9)
        #expect(at(100, 20) < 0.05 && at(100, 130) == 0 && at(100, 200) == 0)
    }

    @Test("Wall that shows through at the edge counts by its share: more than half of it is not painted whole")
    func wallBetweenStrands() throws {
        // The outermost two pixels above the crown.
        func isEdge(_ x: Int, _ y: Int) -> Bool { isHair(x, y) && !isHair(x, y - 3) && abs(x - 100) < 15 && y < 60 }
        func edge(_ share: Float) throws -> Float {
            let alpha = try shares { isEdge($0, $1) ? mixed(share, with: Self.wall) : nil }
            let places = alpha.values.indices.filter { isEdge($0 % Self.width, $0 / Self.width) }
            return places.reduce(0) { $0 + alpha[$1] } / Float(places.count)
        }
        let (none, third, most) = (try edge(0), try edge(0.6), try edge(1))
        #expect(none < 0.1)
        #expect(third > 0.3 && third < 0.8)
        #expect(most > 0.9)
    }

    @Test("A thin strand on the forehead counts by its share, a brow that joins no hair nothing")
    func forehead() throws {
        func isStrand(_ x: Int, _ y: Int) -> Bool { abs(x - 100) < 3 && y > 60 && y < 85 }
        func isBrow(_ x: Int, _ y: Int) -> Bool { abs(x - 80) < 9 && abs(y - 98) < 2 }
        let alpha = try shares { x, y in
            isStrand(x, y) && ratio(x, y) < 1.05 ? mixed(0.5, with: Self.skin) : isBrow(x, y) ? Self.hair : nil
        }
        #expect(alpha[76 * Self.width + 100] > 0.2 && alpha[76 * Self.width + 100] < 0.95)
        #expect(alpha[98 * Self.width + 80] == 0)
        #expect(alpha[80 * Self.width + 115] < 0.05)
    }
}
