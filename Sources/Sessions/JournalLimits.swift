/// What a journal may have: far more than a person's session, and little enough to be read in seconds.
enum JournalLimits {
    static let bytes = 256 << 20
    static let lines = 100_000
    /// Lines that are left for the ends of turns when no turn begins any more.
    static let reservedLines = 2000
    static let turn = 9_999_999
    /// Turns that have begun and not ended: as many as were asked for together, or were cut off.
    static let underWay = 1000
    static let headerBytes = 1 << 20
}
