import Files
import Foundation
import Glibc

/// A folder whose files appear whole or not at all: written under a temporary name, flushed to the disk, put under their
/// own, and the folder flushed as well. Files are 0600, folders 0700.
///
/// Everything goes by the folder's descriptor and follows no links: what stands in a session folder may be anybody's.
struct DurableFolder: Sendable {
    let url: URL
    /// Held open by a writer, so that what it writes goes together, whatever becomes of the path.
    private let held: Descriptor?
    /// A folder of sessions may be a link: it was chosen by a person.
    private let isChosen: Bool

    /// Temporary names begin like this; whatever still has such a name was never finished.
    static let temporaryPrefix = ".unfinished-"

    private final class Descriptor: Sendable {
        let number: Int32
        init(_ number: Int32) { self.number = number }
        deinit { close(number) }
    }

    init(url: URL, isChosen: Bool = false) {
        self.url = url
        self.isChosen = isChosen
        held = nil
    }

    private init(url: URL, held: Descriptor) {
        self.url = url
        self.held = held
        isChosen = false
    }

    /// Makes the folder; throws `cannotWrite` with `EEXIST` when there is one by this name.
    static func make(at url: URL) throws(SessionFailure) -> DurableFolder {
        let path = url.path
        guard mkdir(path, 0o700) == 0 else { throw .cannotWrite(path: path, code: errno) }
        return DurableFolder(url: url)
    }

    /// The same folder, kept open.
    func holding() throws(SessionFailure) -> DurableFolder {
        if held != nil { return self }
        return DurableFolder(url: url, held: Descriptor(try open()))
    }

    /// Whether the folder that is held open still is the one at its path.
    var isInPlace: Bool {
        guard let held else { return true }
        return Self.isSame(held.number, as: url.path)
    }

    /// Whether an open file or folder is what a path in an open folder names.
    static func isSame(_ file: Int32, as path: String, in folder: Int32 = AT_FDCWD) -> Bool {
        var opened = stat()
        var named = stat()
        return fstat(file, &opened) == 0 && fstatat(folder, path, &named, AT_SYMLINK_NOFOLLOW) == 0
            && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
    }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    // MARK: Writing

    /// Writes a whole file; one of the same name is replaced. What can be made anew need not be flushed.
    func write(_ data: Data, to name: String, flushing: Bool = true) throws(SessionFailure) {
        try write(data, to: name, flushing: flushing) { folder, temporary, name in
            renameat(folder, temporary, folder, name) == 0 ? 0 : errno
        }
    }

    /// Writes a whole file under the first of several names that is free. Returns it. Nothing is replaced.
    func add(_ data: Data, as names: some Sequence<String>) throws(SessionFailure) -> String {
        for name in names {
            do throws(SessionFailure) {
                try write(data, to: name, flushing: true, settling: Self.settle)
                return name
            } catch .cannotWrite(_, code: EEXIST) {
                continue
            }
        }
        throw .cannotWrite(path: url.path, code: EEXIST)
    }

    /// Gives a file the first of several names that is free. Returns it. Nothing is replaced.
    func rename(_ name: String, toFirstOf names: some Sequence<String>) throws(SessionFailure) -> String {
        for other in names {
            let code = try within(name) { folder, name in Self.settle(folder, name, other) }
            if code == EEXIST { continue }
            guard code == 0 else { throw .cannotWrite(path: path(other), code: code) }
            flush()
            return other
        }
        throw .cannotWrite(path: url.path, code: EEXIST)
    }

