public import Foundation

/// News of a session that other hands have reached into while it was open. Nothing was lost; what comes goes elsewhere.
public struct Displacement: Sendable, Equatable {
    public enum What: Sendable, Equatable {
        /// The journal's name stands for another file now.
        case journalReplaced
        case journalGone
        case journalShortened
        /// Somebody else has added to the journal.
        case journalWrittenInto
        /// The session's folder was moved, removed or replaced.
        case folderGone
        /// What had gone to a rescue journal is in the session's own again.
        case takenUp(turns: Int)
    }

    public let what: What
    public let session: Int
    /// Where the turns go from now on: a rescue journal, or the folder of a new session with all that could be taken along.
    public let place: URL
    /// The number that the session goes on under, where its folder is gone.
    public var continuedAs: Int?
}
