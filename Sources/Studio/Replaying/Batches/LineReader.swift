package import Files
package import Foundation
import Glibc

/// Reads a file line by line, of which none but the current one is in memory.
package struct LineReader: ~Copyable {
    private let file: Int32
    private var offset = 0
    private var buffer = Data()
    private var searched = 0
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
            let start = buffer.startIndex
            if let end = buffer[(start + searched)...].firstIndex(of: 0x0A) {
                let line = Data(buffer[start..<end])
                buffer = buffer[(end + 1)...]
                searched = 0
                return line
            }
            searched = buffer.count
            if isAtEnd {
                guard !buffer.isEmpty else { return nil }
                defer { (buffer, searched) = (Data(), 0) }
                return Data(buffer)
            }
            let more = try OrdinaryFile.read(file, from: offset, count: Self.stretch)
            offset += more.count
            isAtEnd = more.count < Self.stretch
            var joined = Data(capacity: buffer.count + more.count)
            joined.append(buffer)
            joined.append(more)
            buffer = joined
        }
    }
}
