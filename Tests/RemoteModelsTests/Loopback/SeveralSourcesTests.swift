import Foundation
import ImageModels
import Pictures
import RemoteModels
import Synchronization
import TestSupport
import Testing

/// Answers that tell of several pictures, of which not all can be had, and links that lead to something else.
@Suite("One picture that can't be had takes no other with it") struct SeveralSourcesTests {
    private static let whole = "{\"b64_json\":\"\(Small.png.base64)\"}"
    private static let cut = "{\"b64_json\":\"\(Small.jpeg.data.prefix(200).base64EncodedString())\"}"
    private static let good = #"{"url":"/good.png"}"#
    private static let page = #"{"url":"/page"}"#
    private static let gone = #"{"url":"/gone.png"}"#

    private func asked(_ items: [String], _ news: News = News()) async throws -> Result<Reply, any Error> {
        let body = "{\"data\":[\(items.joined(separator: ","))]}"
        let server = try await LoopbackServer { request in
            switch request.path {
            case "/good.png": Answer(headers: [("Content-Type", "image/png")], body: Small.png.data)
            case "/page": .answer(200, "<html>Please sign in</html>", [("Content-Type", "text/html")])
            case "/gone.png": .answer(404, "")
            default: .answer(200, body)
            }
        }
        let asking = try Asking(server, model: "seedream", key: Asking.secret) { _ in true }
        let shape = OutputShape(
            ratio: nil, sizeClass: nil, pixels: PixelSize(width: 2048, height: 1536))
        let result = await asking.outcome(
            of: TurnRequest(instruction: "x", picture: Small.png, output: shape), news: news)
        await asking.stop()
        return result
    }

    @Test(
        "Whatever is wrong with one, wherever it stands, the whole one is taken, and it is told that one is missing",
        arguments: [
            [gone, whole], [whole, gone], [page, whole], [whole, page], [cut, whole], [whole, cut], [page, good],
            [good, page], [gone, good], [good, gone],
        ])
    func oneOfTwo(_ items: [String]) async throws {
        let reply = try await asked(items).get()
        #expect(reply.imageData == Small.png.data && reply.others.isEmpty)
        #expect(reply.remarks.contains(.missing(1)) && !reply.remarks.contains(.others(1)))
    }

    @Test("Of several that can be had each is, and the missing ones are counted")
    func several() async throws {
        let reply = try await asked([Self.gone, Self.good, Self.cut, Self.whole]).get()
        #expect(reply.others == [Small.png.data])
        #expect(reply.remarks.contains(.others(1)) && reply.remarks.contains(.missing(2)))
    }

    @Test("Where none can be had it is said why the first can't")
    func none() async throws {
        #expect(try await asked([Self.gone, Self.gone]).serviceFailure?.charged == .yes)
        #expect(try await asked([Self.cut, Self.gone]).get().imageData == Small.jpeg.data.prefix(200))
    }

    @Test("What a link leads to never takes the place of the answer that has the link", arguments: [page, good, gone])
    func kept(_ item: String) async throws {
        let news = News()
        _ = try await asked([item], news)
        let kept = news.list.compactMap { if case .answered(let data) = $0 { data } else { nil } }
        #expect(kept.map { String(decoding: $0, as: UTF8.self) } == ["{\"data\":[\(item)]}"])
    }

    @Test("A link that leads in a circle, on and on, or to what is too large for a picture is told as that")
    func endless() async throws {
        let hops = Mutex(0)
        @Sendable func hop() -> Int {
            hops.withLock { hops in
                hops += 1
                return hops
            }
        }
        let server = try await LoopbackServer { request in
            switch request.path {
            case "/circle": .redirect(to: "/circle", status: 302)
            case "/large": Answer(headers: [("Content-Type", "image/png")], body: Data(count: 65 << 20))
            case _ where request.path.hasPrefix("/on"):
                .redirect(to: "/on\(hop())", status: 302)
            default: .answer(404, "")
            }
        }
        for (link, words, requests) in [("circle", "circle", 1), ("on", "on and on", 5), ("large", "64 MB", 1)] {
            let before = server.requests.count
            let asking = try Asking(server, model: "seedream", key: Asking.secret, answerLimit: 256 << 20) { _ in true }
            let answer = WireAnswer(200, "{\"data\":[{\"url\":\"/\(link)\"}]}")
            let failure: ServiceFailure?
            do {
                _ = try await asking.model.reply(toAnswer: answer.body)
                failure = nil
            } catch ModelFailure.service(let service) {
                failure = service
            }
            #expect(failure?.kind == .nonsense && failure?.charged == .yes)
            #expect(failure?.detail?.contains(words) == true, "\(failure?.detail ?? "")")
            #expect(server.requests.count - before == requests)
            await asking.transport.shutdown()
        }
        await server.stop()
    }

    @Test(
        "A link that can't be followed from here is told as that",
        arguments: ["file:///tmp/a.png", "blob:https://x.example/1"])
    func elsewhere(_ link: String) async throws {
        let result = try await asked(["{\"url\":\"\(link)\"}"])
        #expect(result.noPicture?.reason == .linkElsewhere)
    }
}
