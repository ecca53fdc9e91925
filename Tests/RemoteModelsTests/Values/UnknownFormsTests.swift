import Foundation
import ImageModels
import Pictures
import RemoteModels
import Testing

@Suite("Answers of forms that nobody has described")
struct UnknownFormsTests {
    private func openAI(_ text: String, searching: Bool = true) throws -> OpenAIImagesAnswer {
        try read(text) { bytes throws(AnswerFailure) in try OpenAIImagesAnswer(bytes, searching: searching) }
    }

    private static let forms = [
        #"{"message":"success","data":{"url":"LINK"}}"#,
        #"{"code":0,"msg":"ok","result":{"sample":"LINK","seed":5}}"#,
        #"{"status":"succeeded","output":["LINK"],"input":{"image":"https://example.com/mine.png"}}"#,
        #"{"images":[{"url":"LINK","content_type":"image/png"}],"prompt":"x"}"#,
        #"{"artifacts":[{"base64":"BASE64","finishReason":"SUCCESS"}]}"#,
        #"{"request":{"image":"OTHER"},"response":{"deep":{"list":[[{"img":"BASE64"}]]}}}"#,
        #"{"output":{"choices":[{"message":{"content":[{"image":"LINK"}]}}]},"request_id":"1"}"#,
        #"{"result":{"image":"data:image/png;base64,BASE64"},"success":true,"errors":[]}"#,
    ]

    @Test("Pictures and links to them are found wherever they stand, whatever was asked for", arguments: forms)
    func found(form: String) throws {
        let text = form.replacing("LINK", with: "https://example.com/a").replacing("BASE64", with: Small.png.base64)
            .replacing("OTHER", with: Small.jpeg.base64)
        let link = URL(string: "https://example.com/a").map { PictureSource.link($0) }
        for picture in [try openAI(text).picture, try gemini(text).picture] {
            switch picture {
            case .data(let data, _): #expect(form.contains("BASE64") && data == Small.png.data)
            default: #expect(picture == link && form.contains("LINK"), "\(String(describing: picture))")
            }
        }
    }

    @Test("What only echoes what was sent, and what stands for a picture and is none, is no picture")
    func echoes() throws {
        for name in ["input", "input_image", "mask", "reference_images", "original_url", "thumbnail", "logo"] {
            let text =
                "{\"id\":\"1\",\"\(name)\":\"\(Small.png.base64)\",\"documentation\":\"https://example.com/help\"}"
            #expect(try openAI(text).picture == nil, "\(name)")
            #expect(try gemini(text).picture == nil, "\(name)")
        }
    }

    @Test("An error is told as one, and of a refusal nothing is searched")
    func errors() throws {
        let refused = "{\"error\":{\"message\":\"no credit\",\"image\":\"\(Small.png.base64)\"}}"
        #expect(throws: AnswerFailure.self) { try openAI(refused) }
        #expect(throws: AnswerFailure.self) { try gemini(refused) }
        #expect(throws: AnswerFailure.self) { try gemini(#"{"code":50430,"message":"too many"}"#) }
        let unknown = "{\"id\":\"1\",\"picked\":\"\(Small.png.base64)\"}"
        #expect(try openAI(unknown, searching: false).picture == nil)
        #expect(try openAI(unknown).picture == .data(Small.png.data, declared: nil))
    }

