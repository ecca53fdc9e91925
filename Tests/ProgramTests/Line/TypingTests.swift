import Foundation
import Glibc
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Typing a line") struct TypingTests {
        @Test("Tab completes commands, paths, turn numbers and models")
        func completion() throws {
            let place = try Workplace()
            try place.add("my wall.png", place.data("photo.png"))
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            func completes(_ typed: String, to line: String) throws {
                terminal.type(typed + "\t")
                try terminal.wait(forLine: "0001/0 local> \(line)")
                terminal.type("\u{15}")
                try terminal.wait(forPrompt: "0001/0")
            }
            try completes("/und", to: "/undo")
            try completes("/model lo", to: "/model local")
            try completes("/think min", to: "/think minimal")
            try completes("/set links al", to: "/set links always")
            try completes("/lock ti", to: "/lock tight")
            try completes("/region inv", to: "/region invert")
            try completes("/export out.jpg --max", to: "/export out.jpg --max-side")
            try completes("/open pho", to: "/open photo.png")
            try completes("./pho", to: "./photo.png")
            try completes("put @my", to: "put @\"my wall.png\"")
            try completes("/help exp", to: "/help export")
            try completes("/ratio 16", to: "/ratio 16:9")
            terminal.type("/re\t")
            try terminal.wait(for: "/replay")
            terminal.type("\u{15}")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            terminal.type("/goto 1\t\r")
            try terminal.wait(for: "at turn 1")
            try terminal.quit()
        }

        @Test("^R finds a line that was typed before, also in an earlier run; Up brings the last one back")
        func history() throws {
            let place = try Workplace()
            let first = try place.conversation()
            try first.wait(forPrompt: "0001/0")
            try first.say("make it warmer", untilPrompt: "0001/1")
            try first.say("mirror it", untilPrompt: "0001/2")
            try first.say(" sepia", untilPrompt: "0001/3")
            try first.quit()
            #expect(!place.text(".local/state/retouch/history.jsonl").contains("sepia"))

            let second = try place.conversation(["resume"])
            try second.wait(forPrompt: "0001/3")
            second.type("\u{12}warm")
            try second.wait(for: "make it warmer")
            second.type("\r")
            try second.wait(forLine: "0001/3 local> make it warmer")
            second.settle()
            try second.say("", untilPrompt: "0001/4")
            second.type("\u{1B}[A\u{1B}[A\u{1B}[A")
            try second.wait(forLine: "0001/4 local> mirror it")
            second.type("\r")
            try second.wait(forPrompt: "0001/5")
            try second.quit()
            let session = try place.sessions.read(1)
            #expect(try session.asked(4).instruction == "make it warmer")
            #expect(try session.asked(5).instruction == "mirror it")
        }

        @Test("A pasted text of several lines is one instruction; lines that are typed at once are several")
        func paste() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            try terminal.wait(until: "bracketed paste") { $0.bracketsPastes }
            terminal.paste("make it warmer\nand mirror it\n")
            terminal.settle()
            #expect(terminal.screen.text.contains("0001/0 local> make it warmer"))
            try terminal.say("", untilPrompt: "0001/1")
            terminal.type("make it darker\rsepia\r")
            try terminal.wait(forPrompt: "0001/3")
            try terminal.quit()
            let session = try place.sessions.read(1)
            #expect(session.state.turns.count == 3)
            #expect(try session.asked(1).instruction == "make it warmer\nand mirror it")
            #expect(try session.asked(2).instruction == "make it darker")
            #expect(try session.asked(3).instruction == "sepia")
        }

        @Test("A backslash at the end asks for another line")
        func continuation() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("make it warmer \\\r")
            try terminal.wait(until: "the continuation") {
                $0.cursorLine.hasSuffix(">") && !$0.cursorLine.contains("local")
                    || $0.cursorLine.hasPrefix("…")
            }
            terminal.type("and mirror it\r")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.quit()
            #expect(try place.sessions.read(1).asked(1).instruction == "make it warmer \nand mirror it")
        }

        @Test("~/.editrc can ask for vi's keys")
        func viKeys() throws {
            let place = try Workplace()
            try place.add(".editrc", Data("bind -v\n".utf8))
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("make it cooler")
            try terminal.wait(forLine: "0001/0 local> make it cooler")
            terminal.type("\u{1B}")
            terminal.settle()
            terminal.type("bdw")
            try terminal.wait(forLine: "0001/0 local> make it")
            terminal.type("awarmer")
            terminal.settle()
            terminal.type("\r")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.quit()
            #expect(try place.sessions.read(1).asked(1).instruction == "make it warmer")
        }

        @Test("Editing in the middle of a long line, in windows of changing size")
        func resize() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            let line = "make it warmer and" + String(repeating: " please", count: 30)
            terminal.type(line)
            terminal.settle()
            for (columns, rows) in [(40, 10), (100, 30), (23, 7), (12, 4), (9, 2), (60, 20), (200, 50), (80, 24)] {
                terminal.resize(columns: columns, rows: rows)
                terminal.settle(for: .milliseconds(80))
                terminal.type("\u{1}\u{5}")
                terminal.settle(for: .milliseconds(50))
            }
            terminal.type("\u{15}")
            try terminal.wait(until: "an empty line") { $0.cursorLine.hasSuffix("local>") }
            try terminal.say("mirror it", untilPrompt: "0001/1")
            try terminal.quit()
        }

        @Test("A terminal that does not wrap its lines again keeps what stands above the prompt, and one prompt")
        func resizeWithoutWrapping() throws {
            let place = try Workplace()
            let terminal = try place.conversation(
                environment: ["TERM": "xterm", "XTERM_VERSION": "XTerm(379)", "RETOUCH_TERMINAL_WAIT": "0"])
            try terminal.wait(forPrompt: "0001/0")
            let above = terminal.screen.lines.prefix(terminal.screen.row).map { $0.prefix(20) }
            terminal.type("make it warmer and" + String(repeating: " please", count: 10))
            terminal.settle()
            for columns in [40, 120, 60, 50, 100] {
                terminal.resize(columns: columns, rows: 24, rewraps: false)
                terminal.settle()
                let lines = terminal.screen.lines
                #expect(lines.filter { $0.contains("local>") }.count == 1, "\(columns): \(lines)")
                #expect(lines.prefix(above.count).map { $0.prefix(20) } == above, "\(columns): \(lines)")
                #expect(terminal.screen.text.replacing("\n", with: "").hasSuffix("please"))
            }
            terminal.type("\u{15}")
            try terminal.quit()
        }
    }
}
