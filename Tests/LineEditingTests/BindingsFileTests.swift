import Foundation
import Glibc
import TestSupport
import Testing

extension AtATerminal {
    @Test(
        "A line of the bindings file that libedit would not bear is passed over, and told",
        arguments: [
            "bind -s x ", "bind ", "edit ", "history ", "settc co ", "echotc ", ":", "\"", "lineprobe:bind -s x ",
        ])
    func longLines(beginning: String) throws {
        for length in [1024, 5000, 200_000] {
            let file = try write(
                "bind -s ^G first\n" + beginning + String(repeating: "A", count: length) + "\nbind -s ^B second\n",
                to: "editrc")
            let terminal = try start(["EDITRC": file])
            #expect(terminal.screen.text.contains("bindings: lineTooLong"))
            // The lines around it count.
            terminal.type(Keys.control("g") + " " + Keys.control("b"))
            try terminal.wait(forLine: "probe/1> first second")
            terminal.type(Keys.control("u") + Keys.control("d"))
            #expect(try terminal.waitForEnd() == .exited(0))
            #expect(terminal.isCooked && !terminal.screen.bracketsPastes)
        }
    }

    @Test(
        "Lines that make text of keys that are in it again would never end: they are passed over, and told",
        arguments: [
            "bind -s q qq", "bind -s q w\nbind -s w q", "bind -s q xq", "bind -s ^Q ^Q", "bind -se q 'a q'",
            "lineprobe:bind -s q q",
        ])
    func endless(lines: String) throws {
        let file = try write(lines + "\nbind -s ^G good\n", to: "editrc")
        let terminal = try start(["EDITRC": file])
        #expect(terminal.screen.text.contains("bindings: endless"))
        terminal.type("qw" + Keys.control("g") + Keys.enter)
        try terminal.wait(for: "good\"")
        terminal.type(Keys.control("d"))
        #expect(try terminal.waitForEnd() == .exited(0))
    }

    @Test("Function keys can stand for texts and commands, and a line feed in such a text ends the line as Enter does")
    func functionKeys() throws {
        let lines = [
            #"bind -s "^G" "make it warmer\n""#, #"bind -s "^O" "two^J""#, #"bind -s "\e[15~" five"#,
            #"bind -s ^[[17~ six"#, #"bind -s "\033OP" one"#, #"bind "\e[18~" ed-move-to-beg"#,
        ]
        let terminal = try start(["EDITRC": write(lines.joined(separator: "\n") + "\n", to: "editrc")])
        terminal.type(Keys.control("g"))
        try terminal.wait(for: "got: \"make it warmer\"")
        terminal.type(Keys.control("o"))
        try terminal.wait(for: "got: \"two\"")
        terminal.type(Keys.control("u") + "\u{1B}[15~ \u{1B}[17~ \u{1B}OP\u{1B}[18~x\u{1B}[19~" + Keys.enter)
        try terminal.wait(for: "got: \"xfive six one\"")
    }

    @Test("A bindings file that is a FIFO, a folder, a device or huge is told, and the usual keys work")
    func noFile() throws {
        let fifo = folder.path("fifo")
        #expect(mkfifo(fifo, 0o600) == 0)
        let huge = folder.path("huge")
        let file = open(huge, O_WRONLY | O_CREAT, 0o600)
        #expect(ftruncate(file, 1 << 30) == 0)
        close(file)
        for path in [fifo, folder.path, "/dev/zero", huge] {
            let terminal = try start(["EDITRC": path])
            #expect(terminal.screen.text.contains("bindings: unreadable"))
            terminal.type("a" + Keys.control("a") + "b" + Keys.enter)
            try terminal.wait(for: "got: \"ba\"")
        }
    }

    @Test("Bindings of all kinds, and bytes that are none, end nothing")
    func strangeLines() throws {
        let lines = [
            "bind", "bind -l", "bind -a", "bind -e", "bind -v -e -v", "bind -r \\", "bind \\", "bind ^", "bind -s ^ ^",
            "bind -s x \\", "bind -k", "bind -k x", "bind -k left ed-prev-char", "bind ^X no-such-command", "edit",
            "edit on on",
            "setty", "setty -d", "setty +", "setty -x -echo=^", "settc co 0", "settc li -1", "echotc cm 99999999999 1",
            "telltc", "history load /etc/passwd", "*:bind", "(((:bind", "other:bind -v", "lineprobe:bind -e", "#",
            "bind -s \u{1F600} \u{301}", "bind 'unclosed", "bind -s x \\U+FFFFFFFFFF", "bind -s x \\777\\8",
        ]
        let bytes =
            Data(lines.joined(separator: "\n").utf8)
            + Data([10, 0, 0xFF, 0xFE, 10, 0x62, 0x69, 0x6E, 0x64, 0x20, 0xC3, 10])
        let path = folder.path("editrc")
        try bytes.write(to: URL(fileURLWithPath: path))
        let terminal = try start(["EDITRC": path])
        terminal.type("hello" + Keys.enter)
        try terminal.wait(for: "got: \"hello\"")
    }
}
