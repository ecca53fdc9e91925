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
        let answer = try gemini(#"{"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":4},"modelVersion":"m"}"#)
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
}
