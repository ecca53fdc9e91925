import Foundation
import ImageModels
import Pictures
import RemoteModels
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

    @Test("Without a picture the request is JSON for a picture from words")
    func generation() throws {
        let request = OpenAIImagesRequest(
            TurnRequest(instruction: "a cat", picture: nil, settings: TurnSettings(seed: 3), output: output),
            model: "seedream-4-0-250828")
        #expect(request.path == "/v1/images/generations")
        let json = try JSONSerialization.jsonObject(with: request.body.data) as? NSDictionary
        #expect(json == ["model": "seedream-4-0-250828", "prompt": "a cat", "n": 1, "size": "1536x864", "seed": 3])
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
        #expect(throws: AnswerFailure.self) { try read(#"{"error":{"message":"x"},"data":[]}"#) }
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

struct ImagenTests {
    private func read(_ text: String) throws -> ImagenAnswer {
        try RemoteModelsTests.read(text) { bytes throws(AnswerFailure) in try ImagenAnswer(bytes) }
    }

    @Test("Imagen is asked for one picture and its answer is read")
    func both() throws {
        let shape = OutputShape(ratio: AspectRatio(4, 3), sizeClass: "1K", pixels: nil)
        let body = ImagenRequest.body(TurnRequest(instruction: "a cat", picture: nil, output: shape))
        let json = try JSONSerialization.jsonObject(with: body.data) as? NSDictionary
        #expect(
            json == [
                "instances": [["prompt": "a cat"]],
                "parameters": ["sampleCount": 1, "aspectRatio": "4:3", "imageSize": "1K"],
            ])
        let picture = #"{"predictions":[{"mimeType":"image/png","bytesBase64Encoded":"\#(Small.png.base64)"}]}"#
        #expect(try read(picture).picture == .data(Small.png.data, declared: "image/png"))
        #expect(try read(#"{"predictions":[{"raiFilteredReason":"no"}]}"#).filteredReason == "no")
        #expect(try read("{}").picture == nil)
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

    @Test("Google's list has pages and OpenAI's has none")
    func others() throws {
        let google = try read(#"{"models":[{"name":"models/gemini-3-pro-image"}],"nextPageToken":"t"}"#)
        #expect(google.models.map(\.id) == ["gemini-3-pro-image"])
        #expect(google.next == "t")
        #expect(try read(#"{"object":"list","data":[{"id":"gpt-image-2"}]}"#).models.map(\.id) == ["gpt-image-2"])
        #expect(throws: AnswerFailure.self) { try read(#"{"hello":1}"#) }
    }
}