    private func write(
        _ data: Data, to name: String, flushing: Bool, settling: (Int32, String, String) -> Int32
    ) throws(SessionFailure) {
        let code = try within(name) { folder, leaf -> Int32 in
            let temporary = Self.temporaryPrefix + leaf
            unlinkat(folder, temporary, 0)
            do throws(OrdinaryFile.Failure) {
                let file = try OrdinaryFile.open(temporary, in: folder, O_WRONLY | O_CREAT | O_EXCL)
                do throws(OrdinaryFile.Failure) {
                    try OrdinaryFile.write(data, to: file)
                    guard !flushing || fsync(file) == 0 else { throw OrdinaryFile.Failure(code: errno) }
                } catch {
                    close(file)
                    throw error
                }
                // Some file systems report a full disk only here.
                guard close(file) == 0 else { throw OrdinaryFile.Failure(code: errno) }
            } catch {
                unlinkat(folder, temporary, 0)
                return error.code
            }
            let code = settling(folder, temporary, leaf)
            if code != 0 { unlinkat(folder, temporary, 0) }
            if code == 0, flushing { fsync(folder) }
            return code
        }
        guard code == 0 else { throw .cannotWrite(path: path(name), code: code) }
    }

    /// Writes all bytes to an open file and flushes them.
    static func write(_ data: Data, to file: Int32, path: String) throws(SessionFailure) {
        do {
            try OrdinaryFile.write(data, to: file)
        } catch {
            throw .cannotWrite(path: path, code: error.code)
        }
        guard fsync(file) == 0 else {
            let code = errno
            throw .cannotWrite(path: path, code: code)
        }
    }

    /// Renames without replacing: a link, unlike a rename, fails where the name is taken. Returns an `errno`.
    private static func settle(_ folder: Int32, _ name: String, _ other: String) -> Int32 {
        if linkat(folder, name, folder, other, 0) == 0 {
            unlinkat(folder, name, 0)
            return 0
        }
        let code = errno
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(code) else { return code }
        // A file system without links.
        var status = stat()
        if fstatat(folder, other, &status, AT_SYMLINK_NOFOLLOW) == 0 { return EEXIST }
        return renameat(folder, name, folder, other) == 0 ? 0 : errno
    }

