import Foundation
import Glibc
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Signals that end the program") struct SignalTests {
        @Test(
            "At the prompt, the terminal is left as it was and the session whole",
            arguments: [SIGTERM, SIGHUP, SIGALRM, SIGUSR1, SIGUSR2, SIGPWR, SIGXCPU, 34, 64])
        func atThePrompt(signal: Int32) throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            terminal.type("make it war")
            try terminal.wait(forLine: "0001/1 local> make it war")
            #expect(!terminal.isCooked)
            terminal.signal(signal)
            #expect(try terminal.waitForEnd() == .signalled(signal))
            #expect(terminal.isCooked)
            #expect(terminal.screen.modes.areAsFound)
            try place.expectWhole()
            #expect(try place.run(["resume", "1"]).status == 0)
        }

        /// `RETOUCH_SIGNALS` sets how many; `scripts/signals` sends 200.
        @Test("At any moment, any signal that ends a program leaves the terminal as it was and the session whole")
        func atAnyMoment() throws {
            let count = ProcessInfo.processInfo.environment["RETOUCH_SIGNALS"].flatMap(Int.init) ?? 10
            let signals = [
                SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGPOLL, SIGPWR, SIGSTKFLT,
                SIGXCPU, SIGXFSZ, SIGSYS, 34, 50, 64,
            ]
            var (raw, changed) = (0, 0)
            var pointing = 0
            for round in 0..<count {
                let place = try Workplace()
                let signal = signals[round % signals.count]
                // Every other time a region is being drawn; the terminal says that it knows kitty's keyboard protocol.
                let isPointing = round % 2 == 1
                let terminal = try place.conversation(
                    ["photo.png", "--images", "cells"], environment: ["RETOUCH_TERMINAL_WAIT": "0"], previews: true)
                try terminal.wait(forPrompt: "0001/0")
                terminal.type("\u{1B}[?0u")
                terminal.type(
                    isPointing
                        ? "sepia\r/region\r" : "sepia\rmake it warmer\radd some film grain\r/undo\rmake it coo")
                if isPointing {
                    try terminal.wait(for: "Esc leaves")
                    terminal.type("\u{1B}[<0;5;5M\u{1B}[<32;9;9M\u{1B}[C\u{1B}[C\u{1B}")
                    pointing += 1
                }
                terminal.settle(for: .milliseconds(Int.random(in: 0...(isPointing ? 600 : 900))))
                terminal.signal(signal)
                #expect(try terminal.waitForEnd() == .signalled(signal), "signal \(signal)")
                if !terminal.isCooked { raw += 1 }
                if !terminal.screen.modes.areAsFound { changed += 1 }
                let resumed = try place.run(["resume", "1"])
                #expect(resumed.status == 0, "signal \(signal): \(resumed.talk)")
                try place.expectWhole()
            }
            #expect(raw == 0 && changed == 0)
            print(
                "\(count) signals, \(pointing) on the screen for pointing: \(raw) terminals left raw, \(changed) with other modes"
            )
        }

        @Test("During a turn, the turn becomes interrupted and can be asked again", arguments: [SIGTERM, SIGHUP])
        func duringATurn(signal: Int32) throws {
            let place = try Workplace()
            try place.addLarge()
            let terminal = try place.conversation(["large.png"])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("resize to 200 px", untilPrompt: "0001/1")
            try terminal.say("/undo", untilPrompt: "0001/0")
            try terminal.say(LargePicture.slowInstruction, until: "^C cancels")
            try terminal.wait(until: "the instruction in the journal") { _ in
                place.text("sessions/0001/journal.jsonl").contains(LargePicture.slowInstruction)
            }
            terminal.signal(signal)
            #expect(try terminal.waitForEnd() == .signalled(signal))
            #expect(terminal.isCooked)

            let resumed = try place.conversation(["resume"])
            try resumed.wait(forPrompt: "0001/0")
            #expect(resumed.screen.text.contains("Turn 2 was interrupted: \(LargePicture.slowInstruction)"))
            #expect(resumed.screen.text.contains("/retry 2 asks again."))
            try resumed.quit()
            let session = try place.sessions.read(1)
            #expect(session.state.turns.map(\.outcome) == [.answered, .interrupted])
            try place.expectWhole()
        }

        @Test("When the terminal goes away, the program ends")
        func hangUp() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            terminal.hangUp()
            _ = try terminal.waitForEnd()
            try place.expectWhole()
        }

        @Test("A reader of the output that goes away does not hurt the session")
        func brokenPipe() throws {
            let place = try Workplace()
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            shell.arguments = [
                "-c",
                "'\(BuiltPrograms.path(of: "retouch"))' edit photo.png -e sepia -e 'mirror it' -e 'make it warmer' | true",
            ]
            shell.currentDirectoryURL = place.url
            shell.environment = place.environment()
            shell.standardError = FileHandle.nullDevice
            try shell.run()
            shell.waitUntilExit()
            #expect(try place.sessions.read(1).state.turns.count == 3)
            try place.expectWhole()
        }
    }
}
