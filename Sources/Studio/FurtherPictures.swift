import Foundation
import ImageModels
import Pictures
import Sessions

/// Several pictures that came in one answer: they were paid together, and are chosen from.
extension Studio {
    /// Makes turns of a picture that was made from words and of those that came with it, side by side; the first is where
    /// the session goes on. Nothing is done where it came alone. Returns how many more there are.
    public func keepOthers(of made: Generation.Made) async -> Int {
        guard !made.others.isEmpty, let start = try? picture(0), let prior = try? start.pixels() else { return 0 }
        let first = session.state.nextTurn
        var count = -1
        for (index, data) in ([made.picture.data] + made.others).enumerated() {
            guard let received = try? Picture(inspecting: data) else { continue }
            let record = made.record
            let asked = JournalEvent.Asked(
                at: now(), turn: session.state.nextTurn, parent: 0, pictureSHA256: start.sha256,
                instruction: record.instruction, references: [], model: record.model, settings: record.settings,
                frame: nil, service: record.service, together: first)
            guard (try? writer.append(.asked(asked))) != nil,
                let file = try? writer.keepReceived(data, of: asked.turn)
            else { break }
            let transcripts = made.transcripts
            let reply = Reply(
                imageData: data, transcript: transcripts.indices.contains(index) ? transcripts[index] : nil)
            let keeping = Keeping(prior: prior, start: start, received: received, asked: asked, region: nil)
            let turn = try? await finish(
                keeping, record: PictureRecord(file: file, picture: received), reply: reply, cost: nil, seconds: nil)
            if turn != nil { count += 1 }
        }
        if session.state.turn(first)?.outcome == .answered, session.state.current != first { try? goto(first) }
        return max(0, count)
    }

    /// Makes turns of the further pictures of an answer, beside the first: they were paid with it. One that can't be
    /// read or saved is passed over. The current turn stays the first.
    func keepOthers(of reply: Reply, beside first: Keeping) async {
        let current = session.state.current
        for (index, data) in reply.others.enumerated() {
            guard let picture = try? Picture(inspecting: data) else { continue }
            var keeping = first
            keeping.received = picture
            keeping.asked.turn = session.state.nextTurn
            keeping.asked.at = now()
            keeping.asked.estimate = nil
            keeping.asked.together = first.asked.together ?? first.asked.turn
            guard (try? writer.append(.asked(keeping.asked))) != nil,
                let file = try? writer.keepReceived(data, of: keeping.asked.turn)
            else { return }
            let transcripts = reply.otherTranscripts
            _ = try? await finish(
                keeping, record: PictureRecord(file: file, picture: picture),
                reply: Reply(
                    imageData: data, transcript: transcripts.indices.contains(index) ? transcripts[index] : nil),
                cost: nil, seconds: nil)
        }
        if session.state.current != current { try? goto(current) }
    }
}
