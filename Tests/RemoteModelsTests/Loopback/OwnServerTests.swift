import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

/// What servers of one's own answer, as their programs are known to.
struct OwnServerTests {
    /// Asks a server that gives these answers in order.
    private func ask(
        _ answers: [Answer], links: @escaping LinkPolicy = { _ in true }
    ) async throws -> (outcome: Result<Reply, any Error>, server: LoopbackServer) {
        let server = try await LoopbackServer(script: answers)
        let transport = try Transport()
        let service = ModelCatalogue.Service(id: server.base, title: "own", base: server.base, isOwn: true)
        var entry = try #require(ModelCatalogue.standard["qwen"])
        entry.prices = [service.id: Price(perPicture: 0, asOf: "2026-11-28", source: "a server of one's own")]
        entry.services = [service.id]
        let model = RemoteModel(
            entry: entry, service: service, base: try ServiceAddress(server.base), key: nil, transport: transport,
            links: links)
        let request = TurnRequest(
            instruction: "x", picture: Small.png,
            output: OutputShape(ratio: nil, sizeClass: nil, pixels: PixelSize(width: 512, height: 512)))
        let outcome: Result<Reply, any Error>
        do {
            outcome = .success(try await model.edit(request, progress: { _ in }))
        } catch {
            outcome = .failure(error)
        }
        await transport.shutdown()
        await server.stop()
        return (outcome, server)
    }

    private func failure(_ outcome: Result<Reply, any Error>) throws -> ServiceFailure {
        guard case .failure(ModelFailure.service(let failure)) = outcome else { throw Unexpected(what: "\(outcome)") }
        return failure
    }

    private struct Unexpected: Error { var what: String }

    @Test("Pictures in bare base64 are found", arguments: [true, false])
    func bareBase64(isJPEG: Bool) async throws {
        // A JPEG's base64 begins with a slash, as a path does.
        let picture = isJPEG ? Small.jpeg : Small.png
        let body = #"{"images":["\#(picture.base64)","\#(Small.png.base64)"],"parameters":{},"info":"{}"}"#
        let reply = try await ask([.text(body, "application/json")]).outcome.get()
        #expect(reply.imageData == picture.data && reply.others == [Small.png.data])
    }

    @Test("A path alone is fetched from the server that answered", arguments: ["/outputs/1.png", "./outputs/1.png"])
    func relative(path: String) async throws {
        let body = #"{"created":1,"data":[{"url":"\#(path)"}]}"#
        let (outcome, server) = try await ask([
            .text(body, "application/json"),
            Answer(headers: [("Content-Type", "image/png")], body: Small.png.data),
        ])
        #expect(try outcome.get().imageData == Small.png.data)
        #expect(server.requests.map(\.path) == ["/v1/images/edits", "/outputs/1.png"])
    }

    @Test("Whether it may be fetched is asked as of any link, with its whole address")
    func relativeAsked() async throws {
        let body = #"{"data":[{"url":"/outputs/1.png"}]}"#
        let (outcome, server) = try await ask([.text(body, "application/json")]) { url in
            #expect(url.absoluteString.hasPrefix("http://127.0.0.1:") && url.path() == "/outputs/1.png")
            return false
        }
        guard case .failure(ModelFailure.noPicture(let answer)) = outcome else { throw Unexpected(what: "\(outcome)") }
        #expect(answer.reason == .linkOnly && answer.isFree)
        #expect(server.requests.count == 1)
    }

    @Test(
        "What only looks like a path leads nowhere else",
        arguments: ["//192.0.2.1/1.png", "https://192.168.0.1/1.png", "http://192.0.2.1/1.png", "file:///etc/passwd"])
    func elsewhere(link: String) async throws {
        let (outcome, server) = try await ask([.text(#"{"data":[{"url":"\#(link)"}]}"#, "application/json")])
        guard case .failure(ModelFailure.noPicture) = outcome else { throw Unexpected(what: "\(outcome)") }
        #expect(server.requests.count == 1)
    }

    @Test(
        "A route that the server lacks is told, and is no lack of the model",
        arguments: [#"{"detail":"Not Found"}"#, "404 page not found", "<html><title>Not Found</title></html>", ""])
    func route(body: String) async throws {
        let failure = try failure(try await ask([.text(body, "application/json", status: 404)]).outcome)
        #expect(failure.kind == .notTheService && failure.route == "POST /v1/images/edits" && failure.isFree == true)
    }

    @Test("A model that the server lacks is none of its routes")
    func model() async throws {
        let body = #"{"detail":"Model 'qwen' not found"}"#
        let failure = try failure(try await ask([.text(body, "application/json", status: 404)]).outcome)
        #expect(failure.kind == .unknownModel && failure.route == nil)
    }

    @Test("What FastAPI finds wrong with a request is told field by field")
    func fields() async throws {
        let body = #"""
            {"detail":[{"type":"missing","loc":["body","image"],"msg":"Field required","input":null},
            {"type":"x","loc":["body","sizes",0],"msg":"Input should be a valid string"},{"loc":[]},7]}
            """#
        let failure = try failure(try await ask([.text(body, "application/json", status: 422)]).outcome)
        #expect(failure.kind == .badRequest)
        #expect(failure.detail == "image: Field required; sizes.0: Input should be a valid string")
    }
}
