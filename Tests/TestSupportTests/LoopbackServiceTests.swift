import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

/// The pretended service is as strict as the real ones: whoever sends something else than they take is told.
@Suite struct LoopbackServiceTests {
    private let model = "/v1beta/models/gemini-3.1-flash-lite-image:generateContent"
    private let picture = SamplePictures.gradient(width: 32, height: 24)

    private func post(
        _ json: String, to path: String? = nil, key: String? = LoopbackService.key,
        _ service: LoopbackService = .init(),
        type: String = "application/json"
    ) async throws -> (status: Int, text: String) {
        let server = try await LoopbackServer(service)
        let answer = try await send(
            WireRequest(
                .post, server.base + (path ?? model), key.flatMap { APIKey($0) }.map { .googleKey($0) } ?? .none,
                body: text(json, type)))
        #expect(server.requests.count == 1)
        await server.stop()
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    private func text(_ text: String, _ type: String) -> RequestBody {
        var body = RequestBody(mediaType: type)
        body.append(text)
        return body
    }

    private func send(_ request: WireRequest) async throws -> WireAnswer {
        let transport = try Transport()
        let answer = await Result { try await transport.answer(to: request, seconds: 30) }
        await transport.shutdown()
        return try answer.get()
    }

    private func body(_ configuration: String = #"{"responseModalities":["TEXT","IMAGE"]}"#) throws -> String {
        let data = try picture.encoded(as: .png).base64EncodedString()
        return """
            {"contents":[{"role":"user","parts":[{"text":"make it red"},
            {"inlineData":{"mimeType":"image/png","data":"\(data)"}}]}],"generationConfig":\(configuration)}
            """
    }

    @Test("A request in order gets a picture of the size asked for, with a signature and counts")
    func good() async throws {
        let configuration = #"{"imageConfig":{"aspectRatio":"16:9","imageSize":"1K"}}"#
        let (status, text) = try await post(body(configuration))
        #expect(status == 200)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let candidate = try #require((json["candidates"] as? [[String: Any]])?.first)
        let part = try #require(((candidate["content"] as? [String: Any])?["parts"] as? [[String: Any]])?.first)
        let inline = try #require(part["inlineData"] as? [String: String])
        let painted = try Picture(inspecting: try #require(Data(base64Encoded: inline["data"] ?? "")))
        #expect(painted.format == .jpeg && painted.size == PixelSize(width: 1376, height: 768))
        #expect((part["thoughtSignature"] as? String)?.utf8.count == 1_459_200)
        #expect((json["usageMetadata"] as? [String: Any])?["promptTokenCount"] as? Int == 1123)
    }

    @Test(
        "What a service would not take is refused, and why",
        arguments: [
            (#"{"responseModalities":["Image"]}"#, "response_modalities"),
            (#"{"imageConfig":{"aspectRatio":"7:5"}}"#, "aspectRatio"),
            (#"{"imageConfig":{"imageSize":"1k"}}"#, "imageSize"),
            (#"{"imageConfig":{"imageSize":"4K"}}"#, "imageSize"),
            (#"{"imageConfig":{"outputMimeType":"image/png"}}"#, "Unknown name \\\"outputMimeType\\\""),
            (#"{"thinkingConfig":{"thinkingLevel":"MEDIUM"}}"#, "thinkingLevel"),
            (#"{"seed":4294967296}"#, "TYPE_INT32"), (#"{"sampleCount":1}"#, "sampleCount"),
        ])
    func configurations(_ configuration: String, _ words: String) async throws {
        let (status, text) = try await post(body(configuration))
        #expect(status == 400)
        #expect(text.contains(words), "\(text)")
    }

    @Test(
        "A picture that is no base64, of no media type that is known, or in no place of its own is refused",
        arguments: [
            (#"{"inlineData":{"mimeType":"image/png","data":"%%%%"}}"#, "Base64 decoding failed"),
            (#"{"inlineData":{"mimeType":"image/jpg","data":"AAAA"}}"#, "Unsupported MIME type: image/jpg"),
            (#"{"image":"AAAA"}"#, "Unknown name"), (#"{}"#, "required oneof field"),
        ])
    func pictures(_ part: String, _ words: String) async throws {
        let (status, text) = try await post(#"{"contents":[{"role":"user","parts":[\#(part)]}]}"#)
        #expect(status == 400)
        #expect(text.contains(words), "\(text)")
    }

    @Test("A picture in the model's own turn needs the signature that came with it")
    func signatures() async throws {
        func conversation(_ more: String) -> String {
            """
            {"contents":[{"role":"user","parts":[{"text":"a cat"}]},{"role":"model","parts":[{"inlineData":
            {"mimeType":"image/jpeg","data":"AAAA"}\(more)}]},{"role":"user","parts":[{"text":"a dog"}]}]}
            """
        }
        let missing = try await post(conversation(""))
        #expect(missing.status == 400 && missing.text.contains("thought_signature in content position 2"))
        let foreign = try await post(conversation(#","thoughtSignature":"AAAA""#))
        #expect(foreign.status == 400 && foreign.text.contains("Corrupted thought signature"))
        #expect(try await post(conversation(#","thoughtSignature":"loopbackAAAA""#)).status == 200)
    }

    @Test(
        "A wrong key is refused in each service's own form",
        arguments: [
            (LoopbackService.Manners.comet, 401, "comet_api_error"), (.google, 400, "API_KEY_INVALID"),
            (.openAI, 401, "invalid_api_key"),
        ])
    func keys(_ manners: LoopbackService.Manners, _ status: Int, _ words: String) async throws {
        var options = LoopbackService.Options()
        options.manners = manners
        let answer = try await post(body(), key: "sk-other", LoopbackService(options: options))
        #expect(answer.status == status)
        #expect(answer.text.contains(words), "\(answer.text)")
    }

    @Test(
        "A form without its picture, with an unknown field, or without its end is refused",
        arguments: [
            (
                #"--x\#r\#nContent-Disposition: form-data; name="model"\#r\#n\#r\#ngpt-image-2\#r\#n--x--\#r\#n"#,
                "'image'"
            ),
            (#"--x\#r\#nContent-Disposition: form-data; name="model"\#r\#n\#r\#ngpt-image-2"#, "does not end"),
        ])
    func forms(_ form: String, _ words: String) async throws {
        let server = try await LoopbackServer(LoopbackService())
        let key = try #require(APIKey(LoopbackService.key))
        let answer = try await send(
            WireRequest(
                .post, server.base + "/v1/images/edits", .bearer(key),
                body: text(form, "multipart/form-data; boundary=x")))
        #expect(answer.status == 400)
        #expect(String(decoding: answer.body, as: UTF8.self).contains(words))
    }

    @Test("A client that leaves while it waits is remembered as having left")
    func leaving() async throws {
        let server = try await LoopbackServer(script: [Answer(ending: .silent), .text("here", "text/plain")])
        let asking = Task { try await send(WireRequest(.get, server.base + "/a")) }
        try await server.wait { $0.count == 1 }
        #expect(!server.requests[0].wasAbandoned)
        asking.cancel()
        try await server.wait { $0[0].wasAbandoned }
        let next = try await send(WireRequest(.get, server.base))
        #expect(String(decoding: next.body, as: UTF8.self) == "here")
        #expect(!server.requests[1].wasAbandoned && server.requests[1].status == 200)
    }

    @Test(
        "The catalogue's ratios and pixels are those of the service",
        arguments: [
            "gemini-3.1-flash-lite-image", "gemini-3.1-flash-image", "gemini-nano-banana-2.1", "gemini-3-pro-image",
            "gemini-2.5-flash-image",
        ])
    func catalogue(_ id: String) async throws {
        var options = LoopbackService.Options()
        options.signatureCharacters = 100
        let server = try await LoopbackServer(LoopbackService(options: options))
        let classes = try #require(ModelCatalogue.standard[id]?.sizes)
        let key = try #require(APIKey(LoopbackService.key))
        // Larger ones are multiples, and slow to paint.
        for sizes in classes where ["512", "1K"].contains(sizes.name) {
            for (ratio, pixels) in sizes.shapes {
                let size = sizes.named ?? true ? #","imageSize":"\#(sizes.name)""# : ""
                let configuration = #"{"imageConfig":{"aspectRatio":"\#(ratio)"\#(size)}}"#
                let answer = try await send(
                    WireRequest(
                        .post, "\(server.base)/v1beta/models/\(id):generateContent", .googleKey(key),
                        body: text(body(configuration), "application/json")))
                let text = String(decoding: answer.body, as: UTF8.self)
                #expect(answer.status == 200, "\(ratio): \(text.prefix(300))")
                let data = try #require(text.firstMatch(of: /"data": "([^"]+)"/)?.1)
                let painted = try Picture(inspecting: try #require(Data(base64Encoded: String(data))))
                #expect("\(painted.width)x\(painted.height)" == pixels, "\(ratio)")
            }
        }
    }
}

extension Result where Failure == any Error {
    /// What some work comes to.
    fileprivate init(_ work: () async throws -> Success) async {
        do {
            self = .success(try await work())
        } catch {
            self = .failure(error)
        }
    }
}
