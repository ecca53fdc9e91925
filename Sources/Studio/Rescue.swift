import Foundation
import Pictures

/// Where a picture goes that was paid for and that its session's folder can't take.
struct Rescue: Sendable {
    let folder: URL

    /// Tries the folder, then the system's temporary one; `nil` if neither takes it.
    func keep(_ data: Data, name: String) -> URL? {
        let ending = PictureFormat(magic: data)?.fileExtension ?? "bin"
        let file = "\(name)-\(UUID().uuidString.prefix(8)).\(ending)"
        for folder in [folder, FileManager.default.temporaryDirectory] {
            try? FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let url = folder.appendingPathComponent(file)
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
            if FileManager.default.createFile(atPath: url.path, contents: data, attributes: attributes),
                (try? Data(contentsOf: url)) == data
            {
                return url
            }
        }
        return nil
    }
}
