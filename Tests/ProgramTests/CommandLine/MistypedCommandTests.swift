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

        @Test("Who looks for a way to delete a session is told where it is", arguments: ["delete", "rm", "archive"])
        func deleting(word: String) throws {
            let place = try Workplace()
            try place.edit("sepia")
            for run in [try place.run([word, "1"]), try place.run(["resume", "1"], input: "/\(word) 1\n")] {
                #expect(run.status == 64 && run.talk.contains("A session is a folder"), "\(run.talk)")
            }
            #expect(place.sessions.numbers() == [1])
        }

        @Test("A folder of sessions and one of a session are told as such, with what to type in the shell")
        func folders() throws {
            let place = try Workplace()
            try place.edit("sepia")
            for (path, words) in [
                ("sessions", "retouch list lists them"), ("sessions/0001", "retouch resume 1 goes on with it"),
                (".", "Name a picture in it."),
            ] {
                let run = try place.run([path])
                #expect(run.status == 66 && run.talk.contains(words), "\(run.talk)")
            }
        }

        @Test("What to type next is an option or a command where there is no conversation")
        func nextInTheShell() throws {
            let place = try Workplace()
            try place.edit("sepia")
            for (words, next) in [
                (["resume", "9"], "retouch list lists them."), (["verify", "9"], "retouch list lists them."),
                (["export", "1", "9", "-o", "out.png"], "retouch show N lists the turns."),
                (
                    ["edit", "photo.png", "-e", "asdf"],
                    "retouch help local lists what it does; a larger model does more: retouch models"
                ),
                (["models", "nonsense"], "retouch models lists them."),
            ] {
                let run = try place.run(words)
                #expect(run.status != 0 && run.talk.contains(next), "\(words): \(run.talk)")
            }
            let there = try place.run(["resume", "1"], input: "/goto 9\n")
            #expect(there.talk.contains("/history lists the turns."), "\(there.talk)")
        }

        @Test("A session that is resumed with a model of one's choice says which, and no other")
        func chosenModel() throws {
            let place = try Workplace()
            try place.edit("sepia")
            let chosen = try place.run(["resume", "1", "--model", "rerender"], input: "make it warmer\n")
            #expect(chosen.status == 0 && chosen.talk.contains("The model is rerender now."), "\(chosen.talk)")
            #expect(!chosen.talk.contains("goes on with local"), "\(chosen.talk)")
            let own = try place.run(["resume", "1"], input: "")
            #expect(own.talk.contains("goes on with rerender"), "\(own.talk)")
        }

        @Test("retouch help tells the topics and commands of the conversation, too")
        func help() throws {
            let place = try Workplace()
            for (word, words) in [
                ("local", "turn it into a sticker"), ("turns", "/undo [COUNT]"), ("undo", "/undo [COUNT]"),
                ("export", "USAGE: retouch export"),
            ] {
                let run = try place.run(["help", word])
                #expect(run.status == 0 && run.output.contains(words), "\(run.output)")
            }
            let unknown = try place.run(["help", "nonsense"])
            #expect(unknown.status == 64 && unknown.talk.contains("retouch --help"), "\(unknown.talk)")
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
