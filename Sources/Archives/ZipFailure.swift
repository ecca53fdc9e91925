/// Why a zip file could not be read or written.
public enum ZipFailure: Error, Sendable, Equatable {
    /// `code` is the system's `errno`; `EINVAL` for what is no ordinary file.
    case cannotRead(code: Int32)
    /// Not a zip file, or its table of contents makes no sense.
    case notAnArchive(detail: String)
    /// An entry that can't be read whole.
    case damaged(name: String, detail: String)
    /// An entry is longer than it may be, in bytes.
    case tooLarge(name: String, limit: Int)
    case tooManyEntries(limit: Int)
    case exists(path: String)
    case cannotWrite(path: String, detail: String)
}
