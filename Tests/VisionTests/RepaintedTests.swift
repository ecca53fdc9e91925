import Foundation
import ImageModels
import Pictures
import TestSupport
import Testing
import Vision

@Suite("Parts that turns before have repainted") struct RepaintedTests {
    /// The pictures of turns that are carried out one on the other, the first being the photograph.
    private func turns(
        _ instructions: [String], on photograph: String, knowingPictures: Bool = true
    ) async throws -> [Picture] {
        let model = BuiltInModel()
        var pictures = [try Picture(inspecting: SamplePictures.photograph(photograph))]
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
        return pictures
    }

    /// Where two pictures differ plainly.
    private func changed(_ before: Picture, _ after: Picture) throws -> Set<Int> {
        let (a, b) = (try before.pixels(), try after.pixels())
        let (from, to) = (a.channels, b.channels)
        return Set(
            (0..<(a.width * a.height)).filter { (i: Int) -> Bool in
                (0..<3).contains { (c: Int) -> Bool in abs(Int(a.bytes[i * from + c]) - Int(b.bytes[i * to + c])) > 12 }
            })
    }

    @Test(
        "The same garment is repainted as often as one likes, whatever it looks like by then",
        arguments: [("astronaut.png", "jacket"), ("grace_hopper.jpg", "jacket")])
    func again(photograph: String, part: String) async throws {
        let colours = ["white", "green", "black", "red"]
        let pictures = try await turns(colours.map { "make the \(part) \($0)" }, on: photograph)
        let once = try changed(pictures[0], try await turns(["make the \(part) green"], on: photograph)[1])
        #expect(once.count > 2000)
        for (index, colour) in colours.enumerated() where index > 0 {
            let now = try changed(pictures[index], pictures[index + 1])
            let strange = now.subtracting(once).count
            #expect(Double(strange) < 0.02 * Double(once.count), "\(colour): \(strange) of \(once.count)")
            #expect(Double(now.intersection(once).count) > 0.8 * Double(once.count), "\(colour)")
        }
    }

    @Test("The fourth colour looks as it would have as the first, and what else was painted stays")
    func asTheFirst() async throws {
        let direct = try await turns(["make the jacket green"], on: "astronaut.png")[1].pixels()
        let chain = try await turns(
            ["make the jacket white", "no, black", "make the jacket red", "now green"], on: "astronaut.png")
        #expect(try chain[4].pixels() == direct)
        let both = try await turns(["make the hair blue", "make the jacket red", "now green"], on: "astronaut.png")
        let (hair, after) = (try both[1].pixels(), try both[3].pixels())
        let jacket = try changed(both[0], try await turns(["make the jacket green"], on: "astronaut.png")[1])
        let painted = try changed(both[0], both[1]).subtracting(jacket)
        #expect(painted.count > 1000)
        let lost = painted.count { i in (0..<3).contains { hair.bytes[3 * i + $0] != after.bytes[3 * i + $0] } }
        #expect(Double(lost) < 0.02 * Double(painted.count))
    }

    @Test("What is named by the colour that it has now is looked for as it is now")
    func byColour() async throws {
        let pictures = try await turns(["make the jacket green", "make the green parts blue"], on: "astronaut.png")
        let (first, second) = (try changed(pictures[0], pictures[1]), try changed(pictures[1], pictures[2]))
        #expect(Double(first.intersection(second).count) > 0.6 * Double(first.count))
    }

    @Test("After a change of shape it is looked for in the picture as it is")
    func reshaped() async throws {
        let pictures = try await turns(
            ["make the jacket green", "flip it horizontally", "make the jacket blue"], on: "astronaut.png")
        let (first, last) = (try changed(pictures[0], pictures[1]), try changed(pictures[2], pictures[3]))
        let width = pictures[0].size.width
        let mirrored = Set(first.map { $0 / width * width + width - 1 - $0 % width })
        #expect(Double(mirrored.intersection(last).count) > 0.8 * Double(first.count))
    }
}
