import Foundation
import Glibc
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Opening pictures in the conversation") struct OpeningTests {
        @Test("Without a picture the program says how to go on, and a typed path opens one")
        func typedPath() throws {
            let place = try Workplace()
            let terminal = try place.conversation([])
            try terminal.wait(forPrompt: "retouch")
            #expect(terminal.screen.text.contains("Type a picture's path"))
            try terminal.say("photo.png", untilPrompt: "0001/0")
            #expect(terminal.screen.text.contains("session 0001  photo.png  64x48 png  saved in sessions/0001"))
            try terminal.quit()
        }

        @Test(
            "Dropped paths are understood however the terminal writes them",
            arguments: [
                #"'NAME'"#, #""NAME""#, #"file://NAME"#, #"/open "NAME""#, #"/new 'NAME'"#,
            ])
        func droppedPath(form: String) throws {
            let place = try Workplace()
            let name = place.folder.path("my photo, the 2nd.png")
            try place.add("my photo, the 2nd.png", place.data("photo.png"))
            let typed = form.hasPrefix("file:") ? name.replacing(" ", with: "%20") : name
            let terminal = try place.conversation([], columns: 200)
            try terminal.wait(forPrompt: "retouch")
            try terminal.say(form.replacing("NAME", with: typed), untilPrompt: "0001/0")
            #expect(terminal.screen.text.contains("my photo, the 2nd.png  64x48 png"))
            try terminal.quit()
            #expect(try place.sessions.read(1).opened().source == "my photo, the 2nd.png")
        }

        @Test("A dropped path with backslashes before its spaces, and one in the home folder")
        func escapedPath() throws {
            let place = try Workplace()
            try place.add("my photo.png", place.data("photo.png"))
            let terminal = try place.conversation([], columns: 200)
            try terminal.wait(forPrompt: "retouch")
            terminal.paste(place.folder.path("my\\ photo.png"))
            try terminal.say("", untilPrompt: "0001/0")
            try terminal.say("~/photo.png", untilPrompt: "0002/0")
            try terminal.quit()
            #expect(try place.sessions.read(1).opened().source == "my photo.png")
        }

        @Test(
            "A path is found however its name is written on the disk and on the line",
            arguments: [
                ("Screenshot at 3.04\u{202F}PM.png", "Screenshot\\ at\\ 3.04\u{202F}PM.png"),
                ("Screenshot at 3.04\u{202F}PM.png", "Screenshot\\ at\\ 3.04\\ PM.png"),
                ("Screenshot at 3.04\u{202F}PM.png", "Screenshot at 3.04 PM.png"),
                ("a b.png", "a b.png"), ("a b.png", "./a b.png"), ("it's.png", "it's.png"),
                ("e\u{301}te\u{301}.png", "e\u{301}te\u{301}.png"), ("e\u{301}te\u{301}.png", "'\u{E9}t\u{E9}.png'"),
                ("\u{E9}t\u{E9}.png", "./e\u{301}te\u{301}.png"), ("a\u{A0}b.png", "a b.png"),
            ])
        func spelling(onDisk: String, typed: String) throws {
            let place = try Workplace()
            rename(place.folder.path("photo.png"), place.folder.path("") + "/" + onDisk)
            let terminal = try place.conversation([], columns: 200)
            try terminal.wait(forPrompt: "retouch")
            try terminal.say(typed, untilPrompt: "0001/0")
            try terminal.quit()
            #expect(try place.run(["show", "1"]).status == 0)
        }

        @Test("Several dropped files are a list to choose from")
        func several() throws {
            let place = try Workplace()
            try place.add("b c.png", place.data("photo.png"))
            let terminal = try place.conversation([], columns: 200)
            try terminal.wait(forPrompt: "retouch")
            try terminal.say("'photo.png' 'b c.png'", until: "Which one? [1-2]")
            #expect(terminal.screen.text.contains("2  b c.png") && terminal.screen.text.contains("retouch replay"))
            try terminal.say("2", untilPrompt: "0001/0")
            try terminal.quit()
            #expect(try place.sessions.read(1).opened().source == "b c.png")
            let piped = try place.run([], input: "photo.png 'b c.png'\n")
            #expect(piped.status == 64 && piped.talk.contains("One picture is opened at a time"), "\(piped.talk)")
        }

        @Test(
            "A folder as the output of one picture takes it under the picture's own name", arguments: ["out", "new/"])
        func folderForOne(output: String) throws {
            let place = try Workplace()
            mkdir(place.folder.path("out"), 0o755)
            for name in ["photo.png", "photo-0002.png"] {
                let run = try place.run(["edit", "photo.png", "-e", "sepia", "-o", output])
                #expect(run.status == 0, "\(run.talk)")
                #expect(place.has((output as NSString).appendingPathComponent(name)))
            }
            let replayed = try place.run(["replay", "1", "-o", output, "--as", "jpg"])
            #expect(replayed.status == 0, "\(replayed.talk)")
            #expect(place.has((output as NSString).appendingPathComponent("photo.jpg")))
        }

        @Test("What can't be opened is said, and the open session stays")
        func refusals() throws {
            let place = try Workplace()
            try place.add("notes.png", Data("Buy milk.\n".utf8))
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/open none.png", until: "There is no file")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("notes.png", until: "notes.png is a text file")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/open sessions", until: "/sessions lists them")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/open", until: "/open takes one picture")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.quit()
            #expect(place.sessions.numbers() == [1])
        }

        @Test("Instructions and commands about turns need an open picture")
        func nothingOpen() throws {
            let place = try Workplace()
            let terminal = try place.conversation([], rows: 40)
            try terminal.wait(forPrompt: "retouch")
            for (count, line) in ["sepia", "/undo", "/tree", "/export a.png", "/info", "/retry", "/verify"].enumerated()
            {
                terminal.type(line + "\r")
                try terminal.wait(until: "refusal \(count + 1)") { screen in
                    screen.text.components(separatedBy: "No picture is open").count == count + 2
                        && screen.cursorLine == "retouch>"
                }
            }
            try terminal.quit()
            #expect(place.sessions.numbers().isEmpty)
        }

        @Test("A session that another program has open is refused, and stays open there")
        func inUse() throws {
            let place = try Workplace()
            let first = try place.conversation()
            try first.wait(forPrompt: "0001/0")
            let second = try place.run(["resume", "1"], input: "sepia\n")
            #expect(second.status == 1 && second.talk.contains("open in another program"))
            #expect(try place.run(["show", "1"]).status == 0)
            try first.say("sepia", untilPrompt: "0001/1")
            try first.quit()
        }

        @Test("^D leaves, and resume goes on where the conversation was")
        func leavingAndResuming() throws {
            let place = try Workplace()
            let first = try place.conversation()
            try first.wait(forPrompt: "0001/0")
            try first.say("sepia", untilPrompt: "0001/1")
            try first.say("make it warmer", untilPrompt: "0001/2")
            try first.say("/undo", untilPrompt: "0001/1")
            first.settle()
            first.type("\u{4}")
            #expect(try first.waitForEnd() == .exited(0))
            #expect(first.isCooked)

            let second = try place.conversation(["resume"])
            try second.wait(forPrompt: "0001/1")
            #expect(second.screen.text.contains("session 0001  photo.png  2 turns"))
            #expect(second.screen.text.contains("at turn 1: sepia"))
            try second.say("/redo", untilPrompt: "0001/2")
            try second.say("mirror it", untilPrompt: "0001/3")
            try second.quit()
            try place.expectWhole()
        }

        @Test("A session whose newest picture is damaged opens at the last whole turn, and says so; nothing is lost")
        func damagedNewest() throws {
            let place = try Workplace()
            try place.edit("sepia", "make it warmer", "make it darker")
            try FileManager.default.removeItem(atPath: place.folder.path("sessions/0001/003.png"))
            try place.add("sessions/0001/002.png", Data("damaged".utf8))
            let run = try place.run(["resume", "1"], input: "rotate it right\n/goto 3\n")
            #expect(run.talk.contains("turn 3: 003.png is missing"), "\(run.talk)")
            #expect(run.talk.contains("It goes on from turn 1"), "\(run.talk)")
            #expect(run.paths.first == "sessions/0001/004.png", "\(run.talk)")
            let session = try place.sessions.read(1)
            #expect(try session.asked(4).parent == 1)
            #expect(session.state.current == 4, "nobody goes to a damaged picture")
            #expect(session.state.turns.count == 4)
        }

        @Test("resume passes over what is no session, and says which newer ones can't be opened")
        func newest() throws {
            let place = try Workplace()
            try place.edit("sepia")
            try place.edit("make it warmer")
            try place.add("sessions/0002/journal.jsonl", Data("garbage\n".utf8))
            // As a program that was killed while it began one leaves it.
            try FileManager.default.createDirectory(
                at: place.url.appendingPathComponent("sessions/0003"), withIntermediateDirectories: false)
            let run = try place.run(["resume"], input: "make it darker\n")
            #expect(run.status == 0 && run.paths == ["sessions/0001/002.png"], "\(run.talk)")
            #expect(run.talk.contains("The journal of session 2 is damaged"), "\(run.talk)")
            #expect(run.talk.contains("Session 1 is the newest that can be opened"), "\(run.talk)")
        }

        @Test("A damaged original keeps no turn from being exported")
        func damagedOriginal() throws {
            let place = try Workplace()
            try place.edit("sepia")
            try FileManager.default.removeItem(atPath: place.folder.path("sessions/0001/000.png"))
            let run = try place.run(["export", "1", "1", "-o", "out.png"])
            #expect(run.status == 0 && run.talk.contains("000.png is missing"), "\(run.talk)")
            #expect(try place.picture("out.png").pixels() == place.picture("sessions/0001/001.png").pixels())
        }

        @Test("Where no picture is whole, that is said and nothing is moved")
        func allDamaged() throws {
            let place = try Workplace()
            try place.edit("sepia")
            for name in ["000.png", "001.png"] { try place.add("sessions/0001/\(name)", Data("damaged".utf8)) }
            let run = try place.run(["resume", "1"], input: "")
            #expect(run.status == 65 && run.talk.contains("001.png is missing or is not what was saved"), "\(run.talk)")
            #expect(try place.sessions.read(1).state.current == 1)
        }
    }
}
