import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

struct OpenAIImagesTests {
    private let output = OutputShape(ratio: nil, sizeClass: nil, pixels: PixelSize(width: 1536, height: 864))

    private func read(_ text: String) throws -> OpenAIImagesAnswer {
        try RemoteModelsTests.read(text) { bytes throws(AnswerFailure) in try OpenAIImagesAnswer(bytes) }
    }

    @Test("An edit is a form with the picture as a file; several pictures are a list")
    func form() throws {
        let settings = TurnSettings(quality: "low", seed: 3)
        let one = OpenAIImagesRequest(
            TurnRequest(instruction: "make it \"red\"", picture: Small.png, settings: settings, output: output),
            model: "gpt-image-2")
        #expect(one.path == "/v1/images/edits")
        let boundary = try #require(one.body.mediaType.split(separator: "boundary=").last)
        let head = [
            ("model", "gpt-image-2"), ("prompt", "make it \"red\""), ("n", "1"), ("size", "1536x864"),
            ("quality", "low"),
        ]
        .map { "--\(boundary)\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }.joined()
        let file =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"image\"; filename=\"image-0.png\"\r\n"
            + "Content-Type: image/png\r\n\r\n"
        #expect(
            one.body.data == Data((head + file).utf8) + Small.png.data + Data("\r\n--\(boundary)--\r\n".utf8))
        let two = OpenAIImagesRequest(
            TurnRequest(instruction: "x", picture: Small.png, references: [Small.jpeg]), model: "m")
        let text = String(decoding: two.body.data, as: UTF8.self)
        #expect(text.split(separator: "name=\"image[]\"").count == 3)
        #expect(!String(decoding: one.body.data, as: UTF8.self).contains("seed"))
    }

    @Test("A picture is found in the output of OpenAI's Responses, whole or in events")
    func responses() throws {
        let call =
            "{\"type\":\"image_generation_call\",\"status\":\"completed\",\"output_format\":\"png\","
            + "\"revised_prompt\":\"a red cat\",\"result\":\"\(Small.png.base64)\"}"
        let message =
            #"{"type":"message","content":[{"type":"output_text","text":"There it is."}]}"#
        let usage = #""usage":{"input_tokens":5,"output_tokens":7}"#
        let response = "{\"object\":\"response\",\"status\":\"completed\",\"output\":[\(call),\(message)],\(usage)}"
        for text in [
            response,
            "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"status\":\"in_progress\",\"output\":[]}}\n\n"
                + "data: {\"type\":\"response.image_generation_call.partial_image\",\"partial_image_b64\":\"\(Small.jpeg.base64)\"}\n\n"
                + "data: {\"type\":\"response.completed\",\"response\":\(response)}\n\n",
        ] {
            let answer = try read(text)
            #expect(answer.picture == .data(Small.png.data, declared: "image/png"))
            #expect(answer.others.isEmpty)
            #expect(answer.words?.contains("There it is.") == true)
            #expect(answer.usage?.outputTokens == 7)
        }
        #expect(try gemini(response).picture == .data(Small.png.data, declared: "image/png"))
        let refused = #"{"output":[{"type":"message","content":[{"type":"refusal","refusal":"I can't do that."}]}]}"#
        #expect(try read(refused).isHeldBack)
    }

    @Test("A picture that did not pass Grok's moderation is held back, and that is known")
    func moderated() throws {
        let answer = try read(#"{"data":[{"url":"","respect_moderation":false}]}"#)
        #expect(answer.picture == nil && answer.isHeldBack)
        #expect(try !read(#"{"data":[{"url":"https://x.ai/a.jpg","respect_moderation":true}]}"#).isHeldBack)
    }

    @Test("Events are known as soon as they are whole, whatever pieces they come in", arguments: ["\n", "\r\n"])
    func eventPieces(newline: String) {
        let text = ["event: a", "data: one", "", ": a comment", "", "data: two", "data: three", "", "data: cut"]
            .joined(separator: newline)
        for length in 1...9 {
            var pieces = EventPieces()
            var events: [String] = []
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: length) {
                bytes[start..<min(start + length, bytes.count)].withUnsafeBytes { piece in
                    events += pieces.taking(piece).map { String(decoding: $0, as: UTF8.self) }
                }
            }
            #expect(events == ["one", "two\nthree"], "in pieces of \(length)")
        }
    }

