import Files
public import Foundation
import Glibc

/// The journal of a set that is carried out in jobs of many requests: append-only, each line on the disk before what it
/// speaks of is begun. One program goes on with a set at a time.
///
/// It lies beside the sessions, in `batches/`, with the files that go to the service and come from it.
public final class BatchJournal {
    public private(set) var state: BatchState
    public let folder: URL
    /// What its files' names begin with: "0007-1a2b3c4d5e6f".
    public let name: String
    private let file: Int32
    private var length: Int

    static let folderName = "batches"

    /// Opens the journal of a session's recipe, or begins it. Throws `setInUse` while another program goes on with the set.
    public init(
        of session: Int, recipe: String, model: String, service: String?, in sessions: SessionsFolder, at date: Date
    ) throws(SessionFailure) {
        folder = sessions.url.appendingPathComponent(Self.folderName)
        name = Self.name(of: session, recipe: recipe)
        try sessions.make()
        let code = mkdir(folder.path, 0o700) == 0 ? 0 : errno
        guard code == 0 || code == EEXIST else { throw .cannotWrite(path: folder.path, code: code) }
        if let code = Self.whyClosed(folder) { throw .cannotWrite(path: folder.path, code: code) }
        let path = folder.appendingPathComponent(name + ".jsonl").path
        do throws(OrdinaryFile.Failure) {
            file = try OrdinaryFile.open(path, O_RDWR | O_CREAT | O_APPEND)
        } catch {
            throw .cannotWrite(path: path, code: error.code)
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw .setInUse(session)
        }
        do throws(SessionFailure) {
            let data = try Self.read(file, path: path)
            (state, length) = try Self.state(of: data, path: path)
            // A line that was being written when the program ended.
            if length < data.count { ftruncate(file, off_t(length)) }
        } catch {
            close(file)
            throw error
        }
        if state.opened == nil {
            var event = BatchEvent(.opened, at: date)
            (event.session, event.recipe, event.model, event.service) = (session, recipe, model, service)
            try append(event)
        }
    }

    deinit { close(file) }

    /// "0007-1a2b3c4d5e6f"
    public static func name(of session: Int, recipe: String) -> String {
        "\(SessionsFolder.folderName(session))-\(recipe.prefix(12))"
    }

    /// A file of this set's.
    public func place(_ ending: String) -> URL { folder.appendingPathComponent("\(name).\(ending)") }

    /// When this returns, the line is on the disk. Throws `replacedBatch` where its file is not the one at its place any more: what
    /// was written to it nobody would read again.
    public func append(_ event: BatchEvent) throws(SessionFailure) {
        let path = place("jsonl").path
        guard DurableFolder.isSame(file, as: path) else { throw .replacedBatch(path: path) }
        // What could not be read again would close the set for good.
        guard event.isSensible, var line = try? JournalCoding.encoder.encode(event) else {
            throw .cannotWrite(path: path, code: EINVAL)
        }
        line.append(0x0A)
        do throws(SessionFailure) {
            try DurableFolder.write(line, to: file, path: path)
        } catch {
            ftruncate(file, off_t(length))
            throw error
        }
        length += line.count
        state.take(event)
    }

    // MARK: Reading

    /// What the journal of a recipe adds up to, read while another program may write to it; `nil` where there is none.
    public static func state(
        of session: Int, recipe: String, in sessions: SessionsFolder
    ) throws(SessionFailure) -> BatchState? {
        let folder = sessions.url.appendingPathComponent(folderName)
        if let code = whyClosed(folder), code != ENOENT { throw .cannotRead(path: folder.path, code: code) }
        return try state(at: folder.appendingPathComponent(name(of: session, recipe: recipe) + ".jsonl").path)
    }

    /// Why the folder of batches is not to be read or written in: a link is not followed, wherever it leads.
    private static func whyClosed(_ folder: URL) -> Int32? {
        var status = stat()
        guard lstat(folder.path, &status) == 0 else { return errno }
        return switch status.st_mode & S_IFMT {
        case S_IFDIR: nil
        case S_IFLNK: ELOOP
        default: ENOTDIR
        }
    }

    /// All sets that were ever carried out in jobs, by the sessions that they replay, and why the others can't be read.
    public static func all(in sessions: SessionsFolder) -> (states: [BatchState], unread: [SessionFailure]) {
        let folder = sessions.url.appendingPathComponent(folderName)
        if let code = whyClosed(folder) {
            return ([], code == ENOENT ? [] : [.cannotRead(path: folder.path, code: code)])
        }
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
        var (states, unread): ([BatchState], [SessionFailure]) = ([], [])
        for name in names where isJournal(name) {
            do throws(SessionFailure) {
                if let state = try state(at: folder.appendingPathComponent(name).path) { states.append(state) }
            } catch {
                unread.append(error)
            }
        }
        return (states, unread)
    }

    private static func isJournal(_ name: String) -> Bool { name.wholeMatch(of: /[0-9]+-[0-9a-f]{12}\.jsonl/) != nil }

    private static func state(at path: String) throws(SessionFailure) -> BatchState? {
        let file: Int32
        do throws(OrdinaryFile.Failure) {
            file = try OrdinaryFile.open(path)
        } catch {
            if error.code == ENOENT { return nil }
            throw .cannotRead(path: path, code: error.code)
        }
        defer { close(file) }
        return try state(of: read(file, path: path), path: path).0
    }

    private static func read(_ file: Int32, path: String) throws(SessionFailure) -> Data {
        do throws(OrdinaryFile.Failure) {
            return try OrdinaryFile.read(file, limit: DurableFolder.mostBytes)
        } catch {
            throw .cannotRead(path: path, code: error.code)
        }
    }

    /// The state, and how far the lines are whole.
    private static func state(of data: Data, path: String) throws(SessionFailure) -> (BatchState, Int) {
        var state = BatchState()
        var start = data.startIndex
        var number = 0
        while let end = data[start...].firstIndex(of: 0x0A) {
            number += 1
            guard let event = try? JournalCoding.decoder.decode(BatchEvent.self, from: data[start..<end]),
                event.isSensible
            else { throw .damagedBatch(path: path, line: number) }
            state.take(event)
            start = end + 1
        }
        return (state, start - data.startIndex)
    }
}
