import Glibc
import TestSupport
import Testing

@Suite("A terminal's screen")
struct TerminalScreenTests {
    private func screen(_ text: String, columns: Int = 10, rows: Int = 4) -> TerminalScreen {
        var screen = TerminalScreen(columns: columns, rows: rows)
        screen.feed(text.utf8)
        return screen
    }

    @Test("Text wraps only when the next character comes")
    func wrapping() {
        #expect(screen("0123456789").row == 0)
        #expect(screen("0123456789").column == 9)
        #expect(screen("0123456789\r\nx").text == "0123456789\nx")
        #expect(screen("0123456789x").text == "0123456789\nx")
        #expect(screen("0123456789\u{8}x").text == "01234567x9")
    }

    @Test("The screen scrolls, and remembers what it lost")
    func scrolling() {
        let screen = screen("a\r\nb\r\nc\r\nd\r\ne")
        #expect(screen.text == "b\nc\nd\ne")
        #expect(screen.scrollback == ["a"])
    }

    @Test("Wide characters take two columns, marks none, and half a wide character is none")
    func widths() {
        #expect(screen("日本").column == 4)
        #expect(screen("e\u{301}x").column == 2)
        #expect(screen("012345678日").text == "012345678\n日")
        #expect(screen("日本\rx").text == "x 本")
        #expect(screen("日本\u{1B}[2Gx").text == " x本")
    }

    @Test("Erasing, inserting and deleting")
    func editing() {
        #expect(screen("abcdef\u{1B}[3G\u{1B}[K").text == "ab")
        #expect(screen("abcdef\u{1B}[3G\u{1B}[1K").text == "   def")
        #expect(screen("abcdef\u{1B}[3G\u{1B}[2P").text == "abef")
        #expect(screen("abcdef\u{1B}[3G\u{1B}[2@").text == "ab  cdef")
        #expect(screen("abcdef\u{1B}[3G\u{1B}[2X").text == "ab  ef")
        #expect(screen("a\r\nb\r\nc\u{1B}[1;1H\u{1B}[J").text == "")
        #expect(screen("a\r\nb\r\nc\u{1B}[2;1H\u{1B}[L").text == "a\n\nb\nc")
        #expect(screen("a\r\nb\r\nc\u{1B}[2;1H\u{1B}[M").text == "a\nc")
    }

    @Test("Moves stop at the edges")
    func moving() {
        let screen = screen("\u{1B}[99;99H\u{1B}[2A\u{1B}[3D\u{1B}[99Bx\u{1B}[99A\u{1B}[99Dy")
        #expect(screen.lines == ["y", "", "", "      x"])
    }

    @Test("Styles, modes, titles, answers and pictures leave no trace")
    func swallowed() {
        let noise =
            "\u{1B}[1;31m\u{1B}[?2004h\u{1B}]0;title\u{7}\u{1B}]8;;file:///x\u{1B}\\\u{1B}_Ga=T;AAAA\u{1B}\\\u{1B}Pq~\u{1B}\\\u{1B}(B"
        let screen = screen("a" + noise + "b")
        #expect(screen.text == "ab")
        #expect(screen.bracketsPastes)
        #expect(screen.unknown.isEmpty)
    }

    @Test("Wrapped lines are wrapped anew when the window changes its size")
    func reflow() {
        var screen = screen("0123456789abcdef\r\nxyz")
        screen.resize(columns: 20, rows: 4)
        #expect(screen.text == "0123456789abcdef\nxyz")
        #expect(screen.row == 1 && screen.column == 3)
        screen.resize(columns: 5, rows: 5)
        #expect(screen.text == "01234\n56789\nabcde\nf\nxyz")
        #expect(screen.row == 4 && screen.column == 3)
    }
}

@Suite("A pseudo-terminal", .serialized)
struct PseudoTerminalTests {
    @Test("Types, shows, tells the size, and tells how the program ended")
    func shell() throws {
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-c", "stty size; pwd; echo $TERM; read x; stty size; echo got $x; exit 3"],
            environment: ["TERM": "xterm", "PATH": "/usr/bin:/bin"], folder: "/usr", columns: 70, rows: 20)
        try terminal.wait(for: "20 70\n/usr\nxterm")
        #expect(terminal.isCooked)
        terminal.resize(columns: 50, rows: 10)
        terminal.type("hello\r")
        try terminal.wait(for: "10 50\ngot hello")
        #expect(try terminal.waitForEnd() == .exited(3))
    }

    @Test("Waiting in vain says what was on the screen; signals and a closed terminal end the program")
    func failures() throws {
        let terminal = try PseudoTerminal("/bin/cat", environment: [:])
        terminal.type("shown")
        #expect(throws: PseudoTerminal.Failure.self) {
            try terminal.wait(for: "never", timeout: .milliseconds(300))
        }
        terminal.signal(15)
        #expect(try terminal.waitForEnd() == .signalled(15))
        let other = try PseudoTerminal("/bin/cat", environment: [:])
        other.hangUp()
        #expect(try other.waitForEnd() == .signalled(1))
        #expect(throws: (any Error).self) { try PseudoTerminal("/no/such/program", environment: [:]) }
    }

    @Test("A program that computes and says nothing has not settled yet")
    func settling() throws {
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-c", "read x; i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; echo counted; cat"],
            environment: ["PATH": "/usr/bin:/bin"])
        terminal.type("go\r")
        terminal.settle()
        #expect(terminal.screen.text.contains("counted"))
    }

    @Test("Nothing is left of a program when its terminal is let go of")
    func leftovers() throws {
        var terminal: PseudoTerminal? = try PseudoTerminal(
            "/bin/sh", ["-c", "trap '' HUP TERM; sleep 1000 & sleep 1000; :"], environment: ["PATH": "/usr/bin:/bin"])
        let process = try #require(terminal?.process)
        terminal?.settle()
        terminal = nil
        #expect(kill(process, 0) != 0)
    }
}