    @Test("Events are read to the picture that is finished, or to the last one on the way to it")
    func events() throws {
        let (png, jpeg) = (Small.png, Small.jpeg)
        let partial = "event: x\ndata: {\"type\":\"image_edit.partial_image\",\"b64_json\":\"\(jpeg.base64)\"}\n\n"
        let whole =
            "data: {\"type\":\"image_edit.completed\",\"b64_json\":\"\(png.base64)\","
            + "\"usage\":{\"input_tokens\":5,\"output_tokens\":7}}\n\ndata: [DONE]\n"
        let answer = try read(partial + whole)
        #expect(answer.picture == .data(png.data, declared: nil) && answer.others.isEmpty)
        #expect(answer.usage?.outputTokens == 7)
        #expect(try read(partial).picture == .data(jpeg.data, declared: nil))
        let error = "data: {\"type\":\"error\",\"error\":{\"message\":\"boo\"}}\n\n"
        #expect(throws: AnswerFailure.self) { try read(error) }
        #expect(throws: AnswerFailure.self) { try read(partial + error) }
    }

    @Test("Why there is no picture is found beside the pictures, and in a base response")
    func reasonsWithin() {
        for text in [
            #"{"data":[{"error":{"code":"x","message":"held back"}}]}"#,
            #"{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}"#,
        ] {
            #expect { try read(text) } throws: { error in
                if case AnswerFailure.error(let found) = error {
                    found.mentions("held back", "insufficient balance")
                } else {
                    false
                }
            }
        }
    }

    @Test("A format, its compression and an opaque ground are asked for where they are set")
    func format() throws {
        func fields(_ settings: TurnSettings, model: String = "gpt-image-2", isTransparent: Bool = false) -> String {
            var request = TurnRequest(instruction: "x", picture: Small.png, settings: settings)
            request.wantsTransparency = isTransparent
            return String(decoding: OpenAIImagesRequest(request, model: model).body.data, as: UTF8.self)
        }
        let webp = fields(TurnSettings(format: "webp", compression: 40, background: "opaque"))
        for (name, value) in [("output_format", "webp"), ("output_compression", "40"), ("background", "opaque")] {
            #expect(webp.contains("name=\"\(name)\"\r\n\r\n\(value)\r\n"), "\(name)")
        }
        #expect(!fields(TurnSettings(format: "png", compression: 40)).contains("output_compression"))
        #expect(!fields(TurnSettings()).contains("output_format"))
        #expect(
            fields(TurnSettings(format: "jpeg"), isTransparent: true).contains("\r\n\r\npng\r\n"),
            "JPEG has no transparency")
        #expect(fields(TurnSettings(format: "webp"), isTransparent: true).contains("\r\n\r\nwebp\r\n"))
        #expect(!fields(TurnSettings(background: "opaque"), model: "qwen-image-edit").contains("background"))
    }

    @Test("A format is asked for of models that give it, and refused of others before anything is sent")
    func formatElsewhere() async throws {
        for format in ["png", "jpeg", "webp"] {
            let (declined, server, _) = try await Asking.outcome(
                [.silence], Asking.edit(TurnSettings(format: format)), model: "lite")
            #expect(declined.decline == .formatUnknown(format, known: []))
            #expect(server.requests.isEmpty)
            let image = "{\"data\":[{\"b64_json\":\"\(Small.png.base64)\"}]}"
            let (taken, _, _) = try await Asking.outcome(
                [.answer(200, image)], Asking.edit(TurnSettings(format: format)), model: "gpt2.6-flare")
            #expect(try taken.get().imageData == Small.png.data)
        }
    }

    @Test("Transparency is asked for together with a format that has it")
    func transparency() throws {
        var request = TurnRequest(instruction: "a sticker", picture: Small.png)
        request.wantsTransparency = true
        let body = OpenAIImagesRequest(request, model: "gpt-image-2.6-flare").body
        let text = String(decoding: body.data, as: UTF8.self)
        #expect(text.contains("name=\"background\"\r\n\r\ntransparent\r\n"))
        #expect(text.contains("name=\"output_format\"\r\n\r\npng\r\n"))
    }

    @Test("A server of one's own is asked for base64 and sent what it takes besides, and no quality")
    func own() throws {
        let settings = TurnSettings(quality: "low", seed: 7, extra: ["steps": "20", "sampler": "euler"])
        let request = OpenAIImagesRequest(
            TurnRequest(instruction: "a cat", picture: nil, settings: settings, output: output), model: "m", isOwn: true
        )
        let json = try JSONSerialization.jsonObject(with: request.body.data) as? NSDictionary
        #expect(
            json == [
                "model": "m", "prompt": "a cat", "n": 1, "size": "1536x864", "response_format": "b64_json", "seed": 7,
                "steps": 20, "sampler": "euler",
            ])
        let elsewhere = OpenAIImagesRequest(
            TurnRequest(instruction: "a cat", picture: nil, settings: settings), model: "gpt-image-2")
        #expect(!String(decoding: elsewhere.body.data, as: UTF8.self).contains("steps"))
    }

    @Test("Without a picture the request is JSON for a picture from words")
    func generation() throws {
        let request = OpenAIImagesRequest(
            TurnRequest(instruction: "a cat", picture: nil, settings: TurnSettings(seed: 3), output: output),
            model: "qwen-image")
        #expect(request.path == "/v1/images/generations")
        let json = try JSONSerialization.jsonObject(with: request.body.data) as? NSDictionary
        #expect(json == ["model": "qwen-image", "prompt": "a cat", "n": 1, "size": "1536x864", "seed": 3])
    }

    @Test("Pictures are found as base64 and as links, in the list and in a list within")
    func answers() throws {
        let usage = """
            "usage":{"input_tokens":1700,"input_tokens_details":{"image_tokens":1600,"text_tokens":100},
            "output_tokens":1056,"output_tokens_details":{"image_tokens":1056},"total_tokens":2756}
            """
        let encoded = try read(
            #"{"created":1,"output_format":"png",\#(usage),"data":[{"b64_json":"\#(Small.png.base64)"}]}"#)
        #expect(encoded.picture == .data(Small.png.data, declared: "image/png"))
        #expect(
            encoded.usage
                == Usage(inputTokens: 1700, outputTokens: 1056, inputImageTokens: 1600, outputImageTokens: 1056))
        let link = try #require(URL(string: "https://files.example/x"))
        #expect(try read(#"{"data":[{"url":"\#(link)"}]}"#).picture == .link(link))
        #expect(try read(#"{"data":{"data":[{"url":"\#(link)"}]}}"#).picture == .link(link))
        #expect(try read(#"{"data":[]}"#).picture == nil)
        let uri = "data:image/png;base64,\(Small.png.base64)"
        #expect(try read(#"{"data":[{"b64_json":"\#(uri)"}]}"#).picture == .data(Small.png.data, declared: nil))
        #expect(throws: AnswerFailure.self) { try read(#"{"error":{"message":"x"},"data":[]}"#) }
    }
}

