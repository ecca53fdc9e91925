import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

/// The table of docs/paid-once.md, row by row.
struct PaidOnceTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var happening: String
        var requests: Int
        var charged: ServiceFailure.Charged
        var testDescription: String { happening }
    }

    static let rows: [Row] = {
        let file = Repository.root.appending(path: "docs/paid-once.md")
        let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
        return lines.compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, let requests = Int(cells[1]),
                let charged = ServiceFailure.Charged(rawValue: cells[2])
            else { return nil }
            return Row(happening: cells[0], requests: requests, charged: charged)
        }
    }()

    /// Models of each wire that posts pictures, and the services that have them.
    static let routes = [
        ("lite", "cometapi"), ("lite", "google"), ("gpt2", "cometapi"), ("gpt2", "openai"), ("mj", "cometapi"),
    ]

    private static let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Le"

    private func answer(_ status: Int) -> Answer {
        .answer(status, #"{"error":{"message":"no","code":\#(status)}}"#, [("Location", "https://elsewhere.example/")])
    }

    /// What a service does, for rows in which there is one.
    private func script(_ happening: String) -> [Answer]? {
        let good = Answer.answer(200, RemoteModelsTests.answer([part(Small.png)]))
        func cut(_ ending: Answer.Ending) -> [Answer] {
            [
                Answer(200, headers: [("Content-Type", "application/json")], body: Data("{\"data\": [".utf8)).ending(
                    ending)
            ]
        }
        func raw(_ text: String, _ ending: Answer.Ending = .whole) -> [Answer] {
            [Answer(200, body: Data(text.utf8), framing: .raw, ending: ending)]
        }
        switch happening {
        case "closed after the request": return [Answer(ending: .closedAtOnce), good]
        case "reset after the request": return [Answer(ending: .resetAtOnce), good]
        case "closed within the head of a 200": return raw(Self.head) + [good]
        case "reset within the head of a 200": return raw(Self.head, .reset(afterBytes: Self.head.utf8.count)) + [good]
        case "a head without end":
            return raw(
                "HTTP/1.1 200 OK\r\n"
                    + String(repeating: "X-Y: \(String(repeating: "z", count: 1000))\r\n", count: 2000))
                + [good]
        case "no HTTP": return raw("220 smtp.example ESMTP\r\n") + [good]
        case "silence until the time is over": return [.silence]
        case "closed within the body of a 200": return cut(.closed(afterBytes: 5)) + [good]
        case "reset within the body of a 200": return cut(.reset(afterBytes: 5)) + [good]
        case "the time is over within the body of a 200": return cut(.stalled(afterBytes: 5))
        case "a 200 with no JSON": return [.text("All is well.", "text/plain"), good]
        case "a 200 with a page": return [.page("Welcome"), good]
        case "a 200 with an error inside": return [.answer(200, #"{"error":{"message":"busy","code":503}}"#), good]
        default: return nil
        }
    }

    @Test("Every row is as the table says", .timeLimit(.minutes(2)), arguments: rows, routes)
    func row(_ row: Row, _ route: (model: String, service: String)) async throws {
        let statuses = row.happening.split(separator: ",").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
        for status in statuses { try await play([answer(status)], row, route) }
        if let script = script(row.happening) {
            try await play(script, row, route)
        } else if row.happening.hasSuffix("on a connection used before") {
            try await playSecond(row, route)
        } else if statuses.isEmpty {
            try await playUnreachable(row, route)
        }
    }

    private func play(_ script: [Answer], _ row: Row, _ route: (model: String, service: String)) async throws {
        let slow = row.happening.contains("time is over")
        let (result, server, _) = try await Asking.outcome(
            script, model: route.model, service: route.service, wholeSeconds: slow ? 0.4 : 20)
        expect(result, row)
        #expect(server.requests.count == row.requests)
    }

    private func playSecond(_ row: Row, _ route: (model: String, service: String)) async throws {
        let asking = try await Asking(
            [answer(404), Answer(ending: .closedAtOnce), answer(404)], model: route.model, service: route.service)
        _ = await asking.outcome(of: Asking.edit())
        expect(await asking.outcome(of: Asking.edit()), row)
        #expect(asking.server.requests.count == 1 + row.requests)
        await asking.stop()
    }

    private func expect(_ result: Result<Reply, any Error>, _ row: Row) {
        #expect(result.serviceFailure?.requests == row.requests, "\(row.happening): \(result)")
        #expect(result.serviceFailure?.charged == row.charged, "\(row.happening): \(result)")
    }

    // MARK: Without a connection

    private func playUnreachable(_ row: Row, _ route: (model: String, service: String)) async throws {
        var options = TransportOptions(connectSeconds: 5, wholeSeconds: 10)
        let clock = TestClock()
        options.pacing = clock.pacing
        var base = "https://api.invalid"
        var listener: ListeningSocket?
        var encrypted: EncryptedListener?
        var certificate: ServiceFailure.Certificate?
        switch row.happening {
        case "the name can't be found": break
        case "the connection is refused": base = "http://127.0.0.1:1"
        case "the proxy closes", "the proxy refuses":
            let answer = row.happening.hasSuffix("refuses") ? "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n" : ""
            listener = try Self.listener(answering: answer)
            options.proxies = try ProxyRules(https: "http://127.0.0.1:\(listener?.port ?? 0)", http: nil, no: nil)
        case "it is no TLS":
            listener = try Self.listener(answering: "HTTP/1.1 400 Bad Request\r\n\r\n")
            base = "https://localhost:\(listener?.port ?? 0)"
        case "TLS 1.1 is the best it has":
            let old = try EncryptedListener(certificate: "loopback.pem", best: "TLSv1_1")
            encrypted = old
            options.certificateFile = EncryptedListener.fixture("loopback.pem")
            base = "https://localhost:\(old.port)"
        case "the certificate has expired", "the certificate is for another host",
            "the certificate is from nobody known":
            let file =
                row.happening.hasSuffix("expired")
                ? "expired.pem" : row.happening.hasSuffix("host") ? "other-host.pem" : "loopback.pem"
            certificate = file == "expired.pem" ? .expired : file == "other-host.pem" ? .otherHost : .unknownIssuer
            let wrong = try EncryptedListener(certificate: file)
            encrypted = wrong
            if certificate != .unknownIssuer { options.certificateFile = EncryptedListener.fixture(file) }
            base = "https://localhost:\(wrong.port)"
        default: Issue.record("nothing plays \(row.happening)")
        }
        let transport = try Transport(options)
        let model = RemoteModel(
            entry: try #require(ModelCatalogue.standard[route.model]),
            service: try #require(ModelCatalogue.standard.service(route.service)), base: try ServiceAddress(base),
            key: APIKey(Asking.secret), transport: transport)
        let error = await #expect(throws: ModelFailure.self) {
            try await model.edit(Asking.edit(), progress: { _ in })
        }
        await transport.shutdown()
        listener?.close()
        encrypted?.close()
        guard case .service(let failure)? = error else { return }
        #expect(failure.requests == row.requests, "\(failure)")
        #expect(failure.charged == row.charged, "\(failure)")
        #expect(failure.kind == .unreachable, "\(failure)")
        #expect(failure.certificate == certificate, "\(failure)")
        #expect(failure.detail?.contains(".c:") == false && failure.detail?.contains("/src/") == false)
        let words = ["it is no TLS": "does not speak TLS", "TLS 1.1 is the best it has": "TLS 1.2 or better"][
            row.happening]
        if let words { #expect(failure.detail?.contains(words) == true, "\(failure)") }
    }

    /// A listener that answers the first bytes of a connection and closes it.
    static func listener(answering answer: String) throws -> ListeningSocket {
        try ListeningSocket { connection in
            guard !connection.read(upTo: 1 << 16).isEmpty else { return }
            try? connection.write(Data(answer.utf8))
        }
    }

    @Test("Looking for a way takes no longer than the time limit: what is silent is not tried twice")
    func silentTLS() async throws {
        let listener = try ListeningSocket { $0.waitUntilClosed() }
        let transport = try Transport(TransportOptions(connectSeconds: 0.3, wholeSeconds: 0.3))
        let model = RemoteModel(
            entry: try #require(ModelCatalogue.standard["lite"]),
            service: try #require(ModelCatalogue.standard.service("cometapi")),
            base: try ServiceAddress("https://localhost:\(listener.port)"), key: APIKey(Asking.secret),
            transport: transport)
        let news = News()
        let error = await #expect(throws: ModelFailure.self) {
            try await model.edit(Asking.edit(), progress: news.note)
        }
        await transport.shutdown()
        listener.close()
        guard case .service(let failure)? = error else { return }
        #expect(failure.kind == .unreachable && failure.charged == .no, "\(failure)")
        #expect(!news.list.contains { if case .waiting = $0 { true } else { false } }, "\(news.list)")
    }

    @Test("Google's own 500 is asked again, and a gateway's is not")
    func googlesOwn() {
        let body = #"{"error":{"code":500,"message":"An internal error has occurred.","status":"INTERNAL"}}"#
        let own = Refusal(WireAnswer(500, body), service: "google", isGooglesOwn: true)
        #expect(own.mayBeRepeated && own.failure.charged == .no)
        let gateway = Refusal(WireAnswer(500, body), service: "google")
        #expect(!gateway.mayBeRepeated && gateway.failure.charged == .perhaps)
        let other = Refusal(WireAnswer(500, "upstream"), service: "google", isGooglesOwn: true)
        #expect(!other.mayBeRepeated && other.failure.charged == .perhaps)
    }
}
