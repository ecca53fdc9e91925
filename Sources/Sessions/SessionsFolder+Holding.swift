public import Foundation
import Glibc

extension SessionsFolder {
    /// The session folder that a path lies in, wherever that is; `nil` where it lies in none. Links and `..` are
    /// followed as the system would, and the path itself need not be there.
    public static func session(holding path: String) -> URL? {
        var at = URL(fileURLWithPath: path).path
        // A link in the last place is replaced or written through; either way it counts where it is, and where it leads.
        let places = [(at as NSString).deletingLastPathComponent, at]
        for place in places {
            at = place.isEmpty ? "." : place
            while access(at, F_OK) != 0, at != "/", at != "." {
                at = (at as NSString).deletingLastPathComponent
                if at.isEmpty { at = "." }
            }
            guard let resolved = realpath(at, nil) else { continue }
            defer { free(resolved) }
            var folder = URL(fileURLWithPath: String(cString: resolved))
            while folder.path != "/" {
                let files = DurableFolder(url: folder)
                if files.has(headerName), files.has(journalName) { return folder }
                folder.deleteLastPathComponent()
            }
        }
        return nil
    }
}
