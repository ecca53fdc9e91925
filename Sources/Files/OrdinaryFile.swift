public import Foundation
import Glibc

/// Files that other hands may have put where they are: opened only if they are ordinary ones, and without waiting.
///
/// A FIFO by the name of a journal would be waited for without end, and a link would be followed out of its folder.
public enum OrdinaryFile {
    /// Why a file could not be opened or read.
    public struct Failure: Error, Sendable, Equatable {
        /// The system's `errno`: among them `ELOOP` for a link, `EISDIR` for a folder, `EFBIG` for a file that is longer
        /// than was allowed, and `EINVAL` for a FIFO, a device or a socket.
        public let code: Int32

        public init(code: Int32) {
            self.code = code
        }
    }

    /// Opens an ordinary file by its name in an open folder, or by its path. Links in the last place are not followed
    /// unless that is asked for: only for paths that a person chose.
    ///
    /// - Returns: a descriptor, to be closed.
    public static func open(
        _ path: String, in folder: Int32 = AT_FDCWD, _ flags: Int32 = O_RDONLY, followingLinks: Bool = false
    ) throws(Failure) -> Int32 {
        let all = flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (followingLinks ? 0 : O_NOFOLLOW)
        let (file, code) = FoundPath.with(path, in: folder) { path in
            let file = openat(folder, path, all, 0o600 as mode_t)
            return (file, errno)
        }
        guard file >= 0 else { throw Failure(code: code == ENXIO ? EINVAL : code) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            let code = errno
            close(file)
            throw Failure(code: code)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw Failure(code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
        }
        return file
    }

    /// A whole file's bytes, at most `limit` of them. Throws `EFBIG` for a longer one, before any of it is read.
    public static func read(
        _ path: String, in folder: Int32 = AT_FDCWD, limit: Int, followingLinks: Bool = false
    ) throws(Failure) -> Data {
        let file = try open(path, in: folder, followingLinks: followingLinks)
        defer { close(file) }
        return try read(file, limit: limit)
    }

    /// What an open file has now, from its beginning.
    public static func read(_ file: Int32, limit: Int) throws(Failure) -> Data {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw Failure(code: errno) }
        guard status.st_size <= limit else { throw Failure(code: EFBIG) }
        return try read(file, from: 0, count: Int(status.st_size))
    }

    /// `count` bytes from a place in an open file, or what there is of them.
    public static func read(_ file: Int32, from start: Int, count: Int) throws(Failure) -> Data {
        var data = Data(count: count)
        var failure: Int32 = 0
        var filled = 0
        data.withUnsafeMutableBytes { bytes in
            while filled < count {
                let got = pread(file, bytes.baseAddress! + filled, count - filled, off_t(start + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { return }
                filled += got
            }
        }
        guard failure == 0 else { throw Failure(code: failure) }
        return filled == count ? data : data.prefix(filled)
    }

    /// Writes all bytes at a file's end, or where it stands.
    public static func write(_ data: Data, to file: Int32) throws(Failure) {
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
        guard failure == 0 else { throw Failure(code: failure) }
    }

    /// Whether there is anything at a path that a person named; links are followed.
    public static func exists(_ path: String) -> Bool {
        FoundPath.with(path) { access($0, F_OK) == 0 }
    }
}
