import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Terminals and locales of all kinds") struct EnvironmentTests {
        /// A conversation at a terminal that can do little: it can be followed by its text alone.
        private func plainConversation(_ environment: [String: String]) throws -> PseudoTerminal {
            let place = try Workplace()
            let terminal = try place.conversation(environment: environment, previews: true)
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("sepia\r")
            try terminal.wait(forPrompt: "0001/1")
            terminal.type("add a hat\r")
            try terminal.wait(for: "no turn was used up")
            terminal.type("/tree\r")
            try terminal.wait(for: ">  1  sepia")
            terminal.type("/quit\r")
            #expect(try terminal.waitForEnd() == .exited(0))
            #expect(terminal.isCooked)
            try place.expectWhole()
            return terminal
        }

        @Test("A dumb terminal, or none named, gets plain text", arguments: ["dumb", "", "unknown", "emacs"])
        func dumb(term: String) throws {
            let terminal = try plainConversation(["TERM": term, "COLORTERM": "truecolor"])
            #expect(!terminal.written.contains("\u{1B}"))
        }

        @Test(
            "Terminals that this machine has no description of work all the same",
            arguments: ["xterm-ghostty", "foot-extra-256color", "made-up-terminal", "vt100", "screen"])
        func unknown(term: String) throws {
            let terminal = try plainConversation(["TERM": term])
            #expect(terminal.screen.unknown.isEmpty)
        }

        @Test("NO_COLOR takes the colours away and nothing else")
        func noColour() throws {
            let place = try Workplace()
            let terminal = try place.conversation(
                environment: ["NO_COLOR": "1", "COLORTERM": "truecolor"], previews: true)
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("sepai\u{7F}\u{7F}ia")
            try terminal.wait(forLine: "0001/0 local> sepia")
            try terminal.say("", untilPrompt: "0001/1")
            try terminal.say("add a hat", until: "no turn was used up")
            try terminal.quit()
            #expect(!terminal.written.contains(/\u{1B}\[[0-9;]*m/.matchingSemantics(.unicodeScalar)))
        }

        @Test(
            "Letters and pictures from all over the world, in lines and names, whatever the locale",
            arguments: ["C.UTF-8", "C", "xx_YY.UTF-8", "POSIX"])
        func letters(locale: String) throws {
            let place = try Workplace()
            try place.add("写真 🖼.png", place.data("photo.png"))
            let terminal = try place.conversation(["写真 🖼.png"], environment: ["LC_ALL": locale])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/name 日本語 👩‍🚀 é", until: "Named.")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("日本語で 🎨", until: "does not understand")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.quit()
            let session = try place.sessions.read(1)
            #expect(session.name == "日本語 👩‍🚀 é")
            #expect(try session.opened().source == "写真 🖼.png")
            #expect(place.text("sessions/0001/journal.jsonl").contains("日本語で 🎨"))
        }

        @Test("Small windows", arguments: [(40, 10), (20, 5), (10, 3), (8, 2)])
        func smallWindows(columns: Int, rows: Int) throws {
            let place = try Workplace()
            let terminal = try place.conversation(
                environment: ["COLORTERM": "truecolor", "PAGER": "cat"], previews: true, columns: columns, rows: rows)
            let prompt = { (terminal: TerminalScreen) in terminal.text.filter { $0 != "\n" } }
            try terminal.wait(until: "the first prompt") { prompt($0).hasSuffix("0001/0 local>") }
            terminal.type("make it warmer and sepia")
            terminal.settle()
            terminal.type("\r")
            try terminal.wait(until: "the second prompt") { prompt($0).hasSuffix("0001/1 local>") }
            terminal.type("/help keys\r")
            try terminal.wait(forOutput: "Alt-Enter")
            try terminal.wait(until: "the prompt after the help") { prompt($0).hasSuffix("0001/1 local>") }
            try terminal.quit()
            try place.expectWhole()
        }
    }
}
