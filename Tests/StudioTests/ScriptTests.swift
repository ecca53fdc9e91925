import ImageModels
import Studio
import TestSupport
import Testing

@Suite("A script") struct ScriptTests {
    private func instructions(_ script: Script) -> [String] {
        script.lines.compactMap { if case .instruction(let text) = $0.content { text } else { nil } }
    }

    @Test("What is set over several lines is written as it is read")
    func continuedSettings() throws {
        let text = "/region 10%,10 \\\n the jacket\\\\\n/lock a\\\nb\nmake it warmer\n"
        let script = try Script(reading: text)
        #expect(script.lines.count == 3)
        #expect(try Script(reading: script.text).lines.map(\.content) == script.lines.map(\.content))
    }

    @Test(
        "Breaks of other systems, lines that say nothing and marks without a letter are written as they are read",
        arguments: [
            "warm\r\\\nblue", "a\rb", "\\\n\\\n", "\\\n \\\n/lock off", "/region\\\n\u{301}x", "/region \u{301}x",
            " \u{301}x",
            "\\\r\n\\\r\nmake it warmer",
        ])
    func oddities(text: String) throws {
        let script = try Script(reading: text)
        #expect(try Script(reading: script.text).lines.map(\.content) == script.lines.map(\.content))
        #expect(script.lines.allSatisfy { $0.content != .instruction("") })
    }

    @Test("Lines are instructions; comments and empty lines are not, and keep the numbers right")
    func lines() throws {
        let script = try Script(reading: "# for Anna\n\nmake it warmer\r\n  #ff0000 background  \n/region jacket\n")
        #expect(
            script.lines == [
                .init(number: 3, content: .instruction("make it warmer")),
                .init(number: 4, content: .instruction("#ff0000 background")),
                .init(number: 5, content: .region("jacket")),
            ])
    }

    @Test("A backslash at the end goes on with the next line, two stand for one")
    func continuing() throws {
        #expect(
            try instructions(Script(reading: "one\\\ntwo\\\n\\\nthree\nfour\\\\\nfive\\")) == [
                "one\ntwo\n\nthree", "four\\", "five",
            ])
    }

    @Test(
        "Settings and regions hold until they are said again; commands of the conversation are refused with their line")
    func commands() throws {
        let script = try Script(reading: "/lock loose\n/ratio 16:9\n//slash\n/region off")
        #expect(
            script.lines.map(\.content) == [
                .setting(name: "lock", value: "loose"), .setting(name: "ratio", value: "16:9"), .instruction("/slash"),
                .region(nil),
            ])
        #expect(throws: Script.Failure.unknownCommand(line: 2, name: "undo")) { try Script(reading: "a\n/undo") }
        #expect(throws: Script.Failure.noValue(line: 1, name: "region")) { try Script(reading: "/region") }
    }

    @Test("Whatever was typed comes back from a script as it was")
    func roundTrip() throws {
        var chance = SeededGenerator(seed: 5)
        let pieces = ["\\", "# ", "#", "/", "//", "make", " ", "\n", "\\\\", "é", "👩‍🎨", "/region x", "\t"]
        for _ in 0..<4000 {
            let text = (0..<Int.random(in: 1...6, using: &chance)).map { _ in pieces.randomElement(using: &chance)! }
                .joined()
            let typed = text.trimmed
            guard !typed.isEmpty else { continue }
            let script = Script([.init(number: 1, content: .instruction(typed))])
            let read = try Script(reading: "# a comment\n" + script.text)
            #expect(instructions(read) == [typed], "\(typed.debugDescription) as \(script.text.debugDescription)")
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
