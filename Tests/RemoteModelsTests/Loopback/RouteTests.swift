import Foundation
import ImageModels
import Pictures
import RemoteModels
import Synchronization
import TestSupport
import Testing

struct LinkTests {
    private func answering(_ link: String) -> Answer { .answer(200, answer([part("![x](\(link))")])) }

    /// A server that first answers with a link to itself and then gives the file.
    private func asked(
        _ file: Answer, links: @escaping LinkPolicy
    ) async throws -> (Result<Reply, any Error>, LoopbackServer) {
        let files = try await LoopbackServer { _ in file }
        let (result, _, _) = try await Asking.outcome([answering("\(files.base)/a/b.png")], links: links)
        await files.stop()
        return (result, files)
    }

    @Test("A link is followed only where it is allowed, and no key goes with it")
    func allowed() async throws {
        let file: Answer = Answer(headers: [("Content-Type", "image/png")], body: Small.png.data)
        let (result, files) = try await asked(file) { $0.path() == "/a/b.png" }
        let reply = try result.get()
        #expect(reply.imageData == Small.png.data)
        #expect(reply.remarks == [.fetched(host: "127.0.0.1")])
        #expect(reply.exchange?.requests == 2)
        let request = try #require(files.requests.first)
        #expect(request.method == "GET")
        #expect(request.header("x-goog-api-key") == nil)
        #expect(request.header("authorization") == nil)
        let (refused, untouched) = try await asked(file) { _ in false }
        #expect(refused.noPicture?.reason == .linkOnly)
        #expect(untouched.requests.isEmpty)
    }

    @Test("A picture that is whole is taken, although its sender promised more and went away; half of one is not")
    func promisedMore() async throws {
        func file(_ body: Data) -> Answer {
            let head = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 999999999\r\n\r\n"
            return Answer(body: Data(head.utf8) + body, framing: .raw)
        }
        let (whole, files) = try await asked(file(Small.png.data)) { _ in true }
        #expect(try whole.get().imageData == Small.png.data)
        #expect(files.requests.count == 1)
        let (half, _) = try await asked(file(Small.png.data.dropLast(30))) { _ in true }
        #expect(half.serviceFailure?.charged == .yes)
    }

    @Test("A file that is gone is a failure of a turn that was charged")
    func gone() async throws {
        let (result, files) = try await asked(.answer(404, "")) { _ in true }
        #expect(result.serviceFailure?.charged == .yes)
        #expect(files.requests.count == 1)
    }

    @Test(
        "Nobody is even asked about a link to a private place or without encryption",
        arguments: [
            "http://files.example/a.png", "https://10.0.0.1/a.png", "https://192.168.0.1/a.png",
            "https://printer/a.png",
            "https://[fd00::1]/a.png", "file:///etc/passwd.png",
        ])
    func privatePlaces(_ link: String) async throws {
        let asked = Mutex(false)
        let (result, _, _) = try await Asking.outcome([answering(link)]) { _ in
            asked.withLock { $0 = true }
            return true
        }
        let reason = try #require(result.noPicture?.reason)
        #expect(reason == .linkElsewhere || reason == .textOnly)
        #expect(!asked.withLock { $0 })
    }
}

struct HistoryTests {
    private let full = TurnSettings(fullHistory: true)

