import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Inside tmux", .enabled(if: Tmux.isInstalled, "tmux is not installed")) struct TmuxTests {
        @Test("Turns, a branch, the tree and leaving, as in any terminal")
        func conversation() throws {
            let place = try Workplace()
            let tmux = try Tmux(in: place, running: "'\(BuiltPrograms.path(of: "retouch"))' photo.png")
            try tmux.wait(forLine: "0001/0 local>")
            try tmux.type("make it warmer")
            try tmux.wait(forLine: "0001/1 local>")
            try tmux.type("sepia")
            try tmux.wait(forLine: "0001/2 local>")
            try tmux.type("/undo")
            try tmux.wait(forLine: "0001/1 local>")
            try tmux.type("mirror it")
            try tmux.wait(forLine: "0001/3 local>")
            try tmux.type("/tree")
            try tmux.wait(forLine: ">  3  ├─ mirror it  (local)")
            try tmux.type("/quit")
            try tmux.wait(forLine: "ended with 0")
            try place.expectWhole()
        }

        @Test("The first run, /help and /demo, in 40 columns")
        func firstRun() throws {
            let place = try Workplace()
            let tmux = try Tmux(
                in: place, running: "COLORTERM=truecolor '\(BuiltPrograms.path(of: "retouch"))'", columns: 40)
            try tmux.wait(forLine: "retouch>")
            try tmux.wait(forLine: "Type a picture's path, or drop the file")
            try tmux.type("/help")
            try tmux.wait(forLine: "  /demo           see three edits")
            try tmux.type("/demo")
            try tmux.wait(forLine: "/tree, /page, or your own picture's")
            try tmux.wait(forLine: "0001/3 local>")
            try tmux.type("/quit")
            try tmux.wait(forLine: "ended with 0")
            try place.expectWhole()
        }

        @Test("/region by the mouse, where tmux has it on, and by keys")
        func pointing() throws {
            let place = try Workplace()
            try place.add("wide.png", SamplePictures.gradient(width: 560, height: 420))
            try place.add("tmux.conf", Data("set -g mouse on\n".utf8))
            let name = "retouch-\(UUID().uuidString)"
            let terminal = try PseudoTerminal(
                "/usr/bin/tmux",
                [
                    "-u", "-L", name, "-f", "tmux.conf", "new-session",
                    "'\(BuiltPrograms.path(of: "retouch"))' wide.png --images cells",
                ], environment: place.environment(), folder: place.url.path, columns: 80, rows: 25)
            // Whatever else happens, the server ends.
            defer {
                let kill = try? PseudoTerminal(
                    "/usr/bin/tmux", ["-L", name, "kill-server"], environment: place.environment())
                _ = try? kill?.waitForEnd()
            }
            try terminal.wait(for: "0001/0 local>")
            try terminal.say("/region", until: "rectangle 280x210 at 140,105")
            // The window has 24 rows: the picture is 56x21 cells large.
            terminal.type("\u{1B}[<0;11;6M\u{1B}[<32;20;8M\u{1B}[<32;30;10M\u{1B}[<0;30;10m")
            try terminal.wait(for: "rectangle 200x100 at 100,100")
            terminal.type("\u{1B}[C\u{1B}[1;2C\r")
            try terminal.wait(for: "region 206x100 at 106,100")
            try terminal.say("/quit", until: "[exited]")
        }

        @Test(
            "Frames go through tmux to kitty and iTerm2 where it passes them on, whole and in their place",
            arguments: ["kitty", "iterm"])
        func frames(way: String) throws {
            let place = try Workplace()
            try place.add("wide.png", SamplePictures.gradient(width: 560, height: 420))
            try place.add(
                "tmux.conf", Data("set -g mouse on\nset -g allow-passthrough on\nset -g status-position top\n".utf8))
            let name = "retouch-\(UUID().uuidString)"
            let terminal = try PseudoTerminal(
                "/usr/bin/tmux",
                [
                    "-u", "-L", name, "-f", "tmux.conf", "new-session",
                    "'\(BuiltPrograms.path(of: "retouch"))' wide.png --images \(way)",
                ], environment: place.environment(), folder: place.url.path, columns: 80, rows: 25)
            defer {
                let kill = try? PseudoTerminal(
                    "/usr/bin/tmux", ["-L", name, "kill-server"], environment: place.environment())
                _ = try? kill?.waitForEnd()
            }
            func pictures() -> [SentPicture] {
                way == "kitty" ? SentPicture.kitty(in: terminal.output) : SentPicture.iterm(in: terminal.output)
            }
            try terminal.wait(for: "0001/0 local>")
            terminal.settle()
            #expect(pictures().count == 1)
            // A busy machine brings a frame in pieces.
            func frame(from count: Int) throws -> SentPicture {
                try terminal.wait(until: "frame \(count)") { _ in
                    pictures().count >= count && (try? pictures().last?.pixels()) != nil
                }
                terminal.settle()
                return try #require(pictures().last)
            }
            try terminal.say("/region", until: "rectangle 280x210 at 140,105")
            let first = try frame(from: 2)
            // tmux's own line is the first one.
            terminal.type("\u{1B}[<0;11;7M\u{1B}[<0;30;11m")
            try terminal.wait(for: "rectangle 200x100 at 100,100")
            let last = try frame(from: 3)
            let cells = way == "kitty" ? ["c", "r"] : ["width", "height"]
            #expect(cells.map { last.control[$0] } == ["56", "21"], "\(last.control)")
            let (before, after) = (try first.pixels(), try last.pixels())
            #expect(before.width == after.width && before.bytes != after.bytes)
            if way == "kitty" {
                #expect(terminal.screen.text.unicodeScalars.contains("\u{10EEEE}"))
            } else {
                // Where the cursor stands when the picture comes: the first cell below tmux's line.
                let text = terminal.written
                let start = try #require(text.range(of: "\u{1B}]1337;", options: .backwards)).lowerBound
                var screen = TerminalScreen(columns: 80, rows: 25)
                screen.feed(Array(text[..<start].utf8)[...])
                #expect((screen.row, screen.column) == (1, 0))
            }
            terminal.type("\r")
            try terminal.wait(for: "region 200x100 at 100,100")
            if way == "kitty" {
                #expect(SentPicture.kittyRemovals(in: terminal.output).contains(last.control["i"] ?? ""))
            }
            try terminal.say("/quit", until: "[exited]")
        }
    }
}