struct GatewayAnswerTests {
    private func read(_ text: String) throws -> OpenAIImagesAnswer {
        try RemoteModelsTests.read(text) { bytes throws(AnswerFailure) in try OpenAIImagesAnswer(bytes) }
    }

    private let uri = "data:image/png;base64,\(Small.png.base64)"
    private var png: PictureSource { .data(Small.png.data, declared: "image/png") }

    @Test("A chat's message is read for its pictures: in images, in parts, in its words")
    func chats() throws {
        let forms = [
            #"{"content":"Done","images":[{"type":"image_url","image_url":{"url":"\#(uri)"}}]}"#,
            #"{"content":[{"type":"text","text":"Done"},{"type":"image_url","image_url":{"url":"\#(uri)"}}]}"#,
            #"{"content":"Done ![x](\#(uri))"}"#,
        ]
        for form in forms {
            let text =
                #"{"id":"x","object":"chat.completion","choices":[{"message":\#(form)}],"#
                + #""usage":{"prompt_tokens":5,"completion_tokens":7}}"#
            let answer = try read(text)
            #expect(answer.picture == png)
            #expect(answer.words?.contains("Done") == true)
            #expect(answer.usage == Usage(inputTokens: 5, outputTokens: 7))
            let asked = try gemini(text)
            #expect(asked.picture == png, "whatever was asked for")
        }
        let words = try read(#"{"choices":[{"message":{"content":"I can't do that."}}]}"#)
        #expect(words.picture == nil && words.speaks)
    }

    @Test("All pictures of one answer are taken, in both forms")
    func several() throws {
        let two = try read(#"{"data":[{"b64_json":"\#(Small.png.base64)"},{"b64_json":"\#(Small.jpeg.base64)"}]}"#)
        #expect(two.picture == .data(Small.png.data, declared: nil))
        #expect(two.others == [.data(Small.jpeg.data, declared: nil)])
        let parts = try gemini(answer([part("Option 1"), part(Small.jpeg), part("Option 2"), part(Small.png)]))
        #expect(parts.picture == png)
        #expect(parts.others == [.data(Small.jpeg.data, declared: "image/jpeg")])
        let thought = try gemini(answer([part(Small.jpeg, thought: true), part(Small.png)]))
        #expect(thought.others.isEmpty, "a thought is none")
    }

    @Test("An error without an envelope is told in its own words; what is in no known form by what it is made of")
    func flat() throws {
        for text in [
            #"{"code":50430,"message":"Review failed"}"#, #"{"success":false,"msg":"Review failed","data":null}"#,
            #"{"error_code":"E1","error_message":"Review failed"}"#,
        ] {
            for reading in [{ try read(text).shape }, { try gemini(text).shape }] {
                #expect {
                    try reading()
                } throws: { error in
                    guard case AnswerFailure.error(let object) = error else { return false }
                    return object.mentions("review failed")
                }
            }
        }
        #expect(try read(#"{"id":"x","result":{"task":"1"}}"#).shape == "an object of id, result")
    }

    @Test("A data URI stands for its data wherever base64 is expected")
    func dataURIs() throws {
        let inline = #"{"inlineData":{"mimeType":"image/png","data":"\#(uri)"}}"#
        #expect(try gemini(answer([inline])).picture == png)
    }
}

struct ImagesJSONTests {
    private func json(_ request: ImagesJSONRequest) throws -> NSDictionary? {
        try JSONSerialization.jsonObject(with: request.body.data) as? NSDictionary
    }