    @Test("A turn's transcript is what the next request begins with, to the letter")
    func transcript() async throws {
        let parts = [part("Red."), part(Small.png)]
        let (result, _, _) = try await Asking.outcome([.answer(200, answer(parts))], Asking.edit(full))
        let transcript = try #require(try result.get().transcript)
        #expect(
            String(decoding: transcript, as: UTF8.self).hasSuffix(
                ",{\"role\":\"model\",\"parts\":[\(parts.joined(separator: ","))]}"))
        let next = Asking.edit(full, transcripts: [transcript])
        let (_, server, _) = try await Asking.outcome([.answer(200, answer(parts))], next)
        let sent = try #require(server.requests.first)
        let json = try JSONSerialization.jsonObject(with: sent.body) as? [String: Any]
        let contents = try #require(json?["contents"] as? [NSDictionary])
        #expect(contents.map { $0["role"] as? String } == ["user", "model", "user"])
        #expect(sent.body.range(of: transcript) != nil)
    }

    @Test("Without full history nothing is kept for it")
    func off() async throws {
        let (result, _, _) = try await Asking.outcome([.answer(200, answer([part(Small.png)]))])
        #expect(try result.get().transcript == nil)
    }

    @Test(
        "A memory that is refused is left out, once, and that is said",
        arguments: [
            "Image part is missing a thought_signature in content position 2, part position 1.",
            "Corrupted thought signature.",
        ])
    func refused(_ message: String) async throws {
        let refusal = #"{"error":{"code":400,"message":"\#(message)","status":"INVALID_ARGUMENT"}}"#
        let request = Asking.edit(full, transcripts: [Data(#"{"role":"user","parts":[{"text":"a"}]}"#.utf8)])
        let (result, server, _) = try await Asking.outcome(
            [.answer(400, refusal), .answer(200, answer([part(Small.png)]))], request)
        let reply = try result.get()
        #expect(reply.remarks == [.withoutHistory])
        #expect(reply.exchange?.requests == 2)
        #expect(server.requests.last?.body.range(of: Data("\"a\"".utf8)) == nil)
        let (twice, refusing, _) = try await Asking.outcome([.answer(400, refusal)], request)
        #expect(twice.serviceFailure?.kind == .badRequest)
        #expect(refusing.requests.count == 2)
    }
}

struct DeclineTests {
    private func decline(_ request: TurnRequest, model: String = "lite", service: String = "cometapi") async throws
        -> Decline?
    {
        let (result, server, _) = try await Asking.outcome(
            [Answer(ending: .closedAtOnce)], request, model: model, service: service)
        #expect(server.requests.isEmpty)
        return result.decline
    }

    @Test("What a model can't do is declined before anything is sent")
    func declined() async throws {
        let words = TurnRequest(instruction: "a cat", picture: nil)
        #expect(try await decline(words, model: "qwen") == .onlyEdits)
        #expect(
            try await decline(Asking.edit(TurnSettings(quality: "max")), model: "gpt2")
                == .qualityUnknown("max", known: ["medium", "low", "high"]))
        #expect(try await decline(Asking.edit(TurnSettings(tier: "flex"))) == .noTiers(service: "cometapi"))
        let many = TurnRequest(
            instruction: "x", picture: Small.png, references: Array(repeating: Small.png, count: 4))
        #expect(try await decline(many) == .tooManyReferences(count: 4, limit: 3))
        #expect(try await decline(Asking.edit(TurnSettings(size: "4K"))) == .sizeUnknown("4K", known: ["1K"]))
        #expect(
            try await decline(Asking.edit(TurnSettings(thinking: "medium")))
                == .thinkingUnknown("medium", known: ["minimal", "high"]))
        guard
            case .ratioUnknown(AspectRatio(7, 5), let known)? = try await decline(
                Asking.edit(TurnSettings(ratio: AspectRatio(7, 5))))
        else { return #expect(Bool(false)) }
        #expect(known.count == 14)
    }

    @Test("A request that is larger than the service takes is not sent")
    func tooLarge() async throws {
        let request = Asking.edit(transcripts: [Data(repeating: 0x20, count: 20_000_001)])
        guard case .tooLarge(let bytes, 20_000_000)? = try await decline(request) else {
            return #expect(Bool(false))
        }
        #expect(bytes > 20_000_000)
    }

    @Test("Without a key nothing is sent")
    func noKey() async throws {
        let transport = try Transport()
        let model = RemoteModel(
            entry: try #require(ModelCatalogue.standard["lite"]),
            service: try #require(ModelCatalogue.standard.service("google")),
            base: try ServiceAddress("http://127.0.0.1:1"), key: nil, transport: transport)
        await #expect(throws: ModelFailure.service(ServiceFailure(.noKey, service: "google", requests: 0))) {
            try await model.edit(Asking.edit(), progress: { _ in })
        }
        await transport.shutdown()
    }
}

