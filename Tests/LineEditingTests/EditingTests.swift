import Glibc
import TestSupport
import Testing

extension AtATerminal {
    @Test("A typed line arrives whole, with Chinese, Cyrillic and emoji in it")
    func typing() throws {
        let terminal = try start()
        terminal.type("make 夹克 красной 🦊 ok\r")
        try terminal.wait(for: "got: \"make 夹克 красной 🦊 ok\"")
        #expect(terminal.screen.unknown.isEmpty)
    }

    @Test("Arrows, Home, End, Delete, Backspace and word moves edit the line")
    func moving() throws {
        let terminal = try start()
        terminal.type("one two three")
        terminal.type(Keys.wordLeft + Keys.wordLeft + "X" + Keys.home + Keys.delete + "\u{1B}OF" + Keys.backspace)
        try terminal.wait(forLine: "probe/1> ne Xtwo thre")
        terminal.type(Keys.home + Keys.wordRight + "!" + Keys.left + Keys.right + Keys.end + "." + Keys.enter)
        try terminal.wait(for: "got: \"ne! Xtwo thre.\"")
    }

    @Test("Alt with a letter moves and deletes words, ^A and ^E go to the ends, ^U and ^K delete")
    func emacsKeys() throws {
        let terminal = try start()
        terminal.type("red green blue" + "\u{1B}b\u{1B}b" + "\u{1B}d" + "dark" + Keys.control("a") + "so " + Keys.enter)
        try terminal.wait(for: "got: \"so red dark blue\"")
        terminal.type("away" + Keys.control("u") + "kept gone" + "\u{1B}b" + Keys.control("k") + Keys.enter)
        try terminal.wait(for: "got: \"kept \"")
    }

    @Test("Keys without a meaning and a terminal's late answers leave no text behind")
    func unknownKeys() throws {
        let terminal = try start()
        terminal.type("a")
        let noise = [
            "\u{1B}[5~", "\u{1B}[6~", "\u{1B}OP", "\u{1B}[15~", "\u{1B}[Z", "\u{1B}[I", "\u{1B}[O", "\u{1B}[?62;4;22c",
            "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}P>|XTerm(379)\u{1B}\\", "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\",
            "\u{1B}]10;rgb:0/0/0\u{7}", "\u{1B}[4;396;639t", "\u{1B}[1;2Q", "\u{1B}[[A",
        ]
        terminal.type(noise.joined())
        terminal.type("b" + Keys.enter)
        try terminal.wait(for: "got: \"ab\"")
    }

    @Test("Escape on its own does nothing and does not take the next letter with it")
    func loneEscape() throws {
        let terminal = try start()
        terminal.type("wor" + Keys.escape)
        // Within half a second it is Alt with that letter, on a slow line.
        terminal.settle(for: .milliseconds(800))
        terminal.type("d" + Keys.enter)
        try terminal.wait(for: "got: \"word\"")
    }

    @Test("Bytes that are not UTF-8 become replacement characters")
    func malformedBytes() throws {
        let terminal = try start()
        terminal.type(bytes: [0x61, 0xFF, 0x62, 0xC3, 0x63, 0x0D])
        try terminal.wait(for: "got: \"a\u{FFFD}b\u{FFFD}c\"")
    }

    @Test("An accent typed after its letter joins it, so that it survives repainting")
    func combiningMarks() throws {
        let terminal = try start()
        terminal.type("cafe\u{301} noir" + Keys.control("l"))
        try terminal.wait(forLine: "probe/1> caf\u{E9} noir")
        #expect(terminal.screen.row == 0)
        terminal.type(Keys.enter)
        try terminal.wait(for: "got: \"caf\u{E9} noir\"")
    }

    @Test("A line of several rows can be edited in its middle")
    func longLine() throws {
        let terminal = try start(columns: 40, rows: 10)
        let text = (1...12).map { "word\($0)" }.joined(separator: " ")
        terminal.type(text + Keys.home + "start ")
        terminal.type(Keys.end + " end" + Keys.wordLeft + Keys.wordLeft + "x")
        terminal.type(Keys.enter)
        let expected = "start " + text.replacing("word12", with: "xword12") + " end"
        try terminal.wait(forOutput: "got: \"\(expected)\"")
        #expect(terminal.screen.text.contains("\n11 xword12 end\n"))
    }

    @Test("^C drops the text on the line; on an empty line it is reported as such")
    func interrupt() throws {
        let terminal = try start()
        terminal.type("unwanted" + Keys.control("c"))
        try terminal.wait(for: "> unwanted^C\ndropped")
        terminal.type(Keys.control("c"))
        try terminal.wait(for: "> ^C\ninterrupted")
        // This one may come before the next prompt does.
        terminal.type(Keys.control("c"))
        try terminal.wait(for: "interrupted\nprobe/1> ^C\ninterrupted\nprobe/1>")
        terminal.type("next" + Keys.enter)
        try terminal.wait(for: "got: \"next\"")
    }

