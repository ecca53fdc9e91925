import Foundation
import ImageModels
import Pictures
import RemoteModels
import Synchronization
import TestSupport
import Testing

struct NetworkTests {
    @Test("As many requests are under way at once as are sent", .timeLimit(.minutes(1)))
    func manyAtOnce() async throws {
        let asking = try await Asking([.silence])
        let tasks = (1...24).map { _ in Task { try await asking.model.edit(Asking.edit(), progress: { _ in }) } }
        // None is answered, so that all of them arrive only if none waits for another.
        try await asking.server.wait { $0.count == 24 }
        for task in tasks { task.cancel() }
        for task in tasks { _ = await task.result }
        await asking.stop()
    }

    /// A listener that notes the first bytes of every connection and answers them.
    private func listener(
        answering answer: String, noting note: @escaping @Sendable (String) -> Void
    ) throws -> ListeningSocket {
        try ListeningSocket { connection in
            var hasAnswered = false
            while true {
                let bytes = connection.read(upTo: 1 << 16)
                guard !bytes.isEmpty else { return }
                note(String(decoding: bytes, as: UTF8.self))
                if !hasAnswered { try? connection.write(Data(answer.utf8)) }
                hasAnswered = true
            }
        }
    }

    @Test("A service elsewhere is reached through the proxy, which gets its own credentials and no key")
    func proxy() async throws {
        let heard = Mutex("")
        let proxy = try listener(
            answering:
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"
        ) { text in
            heard.withLock { $0 += text }
        }
        let clock = TestClock()
        var options = TransportOptions(
            proxies: try ProxyRules(https: "http://user:p%40ss@127.0.0.1:\(proxy.port)", http: nil, no: nil))
        options.pacing = clock.pacing
        let transport = try Transport(options)
        let model = RemoteModel(
            entry: try #require(ModelCatalogue.standard["lite"]),
            service: try #require(ModelCatalogue.standard.service("cometapi")),
            base: try ServiceAddress("https://api.example.com"), key: APIKey(Asking.secret), transport: transport)
        let error = await #expect(throws: ModelFailure.self) {
            try await model.edit(Asking.edit(), progress: { _ in })
        }
        await transport.shutdown()
        proxy.close()
        guard case .service(let failure)? = error else { return #expect(Bool(false)) }
        #expect(failure.kind == .unreachable)
        let text = heard.withLock { $0 }
        #expect(text.hasPrefix("CONNECT api.example.com:443 HTTP/1.1\r\n"))
        #expect(failure.requests == 0 && failure.charged == .no)
        #expect(text.contains(Data("user:p@ss".utf8).base64EncodedString()))
        #expect(!text.contains(Asking.secret))
    }

    @Test("A refusal that comes before the request has gone out whole is heard all the same")
    func earlyRefusal() async throws {
        let body = #"{"error":{"message":"too large"}}"#
        let server = try listener(
            answering:
                "HTTP/1.1 413 Too Large\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
        ) { _ in }
        let transport = try Transport()
        let large = Asking.edit(transcripts: [Data(repeating: 0x20, count: 19_000_000)])
        let model = RemoteModel(
            entry: try #require(ModelCatalogue.standard["lite"]),
            service: try #require(ModelCatalogue.standard.service("cometapi")),
            base: try ServiceAddress("http://127.0.0.1:\(server.port)"),
            key: APIKey(Asking.secret), transport: transport)
        let error = await #expect(throws: ModelFailure.self) { try await model.edit(large, progress: { _ in }) }
        await transport.shutdown()
        server.close()
        guard case .service(let failure)? = error else { return #expect(Bool(false)) }
        #expect(failure.kind == .tooLarge)
        #expect(failure.requests == 1)
    }

    @Test("A file of certificates that holds none is refused at once")
    func certificates() throws {
        let folder = try TemporaryFolder()
        let empty = folder.path("empty.pem")
        try Data("no certificate\n".utf8).write(to: URL(fileURLWithPath: empty))
        for file in [empty, folder.path("missing.pem")] {
            #expect(throws: Transport.Failure.certificates(file: file)) {
                try Transport(TransportOptions(certificateFile: file))
            }
        }
    }

    @Test(
        "What ends the handshake with an alert is told in words, and nothing was sent",
        arguments: [
            ("\u{78}", "what answers there speaks no HTTP/1.1"),
            ("\u{46}", "it offers no encryption that is still safe (TLS 1.2 or better)"),
        ])
    func alert(number: String, words: String) async throws {
        // no_application_protocol and protocol_version, in the numbers of RFC 8446.
        let server = try listener(answering: "\u{15}\u{03}\u{03}\u{00}\u{02}\u{02}" + number) { _ in }
        let transport = try Transport(TransportOptions(connectSeconds: 5, wholeSeconds: 10))
        await #expect(throws: TransportFailure.unreachable(detail: words)) {
            _ = try await transport.answer(to: WireRequest(.post, "https://localhost:\(server.port)/"))
        }
        await transport.shutdown()
        server.close()
    }

    @Test("A connection that breaks while the encryption is agreed on is told in words, and nothing was sent")
    func brokenHandshake() async throws {
        let listener = try PaidOnceTests.listener(answering: "")
        let transport = try Transport(TransportOptions(connectSeconds: 5, wholeSeconds: 10))
        await #expect(
            throws: TransportFailure.unreachable(
                detail: "the connection broke while the encryption was being agreed on")
        ) {
            _ = try await transport.answer(to: WireRequest(.post, "https://localhost:\(listener.port)/"))
        }
        await transport.shutdown()
        listener.close()
    }

    @Test("A certificate that nobody vouches for is not accepted, unless its file is given")
    func encryption() async throws {
        let body = answer([part(Small.png)])
        let text = "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        let server = try EncryptedListener(certificate: "loopback.pem", answering: text)
        func outcome(_ options: TransportOptions) async throws -> Result<Reply, any Error> {
            let transport = try Transport(options)
            let model = RemoteModel(
                entry: try #require(ModelCatalogue.standard["lite"]),
                service: try #require(ModelCatalogue.standard.service("cometapi")),
                base: try ServiceAddress("https://localhost:\(server.port)"),
                key: APIKey(Asking.secret), transport: transport)
            let outcome: Result<Reply, any Error>
            do {
                outcome = .success(try await model.edit(Asking.edit(), progress: { _ in }))
            } catch {
                outcome = .failure(error)
            }
            await transport.shutdown()
            return outcome
        }
        #expect(try await outcome(TransportOptions()).serviceFailure?.kind == .unreachable)
        let trusted = try await outcome(TransportOptions(certificateFile: EncryptedListener.fixture("loopback.pem")))
        #expect(try trusted.get().imageData == Small.png.data)
        server.close()
    }

    @Test("Many turns at once share a transport, and one that fails leaves the others alone")
    func together() async throws {
        let good = Answer.answer(200, answer([part(Small.png)]))
        let asking = try await Asking(
            LoopbackServer { $0.number % 4 == 0 ? .answer(400, "{}") : good }, key: Asking.secret)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 { group.addTask { (try? await asking.outcome(of: Asking.edit()).get()) != nil } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 }.count == 12)
        #expect(asking.server.requests.count == 16)
        await asking.stop()
    }
}
