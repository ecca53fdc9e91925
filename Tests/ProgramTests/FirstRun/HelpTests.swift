import Foundation
import TestSupport
import Testing

extension TheProgram {
    @Suite("Help by topics") struct HelpTests {
        private static let topics = [
            "pictures", "turns", "sessions", "settings", "money", "keys", "local", "other", "all",
        ]

        private func help(_ subject: String, at place: Workplace) throws -> String {
            let run = try place.run([], input: "/help \(subject)\n")
            try #require(run.status == 0, "\(run.talk)")
            return run.output
        }

        /// The commands that a text lists.
        private func commands(in text: String) -> Set<String> {
            Set(text.matches(of: /(?:^|\n)  \/([a-z]+)/).map { String($0.1) })
        }

        @Test(
            "The short help fits a window of 24 rows, also a narrow one, and tells use, commands and topics",
            arguments: [80, 40])
        func fits(columns: Int) throws {
            let place = try Workplace()
            let terminal = try place.conversation([], environment: ["PAGER": "echo PAGED"], columns: columns)
            try terminal.wait(forPrompt: "retouch")
            terminal.type("\u{C}")
            terminal.settle()
            try terminal.say("/help", until: "editor, clipboard, checks")
            try terminal.wait(forPrompt: "retouch")
            let text = terminal.screen.text
            #expect(!text.contains("PAGED"))
            for part in ["make the jacket red", "/undo", "/export FILE", "/demo", "/quit", "/help all"] {
                #expect(text.contains(part), "\(part)")
            }
            for topic in Self.topics { #expect(text.contains(topic), "\(topic)") }
            try terminal.quit()
        }

        @Test(
            "The help of every subcommand fits 80 columns",
            arguments: [
                "open", "edit", "resume", "list", "show", "verify", "replay", "batch", "batch list", "batch cancel",
                "batch forget", "script", "export", "page", "import", "models", "key", "mcp", "doctor",
            ])
        func subcommand(_ name: String) throws {
            let run = try Workplace().run(
                name.split(separator: " ").map(String.init) + ["--help"], environment: ["COLUMNS": "80"])
            #expect(run.status == 0 && run.output.contains("USAGE: retouch"))
            for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        }

        @Test(
            "The text above a subcommand's usage is broken at the window's width and nowhere else",
            arguments: ["edit", "replay", "batch", "export", "page", "import", "key", "mcp"], [80, 120])
        func paragraphs(_ name: String, columns: Int) throws {
            let run = try Workplace().run([name, "--help"], environment: ["COLUMNS": "\(columns)"])
            let text = run.output.components(separatedBy: "USAGE:")[0]
            let lines = text.components(separatedBy: "\n")
            for (line, next) in zip(lines, lines.dropFirst()) where !line.isEmpty && next.first?.isLetter == true {
                // A word alone is the rest of an example that is longer than the window.
                let isRest = line.hasPrefix("  ") || !line.contains(" ")
                let isEnd = isRest || line.hasSuffix(".") || line.hasSuffix(":")
                let word = next.prefix { $0 != " " }
                // The argument parser leaves the last columns empty.
                #expect(isEnd || line.count + 1 + word.count > columns - 3, "\(line) | \(next)")
            }
            // What stands beside what is typed is not broken within either.
            for (line, next) in zip(lines, lines.dropFirst()) where columns >= 80 && line.hasPrefix("  retouch") {
                let isWhole = next.isEmpty || next.hasPrefix("  ") || next.split(separator: " ").count > 3
                #expect(isWhole, "\(line) | \(next)")
            }
        }

        @Test("Every command of the program is in a topic, and in /help all")
        func everyCommand() throws {
            let place = try Workplace()
            let expected = Set(try SourceText.slashCommands())
            #expect(expected.count > 35)
            #expect(commands(in: try help("all", at: place)) == expected)
            let byTopic = try Self.topics.filter { $0 != "all" }.map { commands(in: try help($0, at: place)) }
            #expect(Set(byTopic.flatMap { $0 }) == expected)
            let short = commands(in: try place.run([], input: "/help\n").output)
            #expect(short.count >= 7 && short.isSubset(of: expected))
            for command in expected {
                #expect(try help("/" + command, at: place).hasPrefix("/\(command)"), "\(command)")
            }
        }

        @Test(
            "In 40 columns every line is shorter than the window", arguments: topics + ["", "export", "lock", "/set"])
        func narrow(subject: String) throws {
            let place = try Workplace()
            let terminal = try place.conversation([], environment: ["PAGER": "cat", "NO_COLOR": "1"], columns: 40)
            try terminal.wait(forPrompt: "retouch")
            terminal.settle()
            let before = terminal.output.count
            terminal.type("/help \(subject)\r")
            // The prompt that is there is the one before it until the line has ended.
            try terminal.wait(until: "the line's end") { _ in terminal.output[before...].contains(0x0A) }
            try terminal.wait(forPrompt: "retouch")
            let text = String(decoding: terminal.output[before...], as: UTF8.self)
                .replacing(/\u{1B}\[[0-9;?]*[a-zA-Z]/.matchingSemantics(.unicodeScalar), with: "")
            let lines = text.split(whereSeparator: \.isNewline).map(String.init)
            #expect(lines.count > 5)
            for line in lines {
                // A web address can't be broken.
                #expect(line.count < 40 || line.contains("https://"), "\(line)")
            }
            try terminal.quit()
        }

        @Test(
            "Long help waits page by page and tells the keys, not a file's name",
            .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/less")))
        func pages() throws {
            let place = try Workplace()
            let terminal = try place.conversation([], rows: 20)
            try terminal.wait(forPrompt: "retouch")
            try terminal.say("/help all", until: "Space goes on, q leaves")
            #expect(!terminal.screen.text.contains("/proc/"))
            terminal.type("G")
            try terminal.wait(for: "end, q leaves")
            terminal.type("q")
            try terminal.wait(forPrompt: "retouch")
            try terminal.quit()
        }

        @Test("Topics and commands by their beginnings, and what is said about mistakes")
        func names() throws {
            let place = try Workplace()
            #expect(try help("key", at: place) == help("keys", at: place))
            #expect(try help("session", at: place) == help("sessions", at: place))
            #expect(try help("/sessions", at: place).hasPrefix("/sessions"))
            #expect(try help("exp", at: place).contains("/export jacket.jpg"))
            #expect(try help("money", at: place).contains("retouch key set google"))
            for (typed, answer) in [
                ("picturs", "Did you mean pictures?"), ("exprot", "Did you mean export?"),
                ("lo", "could be local, lock"), ("xyzzyx", "There is no topic or command"),
            ] {
                let run = try place.run([], input: "/help \(typed)\n")
                #expect(run.status == 64 && run.talk.contains(answer), "\(run.talk)")
            }
        }

        @Test("Tab completes topics and commands")
        func completion() throws {
            let place = try Workplace()
            let terminal = try place.conversation([])
            try terminal.wait(forPrompt: "retouch")
            for (typed, line) in [
                ("/help pict", "/help pictures"), ("/help mon", "/help money"), ("/help exp", "/help export"),
                ("/help /ses", "/help /sessions"),
            ] {
                terminal.type(typed + "\t")
                try terminal.wait(forLine: "retouch> \(line)")
                terminal.type("\u{15}")
                try terminal.wait(forPrompt: "retouch")
            }
            try terminal.quit()
        }
    }
}

/// The program's own sources, for checking that nothing has been forgotten in tables.
enum SourceText {
    private static let program = Repository.root.appendingPathComponent("Sources/retouch")

    /// The names of the slash commands.
    static func slashCommands() throws -> [String] {
        try all(in: program.appendingPathComponent("SlashCommands")).flatMap { text in
            text.matches(of: /name: "([a-z]+)",\s+usage:/).map { String($0.1) }
                + text.matches(of: /= (?:shorthand|mending)\(\s*"([a-z]+)"/).map { String($0.1) }
        }
    }

    /// The environment variables that are read by name.
    static func variables() throws -> Set<String> {
        Set(
            try (all(in: program) + all(in: Repository.root.appendingPathComponent("Sources/TerminalUI"))).flatMap {
                $0.matches(of: /environment\["([A-Z_]+)"\]/).map { String($0.1) }
            })
    }

    private static func all(in folder: URL) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".swift") }.sorted().map {
            try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
        }
    }
}
