public import Foundation
import Glibc

/// A folder for the time that something takes: "PREFIX-UUID", for the user alone.
///
/// Its maker holds its lock, so that one whose maker was killed can be told from one in use.
public final class ScratchFolder: Sendable {
    public let url: URL
    private let descriptor: Int32

    /// Makes one, and removes those that dead programs left.
    public init(in parent: URL, prefix: String) throws(OrdinaryFile.Failure) {
        Self.removeAbandoned(in: parent, prefix: prefix)
        for _ in 0..<10 {
            let url = parent.appendingPathComponent(prefix + UUID().uuidString, isDirectory: true)
            let path = url.path
            guard mkdir(path, 0o700) == 0 else { throw OrdinaryFile.Failure(code: errno) }
            // Another program may have taken it for an abandoned one before it was locked.
            if let descriptor = Self.lock(path) {
                self.url = url
                self.descriptor = descriptor
                return
            }
        }
        throw OrdinaryFile.Failure(code: EAGAIN)
    }

    deinit { close(descriptor) }

    public func remove() { try? FileManager.default.removeItem(at: url) }

    /// Removes folders of this kind whose makers are gone.
    public static func removeAbandoned(in parent: URL, prefix: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        for name in names where name.hasPrefix(prefix) && UUID(uuidString: String(name.dropFirst(prefix.count))) != nil
        {
            let url = parent.appendingPathComponent(name, isDirectory: true)
            guard let descriptor = lock(url.path) else { continue }
            try? FileManager.default.removeItem(at: url)
            close(descriptor)
        }
    }

    /// The folder, open and locked; `nil` where it is another's, is in use or is gone.
    private static func lock(_ path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var opened = stat()
        var named = stat()
        guard fstat(descriptor, &opened) == 0, opened.st_uid == geteuid(), flock(descriptor, LOCK_EX | LOCK_NB) == 0,
            lstat(path, &named) == 0, named.st_ino == opened.st_ino, named.st_dev == opened.st_dev
        else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
