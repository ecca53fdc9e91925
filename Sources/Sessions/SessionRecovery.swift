import Foundation
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
    /// The files that a line speaks of; `nil` where that can't be known.
    private let told: Set<String>?

    init(session: Session, files: DurableFolder) {
        self.session = session
        self.files = files
        var unfinished: [SessionWriter.UnfinishedTurn] = []
        var unread: [SessionWriter.UnreadAnswer] = []
        var interrupted: [JournalEvent.Asked] = []
        let underWay = session.state.turns.filter { $0.outcome == .underWay }
        // An answer that had come, of which only the name was not yet its own.
        for turn in underWay {
            files.finish(TurnFile(.received, of: turn.number, ending: "bin").names)
        }
        let names = underWay.isEmpty ? [] : files.names()
        let told = underWay.isEmpty ? [] : (try? session.files()).map { Set($0).union(RescueJournal.files(in: files)) }
        self.told = told
        for turn in underWay {
            // Either still under its first name, or already under the turn's.
            let own = names.compactMap(TurnFile.init).filter {
                $0.turn == turn.number && told?.contains($0.name) == false
            }
            let candidates = own.filter { $0.part == .received } + own.filter { $0.part == .picture }
            let found = candidates.lazy.compactMap { file -> (String, Picture)? in
                guard let data = try? files.read(file.name, limit: PictureLimits.standard.bytes),
                    let picture = try? Picture(inspecting: data)
                else { return nil }
                return (file.name, picture)
            }.first
            guard let asked = try? session.asked(turn.number) else { continue }
            // Of several, the one of which most came is tried first.
            let answers = [SessionWriter.answerName(turn.number)] + own.filter { $0.ending == "bin" }.map(\.name)
            let came = Set(answers).sorted().compactMap { name in
                (try? files.read(name)).map { (data: $0, file: AnswerFile(files: files, name: name)) }
            }.filter { !$0.data.isEmpty }.sorted { $0.data.count > $1.data.count }
            if let (file, received) = found {
                unfinished.append(.init(asked: asked, received: received, file: file))
            } else if let most = came.first {
                unread.append(
                    .init(asked: asked, data: most.data, file: most.file, others: Array(came.dropFirst())))
            } else {
                interrupted.append(asked)
            }
        }
        self.unfinished = unfinished
        self.unread = unread
        self.interrupted = interrupted
    }

    /// Removes files that were never finished, and what turns that were under way have made that no line speaks of.
    /// Names that this program does not make to the letter are other people's, and answers that could not be read stay.
    func removeLeftovers() {
        let underWay = Set((interrupted + unfinished.map(\.asked) + unread.map(\.asked)).map(\.turn))
        let received = Set(unfinished.map(\.file))
        for name in files.names() {
            if let finished = Self.temporary(name) {
                // An answer that could not be given its name stays under the one that it has.
                let isAnswer =
                    underWay.contains { SessionWriter.answerName($0) == finished }
                    && (try? files.read(name))?.isEmpty == false
                if TurnFile(finished) != nil && !isAnswer || Self.others.contains(finished) { files.remove(name) }
            } else if let file = TurnFile(name), underWay.contains(file.turn), file.ending != "bin" {
                if !received.contains(name), told?.contains(name) == false { files.remove(name) }
            }
        }
        let references = DurableFolder(url: files.url.appendingPathComponent(SessionWriter.references))
        for name in references.names() {
            if let finished = Self.temporary(name), SessionWriter.isReference(finished) {
                files.remove(SessionWriter.references + "/" + name)
            }
        }
    }

    /// What a temporary file was to be called.
    private static func temporary(_ name: String) -> String? {
        name.hasPrefix(DurableFolder.temporaryPrefix)
            ? String(name.dropFirst(DurableFolder.temporaryPrefix.count)) : nil
    }

    private static let others: Set = [
        SessionsFolder.headerName, SessionsFolder.journalName, Session.pageName, Session.scriptName,
    ]
}
