import Foundation
import Glibc

extension SessionWriter {
    /// Removes a session that has no turn, of whatever outcome; nothing may be written to it then. One in whose folder there
    /// is anything that no line speaks of stays. The folder of sessions goes with it if this program made that for it.
    public func removeIfEmpty() {
        guard session.state.turns.isEmpty, files.isInPlace, let told = try? session.files() else { return }
        let parts = [Session.pageName, Session.scriptName, SessionsFolder.journalName]
        let names = files.names()
        let references = DurableFolder(url: files.url.appendingPathComponent(Self.references)).names()
            .map { Self.references + "/" + $0 }
        let known = Set(told + parts + [SessionsFolder.headerName, Self.references])
        guard known.isSuperset(of: names), known.isSuperset(of: references) else { return }
        // Without its header it is no session any more.
        files.remove(SessionsFolder.headerName)
        for name in references + told + parts { files.remove(name) }
        files.remove(Self.references, isFolder: true)
        guard rmdir(files.url.path) == 0 else { return }
        home.removeIfMade()
    }
}
