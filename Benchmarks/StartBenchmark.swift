import Foundation
import Pictures
import TestSupport

/// From the start of the program to its prompt, on a pseudo-terminal.
enum StartBenchmark {
    static func run(in folder: URL) async throws {
        let photograph = try Picture(inspecting: SamplePictures.photograph("astronaut.png")).pixels()
        let file = folder.appendingPathComponent("photo.png")
        try photograph.scaled(to: PixelSize(width: 1024, height: 1024)).encoded(as: .png).write(to: file)
        let plain = try measure([], in: folder, until: "retouch>")
        print(plain.line("start to prompt"))
        let bash = try measure(["--noprofile", "--norc", "-i"], of: "/bin/bash", in: folder, until: "shell$")
        print(bash.line("the same of bash"))
        let python = try measure(["-i", "-q"], of: "/usr/bin/python3", in: folder, until: ">>>")
        print(python.line("the same of python3"))
        let opened = try measure([file.path, "--images", "off"], in: folder, until: "local>")
        print(opened.line("start to prompt with a picture at 1K"))
        let shown = try measure([file.path], in: folder, until: "local>")
        print(shown.line("start to prompt with a picture and its preview"))
    }

    private static func measure(
        _ arguments: [String], of program: String = BuiltPrograms.path(of: "retouch"), in folder: URL,
        until text: String
    ) throws -> Times {
        let environment = ProgramRun.environment(home: folder)
            .merging([
                "TERM": "xterm-256color", "COLORTERM": "truecolor", "PS1": "shell$ ",
                // A terminal of these days says at once what it can do; this one never does, and would be waited for.
                "RETOUCH_TERMINAL_WAIT": "0",
            ]) { $1 }
        var values: [Double] = []
        for round in 0..<16 {
            let start = ContinuousClock.now
            let terminal = try PseudoTerminal(
                program, arguments, environment: environment, folder: folder.path,
                columns: 100,
                rows: 40)
            try terminal.wait(for: text)
            if round > 0 { values.append((ContinuousClock.now - start).milliseconds) }
            terminal.type("\u{4}")
            _ = try terminal.waitForEnd()
        }
        return Times(values: values)
    }
}
