import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

/// Gateways compress unasked, and some do not say so.
struct CompressedAnswerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var body: String
        var announced: String?
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "gzip", body: Compressed.gzip, announced: "gzip"),
        Case(name: "gzip in two members", body: Compressed.gzipInTwo, announced: "gzip"),
        Case(name: "gzip, unannounced", body: Compressed.gzip, announced: nil),
        Case(name: "gzip, called x-gzip", body: Compressed.gzip, announced: "X-GZIP"),
        Case(name: "deflate", body: Compressed.deflate, announced: "deflate"),
        Case(name: "deflate without a head", body: Compressed.deflateRaw, announced: "deflate"),
        Case(name: "brotli", body: Compressed.brotli, announced: "br"),
        Case(name: "identity", body: Compressed.plain, announced: "identity"),
        Case(name: "announced and not done", body: Compressed.plain, announced: "gzip"),
    ]

    private func answer(_ example: Case, cutBy bytes: Int = 0) -> Answer {
        let headers =
            [("Content-Type", "application/json")] + (example.announced.map { [("Content-Encoding", $0)] } ?? [])
        return Answer(200, headers: headers, body: Compressed.data(example.body).dropLast(bytes))
    }

    @Test("A compressed answer is unpacked", arguments: cases)
    func unpacked(_ example: Case) async throws {
        let news = News()
        let (result, server, _) = try await Asking.outcome([answer(example)], news: news)
        #expect(try Picture(inspecting: result.get().imageData).size == PixelSize(width: 16, height: 12))
        #expect(server.requests.count == 1)
        #expect(news.list.contains(.answered(Compressed.data(Compressed.plain))))
    }

    @Test("A checksum that is another's leaves an answer as it is that reads to its end", arguments: ["gzip", nil])
    func wrongChecksum(announced: String?) async throws {
        var body = Compressed.data(Compressed.gzip)
        body[body.count - 6] ^= 0xFF
        let headers = [("Content-Type", "application/json")] + (announced.map { [("Content-Encoding", $0)] } ?? [])
        let news = News()
        let (result, server, _) = try await Asking.outcome([Answer(200, headers: headers, body: body)], news: news)
        let reply = try result.get()
        #expect(try Picture(inspecting: reply.imageData).size == PixelSize(width: 16, height: 12))
        #expect(reply.remarks.isEmpty && server.requests.count == 1)
        #expect(news.list.contains(.answered(Compressed.data(Compressed.plain))))
    }

    @Test("What is packed several times over is unpacked, announced or not, and never beyond the limit")
    func packedTwice() async throws {
        let plain = Compressed.data(Compressed.plain)
        let inner = Compressed.data(Compressed.gzip)
        let twice = Compressed.stored(inner)
        for (body, announced) in [(twice, "gzip"), (twice, nil), (Compressed.stored(twice), "gzip, gzip")] {
            let headers = [("Content-Type", "application/json")] + (announced.map { [("Content-Encoding", $0)] } ?? [])
            let news = News()
            let (result, _, _) = try await Asking.outcome([Answer(200, headers: headers, body: body)], news: news)
            #expect(try Picture(inspecting: result.get().imageData).size == PixelSize(width: 16, height: 12))
            #expect(news.list.contains(.answered(plain)))
        }
        let (small, _, _) = try await Asking.outcome(
            [Answer(200, headers: [("Content-Type", "application/json")], body: twice)],
            answerLimit: plain.count - 1)
        #expect(small.serviceFailure?.charged == .perhaps)
    }

    @Test(
        "What can't be taken apart is told as it came",
        arguments: [
            "Transfer-Encoding: chunked\r\n\r\nno chunk: {\"candidates\": []}",
            "Transfer-Encoding: x\r\n\r\n{\"a\": 1}",
        ])
    func rawBody(_ rest: String) async throws {
        let news = News()
        let (result, server, _) = try await Asking.outcome(
            [Answer(200, body: Data(("HTTP/1.1 200 OK\r\n" + rest).utf8), framing: .raw)], news: news)
        #expect((try? result.get()) == nil)
        #expect(server.requests.count == 1)
        let body = Data(try #require(rest.split(separator: "\r\n\r\n").last).utf8)
        #expect(news.list.contains(.answered(body)), "\(news.list)")
    }

    @Test(
        "Of an answer whose head can't be read what came of the head is told as it came, and with its id",
        arguments: [
            "X-Long: \(String(repeating: "a", count: 150_000))", "X-Nothing: a\0b", "no colon", "Content-Length: -7",
            "Content-Length: seven", "X-Cut",
        ])
    func partOfHead(_ rest: String) async throws {
        let head = "HTTP/1.1 200 OK\r\nX-Request-ID: req_77\r\n"
        let body = rest == "X-Cut" ? rest : rest + "\r\n\r\n{\"a\": 1}"
        let news = News()
        let (result, server, _) = try await Asking.outcome(
            [Answer(200, body: Data((head + body).utf8), framing: .raw)], news: news)
        let failure = try #require(result.serviceFailure)
        #expect(failure.kind == .cutOff && failure.charged == .perhaps && failure.status == 200, "\(failure)")
        #expect(failure.requestID == "req_77" && server.requests.count == 1)
        #expect(
            news.list.contains {
                if case .answered(let data) = $0 { data.starts(with: Data(head.utf8)) } else { false }
            }, "\(news.list)")
    }

    @Test("An answer in a transfer coding that nobody asked for is unpacked", arguments: [false, true])
    func transferCoding(inChunks: Bool) async throws {
        let packed = Compressed.data(Compressed.gzip)
        var answer = Data("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\(inChunks ? ", chunked" : "")\r\n\r\n".utf8)
        if inChunks { answer += Data("\(String(packed.count, radix: 16))\r\n".utf8) }
        answer += packed
        if inChunks { answer += Data("\r\n0\r\n\r\n".utf8) }
        let (result, server, _) = try await Asking.outcome([Answer(200, body: answer, framing: .raw)])
        #expect(try Picture(inspecting: result.get().imageData).size == PixelSize(width: 16, height: 12))
        #expect(server.requests.map { $0.header("TE") } == [nil])
    }

    @Test("One that is cut, of an unknown kind or no such thing at all is told before it is read, as it came")
    func kept() async throws {
        let cut = answer(Self.cases[0], cutBy: 100)
        let news = News()
        let (result, _, _) = try await Asking.outcome([cut], news: news)
        #expect(result.serviceFailure?.kind == .cutOff)
        #expect(result.serviceFailure?.charged == .perhaps)
        #expect(
            news.list.contains {
                if case .answered(let data) = $0 { data.starts(with: Data("{\"cand".utf8)) } else { false }
            })
        for (body, coding) in [(Compressed.gzip, "zstd"), (Compressed.plain, "br"), (Compressed.deflate, "br")] {
            let bytes = Compressed.data(body)
            let news = News()
            let (result, _, _) = try await Asking.outcome(
                [Answer(200, headers: [("Content-Encoding", coding)], body: bytes)], news: news)
            if body == Compressed.deflate { #expect(result.serviceFailure?.kind == .nonsense) }
            if coding != "zstd" { #expect(news.list.contains(.answered(bytes))) }
        }
    }

    @Test("What would unpack to more than the limit is not unpacked")
    func bomb() async throws {
        let (result, _, _) = try await Asking.outcome(
            [answer(Self.cases[0])], answerLimit: Compressed.data(Compressed.plain).count - 1)
        #expect(result.serviceFailure?.kind == .nonsense)
        #expect(result.serviceFailure?.charged == .perhaps)
    }
}
