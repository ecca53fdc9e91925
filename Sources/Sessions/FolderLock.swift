import Foundation
import Glibc

/// What one program at a time does in a folder of sessions: a file that is locked as long as this lives, or until the
/// program ends, however that happens. Then it is removed, unless others have it as well.
final class FolderLock: Sendable {
    /// One of several parts, of which each may be another program's. From 1, and below a million or so.
    struct Share: Sendable, Equatable {
        var number: Int
        var count: Int
    }

    private let file: Int32
    private let name: String
    private let files: DurableFolder
    private let sessions: SessionsFolder

    /// Returns `nil` while another program has it, or a share that it is not known to lie beside: shares of another
    /// count. On a file system without locks, nobody has it.
    ///
    /// - Parameter waiting: Waits for it instead.
    init?(
        _ name: String, share: Share? = nil, in sessions: SessionsFolder, waiting: Bool = false
    ) throws(SessionFailure) {
        try sessions.make()
        self.name = name
        self.sessions = sessions
        files = DurableFolder(url: sessions.url, isChosen: true)
        while true {
            let file = try Self.opened(name, in: files, of: sessions)
            guard Self.lock(file, share, waiting: waiting) else {
                close(file)
                return nil
            }
            // Whoever had it before may have removed it.
            if files.names(file, name) {
                self.file = file
                return
            }
            close(file)
        }
    }

    deinit {
        if Self.lock(file, nil, waiting: false) { files.remove(name) }
        close(file)
        sessions.removeIfMade()
    }

    private static func opened(
        _ name: String, in files: DurableFolder, of sessions: SessionsFolder
    ) throws(SessionFailure) -> Int32 {
        for _ in 0..<1000 {
            do {
                return try files.openForAppending(name)
            } catch .cannotWrite(_, code: ENOENT) {
                // Made below, by this program or by another one.
            }
            do {
                return try files.openForAppending(name, making: true)
            } catch .cannotWrite(_, code: EEXIST) {
                continue
            } catch .cannotWrite(_, code: ENOENT) {
                // Another program had made the folder, and has taken it away with what came to nothing.
                try sessions.make()
            }
        }
        throw .cannotWrite(path: files.path(name), code: ENOENT)
    }

    /// The whole file is everything; each count of shares has a stretch of it, in which each share has one byte. Who has
    /// a share lets nobody have anything outside of the stretch.
    private static func lock(_ file: Int32, _ share: Share?, waiting: Bool) -> Bool {
        guard let share else { return lock(file, F_WRLCK, from: 0, bytes: 0, waiting) }
        let stretch = 1 << 20
        let start = share.count * stretch
        return lock(file, F_WRLCK, from: start + share.number, bytes: 1, waiting)
            && lock(file, F_RDLCK, from: 0, bytes: start, waiting)
            && lock(file, F_RDLCK, from: start + stretch, bytes: 0, waiting)
    }

    /// `F_OFD_SETLK` and `F_OFD_SETLKW` of Linux, which Glibc's module leaves out.
    private static let (setLock, setLockWaiting): (Int32, Int32) = (37, 38)

    /// Of no bytes, it goes to the end of all files.
    private static func lock(_ file: Int32, _ kind: Int32, from start: Int, bytes: Int, _ waiting: Bool) -> Bool {
        var range = flock()
        range.l_type = Int16(kind)
        range.l_whence = Int16(SEEK_SET)
        range.l_start = off_t(start)
        range.l_len = off_t(bytes)
        // The open file's, not the process's: it goes with this descriptor, and also holds within one program.
        while fcntl(file, waiting ? setLockWaiting : setLock, &range) != 0 {
            if errno == EINTR { continue }
            return errno != EAGAIN && errno != EACCES
        }
        return true
    }
}

/// The right to carry out a replay's recipes in a folder of sessions, or a share of their pictures, as long as it lives: two
/// programs that did the same would both pay for it.
public final class ReplayLock: Sendable {
    private let locks: [FolderLock]

    /// Throws `SessionFailure`: `setInUse` while another program has one of the recipes, or the share.
    ///
    /// - Parameter share: From 1, of so many.
    public init(
        of session: Int, recipes: Set<String>, share: (number: Int, count: Int)? = nil, in sessions: SessionsFolder
    ) throws(SessionFailure) {
        var locks: [FolderLock] = []
        for recipe in recipes.sorted() {
            guard
                let lock = try FolderLock(
                    ".replay-\(BatchJournal.name(of: session, recipe: recipe)).lock",
                    share: share.map { .init(number: $0.number, count: $0.count) }, in: sessions)
            else { throw .setInUse(session) }
            locks.append(lock)
        }
        self.locks = locks
    }
}
