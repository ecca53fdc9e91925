public import Foundation
import Glibc

/// Whether there is room on the disk.
public enum Room {
    /// Whether a folder's file system has room for so many bytes, as far as it says; that of the nearest folder that is there.
    public static func isThere(for bytes: Int, in folder: URL) -> Bool {
        var place = folder.standardizedFileURL
        var status = statvfs()
        while statvfs(place.path, &status) != 0 {
            guard errno == ENOENT, place.path != "/" else { return true }
            place.deleteLastPathComponent()
        }
        // Some file systems have no numbers.
        guard status.f_blocks > 0 else { return true }
        let (room, isMore) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return isMore || room >= UInt64(max(0, bytes))
    }
}
