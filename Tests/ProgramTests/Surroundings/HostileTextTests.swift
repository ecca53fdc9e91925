import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Hostile names and journals") struct HostileTextTests {
        /// Sets the window's title, blinks in red, and does so once more with C1 controls; turns what follows round.
        private static let attack = "\u{1B}]0;owned\u{07}\u{1B}[5;31m\u{9B}5;31m\u{9D}0;owned\u{9C}\u{202E}"
        private static let attackInJSON =
            #"\u001b]0;owned\u0007\u001b[5;31m\u009b5;31m\u009d0;owned\u009c\u202e"#

        private func expectHarmless(_ terminal: PseudoTerminal, sourceLocation: SourceLocation = #_sourceLocation) {
            for part in ["\u{1B}]0;owned", "\u{1B}[5;31m", "\u{9B}", "\u{9D}", "\u{9C}", "\u{202E}"] {
                #expect(
                    terminal.output.firstRange(of: Array(part.utf8)) == nil,
                    "\(part.debugDescription) reached the terminal", sourceLocation: sourceLocation)
            }
            #expect(terminal.screen.bells == 0, sourceLocation: sourceLocation)
        }

        @Test("A picture's name with escape sequences and line breaks is shown as escapes")
        func fileName() throws {
            let place = try Workplace()
            let name = "photo\(Self.attack)\n2.png"
            try place.add(name, place.data("photo.png"))
            let terminal = try place.conversation([name], environment: ["PAGER": "cat"], columns: 200, rows: 50)
            try terminal.wait(forPrompt: "0001/0")
            #expect(terminal.screen.text.contains(#"photo\u{1b}]0;owned\u{7}"#))
            for (line, text) in [
                ("sepia", "turn 1"), ("/tree", ">  1"), ("/info 0", "starting picture"), ("/sessions", "0001  "),
                ("/replay", "session 0002"), ("/resume 1", "1 turn"), ("/goto 0", "at the starting picture"),
                ("/new", "session 0003"),
            ] {
                try terminal.say(line, until: text)
                terminal.settle()
            }
            try terminal.quit()
            expectHarmless(terminal)
            #expect(try place.sessions.read(1).opened().source == name)
        }

        @Test("A missing picture's name, or a wrong one, is no way to the terminal either")
        func refusedNames() throws {
            let place = try Workplace()
            let text = "notes\(Self.attack).png"
            try place.add(text, Data("Buy milk.\n".utf8))
            try FileManager.default.createDirectory(
                at: place.url.appendingPathComponent("folder\(Self.attack)"), withIntermediateDirectories: false)
            for arguments in [
                ["edit", "missing\(Self.attack).png", "-e", "sepia"], ["edit", text, "-e", "sepia"],
                ["edit", "folder\(Self.attack)", "-e", "sepia"],
                ["edit", "photo.png", "-e", "sepia @missing\(Self.attack).png"],
                ["edit", "photo.png", "-e", "\(Self.attack)"],
                ["edit", "photo.png", "-e", "sepia", "-o", "no\(Self.attack)/out.png"],
                ["edit", "photo.png", "-e", "sepia", "-o", "out.\(Self.attack)"],
                ["edit", "photo.png", "-e", "sepia", "--model", "\(Self.attack)"],
                ["edit", "photo.png", "-e", "sepia", "--sessions", "none\(Self.attack)/sessions"],
                ["edit", "photo.png", "-e", "sepia", "--sessions", "new\(Self.attack)"],
                ["list", "--sessions", "none\(Self.attack)"],
            ] {
                let terminal = try PseudoTerminal(
                    BuiltPrograms.path(of: "retouch"), arguments, environment: place.environment(),
                    folder: place.url.path)
                _ = try terminal.waitForEnd()
                expectHarmless(terminal)
                #expect(!terminal.output.isEmpty)
            }
        }

        /// A session as someone else's program may have written it.
        private func foreignSession() throws -> Workplace {
            let place = try Workplace()
            try place.edit("sepia", "mirror it")
            let journal = place.text("sessions/0001/journal.jsonl")
                .replacing(#""instruction":"sepia""#, with: #""instruction":"sepia \#(Self.attackInJSON)""#)
                .replacing(#""source":"photo.png""#, with: #""source":"\#(Self.attackInJSON)photo.png""#)
                .replacing(#""event":"answered""#, with: #""event":"answered","text":"Done. \#(Self.attackInJSON)""#)
                .replacing(#""model":"local""#, with: #""model":"local\#(Self.attackInJSON)""#)
            let more = """
                {"event":"named","at":"2026-11-23T10:00:00Z","name":"A name \(Self.attackInJSON)"}
                {"event":"set","at":"2026-11-23T10:00:00Z","model":"\(Self.attackInJSON)","settings":{}}

                """
            try place.add("sessions/0001/journal.jsonl", Data((journal + more).utf8))
            return place
        }

        @Test("A journal made by others is shown without its escape sequences in the conversation")
        func journalInTheConversation() throws {
            let place = try foreignSession()
            let terminal = try place.conversation(
                ["resume", "1"], environment: ["PAGER": "cat"], columns: 200, rows: 60)
            try terminal.wait(forPrompt: "0001/2")
            for (line, text) in [
                ("/history", ">  2"), ("/tree", ">  2"), ("/info 1", "from turn 0"), ("/info 2", "from turn 1"),
                ("/sessions", "0001  "), ("/goto 1", "at turn 1"), ("/retry 1", "does not understand"),
                ("/replay 1", "from turn 1"),
            ] {
                try terminal.say(line, until: text)
                terminal.settle()
            }
            try terminal.quit()
            #expect(terminal.written.contains("A name") && terminal.written.contains("Done."))
            expectHarmless(terminal)
        }

        @Test("… and by the commands that read it, as text and as objects")
        func journalOnTheCommandLine() throws {
            let place = try foreignSession()
            for arguments in [
                ["list"], ["show", "1"], ["verify", "1"], ["replay", "1"], ["list", "--json"], ["show", "1", "--json"],
                ["export", "1", "-o", "out.png"], ["resume", "1", "--json"],
            ] {
                let terminal = try PseudoTerminal(
                    BuiltPrograms.path(of: "retouch"), arguments, environment: place.environment(),
                    folder: place.url.path)
                if arguments.first == "resume" {
                    try terminal.wait(forPrompt: "0001/2")
                    try terminal.say("make it \u{9B}5;31m", until: "Nothing was done")
                    terminal.type("/quit\r")
                }
                _ = try terminal.waitForEnd()
                expectHarmless(terminal)
                #expect(!terminal.output.isEmpty)
            }
        }

        @Test("A journal that names files outside its folder gets none of them")
        func filesOutside() throws {
            for file in ["../../secret.png", "/etc/passwd", "../0001/../../secret.png"] {
                let copy = try Workplace()
                try copy.edit("sepia")
                try copy.add("secret.png", SamplePictures.gradient(width: 5, height: 5))
                let journal = copy.text("sessions/0001/journal.jsonl")
                try copy.add(
                    "sessions/0001/journal.jsonl",
                    Data(journal.replacing(#""file":"001.png""#, with: #""file":"\#(file)""#).utf8))
                #expect(try copy.run(["export", "1", "-o", "out.png"]).status == 65)
                #expect(!copy.has("out.png"))
                let verified = try copy.run(["verify", "1"])
                #expect(verified.status == 65 && verified.talk.contains("outside the session's folder"))
            }
        }
    }
}
