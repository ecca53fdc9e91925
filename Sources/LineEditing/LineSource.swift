import Foundation
import Glibc

/// Lines from a file descriptor, as bytes come.
struct LineSource {
    enum Next: Equatable {
        case line(String)
        case tooLong
        case end
        case failed(errorNumber: Int32)
        case woken
    }

    /// Lines longer than this many bytes are skipped.
    static let limit = 1 << 20

    private let input: Int32
    private let wake: WakePipe
    private var bytes: [UInt8] = []
    private var searched = 0
    private var isFirst = true
    private var isSkipping = false
    private var endsInReturn = false

    init(input: Int32, wake: WakePipe) {
        self.input = input
        self.wake = wake
    }

    /// Waits for a line that ends in LF, CR or CRLF, or at the end of the file.
    mutating func next() -> Next {
        while true {
            if let line = takeLine() { return line }
            var files = [
                pollfd(fd: input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wake.readEnd, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&files, 2, -1) >= 0 || errno == EINTR else { return .failed(errorNumber: errno) }
            if files[1].revents != 0 {
                wake.drain()
                return .woken
            }
            guard files[0].revents != 0 else { continue }
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(input, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                // What a terminal says that has gone away.
                return errno == EIO ? takeRest() : .failed(errorNumber: errno)
            }
            if count == 0 { return takeRest() }
            append(chunk[..<count])
        }
    }

    private mutating func append(_ chunk: ArraySlice<UInt8>) {
        var chunk = chunk
        if endsInReturn, chunk.first == 10 { chunk = chunk.dropFirst() }
        if !chunk.isEmpty { endsInReturn = false }
        bytes += chunk
    }

    private mutating func takeLine() -> Next? {
        while let end = bytes[searched...].firstIndex(where: { $0 == 10 || $0 == 13 }) {
            let line = bytes[..<end]
            var following = end + 1
            if bytes[end] == 13 {
                if following == bytes.count { endsInReturn = true } else if bytes[following] == 10 { following += 1 }
            }
            bytes.removeFirst(following)
            searched = 0
            guard isSkipping else { return line.count > Self.limit ? .tooLong : .line(text(of: line)) }
            isSkipping = false
        }
        searched = bytes.count
        guard bytes.count > Self.limit else { return nil }
        (bytes, searched) = ([], 0)
        guard !isSkipping else { return nil }
        isSkipping = true
        return .tooLong
    }

    private mutating func takeRest() -> Next {
        let rest = bytes
        (bytes, searched) = ([], 0)
        return rest.isEmpty || isSkipping ? .end : .line(text(of: rest[...]))
    }

    /// UTF-8 with U+FFFD for what is not, without NULs and without a byte order mark at the very beginning.
    private mutating func text(of line: ArraySlice<UInt8>) -> String {
        defer { isFirst = false }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let body = isFirst && line.starts(with: mark) ? line.dropFirst(mark.count) : line
        return String(decoding: body.filter { $0 != 0 }, as: UTF8.self)
    }
}
