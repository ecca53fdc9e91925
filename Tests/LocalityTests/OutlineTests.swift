import Foundation
import Locality
import Pictures
import Testing

@Suite("Outlines") struct OutlineTests {
    private let size = PixelSize(width: 200, height: 100)

    @Test(
        "Corners are read in pixels and in percent, several rings with a + between them, and written as they are read")
    func reading() throws {
        let outline = try #require(Outline("20,10 50%,10 100,90%", in: size))
        #expect(outline.rings == [[Point(20, 10), Point(100, 10), Point(100, 90)]])
        #expect(outline.text == "20,10 100,10 100,90")
        let two = try #require(Outline("0,0 9,0 9,9 + 20,20 30,20 25.5,30", in: size))
        #expect(two.rings.count == 2 && Outline(two.text, in: size)?.rings[0] == two.rings[0])
    }

    @Test(
        "What is no outline is none",
        arguments: [
            "", "jacket", "1,2 3,4", "1,2 3,4 5", "1,2 3,4 5,x", "1,2 3,4 5,nan", "1,2 3,4 5,1e9",
            "1,2 3,4 5,99999999999",
            "1,2 3,4 5,6 +", "+", "1,2 3,4 5,6,7", "a,b c,d e,f", "mask.png", "1,2 3,4 5,%",
        ])
    func noOutline(text: String) {
        #expect(Outline(text, in: size) == nil)
    }

    @Test("A pixel is covered as far as it lies within; a ring in a ring is a hole")
    func covering() throws {
        let square = try #require(Outline("10.5,10 20,10 20,20 10.5,20", in: size)).mask(in: size)
        #expect(square.values[15 * 200 + 10] == 128 && square.values[15 * 200 + 15] == 255)
        #expect(square.values[15 * 200 + 20] == 0 && square.values[9 * 200 + 15] == 0)
        let ring = try #require(Outline("0,0 30,0 30,30 0,30 + 10,10 20,10 20,20 10,20", in: size)).mask(in: size)
        #expect(ring.values[5 * 200 + 5] == 255 && ring.values[15 * 200 + 15] == 0)
        let triangle = try #require(Outline("0,0 100,0 0,100", in: size)).mask(in: size)
        let area = triangle.values.reduce(0.0) { $0 + Double($1) / 255 }
        #expect(abs(area - 5000) < 20)
    }

    @Test("What lies outside the picture is left out; where nothing is left there is no region")
    func outside() throws {
        let mask = try #require(Outline("-50,-50 50,-50 50,50 -50,50", in: size)).mask(in: size)
        #expect(mask.bounds == Rectangle(x: 0, y: 0, width: 50, height: 50))
        for text in ["300,10 400,10 400,90", "10,200 20,200 20,300", "-9,-9 -5,-9 -5,-5", "10,10 50,10 90,10"] {
            #expect(Region(within: try #require(Outline(text, in: size)), in: size, name: "x") == nil)
        }
    }

    @Test("A region within an outline has soft edges, and its middle is wholly selected")
    func softness() throws {
        let large = PixelSize(width: 1000, height: 800)
        let region = try #require(
            Region(
                within: Outline([[Point(200, 200), Point(600, 200), Point(600, 500), Point(200, 500)]]), in: large,
                name: "x"))
        let mask = try #require(region.mask)
        let row = (190...210).map { mask.values[300 * 1000 + $0] }
        #expect(row.first == 0 && row.last == 255 && row == row.sorted() && Set(row).count > 5)
        #expect(region.box.x < 200 && region.box.x > 190)
    }

    @Test("Fewer corners, none far from the line")
    func simplifying() {
        let circle = Outline([
            (0..<360).map { degree in
                let angle = Double(degree) * .pi / 180
                return Point(100 + 50 * cos(angle), 50 + 50 * sin(angle))
            }
        ])
        let simple = circle.simplified(within: 1)
        #expect((8...40).contains(simple.rings[0].count))
        let (a, b) = (circle.mask(in: size), simple.mask(in: size))
        let difference = zip(a.values, b.values).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) } / 255
        #expect(difference < 350)
    }
}
