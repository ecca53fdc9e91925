import Foundation
import ImageModels
import Pictures
import Sessions
import Studio
import TestSupport
import Testing

@Suite struct GenerationTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("retouch-\(UUID().uuidString)")

    private func generation(_ model: ScriptedModel) -> Generation {
        Generation(
            instruction: Instruction(text: "a red chair"), model: model,
            settings: TurnSettings(ratio: AspectRatio(3, 2)),
            rescueFolder: folder)
    }

    @Test("A picture made from words starts a session that tells how it was made")
    func startsASession() async throws {
        let bench = try Bench([])
        let shapes = [(1, 1, 64), (3, 2, 96)].map {
            ModelProfile.SizeClass.Shape(ratio: AspectRatio($0.0, $0.1), size: PixelSize(width: $0.2, height: 64))
        }
        let model = ScriptedModel(
            [try reply(1)],
            profile: ModelProfile(
                id: "paints", shortName: "paints", framing: .sizes([.init(name: "1K", shapes: shapes)]),
                generates: true))
        let made = try await generation(model).run()
        let request = try #require(await model.requests.first)
        #expect(request.picture == nil)
        #expect(request.output?.pixels == PixelSize(width: 96, height: 64), "the ratio that was set")
        let writer = try bench.sessions.create(
            about: made.picture, source: "from words", program: "test", at: Date(), made: made.record)
        #expect(try writer.session.opened().made?.instruction == "a red chair")
        #expect(writer.session.verified().findings.isEmpty)
    }

    @Test("Bytes that are no picture are kept")
    func keepsBytes() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let model = ScriptedModel([.reply(Reply(imageData: Data("oh".utf8)))])
        await #expect {
            _ = try await generation(model).run()
        } throws: { error in
            guard case TurnFailure.notAPicture(_, turn: 0, let kept, _) = error else { return false }
            return (try? Data(contentsOf: kept)) == Data("oh".utf8)
        }
    }
}
