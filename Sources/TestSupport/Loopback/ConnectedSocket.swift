public import Foundation
import Glibc
import Synchronization

/// A server's end of a connection. One thread reads, writes and waits; any other may shut it down or wake it.
public final class ConnectedSocket: Sendable {
    private let descriptor: Int32
    /// What is written to one's end wakes the other's.
    private let (waker, sleeper): (Int32, Int32)
    private let isOpen = Mutex(true)

    /// The client has left, or the connection has broken or was shut down.
    struct Left: Error {}

    /// Takes over a connected socket (tcp(7)).
    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        var pair: [Int32] = [-1, -1]
        _ = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair)
        (waker, sleeper) = (pair[0], pair[1])
        var isOn: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Waits for what comes, and takes at most so many bytes of it; empty once nothing more can come.
    public func read(upTo count: Int) -> Data {
        var bytes = Data(count: count)
        let received = bytes.withUnsafeMutableBytes { bytes in
            while true {
                let received = recv(descriptor, bytes.baseAddress, bytes.count, 0)
                if received >= 0 || errno != EINTR { return max(received, 0) }
            }
        }
        return bytes.prefix(received)
    }

    /// Writes all of it, as slowly as the client takes it.
    public func write(_ bytes: Data) throws {
        try bytes.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
            var rest = bytes[0...]
            while !rest.isEmpty {
                let slice = UnsafeRawBufferPointer(rebasing: rest)
                let sent = send(descriptor, slice.baseAddress, slice.count, Int32(MSG_NOSIGNAL))
                guard sent >= 0 || errno == EINTR else { throw Left() }
                rest = rest.dropFirst(max(sent, 0))
            }
        }
    }

    /// Waits until the client closes, without reading anything. Whether it has: otherwise the time is up, or it was woken.
    @discardableResult
    public func waitUntilClosed(for time: Duration? = nil) -> Bool {
        let deadline = time.map { ContinuousClock.now + $0 }
        let closed = Int16(POLLHUP | POLLERR) | 0x2000  // POLLRDHUP, which Glibc's module leaves out.
        while true {
            var files = [
                pollfd(fd: descriptor, events: closed, revents: 0),
                pollfd(fd: sleeper, events: Int16(POLLIN), revents: 0),
            ]
            // A millisecond more than is left, of which a part would be cut off.
            let milliseconds = deadline.map { max(0, Int32(($0 - .now) / .milliseconds(1)) + 1) } ?? -1
            _ = poll(&files, 2, milliseconds)
            if files[0].revents != 0 { return true }
            if files[1].revents != 0 {
                var byte: UInt8 = 0
                _ = recv(sleeper, &byte, 1, 0)
                return false
            }
            if let deadline, ContinuousClock.now >= deadline { return false }
        }
    }

    /// Ends the wait that is under way, or the next one.
    func wake() {
        isOpen.withLock { if $0 { _ = send(waker, "!", 1, Int32(MSG_NOSIGNAL)) } }
    }

    /// Has the connection reset when it is closed; what has not left by then is thrown away.
    func resetOnClose() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    /// Ends the connection for whoever reads, writes or waits.
    func shutDown() {
        isOpen.withLock { if $0 { _ = shutdown(descriptor, Int32(SHUT_RDWR)) } }
    }

    func close() {
        isOpen.withLock { isOpen in
            guard isOpen else { return }
            isOpen = false
            for each in [descriptor, waker, sleeper] { Glibc.close(each) }
        }
    }
}
