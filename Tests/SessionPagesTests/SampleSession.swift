import Foundation
import ImageModels
import Locality
import Pictures
import SessionPages
import Sessions
import TestSupport

let noon = Date(timeIntervalSince1970: 1_795_435_200)

extension PageWords {
    /// The facts, hardly dressed.
    static let bare = PageWords(
        change: { "changed \($0.changed), from \($1)" }, remark: { "\($0)" }, failure: { $0.failure }, model: { $0 },
        cost: { "$\($0.dollars)" }, seconds: { "\($0) s" }, selection: { $0.what })
}

extension SessionsFolder {
    func createSample() throws -> SessionWriter {
        try create(
            about: SamplePictures.gradient(width: 32, height: 24).picture(), source: "photo.png", program: "test",
            at: noon)
    }
}

extension SessionWriter {
    func addTurn(_ text: String) throws {
        let turn = session.state.nextTurn
        try ask(text)
        let picture = try SamplePictures.gradient(width: 32 + turn, height: 24).picture()
        let record = try adoptReceived(keepReceived(picture.data, of: turn), as: picture, of: turn)
        try append(
            .answered(
                .init(
                    at: noon, turn: turn, picture: record, received: nil, seconds: 0.5, finishReason: .stop, usage: nil,
                    selection: nil, text: "said the model", cost: Cost(dollars: 0.04, basis: .estimate))))
    }

    func ask(_ text: String) throws {
        let parent = session.state.current
        try append(
            .asked(
                .init(
                    at: noon, turn: session.state.nextTurn, parent: parent,
                    pictureSHA256: session.pictureRecord(parent).sha256, instruction: text, references: [],
                    model: "scripted", settings: TurnSettings(), frame: nil)))
    }
}

extension String {
    /// What stands between two texts, the first time that it does.
    func between(_ start: String, _ end: String) -> String? {
        guard let from = range(of: start), let to = self[from.upperBound...].range(of: end) else { return nil }
        return String(self[from.upperBound..<to.lowerBound])
    }
}
