import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Previews in the conversation") struct PreviewTests {
        private static let half = "\u{2580}"
        private static let lowerHalf = "\u{2584}"

        private func hasCells(_ terminal: PseudoTerminal) -> Bool {
            terminal.written.contains(Self.half) || terminal.written.contains(Self.lowerHalf)
        }

        private func afterOneTurn(
            _ arguments: [String] = ["photo.png"], environment: [String: String]
        ) throws -> PseudoTerminal {
            let place = try Workplace()
            let terminal = try place.conversation(arguments, environment: environment, previews: true)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.quit()
            return terminal
        }

        @Test("A terminal with full colour shows the picture in cells, with colours of 24 bits")
        func fullColour() throws {
            let terminal = try afterOneTurn(environment: ["COLORTERM": "truecolor"])
            #expect(hasCells(terminal))
            #expect(terminal.written.contains("38;2;"))
            #expect(terminal.screen.unknown.isEmpty)
        }

        @Test("One with 256 colours shows it with those")
        func indexedColour() throws {
            let terminal = try afterOneTurn(environment: [:])
            #expect(hasCells(terminal))
            #expect(!terminal.written.contains("38;2;") && terminal.written.contains("38;5;"))
        }

        @Test(
            "There are none where they are not wanted or can't be shown",
            arguments: [
                (["photo.png", "--images", "off"], ["COLORTERM": "truecolor"]),
                (["photo.png", "--quiet"], ["COLORTERM": "truecolor"]),
                (["photo.png"], ["COLORTERM": "truecolor", "NO_COLOR": "1"]),
                (["photo.png"], ["COLORTERM": "truecolor", "TERM": "dumb"]),
                (["photo.png", "--images", "cells"], ["COLORTERM": "truecolor", "TERM": "dumb"]),
            ])
        func none(arguments: [String], environment: [String: String]) throws {
            let terminal = try afterOneTurn(arguments, environment: environment)
            #expect(!hasCells(terminal))
            #expect(!terminal.written.contains("38;2;") && !terminal.written.contains("48;2;"))
        }

        @Test("/set images turns them off and on, and /show shows a picture at any time")
        func settings() throws {
            let place = try Workplace()
            let terminal = try place.conversation(environment: ["COLORTERM": "truecolor"])
            try terminal.wait(forPrompt: "0001/0")
            #expect(!hasCells(terminal))
            try terminal.say("/set images auto", until: "images auto")
            try terminal.say("/show", until: "turn 0  64x48 png")
            #expect(hasCells(terminal))
            try terminal.quit()
        }
    }
}
