import Foundation
import Glibc
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Turns in the conversation") struct TurnTests {
        @Test("The three kinds of edits, one after the other, on a person")
        func threeEdits() throws {
            let place = try Workplace()
            try place.addPerson()
            let terminal = try place.conversation(["astronaut.png"])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make the jacket red", untilPrompt: "0001/1")
            #expect(terminal.screen.text.contains("turn 1  local  512x512 png  "))
            #expect(terminal.screen.text.contains("sessions/0001/001.png"))
            #expect(terminal.screen.text.contains("selected: "))
            try terminal.say("turn it into a sticker", untilPrompt: "0001/2")
            #expect(terminal.screen.text.contains("changed all of the picture, which has a new size"))
            try terminal.say("replace the background with a clean studio wall", untilPrompt: "0001/3")
            try terminal.quit()
            try place.expectWhole()
            #expect(try place.picture("sessions/0001/002.png").pixels().hasAlpha)
        }

        @Test("A picture named by @ becomes the background; one that is missing stops the line before anything is sent")
        func references() throws {
            let place = try Workplace()
            try place.addPerson()
            try place.add("wall.png", SamplePictures.gradient(width: 90, height: 60))
            let terminal = try place.conversation(["astronaut.png"])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("replace the background with @missing.png", until: "There is no file")
            try terminal.wait(forPrompt: "0001/0")
            #expect(!place.text("sessions/0001/journal.jsonl").contains("asked"))
            try terminal.say("replace the background with @wall.png", untilPrompt: "0001/1")
            try terminal.say("/info", until: "attached     wall.png 90x60")
            try terminal.quit()
            try place.expectWhole()
            let names = try FileManager.default.contentsOfDirectory(
                atPath: place.folder.path("sessions/0001/references"))
            #expect(names.count == 1)
        }

        @Test("Undo, redo, goto and branches move through the turns and delete none")
        func moving() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/undo", until: "This is the starting picture")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make it warmer", untilPrompt: "0001/1")
            try terminal.say("sepia", untilPrompt: "0001/2")
            try terminal.say("/undo", untilPrompt: "0001/1")
            try terminal.wait(for: "back to turn 1: make it warmer")
            try terminal.say("/redo", untilPrompt: "0001/2")
            try terminal.say("/redo", until: "There is no undo to take back")
            try terminal.wait(forPrompt: "0001/2")
            try terminal.say("/undo", untilPrompt: "0001/1")
            try terminal.say("mirror it", untilPrompt: "0001/3")
            try terminal.say("/goto 0", untilPrompt: "0001/0")
            try terminal.say("/goto 7", until: "There is no turn 7")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/goto soon", until: "is no turn's number")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/goto 3", untilPrompt: "0001/3")
            try terminal.say("/clear", until: "There is no command")
            try terminal.say("/tree", until: "├─ mirror it")
            #expect(terminal.screen.lines.contains { $0.hasPrefix(">  3  ├─ mirror it") }, "\(terminal.screen.text)")
            try terminal.quit()
            let session = try place.sessions.read(1)
            #expect(session.state.turns.map(\.parent) == [0, 1, 1])
            try place.expectWhole()
        }

        @Test("History lists the turns, info tells all about one")
        func listings() throws {
            let place = try Workplace()
            let terminal = try place.conversation(rows: 40)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make it warmer", untilPrompt: "0001/1")
            try terminal.say("/history", until: ">  1  make it warmer  (local)")
            try terminal.say("/info 0", until: "0 (the starting picture)")
            try terminal.say("/info", until: "1, from turn 0")
            try terminal.wait(
                for: "sha256       \(place.picture("sessions/0001/001.png").sha256)".prefix(60).description)
            try terminal.say("/info 5", until: "There is no turn 5")
            try terminal.quit()
        }

        @Test("Retry asks a turn again beside it")
        func retry() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/retry", until: "There is no turn to ask again")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make it warmer", untilPrompt: "0001/1")
            try terminal.say("sepia", untilPrompt: "0001/2")
            try terminal.say("/retry", untilPrompt: "0001/3")
            try terminal.say("/retry 1", untilPrompt: "0001/4")
            try terminal.say("/retry 0", until: "asked for the starting picture")
            try terminal.wait(forPrompt: "0001/4")
            try terminal.quit()
            let session = try place.sessions.read(1)
            #expect(session.state.turns.map(\.parent) == [0, 1, 1, 0])
            #expect(try session.asked(4).instruction == "make it warmer")
        }

        @Test("Declined instructions use no number up; two slashes begin an instruction with one")
        func declined() throws {
            let place = try Workplace()
            let terminal = try place.conversation(rows: 40)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("add a hat", until: "no turn was used up")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("//sepia tone", until: "does not understand")
            try terminal.wait(forPrompt: "0001/0")
            #expect(terminal.screen.text.contains("/sepia") || terminal.screen.text.contains("\u{201C}/\u{201D}"))
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.quit()
        }

        @Test("A line with a key is refused, and neither the journal nor the history has it")
        func keys() throws {
            let place = try Workplace()
            let key = "sk-proj-4f9A2bC7dE1fG8hJ3kL6mN0pQ5rS"
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("use \(key)", until: "neither sent nor saved")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.quit()
            let history = place.text(".local/state/retouch/history.jsonl")
            #expect(history.contains("sepia") && !history.contains(key))
            #expect(!place.text("sessions/0001/journal.jsonl").contains(key))
        }
    }
}
