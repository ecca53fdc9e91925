public import Foundation
import Glibc

/// Whether there is room on the disk.
public enum Room {
    /// Whether a file of so many bytes can be made in a folder, which is made where it is not there: tried, since quotas, places that
    /// can't be written to and used-up inodes stand in no figure. Nothing of it is left.
    public static func isThere(for bytes: Int, in folder: URL) -> Bool {
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let path = folder.appendingPathComponent(".retouch-room-\(UInt32.random(in: .min ... .max))").path
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        defer {
            close(file)
            unlink(path)
        }
        return posix_fallocate(file, 0, off_t(max(1, bytes))) == 0
    }
}