    private var uri: String { "data:image/png;base64,\(Small.png.base64)" }

    @Test("Seedream is sent its pictures as a list in JSON, and told to leave its mark out")
    func seedream() throws {
        let output = OutputShape(ratio: nil, sizeClass: nil, pixels: PixelSize(width: 2048, height: 2048))
        let edit = ImagesJSONRequest.seedream(
            TurnRequest(instruction: "x", picture: Small.png, references: [Small.png], output: output), model: "s")
        #expect(edit.path == "/v1/images/generations")
        #expect(
            try json(edit) == [
                "model": "s", "prompt": "x", "image": [uri, uri], "size": "2048x2048", "watermark": false,
            ])
        let words = ImagesJSONRequest.seedream(TurnRequest(instruction: "x", picture: nil), model: "s")
        #expect(try json(words) == ["model": "s", "prompt": "x", "watermark": false])
    }

    @Test("Grok edits by a route of its own: one picture is an object, several are a list")
    func grok() throws {
        let output = OutputShape(ratio: AspectRatio(3, 2), sizeClass: "2K", pixels: nil)
        let object = ["type": "image_url", "url": uri]
        let rest: [String: Any] = [
            "model": "g", "prompt": "x", "n": 1, "aspect_ratio": "3:2", "resolution": "2k",
            "response_format": "b64_json",
        ]
        let one = ImagesJSONRequest.grok(
            TurnRequest(instruction: "x", picture: Small.png, output: output), model: "g")
        #expect(one.path == "/v1/images/edits")
        #expect(try json(one) == rest.merging(["image": object]) { $1 } as NSDictionary)
        let two = ImagesJSONRequest.grok(
            TurnRequest(instruction: "x", picture: Small.png, references: [Small.png], output: output), model: "g")
        #expect(try json(two) == rest.merging(["images": [object, object]]) { $1 } as NSDictionary)
        let words = ImagesJSONRequest.grok(TurnRequest(instruction: "x", picture: nil, output: output), model: "g")
        #expect(words.path == "/v1/images/generations")
        #expect(try json(words) == rest as NSDictionary)
    }
}

struct CreditTests {
    private func credit(_ subscription: String, _ usage: String) throws -> ServiceCredit {
        try read(subscription) { first throws(AnswerFailure) in
            let outcome = Array(usage.utf8).withUnsafeBytes { second in
                Result { () throws(AnswerFailure) in try ServiceCredit(subscription: first, usage: second) }
            }
            return try outcome.get()
        }
    }

