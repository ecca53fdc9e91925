import Foundation
import Synchronization

/// One connection to a loopback server: reads requests one after the other and answers each, in a thread of its own.
struct LoopbackConnection: Sendable {
    private let socket: ConnectedSocket
    private let log: RequestLog
    private let answer: LoopbackServer.Responder

    private static let slice = 256 << 10

    init(_ socket: ConnectedSocket, log: RequestLog, answer: @escaping LoopbackServer.Responder) {
        self.socket = socket
        self.log = log
        self.answer = answer
    }

    func serve() {
        var reader = RequestReader(socket)
        do {
            while let (request, isKeptAlive) = try reader.next(keepsBody: log.bodies != .ignored) {
                let request = log.add(request)
                defer { log.note(request.number) { $0.wasAbandoned = !$0.isAnswered } }
                guard let answer = made(for: request), try send(answer, to: request), isKeptAlive else { return }
            }
        } catch is RequestReader.Malformed {
            try? sendHead(Answer(400))
        } catch {
            // The client has left.
        }
    }

    /// The answer, made in a task that is cancelled when the client leaves; `nil` if it does.
    private func made(for request: ReceivedRequest) -> Answer? {
        let made = Made()
        let making = Task(executorPreference: ServingExecutor.shared) {
            let answer = await answer(request)
            made.answer.withLock { $0 = answer }
            socket.wake()
        }
        guard socket.waitUntilClosed() else { return made.answer.withLock(\.self) }
        log.note(request.number) { $0.wasAbandoned = true }
        making.cancel()
        while made.answer.withLock({ $0 == nil }) { usleep(1000) }
        return nil
    }

    private final class Made: Sendable {
        let answer = Mutex<Answer?>(nil)
    }

    /// Sends an answer as far as it is to get, and tells whether the connection may go on.
    private func send(_ answer: Answer, to request: ReceivedRequest) throws -> Bool {
        if answer.delay > .zero { try pause(answer.delay) }
        switch answer.ending {
        case .silent: socket.waitUntilClosed()
        case .closedAtOnce: finish(request, answer)
        case .resetAtOnce: reset(request, answer)
        case .whole:
            if answer.framing == .raw {
                try socket.write(answer.body)
            } else {
                try sendHead(answer)
                // A client may have all of it, and look here, before the last write is over.
                log.note(request.number) { $0.status = answer.status }
                if request.method != "HEAD" {
                    try sendBody(answer, upTo: answer.body.count)
                    if answer.framing == .chunked { try socket.write(Data("0\r\n\r\n".utf8)) }
                }
            }
            finish(request, answer)
            return answer.framing == .chunked || answer.framing == .contentLength
        case .closed(let bytes):
            try sendHead(answer)
            try sendBody(answer, upTo: bytes)
            finish(request, answer)
        case .reset(let bytes):
            try sendHead(answer)
            try sendBody(answer, upTo: bytes)
            reset(request, answer)
        case .stalled(let bytes):
            try sendHead(answer)
            try sendBody(answer, upTo: bytes)
            socket.waitUntilClosed()
        }
        return false
    }

    private func pause(_ time: Duration) throws {
        if socket.waitUntilClosed(for: time) { throw ConnectedSocket.Left() }
    }

    private func finish(_ request: ReceivedRequest, _ answer: Answer) {
        log.note(request.number) {
            $0.isAnswered = true
            $0.status = answer.status
        }
    }

    private func sendHead(_ answer: Answer) throws {
        var headers = answer.headers
        switch answer.framing {
        case .contentLength: headers.append(("Content-Length", "\(answer.body.count)"))
        case .chunked: headers.append(("Transfer-Encoding", "chunked"))
        case .untilClose, .raw: headers.append(("Connection", "close"))
        }
        // The words behind the status are nobody's to read, and HTTP/2 has none.
        let lines =
            ["HTTP/\(answer.framing == .untilClose ? "1.0" : "1.1") \(answer.status) "]
            + headers.map { "\($0.name): \($0.value)" }
        try socket.write(Data((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
    }

    private func sendBody(_ answer: Answer, upTo count: Int) throws {
        let slice = answer.bytesPerSecond.map { max(1, $0 / 20) } ?? Self.slice
        var rest = answer.body.prefix(count)
        while !rest.isEmpty {
            let bytes = rest.prefix(slice)
            if answer.framing == .chunked {
                try socket.write(Data("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Data("\r\n".utf8))
            } else {
                try socket.write(bytes)
            }
            rest = rest.dropFirst(slice)
            if answer.bytesPerSecond != nil { try pause(.milliseconds(50)) }
        }
    }

    private func reset(_ request: ReceivedRequest, _ answer: Answer) {
        finish(request, answer)
        // What was written must have left before the reset, which throws away what waits.
        usleep(20_000)
        socket.resetOnClose()
    }
}
