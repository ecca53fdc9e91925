import Foundation
import ImageModels
import Pictures
import RemoteModels
import Testing

/// Pictures that are told in pieces, or as nothing but base64, among a model's words.
@Suite struct StreamedPictureTests {
    private func openAI(_ text: String) throws -> OpenAIImagesAnswer {
        try read(text) { bytes throws(AnswerFailure) in try OpenAIImagesAnswer(bytes) }
    }

    private let uri = "data:image/png;base64,\(Small.png.base64)"
    private var png: PictureSource { .data(Small.png.data, declared: "image/png") }

    private func pieces(of text: String, _ count: Int) -> [String] {
        let bytes = Array(text.utf8)
        return stride(from: 0, to: bytes.count, by: count).map {
            String(decoding: bytes[$0..<min($0 + count, bytes.count)], as: UTF8.self)
        }
    }

    private func chunk(_ text: String, index: Int = 0) -> String {
        "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":\(index),"
            + "\"delta\":{\"content\":\(JSONText.quoted(text))}}]}\n\n"
    }

    @Test("A picture in a chat's words is found in whatever pieces they come", arguments: [1, 7, 30, 300, 100_000])
    func chunks(_ count: Int) throws {
        for form in ["Done ![x](\(uri)) so", "Done \(uri) so", "Done\n\(Small.png.base64)\nso"] {
            let text = pieces(of: form, count).map { chunk($0) }.joined() + "data: [DONE]\n\n"
            let answer = try openAI(text)
            #expect(answer.picture.map(isPNG) == true && answer.others.isEmpty)
            #expect(answer.words?.contains("Done") == true && answer.words?.contains("iVBOR") == false)
            let asked = try gemini(text)
            #expect(asked.picture.map(isPNG) == true && asked.text.contains("iVBOR") == false)
        }
        let link = pieces(of: "![x](https://a.example/p.png)", count).map { chunk($0) }.joined()
        #expect(try openAI(link).picture == URL(string: "https://a.example/p.png").map { .link($0) })
    }

    private func isPNG(_ source: PictureSource) -> Bool {
        if case .data(Small.png.data, _) = source { true } else { false }
    }

    @Test("Choices that are told side by side don't run into each other")
    func choices() throws {
        let first = pieces(of: uri, 50)
        let second = pieces(of: "data:image/jpeg;base64,\(Small.jpeg.base64)", 50)
        var text = ""
        for index in 0..<max(first.count, second.count) {
            if index < first.count { text += chunk(first[index]) }
            if index < second.count { text += chunk(second[index], index: 1) }
        }
        let answer = try openAI(text)
        #expect(answer.picture == png)
        #expect(answer.others == [.data(Small.jpeg.data, declared: "image/jpeg")])
    }

    @Test("A message at the end that tells all once more makes no second picture")
    func twice() throws {
        let whole = "data: {\"choices\":[{\"index\":0,\"message\":{\"content\":\"\(uri)\"}}]}\n\n"
        let answer = try openAI(pieces(of: uri, 40).map { chunk($0) }.joined() + whole)
        #expect(answer.picture == png && answer.others.isEmpty)
    }

    @Test("Gemini's words go on from event to event, and a picture among them, too")
    func geminiEvents() throws {
        for count in [3, 90] {
            let events = pieces(of: "Done ![x](\(uri))", count).map {
                "data: \(RemoteModelsTests.answer([part($0)]))\n\n"
            }
            let streamed = try gemini(events.joined())
            #expect(streamed.picture == png && streamed.text == "Done")
        }
        let words = try gemini("data: \(answer([part("It is d")]))\n\ndata: \(answer([part("one.")]))\n\n")
        #expect(words.text == "It is done.")
    }

    @Test("What was said before and behind a picture is kept apart, and so are two parts of one answer")
    func apart() throws {
        let options = try gemini(answer([part("Option 1"), part(Small.jpeg), part("Option 2"), part(Small.png)]))
        #expect(options.text == "Option 1\nOption 2" && options.picture == png && options.others.count == 1)
        #expect(try gemini(answer([part("Option 1"), part("Option 2")])).text == "Option 1\nOption 2")
        #expect(try gemini(answer([part("One "), part("two")])).text == "One two")
        let split = try gemini(
            answer([part("data:image/png;base64,iVBO"), part(String(Small.png.base64.dropFirst(4)))]))
        #expect(split.picture == png)
    }

