import Foundation
import Glibc
import Pictures

/// What to do about turns that were under way when the program ended.
struct SessionRecovery {
    let session: Session
    let files: DurableFolder
    /// Turns whose received bytes are whole: they can be finished without asking the model again.
    let unfinished: [SessionWriter.UnfinishedTurn]
    /// Turns of which an answer came that was not read.
    let unread: [SessionWriter.UnreadAnswer]
    /// Turns of which nothing came.
    let interrupted: [JournalEvent.Asked]

    init(session: Session, files: DurableFolder) {
        self.session = session
        self.files = files
        var unfinished: [SessionWriter.UnfinishedTurn] = []
        var unread: [SessionWriter.UnreadAnswer] = []
        var interrupted: [JournalEvent.Asked] = []
        let underWay = session.state.turns.filter { $0.outcome == .underWay }
        let names = underWay.isEmpty ? [] : Self.names(in: files)
        for turn in underWay {
            // Either still under its first name, or already under the turn's.
            let base = SessionWriter.baseName(turn.number)
            let candidates =
                names.filter { $0.hasPrefix(base + ".received.") }
                + names.filter {
                    $0.hasPrefix(base + ".") && $0.split(separator: ".").count == 2
                }
            let found = candidates.lazy.compactMap { name -> (String, Picture)? in
                guard let data = try? files.read(name), let picture = try? Picture(inspecting: data) else { return nil }
                return (name, picture)
            }.first
            guard let asked = try? session.asked(turn.number) else { continue }
            let answer = AnswerFile(files: files, name: SessionWriter.answerName(turn.number))
            if let (file, received) = found {
                unfinished.append(.init(asked: asked, received: received, file: file))
            } else if let data = try? files.read(answer.name), !data.isEmpty {
                unread.append(.init(asked: asked, data: data, file: answer))
            } else {
                interrupted.append(asked)
            }
        }
        self.unfinished = unfinished
        self.unread = unread
        self.interrupted = interrupted
    }

    /// Removes files that were never finished, and pictures of turns that came to nothing. Other people's files stay.
    func removeLeftovers() {
        for name in Self.names(in: files) {
            let isTemporary = name.hasPrefix(DurableFolder.temporaryPrefix)
            let isLost = interrupted.contains { name.hasPrefix(SessionWriter.baseName($0.turn) + ".") }
            if isTemporary || isLost { unlink(files.path(name)) }
        }
        let references = DurableFolder(url: files.url.appendingPathComponent("references"))
        for name in Self.names(in: references) where name.hasPrefix(DurableFolder.temporaryPrefix) {
            unlink(references.path(name))
        }
    }

    private static func names(in files: DurableFolder) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: files.url.path)) ?? []).sorted()
    }
}
