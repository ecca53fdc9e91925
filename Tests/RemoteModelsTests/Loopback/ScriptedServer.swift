import Foundation
import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A server on this machine that answers each request as the script says, byte by byte if need be, and remembers what it
/// was asked.
final class ScriptedServer: Sendable {
    struct Request: Sendable {
        var method = ""
        var path = ""
        var headers: [String: String] = [:]
        var body = Data()
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    enum Step: Sendable {
        case send(Data)
        case wait(milliseconds: Int)
        /// Ends the connection in good order, or at once.
        case close
        case reset
        /// Does nothing more until the other side has closed.
        case hang
    }

    private struct State {
        var script: [[Step]]
        var requests: [Request] = []
        var opened = 0
        var closedByOther = 0
    }

    let port: Int
    private let state: Mutex<State>
    private let readsBodies: Bool
    private let channel: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>
    private let serving = Mutex<Task<Void, Never>?>(nil)

    var base: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { state.withLock { $0.requests } }
    var opened: Int { state.withLock { $0.opened } }
    var closedByOther: Int { state.withLock { $0.closedByOther } }

    /// The last entry of the script is repeated. With `readsBodies` false no byte after a request's head is taken.
    init(_ script: [[Step]], readsBodies: Bool = true) async throws {
        state = Mutex(State(script: script))
        self.readsBodies = readsBodies
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
        port = channel.channel.localAddress?.port ?? 0
        let task = Task { [channel] () -> Void in
            _ = try? await channel.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await connection in connections {
                        group.addTask { try? await self.serve(connection) }
                    }
                }
            }
        }
        serving.withLock { $0 = task }
    }

    func stop() { serving.withLock { $0?.cancel() } }

    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        state.withLock { $0.opened += 1 }
        try await connection.executeThenClose { inbound, outbound in
            var iterator = inbound.makeAsyncIterator()
            var pending = Data()
            while true {
                guard let request = try await self.request(&iterator, &pending) else {
                    self.state.withLock { $0.closedByOther += 1 }
                    return
                }
                let steps = self.state.withLock { state in
                    state.requests.append(request)
                    return state.script.count > 1 ? state.script.removeFirst() : state.script[0]
                }
                for step in steps {
                    switch step {
                    case .send(let data): try await outbound.write(ByteBuffer(bytes: data))
                    case .wait(let milliseconds): try await Task.sleep(for: .milliseconds(milliseconds))
                    case .close: return
                    case .reset:
                        let socket = connection.channel as? any SocketOptionProvider
                        try await socket?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
                        return
                    case .hang:
                        do { while try await iterator.next() != nil {} } catch {}
                        self.state.withLock { $0.closedByOther += 1 }
                        return
                    }
                }
            }
        }
    }

    private func request(
        _ iterator: inout NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator, _ pending: inout Data
    ) async throws -> Request? {
        var end = pending.range(of: Data("\r\n\r\n".utf8))
        while end == nil {
            guard let more = try await iterator.next() else { return nil }
            pending.append(contentsOf: more.readableBytesView)
            end = pending.range(of: Data("\r\n\r\n".utf8))
        }
        guard let end else { return nil }
        let lines = String(decoding: pending[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let first = lines[0].split(separator: " ")
        var request = Request(method: String(first[0]), path: String(first[1]))
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            request.headers[line[..<colon].lowercased()] =
                line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        pending = Data(pending[end.upperBound...])
        guard readsBodies else { return request }
        let length = request.headers["content-length"].flatMap { Int($0) } ?? 0
        while pending.count < length {
            guard let more = try await iterator.next() else { return nil }
            pending.append(contentsOf: more.readableBytesView)
        }
        request.body = Data(pending.prefix(length))
        pending = Data(pending.dropFirst(length))
        return request
    }
}

extension [ScriptedServer.Step] {
    /// A whole answer.
    static func answer(_ status: Int = 200, _ body: String, _ headers: [(String, String)] = []) -> Self {
        [.send(Self.head(status, headers + [("Content-Length", String(body.utf8.count))]) + Data(body.utf8))]
    }

    static func answer(data body: Data, type: String) -> Self {
        [.send(Self.head(200, [("Content-Type", type), ("Content-Length", String(body.count))]) + body)]
    }

    /// An answer without a length, in these pieces; whole only if it ends in "".
    static func chunked(_ pieces: [String], _ headers: [(String, String)] = []) -> Self {
        [.send(Self.head(200, headers + [("Transfer-Encoding", "chunked")]))]
            + pieces.map { .send(Data("\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n".utf8)) }
    }

    static func head(_ status: Int, _ headers: [(String, String)]) -> Data {
        let type = headers.contains { $0.0 == "Content-Type" } ? [] : [("Content-Type", "application/json")]
        let lines = (type + headers).map { "\($0.0): \($0.1)\r\n" }.joined()
        return Data("HTTP/1.1 \(status) Status\r\n\(lines)\r\n".utf8)
    }
}
