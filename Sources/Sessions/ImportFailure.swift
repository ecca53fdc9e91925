/// Why an archive, or a folder, was not taken in as a session. Nothing of it was kept.
public enum ImportFailure: Error, Sendable, Equatable {
    /// No `session.json` with a `journal.jsonl` beside it.
    case noSession
    /// More than one session: which is meant, nobody has said.
    case severalSessions(count: Int)
    /// It was packed with a password.
    case encrypted
    /// A name that would lead out of the folder, a link or the same name twice.
    case unsafeEntry(name: String)
    /// More files or bytes than a session may have.
    case tooLarge
    /// Unpacking and checking took longer than a person's session does.
    case tookTooLong(seconds: Int)
    /// The journal speaks of a file that is not in the archive.
    case missingFile(name: String)
    /// A turn is still to be ended, or taken up again, by the program that made it.
    case unfinished(turn: Int?)
    /// The journal, or a file, is not what it should be.
    case damaged(findings: [Verification.Finding])
}
