import Dispatch
import Foundation
import Glibc
import Synchronization

/// A socket that listens on 127.0.0.1 and has every connection served in a thread of its own, until it is closed.
public final class ListeningSocket: Sendable {
    public let port: Int

    private struct State {
        var connections: [Int: ConnectedSocket] = [:]
        var count = 0
        var hasEnded = false
    }

    private let descriptor: Int32
    private let state = Mutex(State())
    private let threads = DispatchGroup()

    public struct CannotListen: Error {
        public let errorNumber: Int32
    }

    /// Starts to listen at a free port.
    ///
    /// - Parameter serve: Serves a connection, which is closed when this returns.
    public init(serve: @escaping @Sendable (ConnectedSocket) -> Void) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard descriptor >= 0, isListening else {
            let error = CannotListen(errorNumber: errno)
            Glibc.close(descriptor)
            throw error
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        thread { self.acceptAll(serve) }
    }

    private func thread(_ body: @escaping @Sendable () -> Void) {
        threads.enter()
        let threads = threads
        Thread.detachNewThread {
            body()
            threads.leave()
        }
    }

    private func acceptAll(_ serve: @escaping @Sendable (ConnectedSocket) -> Void) {
        while true {
            let accepted = accept(descriptor, nil, nil)
            // Shut down, it accepts none any more.
            guard accepted >= 0 || errno == EINTR || errno == ECONNABORTED else { return }
            guard accepted >= 0 else { continue }
            // Else a program that is started meanwhile would keep it open.
            _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
            let connection = ConnectedSocket(accepted)
            let number = state.withLock { state in
                state.count += 1
                state.connections[state.count] = connection
                if state.hasEnded { connection.shutDown() }
                return state.count
            }
            thread {
                serve(connection)
                _ = self.state.withLock { $0.connections.removeValue(forKey: number) }
                connection.close()
            }
        }
    }

    /// Stops listening, ends every connection, and waits until none is served any more.
    public func close() {
        let isFirst = state.withLock { state in
            for connection in state.connections.values { connection.shutDown() }
            defer { state.hasEnded = true }
            return !state.hasEnded
        }
        if isFirst { shutdown(descriptor, Int32(SHUT_RDWR)) }
        threads.wait()
        if isFirst { Glibc.close(descriptor) }
    }
}
