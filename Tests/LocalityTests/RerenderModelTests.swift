import Foundation
import ImageModels
import Locality
import Pictures
import Simulator
import TestSupport
import Testing

@Suite struct RerenderModelTests {
    /// One for several tests: what it has found in the photograph it knows.
    private static let model = RerenderModel()

    private func request(_ instruction: String, seed: Int? = nil) throws -> TurnRequest {
        let picture = try Picture(inspecting: SamplePictures.photograph("astronaut.png"))
        let frame = Frame(fitting: picture.size, into: EditedPhotograph.sizes)
        return TurnRequest(
            instruction: instruction, picture: try frame.applied(to: picture.pixels()).picture(),
            settings: TurnSettings(seed: seed))
    }

    @Test("It answers a JPEG of the size that was sent, drifted, and the same each time")
    func answer() async throws {
        let request = try request("make the jacket blue")
        let model = Self.model
        let reply = try await model.edit(request) { _ in }
        let picture = try Picture(inspecting: reply.imageData)
        #expect(picture.format == .jpeg)
        #expect(picture.size == request.picture!.size)
        #expect(try await model.edit(request) { _ in }.imageData == reply.imageData)
        let report = try ChangeReport(comparing: request.picture!.pixels(), with: picture.pixels())
        #expect((report.identical ?? 1) < 0.2)
    }

    @Test("Another seed gives another drift")
    func seeds() async throws {
        let model = RerenderModel(level: .mild)
        let first = try await model.edit(request("make the jacket blue", seed: 1)) { _ in }
        let second = try await model.edit(request("make the jacket blue", seed: 2)) { _ in }
        #expect(first.imageData != second.imageData)
    }

    @Test("The lock leaves of its answer only the edit")
    func locked() async throws {
        let request = try request("make the jacket blue")
        let prior = try request.picture!.pixels()
        let reply = try await Self.model.edit(request) { _ in }
        let kept = try Lock().keep(prior: prior, received: Picture(inspecting: reply.imageData).pixels(), frame: nil)
        #expect(kept.isLocked)
        #expect(kept.report.changed > 0.05 && kept.report.changed < 0.5)
        #expect((kept.report.identical ?? 0) > 0.5)
    }

    @Test("It declines what the built-in model declines")
    func declines() async throws {
        let request = try request("make her smile")
        await #expect(throws: ModelFailure.self) { try await RerenderModel().edit(request) { _ in } }
    }
}
