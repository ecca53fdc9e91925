import Foundation
import ImageModels
import Pictures
import Sessions
import Studio
import TestSupport
import Testing

@Suite("A session whose folder vanishes") struct VanishedFolderTests {
    @Test("The picture at hand is in the folder that the session goes on in")
    func pictureAtHand() async throws {
        let bench = try Bench([reply(1), reply(2)])
        _ = try await bench.studio.perform(Instruction(text: "one"))
        try FileManager.default.removeItem(at: bench.sessions.folder(1))
        let turn = try await bench.studio.perform(Instruction(text: "two"))
        let session = await bench.studio.session
        #expect(session.number == 2 && turn.number == 2)
        #expect(try session.picture(1) == picture(1))
        #expect(try session.picture(2) == picture(2))
    }
}
