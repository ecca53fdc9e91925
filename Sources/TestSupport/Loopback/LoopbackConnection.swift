import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// One connection to a loopback server: reads requests one after the other and answers each.
struct LoopbackConnection: Sendable {
    private typealias Writer = NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
    typealias Channel = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

    private let channel: Channel
    private let log: RequestLog
    private let answer: LoopbackServer.Responder

    private static let slice = 256 << 10

    init(_ channel: Channel, log: RequestLog, answer: @escaping LoopbackServer.Responder) {
        self.channel = channel
        self.log = log
        self.answer = answer
    }

    func serve() async {
        try? await channel.executeThenClose { inbound, outbound in
            var parts = inbound.makeAsyncIterator()
            while let (request, isKeptAlive) = try await read(from: &parts) {
                let request = log.add(request)
                let goesOn = try await send(answer(to: request), to: request, through: outbound)
                guard goesOn, isKeptAlive else { return }
            }
        }
    }

    private func read(
        from parts: inout NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator
    ) async throws -> (ReceivedRequest, isKeptAlive: Bool)? {
        var head: HTTPRequestHead?
        var body = ByteBuffer()
        var count = 0
        while let part = try await parts.next() {
            switch part {
            case .head(let received):
                head = received
                if log.bodies != .ignored,
                    let length = received.headers.first(name: "content-length").flatMap({ Int($0) })
                {
                    body.reserveCapacity(min(length, 256 << 20))
                }
            case .body(var more):
                count += more.readableBytes
                if log.bodies != .ignored { body.writeBuffer(&more) }
            case .end:
                guard let head else { return nil }
                let request = ReceivedRequest(
                    number: 0, method: head.method.rawValue, target: head.uri,
                    headers: head.headers.map { ($0.name, $0.value) }, body: Data(body.readableBytesView),
                    bodyBytes: count, time: .now)
                return (request, head.isKeepAlive)
            }
        }
        return nil
    }

    /// Makes the answer, in a task that is cancelled when the client leaves.
    private func answer(to request: ReceivedRequest) async -> Answer {
        let making = Task(executorPreference: ServingExecutor.shared) { await answer(request) }
        channel.channel.closeFuture.whenComplete { [log] _ in
            making.cancel()
            log.note(request.number) { $0.wasAbandoned = !$0.isAnswered }
        }
        return await withTaskCancellationHandler {
            await making.value
        } onCancel: {
            making.cancel()
        }
    }

    /// Sends an answer as far as it is to get, and tells whether the connection may go on.
    private func send(_ answer: Answer, to request: ReceivedRequest, through outbound: Writer) async throws -> Bool {
        if answer.delay > .zero { try await Task.sleep(for: answer.delay) }
        switch answer.ending {
        case .silent: await untilClosed()
        case .closedAtOnce: finish(request, answer)
        case .resetAtOnce: try await reset(request, answer)
        case .whole:
            if answer.framing == .raw {
                try await sendRaw(answer.body)
            } else {
                try await sendHead(answer, through: outbound)
                try await sendBody(answer, upTo: answer.body.count, through: outbound)
                try await outbound.write(.end(nil))
            }
            finish(request, answer)
            return answer.framing == .chunked || answer.framing == .contentLength
        case .closed(let bytes):
            try await sendHead(answer, through: outbound)
            try await sendBody(answer, upTo: bytes, through: outbound)
            finish(request, answer)
        case .reset(let bytes):
            try await sendHead(answer, through: outbound)
            try await sendBody(answer, upTo: bytes, through: outbound)
            try await reset(request, answer)
        case .stalled(let bytes):
            try await sendHead(answer, through: outbound)
            try await sendBody(answer, upTo: bytes, through: outbound)
            await untilClosed()
        }
        return false
    }

    private func finish(_ request: ReceivedRequest, _ answer: Answer) {
        log.note(request.number) {
            $0.isAnswered = true
            $0.status = answer.status
        }
    }

    private func sendHead(_ answer: Answer, through outbound: Writer) async throws {
        var headers = HTTPHeaders(answer.headers.map { ($0.name, $0.value) })
        switch answer.framing {
        case .contentLength: headers.add(name: "Content-Length", value: "\(answer.body.count)")
        case .chunked: headers.add(name: "Transfer-Encoding", value: "chunked")
        case .untilClose, .raw: headers.add(name: "Connection", value: "close")
        }
        let version: HTTPVersion = answer.framing == .untilClose ? .http1_0 : .http1_1
        let status = HTTPResponseStatus(statusCode: answer.status)
        try await outbound.write(.head(HTTPResponseHead(version: version, status: status, headers: headers)))
    }

    private func sendBody(_ answer: Answer, upTo count: Int, through outbound: Writer) async throws {
        let pause = Duration.milliseconds(50)
        let slice = answer.bytesPerSecond.map { max(1, $0 / 20) } ?? Self.slice
        var rest = answer.body.prefix(count)
        while !rest.isEmpty {
            try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: rest.prefix(slice)))))
            rest = rest.dropFirst(slice)
            if answer.bytesPerSecond != nil { try await Task.sleep(for: pause) }
        }
    }

    /// Past the encoder that would make HTTP of it.
    private func sendRaw(_ bytes: Data) async throws {
        let channel = channel.channel
        let buffer = ByteBuffer(bytes: bytes)
        try await channel.eventLoop.flatSubmit {
            do {
                let encoder = try channel.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
                let promise = channel.eventLoop.makePromise(of: Void.self)
                encoder.writeAndFlush(NIOAny(IOData.byteBuffer(buffer)), promise: promise)
                return promise.futureResult
            } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
        }.get()
    }

    private func reset(_ request: ReceivedRequest, _ answer: Answer) async throws {
        finish(request, answer)
        // What was written must have left before the reset, which throws away what waits.
        try await Task.sleep(for: .milliseconds(20))
        try await (channel.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try await channel.channel.close()
    }

    private func untilClosed() async {
        let (silence, end) = AsyncStream<Never>.makeStream()
        channel.channel.closeFuture.whenComplete { _ in end.finish() }
        for await _ in silence {}
    }
}
