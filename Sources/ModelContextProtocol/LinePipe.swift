import Dispatch
import Foundation
import Glibc
import Synchronization

/// Lines from one descriptor and to another one.
///
/// Each side has a thread of its own, since both may wait as long as the client likes.
public final class LinePipe: Sendable {
    /// Bytes of the longest line that is taken.
    public static let longestLine = 16 << 20
    /// Lines that are read ahead.
    private static let ahead = 32

    private let input: Int32
    private let output: Int32
    private let failure = Mutex<Int32?>(nil)
    private let writing = DispatchQueue(label: "retouch.protocol.writing")

    public init(input: Int32, output: Int32) {
        self.input = input
        self.output = output
    }

    /// The lines up to the end. One that lacks its line break at the end is taken, too.
    public func lines(_ take: @escaping @Sendable (ProtocolServer.Line) async -> Void) async {
        let (lines, continuation) = AsyncStream.makeStream(of: ProtocolServer.Line.self)
        let room = DispatchSemaphore(value: Self.ahead)
        let thread = Thread { [input] in
            Self.read(input) { line in
                room.wait()
                continuation.yield(line)
            }
            continuation.finish()
        }
        thread.start()
        for await line in lines {
            await take(line)
            room.signal()
        }
        // A semaphore must not be less at its end than it was at the beginning.
        withExtendedLifetime(thread) {}
    }

    private static func read(_ input: Int32, _ yield: (ProtocolServer.Line) -> Void) {
        var line: [UInt8] = []
        var isTooLong = false
        var buffer = [UInt8](repeating: 0, count: 65536)
        func end() {
            if isTooLong {
                yield(.tooLong(limit: longestLine))
            } else if !line.isEmpty {
                yield(.text(line))
            }
            line = []
            isTooLong = false
        }
        while true {
            let count = Glibc.read(input, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                // Whoever shares it may have made it one that does not wait.
                var entry = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
                poll(&entry, 1, -1)
                continue
            }
            guard count > 0 else { break }
            var rest = buffer[..<count]
            while let newline = rest.firstIndex(of: 0x0A) {
                if !isTooLong { line += rest[..<newline] }
                if line.count > longestLine { isTooLong = true }
                end()
                rest = rest[(newline + 1)...]
            }
            if !isTooLong { line += rest }
            if line.count > longestLine {
                isTooLong = true
                line = []
            }
        }
        end()
    }

    /// Sends a line after those before it.
    public func send(_ line: String) {
        writing.async { [self] in
            var bytes = Array(line.utf8)[...]
            bytes.append(0x0A)
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes { Glibc.write(output, $0.baseAddress!, $0.count) }
                if count < 0, errno == EINTR { continue }
                if count < 0, errno == EAGAIN {
                    var entry = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
                    poll(&entry, 1, 1000)
                    continue
                }
                // A reader that has gone away is no reason to complain: the end of its lines ends the server.
                guard count > 0 else {
                    let code = errno
                    if count < 0, code != EPIPE { failure.withLock { $0 = $0 ?? code } }
                    return
                }
                bytes = bytes.dropFirst(count)
            }
        }
    }

    /// Why a line could not be sent, the first time, as the system's `errno`; `nil` where all were, or nobody reads any more.
    public var lost: Int32? { failure.withLock(\.self) }

    /// Waits until all is sent.
    public func flush() {
        writing.sync {}
    }
}
