import Foundation
import Pictures
import TestSupport
import Testing

extension TheProgram {
    @Suite("Asking which one is meant") struct MeantPersonTests {
        /// The same woman twice, side by side.
        private func place() throws -> Workplace {
            let place = try Workplace()
            let one = try Picture(inspecting: SamplePictures.photograph("astronaut.png")).pixels()
            var bytes: [UInt8] = []
            let row = one.width * one.channels
            for y in 0..<one.height {
                bytes += one.bytes[(y * row)..<((y + 1) * row)]
                bytes += one.bytes[(y * row)..<((y + 1) * row)]
            }
            try place.add(
                "two.png",
                PixelBuffer(width: 2 * one.width, height: one.height, channels: one.channels, bytes: bytes))
            return place
        }

        @Test("With two people the picture shows both with letters; the one that is chosen gets the edit")
        func chosen() throws {
            let place = try place()
            let terminal = try place.conversation(["two.png", "--images", "cells"], previews: true)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make her hair black", until: "A of 2")
            try terminal.wait(for: "A of 2, the left one")
            #expect(terminal.screen.text.contains("Enter takes A, Esc leaves"))
            terminal.type("ab")
            try terminal.wait(for: "B of 2, the right one; meant: A B")
            #expect(terminal.screen.text.contains("Enter takes A B, Esc leaves"))
            terminal.type("a")
            try terminal.wait(for: "A of 2, the left one; meant: B")
            terminal.type("\r")
            try terminal.wait(for: "make her hair black, meaning the right one")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.say("/undo", untilPrompt: "0001/0")
            try terminal.say("make her hair black", until: "A of 2")
            terminal.type("ab\r")
            try terminal.wait(for: "meaning both of them")
            try terminal.wait(forPrompt: "0001/2")
            try terminal.say("/undo", untilPrompt: "0001/0")
            try terminal.say("make her hair black", until: "A of 2")
            terminal.type("\u{1B}")
            try terminal.wait(for: "None was chosen.")
            try terminal.wait(forPrompt: "0001/0")
            #expect(!terminal.screen.modes.showsOtherScreen)
            try terminal.quit()
            try place.expectWhole()
        }

        @Test("Where no picture is shown both are listed with where they are, and a letter or a number answers")
        func listed() throws {
            let place = try place()
            let terminal = try place.conversation(["two.png"])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make her hair black", until: "Which is meant? [A-B, all]")
            #expect(terminal.screen.text.contains("B  the right one  at the "))
            try terminal.say("C", until: "is none of them. For example: A B; Enter alone takes none.")
            try terminal.wait(forLine: "Which is meant? [A-B, all]")
            try terminal.say("2", until: "make her hair black, meaning the right one")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.say("/undo", untilPrompt: "0001/0")
            terminal.type("make her hair black\r")
            try terminal.wait(until: "the second question") { $0.cursorLine.hasSuffix("Which is meant? [A-B, all]") }
            terminal.type("\r")
            try terminal.wait(for: "None was chosen.")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.quit()
        }

        @Test("A line that does not answer is carried out itself, and one that names somebody answers, at once or next")
        func answeredOtherwise() throws {
            let place = try place()
            let terminal = try place.conversation(["two.png"])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make her hair black", until: "Which is meant? [A-B, all]")
            try terminal.say("make the picture warmer", until: "None was chosen.")
            try terminal.wait(forPrompt: "0001/1")
            terminal.type("make her hair black\r")
            try terminal.wait(until: "the second question") { $0.cursorLine.hasSuffix("Which is meant? [A-B, all]") }
            try terminal.say("the right one", until: "make her hair black, meaning the right one")
            try terminal.wait(forPrompt: "0001/2")
            try terminal.say("/undo", untilPrompt: "0001/1")
            terminal.type("make her hair black\r")
            try terminal.wait(until: "the third question") { $0.cursorLine.hasSuffix("Which is meant? [A-B, all]") }
            try terminal.say("/undo", untilPrompt: "0001/0")
            terminal.type("make her hair black\r")
            try terminal.wait(until: "the fourth question") { $0.cursorLine.hasSuffix("Which is meant? [A-B, all]") }
            terminal.type("\r")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("no, the left one", untilPrompt: "0001/3")
            #expect(terminal.screen.text.contains("make her hair black, meaning the left one"))
            try terminal.quit()
            try place.expectWhole()
        }

        @Test("A line that is typed where letters choose on the picture is carried out itself, or answers by a name")
        func lineAtThePicture() throws {
            let place = try place()
            let terminal = try place.conversation(["two.png", "--images", "cells"], previews: true)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make her hair black", until: "A of 2, the left one")
            // Its "b" and "a" are letters of the two.
            terminal.type("ba")
            try terminal.wait(for: "meant: A B")
            terminal.type("ke the picture warmer")
            try terminal.wait(for: "> bake the picture warmer")
            #expect(terminal.screen.text.contains("Enter sends it, Esc goes back to the question"))
            terminal.type("\u{1B}")
            try terminal.wait(until: "nothing is chosen") { $0.text.contains("Enter takes A, Esc leaves") }
            terminal.type("make the picture warmer\r")
            try terminal.wait(for: "None was chosen.")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.say("make her hair black", until: "A of 2, the left one")
            terminal.type("the right one\r")
            try terminal.wait(for: "make her hair black, meaning the right one")
            try terminal.wait(forPrompt: "0001/2")
            try terminal.quit()
            try place.expectWhole()
        }

