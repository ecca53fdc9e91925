import Foundation
import Glibc
import ImageModels
import Pictures
import Sessions
import Studio
import TerminalUI

/// Writes the last turns' pictures of a replay where they were asked for.
struct ReplayDelivery: Sendable {
    enum Kind: Sendable {
        case one
        /// Named after the pictures, with the model where there are several.
        case folder(namingModels: Bool)
    }

    let console: Console
    let output: String?
    let ending: String?
    let replacing: Bool
    let kind: Kind

    /// Refuses what can be known to fail before anything is asked; makes the folder.
    func check() throws {
        guard let output else { return }
        switch kind {
        case .one: try Exporting(console: console).check(request(output))
        case .folder:
            let path = console.surroundings.url(output).path
            try Export.check(path)
            if mkdir(path, 0o777) != 0, errno != EEXIST { throw Export.Failure.cannotWrite(path: output, code: errno) }
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                throw Refusal(
                    "\(Sanitising.name(output)) is no folder.",
                    next: "Several pictures are written into a folder: -o edited",
                    exit: .usage)
            }
            guard access(path, W_OK) == 0 else { throw Export.Failure.cannotWrite(path: output, code: errno) }
        }
    }

    /// What is to be written of a result: its own, or under its name what was made of the very same picture; `nil` where
    /// nothing is.
    static func delivered(_ result: ReplayResult, among results: [ReplayResult]) -> ReplayResult? {
        if result.isDone { return result }
        guard case .sameAs(_, let index) = result.outcome, results.indices.contains(index), results[index].isDone else {
            return nil
        }
        var double = results[index]
        double.picture = result.picture
        // A file that is there already is of that picture, or of an earlier run.
        double.outcome = .doneBefore
        return double
    }

    /// Writes what is done. A file of an earlier run stays as it is unless it is to be replaced.
    func deliver(_ result: ReplayResult, from session: Session) throws {
        guard let output, let last = result.turns.last else { return }
        var request = request(output)
        request.turn = last.number
        if case .folder(let namingModels) = kind {
            let stem = (result.picture as NSString).deletingPathExtension + (namingModels ? "-\(result.model)" : "")
            let ending = ending ?? last.file.pathExtension
            request.path = (output as NSString).appendingPathComponent("\(stem).\(ending)")
            if !replacing, FileManager.default.fileExists(atPath: console.surroundings.url(request.path).path) {
                if case .doneBefore = result.outcome { return }
                request.path = (output as NSString).appendingPathComponent(
                    "\(stem)-\(SessionsFolder.folderName(session.number)).\(ending)")
            }
        }
        var quiet = console
        if case .folder = kind { quiet.quiet = true }
        try Exporting(console: quiet).export(request, of: session)
    }

    private func request(_ path: String) -> ExportRequest {
        var request = ExportRequest()
        request.path = path
        request.ending = ending
        request.replacing = replacing
        return request
    }
}