    @Test("SIGINT from elsewhere does what ^C does")
    func interruptSignal() throws {
        let terminal = try start()
        terminal.type("unwanted")
        try terminal.wait(forLine: "probe/1> unwanted")
        terminal.signal(SIGINT)
        try terminal.wait(for: "dropped")
        terminal.signal(SIGINT)
        try terminal.wait(for: "interrupted")
    }

    @Test("^D ends the input on an empty line and deletes a character elsewhere")
    func endOfInput() throws {
        let terminal = try start()
        terminal.type("xab" + Keys.home + Keys.control("d") + Keys.enter)
        try terminal.wait(for: "got: \"ab\"")
        terminal.type(Keys.control("d"))
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(terminal.screen.text.hasSuffix("end of input\nclosed"))
        #expect(!terminal.screen.bracketsPastes)
    }

    @Test("^L clears the screen and keeps the line")
    func clearScreen() throws {
        let terminal = try start()
        terminal.type("kept" + Keys.control("l"))
        try terminal.wait(until: "an empty screen") { $0.text == "probe/1> kept" }
    }

    @Test("Alt-Enter and ^J break the line without sending it")
    func lineBreaks() throws {
        let terminal = try start()
        terminal.type("one" + Keys.altEnter)
        terminal.type("two")
        try terminal.wait(forLine: "two")
        terminal.type(Keys.control("j"))
        try terminal.wait(until: "the third row") { $0.row == 3 }
        terminal.type("three" + Keys.enter)
        try terminal.wait(for: "got: \"one\\ntwo\\nthree\"")
    }

    @Test("A program at the keyboard may end its lines with a newline")
    func newlineAsEnter() throws {
        let terminal = try start()
        terminal.type("hello\n")
        try terminal.wait(for: "got: \"hello\"\nprobe/1>")
        terminal.type("\n")
        try terminal.wait(for: "got: \"\"")
    }

    @Test("A backslash at the end asks for another line")
    func continuation() throws {
        let terminal = try start()
        terminal.type("one\\" + Keys.enter)
        try terminal.wait(forLine: "…")
        terminal.type("two" + Keys.enter)
        try terminal.wait(for: "got: \"one\\ntwo\"")
        terminal.type("a\\\\" + Keys.enter)
        try terminal.wait(for: "got: \"a\\\\\\\\\"")
    }

    @Test("A line can start with text in it")
    func initialText() throws {
        let terminal = try start()
        terminal.type("/prefill make it red" + Keys.enter)
        try terminal.wait(forLine: "probe/1> make it red")
        terminal.type(Keys.backspace + "al" + Keys.enter)
        try terminal.wait(for: "got: \"make it real\"")
    }

    @Test("A key of the program's own puts text into the line")
    func insertions() throws {
        let terminal = try start()
        terminal.type("with " + Keys.control("v") + "please" + Keys.enter)
        try terminal.wait(for: "got: \"with @pasted.png please\"")
    }

    @Test("^X^E edits the line in another program, with the terminal as that expects it")
    func externalEditor() throws {
        let editor = try write(
            "#!/bin/sh\nstty -a | grep -o ' icanon' >&2\necho 'edited\nby hand' >> \"$1\"\n", to: "editor")
        let terminal = try start(["VISUAL": "sh " + editor])
        terminal.type("first " + Keys.control("x") + Keys.control("e"))
        try terminal.wait(forLine: "by hand")
        #expect(terminal.screen.text.contains(" icanon"))
        terminal.type("!" + Keys.enter)
        try terminal.wait(for: "got: \"first edited\\nby hand!\"")
    }

    @Test("What another thread prints comes above the line that is being typed")
    func printingAbove() throws {
        let terminal = try start(columns: 40, rows: 10)
        let text = "a line that is long enough for two rows of this window"
        terminal.type("/ticker" + Keys.enter)
        try terminal.wait(for: "/ticker\nprobe/1>")
        terminal.type(text)
        try terminal.wait(for: "tick 3\nprobe/1> a line that is long enough for\ntwo rows of this window")
        #expect(terminal.screen.text.contains("tick 1\ntick 2\ntick 3"))
        terminal.type(Keys.enter)
        try terminal.wait(forOutput: "got: \"\(text)\"")
    }

    @Test("Cancelling the task ends the reading")
    func cancelling() throws {
        let terminal = try start()
        terminal.type("/cancel" + Keys.enter)
        try terminal.wait(for: "CancellationError")
        terminal.type("on" + Keys.enter)
        try terminal.wait(for: "got: \"on\"")
    }
}
