import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

struct GeminiRequestTests {
    private func json(_ request: TurnRequest) throws -> NSDictionary {
        let object = try JSONSerialization.jsonObject(with: GeminiRequest(request).body.data)
        return try #require(object as? NSDictionary)
    }

    private let oneK = OutputShape(
        ratio: AspectRatio(3, 2), sizeClass: "1K", pixels: PixelSize(width: 1264, height: 848))

    @Test("A request is one user entry with the instruction and the picture, and says what shape it wants")
    func plain() throws {
        let request = TurnRequest(instruction: "make the \"jacket\" red\n", picture: Small.png, output: oneK)
        let expected: NSDictionary = [
            "contents": [
                [
                    "role": "user",
                    "parts": [
                        ["text": "make the \"jacket\" red\n"],
                        ["inlineData": ["mimeType": "image/png", "data": Small.png.base64]],
                    ],
                ]
            ],
            "generationConfig": [
                "responseModalities": ["TEXT", "IMAGE"], "imageConfig": ["aspectRatio": "3:2", "imageSize": "1K"],
            ],
        ]
        #expect(try json(request) == expected)
    }

    @Test("Each reference comes after the name that the instruction has for it")
    func references() throws {
        let request = TurnRequest(
            instruction: "put the hat of [image 2] on", picture: Small.png, references: [Small.jpeg, Small.png])
        let contents = try #require(try json(request)["contents"] as? [NSDictionary])
        let parts = try #require(contents.first?["parts"] as? [NSDictionary])
        #expect(
            parts.map { $0["text"] as? String ?? "picture" } == [
                "put the hat of [image 2] on", "The picture to edit:", "picture", "[image 1]:", "picture",
                "[image 2]:", "picture",
            ])
        #expect(parts[4] == ["inlineData": ["mimeType": "image/jpeg", "data": Small.jpeg.base64]])
    }

    @Test("What is set is sent, and what is not set is left to the model")
    func settings() throws {
        let settings = TurnSettings(thinking: "high", seed: 7, safety: "BLOCK_ONLY_HIGH")
        let body = try json(TurnRequest(instruction: "a cat", picture: nil, settings: settings))
        let expected: NSDictionary = [
            "responseModalities": ["TEXT", "IMAGE"], "thinkingConfig": ["thinkingLevel": "HIGH"], "seed": 7,
        ]
        #expect(body["generationConfig"] as? NSDictionary == expected)
        let safety = try #require(body["safetySettings"] as? [[String: String]])
        #expect(safety.allSatisfy { $0["threshold"] == "BLOCK_ONLY_HIGH" })
        #expect(safety.contains { $0["category"] == "HARM_CATEGORY_HARASSMENT" })
    }

    @Test("Earlier turns come first, exactly as they were")
    func history() throws {
        let earlier = #"{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b","new":1}]}"#
        let request = TurnRequest(instruction: "c", picture: Small.png, transcripts: [Data(earlier.utf8)])
        let contents = try #require(try json(request)["contents"] as? [NSDictionary])
        #expect(contents.map { $0["role"] as? String } == ["user", "model", "user"])
        #expect(contents[1]["parts"] as? [NSDictionary] == [["text": "b", "new": 1]])
    }
}
