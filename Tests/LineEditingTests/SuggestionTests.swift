import Foundation
import LineEditing
import TestSupport
import Testing

@Suite("Suggestions from older lines")
struct SuggestionTests {
    @Test("The newest line that begins like this one is suggested, letter by letter, if it has one row and goes on")
    func suggested() {
        let texts = ["make it red", "Make it blue", "make it green\nand bright", "sepia", "make it red again", "sepia"]
        let history = History(texts.map { .init(time: 0, text: $0) }, limit: 100)
        #expect(history.suggestion(for: "make") == " it red again")
        #expect(history.suggestion(for: "make it red again") == nil)
        #expect(history.suggestion(for: "Ma") == "ke it blue")
        #expect(history.suggestion(for: "make it g") == nil)
        #expect(history.suggestion(for: "x") == nil)
    }

    @Test("A mark that belongs to the last letter typed is not suggested")
    func marks() {
        let history = History([.init(time: 0, text: "cafe\u{301} warm")], limit: 100)
        #expect(history.suggestion(for: "cafe") == nil)
        #expect(history.suggestion(for: "cafe\u{301}") == " warm")
    }
}

extension AtATerminal {
    /// Starts the probe with suggestions, and with lines in its history.
    private func suggesting(_ lines: String..., columns: Int = 80) throws -> PseudoTerminal {
        let history = lines.map { "{\"t\":1,\"text\":\"\($0)\"}\n" }.joined()
        _ = try write(history, to: "history")
        return try start(columns: columns, ["PROBE_SUGGESTIONS": "38;5;244"])
    }

    @Test("What an older line would add stands behind the cursor; Right takes it, Ctrl-Right a word")
    func taking() throws {
        let terminal = try suggesting("make the jacket red")
        terminal.type("ma")
        try terminal.wait(forLine: "probe/1> make the jacket red")
        #expect(terminal.screen.column == 11)
        #expect(String(decoding: terminal.output, as: UTF8.self).contains("\u{1B}[38;5;244m"))
        terminal.type(Keys.wordRight)
        try terminal.wait(until: "one word is taken") { $0.column == 13 }
        terminal.type(Keys.wordRight)
        try terminal.wait(until: "another word is taken") { $0.column == 17 }
        terminal.type(Keys.right + "!" + Keys.enter)
        try terminal.wait(for: "got: \"make the jacket red!\"")
    }

    @Test("Enter sends what was typed and nothing else, and the row that stays has nothing grey")
    func enter() throws {
        let terminal = try suggesting("make the jacket red")
        terminal.type("make")
        try terminal.wait(forLine: "probe/1> make the jacket red")
        terminal.type(Keys.enter)
        try terminal.wait(for: "got: \"make\"")
        #expect(terminal.screen.lines.contains("probe/1> make"))
        terminal.type("mak")
        try terminal.wait(forLine: "probe/1> make")
        terminal.type(Keys.control("c"))
        try terminal.wait(for: "dropped")
        #expect(terminal.screen.lines.contains("probe/1> mak^C"))
    }

    @Test("Nothing is suggested inside a line, and ^U, Left and a letter that differs take the suggestion away")
    func away() throws {
        let terminal = try suggesting("make the jacket red")
        terminal.type("make")
        try terminal.wait(forLine: "probe/1> make the jacket red")
        terminal.type(Keys.left)
        try terminal.wait(forLine: "probe/1> make")
        terminal.type(Keys.end)
        try terminal.wait(forLine: "probe/1> make the jacket red")
        terminal.type("x")
        try terminal.wait(forLine: "probe/1> makex")
        terminal.type(Keys.control("u"))
        try terminal.wait(forLine: "probe/1>")
    }

    @Test("A suggestion that is longer than the row is cut, and taken whole")
    func narrow() throws {
        let terminal = try suggesting("replace the background with a clean studio wall", columns: 30)
        terminal.type("rep")
        try terminal.wait(forLine: "probe/1> replace the backgro\u{2026}")
        #expect(terminal.screen.lines.filter { !$0.isEmpty }.count == 2)
        terminal.type(Keys.right + Keys.enter)
        try terminal.wait(for: "got: \"replace the")
        try terminal.wait(for: "studio wall\"")
    }

    @Test("Without a style nothing is suggested")
    func off() throws {
        _ = try write("{\"t\":1,\"text\":\"make the jacket red\"}\n", to: "history")
        let terminal = try start()
        terminal.type("make")
        try terminal.wait(forLine: "probe/1> make")
        terminal.settle(for: .milliseconds(300))
        #expect(terminal.screen.cursorLine == "probe/1> make")
    }
}
