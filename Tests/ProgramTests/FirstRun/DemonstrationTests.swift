import Foundation
import ImageModels
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("/demo") struct DemonstrationTests {
        private static let instructions = [
            "make the jacket red", "turn it into a sticker", "replace the background with a clean studio wall",
        ]

        private func expectDemonstration(_ session: Session) throws {
            #expect(try session.state.turns.map { try session.asked($0.number).instruction } == Self.instructions)
            #expect(try session.state.turns.allSatisfy { try session.asked($0.number).model == "local" })
            #expect(session.state.turns.map(\.parent) == [0, 1, 2])
            #expect(session.verified().findings.isEmpty)
            let pictures = try (0...3).map { try session.picture($0).pixels() }
            // The suit is red, the sticker has a transparent margin, and the wall is behind it all.
            let suit = { (pixels: PixelBuffer) in
                let at = (365 * pixels.width + 85) * pixels.channels
                return Array(pixels.bytes[at..<(at + 3)])
            }
            #expect(suit(pictures[0]) != suit(pictures[1]))
            #expect(pictures[2].hasAlpha && pictures[2].bytes[3] == 0)
            #expect(!pictures[3].hasAlpha || pictures[3].bytes[3] == 255)
        }

        @Test("Three edits of the sample picture, with pictures and summary lines; its session stays open")
        func wholeDemonstration() throws {
            let place = try Workplace()
            let terminal = try place.conversation(
                [], environment: ["COLORTERM": "truecolor"], previews: true, rows: 60)
            try terminal.wait(forPrompt: "retouch")
            try terminal.say("/demo", untilPrompt: "0001/3")
            #expect(terminal.screen.text.contains("Next: another instruction, /undo, /tree, /page"))
            #expect(!terminal.screen.text.contains("/resume"))
            let written = terminal.written
            for text in ["nothing is sent"] + Self.instructions.map({ "local> " + $0 }) {
                #expect(written.contains(text), "\(text)")
            }
            for turn in 1...3 { #expect(written.contains("sessions/0001/00\(turn).png")) }
            #expect(written.contains("\u{2580}") || written.contains("\u{2584}"))
            try terminal.say("/undo", untilPrompt: "0001/2")
            try terminal.say("sepia", untilPrompt: "0001/4")
            try terminal.quit()
            #expect(terminal.screen.unknown.isEmpty)
            try place.expectWhole()
        }

        @Test("The own session, model and settings are back afterwards, and it says how")
        func ownSession() throws {
            let place = try Workplace()
            let terminal = try place.conversation(["photo.png", "--model", "rerender", "--ratio", "4:5"], rows: 50)
            try terminal.wait(forLine: "0001/0 rerender>")
            try terminal.say("/lock loose", until: "lock loose")
            terminal.type("/demo\r")
            try terminal.wait(forLine: "0002/3 rerender>", timeout: .seconds(60))
            let text = terminal.screen.lines.joined(separator: " ")
            #expect(text.contains("Session 2 is open now; /resume 1 goes back to yours."))
            #expect(text.contains("The model is rerender again."))
            try terminal.say("/ratio", until: "\n4:5")
            try terminal.say("/lock", until: "\nloose")
            terminal.type("/resume 1\r")
            try terminal.wait(forLine: "0001/0 rerender>")
            try terminal.quit()
            let session = try place.sessions.read(2)
            try expectDemonstration(session)
            #expect(try session.asked(1).settings.ratio == nil)
            #expect(session.settings?.settings.ratio?.description == "4:5")
            #expect(try place.sessions.read(1).state.turns.isEmpty)
        }

        @Test("^C stops it; the turns before are kept, and the conversation goes on")
        func interrupted() throws {
            let place = try Workplace()
            let terminal = try place.conversation(
                ["photo.png"], environment: ["COLORTERM": "truecolor"], previews: true, rows: 80)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/demo", until: "local> make the jacket red")
            terminal.type("\u{3}")
            try terminal.wait(for: "/resume 1 goes back to yours.")
            try terminal.wait(until: "the prompt") { $0.cursorLine.hasPrefix("0002/") }
            #expect(!terminal.screen.text.contains("Next: "))
            #expect(!terminal.written.contains("local> replace the background"))
            try terminal.say("mirror it", until: "sessions/0002/")
            try terminal.say("/resume 1", untilPrompt: "0001/0")
            try terminal.quit()
            try place.expectWhole(2)
        }

        @Test("In a pipe the paths of the three pictures are the data")
        func piped() throws {
            let place = try Workplace()
            let run = try place.run([], input: "/demo\n/export out.png\n")
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.paths == (1...3).map { "sessions/0001/00\($0).png" })
            #expect(!(run.output + run.talk).contains("\u{1B}"))
            try expectDemonstration(try place.sessions.read(1))
            #expect(try place.picture("out.png").size == place.picture("sessions/0001/003.png").size)
        }

        @Test("Where no session can be made, it says so and nothing else changes")
        func nowhere() throws {
            let place = try Workplace()
            try place.add("file", Data())
            let run = try place.run(["--sessions", "file/sessions"], input: "/demo\n")
            #expect(run.status == 73, "\(run.talk)")
            #expect(!run.talk.contains("Next: "))
        }

        @Test(
            "On a dumb terminal, without colours, and in 40 columns it is readable",
            arguments: [
                (["TERM": "dumb"], 80), (["NO_COLOR": "1"], 80), (["COLORTERM": "truecolor"], 40),
            ])
        func plain(environment: [String: String], columns: Int) throws {
            let place = try Workplace()
            let terminal = try place.conversation(
                [], environment: environment, previews: true, columns: columns, rows: 60)
            try terminal.wait(forPrompt: "retouch")
            try terminal.say("/demo", untilPrompt: "0001/3")
            #expect(terminal.screen.lines.joined(separator: " ").contains("or your own picture's path."))
            try terminal.quit()
            #expect(terminal.screen.unknown.isEmpty)
            if environment["COLORTERM"] == nil {
                #expect(!terminal.written.contains(/\u{1B}\[[0-9;]*m/.matchingSemantics(.unicodeScalar)))
            }
            try place.expectWhole()
        }
    }
}
