import Foundation
import Glibc
import Pictures

/// What to do about turns that were under way when the program ended.
struct SessionRecovery {
    let session: Session
    let files: DurableFolder
    /// Turns whose received bytes are whole: they can be finished without asking the model again.
    let unfinished: [SessionWriter.UnfinishedTurn]
    /// Turns of which nothing came.
    let interrupted: [Int]

    init(session: Session, files: DurableFolder) {
        self.session = session
        self.files = files
        var unfinished: [SessionWriter.UnfinishedTurn] = []
        var interrupted: [Int] = []
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
            if let (file, received) = found, let asked = try? session.asked(turn.number) {
                unfinished.append(.init(asked: asked, received: received, file: file))
            } else {
                interrupted.append(turn.number)
            }
        }
        self.unfinished = unfinished
        self.interrupted = interrupted
    }

    /// Removes files that were never finished, and pictures of turns that came to nothing. Other people's files stay.
    func removeLeftovers() {
        for name in Self.names(in: files) {
            let isTemporary = name.hasPrefix(DurableFolder.temporaryPrefix)
            let isLost = interrupted.contains { name.hasPrefix(SessionWriter.baseName($0) + ".") }
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
