import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

struct FuzzTests {
    private static let whole = [
        answer(
            [
                part("Here ![x](data:image/png;base64,\(Small.png.base64)) \u{1F408}"), part(Small.jpeg, thought: true),
                part(Small.png),
            ],
            more:
                #","usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":2},"promptFeedback":{"blockReason":"X"}"#
        ),
        "data: \(answer([part(Small.png)], finish: nil))\r\n\r\ndata: \(answer([part("a\\u00e4\"")]))\r\n\r\n",
        #"[{"error":{"code":429,"message":"retry in 3s (request id: x)","details":[{"retryDelay":"1s"}]}}]"#,
        #"{"data":{"data":[{"b64_json":"\#(Small.png.base64)"},{"url":"https://a.example/x.png"}]},"usage":{"input_tokens":1}}"#,
        #"{"id":"p","status":"succeeded","output":["https://a.example/x.png"],"urls":{"cancel":"y"}}"#,
    ]

    /// Reads the bytes as everything that an answer can be.
    private func readAll(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            _ = try? GeminiAnswer(bytes, keepingParts: true)
            _ = try? OpenAIImagesAnswer(bytes)
            _ = try? PredictionAnswer(bytes)
            _ = try? ModelListPage(bytes)
        }
        for status in [200, 400, 429, 500] {
            let answer = WireAnswer(status, String(decoding: bytes, as: UTF8.self))
            _ = Refusal(answer, service: "cometapi")
        }
    }

    @Test("An answer that is cut anywhere or spoilt in any way is read or refused, never more", arguments: 0..<8)
    func mutated(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let spice: [UInt8] = Array("{}[]\",:\\u0\n\r=-_/. ".utf8) + [0, 0x80, 0xC3, 0xFF]
        for text in Self.whole {
            let bytes = Array(text.utf8)
            for _ in 0..<300 {
                var spoilt = bytes
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    guard !spoilt.isEmpty else { break }
                    let place = Int.random(in: 0..<spoilt.count, using: &random)
                    switch Int.random(in: 0..<5, using: &random) {
                    case 0: spoilt[place] = spice.randomElement(using: &random) ?? 0
                    case 1: spoilt[place] = UInt8.random(in: 0...255, using: &random)
                    case 2: spoilt.insert(spice.randomElement(using: &random) ?? 0, at: place)
                    case 3:
                        spoilt.removeSubrange(place..<min(spoilt.count, place + Int.random(in: 1...40, using: &random)))
                    default: spoilt.removeLast(spoilt.count - place)
                    }
                }
                readAll(spoilt)
            }
        }
    }

    @Test("Wherever an answer is cut, either its picture comes out whole or nothing does")
    func cut() throws {
        let whole = Array(Self.whole[0].utf8)
        var salvaged = 0
        for count in stride(from: 0, to: whole.count, by: 7) {
            guard let answer = try? whole[..<count].withUnsafeBytes({ try GeminiAnswer($0) }) else { continue }
            switch answer.picture {
            case .data(let data, _)?: #expect(data == Small.png.data || data == Small.jpeg.data)
            default: Issue.record("cut after \(count)")
            }
            salvaged += 1
        }
        #expect(salvaged > 10)
    }

    @Test("What is between two changes of the text is read alike by Foundation, where both read it")
    func agreement() throws {
        var random = SeededGenerator(seed: 99)
        var agreed = 0
        for _ in 0..<2000 {
            var bytes = Array(
                #"{"a":"x\u00e4\n","candidates":[{"finishReason":"STOP","n":1.5e2}],"b":[true,null]}"#.utf8)
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = UInt8.random(in: 0x20...0x7E, using: &random)
            guard let theirs = try? JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary else { continue }
            let reason = (theirs["candidates"] as? [NSDictionary])?.first?["finishReason"] as? String
            let ours = try bytes.withUnsafeBytes { bytes in try GeminiAnswer(bytes) }
            #expect(ours.finishReason?.rawValue == reason, "\(String(decoding: bytes, as: UTF8.self))")
            agreed += 1
        }
        #expect(agreed > 500)
    }
}
