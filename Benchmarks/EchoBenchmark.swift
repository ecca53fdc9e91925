import Foundation
import TestSupport

/// From a key to its echo, on a pseudo-terminal, with 10,000 lines of history; by turns with bash, which has the same lines.
enum EchoBenchmark {
    private static let lines = (0..<10_000).map { number in
        let colours = ["red", "blue", "dark green", "light grey", "orange"]
        return
            "make the jacket of person \(number) \(colours[number % colours.count]) and the wall \(number * 7 % 911) lighter"
    }
    /// Begins no line of the history from its fifth letter on, so that suggestions are looked for everywhere.
    private static let typed = "make a poster of it in the style of the fifties"

    static func run(in folder: URL) async throws {
        var (first, rest, older, found, other): ([Double], [Double], [Double], [Double], [Double]) = (
            [], [], [], [], []
        )
        for _ in 0..<8 {
            // Anew: what was typed in the round before is a line of the history, too.
            try keep(in: folder)
            let retouch = try start(
                BuiltPrograms.path(of: "retouch"), ["--images", "off"], in: folder, until: "retouch>")
            let times = try echoes(of: typed, at: retouch)
            first.append(times[0])
            rest += times.dropFirst()
            retouch.type("\u{15}")
            retouch.settle()
            for number in (9_998...9_999).reversed() {
                older.append(
                    try time(at: retouch) {
                        retouch.type("\u{1B}[A")
                    } until: {
                        retouch.screen.cursorLine.contains("person \(number) ")
                    })
            }
            retouch.type("\u{15}\u{12}")
            retouch.settle()
            found.append(
                try time(at: retouch) {
                    retouch.type("9001")
                } until: {
                    retouch.screen.cursorLine.contains("9001 blue")
                })
            retouch.type("\u{7}\u{15}/quit\r")
            _ = try retouch.waitForEnd()

            let bash = try start("/bin/bash", ["--norc", "--noprofile", "-i"], in: folder, until: "shell$")
            other += try echoes(of: typed, at: bash)
            bash.type("\u{15}exit\r")
            _ = try bash.waitForEnd()
        }
        print(Times(values: first).line("the first key after the prompt, 10,000 lines of history"))
        print(Times(values: rest).line("any other key"))
        print(Times(values: other).line("a key in bash, with the same lines"))
        print(Times(values: older).line("Up: an older line"))
        print(Times(values: found).line("^R: four letters found in the history"))
    }

    /// The lines as both programs keep them.
    private static func keep(in folder: URL) throws {
        let state = folder.appendingPathComponent(".local/state/retouch")
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        let objects = lines.enumerated().map { #"{"t":\#(1_790_000_000 + $0.offset),"text":"\#($0.element)"}"# }
        try Data((objects.joined(separator: "\n") + "\n").utf8).write(to: state.appendingPathComponent("history.jsonl"))
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: folder.appendingPathComponent("bash_history"))
    }

    private static func start(
        _ program: String, _ arguments: [String], in folder: URL, until text: String
    ) throws -> PseudoTerminal {
        let environment = ProgramRun.environment(home: folder).merging([
            "TERM": "xterm-256color", "PS1": "shell$ ", "HISTFILE": folder.appendingPathComponent("bash_history").path,
            "HISTSIZE": "20000", "HISTFILESIZE": "20000",
        ]) { $1 }
        let terminal = try PseudoTerminal(
            program, arguments, environment: environment, folder: folder.path, columns: 120, rows: 30)
        try terminal.wait(for: text)
        terminal.settle(for: .milliseconds(300))
        return terminal
    }

    private static func echoes(of text: String, at terminal: PseudoTerminal) throws -> [Double] {
        var shown = ""
        return try text.map { key in
            shown.append(key)
            // Blanks at the end of a line are not seen.
            let end = shown.hasSuffix(" ") ? nil : shown
            let column = terminal.screen.column
            return try time(at: terminal) {
                terminal.type(String(key))
            } until: {
                end.map { terminal.screen.cursorLine.contains($0) } ?? (terminal.screen.column > column)
            }
        }
    }

    private static func time(
        at terminal: PseudoTerminal, _ type: () -> Void, until condition: () -> Bool
    ) throws -> Double {
        let start = ContinuousClock.now
        type()
        try terminal.wait(until: "an echo") { _ in condition() }
        return (ContinuousClock.now - start).milliseconds
    }
}
