import Foundation
import TestSupport
import Testing

extension AtATerminal {
    private static let family = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}"

    @Test(
        "Backspace takes what a person takes for one character",
        arguments: [
            family, "\u{1F1E9}\u{1F1EA}", "1\u{FE0F}\u{20E3}", "\u{1F44D}\u{1F3FD}", "q\u{301}\u{323}", "猫",
            "\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}", "\u{915}\u{94D}\u{937}",
        ])
    func backspace(_ character: String) throws {
        let terminal = try start()
        terminal.type("a" + character + "b" + Keys.backspace + Keys.backspace + Keys.enter)
        try terminal.wait(forOutput: "got: \"a\"")
        terminal.type("a" + character + "b" + Keys.home + Keys.right + Keys.delete + Keys.enter)
        try terminal.wait(forOutput: "got: \"ab\"")
        terminal.type("a" + character + "b" + Keys.left + Keys.left + "x" + Keys.enter)
        try terminal.wait(forOutput: "got: \"ax\(character)b\"")
    }

    @Test(
        "^T exchanges what a person takes for characters",
        arguments: [family, "\u{1F1E9}\u{1F1EA}", "q\u{301}\u{323}", "猫"])
    func transpose(_ character: String) throws {
        let terminal = try start()
        // At the end the last two; within the line those around the cursor, which steps on; at the beginning nothing.
        terminal.type("ab" + character + Keys.control("t") + Keys.enter)
        try terminal.wait(forOutput: "got: \"a\(character)b\"")
        terminal.type(character + "abc" + Keys.home + Keys.right + Keys.control("t") + "x" + Keys.enter)
        try terminal.wait(forOutput: "got: \"a\(character)xbc\"")
        terminal.type("ab" + Keys.home + Keys.control("t") + character + Keys.enter)
        try terminal.wait(forOutput: "got: \"\(character)ab\"")
    }

    @Test(
        "vi's keys go by what a person takes for characters, too, and so do their counts",
        arguments: [family, "\u{1F1E9}\u{1F1EA}", "1\u{FE0F}\u{20E3}", "q\u{301}\u{323}", "\u{915}\u{94D}\u{937}", "猫"])
    func vi(_ c: String) throws {
        let terminal = try start(["EDITRC": try write("bind -v\n", to: "vi")])
        let cases: [(line: String, keys: String, result: String)] = [
            ("a\(c)b", "hx", "ab"), ("a\(c)b", "X", "ab"), ("a\(c)b", "hrz", "azb"), ("a\(c)b", "0lrz", "azb"),
            ("a\(c)b", "dh", "ab"), ("a\(c)b", "0ldl", "ab"), ("\(c)\(c)\(c)b", "3Xix", "xb"),
            ("\(c)\(c)\(c)b", "02x", "\(c)b"), ("a\(c)b", "hxp", "ab\(c)"), ("a\(c)b", "hxu", "a\(c)b"),
            ("a\(c)b", "hsz", "azb"), ("a\(c)b", "0Rxyz", "xyz"), ("ab", "0r\(c)", "\(c)b"),
            ("a\(c)b\(c)d", "0f\(c)ix", "ax\(c)b\(c)d"), ("a\(c)b", "2hix", "xa\(c)b"), ("a\(c)b", "0~", "A\(c)b"),
        ]
        for (line, keys, result) in cases {
            terminal.type(line)
            try terminal.wait(until: line) { $0.cursorLine.hasSuffix(line.last.map(String.init) ?? "") }
            terminal.type(Keys.escape)
            terminal.settle(for: .milliseconds(700))
            terminal.type(keys + Keys.enter)
            try terminal.wait(forOutput: "got: \"\(result)\"\r\n")
        }
    }

    @Test(
        "vi's end of an empty line is its beginning, and the End key goes behind the last character while text is typed"
    )
    func viEnd() throws {
        let terminal = try start(["EDITRC": try write("bind -v\n", to: "vi")])
        terminal.type(Keys.escape)
        terminal.settle(for: .milliseconds(700))
        terminal.type("$" + Keys.end + "x$ione" + Keys.enter)
        try terminal.wait(for: "got: \"one\"")
        terminal.type(Keys.end + "ab" + Keys.left + Keys.end + "c" + Keys.home + Keys.end + Keys.end + "d" + Keys.enter)
        try terminal.wait(for: "got: \"abcd\"")
        terminal.type("one two" + Keys.escape)
        terminal.settle(for: .milliseconds(700))
        terminal.type("0wd" + Keys.end + "Athree" + Keys.enter)
        try terminal.wait(for: "got: \"one three\"")
    }

    @Test(
        "Words go by letters with their marks, and an ideograph that stands in for others is itself where it is typed")
    func words() throws {
        let terminal = try start()
        terminal.type("one q\u{301}\u{323}uick \u{20000}x" + "\u{1B}b\u{1B}b!" + Keys.enter)
        try terminal.wait(forOutput: "got: \"one !q\u{301}\u{323}uick \u{20000}x\"")
    }

    @Test("What comes in pieces becomes one character all the same, also over another one")
    func pieces() throws {
        let terminal = try start()
        for piece in ["a\u{1F468}", "\u{200D}", "\u{1F469}", "b\u{1F1E9}", "\u{1F1EA}q\u{301}", "\u{323}"] {
            terminal.type(piece)
            terminal.settle()
        }
        terminal.type(Keys.backspace + Keys.backspace + Keys.left + Keys.backspace + Keys.enter)
        try terminal.wait(forOutput: "got: \"ab\"")
    }

    @Test(
        "What would turn the direction of the row is shown as a sign", arguments: ["\u{202E}", "\u{2066}", "\u{202A}"])
    func directions(_ mark: String) throws {
        let terminal = try start()
        terminal.type("a\(mark)b")
        terminal.settle()
        #expect(terminal.screen.cursorLine.contains("a\u{FFFD}b"))
        #expect(!String(decoding: terminal.output, as: UTF8.self).unicodeScalars.contains(mark.unicodeScalars.first!))
    }

    @Test("A family's width is measured where the terminal stands behind it; the cursor goes by that from then on")
    func measured() throws {
        for (answer, width) in [(13, 2), (17, 6), (99, 6)] {
            let terminal = try start()
            terminal.type("a" + Self.family)
            try terminal.wait(forOutput: "\u{1B}[6n")
            // The prompt has nine columns, and the terminal counts from 1.
            terminal.type("\u{1B}[1;\(answer)R")
            terminal.settle()
            terminal.type(Keys.left)
            try terminal.wait(until: "the cursor before the family") { $0.column == 10 }
            terminal.type(Keys.right)
            try terminal.wait(until: "the cursor behind the family") { $0.column == 10 + width }
            terminal.type(" " + Self.family + Keys.enter)
            try terminal.wait(forOutput: "got: \"a\(Self.family) \(Self.family)\"")
            // Once is enough.
            #expect(String(decoding: terminal.output, as: UTF8.self).components(separatedBy: "\u{1B}[6n").count == 2)
        }
    }

    @Test("Two flags next to each other are two characters")
    func flags() throws {
        let terminal = try start()
        terminal.type("\u{1F1E9}\u{1F1EA}\u{1F1EB}\u{1F1F7}" + Keys.left + Keys.backspace + Keys.enter)
        try terminal.wait(forOutput: "got: \"\u{1F1EB}\u{1F1F7}\"")
    }

    @Test("The keyboard protocol is asked for while a line is read, once the terminal knows it, and given back")
    func keyboardProtocol() throws {
        let terminal = try start()
        try terminal.wait(forOutput: "\u{1B}[?u")
        #expect(terminal.output.firstRange(of: Array("\u{1B}[>1u".utf8)) == nil)
        terminal.type("\u{1B}[?0u")
        try terminal.wait(forOutput: "\u{1B}[>1u")
        terminal.type("one\u{1B}[13;2utwo\u{1B}[13u")
        try terminal.wait(forOutput: "got: \"one\\ntwo\"")
        terminal.type("\u{1B}[100;5u")
        #expect(try terminal.waitForEnd() == .exited(0))
        let written = String(decoding: terminal.output, as: UTF8.self)
        let asked = written.components(separatedBy: "\u{1B}[>1u").count - 1
        let returned = written.components(separatedBy: "\u{1B}[<u").count - 1
        #expect(asked == returned && asked >= 2)
    }
}