/// A tmux server of its own, which ends with this value.
private final class Tmux {
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux") }

    private let place: Workplace
    private let name = "retouch-\(UUID().uuidString)"

    init(in place: Workplace, running command: String, columns: Int = 80) throws {
        self.place = place
        try run([
            "-f", "/dev/null", "new-session", "-d", "-x", String(columns), "-y", "40", "-c", place.url.path,
            "\(command); echo ended with $?; sleep 60",
        ])
    }

    deinit { _ = try? run(["kill-server"]) }

    func type(_ line: String) throws {
        try run(["send-keys", "-l", line])
        try run(["send-keys", "Enter"])
    }

    func wait(forLine line: String) throws {
        let deadline = ContinuousClock.now + .seconds(30)
        var screen = ""
        while ContinuousClock.now < deadline {
            screen = try run(["capture-pane", "-p"])
            if screen.split(separator: "\n").contains(where: { $0 == line }) { return }
            usleep(50_000)
        }
        throw PseudoTerminal.Failure.timedOut(waitingFor: line, screen: screen)
    }

    @discardableResult
    private func run(_ arguments: [String]) throws -> String {
        // At a terminal rather than by Process, which would wait for the server, too.
        let terminal = try PseudoTerminal(
            "/usr/bin/tmux", ["-u", "-L", name] + arguments, environment: place.environment(), folder: place.url.path,
            columns: 100, rows: 60)
        _ = try terminal.waitForEnd()
        return terminal.screen.text
    }
}
