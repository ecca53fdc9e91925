/// Why a session could not be made, opened or written to.
public enum SessionFailure: Error, Sendable, Equatable {
    case noSuchSession(Int)
    case noSuchTurn(Int)
    /// The turn has no picture: it failed, was cancelled or interrupted.
    case turnWithoutPicture(Int)
    /// Another program is writing to the session.
    case inUse(Int)
    /// Another program carries out the session's replay on the same pictures.
    case setInUse(Int)
    /// Made by a newer program; nothing was changed. Of number 0 where it has none yet.
    case unknownFormat(number: Int, found: String)
    /// `session.json` is not as any version writes it; nothing was changed. Of number 0 where it has none yet.
    case damagedHeader(number: Int)
    /// The folder or the file could not be read; `code` is the system's `errno`.
    case cannotRead(path: String, code: Int32)
    /// Nothing was written, or a temporary file only, which has been removed.
    case cannotWrite(path: String, code: Int32)
    /// A journal line that is no JSON, or not of a known shape; lines count from 1.
    case damagedJournal(number: Int, line: Int)
    /// A line of a set's journal of jobs that makes no sense; lines count from 1.
    case damagedBatch(path: String, line: Int)
    /// Somebody put another file in the place of a set's journal of jobs, or took it away, while it was in use.
    case replacedBatch(path: String)
    /// More lines or bytes than any person's session has.
    case journalTooLong(number: Int)
    /// The picture's file is missing or is not what the journal says.
    case damagedPicture(number: Int, turn: Int, file: String)
}
