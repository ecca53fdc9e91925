import Foundation
import ImageModels
import Pictures
import Sessions
import TestSupport

/// How long a session of ten thousand turns takes to open.
enum OpeningBenchmark {
    static func run(in folder: URL) async throws {
        let sessions = SessionsFolder(url: folder.appendingPathComponent("opening"))
        let picture = try SamplePictures.gradient().picture()
        let number: Int
        do {
            let writer = try sessions.create(about: picture, source: "photo.png", program: "benchmark", at: Date())
            number = writer.session.number
        }
        // The lines as the program writes them, without ten thousand flushes.
        let journal = sessions.folder(number).appendingPathComponent("journal.jsonl")
        var lines = try Data(contentsOf: journal)
        let record = String(
            decoding: try JSONEncoder().encode(PictureRecord(file: "000.png", picture: picture)), as: UTF8.self)
        for turn in 1...10_000 {
            let text = "make the jacket of the person on the left a slightly darker red, please, number \(turn)"
            lines += Data(
                """
                {"at":"2026-11-23T10:00:00Z","event":"asked","instruction":"\(text)","model":"gemini-3.1-flash-lite-image",\
                "parent":\(turn - 1),"pictureSHA256":"\(picture.sha256)","references":[],"settings":{},"turn":\(turn)}
                {"at":"2026-11-23T10:00:03Z","event":"answered","finishReason":"STOP","picture":\(record),"seconds":2.71,\
                "selection":{"share":0.31,"what":"jacket of 1 person"},"text":"Here is the jacket in red.","turn":\(turn),\
                "usage":{"inputTokens":1125,"outputTokens":1140}}

                """.utf8)
        }
        try lines.write(to: journal)
        let reading = try await Times(15) {
            let session = try sessions.read(number)
            precondition(session.state.turns.count == 10_000)
            _ = try session.pictureRecord(session.state.current)
        }
        print(reading.line("reading 10,000 turns (\(lines.count >> 20) MB)"))
        let opening = try await Times(15) { _ = try sessions.open(number, at: Date()) }
        print(opening.line("opening 10,000 turns for writing"))
    }
}
