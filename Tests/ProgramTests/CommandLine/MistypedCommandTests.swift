import Foundation
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("What was meant for a command and is none") struct MistypedCommandTests {
        @Test(
            "A mistyped command is told with the one that is near, as it can be typed",
            arguments: [
                (["edti", "photo.png", "-e", "make it warmer"], "retouch edit photo.png -e 'make it warmer'"),
                (["resum", "1"], "retouch resume 1"),
                (["lst"], "retouch list"),
                (["exprot", "1", "-o", "out.png"], "retouch export 1 -o out.png"),
                (["Verify", "1"], "retouch verify 1"),
            ])
        func near(words: [String], meant: String) throws {
            let place = try Workplace()
            let run = try place.run(words)
            #expect(run.status == 64 && run.output.isEmpty, "\(run.talk)")
            #expect(run.talk.contains("There is no command \u{201C}\(words[0])\u{201D}"), "\(run.talk)")
            #expect(run.talk.contains(meant), "\(run.talk)")
            #expect(place.sessions.numbers().isEmpty)
        }

        @Test(
            "A command of the conversation that is typed in the shell is told as one",
            arguments: [["/undo"], ["undo"], ["/udno"], ["/goto", "2"], ["/export", "out.png"]])
        func ofTheConversation(words: [String]) throws {
            let place = try Workplace()
            let run = try place.run(words)
            #expect(run.status == 64, "\(run.talk)")
            #expect(run.talk.contains("is a command of the conversation"), "\(run.talk)")
            #expect(run.talk.contains("retouch resume"), "\(run.talk)")
        }

        @Test(
            "An empty word, as a variable of the shell without a value makes it, is no path",
            arguments: [
                ["replay", "1", "--on", ""], ["replay", "1", "--on", "photo.png", "-o", ""],
                ["export", "1", "--output="],
                [""], ["import", ""], ["edit", "photo.png", "-e", "sepia", "--sessions", ""],
            ])
        func empty(words: [String]) throws {
            let place = try Workplace()
            try place.edit("sepia")
            let run = try place.run(words)
            #expect(run.status == 64 && run.talk.contains("is empty"), "\(run.talk)")
            #expect(place.sessions.numbers() == [1])
            let names = try FileManager.default.contentsOfDirectory(atPath: place.url.path)
            #expect(names.filter { $0.hasSuffix(".png") } == ["photo.png"])
        }

        @Test("What is no word for a command is still taken for a picture, and a picture that is called like one opens")
        func pictures() throws {
            let place = try Workplace()
            let missing = try place.run(["holiday.png"])
            #expect(missing.status == 66 && missing.talk.contains("There is no file"), "\(missing.talk)")
            try place.add("edti", SamplePictures.gradient())
            #expect(try place.run(["edti"], input: "").status == 0)
            let two = try place.run(["photo.png", "edti"], input: "")
            #expect(two.status == 64 && two.talk.contains("One picture is opened at a time"), "\(two.talk)")
            let edit = try place.run(["photo.png", "-e", "make it warmer"])
            #expect(
                edit.status == 64 && edit.talk.contains("retouch edit photo.png -e 'make it warmer'"), "\(edit.talk)")
        }
    }
}
