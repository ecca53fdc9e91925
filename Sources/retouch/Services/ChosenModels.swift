import Files
import Foundation
import Glibc
import ImageModels
import Pictures
import Sessions
import Synchronization

/// Which models a person here has chosen for which session: one line a choice, in a file of the user's own.
///
/// A journal names the model that is asked next, and may come from anybody: what it names is paid only after somebody
/// here has agreed. A session is known by its folder and its beginning, so that one that was imported is a new one.
struct ChosenModels: Sendable {
    let file: URL

    private static let mostBytes = 256 << 20

    private struct Choice: Codable, Hashable {
        var session: String
        var model: String
        var service: String?
    }

    /// Whether the session was begun here, or somebody has agreed to go on with it.
    func know(_ session: Session) -> Bool {
        let key = key(of: session)
        return choices().contains { $0.session == key }
    }

    func have(_ model: ModelProfile, for session: Session) -> Bool {
        choices().contains(choice(model, session))
    }

    /// Best effort: where it can't be written down, it will be asked again.
    func add(_ model: ModelProfile, for session: Session) {
        guard !have(model, for: session) else { return }
        write(choice(model, session))
    }

    private func write(_ choice: Choice) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard var line = try? encoder.encode(choice) else { return }
        line.append(0x0A)
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        guard let handle = try? OrdinaryFile.open(file.path, O_WRONLY | O_APPEND | O_CREAT) else { return }
        defer { close(handle) }
        try? OrdinaryFile.write(line, to: handle)
    }

    /// What this program has read of such files: a replay adds a line for each of many sessions.
    private static let read = Mutex<[String: (bytes: Int, choices: Set<Choice>)]>([:])

    private func choices() -> Set<Choice> {
        guard let handle = try? OrdinaryFile.open(file.path) else { return [] }
        defer { close(handle) }
        var status = stat()
        guard fstat(handle, &status) == 0, status.st_size <= Self.mostBytes else { return [] }
        let length = Int(status.st_size)
        return Self.read.withLock { read in
            // Taken out, so that it is changed in place.
            var known = read.removeValue(forKey: file.path) ?? (bytes: 0, choices: [])
            defer { read[file.path] = known }
            if length < known.bytes { known = (0, []) }
            guard length > known.bytes,
                let data = try? OrdinaryFile.read(handle, from: known.bytes, count: length - known.bytes),
                let end = data.lastIndex(of: 0x0A)
            else { return known.choices }
            let decoder = JSONDecoder()
            for line in data[...end].split(separator: 0x0A) {
                if let choice = try? decoder.decode(Choice.self, from: line) { known.choices.insert(choice) }
            }
            // What follows the last line break is not whole yet.
            known.bytes += end - data.startIndex + 1
            return known.choices
        }
    }

    private func choice(_ model: ModelProfile, _ session: Session) -> Choice {
        Choice(session: key(of: session), model: model.id, service: model.service)
    }

    /// What was chosen for a session counts for the one that goes on with it, whose folder lies beside the old one.
    func takeAlong(from number: Int, to session: Session) {
        let old = resolved(session.folder.deletingLastPathComponent()) + "/" + SessionsFolder.folderName(number)
        let oldKey = key(of: session, in: old)
        for choice in choices() where choice.session == oldKey {
            write(Choice(session: key(of: session), model: choice.model, service: choice.service))
        }
    }

    private func key(of session: Session) -> String { key(of: session, in: resolved(session.folder)) }

    private func key(of session: Session, in folder: String) -> String {
        let opened = try? session.opened()
        let beginning = "\(opened?.at.timeIntervalSince1970 ?? 0) \(opened?.picture.sha256 ?? "")"
        return Picture.sha256(of: Data("\(folder)\n\(beginning)".utf8))
    }

    private func resolved(_ folder: URL) -> String {
        let path = realpath(folder.path, nil).map { resolved in
            defer { free(resolved) }
            return String(cString: resolved)
        }
        return path ?? folder.path
    }
}
