import Foundation
import ImageModels
import Pictures
import RemoteModels
import Testing

struct GeminiAnswerTests {
    private let png = PictureSource.data(Small.png.data, declared: "image/png")
    private let jpeg = PictureSource.data(Small.jpeg.data, declared: "image/jpeg")

    @Test("The picture is taken, the words are kept, the counts are read, and unknown fields are passed over")
    func usual() throws {
        let usage = """
            ,"usageMetadata":{"promptTokenCount":1125,"candidatesTokenCount":1518,"thoughtsTokenCount":10,
            "promptTokensDetails":[{"modality":"TEXT","tokenCount":5},{"modality":"IMAGE","tokenCount":1120}],
            "candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1120}],"serviceTier":"standard"},
            "modelVersion":"gemini-3.1-flash-lite-image","responseId":"CL-1","novelty":{"a":[1,{"b":null}]}
            """
        let answer = try gemini(answer([part("Here it is."), part(Small.jpeg)], more: usage))
        #expect(answer.picture == jpeg)
        #expect(!answer.isThought)
        #expect(answer.text == "Here it is.")
        #expect(answer.finishReason == .stop)
        #expect(answer.modelVersion == "gemini-3.1-flash-lite-image")
        #expect(answer.responseID == "CL-1")
        #expect(
            answer.usage
                == Usage(
                    inputTokens: 1125, outputTokens: 1528, inputImageTokens: 1120, outputImageTokens: 1120,
                    thoughtTokens: 10))
    }

    @Test("Of several pictures the last that is no thought is taken, wherever it stands")
    func thoughts() throws {
        let thought = part(Small.png, thought: true)
        #expect(try gemini(answer([thought, thought, part(Small.jpeg)])).picture == jpeg)
        #expect(try gemini(answer([part(Small.jpeg), thought])).picture == jpeg)
        #expect(try gemini(answer([part(Small.jpeg), part(Small.png)])).picture == png)
        let alone = try gemini(answer([part(Small.jpeg, thought: true), thought]))
        #expect(alone.picture == png)
        #expect(alone.isThought)
    }

    @Test("Words of a thought are no words for the designer")
    func thoughtText() throws {
        let answer = try gemini(answer([#"{"text":"planning","thought":true}"#, part("Done."), part(Small.png)]))
        #expect(answer.text == "Done.")
    }

    @Test("Other spellings are understood: snake case, escaped slashes, escaped padding, URL-safe base64")
    func spellings() throws {
        let escaped = Small.png.base64.replacing("/", with: "\\/").replacing("=", with: "\\u003d")
        let safe = Small.png.base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        for data in [escaped, safe] {
            let text = """
                {"candidates":[{"content":{"parts":[{"inline_data":{"mime_type":"image/png","data":"\(data)"}}]},
                "finish_reason":"STOP"}],"usage_metadata":{"prompt_token_count":1,"candidates_token_count":2},
                "response_id":"x"}
                """
            let answer = try gemini(text)
            #expect(answer.picture == png)
            #expect(answer.finishReason == .stop)
            #expect(answer.usage == Usage(inputTokens: 1, outputTokens: 2))
            #expect(answer.responseID == "x")
        }
    }

    @Test("A picture in the words is found and the words are freed of it")
    func pictureInText() throws {
        let markdown = try gemini(
            answer([part("Here: ![a cat](data:image/png;base64,\(Small.png.base64)) enjoy")]))
        #expect(markdown.picture == png)
        #expect(markdown.text == "Here:  enjoy")
        let bare = try gemini(answer([part("data:image/jpeg;base64,\(Small.jpeg.base64)")]))
        #expect(bare.picture == jpeg)
        #expect(bare.text.isEmpty)
    }

    @Test("A link is a picture's only where nothing else is one")
    func links() throws {
        let link = try #require(URL(string: "https://files.example/a/b.png?x=1"))
        #expect(try gemini(answer([part("![it](\(link))")])).picture == .link(link))
        #expect(try gemini(answer([part("It is at \(link) for a day")])).picture == .link(link))
        #expect(try gemini(answer([part("See https://policies.example/terms")])).picture == nil)
        #expect(try gemini(answer([part("![it](\(link))"), part(Small.png)])).picture == png)
        let file = #"{"fileData":{"mimeType":"image/png","fileUri":"\#(link)"}}"#
        #expect(try gemini(answer([file])).picture == .link(link))
    }

    @Test("Server-sent events add up, whatever their line ends and however long their lines")
    func events() throws {
        let long = Data(repeating: 0x5A, count: 1_600_000).base64EncodedString()
        let signed =
            #"{"inlineData":{"mimeType":"image/png","data":"\#(Small.png.base64)"},"thoughtSignature":"\#(long)"}"#
        let usage = #","usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":4}"#
        let events = [
            answer([part("Here ")], finish: nil), answer([part("it is.")], finish: nil),
            answer([signed], finish: nil), answer([part("")], more: usage),
        ]
        for end in ["\n", "\r\n"] {
            for space in ["", " "] {
                let text = events.map { "data:\(space)\($0)\(end)\(end)" }.joined() + "data: [DONE]\(end)\(end)"
                let answer = try gemini(": a comment\(end)" + text)
                #expect(answer.picture == png)
                #expect(answer.text == "Here it is.")
                #expect(answer.finishReason == .stop)
                #expect(answer.usage?.outputTokens == 4)
            }
        }
        let several = answer([part(Small.png)]).replacing(",", with: ",\ndata: ")
        #expect(try gemini("event: x\ndata: \(several)\n\n").picture == png)
        #expect(try gemini("[\(events.joined(separator: ",\n"))]").picture == png)
    }

    @Test("Parts are kept to the letter where they are asked for")
    func parts() throws {
        let odd = #"{ "text" : "a\u0041" , "thoughtSignature":"QQ==" , "later" : [1, 2] }"#
        let answer = try gemini(answer([odd, part(Small.png)]), keepingParts: true)
        #expect(answer.parts.first == Data(odd.utf8))
        #expect(answer.parts.count == 2)
        #expect(try gemini(RemoteModelsTests.answer([part(Small.png)])).parts.isEmpty)
    }

    @Test("An answer that can't be used says why")
    func unusable() throws {
        func failure(_ text: String) -> AnswerFailure? {
            do {
                _ = try gemini(text)
                return nil
            } catch {
                return error as? AnswerFailure
            }
        }
        guard case .empty? = failure(" \n") else { return #expect(Bool(false), "empty") }
        let whole = answer([part(Small.png)])
        guard case .truncated? = failure(String(whole.prefix(100))) else { return #expect(Bool(false), "cut") }
        guard case .malformed? = failure("{nonsense}") else { return #expect(Bool(false), "malformed") }
        guard case .error? = failure(#"{"error":{"message":"no"}}"#) else { return #expect(Bool(false), "error") }
        let bad = #"{"inlineData":{"mimeType":"image/png","data":"****"}}"#
        guard case .badPicture? = failure(answer([bad])) else { return #expect(Bool(false), "base64") }
    }
}
