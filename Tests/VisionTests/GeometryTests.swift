import ImageModels
import Pictures
import Testing
import Vision
import Wording

@Suite("Changes of shape")
struct GeometryTests {
    private let picture = ToneTests.chart(width: 97, height: 61)
    private let glass = ToneTests.chart(channels: 4, width: 50, height: 41)

    @Test("four quarter turns, two half turns and two flips are nothing")
    func identities() throws {
        for original in [picture, glass] {
            for (edit, times) in [
                (Geometry.rotate(90), 4), (.rotate(-90), 4), (.rotate(180), 2), (.rotate(360), 1),
                (.flipHorizontally, 2),
                (.flipVertically, 2), (.scale(1), 1), (.crop(width: original.width, height: original.height), 1),
            ] {
                var turned = original
                for _ in 0..<times { turned = try turned.applying(edit) }
                #expect(turned == original, "\(edit)")
            }
        }
        #expect(try picture.applying(.rotate(90)).applying(.rotate(-90)) == picture)
        #expect(try picture.applying(.rotate(270)) == picture.applying(.rotate(-90)))
        #expect(try picture.applying(.flipHorizontally).applying(.flipVertically) == picture.applying(.rotate(180)))
    }

    @Test("a turn to the right takes the left side to the top")
    func clockwise() throws {
        let row = PixelBuffer(width: 2, height: 1, channels: 3, bytes: [255, 0, 0, 0, 0, 255])
        let turned = try row.applying(.rotate(90))
        #expect(turned.width == 1 && turned.height == 2)
        #expect(turned.bytes == [255, 0, 0, 0, 0, 255])
        #expect(try row.applying(.rotate(-90)).bytes == [0, 0, 255, 255, 0, 0])
    }

    @Test(
        "straightening crops and shows no empty corner",
        arguments: [-15.0, -3, 0.5, 2, 7, 15],
        [(97, 61), (61, 97), (80, 80)]
    )
    func straightening(_ degrees: Double, _ size: (Int, Int)) throws {
        let flat = PixelBuffer(width: size.0, height: size.1, filledWith: [90, 120, 200])
        let turned = try flat.applying(.rotate(degrees))
        #expect(turned.channels == 3 && turned.width <= size.0 && turned.height <= size.1)
        #expect(turned.width > size.0 / 3 && turned.height > size.1 / 3)
        #expect(Set(turned.bytes) == [90, 120, 200])
    }

    @Test("larger turns grow the picture and leave its corners transparent")
    func largeTurn() throws {
        let turned = try picture.applying(.rotate(45))
        #expect(turned.channels == 4 && turned.width > 97 && turned.height > 61)
        #expect(turned.bytes[3] == 0)
        let middle = (turned.height / 2 * turned.width + turned.width / 2) * 4 + 3
        #expect(turned.bytes[middle] == 255)
    }

    @Test(
        "crops have their ratio and keep the subject",
        arguments: [(1, 1), (4, 5), (16, 9), (9, 16), (3, 2), (21, 9)]
    )
    func crop(_ ratio: (Int, Int)) throws {
        let large = PixelBuffer(width: 900, height: 700, filledWith: [1, 2, 3])
        let cut = try large.applying(.crop(width: ratio.0, height: ratio.1))
        #expect(abs(Double(cut.width) / Double(cut.height) - Double(ratio.0) / Double(ratio.1)) < 0.01)
        #expect(cut.width == 900 || cut.height == 700)
    }

    @Test("a crop of a subject that is too high for it keeps the top: the head")
    func cropKeepsTheTop() throws {
        var tall = PixelBuffer(width: 100, height: 300, filledWith: [0, 0, 0])
        for x in 0..<100 { tall.bytes[(40 * 100 + x) * 3] = 255 }
        let cut = try tall.applying(.crop(width: 1, height: 1), around: (10, 40, 90, 300))
        #expect(cut.height == 100)
        #expect((0..<100).contains { cut.bytes[$0 * 300] == 255 }, "the subject's first row is in sight")
    }

    @Test("a crop goes as far to the subject as it can")
    func cropAroundSubject() throws {
        var wide = PixelBuffer(width: 300, height: 100, filledWith: [0, 0, 0])
        for y in 0..<100 { for x in 250..<300 { wide.bytes[(y * 300 + x) * 3] = 255 } }
        let cut = try wide.applying(.crop(width: 1, height: 1), around: (250, 0, 300, 100))
        #expect(cut.width == 100 && cut.height == 100)
        #expect(cut.bytes[50 * 3] == 255 && cut.bytes[49 * 3] == 0)
    }

