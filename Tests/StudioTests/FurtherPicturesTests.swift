import Foundation
import ImageModels
import Pictures
import Sessions
import Studio
import TestSupport
import Testing

struct FurtherPicturesTests {
    @Test("Further pictures of one answer are turns beside the first, to be picked; they cost nothing more")
    func kept() async throws {
        let shape = ModelProfile.SizeClass.Shape(ratio: AspectRatio(4, 3), size: PixelSize(width: 64, height: 48))
        let profile = ModelProfile(
            id: "paid", shortName: "paid", framing: .sizes([.init(name: "1K", shapes: [shape])]),
            price: Price(perPicture: 0.04, asOf: "", source: ""), service: "cometapi")
        func picture(_ level: UInt8) throws -> Data {
            try PixelBuffer(width: 64, height: 48, filledWith: [level, 60, 60]).picture().data
        }
        let reply = Reply(
            imageData: try picture(100), others: [try picture(150), Data("no picture".utf8), try picture(200)],
            exchange: Exchange(service: "cometapi"))
        let bench = try Bench([.reply(reply), .reply(reply)], profile: profile)
        let turn = try await bench.studio.perform(Instruction(text: "make it red"))
        #expect(turn.number == 1)
        #expect(await bench.studio.session.state.current == 1)
        #expect(await bench.studio.session.state.turns.map(\.number) == [1, 2, 3])
        #expect(await bench.studio.session.state.turns.map(\.parent) == [0, 0, 0])
        #expect(await bench.studio.choices() == [1, 2, 3])
        try await bench.studio.pick(3)
        #expect(await bench.studio.session.state.current == 3)
        #expect(await bench.studio.spent == 0.04)
        #expect(try bench.sessions.read(1).verified().findings.isEmpty)
    }
}
