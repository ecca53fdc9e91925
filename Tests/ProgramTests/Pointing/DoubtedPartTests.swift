import Foundation
import Pictures
import Sessions
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

        @Test(
            "n, Esc and ^C leave everything as it was, and other keys are no answer",
            arguments: ["n", "\u{1B}", "\u{3}"])
        func refused(no: String) throws {
            let place = try place()
            let terminal = try place.conversation(["camera.png", "--images", "cells"], previews: true)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make the clothes blue", until: "Is this it? (y)es, (n)o")
            #expect(terminal.screen.text.contains("Not sure of the clothes: no edge shows where it ends."))
            #expect(terminal.screen.modes.showsOtherScreen)
            // Enter and a blank are no answer, and another letter begins a line.
            terminal.type("\r x")
            try terminal.wait(for: "> x")
            terminal.type("\u{1B}")
            try terminal.wait(until: "the question") { $0.text.contains("Is this it? (y)es, (n)o") }
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

        @Test("A line that is typed in place of y or n is carried out itself")
        func line() throws {
            let place = try place()
            let terminal = try place.conversation(["camera.png", "--images", "cells"], previews: true)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make the clothes blue", until: "Is this it? (y)es, (n)o")
            terminal.type("make the picture any")
            try terminal.wait(for: "> make the picture any")
            terminal.type("\u{7F}\u{7F}\u{7F}brighter\r")
            try terminal.wait(forPrompt: "0001/1")
            #expect(terminal.screen.text.contains("not sure of the clothes: no edge"))
            try terminal.quit()
            #expect(place.text("sessions/0001/journal.jsonl").contains("\"make the picture brighter\""))
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

        /// The cameraman at the right of a grey wall, all of him within the region 512,0,512,512 or so.
        private func besideAWall() throws -> Workplace {
            let place = try Workplace()
            let man = try Picture(inspecting: SamplePictures.photograph("camera.png")).pixels()
            let wall = [UInt8](repeating: 120, count: 512 * man.channels)
            let row = man.width * man.channels
            let bytes = (0..<man.height).flatMap { wall + man.bytes[($0 * row)..<(($0 + 1) * row)] }
            try place.add(
                "wall.png",
                PixelBuffer(width: man.width + 512, height: man.height, channels: man.channels, bytes: bytes))
            return place
        }

        @Test("Within a region it is told and shown where it lies in all of the picture, and is taken there")
        func inRegion() throws {
            let place = try besideAWall()
            let terminal = try place.conversation(["wall.png"], columns: 120)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/region 512,0,512,512", until: "region 512x512 at 512,0")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("lighten the clothes", until: "Take it? [y/N]")
            let told = try #require(terminal.screen.text.firstMatch(of: /Found [a-z ]+  \d+x\d+ at (\d+),/))
            #expect(Int(told.output.1).map { $0 >= 512 } == true, "\(told.output.0)")
            try terminal.say("y", untilPrompt: "0001/1")
            try terminal.quit()
            let (before, after) = (
                try place.picture("wall.png").pixels(), try place.picture("sessions/0001/001.png").pixels()
            )
            let changed = after.changedPixels(from: before)
            #expect(!changed.isEmpty && changed.allSatisfy { $0 % 1024 >= 512 })
            try place.expectWhole()
        }

        @Test("Of what was found only that is told and shown which lies in the region: nothing else would change")
        func partlyInRegion() throws {
            let place = try besideAWall()
            let terminal = try place.conversation(["wall.png"], columns: 120)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/region 512,0,180,512", until: "region 180x512 at 512,0")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("lighten the clothes", until: "Take it? [y/N]")
            let told = try #require(terminal.screen.text.firstMatch(of: /Found [a-z ]+  (\d+)x\d+ at (\d+),/))
            let (width, left) = (try #require(Int(told.output.1)), try #require(Int(told.output.2)))
            #expect(left >= 512 && left + width <= 692, "\(told.output.0)")
            try terminal.say("n", until: "not sure of the clothes")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.quit()
        }

        @Test("/more and /less mend what was taken as found, and ask nothing again", arguments: [false, true])
        func mended(inRegion: Bool) throws {
            let place = try besideAWall()
            let terminal = try place.conversation(["wall.png"], columns: 120)
            try terminal.wait(forPrompt: "0001/0")
            if inRegion {
                try terminal.say("/region 512,0,512,512", until: "region 512x512 at 512,0")
                try terminal.wait(forPrompt: "0001/0")
            }
            try terminal.say("lighten the clothes", until: "Take it? [y/N]")
            try terminal.say("y", untilPrompt: "0001/1")
            try terminal.say("/more 2", untilPrompt: "0001/2")
            try terminal.say("/less 3", untilPrompt: "0001/3")
            try terminal.say("/more", untilPrompt: "0001/4")
            try terminal.quit()
            let session = try place.sessions.read(1)
            let texts = try (1...4).map { try session.asked($0).instruction }
            let taken = "lighten the clothes, taking the clothes as found"
            #expect(texts == [taken, taken + ", selecting 2 steps more", taken + ", selecting less", taken])
            #expect(try (1...4).allSatisfy { try session.asked($0).parent == 0 })
            let before = try place.picture("wall.png").pixels()
            func share(_ turn: Int) throws -> Int {
                try place.picture("sessions/0001/00\(turn).png").pixels().changedPixels(from: before).count
            }
            #expect(try share(2) > share(1) && share(1) > share(3) && share(4) == share(1))
            try place.expectWhole()
        }

        @Test(
            "A script declines with the same words and what to say, takes it where it is said, and a replay asks nothing"
        )
        func script() throws {
            let place = try place()
            let run = try place.run(["edit", "camera.png", "-e", "make the clothes blue", "-o", "out.png"])
            #expect(run.status == 1, "\(run.talk)")
            #expect(
                run.talk.contains(
                    "The built-in model leaves the picture alone, not sure of the clothes: no edge shows where it ends."
                ))
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
