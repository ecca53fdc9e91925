import Foundation
import ImageModels
import Pictures
import RemoteModels
import Testing

@Suite("Answers that end in their middle") struct CutAnswerTests {
    private func openAI(_ text: some StringProtocol) throws -> OpenAIImagesAnswer {
        try read(String(text)) { bytes throws(AnswerFailure) in try OpenAIImagesAnswer(bytes) }
    }

    private func midjourney(_ text: some StringProtocol) throws -> MidjourneyAnswer {
        try read(String(text)) { bytes throws(AnswerFailure) in try MidjourneyAnswer(bytes) }
    }

    private func prediction(_ text: some StringProtocol) throws -> PredictionAnswer {
        try read(String(text)) { bytes throws(AnswerFailure) in try PredictionAnswer(bytes) }
    }

    @Test("Of OpenAI's forms the picture or link that came whole is taken, wherever the rest is missing")
    func pictures() throws {
        let forms = [
            "{\"created\":1,\"data\":[{\"b64_json\":\"\(Small.png.base64)\"|}],\"usage\":{\"input_tokens\":400}}",
            "{\"data\":[{\"url\":\"https://example.com/a\"|}],\"usage\":{\"a\":1}}",
            "{\"choices\":[{\"message\":{\"images\":[{\"image_url\":{\"url\":\"data:image/png;base64,\(Small.png.base64)\"|}}]}}]}",
            "{\"output\":[{\"type\":\"image_generation_call\",\"result\":\"\(Small.png.base64)\"|}],\"status\":\"completed\"}",
        ]
        for form in forms {
            let end = try #require(form.firstIndex(of: "|"))
            let whole = form.replacing("|", with: "")
            let least = form.distance(from: form.startIndex, to: end)
            for count in least..<whole.count {
                let answer = try openAI(whole.prefix(count))
                #expect(answer.picture != nil && answer.isCutOff, "\(whole.prefix(count).suffix(30))")
            }
            #expect(try !openAI(whole).isCutOff)
            // What is not whole is none, and no error either that the beginning might be taken for.
            for count in stride(from: 1, to: least, by: 7) {
                guard
                    case .truncated? = #expect(
                        throws: AnswerFailure.self, performing: { try openAI(whole.prefix(count)) })
                else {
                    Issue.record("\(whole.prefix(count).suffix(30))")
                    continue
                }
            }
        }
    }

    @Test("Of a stream the finished picture is taken, not the draft, though its event breaks off behind it")
    func streams() throws {
        let draft = "data: {\"type\":\"image_edit.partial_image\",\"b64_json\":\"\(Small.jpeg.base64)\"}\n\n"
        let done =
            "data: {\"type\":\"image_edit.completed\",\"b64_json\":\"\(Small.png.base64)\",\"usage\":{\"input_tokens\":1}}"
        let whole = draft + done
        for missing in 1..<20 {
            let answer = try openAI(whole.dropLast(missing))
            #expect(answer.picture == .data(Small.png.data, declared: nil) && !answer.isDraft && answer.isCutOff)
            #expect(try openAI(done.dropLast(missing)).picture == .data(Small.png.data, declared: nil))
        }
        let half = try openAI(whole.dropLast(100))
        #expect(half.isDraft && half.picture == .data(Small.jpeg.data, declared: nil))
    }

    @Test("A task's id that came whole is asked for; half of one is not")
    func tasks() throws {
        guard case .submitted(let begun) = try midjourney(#"{"code":1,"result":"123","descr"#) else {
            Issue.record("no task")
            return
        }
        #expect(begun.task == "123")
        #expect(throws: AnswerFailure.self) { try midjourney(#"{"code":1,"result":"12"#) }
        #expect(throws: AnswerFailure.self) { try midjourney(#"{"code":1,"result":12"#) }
        #expect(try prediction(#"{"id":"abc","status":"starting","inp"#).id == "abc")
        #expect(throws: AnswerFailure.self) { try prediction(#"{"id":"ab"#) }
    }

    @Test(
        "Midjourney's task is found wherever a gateway puts its id",
        arguments: [
            #"{"code":1,"result":"123"}"#, #"{"code":1,"result":{"id":"123"}}"#,
            #"{"code":22,"result":{"task_id":123}}"#,
            #"{"code":1,"result":"","properties":{"taskId":"123"}}"#, #"{"code":0,"result":"123"}"#,
            #"{"success":true,"data":{"code":1,"result":"123"}}"#,
        ])
    func submissions(_ text: String) throws {
        guard case .submitted(let begun) = try midjourney(text) else {
            Issue.record("no task in \(text)")
            return
        }
        #expect(begun.task == "123")
    }

    @Test("Codes that refuse, and what is neither a task nor a picture, are told")
    func refusals() throws {
        #expect(throws: AnswerFailure.self) { try midjourney(#"{"code":24,"description":"banned","result":"123"}"#) }
        #expect(throws: AnswerFailure.self) { try midjourney(#"{"code":0,"description":"no"}"#) }
        let unknown = #expect(throws: AnswerFailure.self) { try midjourney(#"{"hello":1,"there":[2]}"#) }
        guard case .unknown("an object of hello, there")? = unknown else {
            Issue.record("\(String(describing: unknown))")
            return
        }
    }

    @Test("A prediction that was taken on is one whatever the status of the answer; a request's id is none")
    func takenOn() throws {
        #expect(try prediction(#"{"id":"abc","status":"starting"}"#).isTakenOn)
        #expect(try !prediction(#"{"id":"req_1","status":"500"}"#).isTakenOn)
        #expect(try !prediction(#"{"id":"req_1"}"#).isTakenOn)
    }
}
