import Testing
import Vision

/// What of found hair is the cloth beneath, and which light on dark cloth is of it, on planes of a few colours.
struct ClothUnderHairTests {
    private let side = 80
    private let brown = SIMD3<Float>(0.33, 0.05, 0.045)
    private let red = SIMD3<Float>(0.52, 0.16, 0.09)

    private var hair: Bitmap { Bitmap(width: side, height: side) { $0 / side < 60 } }

    /// Brown hair; what `isRed` is in the sweater's colour.
    private func cloth(where isRed: (_ x: Int, _ y: Int) -> Bool, of colour: SIMD3<Float>? = nil, seenAs hair: Float)
        throws -> Bitmap
    {
        let colour = colour ?? red
        let lab = (0..<(side * side)).map { isRed($0 % side, $0 / side) ? colour : brown }
        let probability = Plane(width: side, height: side) { _ in hair }
        return try ClothUnderHair(
            in: self.hair, of: brown, beside: colour, lab: lab, faceWidth: 60, isCloth: { lab[$0] == colour },
            seen: { probability }
        ).mask
    }

    @Test("A red shoulder that was taken for brown hair is cloth, up to where the hair ends")
    func shoulder() throws {
        let found = try cloth(where: { _, y in y > 40 }, seenAs: 0.2)
        #expect(found.area == 19 * side)
        #expect(!found[30 * side + 40] && found[50 * side + 40] && !found[70 * side + 40])
    }

    @Test("A light on hair in the cloth's colour is hair, and so is what is surely seen as hair")
    func lights() throws {
        #expect(try cloth(where: { x, _ in x % 10 == 0 }, seenAs: 0.2).area == 0)
        #expect(try cloth(where: { _, y in y > 40 }, seenAs: 0.9).area == 0)
    }

    @Test("Hair over cloth of its own colour stays: nothing tells the two apart")
    func alike() throws {
        #expect(try cloth(where: { _, y in y > 40 }, of: SIMD3(0.36, 0.06, 0.05), seenAs: 0.2).area == 0)
    }

    @Test(
        "Lit ribs of a nearly black sweater are of its cloth; a white stripe, a hand and a rib of another hue are not")
    func ribs() {
        let plum = SIMD3<Float>(0.26, 0.025, -0.008)
        let curve = RecolourCurve(
            target: SIMD3(0.95, 0, 0), RecolourCurve.Statistics(colour: plum, tone: 0.3, chroma: 0.027, spread: 0.2))
        #expect(curve.belonging(of: SIMD3(0.42, 0.09, -0.007)) > 0.9)
        #expect(curve.belonging(of: SIMD3(0.42, -0.06, 0.05)) == 0)
        #expect(curve.belonging(of: SIMD3(0.7, 0.06, 0.06)) == 0)
        // Cloth without any hue has none to be lit in.
        let black = RecolourCurve(
            target: SIMD3(0.95, 0, 0),
            RecolourCurve.Statistics(colour: SIMD3(0.2, 0.004, 0), tone: 0.25, chroma: 0.01, spread: 0.2))
        #expect(black.belonging(of: SIMD3(0.42, 0.09, -0.007)) == 0)
    }
}