    @Test("sizes are exact")
    func sizes() throws {
        func size(_ edit: Geometry) throws -> [Int] {
            let result = try picture.applying(edit)
            return [result.width, result.height]
        }
        #expect(try size(.resize(.both(40, 30))) == [40, 30])
        #expect(try size(.resize(.width(50))) == [50, 31])
        #expect(try size(.resize(.height(122))) == [194, 122])
        #expect(try size(.resize(.longest(20))) == [20, 13])
        #expect(try size(.resize(.shortest(100))) == [159, 100])
        #expect(try size(.scale(0.5)) == [49, 31])
        #expect(try size(.scale(0.0001)) == [1, 1])
        #expect(
            try size(.border(NamedColour(name: "white", red: 255, green: 255, blue: 255), width: .share(0.1))) == [
                109, 73,
            ]
        )
    }

    @Test("scaling keeps flat colours and the mean")
    func scalingColours() throws {
        for factor in [0.13, 0.5, 0.77, 1.5, 3] {
            let flat = PixelBuffer(width: 64, height: 48, filledWith: [200, 31, 7, 128])
            let scaled = try flat.applying(.scale(factor))
            #expect(Set(scaled.bytes) == [200, 31, 7, 128])
        }
        var lines = PixelBuffer(width: 64, height: 64, filledWith: [0, 0, 0])
        for i in 0..<lines.pixelCount where i % 2 == 0 { for c in 0..<3 { lines.bytes[i * 3 + c] = 255 } }
        // Half the light is 188 of 255, not 128.
        let grey = try lines.applying(.scale(0.25)).bytes
        #expect(grey.allSatisfy { abs(Int($0) - 188) < 12 })
    }

    @Test(
        "absurd sizes are declined",
        arguments: [
            Geometry.scale(4.2), .resize(.width(20_000)),
            .resize(.longest(5000)),
            .scale(1e9), .resize(.both(1_000_000, 1_000_000)),
        ]
    )
    func absurd(_ edit: Geometry) {
        #expect(throws: ModelFailure.self) { try picture.applying(edit) }
    }

    @Test(
        "strange numbers do not crash",
        arguments: [
            Geometry.scale(0), .scale(-1), .scale(.nan), .rotate(.nan), .rotate(.infinity), .rotate(1e12),
            .roundedCorners(.share(.nan)),
            .roundedCorners(.share(9)), .crop(width: 0, height: 0), .resize(.shortest(0)),
            .resize(.both(0, 5)), .crop(width: 1, height: 5000),
        ]
    )
    func strange(_ edit: Geometry) throws { _ = try? picture.applying(edit) }

    @Test("a border can be counted in pixels, and a part be cut off each side")
    func pixelsAndSides() throws {
        let (width, height) = (picture.width, picture.height)
        func size(_ edit: Geometry) throws -> [Int] {
            let shaped = try picture.applying(edit)
            return [shaped.width, shaped.height]
        }
        let white = NamedColour(name: "white", red: 255, green: 255, blue: 255)
        #expect(try size(.border(white, width: .pixels(7))) == [width + 14, height + 14])
        #expect(try size(.trim(.left, .pixels(10))) == [width - 10, height])
        #expect(try size(.trim(.bottom, .share(0.5))) == [width, height - (height + 1) / 2])
        let top = try picture.applying(.trim(.top, .pixels(3)))
        #expect(Array(top.bytes) == Array(picture.bytes[(3 * width * picture.channels)...]))
        #expect(throws: ModelFailure.self) { try picture.applying(.trim(.top, .pixels(height))) }
    }

    @Test("a border leaves the picture as it is inside")
    func border() throws {
        let framed = try picture.applying(
            .border(NamedColour(name: "red", red: 255, green: 0, blue: 0), width: .share(0.1)))
        #expect(Array(framed.bytes.prefix(3)) == [255, 0, 0])
        let inside = (6 * framed.width + 6) * 3
        #expect(Array(framed.bytes[inside..<(inside + 97 * 3)]) == Array(picture.bytes[0..<(97 * 3)]))
    }

    @Test("rounded corners are clear outside, smooth at the edge and alike")
    func corners() throws {
        let flat = PixelBuffer(width: 80, height: 60, filledWith: [9, 9, 9])
        let round = try flat.applying(.roundedCorners(.share(0.3)))
        func alpha(_ x: Int, _ y: Int) -> UInt8 { round.bytes[(y * 80 + x) * 4 + 3] }
        #expect(alpha(0, 0) == 0 && alpha(40, 0) == 255 && alpha(0, 30) == 255)
        for (x, y) in [(3, 2), (5, 5), (1, 10)] {
            #expect(alpha(x, y) == alpha(79 - x, y) && alpha(x, y) == alpha(x, 59 - y))
        }
        #expect((0..<20).contains { (1..<255).contains(alpha($0, 0)) })
    }
}
