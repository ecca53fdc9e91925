import Foundation
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Commands with arguments that they can't use") struct WrongArgumentTests {
        /// A conversation with two turns.
        private func conversation(_ place: Workplace) throws -> PseudoTerminal {
            let terminal = try place.conversation(columns: 120, rows: 40)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.say("mirror it", untilPrompt: "0001/2")
            return terminal
        }

        @Test("What takes nothing behind it says so, and does nothing")
        func nothingTaken() throws {
            let place = try Workplace()
            let terminal = try conversation(place)
            for name in ["paste", "history", "tree", "sessions", "page", "cost", "demo", "quit"] {
                try terminal.say("/\(name) 3", until: "/\(name) takes nothing behind it: \u{201C}3\u{201D}.")
                try terminal.wait(forPrompt: "0001/2")
            }
            try terminal.quit()
        }

        @Test("Numbers that are out of range, too many, too few, huge or none are told, with what to type")
        func told() throws {
            let place = try Workplace()
            let terminal = try conversation(place)
            let huge = "99999999999999999999"
            let cases = [
                ("/verify 9999", "There is no session 9999."), ("/verify x", "is no session's number."),
                ("/compare 2 3", "There is no turn 3."), ("/compare 1 2 3", "/compare takes one turn or two."),
                ("/compare \(huge)", "is no turn's number."), ("/compare 0", "The starting picture changed nothing."),
                ("/show 1 2", "\u{201C}1 2\u{201D} is no turn's number."), ("/show 9", "There is no turn 9."),
                ("/undo 1 2", "is no number of turns."), ("/goto \(huge)", "is no turn's number."),
                ("/retry 0", "Nothing was asked for the starting picture."), ("/retry 9", "There is no turn 9."),
                ("/vary 99", "/vary asks 1 to 16 times at once."), ("/vary \(huge)", "/vary asks 1 to 16 times"),
                ("/vary 1.5 make it red", "/vary asks 1 to 16 times at once."),
                ("/ask ,, sepia", "/ask needs a model's name."),
                ("/ask lite", "/ask takes models and an instruction."), ("/squash 2-1", "/squash 1-2"),
                ("/sharpen 0", "The starting picture changed nothing."),
                ("/size 3K", "size can be 512, 1K, 2K, 4K or auto"),
                ("/think deep", "think can be minimal, low, medium, high or auto"),
                ("/budget 1e300", "is no amount in dollars."),
                ("/set price 1e300", "is no amount in dollars."),
                ("/export a.png --\u{202E}x", "/export has no option --\\u{202e}x."),
                ("/resume 0", "is no session's number."), ("/info 1 2", "is no turn's number."),
            ]
            for (line, words) in cases {
                terminal.type("\u{C}")
                try terminal.say(line, until: words)
                try terminal.wait(forPrompt: "0001/2")
            }
            try terminal.quit()
            #expect(try place.sessions.read(1).state.turns.count == 2)
        }

        @Test("/compare says how far two pictures differ, also where none is shown; /verify N checks another session")
        func inWords() throws {
            let place = try Workplace()
            let terminal = try conversation(place)
            try terminal.say("/compare 0 2", until: "the starting picture and turn 2 differ in ")
            try terminal.say("/compare 2 2", until: "nothing differs visibly between turn 2 and turn 2")
            try terminal.say("rotate it right", untilPrompt: "0001/3")
            try terminal.say("/compare 2 3", until: "turn 2 and turn 3 differ in size: 64x48 and 48x64")
            try terminal.say("/new", untilPrompt: "0002/0")
            try terminal.say("/verify 1", until: "session 1: 3 turns, 4 pictures, all as they were saved")
            try terminal.quit()
        }

        @Test("A name is one line of what can be seen, and not too long; what was left out is told")
        func names() throws {
            let place = try Workplace()
            let terminal = try conversation(place)
            try terminal.say("/name Spring 2027", until: "Named.")
            try terminal.say("/name \u{202E}\u{200B}\u{2066}", until: "Nothing of that name can be seen.")
            #expect(try place.sessions.read(1).name == "Spring 2027")
            try terminal.say("/name Frühling\u{202E} 👩‍🎨 \u{200F}שלום", until: "were left out.")
            #expect(try place.sessions.read(1).name == "Frühling 👩‍🎨 שלום")
            terminal.paste("/name " + String(repeating: "a long name ", count: 1700))
            terminal.type("\r")
            try terminal.wait(for: "A name has at most 120 characters; the rest was left out.")
            #expect(try place.sessions.read(1).name?.count ?? 0 <= 120)
            terminal.paste("/name x" + String(repeating: "\u{200D}👩", count: 900))
            terminal.type("\r")
            try terminal.wait(until: "another name") { _ in (try? place.sessions.read(1).name)?.hasPrefix("x") == true }
            #expect(try place.sessions.read(1).name?.unicodeScalars.count ?? 0 <= 480)
            terminal.type("\u{C}")
            try terminal.quit()
        }

        @Test("Where there is no editor, that is said")
        func noEditor() throws {
            let place = try Workplace()
            let terminal = try place.conversation(environment: ["PATH": "/nowhere", "EDITOR": "", "VISUAL": ""])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/edit make it red", until: "There is no editor here.")
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("half a line\u{18}\u{5}")
            try terminal.wait(until: "told again") {
                $0.text.components(separatedBy: "There is no editor here.").count == 3
            }
            try terminal.wait(forLine: "0001/0 local> half a line")
            terminal.type("\u{15}")
            try terminal.quit()
        }
    }
}
