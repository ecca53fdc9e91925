import Foundation
import Glibc
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    /// A picture of 560x420 in a window of 80x24 is 56x21 cells large, each of 10x20 pixels.
    @Suite("Pointing at a region") struct RegionPointingTests {
        private func pointing(_ place: Workplace, _ environment: [String: String] = [:]) throws -> PseudoTerminal {
            try place.add("wide.png", SamplePictures.gradient(width: 560, height: 420))
            let terminal = try place.conversation(
                ["wide.png", "--images", "cells"], environment: environment, previews: true)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/region", until: "Esc leaves")
            return terminal
        }

        private func asFound(_ terminal: PseudoTerminal) -> Bool {
            terminal.isCooked && terminal.screen.modes.areAsFound
        }

        @Test(
            "The mouse draws a rectangle, arrows move and size it, Enter takes it; the screen and the mouse come back")
        func rectangle() throws {
            let place = try Workplace()
            let terminal = try pointing(place)
            #expect(terminal.screen.modes.mouse == [1000, 1002, 1006] && terminal.screen.modes.showsOtherScreen)
            try terminal.wait(for: "rectangle 280x210 at 140,105")
            terminal.type("\u{1B}[<0;11;6M\u{1B}[<32;20;8M\u{1B}[<32;30;10M\u{1B}[<0;30;10m")
            try terminal.wait(for: "rectangle 200x100 at 100,100, 8.5 % of the picture")
            terminal.type("\u{1B}[C\u{1B}[B")
            try terminal.wait(for: "rectangle 200x100 at 106,106")
            terminal.type("\u{1B}[1;2C\u{1B}[1;3A")
            try terminal.wait(for: "rectangle 206x94 at 106,106")
            terminal.type("f\u{1B}[D\t\u{1B}[D\u{1B}[B")
            try terminal.wait(for: "rectangle 205x95 at 105,106")
            terminal.type("\r")
            try terminal.wait(for: "region 205x95 at 105,106")
            try terminal.wait(forPrompt: "0001/0")
            #expect(terminal.screen.modes.mouse.isEmpty && !terminal.screen.modes.showsOtherScreen)
            #expect(terminal.screen.text.contains("/region 105,106,205,95"))
            #expect(!terminal.screen.text.contains("Esc leaves"))
            try terminal.say("make it darker", untilPrompt: "0001/1")
            try terminal.quit()
            #expect(asFound(terminal))
            #expect(try place.sessions.read(1).asked(1).region?.box.width == 205)
        }

        @Test("Esc, q and ^C leave things as they were")
        func leaving() throws {
            let place = try Workplace()
            let terminal = try pointing(place)
            for key in ["\u{1B}", "q", "\u{3}"] {
                terminal.type(key)
                try terminal.wait(for: "no region was drawn")
                try terminal.wait(forPrompt: "0001/0")
                #expect(terminal.screen.modes.mouse.isEmpty && !terminal.screen.modes.showsOtherScreen)
                terminal.type("\u{c}")
                terminal.settle()
                try terminal.say("/region", until: "Esc leaves")
            }
            terminal.type("\u{1B}")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/region show", until: "There is no region")
            try terminal.say("make it darker", untilPrompt: "0001/1")
            try terminal.quit()
            #expect(try place.sessions.read(1).asked(1).region == nil)
        }

        @Test("In letters the part that is meant is inverted, and the rest of the picture is still there")
        func letters() throws {
            let place = try Workplace()
            let white = PixelBuffer(
                width: 560, height: 420, channels: 3, bytes: Array(repeating: 255, count: 560 * 420 * 3))
            try place.add("white.png", white)
            let terminal = try place.conversation(["white.png", "--images", "ascii"], previews: true)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/region", until: "rectangle 280x210 at 140,105")
            terminal.settle()
            let rows = terminal.screen.lines.map(Array.init)
            #expect(rows[1].prefix(10).allSatisfy { $0 == "@" } && rows[10].prefix(10).allSatisfy { $0 == "@" })
            #expect(rows[10][20..<36].allSatisfy { $0 == " " })
            terminal.type("q")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.quit()
        }

        @Test("A lasso and a brush, by the mouse and by keys alone, are regions with soft edges")
        func lassoAndBrush() throws {
            let place = try Workplace()
            let terminal = try pointing(place)
            terminal.type("l\u{1B}[<0;11;6M\u{1B}[<32;31;6M\u{1B}[<32;31;16M\u{1B}[<0;11;16m")
            try terminal.wait(for: "lasso of 4 corners")
            terminal.type("\r")
            try terminal.wait(for: "around a lasso")
            try terminal.wait(forPrompt: "0001/0")
            #expect(terminal.screen.text.contains("/region 105,110 305,110 305,310 105,310"))
            try terminal.say("make it darker", untilPrompt: "0001/1")
            try terminal.say("/region", until: "Esc leaves")
            terminal.type("b \u{1B}[C\u{1B}[C\u{1B}[C")
            try terminal.wait(for: "wide, 1 stroke, painting")
            terminal.type("\r")
            try terminal.wait(for: "around brush strokes")
            try terminal.say("make it darker", untilPrompt: "0001/2")
            try terminal.quit()
            let session = try place.sessions.read(1)
            for turn in 1...2 {
                let mask = try #require(session.asked(turn).region?.mask)
                #expect(Set(try place.picture("sessions/0001/\(mask.file)").pixels().bytes).count > 3)
            }
            try place.expectWhole()
        }

        @Test("A window of another size shows the picture anew, and the mouse points at the right places in it")
        func resizing() throws {
            let place = try Workplace()
            let terminal = try pointing(place)
            terminal.resize(columns: 60, rows: 17)
            // 14 rows of 30 pixels, 37 columns of 15.1.
            try terminal.wait(until: "the keys in the last rows") {
                $0.lines.suffix(2).first?.hasPrefix("Enter takes it, Esc leaves; drag; arrows move") == true
                    && $0.lines.last?.contains("b brush, f fine") == true
            }
            terminal.type("\u{1B}[<0;1;1M\u{1B}[<0;37;14m")
            try terminal.wait(for: "rectangle 560x420 at 0,0")
            terminal.type("q")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.quit()
        }

        @Test(
            "Whatever ends the program gives screen, mouse and keyboard back",
            arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGALRM, 64])
        func signals(signal: Int32) throws {
            let place = try Workplace()
            let terminal = try pointing(place)
            // The terminal says that it knows the keyboard protocol.
            terminal.type("\u{1B}[<0;11;6M\u{1B}[<32;30;10M")
            try terminal.wait(for: "rectangle 200x100")
            terminal.signal(signal)
            #expect(try terminal.waitForEnd() == .signalled(signal))
            #expect(asFound(terminal))
        }

        @Test("The kitty keyboard protocol is given back on the screen that it was asked for on")
        func keyboardProtocol() throws {
            let place = try Workplace()
            try place.add("wide.png", SamplePictures.gradient(width: 560, height: 420))
            let terminal = try place.conversation(["wide.png", "--images", "cells"], previews: true)
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("\u{1B}[?0u")
            try terminal.wait(until: "the protocol") { $0.modes.keyboardDepth == 1 }
            try terminal.say("/region", until: "Esc leaves")
            #expect(terminal.screen.modes.keyboardDepth == 1)
            terminal.type("\u{1B}[27u")
            try terminal.wait(for: "no region was drawn")
            try terminal.wait(forPrompt: "0001/0")
            let text = terminal.written
            let other = try #require(text.range(of: "\u{1B}[?1049h"))
            let back = try #require(text.range(of: "\u{1B}[?1049l"))
            let between = text[other.upperBound..<back.lowerBound]
            #expect(between.contains("\u{1B}[>1u") && between.contains("\u{1B}[<u"))
            try terminal.quit()
            #expect(asFound(terminal))
        }

        @Test("^Z gives the terminal to the shell, and fg shows the picture again")
        func stopping() throws {
            let place = try Workplace()
            try place.add("rc", Data("PS1='shell$ '\n".utf8))
            let terminal = try PseudoTerminal(
                "/bin/bash", ["--noprofile", "--rcfile", "rc", "-i"], environment: place.environment(),
                folder: place.url.path)
            try terminal.wait(forLine: "shell$")
            terminal.type("\(BuiltPrograms.path(of: "retouch")) photo.png --images cells\r")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/region", until: "Esc leaves")
            terminal.type("\u{1A}")
            try terminal.wait(forLine: "shell$")
            #expect(terminal.screen.modes.mouse.isEmpty && !terminal.screen.modes.showsOtherScreen)
            terminal.type("fg\r")
            try terminal.wait(until: "the picture") { $0.modes.mouse.contains(1002) && $0.text.contains("Esc leaves") }
            terminal.type("\r")
            try terminal.wait(for: "region 32x24 at 16,12")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.quitToShell()
        }

        @Test("Without a terminal that moves its cursor, or without pictures, numbers are told as before")
        func plain() throws {
            let place = try Workplace()
            for environment in [["TERM": "dumb"], [:]] {
                let terminal = try place.conversation(environment: environment)
                try terminal.wait(for: "/0 local>")
                try terminal.say("/region", until: "There is no region")
                try terminal.say("/region 10,10,20,20", until: "region 20x20 at 10,10")
                try terminal.wait(until: "a prompt that tells it") { $0.cursorLine.hasSuffix("/0 local region>") }
                try terminal.say("/region", until: "region 20x20 at 10,10")
                terminal.type("/quit\r")
                _ = try terminal.waitForEnd()
            }
            let piped = try place.run(
                [], input: "photo.png\n/region 4,4 60,4 60,40 + 20,10 30,10 30,20\n/region\nsepia\n")
            #expect(piped.status == 0 && piped.talk.contains("around a polygon"), "\(piped.talk)")
            let edited = try place.run(
                ["edit", "photo.png", "--region", "50%,50% 100%,50% 100%,100%", "-e", "sepia", "-o", "out.png"])
            #expect(edited.status == 0, "\(edited.talk)")
            let (before, after) = (try place.picture("photo.png").pixels(), try place.picture("out.png").pixels())
            #expect(before.bytes.prefix(64 * 3 * 20) == after.bytes.prefix(64 * 3 * 20) && before.bytes != after.bytes)
            let none = try place.run([
                "edit", "photo.png", "--region", "90,90 99,90 99,99", "-e", "sepia", "-o", "o.png",
            ])
            #expect(none.status == 64 && none.talk.contains("encloses nothing"), "\(none.talk)")
        }
    }
}

extension PseudoTerminal {
    /// Leaves the program and the shell that it was started from.
    fileprivate func quitToShell() throws {
        type("/quit\r")
        try wait(forLine: "shell$")
        type("exit\r")
        #expect(try waitForEnd() == .exited(0))
    }
}
