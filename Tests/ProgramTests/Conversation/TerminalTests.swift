import Foundation
import Glibc
import Pictures
import TestSupport
import Testing

extension TheProgram {
    /// The test plays the terminal: it answers the program's questions as terminals of all kinds do.
    @Suite("Pictures at terminals that answer, or don't") struct TerminalTests {
        private static let kitty =
            "\u{1B}_Gi=31;OK\u{1B}\\\u{1B}P>|kitty(0.26.5)\u{1B}\\\u{1B}[6;18;9t\u{1B}[4;396;720t\u{1B}[?62;c"
        private static let newKitty = kitty.replacing("0.26.5", with: "0.42.1")
        private static let sixel = "\u{1B}P>|XTerm(379)\u{1B}\\\u{1B}[6;16;8t\u{1B}[?63;1;2;4;6;9;15;22c"
        private static let wezterm = "\u{1B}P>|WezTerm 20240203-110809\u{1B}\\\u{1B}[?65;4;6;18;22c"
        /// The last thing that is asked.
        private static let question = "\u{1B}[c"

        /// A conversation whose terminal has been asked.
        private func asked(
            _ arguments: [String] = ["photo.png"], environment: [String: String] = [:], in place: Workplace
        ) throws -> PseudoTerminal {
            let terminal = try place.conversation(
                arguments, environment: ["RETOUCH_TERMINAL_WAIT": "10"].merging(environment) { $1 }, previews: true)
            try terminal.wait(forOutput: Self.question)
            return terminal
        }

        private func pictures(_ terminal: PseudoTerminal) -> [String] {
            terminal.screen.strings.filter { $0.hasPrefix("_Ga=T") || $0.hasPrefix("]1337") || $0.hasPrefix("P0;1;0q") }
        }

        @Test(
            "Each gets its own kind of picture",
            arguments: [
                (kitty, "_Ga=T,f=100,q=2,C=1,c=37,r=14,m=0;"),
                (newKitty, "_Ga=T,U=1,i="),
                (sixel, "P0;1;0q\"1;1;"),
                (wezterm, "]1337;File=inline=1;size="),
            ])
        func kinds(answers: String, picture: String) throws {
            let place = try Workplace()
            let terminal = try asked(in: place)
            terminal.type(answers)
            try terminal.wait(forPrompt: "0001/0")
            #expect(pictures(terminal).count == 1 && pictures(terminal)[0].hasPrefix(picture))
            try terminal.say("sepia", untilPrompt: "0001/1")
            #expect(pictures(terminal).count == 2)
            try terminal.say("/show", until: "turn 1  64x48 png")
            #expect(pictures(terminal).count == 3 && terminal.screen.unknown.isEmpty)
            // It was asked once.
            #expect(terminal.written.split(separator: Self.question).count == 2)
            try terminal.quit()
            #expect(!terminal.written.contains("\u{2580}") && !terminal.written.contains("\u{2584}"))
        }

        @Test("Nobody answers: cells, and nothing is left of the questions")
        func silence() throws {
            let place = try Workplace()
            let terminal = try asked(environment: ["RETOUCH_TERMINAL_WAIT": "0.1"], in: place)
            try terminal.wait(forPrompt: "0001/0")
            #expect(terminal.written.contains("\u{2584}") || terminal.written.contains("\u{2580}"))
            #expect(pictures(terminal).isEmpty)
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.quit()
        }

        @Test("Late answers become no text", arguments: [kitty, sixel])
        func late(answers: String) throws {
            let place = try Workplace()
            let terminal = try asked(environment: ["RETOUCH_TERMINAL_WAIT": "0.05"], in: place)
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("sep")
            try terminal.wait(forLine: "0001/0 local> sep")
            for byte in answers.utf8 { terminal.type(bytes: [byte]) }
            terminal.type("ia")
            try terminal.wait(forLine: "0001/0 local> sepia")
            try terminal.say("", untilPrompt: "0001/1")
            #expect(pictures(terminal).isEmpty)
            try terminal.quit()
        }

        @Test("Half of an answer in time and half of it late become no text")
        func halfLate() throws {
            let place = try Workplace()
            let terminal = try asked(environment: ["RETOUCH_TERMINAL_WAIT": "0.3"], in: place)
            terminal.type("se\u{1B}P>|kit")
            try terminal.wait(forLine: "0001/0 local> se")
            terminal.type("ty(0.26.5)\u{1B}\\\u{1B}[?62;cpia\r")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.quit()
        }