    @Test("What is left is the limit in dollars less the use in cents; a very high limit is none")
    func left() throws {
        let some = try credit(#"{"hard_limit_usd":10}"#, #"{"total_usage":688}"#)
        #expect(some.left.map { abs($0 - 3.12) < 1e-9 } == true)
        #expect(try credit(#"{"hard_limit_usd":100000000}"#, #"{"total_usage":5}"#).left == nil)
        #expect(throws: AnswerFailure.self) { try credit(#"{"hard_limit_usd":-1}"#, #"{"total_usage":5}"#) }
        #expect(throws: AnswerFailure.self) { try credit(#"{"hard_limit_usd":1}"#, "{}") }
    }
}

struct PastedKeyTests {
    @Test(
        "A key is taken as people paste it",
        arguments: [
            "\"sk-test0123456789abcdef\"", "Bearer sk-test0123456789abcdef", "\u{FEFF}sk-test0123456789abcdef",
            " 'sk-test0123456789abcdef' \r\n", "\u{201C}sk-test0123456789abcdef\u{201D}",
            "export COMETAPI_KEY=\"sk-test0123456789abcdef\"", "Authorization: Bearer sk-test0123456789abcdef",
            "\u{00A0}sk-test0123456789abcdef\u{200B}",
            "$env:COMETAPI_KEY=\"sk-test0123456789abcdef\"", "$Env:COMETAPI_KEY = 'sk-test0123456789abcdef'",
            "setx COMETAPI_KEY sk-test0123456789abcdef", "setx COMETAPI_KEY \"sk-test0123456789abcdef\" /M",
            "set COMETAPI_KEY=sk-test0123456789abcdef", "set -gx COMETAPI_KEY sk-test0123456789abcdef",
            "set -Ux COMETAPI_KEY 'sk-test0123456789abcdef'", "setenv COMETAPI_KEY sk-test0123456789abcdef",
            "cometapi_key: sk-test0123456789abcdef", "  cometapi-key:   'sk-test0123456789abcdef'  # mine",
            "\"api_key\": \"sk-test0123456789abcdef\",",
            "{\"apiKey\":\"sk-test0123456789abcdef\",\"base\":\"https://a.b\"}",
            "api_key = \"sk-test0123456789abcdef\"", "OPENAI_API_KEY=sk-test0123456789abcdef # work",
            "export COMETAPI_KEY='sk-test0123456789abcdef'; retouch a.jpg",
            "COMETAPI_KEY=sk-test0123456789abcdef && retouch",
            "[Environment]::SetEnvironmentVariable(\"COMETAPI_KEY\", \"sk-test0123456789abcdef\", \"User\")",
            "os.environ[\"COMETAPI_KEY\"] = \"sk-test0123456789abcdef\"",
            "client = OpenAI(api_key=\"sk-test0123456789abcdef\")",
            "curl -H \"Authorization: Bearer sk-test0123456789abcdef\" https://api.example.com",
            "x-goog-api-key: sk-test0123456789abcdef",
            "authorization: bearer  sk-test0123456789abcdef", "\u{201E}sk-test0123456789abcdef\u{201C}",
            "\u{AB}sk-test0123456789abcdef\u{BB}",
            "`sk-test0123456789abcdef`", "export COMETAPI_KEY=\u{201C}sk-test0123456789abcdef\u{201D}",
            "ENV COMETAPI_KEY=sk-test0123456789abcdef", "COMETAPI_KEY=\u{FEFF}sk-test0123456789abcdef",
            "fastlane: token => 'sk-test0123456789abcdef'", "(sk-test0123456789abcdef)", "[sk-test0123456789abcdef]",
            "**sk-test0123456789abcdef**", "sk-test0123456789abcdef.", "sk-test0123456789abcdef\\",
            "My key: **`sk-test0123456789abcdef`**.",
        ])
    func pasted(_ text: String) {
        #expect(APIKey(text) == APIKey("sk-test0123456789abcdef"))
    }

    @Test(
        "What has blanks or foreign letters inside is no key",
        arguments: ["", "\"\"", "Bearer ", "sk-a b", "sk-ключ", "COMETAPI_KEY=my secret words", "export COMETAPI_KEY="])
    func none(_ text: String) {
        #expect(APIKey(text) == nil)
    }

