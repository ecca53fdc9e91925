import ImageModels
import Testing
import Vision
import Wording

/// ^C has to work while pixels are computed.
struct CancellationTests {
    @Test("A cancelled edit ends soon", .timeLimit(.minutes(1)), arguments: [5, 60, 150, 400])
    func endsSoon(milliseconds: Int) async throws {
        let editor = VisualEditor()
        let picture = try Photograph.admiral.pixels()
        let task = Task {
            while true {
                _ = try await editor.apply(.recolour(.garment(.jacket, of: .all), to: .red), to: picture)
            }
        }
        try await Task.sleep(for: .milliseconds(milliseconds))
        let clock = ContinuousClock()
        let start = clock.now
        task.cancel()
        let result = await task.result
        #expect(clock.now - start < .seconds(5))
        #expect(throws: CancellationError.self) { try result.get() }
    }

    @Test("After a cancelled edit the next one works")
    func nextWorks() async throws {
        let editor = VisualEditor()
        let picture = try Photograph.astronaut.pixels()
        let task = Task { try await editor.apply(.sticker(), to: picture, digest: "astronaut") }
        try await Task.sleep(for: .milliseconds(20))
        task.cancel()
        _ = await task.result
        let (_, selection) = try await editor.apply(.sticker(), to: picture, digest: "astronaut")
        #expect(selection?.what == "1 person")
    }
}