struct OtherRoutesTests {
    @Test("OpenAI's format: a form goes out with a bearer key, and base64 or a link comes back")
    func openAI() async throws {
        let usage = #""usage":{"input_tokens":10,"output_tokens":20}"#
        let (result, server, _) = try await Asking.outcome(
            [.answer(200, #"{\#(usage),"data":[{"b64_json":"\#(Small.png.base64)"}]}"#, [("x-request-id", "req_9")])],
            model: "gpt2", service: "openai")
        let reply = try result.get()
        #expect(reply.imageData == Small.png.data)
        #expect(reply.usage == Usage(inputTokens: 10, outputTokens: 20))
        #expect(reply.exchange?.requestID == "req_9")
        let request = try #require(server.requests.first)
        #expect(request.target == "/v1/images/edits")
        #expect(request.header("authorization") == "Bearer \(Asking.secret)")
        #expect(request.body.range(of: Small.png.data) != nil)
        let (empty, _, _) = try await Asking.outcome([.answer(200, #"{"data":[]}"#)], model: "gpt2", service: "openai")
        #expect(empty.noPicture?.reason == .unexplained)
        let error =
            #"{"error":{"message":"Invalid image data.","type":"image_generation_user_error","code":"invalid_image_file"}}"#
        let (refused, _, _) = try await Asking.outcome([.answer(400, error)], model: "gpt2", service: "openai")
        #expect(refused.serviceFailure?.kind == .badRequest)
        #expect(refused.serviceFailure?.detail == "Invalid image data.")
    }

    private func prediction(_ status: String, _ more: String = "") -> Answer {
        .answer(200, #"{"id":"p/1","status":"\#(status)","urls":{"get":"g","cancel":"c"}\#(more)}"#)
    }

    @Test("A prediction is asked for until it is there, at growing intervals")
    func predictions() async throws {
        let news = News()
        let encoded = #","output":"data:image/png;base64,\#(Small.png.base64)""#
        let (result, server, clock) = try await Asking.outcome(
            [
                prediction("starting"), prediction("processing"), prediction("processing"),
                prediction("succeeded", encoded),
            ],
            model: "kontext", news: news)
        let reply = try result.get()
        #expect(reply.imageData == Small.png.data)
        #expect(reply.exchange?.requests == 4)
        #expect(reply.exchange?.requestID == "p/1")
        #expect(
            server.requests.map { "\($0.method) \($0.target)" }
                == ["POST /replicate/v1/models/black-forest-labs/flux-kontext-pro/predictions"]
                + Array(repeating: "GET /replicate/v1/predictions/p%2F1", count: 3))
        #expect(clock.waits == [0.5, 0.75, 1.125])
        #expect(news.list.contains(.step("processing")))
    }

    @Test("What is kept of a prediction leads to its picture, whatever a later answer says")
    func keptPrediction() async throws {
        let news = News()
        let asking = try await Asking(
            [
                prediction("starting"), .page("502 Bad Gateway"),
                prediction("succeeded", #","output":"data:image/png;base64,\#(Small.png.base64)""#),
            ],
            model: "kontext")
        let failed = await asking.outcome(of: Asking.edit(), news: news)
        #expect(failed.serviceFailure?.charged == .perhaps)
        let kept = news.list.compactMap { if case .answered(let data) = $0 { data } else { nil } }
        #expect(kept.count == 1)
        let reply = try await asking.model.reply(toAnswer: try #require(kept.last))
        #expect(reply.imageData == Small.png.data)
        #expect(asking.server.requests.filter { $0.method == "POST" }.count == 1)
        await asking.stop()
    }

    @Test("A prediction that failed says why")
    func failedPrediction() async throws {
        let (blocked, _, _) = try await Asking.outcome(
            [prediction("failed", #","error":"flagged as sensitive (E005)""#)], model: "kontext")
        #expect(blocked.noPicture?.reason == .outputBlocked)
        #expect(blocked.noPicture?.text == "flagged as sensitive (E005)")
        let (failed, _, _) = try await Asking.outcome(
            [prediction("failed", #","error":"out of memory""#)], model: "kontext")
        #expect(failed.noPicture?.reason == .unexplained)
    }

    @Test("A prediction that is cancelled or takes too long is told to stop", .timeLimit(.minutes(1)))
    func cancelledPrediction() async throws {
        let holder = Mutex<Task<Reply, any Error>?>(nil)
        let clock = TestClock(onWait: { holder.withLock { $0?.cancel() } })
        let asking = try await Asking([prediction("starting")], model: "kontext", clock: clock)
        let start = Mutex(false)
        let task = Task {
            while !start.withLock({ $0 }) { await Task.yield() }
            return try await asking.model.edit(Asking.edit(), progress: { _ in })
        }
        holder.withLock { $0 = task }
        start.withLock { $0 = true }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(asking.server.requests.last?.target == "/replicate/v1/predictions/p%2F1/cancel")
        await asking.stop()

        let (late, server, _) = try await Asking.outcome([prediction("starting")], model: "kontext", wholeSeconds: 30)
        #expect(late.serviceFailure?.kind == .timedOut)
        #expect(server.requests.last?.target.hasSuffix("/cancel") == true)
    }

    @Test("A service's list of models is read page by page")
    func liveCatalogue() async throws {
        let server = try await LoopbackServer(script: [
            .answer(200, #"{"models":[{"name":"models/a"}],"nextPageToken":"t 1"}"#),
            .answer(200, #"{"models":[{"name":"models/b"}]}"#),
        ])
        let transport = try Transport()
        let catalogue = LiveCatalogue(
            service: try #require(ModelCatalogue.standard.service("google")), base: try ServiceAddress(server.base),
            key: APIKey(Asking.secret), transport: transport)
        #expect(try await catalogue.models().map(\.id) == ["a", "b"])
        #expect(
            server.requests.map(\.target) == [
                "/v1beta/models?pageSize=1000", "/v1beta/models?pageSize=1000&pageToken=t%201",
            ])
        await transport.shutdown()
        await server.stop()
    }
}
