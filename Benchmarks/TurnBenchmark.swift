import Foundation
import ImageModels
import Pictures
import Sessions
import Studio
import TestSupport
import Vision

/// The program's own share of a turn (all but the model's time), and the built-in model's time, at 1K.
enum TurnBenchmark {
    static func run(in folder: URL) async throws {
        let photograph = try Picture(inspecting: SamplePictures.photograph("astronaut.png")).pixels()
        let picture = try photograph.scaled(to: PixelSize(width: 1024, height: 1024)).picture()

        let model = TimedModel(answer: picture.data)
        let studio = try studio(about: picture, in: folder, model: model)
        var own: [Double] = []
        for round in 0..<40 {
            let start = ContinuousClock.now
            _ = try await studio.perform(Instruction(text: "turn \(round)"))
            if round > 0 { own.append((ContinuousClock.now - start).milliseconds) }
        }
        print(Times(values: own).line("own share of a turn at 1K (\(picture.data.count >> 10) KB PNG)"))

        for text in ["make it warmer", "make the jacket red", "turn it into a sticker", "blur the background"] {
            var first: [Double] = []
            var second: [Double] = []
            for _ in 0..<5 {
                let model = BuiltInModel()  // knows nothing yet
                let request = TurnRequest(instruction: text, picture: picture)
                for times in 0..<2 {
                    let start = ContinuousClock.now
                    _ = try await model.edit(request) { _ in }
                    let time = (ContinuousClock.now - start).milliseconds
                    if times == 0 { first.append(time) } else { second.append(time) }
                }
            }
            print(Times(values: first).line("built-in model at 1K: \(text)"))
            print(Times(values: second).line("  … with the selection known"))
        }
    }

    private static func studio(about picture: Picture, in folder: URL, model: any ImageModel) throws -> Studio {
        let sessions = SessionsFolder(url: folder.appendingPathComponent("turns"))
        let writer = try sessions.create(about: picture, source: "photo.png", program: "benchmark", at: Date())
        return Studio(writer: writer, model: model, rescueFolder: folder)
    }
}

/// A model that takes no time at all.
private struct TimedModel: ImageModel {
    let profile = ModelProfile(id: "instant", shortName: "instant", framing: .asTheyAre)
    let answer: Data

    func edit(_ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void) async throws -> Reply {
        Reply(imageData: answer)
    }
}
