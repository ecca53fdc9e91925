import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

/// Counts of tokens are foreign numbers, and become money.
struct CheckedUsageTests {
    private func gemini(_ usage: String) throws -> GeminiAnswer {
        try RemoteModelsTests.gemini(answer([part(Small.png)], more: #","usageMetadata":{\#(usage)}"#))
    }

    @Test(
        "Counts that no model can have are unknown, and the picture is there",
        arguments: [
            #""promptTokenCount":-10,"candidatesTokenCount":-100000000"#,
            #""promptTokenCount":1,"candidatesTokenCount":9223372036854775807,"thoughtsTokenCount":9223372036854775807"#,
            #""promptTokenCount":9223372036854775807,"toolUsePromptTokenCount":1"#,
            #""promptTokenCount":-9223372036854775808,"candidatesTokenCount":-9223372036854775808"#,
            #""promptTokenCount":10,"candidatesTokenCount":65537"#, #""promptTokenCount":1048577"#,
            #""promptTokenCount":10,"thoughtsTokenCount":-1"#,
            #""promptTokenCount":10,"promptTokensDetails":[{"modality":"IMAGE","tokenCount":11}]"#,
            #""promptTokenCount":10,"candidatesTokenCount":5,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":9e18},{"modality":"IMAGE","tokenCount":9e18}]"#,
            #""promptTokenCount":10,"candidatesTokenCount":5,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":-5}]"#,
        ])
    func absurd(_ usage: String) throws {
        let answer = try gemini(usage)
        #expect(answer.usage == nil)
        #expect(answer.picture == .data(Small.png.data, declared: "image/png"))
    }

    @Test("Counts in order are as they were told")
    func good() throws {
        let answer = try gemini(
            #""promptTokenCount":1127,"candidatesTokenCount":1120,"thoughtsTokenCount":230,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1120}]"#
        )
        #expect(
            answer.usage
                == Usage(inputTokens: 1127, outputTokens: 1350, outputImageTokens: 1120, thoughtTokens: 230))
        #expect(try gemini(#""promptTokenCount":1048576,"candidatesTokenCount":65536"#).usage?.outputTokens == 65536)
    }

    @Test("OpenAI's counts are looked at in the same way")
    func openAI() throws {
        func usage(_ input: String, _ output: String) throws -> Usage? {
            try read(#"{"data":[],"usage":{"input_tokens":\#(input),"output_tokens":\#(output)}}"#) {
                bytes throws(AnswerFailure) in try OpenAIImagesAnswer(bytes)
            }.usage
        }
        #expect(try usage("9223372036854775807", "9223372036854775807") == nil)
        #expect(try usage("-1", "1") == nil)
        #expect(try usage("1e300", "1") == nil)
        #expect(try usage("312", "4160") == Usage(inputTokens: 312, outputTokens: 4160))
    }
}
