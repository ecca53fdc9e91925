import Foundation
import ImageModels
import Pictures
import Sessions
import Studio
import TestSupport

func picture(_ seed: Int) throws -> Picture {
    try SamplePictures.gradient(width: 40 + seed, height: 30).picture()
}

func reply(_ seed: Int) throws -> ScriptedModel.Answer {
    .reply(Reply(imageData: try picture(seed).data))
}

/// A folder with one open session, removed at the end.
final class Bench {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("retouch-test-\(UUID().uuidString)")
    let sessions: SessionsFolder
    let model: ScriptedModel
    let studio: Studio
    let spendingLog: SpendingLog

    convenience init(_ answers: [ScriptedModel.Answer], framing: ModelProfile.Framing = .asTheyAre) throws {
        try self.init(answers, profile: ModelProfile(id: "scripted", shortName: "scripted", framing: framing))
    }

    init(
        _ answers: [ScriptedModel.Answer], profile: ModelProfile, settings: TurnSettings = TurnSettings(),
        cutting: Studio.Cutting? = nil
    ) throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        sessions = SessionsFolder(url: url.appendingPathComponent("sessions"))
        model = ScriptedModel(answers, profile: profile)
        let writer = try sessions.create(about: picture(0), source: "photo.png", program: "test", at: Date())
        spendingLog = SpendingLog(file: url.appendingPathComponent("spending.jsonl"))
        studio = Studio(
            writer: writer, model: model, settings: settings, rescueFolder: url.appendingPathComponent("rescued"),
            spendingLog: spendingLog, cutting: cutting)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
