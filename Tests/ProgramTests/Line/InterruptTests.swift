import Foundation
import Glibc
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("^C, ^Z and keys during a turn") struct InterruptTests {
        /// A conversation about a large picture with a turn under way.
        private func underWay(_ place: Workplace, rows: Int = 24) throws -> PseudoTerminal {
            try place.addLarge()
            let terminal = try place.conversation(["large.png"], rows: rows)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say(LargePicture.slowInstruction, until: "^C cancels")
            return terminal
        }

        @Test("^C drops the text on the line; on an empty line it tells how to leave")
        func onTheLine() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("make it war")
            try terminal.wait(forLine: "0001/0 local> make it war")
            terminal.type("\u{3}")
            try terminal.wait(forPrompt: "0001/0")
            #expect(terminal.screen.text.contains("make it war^C"))
            #expect(!terminal.screen.text.contains("leaves"))
            terminal.type("\u{3}")
            try terminal.wait(for: "(^D or /quit leaves)")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.quit()
        }

        @Test("^C during a turn cancels it: the journal says so, the picture stays, and the next instruction works")
        func duringATurn() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            terminal.type("\u{3}")
            try terminal.wait(for: "Turn 1 was cancelled.")
            try terminal.wait(forPrompt: "0001/0")
            #expect(terminal.screen.text.contains("/retry 1 asks again."))
            try terminal.say("/history", until: "cancelled)")
            try terminal.say("resize to 100 px", untilPrompt: "0001/2")
            try terminal.quit()
            let session = try place.sessions.read(1)
            #expect(session.state.turns.map(\.outcome) == [.cancelled, .answered])
            #expect(session.state.turns.map(\.parent) == [0, 0])
            try place.expectWhole()
            #expect(!place.has("sessions/0001/001.png"))
        }

        @Test(
            "^Z where no shell looks after jobs stops nothing; screen and modes stay as they were",
            arguments: [true, false])
        func stopWithoutAShell(isTurn: Bool) throws {
            let place = try Workplace()
            let terminal = isTurn ? try underWay(place) : try place.conversation()
            if !isTurn {
                try terminal.wait(forPrompt: "0001/0")
                terminal.type("mirr")
                try terminal.wait(forLine: "0001/0 local> mirr")
            }
            terminal.type("\u{1A}")
            terminal.settle(for: .seconds(1))
            terminal.type(isTurn ? "mirror it\r" : "or it\r")
            try terminal.wait(forPrompt: isTurn ? "0001/2" : "0001/1", timeout: .seconds(60))
            #expect(terminal.screen.bracketsPastes && !terminal.isCooked)
            #expect(terminal.screen.text.components(separatedBy: "mirror it").count == 2)
            try terminal.quit()
        }

        @Test("A second ^C ends the program at once and leaves the terminal as it was")
        func twice() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            terminal.type("\u{3}")
            terminal.signal(SIGINT)
            terminal.type("\u{3}")
            // A turn that had been cancelled before the second one leaves a prompt.
            let deadline = ContinuousClock.now + .seconds(20)
            while (try? terminal.waitForEnd(timeout: .milliseconds(300))) == nil, ContinuousClock.now < deadline {
                terminal.type("\u{4}")
            }
            let ending = try terminal.waitForEnd()
            #expect(ending == .exited(130) || ending == .exited(0))
            #expect(terminal.isCooked)
            #expect(!terminal.screen.bracketsPastes)
            try place.expectWhole()
        }

        @Test("Keys typed during a turn wait for the next prompt and do not show in the progress")
        func typingAhead() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            terminal.type("resize to 64 px")
            try terminal.wait(forLine: "0001/1 local> resize to 64 px", timeout: .seconds(60))
            #expect(!terminal.screen.lines.contains { $0.contains("editing") || $0.contains("cancels") })
            try terminal.say("", untilPrompt: "0001/2")
            try terminal.quit()
            #expect(try place.picture("sessions/0001/002.png").width == 64)
        }

        @Test("A line typed and sent during a turn is carried out after it")
        func lineAhead() throws {
            let place = try Workplace()
            let terminal = try underWay(place)
            terminal.type("resize to 64 px\r")
            try terminal.wait(forPrompt: "0001/2", timeout: .seconds(60))
            try terminal.quit()
            let session = try place.sessions.read(1)
            #expect(session.state.turns.map(\.outcome) == [.answered, .answered])
        }

        @Test("^Z gives the terminal back to the shell, and fg goes on with the line")
        func jobControl() throws {
            let place = try Workplace()
            try place.add("rc", Data("PS1='shell$ '\n".utf8))
            let terminal = try PseudoTerminal(
                "/bin/bash", ["--noprofile", "--rcfile", "rc", "-i"], environment: place.environment(),
                folder: place.url.path)
            try terminal.wait(forLine: "shell$")
            terminal.type("\(BuiltPrograms.path(of: "retouch")) photo.png --images off\r")
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("make it")
            try terminal.wait(forLine: "0001/0 local> make it")
            terminal.type("\u{1A}")
            try terminal.wait(forLine: "shell$")
            terminal.type("echo $((40 + 2))\r")
            try terminal.wait(for: "\n42")
            terminal.type("fg\r")
            try terminal.wait(forLine: "0001/0 local> make it")
            terminal.type(" warmer\r")
            try terminal.wait(forPrompt: "0001/1")
            terminal.type("/quit\r")
            try terminal.wait(forLine: "shell$")
            terminal.type("exit\r")
            #expect(try terminal.waitForEnd() == .exited(0))
            #expect(try place.sessions.read(1).asked(1).instruction == "make it warmer")
        }

        @Test("^Z during a turn stops it, and fg lets it finish")
        func stoppedTurn() throws {
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
            terminal.type("\u{1A}")
            try terminal.wait(forLine: "shell$")
            terminal.type("echo $((40 + 2))\r")
            try terminal.wait(for: "\n42")
            try terminal.wait(forLine: "shell$")
            terminal.type("fg\r")
            try terminal.wait(forPrompt: "0001/1")
            terminal.type("/quit\r")
            try terminal.wait(forLine: "shell$")
            terminal.type("exit\r")
            #expect(try terminal.waitForEnd() == .exited(0))
            try place.expectWhole()
        }
    }
}
