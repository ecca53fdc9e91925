import Foundation
import Glibc
import Pictures
import TestSupport
import Testing

extension TheProgram {
    /// A white picture of 560x420 in a window of 80x24: 56x21 cells, each taken for 10x20 pixels.
    @Suite("What terminals with protocols of their own are sent while something is pointed at") struct FrameTests {
        enum Way: String, CaseIterable {
            case kitty, placeholders, iterm

            var images: String { self == .iterm ? "iterm" : "kitty" }
            /// What the terminal is, as far as its variables tell.
            var environment: [String: String] {
                switch self {
                case .kitty: ["TERM": "xterm-kitty"]
                case .placeholders: ["TERM": "xterm-ghostty"]
                case .iterm: ["TERM_PROGRAM": "iTerm.app"]
                }
            }

            func pictures(in output: [UInt8]) -> [SentPicture] {
                self == .iterm ? SentPicture.iterm(in: output) : SentPicture.kitty(in: output)
            }
        }

        private func conversation(_ way: Way, _ place: Workplace) throws -> PseudoTerminal {
            try place.add("white.png", white(560, 420))
            let environment = way.environment.merging(["RETOUCH_TERMINAL_WAIT": "0"]) { $1 }
            let terminal = try place.conversation(
                ["white.png", "--images", way.images], environment: environment, previews: true)
            try terminal.wait(forPrompt: "0001/0")
            return terminal
        }

        private func white(_ width: Int, _ height: Int) -> PixelBuffer {
            PixelBuffer(
                width: width, height: height, channels: 3, bytes: Array(repeating: 255, count: width * height * 3))
        }

        /// Whether a place, in shares of the picture, is in full light; what is not pointed at is dimmed.
        private func isLit(_ pixels: PixelBuffer, _ x: Double, _ y: Double) -> Bool {
            let pixel =
                (Int(y * Double(pixels.height)) * pixels.width + Int(x * Double(pixels.width))) * pixels.channels
            return pixels.bytes[pixel] > 200
        }

        @Test(
            "/region: each frame is a whole picture of the part that is marked, in its cells", arguments: Way.allCases)
        func region(_ way: Way) throws {
            let place = try Workplace()
            let terminal = try conversation(way, place)
            let before = way.pictures(in: terminal.output).count
            try terminal.say("/region", until: "rectangle 280x210 at 140,105")
            terminal.type("\u{1B}[<0;11;6M\u{1B}[<32;20;8M\u{1B}[<32;30;10M")
            try terminal.wait(for: "rectangle 200x100 at 100,100")
            terminal.settle()
            let draft = try #require(way.pictures(in: terminal.output).last)
            terminal.type("\u{1B}[<0;30;10m\u{1B}[C")
            try terminal.wait(for: "rectangle 200x100 at 106,100")
            terminal.settle()
            let frames = way.pictures(in: terminal.output).dropFirst(before)
            #expect(frames.count >= 3)
            for picture in frames {
                let size = try picture.pixels()
                #expect(abs(Double(size.width) / Double(size.height) - 4.0 / 3) < 0.02)
                let cells =
                    way == .iterm
                    ? [picture.control["width"], picture.control["height"]]
                    : [picture.control["c"], picture.control["r"]]
                #expect(cells == ["56", "21"], "\(picture.control)")
            }
            let (first, last) = (try #require(frames.first).pixels, try #require(frames.last).pixels)
            #expect(try isLit(first(), 0.5, 0.5) && !isLit(first(), 0.1, 0.1))
            for pixels in try [draft.pixels(), last()] {
                #expect(isLit(pixels, 0.35, 0.35) && !isLit(pixels, 0.6, 0.6) && !isLit(pixels, 0.1, 0.5))
            }
            // While a button is held there is less to send.
            #expect(try draft.pixels().width <= 400)
            if way != .iterm {
                // Each takes the place of the one before it.
                #expect(Set(frames.map { $0.control["i"] ?? "" }).count == 1)
                #expect(frames.allSatisfy { $0.control["f"] == "100" && $0.control["q"] == "2" })
            }
            if way == .placeholders { #expect(terminal.screen.text.unicodeScalars.contains("\u{10EEEE}")) }
            terminal.type("\r")
            try terminal.wait(for: "region 200x100 at 106,100")
            if way != .iterm {
                #expect(Set(SentPicture.kittyRemovals(in: terminal.output)) == [frames.last?.control["i"]])
            }
            // kitty before 0.28 paints the screen that comes back only for another picture.
            let back = try #require(terminal.written.range(of: "\u{1B}[?1049l"))
            let after = terminal.written[back.upperBound...]
            #expect(after.contains("\u{1B}_Ga=T,f=32,s=1,v=1,") == (way == .kitty))
            try terminal.wait(forPrompt: "0001/0")
            try terminal.quit()
            #expect(terminal.isCooked && terminal.screen.modes.areAsFound)
        }

        @Test(
            "/goto: each picture that is gone to is sent whole, and the one before it taken away",
            arguments: Way.allCases)
        func choosing(_ way: Way) throws {
            let place = try Workplace()
            let terminal = try conversation(way, place)
            try terminal.say("rotate it right", untilPrompt: "0001/1")
            try terminal.say("/goto", until: "turn 1  rotate it right")
            terminal.settle()
            let turned = try #require(way.pictures(in: terminal.output).last)
            terminal.type("\u{1B}[D")
            try terminal.wait(for: "the starting picture")
            terminal.settle()
            let start = try #require(way.pictures(in: terminal.output).last)
            let (after, before) = (try turned.pixels(), try start.pixels())
            #expect(after.width < after.height && before.width > before.height)
            terminal.type("\r")
            try terminal.wait(for: "at the starting picture")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.quit()
        }

        @Test("Cells' and pixels' reports point at the same place where the terminal tells its cells' size")
        func pixelReports() throws {
            let place = try Workplace()
            try place.add("white.png", white(560, 420))
            let terminal = try place.conversation(
                ["white.png", "--images", "kitty"],
                environment: ["TERM": "xterm-kitty", "RETOUCH_TERMINAL_WAIT": "10"], previews: true)
            try terminal.wait(forOutput: "\u{1B}[16t")
            terminal.type("\u{1B}[6;20;10t\u{1B}[?62c")
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("/region\r")
            try terminal.wait(forOutput: "\u{1B}[?1016$p")
            terminal.type("\u{1B}[?1016;2$y\u{1B}[?62c")
            try terminal.wait(for: "rectangle 280x210")
            #expect(terminal.screen.modes.mouse.contains(1016))
            terminal.type("\u{1B}[<0;101;101M\u{1B}[<32;301;201M\u{1B}[<0;301;201m")
            try terminal.wait(for: "rectangle 201x101 at 100,100")
            terminal.settle()
            let last = try #require(SentPicture.kitty(in: terminal.output).last).pixels()
            #expect(isLit(last, 0.35, 0.35) && !isLit(last, 0.6, 0.6))
            terminal.type("\r")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.quit()
        }
    }
}