        @Test("What is typed while the terminal is asked is the beginning of the next line")
        func typeAhead() throws {
            let place = try Workplace()
            let terminal = try asked(in: place)
            for piece in [
                "se", "\u{1B}_Gi=31;OK\u{1B}\\", "pa", "\u{7F}", "\u{1B}P>|kitty(0.26.5)\u{1B}\\", "ia", "\u{1B}[?62;c",
            ] {
                terminal.type(piece)
            }
            try terminal.wait(forLine: "0001/0 local> sepia")
            try terminal.say("", untilPrompt: "0001/1")
            #expect(pictures(terminal).count == 2)
            try terminal.quit()
            try place.expectWhole()
        }

        @Test("Garbage instead of answers is no reason to stumble")
        func garbage() throws {
            let place = try Workplace()
            let terminal = try asked(in: place)
            terminal.type(bytes: Array("\u{1B}_Gi=31;ENOENT\u{1B}\\\u{1B}P>|\u{1B}[31m\u{1B}\\\u{1B}[6;0;0t".utf8))
            terminal.type(bytes: [0x1B, 0x5B, 0xFF, 0x1B, 0x5D, 0x30, 0x07])
            terminal.type("\u{1B}[?4;62;c")
            try terminal.wait(until: "a prompt") { $0.cursorLine.hasPrefix("0001/0 local>") }
            // Sixels of an unknown size are not sent.
            #expect(pictures(terminal).isEmpty)
            terminal.type("\u{15}sepia\r")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.quit()
        }

        @Test(
            "Some are not asked",
            arguments: [
                ["TMUX": "/tmp/tmux-0/default,1,0"], ["TERM": "screen-256color"], ["TERM": "linux"], ["TERM": "dumb"],
                ["TERM_PROGRAM": "Apple_Terminal"], ["RETOUCH_TERMINAL_WAIT": "0"],
            ])
        func unasked(environment: [String: String]) throws {
            let place = try Workplace()
            let terminal = try place.conversation(environment: environment, previews: true)
            try terminal.wait(forPrompt: "0001/0")
            #expect(!terminal.written.contains(Self.question) && !terminal.written.contains("\u{1B}_"))
            try terminal.quit()
        }

        @Test("Nor is one whose answers don't matter", arguments: ["cells", "ascii", "off"])
        func unneeded(images: String) throws {
            let place = try Workplace()
            let terminal = try place.conversation(["photo.png", "--images", images], previews: true)
            try terminal.wait(forPrompt: "0001/0")
            #expect(!terminal.written.contains(Self.question))
            // Many lines of letters, not only those that greet.
            let letters = terminal.screen.lines.filter { $0.count > 30 && $0.utf8.allSatisfy { $0 < 0x7F } }
            #expect((letters.count > 5) == (images == "ascii"))
            try terminal.quit()
        }

        @Test("A pipe gets neither questions nor pictures")
        func pipe() throws {
            let place = try Workplace()
            for images in ["auto", "kitty", "sixel", "ascii"] {
                let run = try place.run(["photo.png", "--images", images], input: "sepia\n/show\n/compare\n")
                #expect(run.status == 0 && !(run.output + run.talk).contains("\u{1B}"), "\(run.talk)")
            }
        }

        @Test("A way that was chosen is taken whatever the terminal says, in tmux through it")
        func chosen() throws {
            let place = try Workplace()
            for (images, beginning) in [("kitty", "_Ga=T,f=100"), ("iterm", "]1337"), ("sixel", "P0;1;0q")] {
                let terminal = try place.conversation(
                    ["photo.png", "--images", images], environment: ["RETOUCH_TERMINAL_WAIT": "0"], previews: true)
                try terminal.wait(until: "the prompt") { $0.cursorLine.hasSuffix("/0 local>") }
                #expect(pictures(terminal).first?.hasPrefix(beginning) == true)
                try terminal.quit()
            }
            let terminal = try place.conversation(
                ["photo.png", "--images", "kitty"], environment: ["TMUX": "/tmp/tmux-0/default,1,0"], previews: true)
            try terminal.wait(until: "the prompt") { $0.cursorLine.hasSuffix("/0 local>") }
            #expect(terminal.screen.strings.contains { $0.hasPrefix("Ptmux;\u{1B}\u{1B}_Ga=T,U=1,i=") })
            try terminal.quit()
        }

