import Foundation
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Choosing by eye") struct ChoosingTests {
        private func conversation(_ place: Workplace) throws -> PseudoTerminal {
            let terminal = try place.conversation(["photo.png", "--images", "cells"], previews: true)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.say("mirror it", untilPrompt: "0001/2")
            return terminal
        }

        @Test("/goto without a number walks through the turns with the arrow keys; Enter takes one, Esc none")
        func turns() throws {
            let place = try Workplace()
            let terminal = try conversation(place)
            try terminal.say("/goto", until: "turn 2  mirror it")
            terminal.type("\u{1B}[D")
            try terminal.wait(for: "turn 1  sepia")
            terminal.type("\u{1B}[D\u{1B}[D")
            try terminal.wait(until: "the start") {
                $0.text.hasPrefix("the starting picture") || $0.text.contains("\nthe starting picture\n")
            }
            terminal.type("\u{1B}[C\r")
            try terminal.wait(for: "at turn 1: sepia")
            try terminal.wait(forPrompt: "0001/1")
            #expect(terminal.screen.modes.mouse.isEmpty && !terminal.screen.modes.showsOtherScreen)
            try terminal.say("/goto", until: "arrows go through 3 pictures")
            terminal.type("\u{1B}")
            try terminal.wait(for: "No turn was chosen.")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.quit()
        }

        @Test("/pick without a letter walks through what was asked for together; letters go to a picture")
        func together() throws {
            let place = try Workplace()
            let terminal = try conversation(place)
            try terminal.say("/vary make it {darker|lighter|warmer}", until: "/pick A goes on")
            try terminal.wait(forPrompt: "0001/2")
            // They were asked together, so any of them may be the first turn.
            try terminal.say("/pick", until: "arrows go through 3 pictures")
            try terminal.wait(until: "the first") { $0.text.firstMatch(of: /A  turn \d  make it darker/) != nil }
            terminal.type("c")
            try terminal.wait(until: "the third") { $0.text.firstMatch(of: /C  turn \d  make it warmer/) != nil }
            terminal.type("\u{1B}[D\r")
            try terminal.wait(until: "the second") {
                $0.text.firstMatch(of: /going on from turn \d: make it lighter/) != nil
            }
            try terminal.quit()
        }

        @Test("/compare flip shows before and after in one place, and Space flips between them")
        func flipping() throws {
            let place = try Workplace()
            let terminal = try conversation(place)
            try terminal.say("/compare flip", until: "Space flips")
            #expect(terminal.screen.text.contains("\nturn 2"))
            terminal.type(" ")
            try terminal.wait(for: "\nturn 1")
            terminal.type(" \r")
            try terminal.wait(forPrompt: "0001/2")
            try terminal.quit()
        }

        @Test("/undo 2 goes back two turns, /redo 2 forth again; further than the beginning is the beginning")
        func undoing() throws {
            let place = try Workplace()
            let terminal = try conversation(place)
            try terminal.say("/undo 2", untilPrompt: "0001/0")
            try terminal.say("/redo 2", untilPrompt: "0001/2")
            try terminal.say("/undo 9", untilPrompt: "0001/0")
            try terminal.say("/undo", until: "This is the starting picture.")
            try terminal.say("/undo x", until: "is no number of turns")
            try terminal.say("/undo 0", until: "\u{201C}0\u{201D} is no number of turns")
            try terminal.quit()
        }

        @Test("Without pictures, the turns are listed, and what to type is said")
        func plain() throws {
            let place = try Workplace()
            try place.edit("sepia", "mirror it")
            let run = try place.run(["resume", "1"], input: "/goto\n")
            #expect(run.status == 64 && run.talk.contains("/goto takes a turn's number."), "\(run.talk)")
            #expect(
                run.talk.contains("turn 0  the starting picture\nturn 1  sepia\nturn 2  mirror it\n"), "\(run.talk)")
            #expect(run.talk.contains("/goto 1"), "\(run.talk)")
            let picked = try place.run(["resume", "1"], input: "/pick\n")
            #expect(picked.status == 64 && picked.talk.contains("/pick takes a letter."), "\(picked.talk)")
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0002/0")
            try terminal.say("/vary make it {darker|lighter}", until: "/pick A goes on")
            try terminal.wait(forPrompt: "0002/0")
            try terminal.say("/pick", until: "For example: /pick A")
            #expect(terminal.screen.text.contains("A  turn 1  make it darker\nB  turn 2  make it lighter"))
            try terminal.say("/pick B", untilPrompt: "0002/2")
            try terminal.quit()
        }
    }
}
