import Foundation
import Pictures
import TestSupport
import Testing

extension TheProgram {
    @Suite("Asking whether what was found is meant") struct DoubtedPartTests {
        private func place() throws -> Workplace {
            let place = try Workplace()
            try place.add("camera.png", SamplePictures.photograph("camera.png"))
            return place
        }

        private let taken = "make the clothes blue, taking the clothes as found"

        @Test("n, Esc and ^C leave everything as it was, and other keys are no answer", arguments: ["n", "\u{1B}", "\u{3}"])
        func refused(no: String) throws {
            let place = try place()
            let terminal = try place.conversation(["camera.png", "--images", "cells"], previews: true)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make the clothes blue", until: "Is this it? (y)es, (n)o")
            #expect(terminal.screen.text.contains("Not sure of the clothes: no edge shows where it ends."))
            #expect(terminal.screen.modes.showsOtherScreen)
            terminal.type("\r x")
            terminal.type(no)
            try terminal.wait(for: "not sure of the clothes: no edge")
            try terminal.wait(forPrompt: "0001/0")
            #expect(!terminal.screen.modes.showsOtherScreen)
            #expect(!terminal.screen.text.contains("as found"))
            #expect(!place.has("sessions/0001/001.png"))
            let journal = place.text("sessions/0001/journal.jsonl")
            #expect(journal.contains("unsure(") && !journal.contains("PixelMask") && journal.utf8.count < 10_000)
            try terminal.quit()
            try place.expectWhole()
        }

        @Test("The picture shows what was found, and y makes the turn, whose selection can be mended")
        func accepted() throws {
            let place = try place()
            let terminal = try place.conversation(["camera.png", "--images", "cells"], previews: true)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make the clothes blue", until: "Is this it? (y)es, (n)o")
            terminal.type("y")
            try terminal.wait(for: taken)
            try terminal.wait(forPrompt: "0001/1")
            #expect(place.has("sessions/0001/001.png"))
            try terminal.say("/more", untilPrompt: "0001/2")
            try terminal.quit()
            try place.expectWhole()
        }

        @Test("Where no picture is shown it is told where it lies, and asked all the same")
        func told() throws {
            let place = try place()
            let terminal = try place.conversation(["camera.png"])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make the clothes blue", until: "Take it? [y/N]")
            #expect(terminal.screen.text.contains("Found at the "))
            try terminal.say("n", until: "not sure of the clothes: no edge")
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("make the clothes blue\r")
            try terminal.wait(until: "the second question") { $0.cursorLine.hasSuffix("Take it? [y/N]") }
            try terminal.say("y", untilPrompt: "0001/1")
            try terminal.quit()
        }

        @Test("A script declines with the same words and what to say, takes it where it is said, and a replay asks nothing")
        func script() throws {
            let place = try place()
            let run = try place.run(["edit", "camera.png", "-e", "make the clothes blue", "-o", "out.png"])
            #expect(run.status == 1, "\(run.talk)")
            #expect(
                run.talk.contains(
                    "The built-in model leaves the picture alone, not sure of the clothes: no edge shows where it ends."))
            #expect(run.talk.contains("\u{201C}, taking the clothes as found\u{201D}"), "\(run.talk)")
            #expect(!place.has("out.png"))
            let said = try place.run(["edit", "camera.png", "-e", taken, "-o", "out.png"])
            #expect(said.status == 0 && said.talk.contains("taken as found"), "\(said.talk)")
            let replayed = try place.run(["replay", "1", "-o", "again.png"])
            #expect(replayed.status == 0, "\(replayed.talk)")
            #expect(try place.picture("again.png").pixels() == place.picture("out.png").pixels())
        }
    }
}
