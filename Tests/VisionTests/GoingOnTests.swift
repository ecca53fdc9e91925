import Colorimetry
import Testing
import Vision

/// What joins an outline and looks as it does inside.
struct GoingOnTests {
    private let width = 120
    private let height = 100
    private let fur = Lab(0.6, 0.06, 0.08)
    private let meadow = Lab(0.7, -0.03, 0.04)

    /// A head with a body of a colour beside it, before a meadow.
    private func share(body: Lab) throws -> GoingOn {
        let head = Bitmap(width: width, height: height) { i in
            let (x, y) = (i % width - 45, i / width - 45)
            return x * x + y * y < 25 * 25
        }
        let lab = (0..<(width * height)).map { i in
            if head[i] { return fur }
            return i % width > 60 && i / width > 50 ? body : meadow
        }
        return try GoingOn(beyond: head, in: lab)
    }

    @Test("A head with its body left out goes on in the same fur")
    func body() throws { #expect(try share(body: fur).isMuch) }

    @Test("Beside grass and a box nothing goes on")
    func box() throws {
        #expect(try share(body: meadow).share == 0)
        #expect(try share(body: Lab(0.3, 0.02, -0.05)).share == 0)
    }

    @Test("Grass of the colour of one stripe is not what a striped caterpillar goes on in")
    func stripes() throws {
        let head = Bitmap(width: width, height: height) { i in
            let (x, y) = (i % width - 45, i / width - 45)
            return x * x + y * y < 25 * 25
        }
        let lab = (0..<(width * height)).map { i in
            if head[i] { return i % width % 9 < 3 ? fur : Lab(0.3, 0.02, -0.05) }
            return i % width > 60 && i / width > 50 ? fur : meadow
        }
        let found = try GoingOn(beyond: head, in: lab)
        #expect(found.share > 0.35 && !found.isMuch)
    }
}