        @Test("NO_COLOR takes colours from cells, which become letters, and no pictures from terminals that have them")
        func noColour() throws {
            let place = try Workplace()
            let able = try asked(environment: ["NO_COLOR": "1"], in: place)
            able.type(Self.kitty)
            try able.wait(forPrompt: "0001/0")
            #expect(pictures(able).count == 1)
            try able.quit()
            let plain = try asked(environment: ["NO_COLOR": "1"], in: place)
            plain.type("\u{1B}[?1;2c")
            try plain.wait(forPrompt: "0002/0")
            #expect(plain.screen.lines.contains { $0.count > 30 && !$0.contains("session") })
            #expect(!plain.written.contains(/\u{1B}\[[0-9;]*m/.matchingSemantics(.unicodeScalar)))
            try plain.quit()
        }

        @Test("/set images asks again, and the configuration can say how pictures are shown")
        func settings() throws {
            let place = try Workplace()
            try FileManager.default.createDirectory(
                at: place.url.appendingPathComponent(".config/retouch"), withIntermediateDirectories: true)
            try place.add(".config/retouch/config.json", Data(#"{"images": "off", "bell": "30"}"#.utf8))
            let terminal = try place.conversation(environment: ["RETOUCH_TERMINAL_WAIT": "10"], previews: true)
            try terminal.wait(forPrompt: "0001/0")
            #expect(!terminal.written.contains(Self.question))
            try terminal.say("/set", until: "bell         after turns of 30 s")
            try terminal.say("/set images auto", until: "images auto")
            terminal.type("/show\r")
            try terminal.wait(forOutput: Self.question)
            terminal.type(Self.kitty)
            try terminal.wait(for: "turn 0  64x48 png")
            #expect(pictures(terminal).count == 1)
            try terminal.say(
                "/set images sharp", until: "images can be auto, kitty, iterm, sixel, cells, ascii or off")
            try terminal.quit()
            try place.add(".config/retouch/config.json", Data(#"{"images": "sharp"}"#.utf8))
            #expect(try place.run(["photo.png"], input: "").status == 78)
        }

        @Test("/doctor and doctor tell what the terminal can do")
        func doctor() throws {
            let place = try Workplace()
            let terminal = try asked(["doctor"], in: place)
            terminal.type(Self.kitty)
            try terminal.wait(for: "kitty graphics, cells of 9x18 pixels, kitty(0.26.5)", timeout: .seconds(60))
            #expect(try terminal.waitForEnd(timeout: .seconds(60)) == .exited(0))
            #expect(terminal.isCooked)
        }

        // MARK: Rows

        @Test("Variations stand in a row above their letters")
        func variations() throws {
            let place = try Workplace()
            let terminal = try asked(in: place)
            terminal.type(Self.kitty)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/vary make it {warmer|cooler}", until: "/pick A goes on from it")
            #expect(pictures(terminal).count == 2)
            let letters = String(repeating: " ", count: 18) + "A" + String(repeating: " ", count: 38) + "B"
            #expect(terminal.screen.lines.contains(letters) || terminal.screen.scrollback.contains(letters))
            try terminal.quit()
        }

        @Test("/compare shows before, after and the change as far as there is room", arguments: [100, 50, 40, 30])
        func compare(columns: Int) throws {
            let place = try Workplace()
            let terminal = try place.conversation(
                environment: ["RETOUCH_TERMINAL_WAIT": "0", "COLORTERM": "truecolor"], previews: true, columns: columns)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.say("mirror it", untilPrompt: "0001/2")
            try terminal.say("/compare", until: "002.change.png")
            try terminal.wait(forPrompt: "0001/2")
            func hasLabels(_ labels: String...) -> Bool {
                (terminal.screen.scrollback + terminal.screen.lines).contains {
                    $0.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) } == labels
                }
            }
            switch columns {
            case 60...: #expect(hasLabels("turn 1", "turn 2", "changed"))
            case 34...: #expect(hasLabels("turn 1", "changed"))
            default: break
            }
            terminal.type("/compare 2 0\r")
            try terminal.wait(until: "the prompt behind it") {
                $0.cursorLine == "0001/2 local>" && ($0.scrollback + $0.lines).contains("0001/2 local> /compare 2 0")
            }
            if columns >= 60 { #expect(hasLabels("turn 2", "start", "changed")) }
            #expect(terminal.screen.unknown.isEmpty)
            try terminal.say("/compare 1 2 3", until: "takes one turn")
            try terminal.quit()
            try place.expectWhole()
        }

        // MARK: Progress, links and the bell

        private let mintty = ["TERM_PROGRAM": "mintty"]

        private func marks(_ terminal: PseudoTerminal) -> [String] {
            terminal.screen.strings.filter { $0.hasPrefix("]9;") }
        }

        @Test("The window's mark is taken off after a turn, a failure and ^C")
        func marked() throws {
            let place = try Workplace()
            try place.addLarge()
            let terminal = try place.conversation(["large.png"], environment: mintty)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.say("add a hat", until: "no turn was used up")
            try terminal.wait(forPrompt: "0001/1")
            #expect(marks(terminal).first == "]9;4;3" && marks(terminal).last == "]9;4;0")
            let count = marks(terminal).count
            terminal.type(LargePicture.slowInstruction + "\r")
            try terminal.wait(until: "the mark") { $0.strings.last { $0.hasPrefix("]9;") } == "]9;4;3" }
            terminal.type("\u{3}")
            try terminal.wait(forPrompt: "0001/1")
            #expect(marks(terminal).count >= count + 2 && marks(terminal).last == "]9;4;0")
            try terminal.quit()
        }

        @Test("So it is when the program is ended in the middle of a turn")
        func markedAndEnded() throws {
            let place = try Workplace()
            try place.addLarge()
            let terminal = try place.conversation(["large.png"], environment: mintty)
            try terminal.wait(forPrompt: "0001/0")
            terminal.type(LargePicture.slowInstruction + "\r")
            try terminal.wait(until: "the mark") { $0.strings.contains("]9;4;3") }
            terminal.signal(SIGTERM)
            #expect(try terminal.waitForEnd() == .signalled(SIGTERM))
            #expect(marks(terminal).last == "]9;4;0" && terminal.isCooked)
        }

        @Test("Terminals that would take it for a message are not told")
        func unmarked() throws {
            let place = try Workplace()
            let terminal = try place.conversation(environment: ["TERM": "xterm-kitty"])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.quit()
            #expect(marks(terminal).isEmpty)
        }

        @Test("A turn's file is a link where the terminal follows links and is on the same machine")
        func links() throws {
            let place = try Workplace()
            func link(_ environment: [String: String]) throws -> String? {
                let terminal = try place.conversation(environment: environment)
                try terminal.wait(until: "the prompt") { $0.cursorLine.hasSuffix("/0 local>") }
                try terminal.say("sepia", until: "/001.png")
                let link = terminal.screen.strings.first { $0.hasPrefix("]8;;file:") }
                try terminal.quit()
                return link
            }
            var host = [CChar](repeating: 0, count: 256)
            gethostname(&host, 255)
            let name = String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let path = place.url.resolvingSymlinksInPath().path
            #expect(try link(["TERM_PROGRAM": "vscode"]) == "]8;;file://\(name)\(path)/sessions/0001/001.png")
            #expect(try link([:]) == nil)
            #expect(try link(["TERM_PROGRAM": "vscode", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"]) == nil)
            #expect(try link(["TERM_PROGRAM": "vscode", "TMUX": "x"]) == nil)
        }

        @Test("The bell rings after turns that took as long as was set")
        func bell() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/set bell 0", until: "bell after turns of 0 s")
            let before = terminal.screen.bells
            try terminal.say("sepia", untilPrompt: "0001/1")
            #expect(terminal.screen.bells == before + 1)
            try terminal.say("/set bell off", until: "bell off")
            try terminal.say("mirror it", untilPrompt: "0001/2")
            #expect(terminal.screen.bells == before + 1)
            try terminal.say("/set bell often", until: "bell can be on, off, notify or a number of seconds")
            try terminal.quit()
        }
    }
}
