public import Foundation
import Glibc

/// What comes on a descriptor of which nothing is known: a pipe, a file, a terminal, or nothing that can be read.
public enum Incoming {
    /// All that comes up to the end, which is waited for. Throws `EFBIG` for more than `limit` bytes.
    public static func read(_ file: Int32, limit: Int) throws(OrdinaryFile.Failure) -> Data {
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count == 0 { return data }
            if count > 0 {
                data.append(contentsOf: buffer[..<count])
                guard data.count <= limit else { throw OrdinaryFile.Failure(code: EFBIG) }
            } else if errno == EAGAIN {
                // Whoever shares it may have made it one that does not wait.
                var entry = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
                poll(&entry, 1, -1)
            } else if errno != EINTR {
                throw OrdinaryFile.Failure(code: errno)
            }
        }
    }
}
