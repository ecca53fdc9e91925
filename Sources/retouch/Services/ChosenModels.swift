import Files
import Foundation
import Glibc
import ImageModels
import Pictures
import Sessions

/// Which models a person here has chosen for which session: one line a choice, in a file of the user's own.
///
/// A journal names the model that is asked next, and may come from anybody: what it names is paid only after somebody
/// here has agreed. A session is known by its folder and its beginning, so that one that was imported is a new one.
struct ChosenModels: Sendable {
    let file: URL

    private static let mostBytes = 16 << 20

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
        let choice = choice(model, session)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard !have(model, for: session), var line = try? encoder.encode(choice) else { return }
        line.append(0x0A)
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        guard let handle = try? OrdinaryFile.open(file.path, O_WRONLY | O_APPEND | O_CREAT) else { return }
        defer { close(handle) }
        try? OrdinaryFile.write(line, to: handle)
    }

    private func choices() -> Set<Choice> {
        guard let data = try? OrdinaryFile.read(file.path, limit: Self.mostBytes) else { return [] }
        let decoder = JSONDecoder()
        return Set(data.split(separator: 0x0A).compactMap { try? decoder.decode(Choice.self, from: $0) })
    }

    private func choice(_ model: ModelProfile, _ session: Session) -> Choice {
        Choice(session: key(of: session), model: model.id, service: model.service)
    }

    private func key(of session: Session) -> String {
        let path = realpath(session.folder.path, nil).map { resolved in
            defer { free(resolved) }
            return String(cString: resolved)
        }
        let opened = try? session.opened()
        let beginning = "\(opened?.at.timeIntervalSince1970 ?? 0) \(opened?.picture.sha256 ?? "")"
        return Picture.sha256(of: Data("\(path ?? session.folder.path)\n\(beginning)".utf8))
    }
}