    @Test(
        "What only stands for a key is none",
        arguments: [
            "$COMETAPI_KEY", "${COMETAPI_KEY}", "%COMETAPI_KEY%", "<your key>", "<key>", "sk-...", "YOUR_API_KEY",
            "your-key-here",
            "sk-xxxxxxxxxxxx", "${{ secrets.COMETAPI_KEY }}", "COMETAPI_KEY=$OTHER_KEY", "api_key: {{ vault_key }}",
        ])
    func placeholder(_ text: String) {
        #expect(APIKey(text) == nil)
    }

    @Test("A key that has a word for keys inside is taken as it is")
    func keysOfAnyForm() {
        for text in ["my-KEY-0123456789", "0f1e:0123456789", "tokenABC=="] {
            #expect(APIKey(text)?.secretToKeep == text, "\(text)")
        }
    }

    @Test("Of several lines the one that sets the service's variable counts, or the only one that sets a key")
    func lines() {
        let env = """
            # my keys
            OPENAI_API_KEY=sk-other0123456789abcdef
            COMETAPI_KEY="sk-test0123456789abcdef"
            """
        let key = APIKey("sk-test0123456789abcdef")
        #expect(APIKey(lines: env, variables: ["COMETAPI_KEY"]) == key)
        #expect(APIKey(lines: env, variables: ["GEMINI_API_KEY"]) == nil)
        let json = """
            {
              "base_url": "https://api.example.com",
              "api_key": "sk-test0123456789abcdef"
            }
            """
        #expect(APIKey(lines: json, variables: ["COMETAPI_KEY"]) == key)
        #expect(APIKey(lines: "\nsk-test0123456789abcdef\n", variables: []) == key)
        #expect(APIKey(lines: "one\ntwo", variables: []) == nil)
    }
}

struct PredictionTests {
    private func read(_ text: String) throws -> PredictionAnswer {
        try RemoteModelsTests.read(text) { bytes throws(AnswerFailure) in try PredictionAnswer(bytes) }
    }

    @Test("A prediction's request carries the picture as a data URI")
    func request() throws {
        let shape = OutputShape(ratio: AspectRatio(16, 9), sizeClass: nil, pixels: nil)
        let body = PredictionsRequest.body(TurnRequest(instruction: "x", picture: Small.png, output: shape))
        let json = try JSONSerialization.jsonObject(with: body.data) as? [String: NSDictionary]
        #expect(
            json?["input"] == [
                "prompt": "x", "input_image": "data:image/png;base64,\(Small.png.base64)", "aspect_ratio": "16:9",
                "output_format": "png",
            ])
    }

    @Test("FLUX.2 is sent a list of all pictures, under the name that it knows")
    func list() throws {
        let request = TurnRequest(instruction: "x", picture: Small.png, references: [Small.png])
        let body = PredictionsRequest.body(request, picturesIn: "input_images")
        let json = try JSONSerialization.jsonObject(with: body.data) as? [String: NSDictionary]
        let uri = "data:image/png;base64,\(Small.png.base64)"
        #expect(json?["input"] == ["prompt": "x", "input_images": [uri, uri], "output_format": "png"])
    }

