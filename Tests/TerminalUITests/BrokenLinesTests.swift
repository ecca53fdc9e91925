import TerminalUI
import Testing

@Suite("Lines broken between words") struct BrokenLinesTests {
    private func broken(_ text: String, _ columns: Int) -> String {
        BrokenLines(text, columns: columns) { $0.value > 0x3000 ? 2 : 1 }.description
    }

    @Test("A line that fits to the last column stays, a longer one is broken before the word that does not fit")
    func words() {
        #expect(broken("make the jacket red", 19) == "make the jacket red")
        #expect(broken("make the jacket red", 18) == "make the jacket\nred")
        #expect(broken("make the jacket red", 8) == "make the\njacket\nred")
        #expect(broken("", 8) == "" && broken("a\n\nb", 8) == "a\n\nb")
    }

    @Test("A word that is wider than the window is left to the terminal, which goes on in its next row")
    func longWord() {
        #expect(broken("in /home/somebody/pictures", 10) == "in /home/somebody/pictures")
        #expect(broken("/home/somebody/pictures is", 10) == "/home/somebody/pictures is")
        #expect(broken("/home/somebody/pictures is there", 10) == "/home/somebody/pictures is\nthere")
    }

    @Test("Gaps stay as they are, and what goes on is indented like the line's beginning")
    func gaps() {
        #expect(broken("  2   make it warmer", 40) == "  2   make it warmer")
        #expect(broken("  2   make it warmer", 12) == "  2   make\n  it warmer")
        #expect(broken("word   ", 5) == "word   ", "spaces at the end make no line of their own")
    }

    @Test("Attributes and links take no room, and are not broken")
    func sequences() {
        #expect(broken("\u{1B}[31mmake the\u{1B}[0m jacket", 15) == "\u{1B}[31mmake the\u{1B}[0m jacket")
        let link = "\u{1B}]8;;file:///a/long/way/to/001.png\u{1B}\\001.png\u{1B}]8;;\u{1B}\\"
        #expect(broken("saved \(link) now", 17) == "saved \(link) now")
        #expect(broken("saved \(link) now", 16) == "saved \(link)\nnow")
    }

    @Test("Wide characters count for two columns")
    func wide() {
        #expect(broken("画像 画像", 9) == "画像 画像")
        #expect(broken("画像 画像", 8) == "画像\n画像")
    }
}
