import ImageModels
import Pictures
import TestSupport
import Testing
import Vision
import Wording

/// What a selection of cloth is refused for, and what it grows over, on planes of a few colours.
struct GarmentFaultTests {
    private let side = 80
    private let red = SIMD3<Float>(0.55, 0.18, 0.1)
    private let skin = SIMD3<Float>(0.72, 0.05, 0.06)
    private let navy = SIMD3<Float>(0.25, 0, -0.08)

    private func bitmap(where passes: (_ x: Int, _ y: Int) -> Bool) -> Bitmap {
        Bitmap(width: side, height: side) { passes($0 % side, $0 / side) }
    }

    private func plane(_ colour: (_ x: Int, _ y: Int) -> SIMD3<Float>) -> [SIMD3<Float>] {
        (0..<(side * side)).map { colour($0 % side, $0 / side) }
    }

    @Test(
        "Cloth that ends at a level or upright line without a step is cut off; at a step of colour, or in a curve, it is not"
    )
    func straightCut() {
        let body = bitmap { x, y in (5..<75).contains(x) && (5..<75).contains(y) }
        let oneCloth = plane { _, _ in red }
        func cut(_ selection: Bitmap, in lab: [SIMD3<Float>]) -> Float {
            GarmentFaults(selection: selection, lab: lab, faceWidth: 40).straightCut(in: body)
        }
        let upper = bitmap { x, y in body[y * side + x] && y < 40 }
        let left = bitmap { x, y in body[y * side + x] && x < 40 }
        let round = bitmap { x, y in body[y * side + x] && (x - 40) * (x - 40) + (y - 5) * (y - 5) < 900 }
        #expect(cut(upper, in: oneCloth) > 1.5)
        #expect(cut(left, in: oneCloth) > 1.5)
        #expect(cut(round, in: oneCloth) < 0.45)
        #expect(cut(upper, in: plane { _, y in y < 40 ? red : navy }) == 0)
        // The body's own end is no cut.
        #expect(cut(body, in: oneCloth) == 0)
    }

    @Test(
        "What goes on upwards beside the cheeks hangs from the head; a shoulder beside the chin does not, nor a raised sleeve"
    )
    func hangingHair() {
        let face = Face(score: 1, x0: 30, y0: 10, x1: 50, y1: 40, eyes: ([35, 20], [45, 20]))
        let c = face.coordinates(width: side, height: side)
        func hangs(_ passes: @escaping (Int, Int) -> Bool) -> Bool {
            GarmentFaults(selection: bitmap(where: passes), lab: plane { _, _ in navy }, faceWidth: 20).hangs(
                from: face, at: c)
        }
        #expect(hangs { x, y in y > 45 || (20..<28).contains(x) && y > 12 })
        #expect(!hangs { x, y in y > 45 || (5..<28).contains(x) && y > 29 })
        #expect(!hangs { x, y in y > 45 || x < 12 })
        #expect(!hangs { x, y in y > 45 || x == 27 && y > 24 })
    }

    @Test("The share of skin in a garment counts what is nearer to the skin than to the cloth")
    func skinInCloth() {
        let selection = bitmap { x, y in x < 40 && y < 40 }
        let lab = plane { x, _ in x < 10 ? skin : red }
        let faults = GarmentFaults(selection: selection, lab: lab, faceWidth: 40)
        #expect(abs(faults.share(nearer: skin, than: red) - 0.25) < 1e-5)
        #expect(faults.share(nearer: navy, than: red) == 0)
        // Skin that is not selected counts for nothing.
        let beside = GarmentFaults(selection: bitmap { x, _ in x >= 10 }, lab: lab, faceWidth: 40)
        #expect(beside.share(nearer: skin, than: red) == 0)
    }

