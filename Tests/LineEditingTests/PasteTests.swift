import Foundation
import TestSupport
import Testing

extension AtATerminal {
    @Test("A paste of several lines becomes one instruction and is not sent by itself")
    func bracketedPaste() throws {
        let terminal = try start()
        #expect(terminal.screen.bracketsPastes)
        terminal.paste("make it red\nand round\n")
        try terminal.wait(for: "probe/1> make it red\nand round")
        terminal.settle()
        #expect(!terminal.screen.text.contains("got"))
        terminal.type(Keys.enter)
        try terminal.wait(for: "got: \"make it red\\nand round\\n\"")
    }

    @Test("A paste cannot end itself early or bring control characters along")
    func hostilePaste() throws {
        let terminal = try start()
        terminal.type("\u{1B}[200~a\u{1B}]0;title\u{7}b\u{3}c\u{1B}[201\u{1}~d\r\ne\u{9B}31mf\u{1B}[201~")
        terminal.type(Keys.enter)
        try terminal.wait(for: "got: \"abc~d\\ne31mf\"")
    }

    @Test("Pasted text is composed: a letter and its accent become one character")
    func composition() throws {
        let terminal = try start()
        terminal.paste("cafe\u{301}")
        terminal.type(Keys.enter)
        try terminal.wait(forOutput: "got: \"caf\u{E9}\"")
    }

    @Test("Lines are lines however fast they come: only brackets make a paste")
    func unbracketedLines() throws {
        let terminal = try start()
        terminal.type("make it red\rand round\r\nplease")
        try terminal.wait(for: "got: \"make it red\"")
        try terminal.wait(for: "got: \"and round\"")
        try terminal.wait(until: "the third line waits") { $0.cursorLine.hasSuffix("> please") }
    }

    @Test("Lines that are typed while a turn runs are carried out one after the other")
    func linesDuringATurn() throws {
        let terminal = try start()
        terminal.type("/slow 0.5" + Keys.enter)
        try terminal.wait(for: "working 2")
        terminal.type("one" + Keys.enter + "two" + Keys.enter + "three")
        try terminal.wait(for: "got: \"one\"")
        try terminal.wait(for: "got: \"two\"")
        try terminal.wait(until: "the third line waits") { $0.cursorLine.hasSuffix("> three") }
    }

    @Test("20,000 characters arrive whole, in brackets or typed")
    func longPaste() throws {
        let terminal = try start()
        let text = (0..<2500).map { String(format: "%07d", $0) }.joined(separator: " ")
        terminal.paste(text)
        terminal.type(Keys.enter)
        try terminal.wait(forOutput: "got: \"\(text)\"", timeout: .seconds(60))
        terminal.type(text + "x")
        terminal.type(Keys.enter)
        try terminal.wait(forOutput: "got: \"\(text)x\"", timeout: .seconds(60))
    }

    @Test("A paste whose end never comes is shown, and ^C by itself gives a clean line at once")
    func pasteWithoutEnd() throws {
        let terminal = try start()
        terminal.type("\u{1B}[?0u\u{1B}[200~half a paste")
        try terminal.wait(forLine: "probe/1> half a paste")
        terminal.type(" and more\r")
        try terminal.wait(for: "half a paste and more")
        terminal.settle(for: .milliseconds(700))
        // A person who presses it more than once is no less understood.
        terminal.type(Keys.control("c"))
        try terminal.wait(for: "dropped\nprobe/1>", timeout: .seconds(1))
        // What is known of the terminal is known still.
        terminal.type("one\u{1B}[13;2utwo" + Keys.enter)
        try terminal.wait(forOutput: "got: \"one\\ntwo\"")
    }

    @Test("^C again and again gets out of a paste without an end, too")
    func impatience() throws {
        let terminal = try start()
        terminal.type("\u{1B}[200~half a paste")
        for _ in 0..<6 {
            terminal.settle(for: .milliseconds(200))
            terminal.type(Keys.control("c"))
        }
        terminal.type("on" + Keys.enter)
        try terminal.wait(for: "got: \"on\"")
    }

    @Test("A paste that is too long is cut off, which is said; the next one is whole")
    func tooLong() throws {
        let terminal = try start()
        terminal.paste(String(repeating: "0123456789abcde ", count: 70_000))
        try terminal.wait(for: "cut after 1048576", timeout: .seconds(60))
        terminal.type(Keys.control("u"))
        try terminal.wait(until: "an empty line") { $0.cursorLine == "probe/1>" }
        terminal.paste("short")
        terminal.type(Keys.enter)
        try terminal.wait(for: "got: \"short\"")
        #expect(String(decoding: terminal.output, as: UTF8.self).components(separatedBy: "cut after").count == 2)
    }

    /// A text that is not written out where tests are named.
    struct LargeText: Sendable, CustomTestStringConvertible {
        let piece: String
        let count: Int
        var text: String { String(repeating: piece, count: count) }
        var testDescription: String {
            "\(count) times \(piece.unicodeScalars.prefix(5).map { String($0.value, radix: 16) })"
        }
    }

    @Test(
        "A large paste of whatever text leaves ^C and the keys alive",
        arguments: [
            LargeText(piece: "e" + String(repeating: "\u{301}", count: 1000), count: 520),
            LargeText(piece: "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", count: 30_000),
            LargeText(piece: "\n", count: 500_000), LargeText(piece: "猫", count: 200_000),
        ])
    func largePaste(_ large: LargeText) throws {
        let text = large.text
        let terminal = try start()
        terminal.paste(text)
        terminal.type(Keys.control("c"))
        try terminal.wait(forOutput: "dropped", timeout: .seconds(30))
        terminal.type("on" + Keys.enter)
        try terminal.wait(for: "got: \"on\"")
    }

    @Test("A paste while a turn runs waits for the next prompt")
    func pasteDuringATurn() throws {
        let terminal = try start()
        terminal.type("/slow 0.5" + Keys.enter)
        try terminal.wait(for: "working 2")
        terminal.paste("one\ntwo")
        try terminal.wait(for: "done\nprobe/1> one\ntwo")
        #expect(!terminal.screen.text.contains("got"))
    }
}
