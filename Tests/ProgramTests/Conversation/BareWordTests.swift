import Foundation
import TestSupport
import Testing

extension TheProgram {
    @Suite("Lines that say no edit") struct BareWordTests {
        @Test(
            "A command without its slash, a command of the shell and an answer to no question are told, and no model is asked",
            arguments: [
                ("undo", "/undo"), ("quit", "/quit"), ("exit", "/quit"), ("help", "/help"), (":q", "/quit"),
                ("History", "/history"),
                ("undo 3", "/undo 3"), ("goto 2", "/goto 2"), ("export out.png", "/export out.png"),
                ("yes", "No question"),
                ("retouch list", "command of the shell"), ("retouch export 1 -o out.png", "command of the shell"),
                ("retouch key set cometapi", "command of the shell"),
            ])
        func told(line: String, words: String) async throws {
            let place = try await ServiceWorkplace()
            let run = try place.run(["photo.png"], input: line + "\n")
            #expect(
                run.status == 64 && run.talk.contains(words) && run.talk.contains("Nothing was sent"), "\(run.talk)")
            guard line != "yes" else { return }
            let edit = try place.run(["edit", "photo.png", "-e", line])
            // Outside of a conversation there are commands for some of it.
            let said = ["/history": "retouch show", "/help": "retouch help"][words] ?? words
            #expect(edit.status == 64 && edit.talk.contains(said), "\(edit.talk)")
            #expect(place.requests.isEmpty)
        }

        @Test(
            "more of a selection, where nobody talks, is told as an instruction says it",
            arguments: [
                ("more", "make the jacket red, selecting more"),
                ("more 2", "make the jacket red, selecting 2 steps more"),
            ])
        func moreInAScript(line: String, words: String) throws {
            let run = try Workplace().run(["edit", "photo.png", "-e", "make the jacket red", "-e", line])
            #expect(run.status == 64 && run.talk.contains(words), "\(run.talk)")
        }

        @Test("yes after a slip does what was meant, no leaves it, and neither answers twice")
        func slip() throws {
            let place = try Workplace()
            let terminal = try place.conversation(columns: 120, rows: 40)
            try terminal.wait(forPrompt: "0001/0")
            // Each line waits for the prompt: what is typed ahead of a failure is not carried out.
            for (line, words) in [
                ("make it wramer", "y does it: make it warmer"), ("no", "Left as it is."),
                ("yes", "No question was asked"),
            ] {
                try terminal.say(line, until: words)
                try terminal.wait(forPrompt: "0001/0")
            }
            try terminal.say("make it brigther", until: "y does it: make it brighter")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("y", untilPrompt: "0001/1")
            try terminal.quit()
        }

        @Test(
            "What may be an edit is asked for",
            arguments: [
                "undo the red tint", "help her smile", "retouch the skin", "retouch key areas of the face please",
                "sharpen",
                "more contrast", "exit sign in green", "page 3 of a book as the background", "//undo",
            ])
        func asked(line: String) async throws {
            let place = try await ServiceWorkplace()
            let run = try place.run(["photo.png"], input: line + "\n")
            #expect(run.status == 0, "\(run.talk)")
            #expect(place.requests.count == 1)
        }
    }
}
