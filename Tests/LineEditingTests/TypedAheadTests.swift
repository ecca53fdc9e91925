import LineEditing
import Testing

@Suite("What is typed ahead")
struct TypedAheadTests {
    private func typed(_ text: String) -> TypedAhead {
        var decoder = KeyDecoder()
        var ahead = TypedAhead()
        decoder.feed(Array(text.utf8))
        while let key = decoder.nextKey() { ahead.take(key) }
        return ahead
    }

    @Test("Each Enter ends a line; what follows the last one is not ended")
    func lines() {
        let ahead = typed("make it red\r/undo\rsep")
        #expect(ahead.waiting == ["make it red", "/undo"])
        #expect(ahead.unfinished == "sep")
        #expect(typed("\r \r\r").isEmpty)
        #expect(typed("\r  \r").waiting.isEmpty)
    }

    @Test("A paste, Alt-Enter and a backslash at the end stay in one line")
    func lineBreaks() {
        #expect(typed("\u{1B}[200~a\rb\u{1B}[201~\r").waiting == ["a\nb"])
        #expect(typed("a\u{1B}\rb\r").waiting == ["a\nb"])
        #expect(typed("a\\\rb\r").waiting == ["a\nb"])
    }

    @Test("Backspace takes a whole character; ^W a word, ^U the line; other keys leave nothing")
    func deleting() {
        #expect(typed("a👨‍👩‍👧\u{7F}").unfinished == "a")
        #expect(typed("e\u{301}").unfinished.unicodeScalars.count == 1)
        #expect(typed("one two  \u{17}").unfinished == "one ")
        #expect(typed("one\u{15}").isEmpty)
        #expect(typed("a\u{1B}[<0;3;4Mb\u{1B}[1;5C\u{1B}[C").unfinished == "ab")
    }

    @Test(
        "From a key on that only the line editor knows, nothing is a line yet",
        arguments: ["\u{1B}[D", "\u{1B}[H", "\u{1}", "\t", "\u{12}", "\u{1B}b", "\u{1B}[A"])
    func editorsKeys(key: String) {
        let ahead = typed("one\rac\(key)b\rtwo\r")
        #expect(ahead.waiting == ["one"] && ahead.unfinished == "ac")
        #expect(ahead.later.count == 7 && ahead.later.last == .enter, "\(ahead.later)")
        #expect(!ahead.isEmpty)
    }

    @Test("On an empty line an arrow means nothing")
    func emptyLine() {
        let ahead = typed("\u{1B}[D\u{1B}[H\u{1B}[3~one\r")
        #expect(ahead.waiting == ["one"] && ahead.later.isEmpty)
    }

    @Test("Up takes the last line back, and ^D ends the input behind the lines")
    func takingBack() {
        let back = typed("one\rtwo\r\u{1B}[A")
        #expect(back.waiting == ["one"] && back.unfinished == "two")
        #expect(!typed("\u{4}").isEmpty)
        #expect(typed("x\u{4}").unfinished == "x")
    }
}
