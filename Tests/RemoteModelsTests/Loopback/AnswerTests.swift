import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

/// What becomes of every answer that a service gives.
struct AnswerTests {
    @Test("A turn sends one request with the key in its header, and brings the picture and the counts")
    func usual() async throws {
        let usage =
            #","usageMetadata":{"promptTokenCount":1125,"candidatesTokenCount":1518},"responseId":"r1","modelVersion":"v1""#
        let body = answer([part("Red."), part(Small.jpeg)], more: usage)
        let news = News()
        let (result, server, _) = try await Asking.outcome([.answer(200, body)], news: news)
        let reply = try result.get()
        #expect(reply.imageData == Small.jpeg.data)
        #expect(reply.text == "Red.")
        #expect(reply.remarks.isEmpty)
        let request = try #require(server.requests.first)
        #expect(server.requests.count == 1)
        #expect(request.method == "POST")
        #expect(request.target == "/v1beta/models/gemini-3.1-flash-lite-image:generateContent")
        #expect(request.header("x-goog-api-key") == Asking.secret)
        #expect(request.header("content-type") == "application/json")
        #expect(request.body == GeminiRequest(Asking.edit()).body.data)
        #expect(
            reply.exchange
                == Exchange(
                    service: "cometapi", modelVersion: "v1", requestID: "r1", requests: 1,
                    sentBytes: request.body.count, receivedBytes: body.utf8.count))
        #expect(
            news.list.suffix(3) == [
                .requested, .receiving(bytes: body.utf8.count, total: body.utf8.count), .answered(Data(body.utf8)),
            ])
    }

    @Test(
        "A picture that comes with a refusal is taken: it was painted, and may have been charged",
        arguments: [400, 403, 429, 500, 502, 503, 524],
        [
            ("lite", answer([part("Red."), part(Small.jpeg)]), "application/json"), ("lite", nil, "image/jpeg"),
            (
                "gpt2", #"{"error":{"message":"late"},"data":[{"b64_json":"\#(Small.jpeg.base64)"}]}"#,
                "application/json"
            ),
            ("gpt2", nil, "image/jpeg"), ("kontext", nil, "image/jpeg"),
            ("lite", "data: \(answer([part(Small.jpeg)]))\n\n", "text/event-stream"),
        ])
    func inRefusal(_ status: Int, _ form: (model: String, body: String?, type: String)) async throws {
        let body = form.body.map { Data($0.utf8) } ?? Small.jpeg.data
        let news = News()
        let (result, server, _) = try await Asking.outcome(
            [Answer(status, headers: [("Content-Type", form.type)], body: body)], model: form.model, news: news)
        let reply = try result.get()
        #expect(reply.imageData == Small.jpeg.data)
        #expect(reply.remarks == [.inRefusal(status: status)])
        #expect(server.requests.count == 1)
        #expect(news.list.contains(.answered(body)))
    }

    @Test("A large one is not cut, and one that only echoes what was sent is a plain refusal")
    func refusalsOfOtherKinds() async throws {
        var random = SeededGenerator(seed: 4)
        let noise = (0..<(900 * 600 * 3)).map { _ in UInt8.random(in: 0...255, using: &random) }
        let large = try PixelBuffer(width: 900, height: 600, channels: 3, bytes: noise).picture()
        #expect(large.data.count > 1 << 20)
        let (result, _, _) = try await Asking.outcome([.answer(502, answer([part(large)]))])
        #expect(try result.get().imageData == large.data)
        for status in [400, 422] {
            let echo =
                #"{"detail":[{"msg":"too small","input":{"image":"data:image/png;base64,\#(Small.png.base64)"}}]}"#
            for model in ["lite", "gpt2", "kontext"] {
                let news = News()
                let (refused, server, _) = try await Asking.outcome([.answer(status, echo)], model: model, news: news)
                #expect(refused.serviceFailure?.charged == .no && refused.serviceFailure?.kind == .badRequest)
                #expect(server.requests.count == 1)
                #expect(!news.list.contains { if case .answered = $0 { true } else { false } })
            }
        }
    }

    @Test("A picture that is declared as another format is kept and remarked on")
    func declared() async throws {
        let (result, _, _) = try await Asking.outcome([.answer(200, answer([part(Small.jpeg, declared: "image/png")]))])
        #expect(try result.get().remarks == [.declaredAs(mimeType: "image/png")])
    }

    @Test("Where every picture is a thought the last is taken and that is said")
    func onlyThoughts() async throws {
        let thoughts = [part(Small.jpeg, thought: true), part(Small.png, thought: true)]
        let (result, _, _) = try await Asking.outcome([.answer(200, answer(thoughts))])
        let reply = try result.get()
        #expect(reply.imageData == Small.png.data)
        #expect(reply.remarks == [.onlyThoughtImage])
    }

    struct Silence: Sendable {
        var body: String
        var reason: NoPicture.Reason
        var finish: String?
        var text: String?
    }

    private static func finished(_ reason: String, message: String? = nil) -> String {
        let message = message.map { ",\"finishMessage\":\"\($0)\"" } ?? ""
        return #"{"candidates":[{"finishReason":"\#(reason)"\#(message)}]}"#
    }

    static let silences: [Silence] = [
        Silence(body: answer([part("I can't do that.")]), reason: .textOnly, finish: "STOP", text: "I can't do that."),
        Silence(body: finished("NO_IMAGE"), reason: .noImage, finish: "NO_IMAGE"),
        Silence(
            body: finished("IMAGE_SAFETY", message: "Unable to show."), reason: .outputBlocked, finish: "IMAGE_SAFETY",
            text: "Unable to show."),
        Silence(body: finished("PROHIBITED_CONTENT"), reason: .outputBlocked, finish: "PROHIBITED_CONTENT"),
        Silence(body: finished("IMAGE_RECITATION"), reason: .recitation, finish: "IMAGE_RECITATION"),
        Silence(body: finished("MAX_TOKENS"), reason: .outOfTokens, finish: "MAX_TOKENS"),
        Silence(body: finished("LANGUAGE"), reason: .language, finish: "LANGUAGE"),
        Silence(
            body: finished("MISSING_THOUGHT_SIGNATURE"), reason: .missingSignature, finish: "MISSING_THOUGHT_SIGNATURE"),
        Silence(body: finished("CONTINUATION"), reason: .incomplete, finish: "CONTINUATION"),
        Silence(body: finished("PUP_LIMITED_DISABLED"), reason: .account, finish: "PUP_LIMITED_DISABLED"),
        Silence(body: finished("IMAGE_OTHER"), reason: .unexplained, finish: "IMAGE_OTHER"),
        Silence(body: finished("NEVER_HEARD_OF"), reason: .unexplained, finish: "NEVER_HEARD_OF"),
        Silence(
            body: #"{"promptFeedback":{"blockReason":"SAFETY"}}"#, reason: .promptBlocked, finish: "SAFETY"),
        Silence(body: "{}", reason: .unexplained, text: "an empty object"),
        Silence(
            body: answer([part("![x](https://files.example/a.png)")]), reason: .linkOnly, finish: "STOP",
            text: "![x](https://files.example/a.png)"),
    ]

    @Test("Every way of answering without a picture is told apart, and none is asked again", arguments: silences)
    func silence(_ example: Silence) async throws {
        let (result, server, _) = try await Asking.outcome([.answer(200, example.body)])
        let facts = try #require(result.noPicture)
        #expect(facts.reason == example.reason)
        #expect(facts.finishReason?.rawValue == example.finish)
        #expect(facts.text == example.text)
        #expect(facts.exchange?.requests == 1)
        #expect(server.requests.count == 1)
    }

    @Test("An error inside a good answer is a failure that may have been charged, and is not repeated")
    func errorInside() async throws {
        let body = #"{"error":{"message":"upstream said \#(Asking.secret) (request id: q7)","code":"x"}}"#
        let (result, server, _) = try await Asking.outcome([.answer(200, body)])
        let failure = try #require(result.serviceFailure)
        #expect(failure.kind == .internalError)
        #expect(failure.charged == .perhaps)
        #expect(failure.requestID == "q7")
        #expect(
            failure.detail == "upstream said \(String(repeating: "*", count: Asking.secret.count)) (request id: q7)")
        #expect(server.requests.count == 1)
    }

    @Test("An answer that breaks off in its middle may have been charged and is not asked for again")
    func cutOff() async throws {
        let whole = answer([part(Small.png)])
        let body = Answer.answer(200, whole)
        let cuts = [
            body.ending(.closed(afterBytes: 200), framing: .chunked), body.ending(.reset(afterBytes: 200)),
            body.ending(.closed(afterBytes: 200)), .answer(200, String(whole.prefix(200))),
        ]
        for cut in cuts {
            let (result, server, _) = try await Asking.outcome([cut])
            let failure = try #require(result.serviceFailure)
            #expect(failure.kind == .cutOff)
            #expect(failure.charged == .perhaps)
            #expect(failure.requests == 1)
            #expect(server.requests.count == 1)
        }
    }

    @Test("A picture that had come when the connection broke is kept, and that is said")
    func salvaged() async throws {
        let whole = answer([part("Red."), part(Small.png)], more: ",\"usageMetadata\":{}")
        let end = try #require(whole.range(of: "c2lnbmF0"))
        let cut = String(whole[..<end.upperBound])
        let event = "data: \(answer([part("Red.")], finish: nil))\r\n\r\ndata: "
        let answers = [
            Answer.answer(200, whole).ending(.closed(afterBytes: cut.utf8.count), framing: .chunked),
            .answer(200, cut), .answer(200, event + whole).ending(.reset(afterBytes: (event + cut).utf8.count)),
        ]
        for answer in answers {
            let (result, server, _) = try await Asking.outcome([answer])
            let reply = try result.get()
            #expect(reply.imageData == Small.png.data)
            #expect(reply.remarks == [.cutOff])
            #expect(server.requests.count == 1)
        }
    }

    @Test("What is no answer of the service is told apart")
    func strangers() async throws {
        func kind(_ answer: Answer) async throws -> ServiceFailure? {
            try await Asking.outcome([answer]).0.serviceFailure
        }
        let page = "<!DOCTYPE html><html><title>Sign in</title></html>"
        let html = try await kind(.answer(200, page, [("Content-Type", "text/html")]))
        #expect(html?.kind == .notTheService)
        #expect(html?.detail == "Sign in")
        let moved = try await kind(
            .answer(301, page, [("Location", "https://www.example/"), ("Content-Type", "text/html")]))
        #expect(moved?.kind == .notTheService)
        #expect(moved?.detail == "https://www.example/")
        #expect(try await kind(.answer(200, ""))?.kind == .nonsense)
        #expect(try await kind(.answer(200, "OK"))?.kind == .nonsense)
        #expect(try await kind(.answer(200, answer([#"{"inlineData":{"data":"*"}}"#])))?.kind == .nonsense)
        #expect(
            try await kind(Answer(body: Data("220 mail.example ESMTP\r\n".utf8), framing: .raw))?.kind == .notTheService
        )
    }

    @Test("An answer over the limit is not read to its end")
    func tooLarge() async throws {
        let large = Answer(body: Data(repeating: 0x20, count: 2_000_000), ending: .stalled(afterBytes: 1_200_000))
        let (declared, _, _) = try await Asking.outcome([large], answerLimit: 1 << 20)
        #expect(declared.serviceFailure?.kind == .nonsense)
        let (undeclared, _, _) = try await Asking.outcome(
            [large.ending(large.ending, framing: .chunked)], answerLimit: 1 << 20)
        #expect(undeclared.serviceFailure?.kind == .nonsense)
        #expect(undeclared.serviceFailure?.charged == .perhaps)
    }

    @Test("A streamed answer is asked for at the streaming address and read from its events")
    func streaming() async throws {
        let signature = String(repeating: "QUJD", count: 700_000)
        let picture =
            #"{"inlineData":{"mimeType":"image/png","data":"\#(Small.png.base64)"},"thoughtSignature":"\#(signature)"}"#
        let events = [answer([part("Red")], finish: nil), answer([picture], finish: nil), answer([part("!")])]
        let (result, server, _) = try await Asking.outcome(
            [.answer(200, events.map { "data: \($0)\r\n\r\n" }.joined(), [("Content-Type", "text/event-stream")])],
            Asking.edit(TurnSettings(streaming: true)))
        let reply = try result.get()
        #expect(reply.imageData == Small.png.data)
        #expect(reply.text == "Red\n!", "a picture stands between them")
        #expect(
            server.requests.first?.target
                == "/v1beta/models/gemini-3.1-flash-lite-image:streamGenerateContent?alt=sse")
    }
}
