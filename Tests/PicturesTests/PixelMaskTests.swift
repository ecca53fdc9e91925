import Pictures
import Testing

/// Masks of one row or a few, written out.
struct PixelMaskTests {
    private func mask(_ rows: [[UInt8]]) -> PixelMask {
        PixelMask(width: rows[0].count, height: rows.count, values: rows.flatMap { $0 })
    }

    private let size = PixelSize(width: 4, height: 3)

    @Test("A box selects its pixels wholly, and a box without a side nothing")
    func box() {
        let box = PixelMask(box: Rectangle(x: 1, y: 1, width: 2, height: 2), in: size)
        #expect(box == mask([[0, 0, 0, 0], [0, 255, 255, 0], [0, 255, 255, 0]]))
        #expect(box.share == 4.0 / 12)
        #expect(PixelMask(box: Rectangle(x: 0, y: 0, width: 0, height: 0), in: size).share == 0)
    }

    @Test("What both select is the lesser, what either selects the greater, and half is enough for what is hard")
    func combined() {
        let (a, b) = (mask([[0, 100, 200, 255]]), mask([[255, 127, 128, 0]]))
        #expect(a.intersection(b) == mask([[0, 100, 128, 0]]))
        #expect(a.union(b) == mask([[255, 127, 200, 255]]))
        #expect(b.hardened == mask([[255, 0, 255, 0]]))
    }

    @Test("A mask of a place comes to that place in the whole picture")
    func placed() {
        let part = mask([[1, 2], [3, 4]])
        let whole = part.placed(at: Rectangle(x: 2, y: 1, width: 2, height: 2), in: size)
        #expect(whole == mask([[0, 0, 0, 0], [0, 0, 1, 2], [0, 0, 3, 4]]))
    }

    @Test("Growing goes as far to each side, also over corners, and stops at the edges")
    func grown() {
        let dot = mask([[9, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 5]])
        #expect(dot.grown(by: 1) == mask([[9, 9, 0, 0], [9, 9, 5, 5], [0, 0, 5, 5]]))
        #expect(dot.grown(by: 0) == dot)
    }

    @Test("A place is looked up in the picture's own pixels, and there is none outside")
    func selects() {
        let half = mask([[255, 0]])
        let picture = PixelSize(width: 200, height: 100)
        #expect(half.selects((99, 50), of: picture))
        #expect(!half.selects((100, 50), of: picture))
        #expect(!half.selects((-1, 50), of: picture) && !half.selects((50, 100), of: picture))
    }

    @Test("One pixel that is not opaque makes a picture transparent")
    func transparent() {
        var opaque = PixelBuffer(width: 3, height: 2, filledWith: [1, 2, 3, 255])
        #expect(!opaque.isTransparent)
        opaque.bytes[23] = 254
        #expect(opaque.isTransparent)
        #expect(!PixelBuffer(width: 3, height: 2, filledWith: [1, 2, 3]).isTransparent)
    }

    @Test("An outline is the rim of a box, or of what a mask selects in it")
    func outline() {
        var drawn = PixelBuffer(width: 4, height: 3, filledWith: [0, 0, 0])
        drawn.outline(Rectangle(x: 0, y: 0, width: 3, height: 3), nil, [9, 8, 7])
        let lit = (0..<12).map { drawn.bytes[$0 * 3] == 9 }
        #expect(lit == [true, true, true, false, true, false, true, false, true, true, true, false])
        var masked = PixelBuffer(width: 4, height: 3, filledWith: [0, 0, 0])
        masked.outline(
            Rectangle(x: 0, y: 0, width: 4, height: 3), mask([[0, 0, 0, 0], [0, 200, 0, 0], [0, 0, 100, 0]]), [9, 8, 7])
        #expect((0..<12).filter { masked.bytes[$0 * 3] == 9 } == [5])
    }
}
