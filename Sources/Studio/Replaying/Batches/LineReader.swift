package import Files
package import Foundation
import Glibc

/// Reads a file line by line, of which none but the current one is in memory.
package struct LineReader: ~Copyable {
    private let file: Int32
    private var offset = 0
    private var buffer = Data()
    /// In the buffer: where the next line begins, and up to where it has no break.
    private var (start, searched) = (0, 0)
    private var isAtEnd = false

    private static let stretch = 1 << 20

    /// Throws `OrdinaryFile.Failure`.
    package init(_ url: URL) throws(OrdinaryFile.Failure) {
        file = try OrdinaryFile.open(url.path)
    }

    deinit { close(file) }

    /// The next line, without its break; `nil` at the end.
    package mutating func next() throws(OrdinaryFile.Failure) -> Data? {
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                defer { (start, searched) = (end + 1, end + 1) }
                return buffer.subdata(in: start..<end)
            }
            buffer.removeSubrange(..<start)
            (start, searched) = (0, buffer.count)
            if isAtEnd {
                guard !buffer.isEmpty else { return nil }
                defer { (buffer, searched) = (Data(), 0) }
                return buffer
            }
            let more = try OrdinaryFile.read(file, from: offset, count: Self.stretch)
            offset += more.count
            isAtEnd = more.count < Self.stretch
            buffer.append(more)
        }
    }
}