    @Test("Of Gemini's own answers the counts stay where its events hold nothing else")
    func countsStay() throws {
        let answer = try gemini(
            #"{"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":4},"modelVersion":"m"}"#)
        #expect(answer.picture == nil && answer.modelVersion == "m" && answer.usage?.outputTokens == 4)
    }

    @Test("A picture beside Google's own names is found, whatever the reason says; links to sources are none")
    func besideOwnNames() throws {
        let bytes = "\"\(Small.png.base64)\""
        for body in [
            answer([part("Here it is."), "{\"imageData\":\(bytes)}"]),
            answer([], finish: "IMAGE_SAFETY", more: ",\"image\":{\"imageBytes\":\(bytes)}"),
            "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"predictions\":[{\"bytesBase64Encoded\":\(bytes)}]}",
        ] {
            #expect(try gemini(body).picture == .data(Small.png.data, declared: nil), "\(body.prefix(60))")
        }
        let grounded = answer(
            [part("I can only tell.")],
            more: ",\"groundingMetadata\":{\"groundingChunks\":[{\"web\":{\"uri\":\"https://x.example/a.png\"}}]}")
        #expect(try gemini(grounded).picture == nil)
    }

    @Test("An event that can't be read takes no other with it")
    func oneBadEvent() throws {
        let good = "data: \(answer([part(Small.png)]))\n\n"
        let bad = "data: {\"candidates\": nonsense}\n\n"
        for stream in [bad + good, good + bad] {
            #expect(try gemini(stream).picture == .data(Small.png.data, declared: "image/png"))
        }
        #expect(throws: AnswerFailure.self) { try gemini(bad + "data: \(answer([part("Hello")]))\n\n") }
    }

    @Test("An answer that is handed on as a text in another one is read", arguments: [true, false])
    func withinText(isWhole: Bool) async throws {
        let inner = answer([part("There."), part(Small.png)])
        let text = isWhole ? JSONText.quoted(inner) : "{\"statusCode\":200,\"body\":\(JSONText.quoted(inner))}"
        for model in ["lite", "gpt2"] {
            let (result, _, _) = try await Asking.outcome([.answer(200, text)], model: model)
            #expect(try result.get().imageData == Small.png.data, "\(model)")
        }
        let job =
            #"{"code":200,"msg":"success","data":{"taskId":"t","resultJson":"{\"resultUrls\":[\"https://x.example/a\"]}"}}"#
        #expect(try openAI(job).picture == URL(string: "https://x.example/a").map { .link($0) })
    }

    @Test("A data URI stands for its data where an address is expected")
    func dataAddress() throws {
        let file =
            "{\"fileData\":{\"mimeType\":\"image/png\",\"fileUri\":\"data:image/png;base64,\(Small.png.base64)\"}}"
        #expect(try gemini(answer([file])).picture == .data(Small.png.data, declared: "image/png"))
    }

    @Test("A picture beside words is found, under whatever name; a link beside words is none")
    func besideWords() throws {
        func chat(_ member: String) -> String {
            "{\"choices\":[{\"message\":{\"content\":\"Here it is:\",\(member)}}]}"
        }
        let data = chat("\"multi_mod_content\":[{\"text\":\"\"},{\"inline_data\":{\"data\":\"\(Small.png.base64)\"}}]")
        #expect(try openAI(data).picture == .data(Small.png.data, declared: nil))
        #expect(try openAI(chat(#""annotations":[{"url":"https://x.example/a.png"}]"#)).picture == nil)
    }

    @Test("A chat's refusal is told as one, whole and in events")
    func refusals() throws {
        let whole = try openAI(#"{"choices":[{"message":{"content":null,"refusal":"I can't edit that."}}]}"#)
        #expect(whole.isHeldBack && whole.words == "I can't edit that.")
        let events = try openAI(
            "data: {\"choices\":[{\"delta\":{\"refusal\":\"I can't \"}}]}\n\n"
                + "data: {\"choices\":[{\"delta\":{\"refusal\":\"edit that.\"}}]}\n\ndata: [DONE]\n\n")
        #expect(events.isHeldBack && events.words == "I can't edit that.")
    }

    @Test(
        "What went wrong is told by its kind, in the words of whoever said it; a word for success is no error",
        arguments: [
            (
                #"{"errors":[{"message":"It was flagged","code":"moderation_blocked"}],"data":null}"#, .againstRules,
                "flagged"
            ),
            (#"{"error":[{"message":"It was flagged","code":"moderation_blocked"}]}"#, .againstRules, "flagged"),
            (#"{"error":"Insufficient credit","status":402}"#, .noCredit, "Insufficient credit"),
            (
                #"{"error":{"message":"Provider returned error","code":502,"metadata":{"raw":"The model is overloaded now"}}}"#,
                .internalError, "The model is overloaded now"
            ),
        ] as [(String, ServiceFailure.Kind, String)])
    func kinds(_ text: String, _ kind: ServiceFailure.Kind, _ words: String) async throws {
        for model in ["lite", "gpt2", "kontext"] {
            let (result, _, _) = try await Asking.outcome([.answer(200, text)], model: model)
            #expect(result.serviceFailure?.kind == kind, "\(model) \(result)")
            #expect(result.serviceFailure?.detail?.contains(words) == true, "\(model) \(result)")
        }
        let (empty, _, _) = try await Asking.outcome(
            [.answer(200, #"{"code":200,"msg":"success","data":{"taskId":"1"}}"#)], model: "gpt2")
        #expect(empty.noPicture?.reason == .unexplained)
    }

    @Test("A picture in an answer that is no JSON is found, and none in a page for a browser")
    func noJSON() throws {
        let good = answer([part("There."), part(Small.png)])
        let openAIs = "{\"data\":[{\"b64_json\":\"\(Small.png.base64)\"}]}"
        for (body, other) in [(good, openAIs)] {
            for text in [
                body + "\n{\"more\":1}", body + "garbage", "{\"keepalive\":true}\n" + body, ")]}',\n" + body,
                "callback(\(body))", body.replacing("\"STOP\"", with: "NaN"), body.replacing("\"", with: "&quot;"),
            ] {
                #expect(try gemini(text).picture?.bytes == Small.png.data, "\(text.prefix(40))")
                #expect(try openAI(text.replacing(body, with: other)).picture?.bytes == Small.png.data)
            }
            let wide = try #require(body.data(using: .utf16))
            let read = try wide.withUnsafeBytes { bytes in
                try Result { () throws(AnswerFailure) in try GeminiAnswer(bytes) }.get()
            }
            #expect(read.picture?.bytes == Small.png.data)
        }
        let parts = Data("--b\r\nContent-Type: image/png\r\n\r\n".utf8) + Small.png.data + Data("\r\n--b--\r\n".utf8)
        let message = try parts.withUnsafeBytes { bytes in
            try Result { () throws(AnswerFailure) in try OpenAIImagesAnswer(bytes) }.get()
        }
        #expect(message.picture?.bytes?.starts(with: Small.png.data) == true)
        let page = "<html><img src=\"data:image/png;base64,\(Small.png.base64)\">Sign in</html>"
        #expect(throws: AnswerFailure.self) { try gemini(page) }
        #expect(throws: AnswerFailure.self) {
            try openAI("busy data:image/png;base64,\(Small.png.base64)", searching: false)
        }
    }

    @Test(
        "Errors are told in their own words whatever their names are written like, and by their kind",
        arguments: [
            (#"{"errcode":42,"errmsg":"The model is busy"}"#, "The model is busy", ServiceFailure.Kind.internalError),
            (#"{"Error":"Model not available"}"#, "Model not available", .internalError),
            (
                #"{"ResponseMetadata":{"Error":{"Code":"403","Message":"No access here"}}}"#, "No access here",
                .forbidden
            ),
            (
                #"{"output":{"task_status":"FAILED","code":"DataInspectionFailed","message":"It may be inappropriate"}}"#,
                "It may be inappropriate", .againstRules
            ),
            ("Internal error: upstream timeout", "upstream timeout", .nonsense),
        ])
    func names(_ text: String, _ words: String, _ kind: ServiceFailure.Kind) async throws {
        for model in ["lite", "gpt2"] {
            let (result, _, _) = try await Asking.outcome([.answer(200, text)], model: model)
            #expect(result.serviceFailure?.detail?.contains(words) == true, "\(model) \(result)")
            #expect(result.serviceFailure?.kind == kind, "\(model) \(result)")
        }
    }

    @Test(
        "A picture that is wrapped once more than is said is unwrapped: base64, hexadecimal, gzip, a function's answer")
    func wrapped() async throws {
        let base64 = Small.png.base64
        let twice = Data(base64.utf8).base64EncodedString()
        let withScheme = Data("data:image/png;base64,\(base64)".utf8).base64EncodedString()
        let hex = Small.png.data.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let packed = gzipped(Small.png.data).base64EncodedString()
        let body = Data(answer([part(Small.png)]).utf8).base64EncodedString()
        for data in [twice, withScheme, packed, Data(hex.utf8).base64EncodedString()] {
            let inline = "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"\(data)\"}}"
            for (model, text) in [("lite", answer([inline])), ("gpt2", "{\"data\":[{\"b64_json\":\"\(data)\"}]}")] {
                let (result, _, _) = try await Asking.outcome([.answer(200, text)], model: model)
                #expect(try result.get().imageData == Small.png.data, "\(model) \(text.prefix(120))")
            }
        }
        for text in ["{\"image\":\"\(hex)\"}", "{\"statusCode\":200,\"body\":\"\(body)\",\"isBase64Encoded\":true}"] {
            for model in ["lite", "gpt2"] {
                let (result, _, _) = try await Asking.outcome([.answer(200, text)], model: model)
                #expect(try result.get().imageData == Small.png.data, "\(model) \(text.prefix(60))")
            }
        }
    }

    /// As gzip packs what it leaves as it is.
    private func gzipped(_ data: Data) -> Data {
        var crc = UInt32.max
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        func little(_ value: UInt32, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(value >> (8 * UInt32($0)) & 255) }
        }
        let length = UInt32(data.count)
        return Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + little(length, 2) + little(~length & 0xFFFF, 2)) + data
            + Data(little(~crc, 4) + little(length, 4))
    }

    @Test("Google's form is read whatever was asked for: the picture, also in a refusal, the counts, the reason")
    func googlesForm() async throws {
        let usage = ",\"usageMetadata\":{\"promptTokenCount\":300,\"candidatesTokenCount\":1290}"
        let good = answer([part("Here."), part(Small.png)], more: usage)
        let bad = answer([part(Small.png)], more: usage + ",\"error\":{\"code\":500,\"message\":\"Internal\"}")
        for (status, text) in [(200, good), (500, good), (400, good), (200, bad)] {
            let (result, _, _) = try await Asking.outcome([.answer(status, text)], model: "gpt2")
            let reply = try result.get()
            #expect(reply.imageData == Small.png.data && reply.usage?.outputTokens == 1290, "\(status)")
        }
        #expect(try openAI("data: \(good)\n\ndata: [DONE]\n\n").usage?.inputTokens == 300)
        let held = answer([], finish: "IMAGE_SAFETY", more: usage)
        let (result, _, _) = try await Asking.outcome([.answer(200, held)], model: "gpt2")
        #expect(
            result.noPicture?.reason == .outputBlocked && result.noPicture?.finishReason?.rawValue == "IMAGE_SAFETY")
        #expect(result.noPicture?.usage?.inputTokens == 300)
    }

    @Test("Where a prediction was asked for, another service's form is read, and nothing is waited for")
    func noPrediction() async throws {
        for text in [
            "{\"created\":1,\"data\":[{\"b64_json\":\"\(Small.png.base64)\"}]}", answer([part(Small.png)]),
            "{\"images\":[\"data:image/png;base64,\(Small.png.base64)\"]}",
        ] {
            let (result, _, _) = try await Asking.outcome([.answer(200, text)], model: "kontext")
            #expect(try result.get().imageData == Small.png.data, "\(text.prefix(40))")
        }
        let (told, _, _) = try await Asking.outcome(
            [.answer(200, #"{"message":"no such route","url":"https://docs.example/help"}"#)], model: "kontext")
        #expect(told.serviceFailure?.detail == "no such route")
    }

    @Test("What only enclosed a picture goes with it, and what is said of a type is told by the type alone")
    func frames() async throws {
        func words(_ text: String) -> String { PictureInText(text).words }
        #expect(words("Here:\n```\n\(Small.png.base64)\n```") == "Here:")
        #expect(words("<img src='data:image/png;base64,\(Small.png.base64)' alt='x'/> Done") == "Done")
        #expect(words("```swift\nlet a = 1\n```") == "```swift\nlet a = 1\n```")
        let text = "![i](data:image/png;charset=utf-8;base64,\(Small.png.base64))"
        let chat = "{\"choices\":[{\"message\":{\"content\":\(JSONText.quoted(text))}}]}"
        let (result, _, _) = try await Asking.outcome([.answer(200, chat)], model: "gpt2")
        #expect(try result.get().remarks.isEmpty)
    }

    @Test("A refusal that says nothing in words is told by what it is made of, and data in one not at all")
    func longRefusal() {
        let json = "{\"result\":{\"image\":\"\(Small.png.base64 + String(repeating: "A", count: 400))\"},\"took\":5}"
        #expect(Refusal(WireAnswer(500, json), service: "openai").failure.detail == "an object of result, took")
        #expect(Refusal(WireAnswer(500, "{\"took\":5}"), service: "openai").failure.detail == "{\"took\":5}")
        let text = Refusal(WireAnswer(500, "failed: data:image/png;base64,\(Small.png.base64)"), service: "openai")
        #expect(text.failure.detail == "failed:")
        let echo = "{\"error\":{\"message\":\"bad request: data:image/png;base64,\(Small.png.base64) and more\"}}"
        #expect(Refusal(WireAnswer(400, echo), service: "openai").failure.detail == "bad request:  and more")
        let page = "{\"error\":{\"message\":\"<html><head><title>502 Bad Gateway</title></head></html>\",\"code\":502}}"
        #expect(Refusal(WireAnswer(502, page), service: "openai").failure.detail == "502 Bad Gateway")
    }

    @Test("A refusal in which output is counted may have been charged, and is not asked again; nor is one that says so")
    func countedRefusal() {
        func refusal(_ status: Int, _ more: String, _ headers: [(String, String)] = []) -> Refusal {
            Refusal(WireAnswer(status, "{\"error\":{\"message\":\"no\"}\(more)}", headers), service: "openai")
        }
        for (status, usage) in [
            (400, #","usage":{"input_tokens":300,"output_tokens":1056}"#),
            (429, #","usageMetadata":{"promptTokenCount":300,"candidatesTokenCount":1290}"#),
        ] {
            let counted = refusal(status, usage)
            #expect(counted.failure.charged == .perhaps && !counted.mayBeRepeated)
        }
        #expect(refusal(400, #","usage":{"input_tokens":300,"output_tokens":0}"#).failure.charged == .no)
        #expect(refusal(429, "").mayBeRepeated && !refusal(429, "", [("x-should-retry", "false")]).mayBeRepeated)
    }

    @Test("Words that enclose nothing are left as they are")
    func plainRefusal() {
        #expect(Refusal(WireAnswer(500, "upstream is busy"), service: "openai").failure.detail == "upstream is busy")
    }

    @Test("Of a link that can't be followed the link is told")
    func toldLink() async throws {
        let (result, _, _) = try await Asking.outcome(
            [.answer(200, #"{"data":[{"url":"sandbox:/mnt/data/x.png"}]}"#)], model: "gpt2"
        ) { _ in true }
        #expect(result.noPicture?.text == "sandbox:/mnt/data/x.png")
    }
}

extension PictureSource {
    fileprivate var bytes: Data? { if case .data(let data, _) = self { data } else { nil } }
}