        @Test("After a region that was not found nothing says what it is, until it is set, left, or named")
        func missedRegion() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/region jacket", until: "No other region was set.")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("darken it", until: "No region is set: \u{201C}jacket\u{201D} was not found")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make the picture darker", untilPrompt: "0001/1")
            try terminal.say("/region hair", until: "hair")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.say("/region none", until: "region off")
            try terminal.say("darken it", untilPrompt: "0001/2")
            try terminal.quit()
        }

        @Test(
            "Within a region the letters stand where the people are in all of the picture, and the right one is changed"
        )
        func inRegion() throws {
            let place = try place()
            let two = try place.picture("two.png").pixels()
            let wall = [UInt8](repeating: 120, count: 512 * two.channels)
            let row = two.width * two.channels
            let bytes = (0..<two.height).flatMap { wall + two.bytes[($0 * row)..<(($0 + 1) * row)] }
            try place.add("wall.png", PixelBuffer(width: 1536, height: 512, channels: two.channels, bytes: bytes))
            let terminal = try place.conversation(["wall.png"])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/region 512,0,1024,512", until: "region 1024x512 at 512,0")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("make her hair black", until: "Which is meant? [A-B, all]")
            let places = terminal.screen.text.matches(of: /([AB])  the \w+ one  at the [a-z ]+  \d+x\d+ at (\d+),/)
            let lefts = places.compactMap { Int($0.output.2) }
            #expect(lefts.count == 2 && 512..<1024 ~= lefts[0] && 1024..<1536 ~= lefts[1], "\(terminal.screen.text)")
            try terminal.say("A", until: "meaning the left one")
            try terminal.wait(forPrompt: "0001/1")
            terminal.type("make her hair black\r")
            try terminal.wait(until: "the second question") { $0.cursorLine.hasSuffix("Which is meant? [A-B, all]") }
            try terminal.say("B", until: "meaning the right one")
            try terminal.wait(forPrompt: "0001/2")
            try terminal.quit()
            let pictures = try ["000", "001", "002"].map { try place.picture("sessions/0001/\($0).png").pixels() }
            for (turn, columns) in [(1, 512..<1024), (2, 1024..<1536)] {
                let changed = pictures[turn].changedPixels(from: pictures[turn - 1])
                #expect(!changed.isEmpty && changed.allSatisfy { columns ~= $0 % 1536 }, "turn \(turn)")
            }
            try place.expectWhole()
        }

        @Test(
            "Of two people the one who is in the region is meant, and nothing is asked",
            arguments: [("make her hair black", "hair of 1 person"), ("brighten her face", "face")])
        func marked(instruction: String, selected: String) throws {
            let place = try place()
            for (region, columns) in [("0,0,512,512", 0..<512), ("512,0,512,512", 512..<1024)] {
                let run = try place.run([
                    "edit", "two.png", "--region", region, "-e", instruction, "-o", "out.png", "--force",
                ])
                #expect(run.status == 0 && run.talk.contains("selected: \(selected), "), "\(region): \(run.talk)")
                let (before, after) = (try place.picture("two.png").pixels(), try place.picture("out.png").pixels())
                let changed = after.changedPixels(from: before)
                #expect(!changed.isEmpty && changed.count * 20 < before.pixelCount)
                #expect(changed.allSatisfy { columns ~= $0 % 1024 && $0 / 1024 < 256 })
            }
        }

        @Test("A script declines with the words that tell what to say")
        func script() throws {
            let place = try place()
            let run = try place.run(["edit", "two.png", "-e", "make her hair black", "-o", "out.png"])
            #expect(
                run.status == 1 && run.talk.contains("Two people: say the left one or the right one."), "\(run.talk)")
            let said = try place.run(
                ["edit", "two.png", "-e", "make her hair black, meaning the left one", "-o", "out.png"])
            #expect(said.status == 0, "\(said.talk)")
        }

        @Test("/more and /less make turns beside the last one, whose selections are larger and smaller")
        func mending() throws {
            let place = try Workplace()
            try place.addPerson()
            let terminal = try place.conversation(["astronaut.png"])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/more", until: "selected nothing in this turn")
            try terminal.say("turn it into a sticker", untilPrompt: "0001/1")
            try terminal.say("/more 2", untilPrompt: "0001/2")
            try terminal.say("/less 3", untilPrompt: "0001/3")
            try terminal.say("/history", until: "turn it into a sticker, selecting less")
            try terminal.say("/less x", until: "Steps are 1 to 20.")
            try terminal.quit()
            func share(_ turn: Int) throws -> Int {
                let pixels = try place.picture("sessions/0001/00\(turn).png").pixels()
                return (0..<pixels.pixelCount).count { pixels.bytes[4 * $0 + 3] > 128 }
            }
            #expect(try share(2) > share(1) && share(1) > share(3))
            try place.expectWhole()
        }
    }
}
