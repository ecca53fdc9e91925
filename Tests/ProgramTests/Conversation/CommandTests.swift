import Foundation
import ImageModels
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Commands of the conversation") struct CommandTests {
        @Test("Names, new sessions, the list of sessions, and resuming one")
        func sessions() throws {
            let place = try Workplace()
            let terminal = try place.conversation(rows: 40)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/name Spring 2027", until: "Named.")
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.say("/new", untilPrompt: "0002/0")
            try terminal.wait(for: "0001-001.png")
            try terminal.say("/sessions", until: "1 turn  Spring 2027")
            #expect(terminal.screen.lines.contains { $0.hasPrefix("0002") && $0.contains("0001-001.png") })
            try terminal.say("/resume 1", untilPrompt: "0001/1")
            try terminal.say("/resume 1", until: "Session 1 is open already")
            try terminal.say("/resume 9", until: "There is no session 9")
            try terminal.say("/resume last", until: "is no session's number")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.say("/resume", untilPrompt: "0002/0")
            try terminal.say("/name", until: "The session has no name.")
            try terminal.say("/name Autumn", until: "Named.")
            try terminal.say("/name", until: "Autumn")
            try terminal.say("/name off", until: "The session has no name now.")
            try terminal.quit()
            #expect(try place.data("sessions/0002/000.png") == place.data("sessions/0001/001.png"))
        }

        @Test("Replay on another picture makes a session of its own")
        func replay() throws {
            let place = try Workplace()
            try place.add("my other.png", SamplePictures.gradient(width: 30, height: 20))
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/replay", until: "has no turns to replay")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("rotate it right", untilPrompt: "0001/1")
            try terminal.say("sepia", untilPrompt: "0001/2")
            try terminal.say(#"/replay --on "my other.png""#, untilPrompt: "0002/2")
            #expect(terminal.screen.text.contains("from turn 1: rotate it right"))
            try terminal.say("/replay 1", untilPrompt: "0003/2")
            try terminal.say("/replay 1 --on", until: "--on needs a picture")
            try terminal.say("/replay 1 --on .", until: "retouch replay 1 --on FOLDER")
            try terminal.say("/replay 1 --on \"x", until: "A quote is left open")
            try terminal.quit()
            #expect(try place.picture("sessions/0002/002.png").size == PixelSize(width: 20, height: 30))
            #expect(try place.data("sessions/0003/002.png") == place.data("sessions/0001/002.png"))
        }

        @Test("Export and verify")
        func exportAndVerify() throws {
            let place = try Workplace()
            let terminal = try place.conversation(rows: 40)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.say(#"/export "my out.jpg" --quality 80 --max-side 32"#, until: "exported turn 1  32x24 jpeg")
            try terminal.say(#"/export "my out.jpg""#, until: "--force")
            #expect(try place.picture("my out.jpg").size == PixelSize(width: 32, height: 24))
            try terminal.say(#"/export "my out.jpg" --force --turn 0"#, until: "exported turn 0  64x48 jpeg")
            try terminal.say("/export", until: "/export takes one file to write")
            try terminal.say("/export a.gif", until: "can't be written as .gif")
            try terminal.say("/export a.jpg --quality 500", until: "--quality takes a number from 1 to 100")
            try terminal.say("/export a.jpg --smooth", until: "/export has no option --smooth")
            try terminal.say("/verify", until: "1 turn, 2 pictures, all as they were saved")
            try place.add("sessions/0001/000.png", Data("x".utf8))
            try terminal.say("/verify", until: "000.png")
            try terminal.quit()
        }

        @Test("Models and settings")
        func settings() throws {
            let place = try Workplace()
            let terminal = try place.conversation(columns: 120, rows: 50)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/models", until: "(no key)")
            try terminal.say("/model nano", until: "There is no model")
            try terminal.say("/model locl", until: "Did you mean local?")
            try terminal.say("/model local", until: "The model is local now")
            try terminal.say("/ratio", until: "\nauto")
            try terminal.say("/ratio 16:9", until: "ratio 16:9")
            try terminal.say("/ratio wide", until: "is no ratio")
            try terminal.say("/set", until: "images       off")
            try terminal.say("/set ratoi 1:1", until: "Did you mean ratio?")
            try terminal.say("/set images some", until: "images can be auto, kitty")
            try terminal.say("/set ratio auto", until: "ratio auto")
            try terminal.say("/set size", until: "\nsize         auto")
            try terminal.say("/set ratio 1:1 2:1", until: "/set takes a name and a value")
            try terminal.quit()
        }

        @Test("A ratio is kept for the turns of the session, wherever it was set")
        func ratio() throws {
            let place = try Workplace()
            let first = try place.conversation(["photo.png", "--ratio", "4:5"])
            try first.wait(forPrompt: "0001/0")
            try first.say("/ratio", until: "\n4:5")
            try first.say("sepia", untilPrompt: "0001/1")
            try first.say("/ratio 16:9", until: "ratio 16:9")
            try first.say("/new", untilPrompt: "0002/0")
            try first.say("sepia", untilPrompt: "0002/1")
            try first.quit()
            let second = try place.conversation(["resume", "1"])
            try second.wait(forPrompt: "0001/1")
            try second.say("/ratio", until: "\n16:9")
            try second.say("make it warmer", untilPrompt: "0001/2")
            try second.quit()
            let sessions = try [place.sessions.read(1), place.sessions.read(2)]
            #expect(try sessions[0].asked(1).settings.ratio?.description == "4:5")
            #expect(try sessions[0].asked(2).settings.ratio?.description == "16:9")
            #expect(try sessions[1].asked(1).settings.ratio?.description == "16:9")
        }

        @Test("Copy sends the picture's path to the terminal's clipboard")
        func copy() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("/copy\r")
            let path = place.url.standardizedFileURL.appendingPathComponent("sessions/0001/000.png").path
            try terminal.wait(forOutput: "\u{1B}]52;c;\(Data(path.utf8).base64EncodedString())\u{07}")
            try terminal.wait(for: "Copied:")
            try terminal.quit()
        }

        @Test("Commands by their beginnings, and what is said about mistakes")
        func names() throws {
            let place = try Workplace()
            let terminal = try place.conversation(rows: 40)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/udno", until: "Did you mean /undo?")
            try terminal.say("/xyzzy", until: "There is no command /xyzzy")
            try terminal.say("/re", until: "/re could be /region, /redo, /retry, /resume, /replay")
            try terminal.say("/hist", until: ">  0  photo.png")
            try terminal.say("/MODELS", until: "open weights")
            try terminal.say("/show", until: "turn 0  64x48 png  sessions/0001/000.png")
            try terminal.say("/paste", until: "There is no clipboard that can be read from here")
            terminal.type("/q\r")
            #expect(try terminal.waitForEnd() == .exited(0))
        }

        @Test("Help tells the commands, each command, and what the built-in model understands")
        func help() throws {
            let place = try Workplace()
            let terminal = try place.conversation(environment: ["PAGER": "cat"], rows: 120)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/help all", until: "/help COMMAND tells more")
            for name in ["/open", "/undo", "/export", "/model", "/quit", "^R"] {
                #expect(terminal.screen.text.contains(name))
            }
            try terminal.say("/help export", until: "/export jacket.jpg --quality 85")
            try terminal.say("/help /retry", until: "starts from the same picture")
            try terminal.say("/help local", until: "round the corners by 40 px")
            try terminal.say("/help nothing", until: "There is no topic or command")
            try terminal.say("/doctor", until: "ok    local model works")
            try terminal.quit()
        }

        @Test("A list that is longer than the window goes through the pager, which gets no key")
        func pager() throws {
            let place = try Workplace()
            try place.add("pager.sh", Data("#!/bin/sh\necho PAGED $(wc -l < \"$1\") key=$OTHER_API_KEY.\n".utf8))
            let terminal = try place.conversation(
                environment: ["PAGER": "sh \(place.folder.path("pager.sh"))", "OTHER_API_KEY": "secret-value"])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/help all", until: "PAGED")
            try terminal.wait(for: "key=.")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/history", until: ">  0  photo.png")
            try terminal.quit()
        }
    }
}
