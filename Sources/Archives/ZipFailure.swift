import Files

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
    /// What is there is a device, a FIFO or a socket, which is never replaced.
    case isNoFile(path: String)
    /// `code` is the system's `errno`, among them `EISDIR`.
    case cannotPut(path: String, code: Int32)
    case cannotWrite(path: String, detail: String)

    init(_ failure: OutgoingFile.Failure, path: String) {
        switch failure {
        case .exists: self = .exists(path: path)
        case .isNoFile: self = .isNoFile(path: path)
        case .failed(let code): self = .cannotPut(path: path, code: code)
        }
    }
}