    @Test("Hair in a garment counts only where hair can hang")
    func hairInCloth() {
        let lab = plane { x, _ in x < 20 ? navy : red }
        let faults = GarmentFaults(selection: bitmap { _, _ in true }, lab: lab, faceWidth: 40)
        #expect(abs(faults.share(nearer: navy, than: red) { $0 / side < 40 } - 0.125) < 1e-5)
        #expect(faults.share(nearer: navy, than: red) { $0 / side < 0 } == 0)
    }

    @Test("The same cloth goes on into shade, but over no step of colour and into no other hue")
    func growth() {
        let selection = bitmap { x, _ in x < 20 }
        let everywhere = bitmap { _, _ in true }
        func reach(_ lab: [SIMD3<Float>], within room: Bitmap? = nil) -> Int {
            let grown = ClothGrowth(lab: lab, radius: 3).grown(from: selection, within: room ?? everywhere)
            return (0..<side).count { grown[40 * side + $0] }
        }
        #expect(reach(plane { _, _ in red }) == side)
        // Slowly darker: shade.
        #expect(reach(plane { x, _ in red * (1 - 0.008 * Float(max(0, x - 20))) }) == side)
        // Slowly greyer, at one lightness: another cloth in a blurred border.
        let greyer = plane { x, _ in
            let left = 1 - min(1, 0.05 * Float(max(0, x - 20)))
            return SIMD3(red.x, red.y * left, red.z * left)
        }
        #expect(reach(greyer) < 30)
        #expect(reach(plane { x, _ in x < 30 ? red : red * 0.8 }) == 30)
        #expect(reach(plane { x, _ in x < 30 ? red : navy }) == 30)
        #expect(reach(plane { _, _ in red }, within: bitmap { x, _ in x < 50 }) == 50)
    }

    @Test("The shirt of which a collar shows is not the jacket over it")
    func shirtUnderJacket() async throws {
        let picture = try Picture(inspecting: SamplePictures.photograph("grace_hopper.jpg"))
        await #expect(throws: ModelFailure.self) {
            try await BuiltInModel().edit(TurnRequest(instruction: "make the shirt red", picture: picture)) { _ in }
        }
        _ = try await BuiltInModel().edit(TurnRequest(instruction: "make the top red", picture: picture)) { _ in }
    }

    @Test("What opens over other cloth, has sleeves or a collar may be a jacket; a T-shirt seen to the chest is none")
    func jacketOrShirt() {
        func signs(opening: Float? = nil, bare: Bool? = nil, neckline: Float? = 0.9) -> WornSigns {
            WornSigns(opening: opening, hasBareArms: bare, belowHips: nil, neckline: neckline, isParted: false)
        }
        for garment in [Garment.jacket, .blazer, .coat] {
            #expect(garment.contradiction(by: signs()) != nil, "\(garment)")
            #expect(garment.contradiction(by: signs(bare: true, neckline: 0.6)) != nil, "\(garment)")
            // A round neckline's end is no opening.
            #expect(garment.contradiction(by: signs(opening: 0.7)) != nil, "\(garment)")
            // Nor is bare skin down to the picture's foot.
            #expect(garment.contradiction(by: signs(neckline: nil)) != nil, "\(garment)")
            #expect(garment.contradiction(by: signs(opening: 1.2)) == nil, "\(garment)")
            #expect(garment.contradiction(by: signs(bare: false)) == nil, "\(garment)")
            #expect(garment.contradiction(by: signs(neckline: 0.6)) == nil, "\(garment)")
        }
        #expect(Garment.shirt.contradiction(by: signs()) == nil)
        let beneath = WornSigns(
            opening: nil, showsCollarBeneath: true, hasBareArms: nil, belowHips: nil, neckline: 0.6, isParted: false)
        #expect(Garment.shirt.contradiction(by: beneath) != nil)
        #expect(Garment.top.contradiction(by: beneath) == nil && Garment.jacket.contradiction(by: beneath) == nil)
        #expect(Garment.clothes.contradiction(by: signs()) == nil)
    }
}