    @Test("A message that is nothing but a picture in base64 is one, on one line or several")
    func bare() throws {
        let base64 = Small.png.base64
        let lines = pieces(of: base64, 76)
        for form in [
            base64, "```\n\(base64)\n```", "Here: \(base64)", "image=\(base64)", lines.joined(separator: "\n"),
            "Look:\n" + lines.joined(separator: "\r\n") + "\nThere it is.",
        ] {
            let found = PictureInText(form)
            #expect(found.data == Small.png.data, "\(form.prefix(20))")
            #expect(!found.words.contains(base64.prefix(40)))
            let chat = "{\"choices\":[{\"message\":{\"content\":\(JSONText.quoted(form))}}]}"
            #expect(try openAI(chat).picture.map(isPNG) == true)
        }
        let noPicture = Data((0..<600).map { UInt8(truncatingIfNeeded: $0 * 7) }).base64EncodedString()
        #expect(PictureInText(noPicture).data == nil && PictureInText(noPicture).words == noPicture)
    }

    @Test("A data URI is one in whatever case, percent-encoded or not")
    func spelling() throws {
        let encoded = Small.png.base64.replacing("/", with: "%2F").replacing("+", with: "%2B").replacing(
            "=", with: "%3d")
        for form in ["DATA:IMAGE/PNG;BASE64,\(Small.png.base64)", "data:image/png;base64,\(encoded)", "\(uri)"] {
            #expect(PictureInText("so ![x](\(form))").data == Small.png.data)
            for entry in [
                "{\"data\":[{\"b64_json\":\"\(form)\"}]}", "{\"data\":[{\"url\":\"\(form)\"}]}",
                "{\"somewhere\":{\"odd\":\"\(form)\"}}",
            ] {
                #expect(try openAI(entry).picture.map(isPNG) == true, "\(entry.prefix(60))")
            }
        }
    }

    @Test("Of several entries one that can't be read takes no other with it; alone it is told")
    func neighbours() throws {
        let entries = ["{\"b64_json\":\"!!!!\"}", "{\"b64_json\":\"\(Small.png.base64)\"}"]
        for entries in [entries, entries.reversed()] {
            let answer = try openAI("{\"data\":[\(entries.joined(separator: ","))]}")
            #expect(answer.picture == .data(Small.png.data, declared: nil) && answer.others.isEmpty)
        }
        #expect {
            try openAI("{\"data\":[{\"b64_json\":\"!!!!\"}]}")
        } throws: { error in
            if case AnswerFailure.badPicture = error { true } else { false }
        }
    }

    private func event(_ type: String, _ picture: Picture) -> String {
        "event: \(type)\ndata: {\"type\":\"\(type)\",\"b64_json\":\"\(picture.base64)\"}\n\n"
    }

    @Test("A draft after which the answer ends is taken and called one; before an error it is told")
    func drafts() throws {
        let drafts = event("image_edit.partial_image", Small.png) + event("image_edit.partial_image", Small.jpeg)
        let cut = try openAI(drafts)
        #expect(cut.picture == .data(Small.jpeg.data, declared: nil) && cut.isDraft)
        #expect(try gemini(drafts).isDraft)
        let whole = try openAI(drafts + event("image_edit.completed", Small.png))
        #expect(whole.picture == .data(Small.png.data, declared: nil) && !whole.isDraft && whole.others.isEmpty)
        let broken = event("image_edit.completed", Small.png).prefix(120)
        let half = try openAI(drafts + broken)
        #expect(half.isDraft && half.picture == cut.picture, "the finished one broke off")
        let after = try openAI(event("image_edit.completed", Small.png) + "data: {\"type\":\"do")
        #expect(after.picture == .data(Small.png.data, declared: nil) && after.isCutOff && !after.isDraft)
        #expect {
            try openAI("data: {\"type\":\"image_edit.completed\",\"b64_json\":\"iVBOR")
        } throws: { error in
            if case AnswerFailure.truncated = error { true } else { false }
        }
        let failed = drafts + "data: {\"type\":\"error\",\"error\":{\"message\":\"upstream words\"}}\n\n"
        let again = try read(failed) { bytes throws(AnswerFailure) in try OpenAIImagesAnswer(bytes, takingDrafts: true)
        }
        #expect(again.isDraft && again.picture == cut.picture, "an answer that is read again gives what there is")
        #expect {
            try openAI(failed)
        } throws: { error in
            if case AnswerFailure.errorAfterDraft(let object) = error {
                object.mentions("upstream words")
            } else {
                false
            }
        }
    }

    @Test("Data among a model's words is left out of them, and known to be there")
    func wordsWithData() {
        let run = String(repeating: "QUJD", count: 100)
        let answer = NoPicture(.textOnly, text: "Here: \(run), so")
        #expect(answer.holdsData && answer.text == "Here: [400 characters of data], so")
        #expect(NoPicture(.textOnly, text: "data:image/png;base64,AAAA").holdsData)
        let link = "See https://a.example/\(run)?x=\(run) there"
        #expect(NoPicture(.linkOnly, text: link).text == link)
        #expect(!NoPicture(.textOnly, text: "I can't do that.").holdsData)
    }
}
