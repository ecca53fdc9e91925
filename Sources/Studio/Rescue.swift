import Files
public import Foundation
import Pictures
public import Sessions

/// Where a picture goes that was paid for and that its session's folder can't take; and where it is found again.
public struct Rescue: Sendable {
    let folder: URL

    public init(folder: URL) { self.folder = folder }

    /// The folder, then the system's temporary one.
    private var folders: [URL] { [folder, FileManager.default.temporaryDirectory] }

    /// Whether one of the folders has room for so many bytes.
    func hasRoom(for bytes: Int) -> Bool { folders.contains { Room.isThere(for: bytes, in: $0) } }

    /// Tries both folders; `nil` if neither takes it.
    package func keep(_ data: Data, name: String) -> URL? {
        let ending = PictureFormat(magic: data)?.fileExtension ?? "bin"
        let file = "\(name)-\(UUID().uuidString.prefix(8)).\(ending)"
        for folder in folders {
            try? FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let url = folder.appendingPathComponent(file)
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
            if FileManager.default.createFile(atPath: url.path, contents: data, attributes: attributes),
                (try? Data(contentsOf: url)) == data
            {
                return url
            }
            try? FileManager.default.removeItem(at: url)
        }
        return nil
    }

    // MARK: Turns

    /// "session-1-turn-2-0f3a…": the number is for a person; it is the session's mark that tells it from others.
    package static func name(of turn: Int, in session: Session) -> String {
        "session-\(session.number)-turn-\(turn)-\(session.mark)"
    }

    /// What was kept of a session's turns that have no picture, a picture before an answer that nobody could read.
    public func found(of session: Session) -> [(turn: Int, file: URL)] {
        let lost = session.state.turns.map(\.number).filter { (try? session.receivedRecord($0)) == nil }
        guard !lost.isEmpty else { return [] }
        let files = folders.flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted().map {
                folder.appendingPathComponent($0)
            }
        }
        return lost.compactMap { turn in
            let own = files.filter { Self.isOf(turn, in: session, $0.lastPathComponent) }
            return (own.first { $0.pathExtension != "bin" } ?? own.first).map { (turn, $0) }
        }
    }

    /// A session that was moved has another number than when the picture came.
    private static func isOf(_ turn: Int, in session: Session, _ name: String) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 6 && parts[0] == "session" && parts[2] == "turn" && parts[3] == String(turn)
            && parts[4] == session.mark
    }

    /// What was kept of one turn that has no picture, and where it is.
    func found(of turn: Int, in session: Session) -> (data: Data, file: URL)? {
        guard let file = found(of: session).first(where: { $0.turn == turn })?.file,
            let data = try? OrdinaryFile.read(file.path, limit: PictureLimits.standard.bytes)
        else { return nil }
        return (data, file)
    }
}
