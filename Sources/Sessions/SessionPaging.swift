public import Foundation
import Glibc

/// What makes one session's page. A writer asks it after each line of the journal.
public protocol SessionPaging: Sendable {
    /// The page's files by name, without those that are written already and stay as they are.
    func files(of session: Session) -> [String: Data]
}

extension SessionsFolder {
    /// Writes a session's page anew, unless another program has the session open and so keeps its page up to date.
    ///
    /// Returns the page's file. Throws where there is no such session, or the page can't be written.
    public func writePage(of number: Int) throws(SessionFailure) -> URL {
        let session = try read(number)
        let files = DurableFolder(url: session.folder)
        if let paging = paging?() {
            do throws(SessionFailure) {
                let journal = try Self.lockedJournal(in: files, number: number)
                defer { close(journal) }
                for (name, data) in paging.files(of: session) { try files.write(data, to: name, flushing: false) }
            } catch .inUse {
            } catch .cannotWrite where files.has(Session.pageName) {
                // A session that may only be read keeps the page that it has.
            }
        }
        return session.pageFile
    }
}

extension Session {
    static let pageName = "index.html"
    static let scriptName = "session.js"

    /// The session as a page.
    public var pageFile: URL { folder.appendingPathComponent(Session.pageName) }

    /// The journal's length in bytes: it grows with everything that happens.
    public var journalLength: Int { journal.count }
}
