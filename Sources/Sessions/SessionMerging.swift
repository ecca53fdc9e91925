public import Archives
import Files
public import Foundation
import Glibc

/// Sessions of another folder of sessions, taken in one by one: what machines have made apart comes together.
public struct SessionMerging {
    private let target: SessionsFolder
    /// Of two that looked at once, both would take what neither saw.
    private let lock: FolderLock?
    /// The numbers of the sessions here, by their journals' first lines.
    private var known: [Data: [Int]]

    /// Waits while another program takes sessions into the same folder, and says so before.
    public init(into target: SessionsFolder, whenWaiting: () -> Void = {}) throws(SessionFailure) {
        self.target = target
        let name = ".import.lock"
        if let lock = try FolderLock(name, in: target) {
            self.lock = lock
        } else {
            whenWaiting()
            lock = try FolderLock(name, in: target, waiting: true)
        }
        known = target.firstLines().reduce(into: [:]) { $0[$1.value, default: []].append($1.key) }
    }

    public enum Outcome: Sendable {
        /// `earlier` is the number under which it was taken before it had gone on.
        case taken(Session, earlier: Int?)
        /// All of it is here already, under this number.
        case wasHere(Int)
    }

    /// The folders of the sessions in a folder, by their numbers; the folder itself where it is a session's.
    public static func sessions(in folder: URL) -> [URL] {
        let url = resolved(folder)
        if DurableFolder(url: url).has(SessionsFolder.headerName) { return [url] }
        let sessions = SessionsFolder(url: url)
        return sessions.numbers().map(sessions.folder).filter { DurableFolder(url: $0).has(SessionsFolder.headerName) }
    }

    /// What has a session's number for its name in such a folder and is no folder: a file, or a link, which is not followed.
    public static func strangers(in folder: URL) -> [URL] {
        let sessions = SessionsFolder(url: resolved(folder))
        return sessions.numbers().map(sessions.folder).filter { url in
            var status = stat()
            return lstat(url.path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
        }
    }

    /// What a person names may be a link; what is in it may not.
    private static func resolved(_ folder: URL) -> URL {
        guard let path = realpath(folder.path, nil) else { return folder }
        defer { free(path) }
        return URL(fileURLWithPath: String(cString: path), isDirectory: true)
    }

    /// Takes a session in, unless all of it is here already. Throws `ImportFailure`, or `SessionFailure`: `inUse` while a
    /// program writes to it. The session itself is only read.
    public mutating func take(_ folder: URL) throws -> Outcome {
        let files = DurableFolder(url: folder)
        let number = Int(folder.lastPathComponent) ?? 0
        let lock = try Self.locked(files, number: number)
        defer { close(lock) }
        let data = try Self.journal(in: files)
        guard RescueJournal.names(in: files).isEmpty else { throw ImportFailure.unfinished(turn: nil) }
        let session = try Session(
            folder: folder, header: SessionsFolder.header(in: files, number: number), journal: data)
        if let turn = session.state.turns.first(where: { $0.outcome == .underWay }) {
            throw ImportFailure.unfinished(turn: turn.number)
        }
        // A last line that was being written when the program ended.
        guard session.journal.count == data.count else { throw ImportFailure.unfinished(turn: nil) }
        return try take(journal: data, isHere: { _ in true }) { name, limit in
            guard files.has(name) else { return nil }
            return try files.read(name, limit: limit)
        }
    }

    /// Takes the session of an archive in, unless all of it is here already and whole. Throws `ImportFailure`, `ZipFailure` or
    /// `SessionFailure`.
    public mutating func take(_ archive: ZipReader) throws -> Outcome {
        let source = try SessionsFolder.source(in: archive)
        guard let data = try source(SessionsFolder.journalName, JournalLimits.bytes) else {
            throw ImportFailure.missingFile(name: SessionsFolder.journalName)
        }
        return try take(journal: data, isHere: { $0.verified().findings.isEmpty }, from: source)
    }

    private mutating func take(
        journal data: Data, isHere: (Session) -> Bool, from source: @escaping SessionsFolder.ImportSource
    ) throws -> Outcome {
        let beginning = Self.firstLine(of: data)
        var earlier: Int?
        for number in known[beginning] ?? [] {
            guard let session = try? target.read(number) else { continue }
            if session.journal.starts(with: data), isHere(session) { return .wasHere(number) }
            if data.starts(with: session.journal), data.count > session.journal.count { earlier = number }
        }
        let taken = try target.take { name, limit in
            name == SessionsFolder.journalName ? data : try source(name, limit)
        }
        known[beginning, default: []].append(taken.number)
        return .taken(taken, earlier: earlier)
    }

    private static func firstLine(of journal: Data) -> Data { Data(journal.prefix { $0 != 0x0A }) }

    private static func journal(in files: DurableFolder) throws -> Data {
        do {
            return try files.read(SessionsFolder.journalName, limit: JournalLimits.bytes)
        } catch SessionFailure.cannotRead(_, code: EFBIG) {
            throw SessionFailure.journalTooLong(number: 0)
        } catch SessionFailure.cannotRead(_, code: ENOENT) {
            throw ImportFailure.missingFile(name: SessionsFolder.journalName)
        }
    }

    /// The journal, open, with no program writing to it as long as it is. Where locks are not known, none holds one.
    private static func locked(_ files: DurableFolder, number: Int) throws -> Int32 {
        let file: Int32
        do {
            file = try files.openFile(SessionsFolder.journalName)
        } catch SessionFailure.cannotRead(_, code: ENOENT) {
            throw ImportFailure.missingFile(name: SessionsFolder.journalName)
        }
        if flock(file, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK {
            close(file)
            throw SessionFailure.inUse(number)
        }
        return file
    }
}