    @Test(
        "A picture in an output of whatever form is found, and of a prediction that is said to have failed as well",
        arguments: [
            #"{"images":[{"url":"https://x.example/a.png"}]}"#, #"{"url":"https://x.example/a.png"}"#,
            #"[{"url":"https://x.example/a.png"}]"#, #"[{"image":"https://x.example/a.png"}]"#,
            #"{"sample":"https://x.example/a.png"}"#, #"{"data":{"result":[["https://x.example/a.png"]]}}"#,
            #"["https://x.example/1.png","https://x.example/a.png"]"#,
        ])
    func outputs(_ output: String) throws {
        let link = PictureSource.link(try #require(URL(string: "https://x.example/a.png")))
        for status in ["succeeded", "completed", "failed"] {
            let answer = try read("{\"id\":12345,\"status\":\"\(status)\",\"output\":\(output)}")
            #expect(answer.state == .succeeded(link), "\(status)")
            #expect(answer.id == "12345")
        }
        let inline = try read(
            "{\"status\":\"succeeded\",\"output\":{\"image\":{\"b64_json\":\"\(Small.png.base64)\"}}}")
        #expect(inline.state == .succeeded(.data(Small.png.data, declared: nil)))
        // What was sent is no picture that came.
        let input = #"{"id":"a","status":"failed","input":{"image":"https://x.example/a.png"},"error":"no"}"#
        #expect(try read(input).state == .failed("no"))
    }

    @Test("Whatever word says that it has ended, it has", arguments: ["Ready", "done", "FINISHED", "Complete", "ok"])
    func ended(_ word: String) throws {
        let link = PictureSource.link(try #require(URL(string: "https://x.example/a.png")))
        #expect(
            try read(#"{"task_id":"a","status":"\#(word)","output":"https://x.example/a.png"}"#).state
                == .succeeded(link))
        #expect(try read(#"{"task_id":"a","status":"queued"}"#).id == "a")
        let draft = #"{"id":"a","status":"processing","output":"https://x.example/a.png"}"#
        #expect(try read(draft).state == .underWay("processing"))
    }

    @Test(
        "FLUX's own words for what went wrong end it",
        arguments: ["Request Moderated", "Content Moderated", "Task not found"])
    func refused(_ word: String) throws {
        #expect(try read(#"{"id":"a","status":"\#(word)","result":null}"#).state == .failed(word))
    }

    @Test("A prediction's states are told apart")
    func states() throws {
        let begun = try read(
            #"{"id":"p1","status":"starting","output":null,"error":null,"urls":{"get":"g","cancel":"c"}}"#)
        #expect(begun.state == .underWay("starting"))
        #expect(begun.id == "p1")
        #expect(begun.canBeCancelled)
        let link = try #require(URL(string: "https://replicate.example/out.png"))
        #expect(try read(#"{"id":"p","status":"succeeded","output":"\#(link)"}"#).state == .succeeded(.link(link)))
        #expect(try read(#"{"data":{"status":"succeeded","output":["\#(link)"]}}"#).state == .succeeded(.link(link)))
        #expect(try read(#"{"status":"failed","error":"NSFW"}"#).state == .failed("NSFW"))
        #expect(try read(#"{"status":"canceled"}"#).state == .cancelled)
    }
}

struct ModelListTests {
    private func read(_ text: String) throws -> ModelListPage {
        try RemoteModelsTests.read(text) { bytes throws(AnswerFailure) in try ModelListPage(bytes) }
    }

    @Test("CometAPI's list is read leniently, with its prices")
    func comet() throws {
        let page = try read(
            """
            {"success":true,"page":0,"total":4,"data":[
            {"id":"gpt-image-2","provider":"OpenAI","model_type":"image","features":["text-to-image"],
             "pricing":{"currency":"USD / M Tokens","input":4,"output":24,"per_request":null,"per_second":null}},
            {"id":"chat","model_type":"text","features":null,"pricing":null,"upcoming":true},
            {"provider":"nobody"},
            {"id":"odd","pricing":{"currency":"CNY","input":"1.5"}}]}
            """)
        #expect(
            page.models == [
                LiveModel(id: "gpt-image-2", inputPrice: 4, outputPrice: 24, makesPictures: true),
                LiveModel(id: "chat", makesPictures: false, isUpcoming: true), LiveModel(id: "odd"),
            ])
    }

    @Test(
        "A list is read in whatever frame it stands, and names in whatever form",
        arguments: [
            #"{"data":["a"]}"#, #"{"data":{"models":[{"id":"a"}]}}"#, #"[{"id":"a"}]"#, #"{"models":["a"]}"#,
            #"{"success":true,"data":[{"model_name":"a"}]}"#, #"{"data":{"list":[{"model":"a"}]}}"#,
        ])
    func frames(_ text: String) throws {
        #expect(try read(text).models.map(\.id) == ["a"])
    }

    @Test("Google's list has pages and OpenAI's has none")
    func others() throws {
        let google = try read(#"{"models":[{"name":"models/gemini-3-pro-image"}],"nextPageToken":"t"}"#)
        #expect(google.models.map(\.id) == ["gemini-3-pro-image"])
        #expect(google.next == "t")
        #expect(try read(#"{"object":"list","data":[{"id":"gpt-image-2"}]}"#).models.map(\.id) == ["gpt-image-2"])
        #expect(throws: AnswerFailure.self) { try read(#"{"hello":1}"#) }
    }
}
