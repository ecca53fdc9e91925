import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

@Suite("Pictures whose bytes stand in an answer as numbers")
struct ByteListTests {
    private func openAI(_ text: String) throws -> OpenAIImagesAnswer {
        try read(text) { bytes throws(AnswerFailure) in try OpenAIImagesAnswer(bytes) }
    }

    private static func list(_ data: Data, signed: Bool = false) -> String {
        "[" + data.map { signed ? "\(Int8(bitPattern: $0))" : "\($0)" }.joined(separator: signed ? ", " : ",") + "]"
    }

    private static func numbered(_ data: Data) -> String {
        "{" + data.enumerated().map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }

    @Test("An empty list where a picture belongs is none, as an empty text is")
    func emptyList() {
        func outcome(_ picture: String) -> String {
            let text = "{\"data\":[{\"b64_json\":\(picture)}]}"
            return (try? openAI(text)).map { "\($0.picture == nil)" } ?? "refused"
        }
        #expect(outcome("[]") == outcome("\"\""))
    }

    @Test(
        "They are found wherever they stand, with and without a sign, as a list or by their numbers",
        arguments: [
            #"{"image":LIST}"#, #"{"data":{"type":"Buffer","data":LIST}}"#, #"{"images":[LIST]}"#, "LIST",
            #"{"data":[{"b64_json":{"type":"Buffer","data":LIST}}]}"#, #"{"data":[{"b64_json":LIST}]}"#,
            #"{"statusCode":200,"body":"{\"image\":LIST}"}"#,
            #"{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":LIST}}]}}]}"#,
        ])
    func found(form: String) throws {
        for list in [Self.list(Small.png.data), Self.list(Small.png.data, signed: true), Self.numbered(Small.png.data)]
        {
            // Within a text, marks are escaped.
            guard !form.contains("\\\"") || !list.contains("\"") else { continue }
            let text = form.replacing("LIST", with: list)
            for picture in [try openAI(text).picture, try gemini(text).picture] {
                guard case .data(let data, _)? = picture else {
                    Issue.record("\(form): \(String(describing: picture))")
                    continue
                }
                #expect(data == Small.png.data, "\(form)")
            }
        }
        let prediction = try read("{\"status\":\"done\",\"output\":\(Self.list(Small.png.data))}") {
            bytes throws(AnswerFailure) in try PredictionAnswer(bytes)
        }
        guard case .succeeded(.data(Small.png.data, _)?) = prediction.state else {
            Issue.record("\(prediction.state)")
            return
        }
    }

    @Test("One of a megabyte is read, though no answer has so many parts; one that breaks off is told as that")
    func large() throws {
        let large = Small.png.data + Data(repeating: 200, count: 1_000_000)
        let text = "{\"image\":\(Self.list(large)),\"usage\":{\"input_tokens\":5,\"output_tokens\":6}}"
        #expect(try openAI(text).picture == .data(large, declared: nil))
        #expect(try openAI(text).usage?.outputTokens == 6)
        #expect(throws: JSONOutline.Failure.truncated) {
            try Array(text.utf8.prefix(2_000_000)).withUnsafeBytes { _ = try JSONAnswer($0) }
        }
    }

    @Test("Other numbers are what they were")
    func others() throws {
        for list in ["[137,80,78,71,13,10,26,10]", Self.list(Small.png.data + [1]).replacing(",1]", with: ",256]")] {
            try Array("{\"list\":\(list)}".utf8).withUnsafeBytes { bytes in
                let answer = try JSONAnswer(bytes)["list"]
                #expect(answer?.listed == nil && answer?.elements.first?.int == 137)
            }
        }
    }
}
