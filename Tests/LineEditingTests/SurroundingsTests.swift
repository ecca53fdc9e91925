import Foundation
import Glibc
import TestSupport
import Testing

extension AtATerminal {
    static let terms: [String?] = ["xterm-256color", "tmux-256color", "xterm-ghostty", "nonsense", "dumb", nil]
    static let sizes = [(80, 24), (40, 10), (10, 3)]

    @Test("Lines can be entered at every terminal and window size, without garbage", arguments: terms, sizes)
    func everyTerminal(_ term: String?, _ size: (Int, Int)) throws {
        let terminal = try start(term: term, columns: size.0, rows: size.1, ["PROBE_PROMPT": "p"])
        terminal.type("one 日本 two three four" + Keys.enter)
        try terminal.wait(forOutput: "got: \"one 日本 two three four\"")
        terminal.type("again" + Keys.enter)
        try terminal.wait(forOutput: "got: \"again\"")
        let isPlain = term == nil || term == "dumb" || term == "nonsense"
        try terminal.wait(forOutput: isPlain ? "ready plain" : "ready editor")
        if isPlain { #expect(!terminal.output.contains(0x1B)) }
        #expect(terminal.screen.unknown.isEmpty)
        terminal.type(Keys.control("d"))
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(terminal.isCooked)
    }

    @Test(
        "Every locale can enter every character",
        arguments: [["LC_ALL": "C"], ["LC_ALL": "C.UTF-8"], ["LC_ALL": "xx_XX.UTF-8"], ["LANG": "POSIX"], [:]])
    func everyLocale(_ locale: [String: String]) throws {
        let terminal = try start(locale: locale)
        terminal.type("grün 日本語 🦊" + Keys.left + Keys.backspace + "é" + Keys.enter)
        try terminal.wait(for: "got: \"grün 日本語é🦊\"")
    }

    @Test("At a terminal that cannot move its cursor ^C, ^D and a quiet turn work, too")
    func dumbTerminal() throws {
        let terminal = try start(term: "dumb")
        terminal.type("half" + Keys.control("c"))
        try terminal.wait(for: "interrupted")
        terminal.type("/slow 0.5" + Keys.enter)
        try terminal.wait(for: "working 2")
        terminal.type("early")
        terminal.type(Keys.enter)
        // What is typed before the prompt is there is not echoed.
        try terminal.wait(for: "got: \"early\"\nprobe/1>")
        terminal.settle()
        #expect(terminal.screen.text.components(separatedBy: "early").count == 2)
        terminal.type("/slow 20" + Keys.enter)
        try terminal.wait(for: "/slow 20\nworking 1")
        terminal.type(Keys.control("c"))
        try terminal.wait(for: "cancelled\nprobe/1>")
        terminal.settle()
        terminal.type("joined \\" + Keys.enter)
        try terminal.wait(forLine: ">")
        terminal.type("lines" + Keys.enter)
        try terminal.wait(for: "got: \"joined \\nlines\"")
        terminal.type(Keys.control("d"))
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(!terminal.output.contains(0x1B))
    }

    @Test("A bindings file is obeyed, with vi keys as well")
    func bindingsFile() throws {
        let emacs = try write(
            "# mine\nbind ^T ed-move-to-beg\nlineprobe:bind ^O ed-move-to-end\nother:bind -v\nbind nonsense\n",
            to: "emacs")
        let terminal = try start(["EDITRC": emacs])
        terminal.type("middle" + Keys.control("t") + "begin " + Keys.control("o") + " end" + Keys.enter)
        try terminal.wait(for: "got: \"begin middle end\"")

        let vi = try write("bind -v\nbind ^T ed-move-to-beg\n", to: "vi")
        let other = try start(["EDITRC": vi])
        other.type("first" + Keys.enter)
        try other.wait(for: "got: \"first\"\nprobe/1>")
        other.type("one two thre" + Keys.left + Keys.right + "e" + Keys.escape)
        other.settle(for: .milliseconds(200))
        other.type("0dw$aX" + Keys.control("t") + "Y" + Keys.enter)
        try other.wait(for: "got: \"Ytwo threeX\"\nprobe/1>")
        other.type("unfinished" + Keys.escape)
        other.settle(for: .milliseconds(200))
        other.type("kk")
        try other.wait(forLine: "probe/1> first")
        other.type("A!" + Keys.up + Keys.enter)
        try other.wait(for: "got:")
    }

    @Test("A window that changes its size shows the line whole, on the right row")
    func resizing() throws {
        let terminal = try start()
        let text = "make the jacket red and the shirt blue and the sky darker"
        terminal.type(text)
        try terminal.wait(forLine: "probe/1> " + text)
        for (columns, rows) in [(40, 10), (20, 10), (60, 24), (120, 30), (12, 20)] {
            let painted = terminal.output.count
            terminal.resize(columns: columns, rows: rows)
            // The screen wraps the text anew by itself; the next size may come only when the program has painted, too.
            try terminal.wait(until: "a painting at \(columns) columns") { _ in terminal.output.count > painted }
            terminal.settle()
            try terminal.wait(until: "the line at \(columns) columns") {
                $0.text == "ready editor\n" + wrapped("probe/1> " + text, columns)
                    || $0.text == wrapped("ready editor", columns) + "\n" + wrapped("probe/1> " + text, columns)
            }
        }
        terminal.type("!" + Keys.enter)
        try terminal.wait(forOutput: "got: \"\(text)!\"")
    }

    @Test("No sequence of sizes and keys brings the program down", arguments: [1, 2, 3])
    func resizeFuzz(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let terminal = try start()
        let keys = [
            "some words ", "日本語", Keys.home, Keys.end, Keys.left, Keys.right, Keys.backspace, Keys.delete,
            Keys.wordLeft, Keys.altEnter, Keys.tab, Keys.up, Keys.down, Keys.control("l"), Keys.control("w"),
            Keys.control("y"), Keys.control("k"), "\u{1B}[200~two\rlines\u{1B}[201~",
        ]
        for _ in 0..<150 {
            if Bool.random(using: &random) {
                terminal.resize(
                    columns: .random(in: 1...100, using: &random), rows: .random(in: 1...30, using: &random))
            }
            for _ in 0..<6 { terminal.type(keys.randomElement(using: &random) ?? "") }
        }
        terminal.resize(columns: 80, rows: 24)
        terminal.settle()
        terminal.type("x" + Keys.control("c"))
        try terminal.wait(for: "dropped")
        terminal.type("alive" + Keys.enter)
        try terminal.wait(for: "got: \"alive\"")
    }

    @Test("After any edits the screen shows what a fresh painting shows", arguments: 1...8)
    func incrementalPainting(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let terminal = try start(
            columns: .random(in: 12...40, using: &random), rows: .random(in: 3...12, using: &random))
        let keys = [
            "some words ", "x", "日本語", "e\u{301}", "🦊", " ", Keys.home, Keys.end, Keys.left, Keys.left, Keys.right,
            Keys.backspace, Keys.delete, Keys.wordLeft, Keys.altEnter, Keys.control("w"), Keys.control("y"),
        ]
        for _ in 0..<40 {
            for _ in 0..<5 {
                terminal.type(keys.randomElement(using: &random) ?? "")
                if Bool.random(using: &random) { terminal.settle(for: .milliseconds(2)) }
            }
            terminal.settle(for: .milliseconds(40))
            let (edited, place) = (terminal.screen, terminal.screen.column)
            terminal.type(Keys.control("l"))
            try terminal.wait(until: "a fresh painting") { edited.text.hasSuffix($0.text) && $0.column == place }
        }
    }

    @Test("Text taller than the window can be edited at both ends")
    func tallText() throws {
        let terminal = try start(columns: 20, rows: 4)
        terminal.type((1...12).map { "line \($0)" }.joined(separator: Keys.altEnter))
        try terminal.wait(until: "the end") { $0.text == "line 9\nline 10\nline 11\nline 12" }
        terminal.type(Keys.home)
        try terminal.wait(until: "the start") { $0.text == "probe/1> line 1\nline 2\nline 3\nline 4" }
        terminal.type("x" + Keys.end + "y" + Keys.enter)
        try terminal.wait(forOutput: "line 12y\"")
        try terminal.wait(forOutput: "got: \"xline 1\\nline 2")
    }

    @Test("Inside tmux: editing, completion, search and resizing")
    func tmux() throws {
        let socket = "retouch-\(UUID().uuidString)"
        func tmux(_ arguments: String...) throws -> String {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/tmux")
            process.arguments = ["-L", socket, "-f", "/dev/null"] + arguments
            process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8"]
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = FileHandle.nullDevice
            try process.run()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return String(decoding: data, as: UTF8.self)
        }
        func wait(for text: String) throws {
            let deadline = ContinuousClock.now + .seconds(20)
            var screen = ""
            repeat {
                screen = try tmux("capture-pane", "-p")
                if screen.contains(text) { return }
                usleep(50_000)
            } while ContinuousClock.now < deadline
            Issue.record("\(text.debugDescription) is not on the screen:\n\(screen)")
        }
        // The server stays behind; Process would wait for it.
        let starter = try PseudoTerminal(
            "/usr/bin/tmux",
            [
                "-L", socket, "-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24",
                "PROBE_HISTORY=\(folder.path("history")) \(BuiltPrograms.path(of: "lineprobe"))",
            ],
            environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8", "TERM": "xterm"])
        defer { _ = try? tmux("kill-server") }
        #expect(try starter.waitForEnd() == .exited(0))
        try wait(for: "probe/1>")
        _ = try tmux("send-keys", "-l", "make the 夹克 re")
        _ = try tmux("send-keys", "Tab")
        try wait(for: "夹克 red")
        _ = try tmux("send-keys", "Home", "C-Right", "C-Right", "M-f", "Delete", "PPage", "F5", "Enter")
        try wait(for: "got: \"make the 夹克red\"")
        _ = try tmux("send-keys", "C-r")
        _ = try tmux("send-keys", "-l", "夹")
        try wait(for: "search \"夹\": make the 夹克red")
        _ = try tmux("send-keys", "Enter")
        _ = try tmux("send-keys", "-l", " and a rather long text that will have to wrap")
        try wait(for: "probe/1> make the 夹克red and a rather long text that will have to wrap")
        _ = try tmux("resize-window", "-x", "40", "-y", "10")
        try wait(for: "probe/1> make the 夹克red and a rather l\nong text that will have to wrap\n")
        // tmux wraps the lines by itself, and only then tells the probe, whose answer to it looks the same.
        usleep(500_000)
        _ = try tmux("resize-window", "-x", "100", "-y", "10")
        try wait(for: "\"\nprobe/1> make the 夹克red and a rather long text that will have to wrap\n")
        _ = try tmux("set-buffer", "two\nlines")
        _ = try tmux("paste-buffer", "-p")
        _ = try tmux("send-keys", "Enter")
        try wait(for: "have to wraptwo\\nlines\"")
    }
}

private func wrapped(_ text: String, _ columns: Int) -> String {
    var rows: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
        var row = String(rest.prefix(columns))
        while row.last == " " { row.removeLast() }
        rows.append(row)
        rest = rest.dropFirst(columns)
    }
    return rows.joined(separator: "\n")
}
