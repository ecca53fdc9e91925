import ImageModels
import Pictures
import TestSupport
import Testing
import Vision

@Suite("What the turn before did, weaker") struct WeakenedTests {
    /// The pictures of turns that are carried out one on the other, the first being the photograph.
    private func turns(_ instructions: [String], knowingPictures: Bool = true) async throws -> [PixelBuffer] {
        let model = BuiltInModel()
        var pictures = [try Picture(inspecting: SamplePictures.photograph("astronaut.png"))]
        var earlier: [TurnRequest.Earlier] = []
        for instruction in instructions {
            var request = TurnRequest(instruction: instruction, picture: pictures.last)
            request.earlier = earlier
            let known = pictures
            if knowingPictures { request.pictureBefore = { known[$0] } }
            let reply = try await model.edit(request) { _ in }
            pictures.append(try Picture(inspecting: reply.imageData))
            earlier.append(.init(instruction))
        }
        return try pictures.map { try $0.pixels() }
    }

    /// By how much of 255 a picture differs at most from the two mixed.
    private func distance(_ mixed: PixelBuffer, _ before: PixelBuffer, _ after: PixelBuffer, share: Double) -> Double {
        var most = 0.0
        for i in mixed.bytes.indices {
            let goal = Double(before.bytes[i]) + share * (Double(after.bytes[i]) - Double(before.bytes[i]))
            most = max(most, abs(goal - Double(mixed.bytes[i])))
        }
        return most
    }

    @Test(
        "“Not so strong” after a colour is half way between before and after, and “a bit more” after that goes up again"
    )
    func colour() async throws {
        let pictures = try await turns(["make the jacket red", "not so strong", "a bit more", "not so strong"])
        #expect(pictures[1] != pictures[0])
        #expect(distance(pictures[2], pictures[0], pictures[1], share: 0.5) <= 1.5)
        #expect(distance(pictures[3], pictures[0], pictures[1], share: 0.625) <= 1.5)
        #expect(distance(pictures[4], pictures[0], pictures[1], share: 0.3125) <= 1.5)
    }

    @Test("A blur that is too much is done anew from the sharp picture")
    func blur() async throws {
        let pictures = try await turns(["blur the background", "not so blurry"])
        #expect(pictures[2] == (try await turns(["blur the background a bit"]))[1])
    }

    @Test("Where the picture before can't be had it is declined, with the way back")
    func withoutThePictureBefore() async throws {
        await #expect(throws: ModelFailure.self) {
            try await turns(["make it vintage", "not so strong"], knowingPictures: false)
        }
    }

    @Test("A product's white canvas shows all of it, and only white at its edges")
    func product() async throws {
        let wide = try #require(try await turns(["white background and a 10 % margin, 300x400"]).last)
        #expect(wide.width == 300 && wide.height == 400)
        let edges = (0..<(wide.width * wide.height)).filter {
            let (x, y) = ($0 % wide.width, $0 / wide.width)
            return x < 30 || y < 30 || x >= 270 || y >= 370
        }
        #expect(edges.allSatisfy { i in (0..<3).allSatisfy { wide.bytes[wide.channels * i + $0] == 255 } })
    }
}
