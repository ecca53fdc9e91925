import Locality
import Pictures
import Testing

@Suite("Drawing by hand") struct HandDrawingTests {
    private let size = PixelSize(width: 400, height: 200)

    @Test("A rectangle is drawn from corner to corner in any direction, and never leaves the picture")
    func rectangle() {
        var drawing = HandDrawing(on: size)
        #expect(drawing.box == Rectangle(x: 100, y: 50, width: 200, height: 100))
        drawing.begin(Point(50, 40), Point(60, 50))
        drawing.drag(Point(20, 100), Point(30, 110))
        #expect(drawing.box == Rectangle(x: 20, y: 40, width: 40, height: 70))
        drawing.drag(Point(990, -90), Point(1000, -80))
        #expect(drawing.box == Rectangle(x: 50, y: 0, width: 350, height: 50))
        #expect(drawing.region?.mask == nil)
    }

    @Test("Arrows move and size it; it stops at the picture's border and never vanishes")
    func keys() {
        var drawing = HandDrawing(on: size, box: Rectangle(x: 10, y: 10, width: 20, height: 20))
        drawing.move(by: -50, 4)
        #expect(drawing.box == Rectangle(x: 0, y: 14, width: 20, height: 20))
        drawing.size(by: 5, -100)
        #expect(drawing.box == Rectangle(x: 0, y: 14, width: 25, height: 1))
        drawing.grow(3)
        #expect(drawing.box == Rectangle(x: 0, y: 11, width: 28, height: 7))
        drawing.grow(-100)
        #expect(drawing.box.height == 7)
        drawing.move(by: 1000, 1000)
        #expect(drawing.box == Rectangle(x: 372, y: 193, width: 28, height: 7))
    }

    @Test("A lasso selects what it surrounds, by the mouse and by keys; without area it is none")
    func lasso() throws {
        var drawing = HandDrawing(on: size)
        drawing.choose(.lasso)
        #expect(drawing.region == nil)
        drawing.begin(Point(100, 50), Point(100, 50))
        for place in [Point(200, 50), Point(200, 150), Point(100, 150)] { drawing.drag(place, place) }
        let region = try #require(drawing.region)
        #expect(region.mask?.values[100 * 400 + 150] == 255 && region.mask?.values[20 * 400 + 150] == 0)
        var typed = HandDrawing(on: size)
        typed.choose(.lasso)
        typed.press()
        typed.move(by: 50, 0)
        typed.press()
        typed.move(by: 0, 50)
        typed.press()
        #expect(typed.outline.rings == [[Point(200, 100), Point(250, 100), Point(250, 150)]])
        typed.takeBack()
        #expect(typed.lasso.count == 2)
    }

    @Test("A brush paints discs along its way; the other button takes them away again")
    func brush() throws {
        var drawing = HandDrawing(on: size)
        drawing.choose(.brush)
        #expect(drawing.region == nil)
        drawing.begin(Point(50, 100), Point(50, 100))
        drawing.drag(Point(350, 100), Point(350, 100))
        var mask = drawing.mask(in: size)
        let radius = Int(drawing.radius)
        #expect(mask.values[100 * 400 + 200] == 255 && mask.values[(100 + radius + 2) * 400 + 200] == 0)
        drawing.begin(Point(200, 100), Point(200, 100), erases: true)
        mask = drawing.mask(in: size)
        #expect(mask.values[100 * 400 + 200] == 0 && mask.values[100 * 400 + 100] == 255)
        #expect(try #require(drawing.region).box.width > 300)
        drawing.takeBack()
        drawing.takeBack()
        #expect(drawing.region == nil)
        drawing.press()
        drawing.move(by: 30, 0)
        #expect(drawing.strokes.count == 1 && drawing.isPenDown && drawing.region != nil)
    }

    @Test("What is shown at another size is the same part of the picture")
    func otherSize() {
        var drawing = HandDrawing(on: size, box: Rectangle(x: 100, y: 50, width: 200, height: 100))
        let small = PixelSize(width: 40, height: 20)
        #expect(drawing.mask(in: small).bounds == Rectangle(x: 10, y: 5, width: 20, height: 10))
        drawing.choose(.brush)
        drawing.begin(Point(399, 199), Point(400, 200))
        #expect(drawing.mask(in: small).bounds?.maxX == 40)
    }
}
