import Glibc

/// A file on its way to a place that a person chose: written beside it under a name of its own, then put there whole or not at all.
///
/// Its own name is locked for as long as it is written, so that what a program left that was ended is told from what another
/// one is writing; the next file into that folder removes it.
public final class OutgoingFile {
    /// Why a file could not be put where it was to go.
    public enum Failure: Error, Sendable, Equatable {
        case exists
        /// What is there is a device, a FIFO or a socket, which is never replaced.
        case isNoFile
        /// The system's `errno`.
        case failed(code: Int32)
    }

    /// What is written until it is put in its place.
    public let descriptor: Int32
    /// A path beside it for what is written by its path, and that path with a dot and six characters more; removed like the file.
    public let companion: String
    private let path: String
    private let own: String
    private let isReplacing: Bool

    /// Begins a file for a path. Throws what can be known by then.
    public init(to path: String, replacing: Bool) throws(Failure) {
        var status = stat()
        // Also one that a link leads to.
        if stat(path, &status) == 0 {
            if [S_IFCHR, S_IFBLK, S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT) { throw .isNoFile }
            if status.st_mode & S_IFMT == S_IFDIR { throw .failed(code: EISDIR) }
            if !replacing { throw .exists }
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        Self.removeLeft(in: folder.isEmpty ? "." : folder)
        // Short, since a name may be as long as names can be.
        var (own, file): (String, Int32)
        repeat {
            own = "\(folder)\(Self.prefix)\(UInt32.random(in: .min ... .max))\(Self.ending)"
            file = open(own, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
            if file >= 0, !Self.isLocked(file) {
                close(file)
                (file, errno) = (-1, EEXIST)
            }
        } while file < 0 && errno == EEXIST
        guard file >= 0 else { throw .failed(code: errno) }
        (self.path, self.own, isReplacing, descriptor) = (path, own, replacing, file)
        companion = own + Self.companionEnding
    }

    deinit {
        unlink(companion)
        unlink(own)
        close(descriptor)
    }

    /// Puts it in its place, or its companion. Only once.
    public func put(companion isCompanion: Bool = false) throws(Failure) {
        let written = isCompanion ? companion : own
        if !isReplacing {
            // A link, unlike a rename, fails if the file has come to be meanwhile.
            if link(written, path) == 0 { return }
            if errno == EEXIST { throw .exists }
            // A file system without links.
            guard [EPERM, EOPNOTSUPP, ENOSYS].contains(errno) else { throw .failed(code: errno) }
        }
        guard rename(written, path) == 0 else { throw .failed(code: errno) }
    }

    /// Locks a file that was just made; `false` where another program took it for one that was left. Without locks there is nobody who
    /// removes any.
    private static func isLocked(_ file: Int32) -> Bool {
        var status = stat()
        if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return false }
        return fstat(file, &status) != 0 || status.st_nlink > 0
    }

    // MARK: What was left

    private static let (prefix, ending, companionEnding) = (".retouch-", ".part", ".zip")
    /// A folder has no more entries that are looked at.
    private static let mostEntries = 20_000

    /// Removes what ended programs of this user have left in a folder.
    private static func removeLeft(in folder: String) {
        guard let list = opendir(folder) else { return }
        defer { closedir(list) }
        var names: [String] = []
        for _ in 0..<mostEntries {
            guard let entry = readdir(list) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { bytes in
                    strncmp(bytes, prefix, prefix.utf8.count) == 0 ? String(cString: bytes) : nil
                }
            }
            if let name { names.append(name) }
        }
        for name in names where isOwn(name) {
            let file = openat(dirfd(list), name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
            guard file >= 0 else { continue }
            defer { close(file) }
            var status = stat()
            guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
                flock(file, LOCK_EX | LOCK_NB) == 0
            else { continue }
            for other in names where isCompanion(other, of: name) { unlinkat(dirfd(list), other, 0) }
            unlinkat(dirfd(list), name, 0)
        }
    }

    /// Whether a name is one that is made here.
    private static func isOwn(_ name: String) -> Bool {
        guard name.hasPrefix(prefix), name.hasSuffix(ending) else { return false }
        let number = name.dropFirst(prefix.count).dropLast(ending.count)
        return UInt32(number).map { String($0) == number } ?? false
    }

    /// Whether a name is a companion's, or what libzip writes for one.
    private static func isCompanion(_ name: String, of own: String) -> Bool {
        guard name.hasPrefix(own + companionEnding) else { return false }
        let rest = name.dropFirst(own.count + companionEnding.count)
        return rest.isEmpty
            || rest.count == 7 && rest.first == "."
                && rest.dropFirst().allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
}
