import Foundation
import Glibc

/// A folder whose files appear whole or not at all: written under a temporary name, flushed to the disk, renamed, and
/// the folder flushed as well. Files are 0600, folders 0700.
struct DurableFolder: Sendable {
    let url: URL

    /// Temporary names begin like this; whatever still has such a name was never finished.
    static let temporaryPrefix = ".unfinished-"

    /// Makes the folder; throws `cannotWrite` with `EEXIST` when there is one by this name.
    static func make(at url: URL) throws(SessionFailure) -> DurableFolder {
        guard mkdir(url.path, 0o700) == 0 else { throw .cannotWrite(path: url.path, code: errno) }
        return DurableFolder(url: url)
    }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Writes a whole file; one of the same name is replaced. What can be made anew need not be flushed.
    func write(_ data: Data, to name: String, flushing: Bool = true) throws(SessionFailure) {
        let temporary = path(Self.temporaryPrefix + name.replacingOccurrences(of: "/", with: "-"))
        unlink(temporary)
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .cannotWrite(path: path(name), code: errno) }
        do {
            try Self.write(data, to: file, path: path(name), flushing: flushing)
        } catch {
            close(file)
            unlink(temporary)
            throw error
        }
        // Some file systems report a full disk only here.
        guard close(file) == 0, Glibc.rename(temporary, path(name)) == 0 else {
            let code = errno
            unlink(temporary)
            throw .cannotWrite(path: path(name), code: code)
        }
        if flushing { flush() }
    }

    func rename(_ name: String, to other: String) throws(SessionFailure) {
        guard Glibc.rename(path(name), path(other)) == 0 else { throw .cannotWrite(path: path(other), code: errno) }
        flush()
    }

    /// Writes all bytes and flushes them.
    static func write(
        _ data: Data, to file: Int32, path: String, flushing: Bool = true
    ) throws(SessionFailure) {
        var failure: Int32 = 0
        data.withUnsafeBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                let written = Glibc.write(file, bytes.baseAddress! + offset, bytes.count - offset)
                if written < 0 {
                    if errno == EINTR { continue }
                    failure = errno
                    return
                }
                offset += written
            }
        }
        guard failure == 0 else { throw .cannotWrite(path: path, code: failure) }
        guard !flushing || fsync(file) == 0 else { throw .cannotWrite(path: path, code: errno) }
    }

    /// Makes renames in this folder last.
    func flush() {
        let folder = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    func read(_ name: String) throws(SessionFailure) -> Data {
        try Self.read(path(name))
    }

    static func read(_ path: String) throws(SessionFailure) -> Data {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw .cannotRead(path: path, code: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .cannotRead(path: path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .cannotRead(path: path, code: EISDIR) }
        let length = Int(status.st_size)
        var data = Data(count: length)
        var failure: Int32 = 0
        var filled = 0
        data.withUnsafeMutableBytes { bytes in
            while filled < length {
                let count = Glibc.read(file, bytes.baseAddress! + filled, length - filled)
                if count < 0, errno == EINTR { continue }
                if count < 0 { failure = errno }
                if count <= 0 { return }
                filled += count
            }
        }
        guard failure == 0 else { throw .cannotRead(path: path, code: failure) }
        return filled == length ? data : data.prefix(filled)
    }
}