    /// Gives a file that was being written under a temporary name its own, or the first of its further names that is free: what
    /// is there by a name stays, unless it is empty or is the very file.
    func finish(_ names: some Sequence<String>) {
        guard let first = names.first(where: { _ in true }) else { return }
        _ = try? within(first) { folder, leaf in
            let temporary = Self.temporaryPrefix + leaf
            var (status, there) = (stat(), stat())
            guard fstatat(folder, temporary, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG,
                status.st_size > 0
            else { return }
            if fstatat(folder, leaf, &there, AT_SYMLINK_NOFOLLOW) == 0, there.st_mode & S_IFMT == S_IFREG {
                if there.st_dev == status.st_dev, there.st_ino == status.st_ino {
                    unlinkat(folder, temporary, 0)
                    return
                }
                if there.st_size == 0, renameat(folder, temporary, folder, leaf) == 0 { return }
            }
            for name in names {
                // Only a name that is taken leads to the next.
                guard Self.settle(folder, temporary, name) == EEXIST else { return }
            }
        }
    }

    /// Makes a folder in this one, unless it is there.
    func makeFolder(_ name: String) throws(SessionFailure) {
        let code = try within(name) { folder, name in mkdirat(folder, name, 0o700) == 0 ? 0 : errno }
        guard code == 0 || code == EEXIST else { throw .cannotWrite(path: path(name), code: code) }
    }

    /// Removes a file, or an empty folder; whether it was there.
    @discardableResult
    func remove(_ name: String, isFolder: Bool = false) -> Bool {
        (try? within(name) { folder, name in unlinkat(folder, name, isFolder ? AT_REMOVEDIR : 0) == 0 }) ?? false
    }

    /// Brings a file of another folder here, as the same file where that can be.
    func take(_ name: String, from other: DurableFolder) throws(SessionFailure) {
        let isLinked = try other.within(name) { source, from in
            (try? within(name) { target, to in linkat(source, from, target, to, 0) == 0 }) ?? false
        }
        if !isLinked { _ = try add(try other.read(name), as: [name]) }
    }

    /// Makes renames in this folder last.
    func flush() {
        guard let folder = try? open() else { return }
        fsync(folder)
        close(folder)
    }

    // MARK: Reading

    /// The most that a file may have to be read whole.
    static let mostBytes = 1 << 30

    func read(_ name: String, limit: Int = mostBytes) throws(SessionFailure) -> Data {
        let file = try openFile(name)
        defer { close(file) }
        do {
            return try OrdinaryFile.read(file, limit: limit)
        } catch {
            throw .cannotRead(path: path(name), code: error.code)
        }
    }

    /// Opens an ordinary file for reading; the descriptor is to be closed.
    func openFile(_ name: String) throws(SessionFailure) -> Int32 {
        let (file, code) = try within(name, forReading: true) { folder, leaf -> (Int32, Int32) in
            do throws(OrdinaryFile.Failure) {
                return (try OrdinaryFile.open(leaf, in: folder), 0)
            } catch {
                return (-1, error.code)
            }
        }
        guard file >= 0 else { throw .cannotRead(path: path(name), code: code) }
        return file
    }

    /// Opens a file that is there for adding to its end; the descriptor is to be closed.
    func openForAppending(_ name: String, making: Bool = false) throws(SessionFailure) -> Int32 {
        let (file, code) = try within(name) { folder, leaf -> (Int32, Int32) in
            do throws(OrdinaryFile.Failure) {
                let flags = O_RDWR | O_APPEND | (making ? O_CREAT | O_EXCL : 0)
                return (try OrdinaryFile.open(leaf, in: folder, flags), 0)
            } catch {
                return (-1, error.code)
            }
        }
        guard file >= 0 else { throw .cannotWrite(path: path(name), code: code) }
        return file
    }

    /// Whether an open file is the one by this name.
    func names(_ file: Int32, _ name: String) -> Bool {
        (try? within(name) { folder, leaf in Self.isSame(file, as: leaf, in: folder) }) ?? false
    }

    /// Whether there is an ordinary file by this name.
    func has(_ name: String) -> Bool {
        let kind = try? within(name, forReading: true) { folder, leaf -> mode_t in
            var status = stat()
            return fstatat(folder, leaf, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status.st_mode & S_IFMT : 0
        }
        return kind == S_IFREG
    }

    /// The names of all that is in the folder, in order.
    func names() -> [String] {
        guard isInPlace else { return heldNames() }
        return ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
    }

    private func heldNames() -> [String] {
        guard let held else { return [] }
        return ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd/\(held.number)")) ?? []).sorted()
    }

    // MARK: The descriptor

    /// The folder itself, open; the descriptor is to be closed.
    private func open() throws(SessionFailure) -> Int32 {
        if let held { return fcntl(held.number, F_DUPFD_CLOEXEC, 0) }
        let path = url.path
        let folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (isChosen ? 0 : O_NOFOLLOW))
        guard folder >= 0 else {
            let code = errno
            throw .cannotRead(path: path, code: Self.isLink(path) ? ELOOP : code)
        }
        return folder
    }

    private static func isLink(_ path: String, in folder: Int32 = AT_FDCWD) -> Bool {
        var status = stat()
        return fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Does something in the folder that a name lies in: this one, or one in it. None on the way may be a link.
    private func within<Result>(
        _ name: String, forReading: Bool = false, _ body: (Int32, String) -> Result
    ) throws(SessionFailure) -> Result {
        var parts = name.split(separator: "/").map(String.init)
        guard let leaf = parts.popLast() else { throw .cannotRead(path: path(name), code: ENOENT) }
        var folder: Int32
        do {
            folder = if parts.isEmpty, let held { held.number } else { try open() }
        } catch .cannotRead(_, let code) where !forReading {
            throw .cannotWrite(path: path(name), code: code)
        } catch .cannotRead(_, let code) {
            throw .cannotRead(path: path(name), code: code)
        }
        defer { if folder != held?.number { close(folder) } }
        for part in parts {
            let inner = openat(folder, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard inner >= 0 else {
                let failure = errno
                let code = Self.isLink(part, in: folder) ? ELOOP : failure
                throw forReading
                    ? .cannotRead(path: path(name), code: code) : .cannotWrite(path: path(name), code: code)
            }
            close(folder)
            folder = inner
        }
        return body(folder, leaf)
    }
}
