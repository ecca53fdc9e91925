import Foundation
import Glibc
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Lines that are typed while a turn runs") struct TypingAheadTests {
        private func underWay(_ place: Workplace) throws -> PseudoTerminal {
            try place.addLarge()
            let terminal = try place.conversation(["large.png"])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say(LargePicture.slowInstruction, until: "^C cancels")
            return terminal
        }

        @Test("They stand above the progress, and what is being typed below it; then they run one after the other")
        func list() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            terminal.type("resize to 64 px\r/undo\rmirr")
            try terminal.wait(for: "^C drops what was typed")
            try terminal.wait(until: "the list") { screen in
                guard let first = screen.lines.firstIndex(of: "  next: resize to 64 px"), first + 3 < screen.rows else {
                    return false
                }
                return screen.lines[first + 1] == "  next: /undo" && screen.lines[first + 2].contains("editing…")
                    && screen.lines[first + 3] == "  mirr"
            }
            try terminal.wait(forLine: "0001/1 local> mirr", timeout: .seconds(60))
            #expect(!terminal.screen.text.contains("next:") && !terminal.screen.text.contains("editing"))
            #expect(terminal.screen.text.contains("0001/1 local> resize to 64 px"))
            #expect(terminal.screen.text.contains("0001/2 local> /undo"))
            try terminal.say("or it", untilPrompt: "0001/3")
            try terminal.quit()
            let session = try place.sessions.read(1)
            #expect(session.state.turns.map(\.parent) == [0, 1, 1])
            #expect(try session.asked(3).instruction == "mirror it")
            #expect(place.text(".local/state/retouch/history.jsonl").contains("resize to 64 px"))
        }

        @Test(
            "Keys that move within the line are the line editor's: each line is what would have been typed at the prompt"
        )
        func moving() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            let (left, home) = ("\u{1B}[D", "\u{1B}[H")
            terminal.type("resize to 6 px\(left)\(left)\(left)4\rirror it\(home)m\r/name dn\(left)o")
            try terminal.wait(for: "  resize to 6 px…")
            try terminal.wait(forLine: "0001/3 local> /name don", timeout: .seconds(60))
            try terminal.say("e", untilPrompt: "0001/3")
            try terminal.quit()
            let session = try place.sessions.read(1)
            #expect(try session.asked(2).instruction == "resize to 64 px")
            #expect(try session.asked(3).instruction == "mirror it")
            #expect(session.name == "doen")
        }

        @Test("^C drops them first, and the turn goes on; the next ^C cancels it")
        func interrupt() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            terminal.type("resize to 64 px\rmirr")
            try terminal.wait(for: "next: resize")
            terminal.type("\u{3}")
            try terminal.wait(until: "an empty list") { !$0.text.contains("next:") && $0.text.contains("^C cancels") }
            terminal.type("\u{3}")
            try terminal.wait(for: "Turn 1 was cancelled.")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.quit()
            #expect(try place.sessions.read(1).state.turns.map(\.outcome) == [.cancelled])
        }

        @Test("What ^C dropped was not carried out, which is said, and Up brings it back")
        func dropped() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            terminal.type("resize to 64 px\rmirr")
            try terminal.wait(for: "next: resize")
            terminal.type("\u{3}")
            try terminal.wait(until: "an empty list") { !$0.text.contains("next:") && $0.text.contains("^C cancels") }
            terminal.type("\u{3}")
            try terminal.wait(for: "The 2 lines typed ahead were not carried out; Up brings them back.")
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("\u{1B}[A")
            try terminal.wait(forLine: "0001/0 local> mirr")
            terminal.type("\u{1B}[A")
            try terminal.wait(forLine: "0001/0 local> resize to 64 px")
            terminal.type("\u{15}")
            try terminal.quit()
            #expect(try place.sessions.read(1).state.turns.map(\.outcome) == [.cancelled])
        }

        @Test("Where a line can't be carried out, those behind it aren't either, and Up brings them back")
        func afterAFailure() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            terminal.type("flurb the wobble\rresize to 64 px\rmirror it\r/qu")
            try terminal.wait(for: "The 2 lines typed ahead were not carried out", timeout: .seconds(60))
            try terminal.wait(forLine: "0001/1 local> /qu", timeout: .seconds(60))
            terminal.type("\u{15}\u{1B}[A")
            try terminal.wait(forLine: "0001/1 local> mirror it")
            terminal.type("\u{1B}[A")
            try terminal.wait(forLine: "0001/1 local> resize to 64 px")
            terminal.type("\u{15}")
            try terminal.quit()
            #expect(try place.sessions.read(1).state.turns.map(\.outcome) == [.answered])
        }

        @Test(
            "Behind a key that moves within the line it is the same: what would have been lines is one text, to be looked at"
        )
        func afterAFailureOfTheEditors() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            let left = "\u{1B}[D"
            terminal.type("flurb the e\(left)wobbl\rresize to 6 px\(left)\(left)\(left)4\rmirror it\r")
            try terminal.wait(for: "does not understand", timeout: .seconds(60))
            try terminal.wait(for: "0001/1 local> resize to 64 px")
            try terminal.wait(for: "mirror it")
            terminal.settle()
            #expect(!terminal.screen.text.contains("0001/2"))
            terminal.type("\u{3}")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.quit()
            #expect(try place.sessions.read(1).state.turns.map(\.outcome) == [.answered])
        }

        @Test("A pasted text of several lines is one of them, and Up takes the last one back")
        func paste() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            terminal.type("\u{1B}[200~make it darker\rand mirror it\u{1B}[201~\rsepia\r")
            try terminal.wait(for: "next: sepia")
            #expect(terminal.screen.text.contains("next: make it darker and mirror it"))
            terminal.type("\u{1B}[A")
            try terminal.wait(until: "the line below") {
                !$0.text.contains("next: sepia") && $0.text.contains("\n  sepia")
            }
            try terminal.wait(forLine: "0001/2 local> sepia", timeout: .seconds(60))
            terminal.type("\u{15}")
            try terminal.quit()
            #expect(try place.sessions.read(1).asked(2).instruction == "make it darker\nand mirror it")
        }

        @Test(
            "^C, ^Z and ^S in a paste are neither keys nor text of it: the turn goes on; ^C by itself cancels it still")
        func controlsInAPaste() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            // Until somebody listens ^C is the terminal's.
            terminal.type("m")
            try terminal.wait(for: "\n  m")
            terminal.type("\u{1B}[200~irror\u{3}\u{1A}\u{1C}\u{13} it\u{1B}[201~")
            try terminal.wait(for: "\n  mirror it")
            terminal.type("\r")
            try terminal.wait(for: "next: mirror it")
            terminal.type("\u{3}")
            try terminal.wait(until: "an empty list") { !$0.text.contains("next:") && $0.text.contains("^C cancels") }
            // Lines behind a ^C that comes in one piece with them are typed after it.
            terminal.type("\u{3}sepia\r")
            try terminal.wait(for: "Turn 1 was cancelled.")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.quit()
            let session = try place.sessions.read(1)
            #expect(session.state.turns.first?.outcome == .cancelled)
        }

        @Test("No such line answers a question")
        func question() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            terminal.type("'large.png' 'photo.png'\r1\r")
            try terminal.wait(for: "next: 1")
            try terminal.wait(for: "Which one? [1-2]", timeout: .seconds(60))
            terminal.settle()
            #expect(terminal.screen.cursorLine == "Which one? [1-2]")
            try terminal.say("2", until: "does not understand \u{201C}1\u{201D}")
            try terminal.wait(forPrompt: "0002/0")
            try terminal.quit()
        }

        @Test("^Z and bg: the turn goes on without reading what is typed to the shell; fg comes back to the line")
        func background() throws {
            let place = try Workplace()
            try place.addLarge()
            try place.add("rc", Data("PS1='shell$ '\n".utf8))
            let terminal = try PseudoTerminal(
                "/bin/bash", ["--noprofile", "--rcfile", "rc", "-i"], environment: place.environment(),
                folder: place.url.path)
            try terminal.wait(forLine: "shell$")
            terminal.type("\(BuiltPrograms.path(of: "retouch")) large.png --images off\r")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say(LargePicture.slowInstruction, until: "^C cancels")
            terminal.type("/undo\r")
            try terminal.wait(for: "next: /undo")
            terminal.type("\u{1A}")
            try terminal.wait(forLine: "shell$")
            terminal.type("bg\r")
            try terminal.wait(for: "[1]+ \(BuiltPrograms.path(of: "retouch").prefix(20))")
            terminal.type("echo $((40 + 2))\r")
            try terminal.wait(for: "42")
            terminal.type("fg\r")
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("/quit\r")
            try terminal.wait(forLine: "shell$")
            terminal.type("exit\r")
            #expect(try terminal.waitForEnd() == .exited(0))
        }
    }
}
